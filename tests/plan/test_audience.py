"""Who owes, when units end, begin and merge."""

from typing import Any

import pytest

from tests.build import definition, duty, organisation, plan, unit

# 2025: u1 ends on 28 February and goes up in u3 and u4; u3 begins the day after.
UNITS = [
    unit("u0", block=None),
    unit("u1", last_day="2025-02-28", into=["u3", "u4"]),
    unit("u2"),
    unit("u3", first_day="2025-03-01"),
    unit("u4", kind="ban", block="k2"),
]
BLOCKS = [
    {"id": "k1", "name": "Khối 1", "rotation": [
        {"year": 2024, "head": "u2", "deputy": "u1"},
        {"year": 2025, "head": "u1", "deputy": "u2"},
    ]},
    {"id": "k2", "name": "Khối 2", "rotation": [{"year": 2025, "head": "u1"}]},
]  # fmt: skip
MERGED = organisation(units=UNITS, blocks=BLOCKS)


def owing(audience: dict[str, Any], day: str) -> tuple[str, ...]:
    given = definition(duty(owed_by=audience, due={"by": day}), year=2025)
    return plan(given, MERGED).occurrences[0].units


@pytest.mark.parametrize(
    ("audience", "before", "after"),
    [
        ({"all": True}, ("u1", "u2", "u4"), ("u2", "u3", "u4")),  # u0 collects
        ({"kinds": ["so"]}, ("u1", "u2"), ("u2", "u3")),
        ({"ids": ["u0", "u2"]}, ("u0", "u2"), ("u0", "u2")),  # asked for by name
        ({"blocks": "all"}, ("u1", "u2", "u4"), ("u2", "u3", "u4")),
        ({"blocks": ["k1"]}, ("u1", "u2"), ("u2", "u3")),
        ({"ids": ["u1"]}, ("u1",), ("u3", "u4")),
        ({"ids": ["u3"]}, (), ("u3",)),
        ({"all": True, "except": ["u1"]}, ("u2", "u4"), ("u2",)),
        ({"block_heads": ["k1"]}, ("u1",), ("u2",)),  # the head has ended: the deputy
        ({"block_heads": ["k2"]}, ("u1",), ("u3",)),  # and without one, who took over
        ({"block_heads": "all"}, ("u1",), ("u2", "u3")),
    ],
)
def test_audience_on_both_sides_of_a_merger(
    audience: dict[str, Any], before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert (owing(audience, "2025-02-28"), owing(audience, "2025-03-03")) == (before, after)


def test_audience_heads_change_with_the_year() -> None:
    given = definition(
        duty("a", owed_by={"block_heads": ["k1"]}, due={"by": "2024-12-31"}),
        duty("b", owed_by={"block_heads": ["k1"]}, due={"by": "2025-01-02"}),
        duty("c", owed_by={"block_heads": ["k1"]}, due={"by": "2026-01-05"}),
        year=2025,
    )

    assert [one.units for one in plan(given, MERGED).occurrences] == [("u2",), ("u1",), ()]


def test_audience_of_nobody_is_remarked() -> None:
    found = plan(definition(duty(owed_by={"ids": ["u3"]})), MERGED)

    assert [(r.kind, r.subject) for r in found.remarks] == [("nobody_owes", "bc")]


def test_unit_that_collects_owes_nothing_to_itself_and_it_is_said() -> None:
    given = definition(
        duty("a", owed_by={"all": True}, due={"by": "2025-06-30"}),
        duty("b", owed_by={"block_heads": "all"}, to="u2", due={"by": "2025-06-30"}),
        duty("c", owed_by={"kinds": ["so"]}, due={"every": "month", "by": 25}),
        duty("d", owed_by={"blocks": "all"}, due={"by": "2025-06-30"}),
        year=2025,
    )
    found = plan(given, MERGED)
    owed_to_oneself = {o.duty for o in found.occurrences if o.to in o.units}

    assert owed_to_oneself == set()
    assert [(r.subject, r.detail) for r in found.remarks if r.kind == "owes_itself"] == [
        ("u0", "a, c"),
        ("u2", "b"),
    ]


def test_unit_takes_over_what_it_collects_and_owes_nothing_to_itself() -> None:
    given = definition(duty(owed_by={"all": True}, to="u1", due={"by": "2025-06-30"}), year=2025)
    (one,) = plan(given, MERGED).occurrences

    assert (one.to, one.units) == ("u3", ("u0", "u2", "u4"))


@pytest.mark.parametrize("own", [False, True])
def test_standing_body_has_a_name_of_its_own_in_every_file(own: bool) -> None:
    units = [*UNITS, unit("co-quan-thuong-truc")] if own else UNITS
    given = definition(
        duty(owed_by={"all": True, "except": ["co-quan-thuong-truc"]}, to="co-quan-thuong-truc")
    )
    (one,) = plan(given, organisation(units=units, blocks=BLOCKS)).occurrences

    assert one.to == ("co-quan-thuong-truc" if own else "u0")
    assert one.to not in one.units


def test_standing_body_that_ended_stays_the_unit_that_collects() -> None:
    given = definition(duty(owed_by={"ids": ["u1"]}, to="co-quan-thuong-truc"))
    units = [unit("u0", last_day="2024-06-30"), unit("u1")]

    assert plan(given, organisation(units=units)).occurrences[0].to == "u0"


def test_collecting_unit_that_ended_is_followed_by_its_successor() -> None:
    given = definition(duty(to="u1", due={"by": "2025-06-30"}), year=2025)

    assert plan(given, MERGED).occurrences[0].to == "u3"


def test_units_that_follow_one_another_in_a_circle_end_the_search() -> None:
    circle = organisation(
        units=[
            unit("u0"),
            unit("u1", last_day="2024-01-31", into=["u2"]),
            unit("u2", last_day="2024-01-31", into=["u1"]),
        ],
        blocks=[],
    )

    assert plan(definition(duty(owed_by={"ids": ["u1"]})), circle).occurrences[0].units == ()
