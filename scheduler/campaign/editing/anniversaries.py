"""The anniversaries that a phase may name: of the catalogue and of the draft itself, each on its day of that year."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import Kind
from scheduler.dates import anniversaries
from scheduler.dates.anniversaries import Anniversary, Occasion
from scheduler.dates.say import say_day
from scheduler.language import _
from scheduler.text import fold
from scheduler.words import span

Stretch = tuple[date, date]
_LAST = "last"


@dataclass(frozen=True)
class Choice:
    """One of them: what it is called with its number that year, its day, and whether that lies within the phase.

    `told`: the day in full, by the moon too where it is one of the moon, and which kind of year it is. `own`: whether
    the office or the draft brought it. `found_by`: its names as they are searched, in small letters without marks.
    """

    id: str
    name: str
    on: date
    told: str
    inside: bool
    own: bool
    found_by: str


def choices(around: Around, stretch: Stretch | None) -> list[Choice]:
    """All of them in the order of their days; without a stretch in the year of the campaign, none of them within."""
    installation = around.installation
    found = [
        _of_catalogue(one, around, stretch, own=one.id not in installation.brought_catalogue)
        for one in installation.catalogue.values()
    ]
    return sorted([*found, *_own(around, stretch)], key=lambda one: (one.on, one.id))


def searched(listed: Collection[Choice], words: str) -> list[Choice]:
    """Those in whose names every word begins some word, marks or none."""
    wanted = fold(words).split()
    return [
        one
        for one in listed
        if all(any(said.startswith(word) for said in one.found_by.split()) for word in wanted)
    ]


def joined(stands: Collection[str], seen: Collection[str], ticked: Collection[str]) -> list[str]:
    """What stands, with what was ticked since it was `seen` behind it and without what was unticked."""
    kept = [one for one in stands if one in ticked or one not in seen]
    return [*kept, *(one for one in ticked if one not in seen and one not in kept)]


def _of_catalogue(
    one: Anniversary, around: Around, stretch: Stretch | None, *, own: bool
) -> Choice:
    year = around.calendar.year or around.installation.clock.now().year
    years = range(stretch[0].year, stretch[1].year + 1) if stretch else range(year, year + 1)
    falls = [anniversaries.occasion(one, each) for each in years]
    inside = [each for each in falls if stretch and stretch[0] <= each.on <= stretch[1]]
    fallen = inside[0] if inside else falls[0]
    names = fold(" ".join((one.id.replace("-", " "), *one.names)))
    name, told = span.ordinal(one.name_vi, fallen.ordinal), ". ".join(_told(one, fallen))
    return Choice(one.id, name, fallen.on, told, bool(inside), own, names)


def _told(one: Anniversary, fallen: Occasion) -> Iterator[str]:
    yield say_day(fallen.on)
    if one.lunar is not None:
        day = _("cuối") if one.lunar.day == _LAST else str(one.lunar.day)
        yield _("ngày {day} tháng {month} âm lịch").format(day=day, month=one.lunar.month)
    if fallen.year_class:
        yield span.occasion(fallen.year_class)


def _own(around: Around, stretch: Stretch | None) -> Iterator[Choice]:
    for one in around.standing:
        day = _day(one.values) if one.kind is Kind.OCCASION else None
        if day is not None:
            inside = stretch is not None and stretch[0] <= day <= stretch[1]
            names = fold(f"{one.key.replace('-', ' ')} {one.title}")
            yield Choice(one.key, one.title, day, say_day(day), inside, own=True, found_by=names)


def _day(values: Mapping[str, object]) -> date | None:
    try:
        return date.fromisoformat(str(values.get("day")))
    except ValueError:
        return None
