"""The few English words for days that people type among Vietnamese ones: tomorrow, next Friday, by August 9."""

from datetime import date, timedelta

from scheduler.dates.reading import fallback, periods
from scheduler.dates.reading.normalise import Token
from scheduler.dates.reading.phrase import Scene
from scheduler.dates.reading.results import Day, Interval, Nothing, Reading, Until

DAYS = {
    ("today",): 0,
    ("tomorrow",): 1,
    ("the", "day", "after", "tomorrow"): 2,
    ("day", "after", "tomorrow"): 2,
}
PLEAS = frozenset({"please", "extend", "extended", "to", "the", "deadline", "on"})
BY = frozenset({"by", "until", "till", "before"})
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read(tokens: tuple[Token, ...], scene: Scene) -> Reading:
    """The English day that the tokens spell, every word of them read; else Nothing. "next Friday" is that of
    next week, "Friday" the coming one."""
    words = [token.text for token in tokens]
    while words and words[0] in PLEAS:
        words, tokens = words[1:], tokens[1:]
    while words and words[-1] == "please":
        words, tokens = words[:-1], tokens[:-1]
    bound = words[0] if words and words[0] in BY else ""
    found = _day(tokens[bool(bound) :], scene)
    return _bounded(found, bound) if bound else found


def _bounded(found: Reading, bound: str) -> Reading:
    match found:
        case Day(on=on):
            return Until(on - timedelta(days=bound == "before"))
        case Interval(first=date() as first, last=last):
            return Until(first - timedelta(days=1) if bound == "before" else last)
    return found


def _day(tokens: tuple[Token, ...], scene: Scene) -> Reading:
    words = tuple(token.text for token in tokens)
    if words in DAYS:
        return Day(scene.today + timedelta(days=DAYS[words]))
    which, named = (words[0], words[1:]) if words[:1] in (("next",), ("this",)) else ("", words)
    if which and named in (("week",), ("month",)):
        unit = periods.week if named == ("week",) else periods.month
        span = unit(scene.today, int(which == "next"))
        return Interval(span.first, span.last)
    if len(named) == 1 and named[0] in WEEKDAYS:
        return Day(_weekday(WEEKDAYS.index(named[0]), which, scene.today))
    return Nothing() if which else fallback.read(tokens, now=scene.now)


def _weekday(weekday: int, which: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    if which == "next":
        return monday + timedelta(days=7 + weekday)
    if which == "this" and weekday == today.weekday():
        return today
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
