"""Seating somebody at a post: one way for all who do, so that nobody loses a post unheard."""

import ast
from pathlib import Path

from tests.test_imports import OURS, ROOT

# Mailboxes of a units file tell for themselves; who is made up for a rehearsal is told nothing.
SEAT_BY_THEMSELVES = {
    "scheduler/workflow/handover.py",
    "scheduler/store/mailboxes.py",
    "scheduler/campaign/rehearsal.py",
    "config/demo/mid_year.py",
}


def imports_bind(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "scheduler.store.people"
        and any(name.name == "bind" for name in node.names)
        for node in ast.walk(tree)
    )


def test_nobody_else_seats_anybody() -> None:
    files = [path for part in OURS for path in (ROOT / part).rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix() for path in files if imports_bind(path)}
    assert found == SEAT_BY_THEMSELVES
