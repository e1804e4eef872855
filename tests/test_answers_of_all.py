"""Every error of ours has an answer of its own: no page and no command says that it was not foreseen."""

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest

import bots
import calendars
import config
import scheduler
from config import answers
from config.answers import answer
from scheduler import language
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.errors import (
    AppliedSince,
    Fault,
    FaultKind,
    RevisionOld,
    Secrecy,
    ThiDuaError,
    Unreached,
    WhyNoList,
    WhyUnreadable,
    WhyWeak,
)
from tests.build import at

PACKAGES = (scheduler, bots, calendars, config)
GIVEN = {
    RevisionOld: RevisionOld(
        "x-2024", 1, (AppliedSince(2, "x", at("2024-07-31 17:00"), ("title",)),)
    ),
    DefinitionInvalid: DefinitionInvalid((Problem("a.yaml", 1, 1, "duties", "wrong"),)),
}


def modules() -> Iterator[str]:
    """All of ours but the programs, which begin to run when they are imported."""
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and ".revisions." not in found.name:
                yield found.name


def below(kind: type[ThiDuaError]) -> Iterator[type[ThiDuaError]]:
    for one in kind.__subclasses__():
        if not one.__module__.startswith("tests"):
            yield one
            yield from below(one)


for name in modules():
    importlib.import_module(name)
KINDS = sorted(set(below(ThiDuaError)), key=lambda kind: kind.__name__)


def made(kind: type[ThiDuaError]) -> ThiDuaError:
    """An error of that kind with a value of the right type in every field."""
    if kind in GIVEN:
        return GIVEN[kind]
    assert dataclasses.is_dataclass(kind), f"{kind.__name__} needs a line in GIVEN"
    hints = get_type_hints(kind)
    values = {field.name: _value(hints[field.name]) for field in dataclasses.fields(kind)}
    error: ThiDuaError = kind(**values)
    return error


def _value(hint: object) -> Any:
    if hint in (int, Secrecy, Unreached, WhyNoList, WhyUnreadable, WhyWeak):
        return 3 if hint is int else next(iter(hint))  # type: ignore[call-overload]
    if "datetime" in str(hint):
        return at("2024-07-31 17:00")
    if "Fault" in str(hint):
        return tuple(Fault(kind, "phu-tho", 2, 3, "x") for kind in FaultKind)
    if str(hint).startswith("tuple[tuple"):
        return (("anniversaries.1", "wrong"),)
    return ("phu-tho",) if str(hint).startswith("tuple") else "phu-tho"


def test_errors_stand_in_the_ground() -> None:
    """Who takes one apart needs no room above; only what a definition lacks is told in a value of its own room."""
    elsewhere = [kind for kind in KINDS if not kind.__module__.startswith("scheduler.errors.")]
    assert elsewhere == [DefinitionInvalid]
    assert len(KINDS) > 40


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_a_row(kind: type[ThiDuaError]) -> None:
    assert (kind in answers._TABLE) != (kind in answers._REFUSED)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_answer_is_a_sentence_in_both_languages(kind: type[ThiDuaError]) -> None:
    error = made(kind)
    told = {}
    for spoken in ("vi", "en"):
        with language.use(spoken):
            told[spoken] = answer(error)
    assert told["vi"].text != told["en"].text
    for one in told.values():
        assert one.text and "{" not in one.text and "chưa lường trước" not in one.text
        assert 400 <= one.status < 600


def test_exit_codes_are_unique_and_those_of_before_stay() -> None:
    rows = [row[0] for row in (*answers._TABLE.values(), *answers._REFUSED.values())]
    assert len(rows) == len(set(rows))
    assert min(rows) >= 10 and max(rows) < 126  # which shells keep for themselves
    codes = {kind.__name__: row[0] for kind, row in (answers._TABLE | answers._REFUSED).items()}
    before = {"SettingsInvalid": 10, "DefinitionInvalid": 11, "PlanChanged": 18, "DiskFull": 24}
    before |= {"DatabaseUnreachable": 25, "PortTaken": 28, "NoRehearsal": 34, "TooManyLinks": 42}
    assert before.items() <= codes.items()


def test_moment_is_told_in_the_zone_and_with_its_year() -> None:
    """Nobody knows when a page is read."""
    kinds = {kind.__name__: kind for kind in KINDS}
    told = answer(made(kinds["CutOffPassed"])).text
    assert "17:00" in told and "2024" in told
    assert "2024" in answer(made(kinds["NotPossible"])).text


def test_error_nobody_foresaw_is_still_named() -> None:
    class Unforeseen(ThiDuaError):
        pass

    told = answer(Unforeseen())
    assert (told.exit_code, told.status) == (1, 500)
    assert "Unforeseen" in told.text
