"""A day with its part, a day with a clock time, and every single answer a phrase can be."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.dates.reading import amounts
from scheduler.dates.reading.clock import (
    ENDS_OF_DAY,
    PARTS,
    START_OF_DAY,
    ClockTime,
    clock,
    next_at,
    on_day,
)
from scheduler.dates.reading.days import days
from scheduler.dates.reading.phrase import Found, Phrase, Table, behind, joined, rule
from scheduler.dates.reading.results import Ask, Day, Instant, Interval, Invalid
from scheduler.dates.reading.said import Said, reading_of, settle
from scheduler.dates.reading.spans import DayRange, one
from scheduler.language import _

Point = Day | Instant | Interval | Ask | Invalid
Dated = tuple[Said, str | None]

# Day words that need the part of the day before them: "tối nay", "đêm qua".
AFTER_PART = Table({"nay": 0, "này": 0, "qua": -1, "hôm qua": -1, "hôm sau": 1, "mai": 1, "mốt": 2})
JOINTS = (
    "ngày",
    "vào",
    "vào ngày",
    "của",
    "của ngày",
    "hôm",
    "lúc",
    "vào lúc",
    "khoảng lúc",
    "t",
    "-",
)
AFTER_WORDS = ("kể từ", "tính từ", "sau", "từ", "sau khi hết")
UNIT_WORDS = ("tuan", "thang", "quy", "nam")
PART_NAMES = ("sang", "trua", "chieu", "toi", "dem", "dau_sang", "dau_chieu")


@rule
def part_of_day(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    """ "chiều", "buổi sáng", "cuối giờ chiều", "cuối ngày"."""
    for table in (PARTS, ENDS_OF_DAY, START_OF_DAY):
        yield from table.find(phrase, index)


@rule
def dated(phrase: Phrase, index: int) -> Iterator[Found[Dated]]:
    """A day or period, with the part of the day said before or after it."""
    for said, end in days(phrase, index):
        yield (said, None), end
        if phrase.loose and phrase.tokens[end - 1].bare in UNIT_WORDS:
            continue  # "dau tuan toi" is "đầu tuần tới", not an evening
        for start in phrase.past(end, "vào", "lúc"):
            yield from (((said, part), after) for part, after in part_of_day(phrase, start))
    for part, middle in part_of_day(phrase, index):
        for start in phrase.past(middle, "ngày", "của", "của ngày", "hôm", "vào", "vào ngày"):
            yield from (((said, part), end) for said, end in days(phrase, start))
        for offset, end in AFTER_PART.find(phrase, middle):
            yield (one(phrase.scene.today + timedelta(days=offset)), part), end
    for part, end in ENDS_OF_DAY.find(phrase, index):
        yield (one(phrase.scene.today), part), end


@rule
def moment(phrase: Phrase, index: int) -> Iterator[Found[Point]]:
    """A clock time with its day on either side, or alone: the next such moment."""
    scene = phrase.scene
    for (said, part), end in clocked(phrase, index):
        yield next_at(said, part, scene), end
        for (day, day_part), after in _dated_after(phrase, end):
            yield _on(phrase, day, said, _joined(part, day_part)), after
        for after in phrase.follow(end, ("nay", "hôm nay")):
            yield on_day(said, part, scene.today, scene), after
    for dated_, timed, end in joined(phrase, dated(phrase, index), ("", *JOINTS), clocked):
        (day, day_part), (said, part) = dated_, timed
        yield _on(phrase, day, said, _joined(part, day_part)), end


@rule
def clocked(phrase: Phrase, index: int) -> Iterator[Found[tuple[ClockTime, str | None]]]:
    """A clock time, and the part of the day behind it if there is one."""
    for said, middle in clock(phrase, index):
        yield (said, None), middle
        yield from (((said, part), end) for part, end in part_of_day(phrase, middle))


def _dated_after(phrase: Phrase, index: int) -> Iterator[Found[Dated]]:
    for start in phrase.past(index, *JOINTS):
        yield from dated(phrase, start)


def _joined(first: str | None, second: str | None) -> str | None:
    if first and second and first != second:
        return "both"
    return first or second


def _on(phrase: Phrase, day: Said, said: ClockTime, part: str | None) -> Point:
    span = settle(day, phrase.scene)
    if not isinstance(span, DayRange):
        return span
    if span.first != span.last or part == "both":
        return Ask(_("Đề nghị ghi rõ giờ của ngày nào."))
    return on_day(said, part, span.first, phrase.scene)


@rule
def counted(phrase: Phrase, index: int) -> Iterator[Found[Point]]:
    """ "10 ngày kể từ ngày 20/6", "3 ngày trước 30/6", "trước Tết 10 ngày", "sau Tết 1 tuần"."""
    scene = phrase.scene
    terms = amounts.term(phrase, index)
    for back, texts in ((False, AFTER_WORDS), (True, ("trước",))):
        for length, reading, end in joined(phrase, terms, texts, single):
            found = amounts.from_day(reading, length, scene, back=back)
            yield from [(found, end)] if found else []
    for back, text in ((True, "trước"), (False, "sau")):
        points = list(behind(phrase, index, (text,), single))
        for reading, length, end in joined(phrase, points, ("",), amounts.term):
            found = amounts.from_day(reading, length, scene, back=back)
            yield from [(found, end)] if found else []


@rule
def single(phrase: Phrase, index: int) -> Iterator[Found[Point]]:
    """A day, period or moment said directly."""
    for (said, part), end in dated(phrase, index):
        yield reading_of(said, phrase.scene, part=part if part in PART_NAMES else None), end
    yield from moment(phrase, index)
    for said, end in behind(phrase, index, ("giờ này", "giờ này của"), days):
        yield _this_hour(settle(said, phrase.scene), phrase), end
    for text in ("bây giờ", "ngay bây giờ", "ngay lúc này", "giờ này hôm nay"):
        now = phrase.after(index, text)
        if now is not None:
            yield Instant(phrase.scene.now.replace(second=0, microsecond=0)), now


def _this_hour(day: DayRange | Ask | Invalid, phrase: Phrase) -> Point:
    """ "giờ này ngày mai"."""
    if not isinstance(day, DayRange):
        return day
    if day.first != day.last:
        return Ask(_("Đề nghị ghi rõ ngày."), (Interval(day.first, day.last),))
    now = phrase.scene.now.replace(second=0, microsecond=0)
    return Instant(now.replace(year=day.first.year, month=day.first.month, day=day.first.day))


@rule
def point(phrase: Phrase, index: int) -> Iterator[Found[Point]]:
    """Any answer that is one day, period or moment."""
    yield from single(phrase, index)
    yield from amounts.offset(phrase, index)
    yield from counted(phrase, index)
    yield from amounts.next_terms(phrase, index)
