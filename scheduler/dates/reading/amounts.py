"""Lengths of time ("10 ngày", "nửa tháng", "3 ngày làm việc") and days counted from another day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from scheduler.dates import civil
from scheduler.dates.reading.numbers import count, number, vague_number
from scheduler.dates.reading.phrase import Found, Phrase, Scene, Table, behind, joined, rule
from scheduler.dates.reading.results import Ask, Day, Instant, Invalid, Until
from scheduler.language import _

MONTH_DAYS, YEAR_DAYS = 30, 365  # Civil Code 2015 art. 146(1), for amounts added to a deadline
HALF_MONTH = civil.HALF_MONTH_DAYS


class Measure(Enum):
    """What is counted."""

    MINUTE = auto()
    HOUR = auto()
    DAY = auto()
    WORKING_DAY = auto()
    WEEK = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()


MEASURES = Table(
    {
        "phút": Measure.MINUTE,
        "giờ": Measure.HOUR,
        "tiếng": Measure.HOUR,
        "tiếng đồng hồ": Measure.HOUR,
        "h": Measure.HOUR,
        "ngày": Measure.DAY,
        "hôm": Measure.DAY,
        "bữa": Measure.DAY,
        "ngày lịch": Measure.DAY,
        "ngày làm việc": Measure.WORKING_DAY,
        "ngày công": Measure.WORKING_DAY,
        "ngày hành chính": Measure.WORKING_DAY,
        "buổi làm việc": Measure.WORKING_DAY,
        "tuần": Measure.WEEK,
        "tuần lễ": Measure.WEEK,
        "tháng": Measure.MONTH,
        "quý": Measure.QUARTER,
        "năm": Measure.YEAR,
    }
)


@dataclass(frozen=True)
class Term:
    """A length of time; exactly one field is set unless it is `vague` (or a month and a half)."""

    minutes: int = 0
    days: int = 0
    working_days: int = 0
    months: int = 0
    vague: bool = False


VAGUE = Term(vague=True)
HALVES = {
    Measure.HOUR: Term(minutes=30),
    Measure.MONTH: Term(days=HALF_MONTH),
    Measure.YEAR: Term(months=6),
}


def term_of(count: int, measure: Measure, *, and_half: bool = False) -> Term:
    """`count` of the measure, and a half of it more if so; half a day or week is vague."""
    if and_half and measure not in HALVES:
        return VAGUE
    half = HALVES[measure] if and_half else Term()
    match measure:
        case Measure.MINUTE:
            return Term(minutes=count)
        case Measure.HOUR:
            return Term(minutes=60 * count + half.minutes)
        case Measure.DAY:
            return Term(days=count)
        case Measure.WORKING_DAY:
            return Term(working_days=count)
        case Measure.WEEK:
            return Term(days=7 * count)
        case Measure.MONTH:
            return Term(months=count, days=half.days)
        case Measure.QUARTER:
            return Term(months=3 * count)
        case Measure.YEAR:
            return Term(months=12 * count + half.months)


@rule
def measures(phrase: Phrase, index: int) -> Iterator[Found[Measure]]:
    """The unit that stands here."""
    yield from MEASURES.find(phrase, index)


@rule
def counted_hours(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "2 giờ", with which "30 phút" may go."""
    for many, measure, end in joined(phrase, count(phrase, index), ("",), measures):
        if measure is Measure.HOUR:
            yield many, end


@rule
def term(phrase: Phrase, index: int) -> Iterator[Found[Term]]:
    """ "10 ngày", "một tháng rưỡi", "nửa tháng", "tiếng rưỡi"; "vài hôm" and "5-7 ngày" are vague."""
    counted = [*joined(phrase, count(phrase, index), ("",), measures)]
    yield from ((term_of(many, measure), end) for many, measure, end in counted)
    for hours, minutes, end in joined(phrase, counted_hours(phrase, index), ("",), number):
        for after in phrase.follow(end, ("phút",)):
            yield Term(minutes=60 * hours + minutes), after
    one = [(1, measure, end) for measure, end in measures(phrase, index)]
    for many, measure, end in [*counted, *one]:
        for after in phrase.follow(end, ("rưỡi", "rưởi")):
            yield term_of(many, measure, and_half=True), after
    halves = behind(phrase, index, ("nửa",), measures)
    yield from ((HALVES.get(measure, VAGUE), end) for measure, end in halves)
    vague = joined(phrase, vague_number(phrase, index), ("",), measures)
    yield from ((VAGUE, end) for _count, _measure, end in vague)


