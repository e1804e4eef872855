"""Vietnamese date phrases as people type them and directives print them, read by a small grammar.

Deterministic: the same phrase at the same moment reads the same. Nothing is guessed: two readings are an Ask,
a day that does not exist is Invalid, a phrase without a date is Nothing. A word that was not read and may
belong to the date is asked about, never passed over.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates.reading import among_words, because, normalise, sentence, spelling
from scheduler.dates.reading.normalise import Token
from scheduler.dates.reading.phrase import Phrase, Scene
from scheduler.dates.reading.resolving import days_within, resolve
from scheduler.dates.reading.results import (
    Amount,
    Ask,
    Day,
    From,
    Instant,
    Interval,
    Invalid,
    Nothing,
    Reading,
    Recurring,
    TimeUnit,
    Until,
    notation,
)
from scheduler.dates.reading.told import told
from scheduler.dates.workdays import WorkCalendar
from scheduler.language import _

__all__ = [
    "Amount",
    "Ask",
    "Day",
    "From",
    "Instant",
    "Interval",
    "Invalid",
    "Nothing",
    "Reading",
    "Recurring",
    "TimeUnit",
    "Until",
    "days_within",
    "notation",
    "read",
    "read_with_reason",
    "resolve",
    "told",
]

MOST_CHARACTERS = 400  # longer is a text, not a phrase
MOST_WITH_REASON = 1000
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
    return read_with_reason(phrase, now=now, zone=zone, due=due, after=after, calendar=calendar)[0]


def read_with_reason(
    phrase: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    due: datetime | None = None,
    after: date | None = None,
    calendar: WorkCalendar = PLAIN_CALENDAR,
) -> tuple[Reading, str]:
    """As `read`, with the reason that was typed beside the date ("9/8 vì chờ số liệu"); empty where none was."""
    if now.tzinfo is None or now.astimezone(zone).year not in YEARS:
        raise ValueError("an aware instant between 1970 and 2098 expected")
    scene = Scene(now.astimezone(zone), zone, calendar, due, after)
    if whole := _whole(_tokens(phrase), scene):
        return whole, ""
    for dated, reason in because.behind(phrase[:MOST_WITH_REASON]):
        found = _read(_tokens(dated), scene)
        if not isinstance(found, Nothing):
            return _or_other(found, _read(_tokens(because.again(reason)), scene)), reason
    dated, reason = because.ahead(phrase[:MOST_WITH_REASON])
    found = _read(_tokens(phrase), scene)
    if isinstance(found, Nothing) and reason:
        found = _read(_tokens(dated), scene)
    return found, "" if isinstance(found, Nothing) else reason


def _or_other(found: Reading, other: Reading) -> Reading:
    """Which of the two, where another day is asked for behind the reason: "đến 5/8, do bận nên xin 9/8"."""
    days = tuple(one for one in (found, other) if not isinstance(one, Ask | Invalid | Nothing))
    if len(days) < 2 or notation(found) == notation(other):
        return found
    return Ask(_("Đề nghị chọn một ngày."), days)


def _tokens(phrase: str) -> tuple[Token, ...]:
    """The tokens of a phrase; none of what is too long to be one."""
    tokens = normalise.tokens(phrase) if len(phrase) <= MOST_CHARACTERS else ()
    return tokens if len(tokens) <= sentence.MOST_TOKENS else ()


def _read(tokens: tuple[Token, ...], scene: Scene) -> Reading:
    """The whole phrase as typed, then in English, then with its words mended; at last a date among words."""
    if not tokens:
        return Nothing()
    if whole := _whole(tokens, scene):
        return whole
    from scheduler.dates.reading import english  # noqa: PLC0415 - its tables stay off the start-up path

    foreign = english.read(tokens, scene)
    if not isinstance(foreign, Nothing):
        return foreign
    mended = spelling.mended(tokens)
    if mended != tokens and (whole := _whole(mended, scene)):
        return whole
    foreign = english.asked(tokens, scene)
    if not isinstance(foreign, Nothing):
        return foreign
    return among_words.read(Phrase(mended, scene, loose=_is_bare(mended)))


def _whole(tokens: tuple[Token, ...], scene: Scene) -> Reading | None:
    if not tokens:
        return None
    for loose in (True,) if _is_bare(tokens) else (False, True):
        found = sentence.readings(Phrase(tokens, scene, loose=loose))
        if found:
            return sentence.decide(found, loose=loose)
    return None


def _is_bare(tokens: tuple[Token, ...]) -> bool:
    return not any(token.is_marked for token in tokens)
