"""Mails read back by parsers of other languages: every word of their headers, and the deadline they carry."""

import base64
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from bots.mail.message import compose
from scheduler.text import cut
from tests.bots.mail.subjects import subjects
from tests.bots.notices import make_item, make_notice
from tests.readers.foreign import HERE, Missing, npm_place, run

SENDER, RECIPIENT = "nhac-viec@thidua.example", "so-y-te@phutho.example"
MANY = 10_000
BEFORE = "Hạn 28/6: "

Read = Callable[[], int]


def mail_readers(folder: Path) -> Iterable[tuple[str, Read]]:
    """Every reader by name; called, it tells how many of MANY mails it read otherwise. Raises Missing."""
    yield "mailparser", lambda: _by_mailparser(folder)
    yield "Perl's Encode", lambda: _by_perl(folder)


def written() -> list[tuple[str, bytes]]:
    """Mails whose sender, recipient and subject have the same words, with those words."""
    titles = [cut(title, 120) for title in subjects(MANY, seed=2047)]
    notices = (
        make_notice(make_item(duty=title, uid="a@thidua"), issuer=title, post=title)
        for title in titles
    )
    mails = (compose(notice, sender=SENDER, recipient=RECIPIENT).octets for notice in notices)
    return list(zip(titles, mails, strict=True))


def _by_mailparser(folder: Path) -> int:
    place = npm_place(folder, "mailparser")
    file, mails = folder / "mails.json", written()
    file.write_text(json.dumps([base64.b64encode(octets).decode() for _title, octets in mails]))
    seen = json.loads(run("node", str(HERE / "read_mails.mjs"), str(file), str(place)))
    meant = [[BEFORE + title, title, title, ["REQUEST"]] for title, _octets in mails]
    return sum(one != other for one, other in zip(seen, meant, strict=True))


def _by_perl(folder: Path) -> int:
    if not shutil.which("perl"):
        raise Missing("apt-get install perl")
    file, mails = folder / "heads", written()
    heads = (octets.partition(b"\r\n\r\n")[0] for _title, octets in mails)
    file.write_bytes(b"".join(head + b"\r\n\r\n" for head in heads))
    seen = run("perl", str(HERE / "read_subjects.pl"), str(file)).splitlines()
    return sum(one != BEFORE + title for one, (title, _o) in zip(seen, mails, strict=True))
