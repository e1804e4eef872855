"""Until, from, within: "trước 30/6", "chậm nhất ngày 25/6", "hết quý III", "trong vòng 7 ngày", "từ mai"."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from scheduler.dates import civil
from scheduler.dates.reading import amounts, periods
from scheduler.dates.reading.amounts import term
from scheduler.dates.reading.moments import part_of_day, point, single
from scheduler.dates.reading.phrase import Found, Phrase, Table, behind, joined, rule
from scheduler.dates.reading.results import (
    Ask,
    Day,
    From,
    Instant,
    Interval,
    Reading,
    Until,
)
from scheduler.dates.reading.spans import DayRange
from scheduler.language import _

BEFORE = Table(
    dict.fromkeys(
        ("trước", "trước ngày", "xong trước", "trước thời điểm", "trước khi đến", "trước khi hết")
    )
)
BY = Table(
    dict.fromkeys(
        (
            "đến",
            "tới",
            "hết",
            "đến hết",
            "tới hết",
            "đến trước khi hết",
            "cho đến",
            "cho tới",
            "cho đến hết",
            "chậm nhất",
            "chậm nhất là",
            "chậm nhất vào",
            "chậm nhất vào lúc",
            "chậm lắm là",
            "muộn nhất",
            "muộn nhất là",
            "muộn nhất vào",
            "trễ nhất",
            "trễ nhất là",
            "hạn",
            "hạn là",
            "hạn chót",
            "hạn chót là",
            "hạn cuối",
            "hạn cuối là",
            "hạn cuối cùng",
            "hạn nộp",
            "hạn mới",
            "thời hạn",
            "deadline",
            "không quá",
            "không muộn hơn",
            "không chậm hơn",
            "không trễ hơn",
            "không được quá",
            "không được muộn hơn",
            "không được chậm hơn",
            "không được trễ hơn",
            "không sau",
            "kịp",
            "hết giờ",
            "hết giờ làm việc",
            "hết giờ hành chính",
            "đến hết giờ làm việc",
            "đến thời điểm",
        )
    )
)
WITHIN = ("trong vòng", "trong", "trong thời hạn", "trong khoảng", "nội trong", "trong thời gian")
AT_MOST = (
    "không quá",
    "không được quá",
    "tối đa",
    "chậm nhất",
    "chậm nhất sau",
    "chậm nhất là",
    "muộn nhất sau",
    "trong vòng tối đa",
)
SOON = (
    "tới",
    "nữa",
    "tới đây",
    "kể từ hôm nay",
    "kể từ nay",
    "tính từ hôm nay",
    "kể từ bây giờ",
    "sắp tới",
)
SINCE = ("kể từ", "tính từ", "từ", "kể từ khi", "sau")
ONWARDS = ("trở đi", "trở về sau", "đi")


def by(reading: Reading) -> Reading:
    """No later than what was read: a day or period with its last day, a moment with itself."""
    match reading:
        case Day(on=on, part=part, lunar=moon):
            return Until(civil.until(on), part, moon)
        case Interval(last=last, lunar=moon):
            return Until(last, lunar=moon)
        case Instant(at=at):
            return Until(at)
        case Ask(reason=reason, alternatives=alternatives):
            return Ask(reason, tuple(by(one) for one in alternatives))
    return reading


def before(reading: Reading) -> Reading:
    """Before what was read: the day before the day or period, no later than the moment."""
    match reading:
        case Day(part=str()):
            return Ask(_("Trước mấy giờ?"), (by(reading),))
        case Day(on=on, lunar=moon):
            return Until(civil.before(on), lunar=moon)
        case Interval(first=datetime() as first):
            return Until(first)
        case Interval(first=date() as first, lunar=moon):
            return Until(civil.before(first), lunar=moon)
        case Ask(reason=reason, alternatives=alternatives):
            return Ask(reason, tuple(before(one) for one in alternatives))
    return by(reading)


def after(reading: Reading) -> Reading:
    """After what was read: from the day after the day or period on, from the moment on."""
    match reading:
        case Day(on=on, lunar=moon):
            return From(on + timedelta(days=1), moon)
        case Interval(last=datetime() as last):
            return From(last)
        case Interval(last=date() as last, lunar=moon):
            return From(last + timedelta(days=1), moon)
        case Instant(at=at):
            return From(at)
        case Ask(reason=reason, alternatives=alternatives):
            return Ask(reason, tuple(after(one) for one in alternatives))
    return reading


def since(reading: Reading) -> Reading:
    """From what was read on, with it."""
    match reading:
        case Day(on=on, lunar=moon):
            return From(on, moon)
        case Interval(first=first, lunar=moon):
            return From(first, moon)
        case Instant(at=at):
            return From(at)
        case Ask(reason=reason, alternatives=alternatives):
            return Ask(reason, tuple(since(one) for one in alternatives))
    return reading


@rule
def until(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """An end without a beginning."""
    yield from within(phrase, index)
    yield from going_on(phrase, index)
    yield from ahead_of(phrase, index)
    for _word, start in BEFORE.find(phrase, index):
        yield from ((before(reading), end) for reading, end in single(phrase, start))
        yield from ((_ask_term(), end) for _length, end in term(phrase, start))
    for _word, start in BY.find(phrase, index):
        yield from ((by(reading), end) for reading, end in point(phrase, start))
        yield from if_over(until(phrase, start), over=phrase.after(index, "hết hạn") is not None)
        yield from ((by(reading), end) for reading, end in inside(phrase, start))


def if_over(found: Iterable[Found[Reading]], *, over: bool) -> Iterator[Found[Reading]]:
    """ "hết hạn 5/8", "trễ hạn 5/8" may tell of a deadline that is over: asked about."""
    for reading, end in found:
        yield (
            Ask(_("Đề nghị ghi rõ ngày."), (reading,))
            if over and isinstance(reading, Until)
            else reading,
            end,
        )


def _ask_term() -> Ask:
    return Ask(_("Trước mốc nào? Đề nghị ghi rõ ngày."))


@rule
def within(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "trong vòng 7 ngày", "không quá 5 ngày làm việc", "trong vòng 10 ngày kể từ ngày 20/6"."""
    terms = list(behind(phrase, index, (*WITHIN, *AT_MOST), term))
    for length, middle in terms:
        for end in phrase.past(middle, *SOON):
            yield by(amounts.from_now(length, phrase.scene)), end
    for length, reading, end in joined(phrase, terms, SINCE, single):
        found = amounts.from_day(reading, length, phrase.scene)
        yield from [(by(found), end)] if found else []


