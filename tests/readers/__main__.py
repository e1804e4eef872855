"""Every feed, served over HTTP, and many mails, read back by parsers that are not ours: all must see the same.

`python -m tests.readers [FOLDER]`: FOLDER keeps the readers installed (build/readers by default). Exit 1 when a reader
disagrees or fewer than six of feeds, or none of mails, could be had.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from calendars.contents import Places
from calendars.query import Scope, load_shown
from scheduler.store.tables import Obligation, Occurrence
from tests.calendars.pages_world import World
from tests.calendars.peopled import HEAD
from tests.calendars.served_pages import serving
from tests.calendars.stored import APPLIED, DUE
from tests.calendars.test_feed_readers import HOSTILE, Seen, said
from tests.readers.foreign import NO_UID, Fetched, Missing, Reader, readers
from tests.readers.mails import MANY, mail_readers

OURS, WANTED = "by hand", 6  # of other people
SCOPES = {
    "unit": Scope("unit", 2),
    "block": Scope("block", 1),
    "person": Scope("person", HEAD),
    "issuer": Scope("issuer", "phu-tho"),
    "campaign": Scope("campaign", 1),
}


def main() -> int:
    """0 when all agree."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/readers").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, serving(Path(place)) as (world, base):
        spoil(world)
        feeds = [fetched(world, base, name, Path(place)) for name in SCOPES]
        expected = {name: meant(world, base, name) for name in SCOPES}
        results = [(name, *judged(make, feeds, expected)) for name, make in readers(folder)]
    table = Table("Reader", *SCOPES, "Told")
    for name, cells, told in results:
        table.add_row(name, *cells, told)
    Console().print(table)
    agree = sum(set(cells) == {"same"} for name, cells, _told in results if name != OURS)
    wrong = any("other" in cells for _name, cells, _told in results)
    mails_alike = mails_read_alike(folder)
    return 1 if wrong or agree < WANTED or not mails_alike else 0


def mails_read_alike(folder: Path) -> bool:
    """Whether all readers of mails that could be had, one at least, read each mail as it was meant."""
    table, wrong = Table("Reader", "Mails", "Read otherwise", "Told"), []
    for name, read in mail_readers(folder):
        try:
            wrong.append(read())
            table.add_row(name, f"{MANY:,}", str(wrong[-1]))
        except Missing as missing:
            table.add_row(name, "–", "–", str(missing))
    Console().print(table)
    return wrong != [] and not any(wrong)


def judged(
    make: Callable[[], Reader], feeds: list[Fetched], expected: dict[str, list[Seen]]
) -> tuple[list[str], str]:
    """ "same" or "other" for each feed, and what to say about it."""
    try:
        read = make()
    except Missing as missing:
        return ["–"] * len(feeds), str(missing)
    cells, told = [], ""
    for feed in feeds:
        seen, wanted = sorted(read(feed), key=str), expected[feed.name]
        if NO_UID in {uid for uid, *_rest in seen}:
            wanted = sorted(((NO_UID, *rest) for _uid, *rest in wanted), key=str)
        cells.append("same" if seen == wanted else "other")
        if cells[-1] == "other":
            odd = [s for s in seen if s not in wanted]
            told = repr(odd[:1])[:200] if odd else f"{len(seen)} of {len(wanted)}"
    return cells, told


def spoil(world: World) -> None:
    """A deadline with each hostile title, text and key.

    Not those with backslashes: vobject, ics and node-ical take an escaped one before an "n" for a line break.
    `make test` has these read by readers that do not.
    """
    with world.database.write() as session:
        for number, text in enumerate(text for text in HOSTILE if "\\" not in text):
            storable = text.encode("utf-8", "ignore").decode()  # no database takes half a surrogate
            session.add(_hostile(1000 + number, f"{number} {storable}"))
            session.flush()
            row = Obligation(occurrence_id=1000 + number, unit_id=2, changed_at=APPLIED)
            session.add(row)


def _hostile(id_: int, text: str) -> Occurrence:
    return Occurrence(
        id=id_, campaign_id=1, duty=text, key=text, title=text, kind="x", due_at=DUE, late_after=DUE, origin="quoted",
        origin_text=text, to_unit_id=1, proof=text, changed_at=APPLIED,
    )  # fmt: skip


def fetched(world: World, base: str, name: str, folder: Path) -> Fetched:
    """The feed of that scope, as served."""
    url = f"{base}{world.paths[name]}.ics"
    file = folder / f"{name}.ics"
    file.write_bytes(httpx.get(url, trust_env=False).raise_for_status().content)
    return Fetched(name, url, file)


def meant(world: World, base: str, name: str) -> list[Seen]:
    """What the entries of that scope say, before anything was written."""
    places = Places(base, {"phu-tho": "thidua_phutho_bot"})
    with world.database.read() as session:
        shown = load_shown(session, SCOPES[name], now=world.clock.now(), places=places)
        assert shown is not None, "made with the world"
        return sorted((said(entry) for entry in shown.entries), key=str)


if __name__ == "__main__":
    sys.exit(main())
