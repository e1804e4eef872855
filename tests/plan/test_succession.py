"""Bodies that exist no more are named: by a plan where its definition names them, by a rollover where they owed."""

from datetime import date
from typing import Any

import pytest

from scheduler.definition.organisation import Organisation
from scheduler.plan.model import Remark, RemarkKind
from scheduler.plan.succession import Succession
from tests.build import definition, duty, organisation, plan, unit

# u1 ends in February 2025 and goes up in u3; u2 ends with nobody after it; u4 is in a block of its own.
UNITS = [
    unit("u0", block=None),
    unit("u1", last_day="2025-02-28", into=["u3"]),
    unit("u2", last_day="2025-06-30"),
    unit("u3", first_day="2025-03-01"),
    unit("u4", block="k2"),
]
BLOCKS = [
    {"id": "k1", "name": "Khối 1", "rotation": [{"year": 2025, "head": "u1"}]},
    {"id": "k2", "name": "Khối 2", "rotation": [{"year": 2025, "head": "u4"}]},
]
ENDED = {
    RemarkKind.ISSUER_ENDED,
    RemarkKind.STANDING_BODY_ENDED,
    RemarkKind.RECEIVER_ENDED,
    RemarkKind.UNIT_ENDED,
    RemarkKind.BLOCK_EMPTY,
    RemarkKind.BLOCK_WITHOUT_HEAD,
    RemarkKind.IN_NO_BLOCK,
}


def merged(**issuer: Any) -> Organisation:
    given = organisation(units=UNITS, blocks=BLOCKS)
    return given.model_copy(update={"issuer": given.issuer.model_copy(update=issuer)})


def remarks(*duties: dict[str, Any], year: int = 2025, **issuer: Any) -> list[Remark]:
    named = [duty(f"d{n}", **more) for n, more in enumerate(duties)]
    phases = [{"id": "nam", "title": "Năm", "first_day": "01-01", "last_day": "12-31"}]
    made = plan(definition(*named, year=year, phases=phases), merged(**issuer))
    return [one for one in made.remarks if one.kind in ENDED]


@pytest.mark.parametrize(
    ("more", "kind", "subject", "into", "on"),
    [
        ({"owed_by": {"ids": ["u1"]}}, "unit_ended", "Đơn vị u1", "Đơn vị u3", date(2025, 2, 28)),
        ({"owed_by": {"ids": ["u2", "u4"]}}, "unit_ended", "Đơn vị u2", "", date(2025, 6, 30)),
        (
            {"owed_by": {"all": True, "except": ["u1"]}},
            "unit_ended",
            "Đơn vị u1",
            "Đơn vị u3",
            date(2025, 2, 28),
        ),
        ({"to": "u1"}, "receiver_ended", "Đơn vị u1", "Đơn vị u3", date(2025, 2, 28)),
    ],
)
def test_body_a_definition_names_that_has_ended(
    more: dict[str, Any], kind: str, subject: str, into: str, on: date
) -> None:
    (found,) = remarks(more)  # due on 31 July

    assert (found.kind, found.subject, found.detail) == (kind, subject, into)
    assert found.on == on


def test_body_that_lives_on_the_day_is_not_remarked() -> None:
    assert remarks({"owed_by": {"ids": ["u1"]}, "due": {"by": "2025-02-28"}}) == []
    assert remarks({"owed_by": {"all": True}}) == []  # whoever lives is meant


def test_same_body_is_remarked_once() -> None:
    assert len(remarks({"to": "u1"}, {"to": "u1"})) == 1


def test_block_without_units_or_without_a_head_of_the_year() -> None:
    (headless,) = remarks({"owed_by": {"block_heads": ["k2"]}}, year=2026)
    assert (headless.kind, headless.subject, headless.detail) == (
        RemarkKind.BLOCK_WITHOUT_HEAD,
        "Khối 2",
        "2026",
    )
    gone = organisation(
        units=[unit("u0", block=None), unit("u1", last_day="2025-02-28"), unit("u4", block="k2")],
        blocks=BLOCKS,
    )
    made = plan(definition(duty(owed_by={"blocks": ["k1", "k2"]}), year=2025), gone)
    assert [(r.kind, r.subject) for r in made.remarks if r.kind in ENDED] == [
        (RemarkKind.BLOCK_EMPTY, "Khối 1")
    ]


