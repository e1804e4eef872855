"""Clock times as people say them, and what hour they mean in a part of the day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from scheduler.dates.reading.numbers import digits, number
from scheduler.dates.reading.phrase import Found, Phrase, Scene, Table, behind, joined, rule
from scheduler.dates.reading.results import Ask, Instant, Invalid
from scheduler.language import _

PARTS = Table(
    {
        "sáng": "sang",
        "buổi sáng": "sang",
        "sáng sớm": "dau_sang",
        "sớm": "dau_sang",
        "đầu giờ sáng": "dau_sang",
        "cuối giờ sáng": "sang",
        "cuối buổi sáng": "sang",
        "trưa": "trua",
        "buổi trưa": "trua",
        "chiều": "chieu",
        "buổi chiều": "chieu",
        "đầu giờ chiều": "dau_chieu",
        "cuối giờ chiều": "chieu",
        "cuối buổi chiều": "chieu",
        "xế chiều": "chieu",
        "chiều tối": "toi",
        "tối": "toi",
        "buổi tối": "toi",
        "đêm": "dem",
        "khuya": "dem",
        "đêm khuya": "dem",
    }
)
ENDS_OF_DAY = Table(
    dict.fromkeys(
        (
            "cuối ngày",
            "cuối giờ",
            "cuối giờ làm việc",
            "cuối giờ hành chính",
            "cuối buổi",
        ),
        "chieu",
    )
)
START_OF_DAY = Table(dict.fromkeys(("đầu giờ", "đầu ngày", "đầu giờ làm việc"), "dau_sang"))
HOUR_WORDS = ("giờ", "h", "g", "giờ đúng", "h đúng", "giờ tròn")
HALVES_OF_DAY = (("sang", "am"), ("pm", "pm"))
MINUTE_WORDS = ("phút", "p", "ph", "'")


@dataclass(frozen=True)
class ClockTime:
    """Hour and minute as said; `literal` when they can only be meant on the 24-hour clock (03:00, 03h00)."""

    hour: int
    minute: int
    literal: bool
    part: str | None = None


# For each part of the day: the hours said, and how many hours are added to them.
SHIFTS: dict[str | None, dict[int, int]] = {
    "sang": dict.fromkeys(range(12), 0),
    "trua": {10: 0, 11: 0, 12: 0, 13: 0, 14: 0, 1: 12, 2: 12},
    "chieu": dict.fromkeys(range(1, 8), 12) | dict.fromkeys(range(12, 20), 0),
    "toi": dict.fromkeys(range(5, 13), 12) | dict.fromkeys(range(17, 25), 0),
    "dem": dict.fromkeys(range(7, 13), 12) | dict.fromkeys(range(19, 25), 0) | {0: 24},
    "pm": dict.fromkeys(range(1, 12), 12) | dict.fromkeys(range(12, 24), 0),
    None: dict.fromkeys(range(25), 0),
}
SHIFTS |= {"dau_sang": SHIFTS["sang"], "dau_chieu": SHIFTS["chieu"]}
SMALL_HOURS = range(1, 6)  # said alone, in an office they rather mean the afternoon


@rule
def clock(phrase: Phrase, index: int) -> Iterator[Found[ClockTime]]:
    """15h, 8g30, 17:00, "5 giờ rưỡi", "9 giờ kém 15", "kém 15 phút 9 giờ", "nửa đêm"."""
    yield from _with_colon(phrase, index)
    yield from _with_word(phrase, index)
    yield from _short_of(phrase, index)
    yield from _with_half(phrase, index)
    yield from _english(phrase, index)
    for text, hour, part in (
        ("nửa đêm", 24, "dem"),
        ("giữa trưa", 12, "trua"),
        ("chính ngọ", 12, "trua"),
    ):
        end = phrase.after(index, text)
        if end is not None:
            yield ClockTime(hour, 0, literal=True, part=part), end


def _with_colon(phrase: Phrase, index: int) -> Iterator[Found[ClockTime]]:
    token = phrase.token(index)
    for hour, middle in digits(phrase, index):
        sign = phrase.after(middle, ":")
        for minute, end in digits(phrase, sign) if sign is not None else ():
            padded = token is not None and len(token.text) == 2
            yield from _with_suffix(phrase, ClockTime(hour, minute, literal=padded), end)
            seconds = phrase.after(end, ":")
            for _second, after in digits(phrase, seconds) if seconds is not None else ():
                yield ClockTime(hour, minute, literal=True), after


@rule
def _hour(phrase: Phrase, index: int) -> Iterator[Found[tuple[int, bool]]]:
    token = phrase.token(index)
    for hour, middle in number(phrase, index):
        for word in HOUR_WORDS:
            end = phrase.after(middle, word)
            if end is not None and hour < 100:
                yield (hour, token is not None and token.text.startswith("0")), end


def _with_word(phrase: Phrase, index: int) -> Iterator[Found[ClockTime]]:
    for (hour, literal), middle in _hour(phrase, index):
        yield ClockTime(hour, 0, literal=literal), middle
        for minute, end in number(phrase, middle):
            for after in phrase.past(end, *MINUTE_WORDS):
                yield ClockTime(hour, minute, literal=literal), after


def _with_half(phrase: Phrase, index: int) -> Iterator[Found[ClockTime]]:
    hours = [*_hour(phrase, index)]
    hours += [((hour, False), middle) for hour, middle in number(phrase, index) if hour <= 24]
    for (hour, literal), middle in hours:
        for word in ("rưỡi", "rưởi"):
            end = phrase.after(middle, word)
            if end is not None:
                yield ClockTime(hour, 30, literal=literal), end


def _with_suffix(phrase: Phrase, said: ClockTime, index: int) -> Iterator[Found[ClockTime]]:
    yield said, index
    for part, text in HALVES_OF_DAY:
        end = phrase.after(index, text)
        if end is not None:
            yield replace(said, part=part), end


def _english(phrase: Phrase, index: int) -> Iterator[Found[ClockTime]]:
    """ "5pm", "9 am"."""
    for hour, middle in digits(phrase, index):
        for part, text in HALVES_OF_DAY:
            end = phrase.after(middle, text)
            if end is not None:
                yield ClockTime(hour, 0, literal=False, part=part), end


def _short_of(phrase: Phrase, index: int) -> Iterator[Found[ClockTime]]:
    hours = [*_hour(phrase, index)]
    hours += [((hour, False), middle) for hour, middle in number(phrase, index) if hour <= 24]
    for said, minute, end in joined(phrase, hours, ("kém",), _minutes):
        yield from _less(said, minute, end)
    for minute, middle in behind(phrase, index, ("kém",), _minutes):
        for said, end in _hour(phrase, middle):
            yield from _less(said, minute, end)


@rule
def _minutes(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    for minute, middle in number(phrase, index):
        yield from ((minute, end) for end in phrase.past(middle, *MINUTE_WORDS))


def _less(said: tuple[int, bool], minute: int, end: int) -> Iterator[Found[ClockTime]]:
    hour, literal = said
    if hour >= 1 and 1 <= minute <= 59:
        yield ClockTime(hour - 1, 60 - minute, literal=literal), end


def on_day(said: ClockTime, part: str | None, day: date, scene: Scene) -> Instant | Ask | Invalid:
    """The instant the clock shows this on that day; 24 and "12h đêm" are the end of the day."""
    part = part or said.part
    if said.hour > 24 or said.minute > 59 or (said.hour == 24 and said.minute):
        return Invalid(_("Không có giờ này trong ngày."))
    if part == "dem" and said.hour in SMALL_HOURS and day == scene.today:
        return _at(day, said.hour + 24, said.minute, scene)  # the night to come
    if part is None and said.hour in SMALL_HOURS and not said.literal:
        both = tuple(_at(day, hour, said.minute, scene) for hour in (said.hour, said.hour + 12))
        return Ask(_("Sáng hay chiều?"), both)
    added = SHIFTS[part].get(said.hour)
    if added is None:
        return Ask(_("Giờ và buổi không khớp nhau."))
    return _at(day, said.hour + added, said.minute, scene)


def _at(day: date, hour: int, minute: int, scene: Scene) -> Instant:
    day += timedelta(days=hour // 24)
    return Instant(datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=scene.zone))


def next_at(said: ClockTime, part: str | None, scene: Scene) -> Instant | Ask | Invalid:
    """The instant the clock next shows this: today, or tomorrow when it is past."""
    found = on_day(said, part, scene.today, scene)
    if not isinstance(found, Instant) or found.at > scene.now:
        return found
    tomorrow = on_day(said, part, scene.today + timedelta(days=1), scene)
    tonight = _at(scene.today, said.hour + 12, said.minute, scene)
    if part is None and not said.literal and 6 <= said.hour <= 11 and tonight.at > scene.now:
        return Ask(
            _("Tối nay hay sáng mai?"), (tonight, tomorrow) if isinstance(tomorrow, Instant) else ()
        )
    return tomorrow


def part_of_clock(hour: int) -> str:
    """The part of the day an hour of the 24-hour clock lies in."""
    limits = ((11, "sang"), (13, "trua"), (18, "chieu"), (22, "toi"))
    return next((part for limit, part in limits if hour < limit), "dem")
