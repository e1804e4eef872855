"""Vietnamese date phrases as people type them and directives print them, read by a small grammar.

Deterministic: the same phrase at the same moment reads the same. Nothing is guessed: two readings are an Ask,
a day that does not exist is Invalid, a phrase without a date is Nothing. A word that was not read and may
belong to the date is asked about, never passed over.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates.reading import among_words, fallback, normalise, sentence, spelling
from scheduler.dates.reading.normalise import Token
from scheduler.dates.reading.phrase import Phrase, Scene
from scheduler.dates.reading.resolving import resolve
from scheduler.dates.reading.results import (
    Amount,
    Ask,
    Day,
    From,
    Interval,
    Invalid,
    Moment,
    Nothing,
    Reading,
    Recurring,
    Unit,
    Until,
    notation,
)
from scheduler.dates.workdays import WorkCalendar

__all__ = [
    "Amount",
    "Ask",
    "Day",
    "From",
    "Interval",
    "Invalid",
    "Moment",
    "Nothing",
    "Reading",
    "Recurring",
    "Unit",
    "Until",
    "notation",
    "read",
    "resolve",
]

MOST_CHARACTERS = 400  # longer is a text, not a phrase
YEARS = range(1970, 2099)  # of `now`; lunar days are known up to 2100
PLAIN_CALENDAR = WorkCalendar()


def read(
    phrase: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    due: datetime | None = None,
    after: date | None = None,
    calendar: WorkCalendar = PLAIN_CALENDAR,
) -> Reading:
    """What `phrase` means when said at `now` (aware) in `zone`.

    `due` is the deadline on file: with it a bare "5 ngày" is an amount to add. Where only a day later than
    `after` can be meant, "ngày 15" asks for the month when the next one to come is none. `calendar` serves
    "3 ngày làm việc". The answer is the date said; rolling it to a working day is the caller's. A phrase is
    first read as typed, then (at once when it has no diacritics) as if they had been left out. Raises
    ValueError for a naive `now` or one outside 1970–2098.
    """
    if now.tzinfo is None or now.astimezone(zone).year not in YEARS:
        raise ValueError("an aware instant between 1970 and 2098 expected")
    tokens = normalise.tokens(phrase) if len(phrase) <= MOST_CHARACTERS else ()
    if not 0 < len(tokens) <= sentence.MOST_TOKENS:
        return Nothing()
    return _read(tokens, Scene(now.astimezone(zone), zone, calendar, due, after))


def _read(tokens: tuple[Token, ...], scene: Scene) -> Reading:
    """The whole phrase as typed, then in English, then with its words mended; at last a date among words."""
    if whole := _whole(tokens, scene):
        return whole
    foreign = fallback.read(tokens, now=scene.now)
    if not isinstance(foreign, Nothing):
        return foreign
    mended = spelling.mended(tokens)
    if mended != tokens and (whole := _whole(mended, scene)):
        return whole
    return among_words.read(Phrase(mended, scene, loose=_is_bare(mended)))


def _whole(tokens: tuple[Token, ...], scene: Scene) -> Reading | None:
    for loose in (True,) if _is_bare(tokens) else (False, True):
        found = sentence.readings(Phrase(tokens, scene, loose=loose))
        if found:
            return sentence.decide(found, loose=loose)
    return None


def _is_bare(tokens: tuple[Token, ...]) -> bool:
    return not any(token.is_marked for token in tokens)
