"""What to hand to dateparser: days written with an English month, and nothing else."""

import re
from datetime import datetime

from scheduler.dates.reading.normalise import Token
from scheduler.dates.reading.results import Nothing, Reading

MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
WEEKDAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
)
ORDINALS = frozenset(["st", "nd", "rd", "th", "of", "the", "on"])
DAY_AND_YEAR = re.compile(r"(\d{1,2}|\d{4})")


def read(tokens: tuple[Token, ...], *, now: datetime) -> Reading:
    """The English date the tokens spell, or Nothing. Every word must be one of an English date."""
    words = [token.text for token in tokens]
    months = [word for word in words if word in MONTHS]
    numbers = [word for word in words if DAY_AND_YEAR.fullmatch(word)]
    known = all(word in MONTHS | WEEKDAYS | ORDINALS or word in numbers for word in words)
    if not known or len(months) != 1 or not 1 <= len(numbers) <= 2:
        return Nothing()
    from scheduler.dates.reading import foreign  # noqa: PLC0415 - slow import stays off the start-up path

    kept = [word for word in words if word in MONTHS or word in numbers]
    return foreign.read(" ".join(kept), now=now)