@rule
def going_on(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "hết tuần", "đến hết tháng", "hết ngày", "hết hôm nay": the end of what is going on."""
    for text in ("hết", "đến hết", "tới hết", "cho đến hết", "chậm nhất hết", "trước khi hết"):
        start = phrase.after(index, text)
        if start is None:
            continue
        for said, end in periods.current(phrase, start):
            if isinstance(said, DayRange):
                yield Until(said.last), end
        for whole in ("ngày", "giờ", "giờ làm việc", "giờ hành chính"):
            end_of_day = phrase.after(start, whole)
            if end_of_day is not None:
                yield Until(phrase.scene.today), end_of_day
        for _part, end in part_of_day(phrase, start):
            yield Until(phrase.scene.today), end


@rule
def ahead_of(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "ít nhất 3 ngày trước 30/6", "trước 30/6 ít nhất 3 ngày"."""
    start = phrase.after(index, "ít nhất")
    for length, middle in term(phrase, start) if start is not None else ():
        origin = phrase.after(middle, "trước")
        for reading, end in single(phrase, origin) if origin is not None else ():
            found = amounts.from_day(reading, length, phrase.scene, back=True)
            yield from [(by(found), end)] if found else []
    start = phrase.after(index, "trước")
    for reading, middle in single(phrase, start) if start is not None else ():
        least = phrase.after(middle, "ít nhất")
        for length, end in term(phrase, least) if least is not None else ():
            found = amounts.from_day(reading, length, phrase.scene, back=True)
            yield from [(by(found), end)] if found else []


@rule
def inside(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "trong tháng 7/2024", "trong tuần", "trong hôm nay", "trong ngày"."""
    for text in (
        "trong",
        "nội trong",
        "nội",
        "ngay trong",
        "trong khoảng",
        "trong cả",
        "cả",
        "suốt",
    ):
        start = phrase.after(index, text)
        if start is None:
            continue
        for reading, end in single(phrase, start):
            if not isinstance(reading, Instant):
                yield reading, end
        for said, end in periods.current(phrase, start):
            if isinstance(said, DayRange):
                yield Interval(said.first, said.last), end
        end_of_day = phrase.after(start, "ngày")
        if end_of_day is not None:
            yield Day(phrase.scene.today), end_of_day


@rule
def onwards(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "từ mai", "từ 20/7 trở đi", "sau 20/7", "kể từ tháng 7"."""
    for text in ("từ", "kể từ", "bắt đầu từ", "tính từ", "từ sau", "sau"):
        start = phrase.after(index, text)
        for reading, middle in single(phrase, start) if start is not None else ():
            found = after(reading) if text.endswith("sau") else since(reading)
            yield from ((found, end) for end in phrase.past(middle, *ONWARDS))
    for text in ("từ nay", "từ giờ", "từ bây giờ", "kể từ nay"):
        end = phrase.after(index, text)
        if end is not None:
            yield from ((From(phrase.scene.today), last) for last in phrase.past(end, *ONWARDS))
