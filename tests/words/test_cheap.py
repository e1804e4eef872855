"""Words that every command's table of errors needs bring in no table, page or bot."""

import subprocess
import sys

import pytest

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "fastapi",
    "telegram",
    "icalendar",
    "rich",
    "scheduler.store.tables",
)


@pytest.mark.parametrize(
    "room",
    [
        "refusal",
        "state",
        "proof",
        "origin",
        "post",
        "span",
        "due",
        "entry",
        "ledger",
        "links",
        "step",
        "change",
    ],
)
def test_words_come_without_tables(room: str) -> None:
    code = f"import sys, scheduler.words.{room}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