def test_units_in_no_block_are_told_where_all_blocks_owe() -> None:
    given = organisation(units=[*UNITS, unit("u5", block=None)], blocks=BLOCKS)
    made = plan(definition(duty(owed_by={"blocks": "all"}), year=2025), given)
    (found,) = [one for one in made.remarks if one.kind is RemarkKind.IN_NO_BLOCK]
    assert (found.subject, found.detail) == ("1", "Đơn vị u5")  # not who collects


def test_issuer_that_ended_ends_its_units_and_is_remarked_alone() -> None:
    ended = date(2025, 3, 31)
    given = merged(last_day=ended, into=("moi",))
    made = plan(definition(duty(owed_by={"all": True}), year=2025), given)
    assert made.occurrences[0].units == ()
    (found,) = remarks({"to": "u1"}, last_day=ended, into=("moi",))
    assert (found.kind, found.detail, found.on) == (RemarkKind.ISSUER_ENDED, "moi", ended)


def test_standing_body_that_ended_is_remarked() -> None:
    (found,) = remarks({"owed_by": {"all": True}}, standing_body="u1")
    assert (found.kind, found.detail) == (RemarkKind.STANDING_BODY_ENDED, "Đơn vị u3")


def test_rollover_names_who_owed_and_exists_no_more() -> None:
    given = merged()
    asked = duty(owed_by={"all": True, "except": []}, to="u1")
    before = plan(definition(asked, year=2024), given)
    after = plan(definition(asked, year=2026, campaign="pt-2026"), given)

    found = list(Succession(given).since(before, after))

    told = {(one.kind, one.subject, one.detail) for one in found}
    assert (RemarkKind.RECEIVER_ENDED, "Đơn vị u1", "Đơn vị u3") in told
    assert (RemarkKind.UNIT_ENDED, "Đơn vị u2", "") in told
    assert not any(subject in ("Đơn vị u0", "Đơn vị u4") for _kind, subject, _into in told)


def test_head_that_ended_with_nobody_after_it_is_told_as_missing() -> None:
    """Its block owes then, and nobody would be told."""
    gone = organisation(
        units=[unit("u0", block=None), unit("u2", last_day="2025-06-30"), unit("u3")],
        blocks=[{"id": "k1", "name": "Khối 1", "rotation": [{"year": 2025, "head": "u2"}]}],
    )
    made = plan(definition(duty(owed_by={"block_heads": "all"}), year=2025), gone)
    missing = [one for one in made.remarks if one.kind is RemarkKind.BLOCK_WITHOUT_HEAD]
    assert [(one.subject, one.detail) for one in missing] == [("Khối 1", "2025")]


def test_each_year_without_a_head_is_told() -> None:
    given = merged()
    asked = duty(owed_by={"block_heads": ["k2"]}, due={"every": "year", "by": "07-31"})
    made = plan(definition(asked, year=2024, last_year=2026), given)
    missing = [one for one in made.remarks if one.kind is RemarkKind.BLOCK_WITHOUT_HEAD]
    assert [(one.subject, one.detail) for one in missing] == [
        ("Khối 2", "2024"),
        ("Khối 2", "2026"),
    ]


def test_receiver_that_has_ended_is_told_though_another_takes_reports_in_for_it() -> None:
    (found,) = remarks({"to": {"unit": "u1", "via": "u0"}})

    assert (found.kind, found.subject, found.detail) == (
        RemarkKind.RECEIVER_ENDED,
        "Đơn vị u1",
        "Đơn vị u3",
    )


def test_receiver_that_was_split_sends_to_the_first_as_the_plan_does() -> None:
    units = [
        unit("u0", block=None),
        unit("u1", last_day="2025-02-28", into=["u3", "u4"]),
        unit("u3"),
        unit("u4"),
    ]
    made = plan(definition(duty(to="u1"), year=2025), organisation(units=units))
    (found,) = [one for one in made.remarks if one.kind is RemarkKind.RECEIVER_ENDED]

    assert (made.occurrences[0].to, found.detail) == ("u3", "Đơn vị u3")
