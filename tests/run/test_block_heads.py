"""An escalation to the head of a block, on both databases; its deputy where the head has ended."""

from scheduler.definition.organisation import Organisation
from scheduler.store.database import Database
from tests.build import Desk, at, definition
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
    road = Road(Desk(database, units).open())
    road.desk.apply(definition(), now=at("2024-01-15 09:00"))
    return road


def drafts_to(road: Road) -> set[str]:
    rows = road.desk.rows(
        "SELECT DISTINCT unit.code FROM item JOIN post ON post.id = item.post_id"
        " JOIN unit ON unit.id = post.unit_id WHERE item.state = 'draft'"
    )
    return {code for (code,) in rows}


async def test_draft_is_for_the_head_of_the_year(database: Database) -> None:
    road = road_of(database, blocks(head_until=None))
    await road.pass_at(LATE)
    assert drafts_to(road) == {"u1"}


async def test_draft_is_for_the_deputy_of_a_head_that_has_ended(database: Database) -> None:
    road = road_of(database, blocks(head_until="2024-03-01"))
    await road.pass_at(LATE)
    assert drafts_to(road) == {"u2"}


async def test_standing_body_hears_that_a_draft_waits(database: Database) -> None:
    road = road_of(database, blocks(head_until=None))
    told = await road.pass_at(LATE)
    desk = {(address, step.split("-")[0]) for address, _unit, step in told if address == "u0@"}
    assert desk == {("u0@", "draft")}
