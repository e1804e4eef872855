"""An escalation to the head of a block, on both databases; its deputy where the head has ended."""

from scheduler.definition.organisation import Organisation
from scheduler.store.database import Database
from tests.build import Province, at, definition, duty
from tests.run.road import Road

LATE = "2024-08-05 08:00"


def blocks(*, head_until: str | None) -> Organisation:
    units = [{"id": f"u{n}", "name": f"Đơn vị {n}", "kind": "so", "block": "b"} for n in range(4)]
    units[1]["last_day"] = head_until
    return Organisation.model_validate(
        {
            "issuer": {"id": "pt", "name": "UBND", "lane": "tg-pt", "standing_body": "u0"},
            "blocks": [
                {
                    "id": "b",
                    "name": "Khối",
                    "rotation": [{"year": 2024, "head": "u1", "deputy": "u2"}],
                }
            ],
            "units": units,
        }
    )


def road_of(database: Database, units: Organisation) -> Road:
    road = Road(Province(database, units).open())
    road.province.apply(definition(), now=at("2024-01-15 09:00"))
    return road


async def test_standing_body_hears_that_an_escalation_waits(database: Database) -> None:
    road = road_of(database, blocks(head_until=None))
    told = await road.pass_at(LATE)
    heard = {(address, step.split("-")[0]) for address, _unit, step in told if address == "u0@"}
    assert heard == {("u0@", "draft")}


async def superiors(road: Road) -> dict[str, str | None]:
    """By unit that owes, the unit whose head an escalation is for, once one waits."""
    await road.pass_at(LATE)
    return dict(
        road.province.rows(
            "SELECT owing.code, unit.code FROM item"
            " JOIN obligation ON obligation.id = item.obligation_id"
            " JOIN unit AS owing ON owing.id = obligation.unit_id"
            " LEFT JOIN post ON post.id = item.post_id LEFT JOIN unit ON unit.id = post.unit_id"
            " WHERE item.state = 'draft'"
        )
    )


async def test_escalation_is_for_the_head_of_the_year_and_what_it_owes_itself_one_step_further(
    database: Database,
) -> None:
    road = road_of(database, blocks(head_until=None))
    assert await superiors(road) == {"u1": "u0", "u2": "u1", "u3": "u1"}


async def test_escalation_is_for_the_deputy_of_a_head_that_has_ended_but_of_itself(
    database: Database,
) -> None:
    road = road_of(database, blocks(head_until="2024-03-01"))
    found = await superiors(road)
    assert (found["u2"], found["u3"]) == ("u0", "u2")


async def test_who_holds_both_posts_is_not_told_of_himself(database: Database) -> None:
    road = road_of(database, blocks(head_until=None))
    road.province.bind("u3", "u1@", now=at("2024-01-16 09:00"))
    assert await superiors(road) == {"u1": "u0", "u2": "u1", "u3": "u0"}


async def test_standing_body_that_owes_has_no_superior_here(database: Database) -> None:
    """It heads the block too: there is nobody to tell, and the escalation says so."""
    units = blocks(head_until=None).model_dump()
    units["blocks"][0]["rotation"][0]["head"] = "u0"
    road = Road(Province(database, Organisation.model_validate(units)).open())
    owed = duty(owed_by={"ids": ["u0", "u1"]})
    road.province.apply(definition(owed), now=at("2024-01-15 09:00"))
    assert await superiors(road) == {"u0": None, "u1": "u0"}
