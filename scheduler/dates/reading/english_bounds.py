"""What is said around days typed in English: hours, bounds, ranges, choices and amounts."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from scheduler.dates import civil
from scheduler.dates.reading import amounts, deadlines, english_days, extensions
from scheduler.dates.reading.clock import ClockTime, clock, next_at, on_day
from scheduler.dates.reading.english_days import term
from scheduler.dates.reading.numbers import digits
from scheduler.dates.reading.phrase import Found, Phrase, Scene, Table, behind, joined, rule
from scheduler.dates.reading.results import Amount, Ask, Day, Instant, Interval, Reading, Until
from scheduler.dates.reading.said import Said, reading_of
from scheduler.language import _

BY = (
    *("by", "until", "till", "up to", "no later than", "not later than", "due", "due on", "due by"),
    *("on or before", "by the", "until the"),
)
BEFORE = ("before", "prior to", "ahead of")
AFTER = ("after",)
SINCE = ("from", "since", "starting", "starting from", "starting on", "as of")
ONWARDS = ("on", "onwards", "onward", "forward")
FROM_DAY = ("from", "after")
INSIDE = ("in", "within", "during", "sometime in", "some time in")
WITHIN = ("within", "in the next", "within the next")
MORE = ("more", "extra", "additional", "longer")
ADDING = (
    *("by", "for", "for another", "by another", "another", "an extra", "an additional", "add"),
    *("extend by", "postpone by"),
)
TO = ("to", "until", "till", "through", "-", "up to", "and")
OR = ("or", "or on")
PARTS = Table(
    {
        "morning": "sang",
        "noon": "trua",
        "afternoon": "chieu",
        "evening": "toi",
        "night": "dem",
    }
)
CLOSE = ("eod", "end of day", "the end of day", "cob", "close of business", "end of business")


@rule
def whole(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """A day, a bound, a range, a choice or an amount."""
    yield from single(phrase, index)
    yield from bounded(phrase, index)
    yield from terms(phrase, index)
    yield from ranges(phrase, index)
    yield from either(phrase, index)
    yield from amount(phrase, index)


@rule
def single(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """A day or period, with a part of the day or a clock time on either side."""
    scene = phrase.scene
    for said, end in english_days.days(phrase, index):
        if isinstance(said, Instant):
            yield said, end
            continue
        yield reading_of(said, scene), end
        yield from ((reading_of(said, scene, part=p), e) for p, e in PARTS.find(phrase, end))
        for start in phrase.past(end, "at", "by", "before"):
            yield from ((_at(said, hour, scene), after) for hour, after in _clock(phrase, start))
    for hour, middle in _clock(phrase, index):
        yield next_at(hour, None, scene), middle
        for start in phrase.past(middle, "on", "the", "on the"):
            for said, end in english_days.days(phrase, start):
                yield from [] if isinstance(said, Instant) else [(_at(said, hour, scene), end)]
    for end in phrase.follow(index, ("tonight", "this evening")):
        yield Day(scene.today, "toi"), end
    for end in phrase.follow(index, ("this morning",)):
        yield Day(scene.today, "sang"), end
    for end in phrase.follow(index, ("this afternoon",)):
        yield Day(scene.today, "chieu"), end


@rule
def _clock(phrase: Phrase, index: int) -> Iterator[Found[ClockTime]]:
    yield from clock(phrase, index)
    for text, hour in (("noon", 12), ("midday", 12), ("midnight", 24)):
        yield from ((ClockTime(hour, 0, literal=True), e) for e in phrase.follow(index, (text,)))


def _at(said: Said, hour: ClockTime, scene: Scene) -> Reading:
    return _at_hour(reading_of(said, scene), hour, scene)


def _at_hour(day: Reading, hour: ClockTime, scene: Scene) -> Reading:
    match day:
        case Day(on=on):
            return on_day(hour, None, on, scene)
        case Ask(reason=reason, alternatives=alternatives):
            return Ask(reason, tuple(_at_hour(one, hour, scene) for one in alternatives))
        case Interval():
            return Ask(_("Đề nghị ghi rõ giờ của ngày nào."))
    return day


@rule
def bounded(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "by Friday", "before 30 June", "from 1 July on", "in July", "EOD tomorrow"."""
    for texts, bound in BOUNDS:
        for one, end in behind(phrase, index, texts, single):
            yield bound(one), end
    for one, middle in behind(phrase, index, SINCE, single):
        yield from ((deadlines.since(one), end) for end in phrase.follow(middle, ONWARDS))
    for one, end in behind(phrase, index, INSIDE, single):
        if isinstance(one, Interval):
            yield one, end
    for start in phrase.past(index, *BY):
        for middle in phrase.follow(start, CLOSE):
            yield Until(phrase.scene.today), middle
            for joint in phrase.past(middle, "on", "of", "the"):
                yield from ((deadlines.by(one), end) for one, end in single(phrase, joint))


