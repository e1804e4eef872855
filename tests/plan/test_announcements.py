"""When a round, a peak or an anniversary tells of itself, and to whom."""

from datetime import date, datetime
from typing import Any

from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import PhaseNotices, Policies
from scheduler.plan.as_json import plan_as_json
from scheduler.plan.diff import ChangeKind, diff
from scheduler.plan.model import Plan
from tests.build import POLICIES, ZONE, at, definition, duty, organisation, plan, unit

EVERYTHING = {"opening": True, "last_week": True, "anniversary": True}
DIEN_BIEN = Anniversary.model_validate(
    {
        "id": "dien-bien-phu", "name_vi": "Ngày Chiến thắng Điện Biên Phủ", "name_en": "Victory",
        "calendar": "solar", "date": "05-07", "first_year": 1954, "kind": "le_lon",
        "count_rule": "nd145", "day_off": False, "scope": "national", "source": "t", "checked": True,
    }
)  # fmt: skip


def round_(first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"id": "dot", "title": "Đợt 1", "first_day": first, "last_day": last} | more


def policies(**phases: Any) -> Policies:
    return POLICIES.model_copy(update={"phases": PhaseNotices.model_validate(phases)})


def planned(phase: dict[str, Any], units: Organisation | None = None, **phases: Any) -> Plan:
    given = definition(phases=[phase])
    catalogue = {DIEN_BIEN.id: DIEN_BIEN}
    return plan(given, units, policies=policies(**phases), catalogue=catalogue)


def told(of: Plan) -> list[tuple[str, str, datetime]]:
    return [(s.key, one.kind.value, one.at) for s in of.spans for one in s.announcements]


def test_a_round_tells_that_it_opens_on_its_first_day_at_eight() -> None:
    of = planned(round_("07-01", "12-31"))
    assert told(of) == [("dot", "opening", at("2024-07-01 08:00"))]


def test_an_opening_on_a_day_off_is_told_on_the_working_day_before() -> None:
    new_year, sunday = planned(round_("01-01", "06-30")), planned(round_("04-07", "06-30"))
    assert told(new_year) == [("dot", "opening", at("2023-12-29 08:00"))]
    assert told(sunday) == [("dot", "opening", at("2024-04-05 08:00"))]
    (one,) = sunday.spans[0].announcements
    assert one.day == date(2024, 4, 7)


def test_policy_says_what_is_told_and_when() -> None:
    phase = round_("04-08", "06-28", anniversaries=["dien-bien-phu"])
    assert told(planned(phase, opening=False)) == []
    assert told(planned(phase, **EVERYTHING, at="07:30")) == [
        ("dot", "opening", at("2024-04-08 07:30")),
        ("dot", "last_week", at("2024-06-21 07:30")),  # the seven days begin on Saturday the 22nd
        ("dien-bien-phu", "anniversary", at("2024-05-07 07:30")),
    ]


def test_an_occasion_of_the_campaign_speaks_as_an_anniversary_does() -> None:
    phase = round_("01-01", "06-30", anniversaries=["dai-hoi"])
    congress = [{"id": "dai-hoi", "title": "Đại hội", "day": "2024-01-19"}]
    given = definition(phases=[phase], occasions=congress)
    of = plan(given, policies=policies(opening=False, anniversary=True))

    assert told(of) == [("dai-hoi", "anniversary", at("2024-01-19 08:00"))]


def test_each_year_of_several_speaks_for_itself() -> None:
    peak = {"id": "cao-diem", "kind": "peak", "anniversary": "dien-bien-phu", "lead": "30 days"}
    given = definition(phases=[peak | {"title": "Cao điểm"}], last_year=2025)
    every = policies(opening=True, anniversary=True)
    of = plan(given, policies=every, catalogue={DIEN_BIEN.id: DIEN_BIEN})

    assert told(of) == [
        ("cao-diem-2024", "opening", at("2024-04-05 08:00")),
        ("cao-diem-2025", "opening", at("2025-04-04 08:00")),
        ("dien-bien-phu-2024", "anniversary", at("2024-05-07 08:00")),
        ("dien-bien-phu-2025", "anniversary", at("2025-05-07 08:00")),
    ]


def test_a_phase_of_a_week_does_not_tell_that_it_ends_when_it_begins() -> None:
    assert told(planned(round_("07-01", "07-07"), **EVERYTHING)) == [
        ("dot", "opening", at("2024-07-01 08:00"))
    ]


def test_a_silent_phase_tells_nothing_nor_do_the_days_it_alone_is_held_for() -> None:
    silent = round_("04-08", "06-28", anniversaries=["dien-bien-phu"], notices="none")
    assert told(planned(silent, **EVERYTHING)) == []
    other = round_("04-08", "06-28", id="dot-2", anniversaries=["dien-bien-phu"])
    both = definition(phases=[silent, other])
    of = plan(both, policies=policies(**EVERYTHING), catalogue={DIEN_BIEN.id: DIEN_BIEN})
    assert [(key, kind) for key, kind, _at in told(of)] == [
        ("dot-2", "opening"),
        ("dot-2", "last_week"),
        ("dien-bien-phu", "anniversary"),
    ]


def test_units_that_owe_and_live_on_the_day_are_told() -> None:
    """Whether or not anything falls due within: the report of round 1 is due after it."""
    units = organisation(
        units=[unit("u0"), unit("u1"), unit("u2", last_day="2024-08-15", into=["u1"]), unit("u3")]
    )
    reports = (duty(owed_by={"ids": ["u1", "u2"]}),)
    phases = [round_("02-01", "06-30"), round_("09-03", "12-31", id="dot-2")]
    of = plan(definition(*reports, phases=phases), units)
    assert [one.units for s in of.spans for one in s.announcements] == [("u1", "u2"), ("u1",)]


def test_json_of_a_plan_tells_announcements() -> None:
    found = plan_as_json(planned(round_("07-01", "12-31")))["announcements"]
    assert found == [
        {
            "phase": "dot",
            "kind": "opening",
            "day": "2024-07-01",
            "at": datetime(2024, 7, 1, 8, tzinfo=ZONE).isoformat(),
            "units": ["u1", "u2"],
        }
    ]


def test_another_policy_changes_the_span_and_nothing_else() -> None:
    phase = round_("07-01", "12-31")
    changes = diff(planned(phase), planned(phase, last_week=True))
    assert [(c.kind, c.span.key) for c in changes.spans] == [(ChangeKind.CHANGED, "dot")]
    assert not changes.occurrences
    assert not diff(planned(phase), planned(phase))


def test_nothing_is_told_before_the_document_is_issued() -> None:
    rounds = [
        {"id": f"dot-{n}", "title": f"Đợt {n}", "first_day": first, "last_day": last}
        for n, (first, last) in enumerate((("01-01", "06-30"), ("07-01", "12-31")), start=1)
    ]
    directive = {"number": "1/KH", "issuer": "UBND tỉnh", "issued_on": "2024-01-15"}
    made = plan(definition(phases=rounds, directive=directive))

    assert [len(span.announcements) for span in made.spans] == [0, 1]
