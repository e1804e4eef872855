"""Dates the grammar does not know, mostly English ones, through dateparser; only when every word was consumed.

Importing dateparser is slow: only `fallback` reaches this module, for phrases that hold an English month.
"""

from datetime import datetime

import dateparser

from scheduler.dates.reading.results import Day, Nothing, Reading

SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_DATES_FROM": "future",
    "REQUIRE_PARTS": ["day", "month"],
    "PARSERS": ["absolute-time"],
    "NORMALIZE": False,
}


def read(text: str, *, now: datetime) -> Reading:
    """The day `text` names in English, or Nothing. `now` is local and aware."""
    settings = {**SETTINGS, "RELATIVE_BASE": now.replace(tzinfo=None)}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return Day(found.date()) if found else Nothing()
