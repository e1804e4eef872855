"""One place where an anniversary is named, and how its single date is read."""

import re
from dataclasses import dataclass

from scheduler.directives.days.calendar import Calendar, exists, iso
from scheduler.directives.days.day_mentions import Point

LONG_AGO = 3  # years: a date this much older than the campaign is that of the event


@dataclass(frozen=True)
class AnniversaryMention:
    """An anniversary as named at `start:end` of the view; what is not printed is None."""

    name: str
    historical: str | None
    commemorated: str | None
    ordinal: int | None
    start: int
    end: int


def cleaned(name: str) -> str:
    """A name without what led up to it and what closes it."""
    name = re.sub(r"^(?:\s|và|các|[,;:(“”|*.\-])+", "", " ".join(name.split()))
    name = re.sub(r"^(?:kỷ niệm|lần thứ \d+|chào mừng)\s", "", name, flags=re.I)
    return name.strip(" (,;:“”|*-").removesuffix(" vào").removesuffix(" ngày").strip()


def halves(dated: "re.Match[str]", calendar: Calendar) -> tuple[str | None, str | None]:
    """Groups d, m, y of a single date: long ago it is the event, else this year's day (rule 1)."""
    day, month = int(dated["d"]), int(dated["m"])
    if not exists(Point(None, month, day)):
        return None, None
    if dated["y"]:
        value = iso(Point(int(dated["y"]), month, day))
        now = calendar.year or (calendar.issued.year if calendar.issued else 2020)
        return (value, None) if int(dated["y"]) <= now - LONG_AGO else (None, value)
    year = calendar.year_of(month)
    return None, iso(Point(year, month, day)) if year else f"--{month:02d}-{day:02d}"
