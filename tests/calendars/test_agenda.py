"""Lists and months: laws of the layout."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendars.entry import Kind
from calendars.pages import agenda
from calendars.pages.agenda import Item
from tests.calendars.samples import ANNIVERSARY, DEADLINE, DUE, ROUND

TODAY = date(2024, 6, 1)
ITEM = agenda.item_of(DEADLINE)
DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    found = []
    for first in draw(st.lists(DAYS, max_size=120)):
        kind = draw(st.sampled_from(list(Kind)))
        spans = kind in (Kind.PHASE, Kind.PEAK)
        days = draw(st.integers(0, 400)) if spans else 0
        last, title = first + timedelta(days=days), draw(st.text(max_size=90))
        found.append(replace(ITEM, first_on=first, last_on=last, kind=kind, title=title))
    return sorted(found, key=lambda i: i.first_on)


def test_items_say_when_in_full() -> None:
    assert [item.when for item in agenda.items_of([DEADLINE, ROUND, ANNIVERSARY])] == [
        "từ thứ Hai, 01/01/2024 đến Chủ nhật, 30/6/2024",
        "thứ Ba, 07/5/2024",
        "17:00 thứ Sáu, 28/6/2024",
    ]


@given(items())
def test_the_parts_of_a_list_hold_every_item_once_in_order(given: list[Item]) -> None:
    count = agenda.page_of(given, 1, today=TODAY).count
    seen: list[Item] = []
    for number in range(1, count + 1):
        for _month, of in agenda.page_of(given, number, today=TODAY).months:
            seen += of
    assert seen == given


@given(items(), st.integers(2023, 2025), st.integers(1, 12))
def test_a_month_has_every_day_once_and_whole_weeks(
    given: list[Item], year: int, month: int
) -> None:
    first = date(year, month, 1)
    shown = agenda.month_of(given, first)
    days = [day for week in shown.weeks for day in week]
    assert len(days) % 7 == 0 and days[0].on.weekday() == 0
    within = [day for day in days if day.within]
    assert within[0].on == first and (within[-1].on + timedelta(days=1)).day == 1
    single = [
        i for i in given if not i.lasts and (i.first_on.year, i.first_on.month) == (year, month)
    ]
    assert sum(len(day.items) + day.more for day in days) == len(single)
    assert shown.before < first < shown.after


def test_a_calendar_opens_at_the_nearest_day_it_holds() -> None:
    held = agenda.items_of([ROUND])
    assert agenda.nearest(held, date(2024, 3, 1)) == date(2024, 3, 1)
    assert agenda.nearest(held, date(2026, 3, 1)) == date(2024, 6, 30)
    assert agenda.nearest([], TODAY) == TODAY


def test_the_closest_day_is_that_on_which_something_is_begins_or_ends() -> None:
    held = agenda.items_of([ROUND])
    assert agenda.closest(held, date(2023, 3, 1)) == date(2024, 1, 1)
    assert agenda.closest(held, date(2026, 3, 1)) == date(2024, 6, 30)
    assert agenda.closest([], TODAY) is None


@given(items())
def test_every_day_is_found_in_its_part_of_the_list(given: list[Item]) -> None:
    for item in given:
        number = agenda.part_of(given, item.first_on)
        part = agenda.page_of(given, number, today=TODAY)
        assert item.first_on in [told.first_on for _month, of in part.months for told in of]


def test_a_day_too_full_shows_what_is_urgent_in_its_order() -> None:
    marks = ["off", "done", "done", "open", "done", "late"]
    day = [replace(ITEM, title=f"{n}", mark=mark) for n, mark in enumerate(marks)]
    shown = agenda.month_of(day, ITEM.first_on.replace(day=1))
    (full,) = [on for week in shown.weeks for on in week if on.items]
    assert ([item.title for item in full.items], full.more) == (["1", "2", "3", "5"], 2)


def test_day_with_the_hour_of_an_office_says_when_it_is_late() -> None:
    assert ITEM.practice == ""  # nothing is known of its end
    late_after = DUE + timedelta(hours=7)
    by_practice = agenda.item_of(replace(DEADLINE, late_after=late_after))
    assert by_practice.practice.startswith(
        "17:00 là giờ ghi theo thông lệ của cơ quan; chỉ tính gửi chậm sau 24"
    )
    assert agenda.item_of(replace(DEADLINE, late_after=DUE)).practice == ""
