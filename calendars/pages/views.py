"""What each page holds: a calendar loaded, and the values its template asks for."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote

import segno
from sqlmodel import Session

from calendars.contents import Places, Shown
from calendars.pages import agenda, clients, timeline
from calendars.pages.answers import page
from calendars.pages.reader import Reader
from calendars.query import load_shown
from scheduler.web.templates import other_language
from scheduler.words import span
from scheduler.words.links import own_work, say_only_reads

ON_PAPER = 100
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True)
class Asked:
    """What a request said beside its path."""

    user_agent: str = ""
    number: str = ""  # page of the list
    month: str = ""
    year: str = ""


@dataclass(frozen=True)
class Loaded:
    """A calendar and its name in the language spoken here."""

    reader: Reader
    shown: Shown
    items: list[agenda.Item]

    @property
    def name(self) -> str:
        return self.shown.name or own_work()

    def translated(self, view: str, **query: object) -> str:
        """Path of a view in the other language, showing the same."""
        return self.reader.url(view, lang=other_language(), **query)


def load(session: Session, reader: Reader, places: Places) -> Loaded | None:
    """The calendar there; None when what it was about is gone."""
    shown = load_shown(session, reader.scope, now=reader.now, places=places)
    if shown is None:
        return None
    return Loaded(reader, shown, agenda.items_of(shown.entries))


def subscribing(of: Loaded, asked: Asked) -> dict[str, object]:
    """How to subscribe, what the calendar holds, how old what a client shows may be."""
    given = clients.addresses(of.reader.feed_url)
    return {
        "translated": of.translated(""),
        "buttons": clients.buttons(given, name=of.name, user_agent=asked.user_agent),
        "addresses": given,
        "qr": qr(of.reader.page_url) if given.reaches_us else "",
        "here_only": "" if given.reaches_us else clients.say_here_only(),
        "only_reads": say_only_reads(),
        "counts": _counts(of.items),
        "coming": [i for i in of.items if not i.lasts and i.last_on >= of.reader.today][:5],
    }


def listing(of: Loaded, asked: Asked) -> dict[str, object]:
    """The list, in pages."""
    number = int(asked.number) if asked.number.isdecimal() and len(asked.number) < 6 else None
    part = agenda.page_of(of.items, number, today=of.reader.today)
    return {"page": part, "translated": of.translated("danh-sach", trang=part.number)}


def monthly(of: Loaded, asked: Asked) -> dict[str, object]:
    """One month."""
    first_on = _month(asked.month) or agenda.nearest(of.items, of.reader.today).replace(day=1)
    return {
        "month": agenda.month_of(of.items, first_on),
        "part_of": partial(agenda.part_of, of.items),
        "translated": of.translated("thang", thang=f"{first_on:%Y-%m}"),
        "closest": agenda.closest(of.items, first_on),
    }


def yearly(of: Loaded, asked: Asked) -> dict[str, object]:
    """The picture of a year."""
    year = _year(asked.year) or agenda.nearest(of.items, of.reader.today).year
    drawn = timeline.picture(of.items, year, today=of.reader.today)
    closest = agenda.closest(of.items, date(year, 7, 1))
    return {
        "translated": of.translated("nam", nam=year),
        "picture": drawn,
        "box": timeline,
        "closest": closest,
    }


def printed(of: Loaded, asked: Asked) -> dict[str, object]:
    """A year on paper, in sheets of ON_PAPER rows."""
    year = _year(asked.year) or agenda.nearest(of.items, of.reader.today).year
    rows = [i for i in of.items if i.first_on.year <= year <= i.last_on.year]
    count = max(1, -(-len(rows) // ON_PAPER))
    number = int(asked.number) if asked.number.isdecimal() and len(asked.number) < 6 else 1
    number = min(max(number, 1), count)
    shown = rows[(number - 1) * ON_PAPER : number * ON_PAPER]
    return {
        "year": year,
        "translated": of.translated("in", nam=year, trang=number),
        "rows": shown,
        "number": number,
        "count": count,
        "closest": agenda.closest(of.items, date(year, 7, 1)),
    }


VIEWS: dict[str, tuple[str, Callable[[Loaded, Asked], dict[str, object]]]] = {
    "": ("dang-ky", subscribing),
    "danh-sach": ("danh-sach", listing),
    "thang": ("thang", monthly),
    "nam": ("nam", yearly),
    "in": ("in", printed),
}


def view(of: Loaded, name: str, asked: Asked, *, rehearsal: bool) -> str:
    """The page of that name as HTML. Raises KeyError for a name there is no page of."""
    template, values = VIEWS[name]
    return page(
        template,
        reader=of.reader,
        name=of.name,
        view=name,
        rehearsal=rehearsal,
        **values(of, asked),
    )


def entry(of: Loaded, kind: str, key: str, *, rehearsal: bool) -> str | None:
    """The page of one entry; None when the calendar holds none of that kind and key."""
    for found in of.shown.entries:
        if (found.kind.value, found.key) == (kind, key):
            item = agenda.item_of(found)
            path = quote(f"muc/{kind}/{key}")
            return page(
                "muc", reader=of.reader, name=of.name, view=path, rehearsal=rehearsal, item=item,
                translated=of.translated(path),
            )  # fmt: skip
    return None


def qr(text: str) -> str:
    """A QR code of `text` as SVG, without a style of its own, scaled by the page."""
    made = segno.make(text, error="m", micro=False)
    svg: str = made.svg_inline(omitsize=True, border=2, dark="#000", light="#fff", svgclass="qr")
    return svg


def _counts(items: list[agenda.Item]) -> list[str]:
    counts = Counter(item.kind for item in items)
    return [span.counted(kind.in_plan, count) for kind, count in counts.items()]


def _month(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1) if 1900 <= year <= 2200 and 1 <= month <= 12 else None


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"(19|20|21)\d\d", text) else None
