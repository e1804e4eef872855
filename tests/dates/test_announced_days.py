"""A day off that was announced is worked until somebody enters the act; a week of six days has Saturdays worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates.workdays import WEEKS, DayKind, SpecialDay, WorkCalendar, YearOverride

CULTURE = date(2026, 11, 24)
ACT = "Nghị quyết thử của Quốc hội"


def notice(year: int, **more: object) -> YearOverride:
    given = {"days_off": frozenset(), "working_days": frozenset(), "basis": ""}
    return YearOverride(year, **given | more)  # type: ignore[arg-type]


def kinds(calendar: WorkCalendar, year: int) -> dict[date, DayKind]:
    return {one.on: one.kind for one in calendar.special_days(year)}


@pytest.mark.parametrize("week", WEEKS)
def test_announced_day_is_worked_until_its_act_is_entered(week: str) -> None:
    calendar = WorkCalendar(week=week)
    assert calendar.is_working(CULTURE)
    assert calendar.unconfirmed(2026) == (CULTURE,)
    assert calendar.supposing().add(CULTURE, -1) == calendar.add(CULTURE, -1)
    assert not calendar.supposing().is_working(CULTURE)

    entered = WorkCalendar({2026: notice(2026, acts={CULTURE: ACT})}, week=week)
    assert not entered.is_working(CULTURE)
    assert entered.unconfirmed(2026) == ()
    told = {one.on: one for one in entered.special_days(2026)}
    assert told[CULTURE] == SpecialDay(CULTURE, DayKind.ACT, "Ngày Văn hóa Việt Nam", ACT)


def test_act_holds_from_its_year_on() -> None:
    calendar = WorkCalendar({2027: notice(2027, acts={date(2027, 11, 24): ACT})})
    assert calendar.unconfirmed(2026) == (CULTURE,)
    assert [calendar.unconfirmed(year) for year in (2027, 2028, 2029)] == [(), (), ()]
    assert not calendar.is_working(date(2028, 11, 24))


def test_day_in_lieu_of_an_announced_day_is_as_unsure() -> None:
    """24/11/2029 is a Saturday."""
    calendar = WorkCalendar()
    assert calendar.unconfirmed(2029) == (date(2029, 11, 24), date(2029, 11, 26))
    assert calendar.is_working(date(2029, 11, 26))
    entered = WorkCalendar({2026: notice(2026, acts={CULTURE: ACT})})
    assert not entered.is_working(date(2029, 11, 26))


def test_act_alone_is_no_notice_and_leaves_the_one_that_is_known() -> None:
    act = notice(2027, acts={date(2027, 11, 24): ACT})
    assert not WorkCalendar({2027: act}).is_announced(2027)
    known = notice(2027, days_off=frozenset({date(2027, 1, 4)}), basis="Thông báo")
    both = act.added_to(known)
    assert (both.days_off, both.basis, both.acts) == (known.days_off, "Thông báo", act.acts)
    assert known.added_to(act) == known


def test_special_days_tell_swaps_by_their_notice() -> None:
    worked, off = date(2027, 1, 9), date(2027, 1, 4)
    swap = notice(
        2027, days_off=frozenset({off}), working_days=frozenset({worked}), basis="Thông báo"
    )
    told = {one.on: one for one in WorkCalendar({2027: swap}).special_days(2027)}
    assert (told[off].kind, told[worked].kind) == (DayKind.SWAP_OFF, DayKind.SWAP_WORKED)
    assert told[off].basis == told[worked].basis == "Thông báo"
    assert off not in kinds(WorkCalendar({2027: swap}, week="six_day"), 2027)


@pytest.mark.parametrize("week", WEEKS)
@given(year=st.integers(2021, 2049))
def test_special_days_are_all_the_calendar_knows_beside_the_weekdays(week: str, year: int) -> None:
    calendar = WorkCalendar(week=week)
    told = kinds(calendar, year)
    for number in range(365):
        day = date(year, 1, 1) + timedelta(number)
        usual = day.weekday() < (6 if week == "six_day" else 5)
        kind = told.get(day)
        worked = kind in (DayKind.SWAP_WORKED, None, DayKind.UNCONFIRMED)
        assert calendar.is_working(day) == ((usual and worked) or kind is DayKind.SWAP_WORKED), (
            day,
            kind,
        )


SIX_DAYS = [
    (2027, "1/1 4/2 5/2 6/2 8/2 9/2 16/4 30/4 1/5 2/9 3/9"),  # 1/5 is a Saturday, as is 6/2
    (2028, "1/1 24/1 25/1 26/1 27/1 28/1 4/4 1/5 2/5 1/9 2/9"),  # 1/1 and 2/9 are Saturdays
]


@pytest.mark.parametrize(("year", "off"), SIX_DAYS)
def test_saturday_worked_gives_no_day_in_lieu(year: int, off: str) -> None:
    calendar = WorkCalendar(week="six_day")
    days = (date(year, 1, 1) + timedelta(number) for number in range(365))
    free = [day for day in days if day.weekday() < 6 and not calendar.is_working(day)]
    assert [f"{day.day}/{day.month}" for day in free] == off.split()


def test_saturday_is_worked_in_a_week_of_six_days() -> None:
    calendar = WorkCalendar(week="six_day")
    assert calendar.add(date(2027, 6, 4), 1) == date(2027, 6, 5)
    assert calendar.roll_forward(date(2027, 6, 6)) == date(2027, 6, 7)
