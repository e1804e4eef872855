"""Trouble that lasts is said when it begins and when it is over."""

import logging

import pytest

from scheduler.spell import DIFFERENT, Spell


@pytest.fixture
def spell(caplog: pytest.LogCaptureFixture) -> Spell:
    caplog.set_level(logging.INFO, logger="spell")
    return Spell(logging.getLogger("spell"), "nobody is heard")


def test_trouble_is_said_once_and_again_when_it_is_another(
    spell: Spell, caplog: pytest.LogCaptureFixture
) -> None:
    spell.over()
    for fault in ("a", "a", "b", "a", KeyError("c")):
        spell.failed(fault)
    spell.over()
    spell.over()
    spell.failed("a")
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("WARNING", "nobody is heard: a"),
        ("WARNING", "nobody is heard: b"),
        ("WARNING", "nobody is heard: KeyError('c')"),
        ("INFO", "nobody is heard: over, after 5 failures"),
        ("WARNING", "nobody is heard: a"),
    ]


def test_trouble_that_is_told_otherwise_each_time_fills_no_log(
    spell: Spell, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(1000):
        spell.failed(f"request {number}")
    assert len(caplog.records) == DIFFERENT
