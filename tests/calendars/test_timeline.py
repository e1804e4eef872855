"""The picture of a year: nothing covers anything, nothing is lost, and what is late shows."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.entry import Kind
from calendars.pages import timeline, timescale
from calendars.pages.agenda import Item, item_of
from scheduler.language import use
from tests.calendars.samples import DEADLINE
from tests.calendars.test_agenda import TODAY, items

ITEM = item_of(DEADLINE)
NEVER = date(1999, 1, 1)


def lasting(title: str, first: date, last: date, kind: Kind = Kind.PHASE) -> Item:
    return replace(ITEM, kind=kind, title=title, first_on=first, last_on=last, mark="open")


def single(title: str, on: date, kind: Kind = Kind.DEADLINE, mark: str = "open") -> Item:
    return replace(ITEM, kind=kind, title=title, first_on=on, last_on=on, mark=mark)


def taken(bar: timeline.Bar) -> tuple[float, float]:
    """Percent of the year a bar takes with its name, as wide as it may be on the narrowest screen."""
    width = len(bar.text) * timescale.LETTER
    left, right = (bar.text_x - width, bar.text_x) if bar.ends else (bar.text_x, bar.text_x + width)
    return min(left, bar.x), max(right, bar.x + bar.width)


def apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] <= other[0] + 0.02 or other[1] <= one[0] + 0.02


@given(items(), st.integers(2023, 2025))
def test_bars_and_their_names_cover_no_other(given: list[Item], year: int) -> None:
    drawn = timeline.picture(given, year, today=TODAY)
    for one, other in combinations(drawn.bars, 2):
        assert one.y != other.y or apart(taken(one), taken(other))
    for bar in drawn.bars:
        assert taken(bar)[0] >= -0.01 and taken(bar)[1] <= 100.01
        assert bar.y + (timeline.BAR if bar.text else timeline.BARE) <= drawn.height


@given(items(), st.integers(2023, 2025))
def test_marks_cover_no_other_and_deadlines_stand_below_the_rest(
    given: list[Item], year: int
) -> None:
    drawn = timeline.picture(given, year, today=TODAY)
    spots = {}
    for mark in drawn.marks:
        width = len(mark.text) * timescale.LETTER
        place = (mark.x - width, mark.x) if mark.ends else (mark.x, mark.x + width)
        assert all(apart(place, other) for other in spots.get(mark.y, []))
        spots.setdefault(mark.y, []).append(place)
        assert mark.y + timeline.ROW <= drawn.height
    below = [mark.y for mark in drawn.marks if mark.kind is Kind.DEADLINE]
    above = [mark.y for mark in drawn.marks if mark.kind is not Kind.DEADLINE]
    assert not below or not above or max(above) < min(below)


@given(items(), st.integers(2023, 2025))
def test_every_day_is_told_in_its_month_or_counted_as_left_out(
    given: list[Item], year: int
) -> None:
    drawn = timeline.picture(given, year, today=TODAY)
    within = [i for i in given if i.first_on.year <= year <= i.last_on.year]
    deadlines = {(i.first_on, i.mark) for i in within if i.kind is Kind.DEADLINE}
    others = [i for i in within if i.kind is not Kind.DEADLINE]
    assert len(drawn.told) == min(len(deadlines) + len(others), timeline.MOST)
    assert (drawn.left_out > 0) == (len(deadlines) + len(others) > timeline.MOST)
    assert all(len(told.text) <= timeline.LETTERS + 30 for told in drawn.told)


@given(items(), st.integers(2023, 2025))
def test_the_parts_of_a_bar_join_from_month_to_month(given: list[Item], year: int) -> None:
    drawn = timeline.picture(given, year, today=TODAY)
    months = [month for quarter in drawn.quarters for month in quarter]
    for before, after in pairwise(months):
        going_on = {part.x for part in before.parts if not part.ends}
        coming = {part.x for part in after.parts if part.y == 0}
        assert going_on <= coming
    for month in months:
        for one, other in combinations(month.parts, 2):
            assert one.x != other.x or apart(
                (one.y, one.y + one.height - 0.2), (other.y, other.y + other.height - 0.2)
            )


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 50), st.integers(0, 100)), max_size=60))
def test_things_are_put_where_they_are_and_cover_no_other(
    given: list[tuple[float, float, int]],
) -> None:
    places = [(start, min(start + length, 100)) for start, length, _letters in given]
    spots = timescale.put(places, [letters for _start, _length, letters in given])
    rows: dict[int, list[tuple[float, float]]] = {}
    for (start, end), (_s, _l, letters), spot in zip(places, given, spots, strict=True):
        width = letters * timescale.LETTER
        left = spot.x - width if spot.ends else spot.x
        assert left >= -1e-6 and left + width <= 100 + 1e-6
        place = (min(left, start), max(left + width, end))
        assert all(apart(place, other) for other in rows.get(spot.lane, []))
        rows.setdefault(spot.lane, []).append(place)


@pytest.mark.parametrize("letters", range(0, 38))
def test_rounds_that_touch_stand_in_one_row_and_are_drawn_otherwise(letters: int) -> None:
    rounds = [
        lasting("Đợt 1" + "x" * letters, date(2024, 1, 1), date(2024, 6, 30)),
        lasting("Đợt 2" + "x" * letters, date(2024, 7, 1), date(2024, 12, 31)),
    ]
    drawn = timeline.picture(rounds, 2024, today=TODAY)
    first, second = drawn.bars
    assert first.y == second.y and first.x + first.width == pytest.approx(second.x)
    assert (first.other, second.other) == (False, True)
    june, july = drawn.quarters[1][2].parts[0], drawn.quarters[2][0].parts[0]
    assert (june.ends, june.other, july.other) == (True, False, True)


def test_peaks_stand_above_the_rounds_they_fall_into() -> None:
    drawn = timeline.picture(
        [
            lasting("Đợt 1", date(2024, 1, 1), date(2024, 6, 30)),
            lasting("Cao điểm", date(2024, 4, 7), date(2024, 5, 7), Kind.PEAK),
        ],
        2024,
        today=TODAY,
    )
    peak, round_ = drawn.bars
    assert (peak.kind, round_.kind) == (Kind.PEAK, Kind.PHASE) and peak.y < round_.y
    assert {part.x for part in drawn.quarters[1][0].parts} == {
        0,
        50,
    }  # beside each other on a phone


def test_late_is_told_first_and_by_a_sign_of_its_own() -> None:
    day = date(2024, 5, 20)
    given = [single("b", day), single("a", day, mark="done"), single("c", day, mark="late")]
    drawn = timeline.picture(given, 2024, today=TODAY)
    assert [(told.mark, told.text) for told in drawn.told] == [
        ("late", "c"), ("open", "b"), ("done", "a"),
    ]  # fmt: skip
    assert [mark.text for mark in drawn.marks] == ["⚠ 20/5", "◆ 20/5", "✔ 20/5"]
    assert drawn.stands >= {"late", "done"}


def test_deadlines_of_a_day_that_stand_alike_are_told_in_one_breath() -> None:
    given = [single(title, date(2024, 5, 20)) for title in "abc"]
    drawn = timeline.picture(given, 2024, today=TODAY)
    assert [told.text for told in drawn.told] == ["a (và 2 nhiệm vụ nữa)"]


@pytest.mark.parametrize(
    ("language", "names", "days"),
    [
        ("vi", ("Th 1", "Th 2"), ["03/02", "07/4 – 07/5", "15/12/2024 – 03/01/2025"]),
        ("en", ("Jan", "Feb"), ["3 Feb", "7 Apr – 7 May", "15 Dec 2024 – 3 Jan 2025"]),
    ],
)
def test_months_and_days_are_said_in_the_language(
    language: str, names: tuple[str, str], days: list[str]
) -> None:
    given = [
        single("a", date(2024, 2, 3), Kind.ANNIVERSARY),
        lasting("b", date(2024, 4, 7), date(2024, 5, 7)),
        lasting("c", date(2024, 12, 15), date(2025, 1, 3)),
    ]
    with use(language):
        drawn = timeline.picture(given, 2024, today=TODAY)
    assert tuple(name for _x, name in drawn.names[:2]) == names
    assert [told.day for told in drawn.told] == days


def test_today_stands_between_the_days_of_its_month() -> None:
    given = [single("a", date(2024, 6, day), Kind.MILESTONE) for day in (3, 20)]
    drawn = timeline.picture(given, 2024, today=date(2024, 6, 7))
    assert [month.today for quarter in drawn.quarters for month in quarter if month.told] == [1]
    assert timeline.picture(given, 2024, today=NEVER).today_x is None


def test_a_long_name_is_cut_at_a_blank() -> None:
    given = [single("Báo cáo tổng kết " * 20, date(2024, 5, 20))]
    (told,) = timeline.picture(given, 2024, today=TODAY).told
    assert told.text.endswith((" cáo …", " kết …", " tổng …", " Báo …"))
    (told,) = timeline.picture([single("x" * 500, date(2024, 5, 20))], 2024, today=TODAY).told
    assert len(told.text) == timeline.LETTERS


@pytest.mark.parametrize(("count", "lines"), [(5, 0), (45, 2), (80, 1)])
def test_small_letters_are_for_paper_with_much_to_say(count: int, lines: int) -> None:
    given = [
        single("Báo cáo tổng kết " * 6, date(2024, 1, 1) + timedelta(days=2 * n))
        for n in range(count)
    ]
    assert timeline.picture(given, 2024, today=NEVER).lines == lines


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2024, 6, 10), date(2024, 12, 31)])
def test_a_bar_of_one_day_can_be_seen_and_has_no_mark_beside_it(day: date) -> None:
    drawn = timeline.picture([single("a", day, Kind.PEAK)], 2024, today=NEVER)
    (bar,) = drawn.bars
    assert bar.width == timescale.THINNEST and 0 <= bar.x <= 100 - bar.width
    assert drawn.marks == ()


def test_names_of_bars_are_left_to_the_words_where_they_would_not_fit_on_paper() -> None:
    def peaks(count: int) -> list[Item]:
        first = date(2024, 4, 1)
        return [
            lasting(f"Cao điểm {n}", first + timedelta(days=n), date(2024, 7, 1), Kind.PEAK)
            for n in range(count)
        ]

    few, many = (timeline.picture(peaks(count), 2024, today=TODAY) for count in (8, 16))
    assert all(bar.text for bar in few.bars) and not any(bar.text for bar in many.bars)
    assert many.height < timeline.SHEET * 2 / 3
    assert [told.text for told in many.told] == [f"Cao điểm {n}" for n in range(16)]


def test_what_is_cancelled_is_not_drawn_like_what_is_to_come() -> None:
    given = [
        replace(lasting("a", date(2024, 4, 1), date(2024, 5, 1), Kind.PEAK), mark=mark)
        for mark in ("open", "off")
    ]
    drawn = timeline.picture(given, 2024, today=TODAY)
    assert [bar.off for bar in drawn.bars] == [False, True]
    assert [part.off for part in drawn.quarters[1][0].parts] == [False, True]