@rule
def terms(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "within 3 days", "within 10 days from 1 August", "two days before 30 August"."""
    for length, end in behind(phrase, index, WITHIN, term):
        yield deadlines.by(amounts.from_now(amounts.term_of(*length), phrase.scene)), end
    for length, one, end in joined(phrase, behind(phrase, index, WITHIN, term), FROM_DAY, single):
        counted = amounts.from_day(one, amounts.term_of(*length), phrase.scene)
        yield from [(deadlines.by(counted), end)] if counted else []
    for back, texts in ((False, FROM_DAY), (True, ("before",))):
        for length, one, end in joined(phrase, term(phrase, index), texts, single):
            found = amounts.from_day(one, amounts.term_of(*length), phrase.scene, back=back)
            yield from [(found, end)] if found else []


BOUNDS: tuple[tuple[tuple[str, ...], Callable[[Reading], Reading]], ...] = (
    (BY, deadlines.by),
    (BEFORE, deadlines.before),
    (AFTER, deadlines.after),
    (SINCE, deadlines.since),
)


@rule
def ranges(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "from 1 July to 15 July", "between 1 and 5 August", "1-15 July", "Monday to Wednesday"."""
    for start in phrase.past(index, "from", "between", "from the", "between the"):
        for first, last, end in joined(phrase, single(phrase, start), TO, single):
            yield from ((one, end) for one in _range(first, last))
        for day, last, end in joined(phrase, english_days.ordinal(phrase, start), TO, single):
            if isinstance(last, Day) and 1 <= day < last.on.day:
                yield Interval(last.on.replace(day=day), last.on), end


def _range(first: Reading, last: Reading) -> Iterator[Reading]:
    begin, close = _edge(first, last=False), _edge(last, last=True)
    if begin is None or close is None:
        return
    if begin <= close:
        yield Interval(begin, close)
        return
    week = timedelta(days=7)
    offered = (
        (Interval(begin - week, close), Interval(begin, close + week))
        if begin - close < week  # two weekdays: each is the one to come
        else (Interval(civil.add_months(begin, -12), close),)
    )
    yield Ask(_("Ngày đầu đứng sau ngày cuối, đề nghị ghi lại."), offered)


def _edge(reading: Reading, *, last: bool) -> date | None:
    match reading:
        case Day(on=on):
            return on
        case Interval(first=begin, last=close):
            found = close if last else begin
            return None if isinstance(found, datetime) else found
    return None


@rule
def either(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "Thursday or Friday", "July 15 or 16": which one?"""
    asks = _("Đề nghị chọn một ngày.")
    for first, second, end in joined(phrase, single(phrase, index), OR, single):
        yield Ask(asks, (first, second)), end
    for day, number, end in joined(phrase, single(phrase, index), OR, english_days.ordinal):
        if isinstance(day, Day) and 1 <= number <= 28:
            yield Ask(asks, (day, Day(day.on.replace(day=number)))), end
    for number, day, end in joined(phrase, english_days.ordinal(phrase, index), OR, single):
        if isinstance(day, Day) and 1 <= number <= 28:
            yield Ask(asks, (Day(day.on.replace(day=number)), day)), end


@rule
def amount(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "3 more days", "by 3 working days", "another week"; "3 days" alone is one where a deadline is on file."""
    for count, measure, end in joined(
        phrase,
        [*digits(phrase, index), *english_days.COUNTS.find(phrase, index)],
        MORE,
        english_days.MEASURES.find,
    ):
        yield extensions.amount(amounts.term_of(count, measure)), end
    for length, end in behind(phrase, index, ADDING, term):
        yield extensions.amount(amounts.term_of(*length)), end
        for after in phrase.follow(end, MORE):
            yield extensions.amount(amounts.term_of(*length)), after
    for measure, end in behind(phrase, index, ("another", "one more"), english_days.MEASURES.find):
        yield extensions.amount(amounts.term_of(1, measure)), end
    for length, end in term(phrase, index):
        for after in phrase.follow(end, MORE):
            yield extensions.amount(amounts.term_of(*length)), after
        yield _bare(amounts.term_of(*length), phrase.scene), end


def _bare(length: amounts.Term, scene: Scene) -> Reading:
    added = extensions.amount(length)
    if scene.due is not None:
        return added
    meant = (amounts.from_now(length, scene), added)
    offered = tuple(one for one in meant if isinstance(one, Day | Amount))
    return Ask(_("Tính từ hôm nay hay cộng vào thời hạn gửi?"), offered)
