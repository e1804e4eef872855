"""A campaign of several years: what comes each year of it, and what in one."""

from datetime import date
from typing import Any

from scheduler.definition.read import read_catalogue
from scheduler.plan.model import Plan, PlannedSpan, RemarkKind, SpanKind
from tests.build import ZONE, definition, duty, plan
from tests.definition.definition_texts import ROOT

CATALOGUE = read_catalogue(ROOT / "config/anniversaries.yaml")
PEAK = {"id": "cao-diem", "kind": "peak", "anniversary": "dien-bien-phu", "lead": "30 days"}


def planned(*duties: Any, **more: Any) -> Plan:
    given = {"campaign": "pt", "year": 2026, "last_year": 2028, "phases": []} | more
    return plan(definition(*duties, **given), catalogue=CATALOGUE)


def days(found: Plan) -> list[tuple[str, date]]:
    return [
        (one.key, one.due_at.astimezone(ZONE).date()) for one in found.occurrences if one.due_at
    ]


def spans(found: Plan, kind: SpanKind) -> list[PlannedSpan]:
    return [one for one in found.spans if one.kind is kind]


def test_day_of_each_year() -> None:
    found = planned(duty("nam", title="Báo cáo năm", due={"every": "year", "by": "12-10"}))

    assert days(found) == [
        ("2026", date(2026, 12, 10)), ("2027", date(2027, 12, 10)), ("2028", date(2028, 12, 11)),
    ]  # fmt: skip
    assert found.occurrences[0].title == "Báo cáo năm 2026"


def test_interim_and_final_report_are_of_one_year() -> None:
    found = planned(
        duty("so-ket", due={"by": "2027-06-30"}), duty("tong-ket", due={"by": "2028-11-30"})
    )

    assert days(found) == [("once", date(2027, 6, 30)), ("once", date(2028, 11, 30))]


def test_every_month_of_all_years() -> None:
    found = days(planned(duty(due={"every": "month", "by": 15})))

    assert (len(found), found[0][0], found[-1][0]) == (36, "2026-01", "2028-12")


def test_every_month_of_all_years_though_rounds_are_of_the_first() -> None:
    first = {"id": "d1", "title": "Đợt 1", "first_day": "2026-03-01", "last_day": "2026-09-02"}
    found = days(planned(duty(due={"every": "month", "by": 15}), phases=[first]))

    assert (found[0][0], found[-1][0]) == ("2026-03", "2028-12")


def test_peak_comes_each_year() -> None:
    found = planned(phases=[PEAK])

    assert [(one.key, one.last_on) for one in spans(found, SpanKind.PEAK)] == [
        (f"cao-diem-{year}", date(year, 5, 7)) for year in (2026, 2027, 2028)
    ]
    assert spans(found, SpanKind.PEAK)[1].title.endswith("năm 2027")
    assert spans(found, SpanKind.PEAK)[1].anniversaries == ("dien-bien-phu-2027",)


def test_anniversary_has_its_number_of_each_year() -> None:
    round_ = {
        "id": "d1", "title": "Đợt 1", "first_day": "2026-01-01", "last_day": "2027-12-31",
        "anniversaries": ["quoc-khanh"],
    }  # fmt: skip
    found = spans(planned(phases=[round_]), SpanKind.ANNIVERSARY)

    assert [(one.first_on, one.ordinal) for one in found] == [
        (date(2026, 9, 2), 81),
        (date(2027, 9, 2), 82),
    ]


def test_round_of_one_year_is_held_for_the_days_of_that_year() -> None:
    round_ = {
        "id": "d2", "title": "Đợt 2", "first_day": "2027-07-01", "last_day": "2027-12-31",
        "anniversaries": ["quoc-khanh", "thanh-lap-dang"],
    }  # fmt: skip
    found = planned(phases=[round_])

    assert [one.key for one in spans(found, SpanKind.ANNIVERSARY)] == [
        "quoc-khanh-2027", "thanh-lap-dang-2027",
    ]  # fmt: skip
    assert [r.detail for r in found.remarks if r.kind is RemarkKind.OUTSIDE_PHASE] == [
        "thanh-lap-dang-2027"
    ]


def test_days_counted_from_an_anniversary_come_each_year() -> None:
    found = planned(duty(due={"after": "dien-bien-phu", "working_days": 5}))

    assert [key for key, _day in days(found)] == ["2026", "2027", "2028"]
    assert days(found)[0][1] == date(2026, 5, 14)


def test_report_after_each_peak_comes_each_year() -> None:
    found = planned(duty(due={"after_each": "peak", "days": 3}), phases=[PEAK])

    assert [key for key, _day in days(found)] == [f"cao-diem-{y}" for y in (2026, 2027, 2028)]


def test_years_without_a_notice_are_all_remarked() -> None:
    found = planned(duty(due={"by": "2026-12-10"}))

    assert [r.subject for r in found.remarks if r.kind is RemarkKind.YEAR_NOT_ANNOUNCED][-2:] == [
        "2027", "2028",
    ]  # fmt: skip


def test_heading_says_how_long_it_lasts() -> None:
    assert (planned().heading.year, planned().heading.last_year) == (2026, 2028)


def test_report_of_a_peak_says_of_which_year_it_is() -> None:
    after = duty("bc", title="Kết quả", due={"after_each": "peak", "days": 5})
    titles = [one.title for one in planned(after, phases=[PEAK]).occurrences]

    assert len(set(titles)) == 3 and titles[1].endswith("năm 2027)")


SCHOOL_YEAR = [
    {"id": "hk-1", "title": "Học kỳ I", "first_day": "2026-09-05", "last_day": "2027-01-15"},
    {"id": "hk-2", "title": "Học kỳ II", "first_day": "2027-01-18", "last_day": "2027-05-31",
     "anniversaries": ["dien-bien-phu"]},
]  # fmt: skip


def school_year(*duties: Any, **more: Any) -> Plan:
    given = {"campaign": "nam-hoc", "year": 2026, "phases": SCHOOL_YEAR} | more
    return plan(definition(*duties, **given), catalogue=CATALOGUE)


def test_anniversary_of_a_term_is_that_within_it() -> None:
    found = school_year(duty("bc", due={"by": "2027-05-31"}))
    (day,) = spans(found, SpanKind.ANNIVERSARY)

    assert (day.first_on, day.ordinal) == (date(2027, 5, 7), 73)
    assert RemarkKind.OUTSIDE_PHASE not in {one.kind for one in found.remarks}


def test_day_before_a_school_year_begins_is_remarked() -> None:
    late, early = duty("tong-ket", due={"by": "2027-05-31"}), duty("quen", due={"by": "05-31"})
    found = school_year(late, early, phases=[*SCHOOL_YEAR, PEAK])

    assert [(r.subject, r.on) for r in found.remarks if r.kind is RemarkKind.BEFORE_IT_BEGINS] == [
        ("quen", date(2026, 6, 1)), ("cao-diem", date(2026, 5, 7)),
    ]  # fmt: skip


def test_day_before_the_first_round_of_one_year_is_its_own() -> None:
    first = {"id": "d1", "title": "Đợt 1", "first_day": "2026-03-01", "last_day": "2026-12-31"}
    found = planned(duty(due={"by": "2026-01-31"}), phases=[first], last_year=None)

    assert RemarkKind.BEFORE_IT_BEGINS not in {one.kind for one in found.remarks}
