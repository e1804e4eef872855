"""English days through dateparser: what it is handed is a day and nothing else, and its answer is held against that.

Importing dateparser is slow: only `english_days` reaches this module, when an English day was typed.
"""

from datetime import date, datetime, timedelta

import dateparser

# Day first; of days without a year the one to come; text is English, no other language is tried.
SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_DATES_FROM": "future",
    "PARSERS": ["relative-time", "absolute-time"],
    "NORMALIZE": False,
}


def day(text: str, *, now: datetime) -> date | None:
    """The day of words that count from today: "in 3 weeks", "tomorrow", "friday" (after today). `now` is local."""
    found = _parsed(text, now)
    return found.date() if found else None


def instant(text: str, *, now: datetime) -> datetime | None:
    """The moment of "in 3 hours", to the minute, in the zone of `now`."""
    found = _parsed(text, now)
    return found.replace(second=0, microsecond=0, tzinfo=now.tzinfo) if found else None


def dated(number: int, month: str, year: int | None, *, now: datetime) -> date | None:
    """The day of a number and the name of a month, today or to come where no year was said; None where there is
    no such day."""
    text = f"{number} {month}" if year is None else f"{number} {month} {year}"
    # It takes the day that is today for one of next year: the day before is handed as today.
    found = _parsed(text, now - timedelta(days=1))
    if found is None or found.day != number or year not in (None, found.year):
        return None
    return found.date()


def _parsed(text: str, now: datetime) -> datetime | None:
    settings = {**SETTINGS, "RELATIVE_BASE": now.replace(tzinfo=None)}
    found: datetime | None = dateparser.parse(text, languages=["en"], settings=settings)
    return found
