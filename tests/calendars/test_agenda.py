"""Lists, months and the picture of a year: laws of the layout."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from calendars.entry import Kind
from calendars.pages import agenda, timeline
from calendars.pages.agenda import Item
from tests.calendars.samples import ANNIVERSARY, DEADLINE, ROUND

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
        "từ thứ Hai, 1/1/2024 đến Chủ nhật, 30/6/2024",
        "thứ Ba, 7/5/2024",
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


@given(items(), st.integers(2023, 2025))
def test_nothing_in_the_picture_of_a_year_covers_anything_else(
    given: list[Item], year: int
) -> None:
    drawn = timeline.picture(given, year, today=TODAY)
    for above, below in pairwise(drawn.labels):
        assert above.y + timeline.LINE * (1 + len(above.lines)) <= below.y + 0.2
    for label in drawn.labels:
        assert label.y >= timeline.TOP
        assert label.y + timeline.LINE * (1 + len(label.lines)) <= drawn.height
        assert len(label.lines) <= timeline.LINES
        assert all(len(line) <= timeline.LETTERS for line in label.lines)
    assert all(bar.y + bar.height <= drawn.height for bar in drawn.bars)
    assert len(drawn.labels) <= timeline.MOST


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 60)), max_size=60))
def test_things_are_spread_in_order_without_touching(given: list[tuple[float, float]]) -> None:
    wanted, heights = sorted(place for place, _ in given), [height for _, height in given]
    tops = timeline.spread(wanted, heights)
    for n, (above, below) in enumerate(pairwise(tops)):
        assert above + heights[n] <= below + 1e-6
    assert all(top >= timeline.TOP for top in tops)


def test_things_with_room_stay_where_they_want() -> None:
    assert timeline.spread([10.0, 100.0], [20.0, 20.0]) == [10.0, 100.0]
    assert timeline.spread([100.0, 100.0], [20.0, 20.0]) == [90.0, 110.0]


def test_a_calendar_opens_at_the_nearest_day_it_holds() -> None:
    held = agenda.items_of([ROUND])
    assert agenda.nearest(held, date(2024, 3, 1)) == date(2024, 3, 1)
    assert agenda.nearest(held, date(2026, 3, 1)) == date(2024, 6, 30)
    assert agenda.nearest([], TODAY) == TODAY