def shift(start: date, term: Term, scene: Scene, *, back: bool = False) -> date:
    """The last day of the term from `start`, which is not counted (art. 147(2)). Raises OverflowError."""
    sign = -1 if back else 1
    if term.working_days:
        return scene.calendar.add(start, sign * term.working_days)
    return civil.add_months(start, sign * term.months) + timedelta(days=sign * term.days)


def from_now(term: Term, scene: Scene, *, back: bool = False) -> Day | Instant | Ask | Invalid:
    """The day, or for hours the moment, that lies so far from now."""
    if term.vague:
        return Ask(_("Đề nghị ghi rõ số ngày hoặc ngày nào."))
    try:
        if term.minutes:
            step = timedelta(minutes=-term.minutes if back else term.minutes)
            return Instant((scene.now + step).replace(second=0, microsecond=0))
        return Day(shift(scene.today, term, scene, back=back))
    except OverflowError:
        return Invalid(_("Thời hạn quá xa."))


def from_day(
    reading: object, term: Term, scene: Scene, *, back: bool = False
) -> Day | Ask | Invalid | None:
    """The day so far from a day already read; None when that was no single day."""
    if not isinstance(reading, Day):
        return reading if isinstance(reading, Ask | Invalid) else None
    if term.vague or term.minutes:
        return Ask(_("Đề nghị ghi rõ số ngày."))
    try:
        return Day(shift(reading.on, term, scene, back=back))
    except OverflowError:
        return Invalid(_("Thời hạn quá xa."))


AGO = ("trước", "trước đây", "về trước", "vừa qua")
AHEAD = (
    "nữa",
    "sau",
    "tới nữa",
    "nữa thôi",
    "kể từ hôm nay",
    "kể từ nay",
    "tính từ hôm nay",
    "kể từ bây giờ",
)


@rule
def offset(phrase: Phrase, index: int) -> Iterator[Found[Day | Instant | Ask | Invalid]]:
    """ "10 ngày nữa", "sau 3 ngày làm việc", "2 tiếng nữa", "cách đây 5 ngày", "tuần nữa"."""
    scene = phrase.scene
    for length, middle in term(phrase, index):
        yield from ((from_now(length, scene), end) for end in _one_of(phrase, middle, AHEAD))
        yield from (
            (from_now(length, scene, back=True), end) for end in _one_of(phrase, middle, AGO)
        )
    for start in _one_of(phrase, index, ("sau", "trong vài", "còn")):
        for length, middle in term(phrase, start):
            ends = [middle, *_one_of(phrase, middle, (*AHEAD, "là đến hạn"))]
            yield from ((from_now(length, scene), end) for end in ends)
    for start in _one_of(phrase, index, ("cách đây",)):
        yield from (
            (from_now(length, scene, back=True), end) for length, end in term(phrase, start)
        )
    for measure, middle in MEASURES.find(phrase, index):
        if measure in (Measure.WEEK, Measure.MONTH, Measure.YEAR):
            ends = [*_one_of(phrase, middle, ("nữa",))]
            yield from ((from_now(term_of(1, measure), scene), end) for end in ends)


def _one_of(phrase: Phrase, index: int, texts: tuple[str, ...]) -> Iterator[int]:
    yield from (end for text in texts if (end := phrase.after(index, text)) is not None)


@rule
def next_terms(phrase: Phrase, index: int) -> Iterator[Found[Ask]]:
    """ "hai tuần tới" without "trong": a stretch or its end? Asked, with both."""
    for length, middle in term(phrase, index):
        for end in _one_of(phrase, middle, ("tới", "tới đây", "kế tiếp", "tiếp theo", "sắp tới")):
            found = from_now(length, phrase.scene)
            alternatives = (found, Until(found.on)) if isinstance(found, Day) else ()
            yield Ask(_("Đề nghị ghi rõ ngày."), alternatives), end


def calendar_days(term: Term) -> int:
    """The term in calendar days: a month is 30 of them, a year 365 (Civil Code 2015 art. 146(1))."""
    years, months = divmod(term.months, 12)
    return years * YEAR_DAYS + months * MONTH_DAYS + term.days
