"""Every kind of entry that is written anywhere has a name for people."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from config.commands.entries import line
from scheduler.definition.models import PhaseKind
from scheduler.plan.diff import ChangeKind
from scheduler.words.ledger import kinds, name

ROOT = Path(__file__).parents[3]
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_KIND = re.compile(r"[a-z-]+( [a-z-]+)+")
_WRITERS = ("Entry", "note", "_note", "_entry", "_settled", "_named")
_WRITES = re.compile(r"\bledger\b|\.note\(")


def kinds_written() -> set[str]:
    """Texts of several words given to what writes entries, or beginning as a kind does in such a module."""
    found: set[str] = set()
    for folder in ("scheduler", "bots", "calendars", "config"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text("utf-8")
            if _WRITES.search(text) and path.parent.name != "words":
                found |= set(_kinds_of(ast.parse(text)))
    return found


def _kinds_of(tree: ast.AST) -> Iterator[str]:
    first_words = {kind.split()[0] for kind in kinds()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in _WRITERS:
                yield from filter(_KIND.fullmatch, _texts(node.args))
        yield from (
            text
            for text in _texts([node])
            if _KIND.fullmatch(text) and text.split()[0] in first_words
        )


def _texts(nodes: list[ast.expr] | list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_kind_written_has_a_name() -> None:
    composed = {f"{phase} {change}" for phase in PhaseKind for change in ChangeKind}
    composed |= {
        f"{thing} {change}"
        for thing in ("anniversary", "milestone", "obligation")
        for change in ChangeKind
    }
    composed |= {f"message {state}" for state in ("sent", "queued", "refused", "unknown")}
    composed |= {f"reminder {ending}" for ending in ("fired", "merged", "stale")}
    written = kinds_written()

    assert {"definition applied", "units saved", "subscription made"} <= written
    assert (written - {"not said"} | composed | {"message not said"}) - kinds().keys() == set()


def test_no_name_is_for_two_kinds() -> None:
    assert len(set(kinds().values())) == len(kinds())


def test_kind_of_a_later_version_is_told_as_it_is() -> None:
    assert name("report submitted") == "đã nộp"
    assert name("of a later version") == "of a later version"


def test_line_says_the_kind_in_words() -> None:
    row: dict[str, object] = {"at": "2024-07-31T08:00:00+07:00", "issuer": None, "actor": "thidua"}
    told = line({**row, "kind": "message sent", "subject": "a/b", "data": {"lane": "tg"}}, VIETNAM)

    assert told.plain == "2024-07-31T08:00:00+07:00    thidua  đã gửi tin  a/b  lane: tg"


def test_line_says_instants_in_the_zone_of_its_own() -> None:
    row: dict[str, object] = {"at": "2024-07-01T08:00:00+07:00", "issuer": None, "actor": "thidua"}
    data = {"after": "2024-07-31T10:00:00+00:00", "revision": 2, "days": ["2024-07-31"]}
    told = line({**row, "kind": "obligation moved", "subject": "a/b", "data": data}, VIETNAM)

    assert told.plain.endswith("after: 2024-07-31T17:00:00+07:00; revision: 2; days: 2024-07-31")
