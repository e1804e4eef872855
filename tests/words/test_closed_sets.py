"""Whatever is one of a closed set has its word, in both languages, and no two are called the same."""

import ast
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

import pytest

from calendars.entry import Kind
from scheduler.dates.anniversaries import Class, year_class
from scheduler.definition.models import Duty, PhaseKind
from scheduler.language import LANGUAGES, use
from scheduler.plan.diff import ChangeKind
from scheduler.plan.own import Fate
from scheduler.states import State
from scheduler.steps import parse
from scheduler.store.titles import GENERIC
from scheduler.words import change, ledger, origin, post, proof, span, state, step
from scheduler.workflow.superior import EscalationState

WISHES = ("asked", "granted", "refused", "overtaken")
SETS: dict[str, tuple[Callable[[str], str], Iterable[str]]] = {
    "states": (state.word, State),
    "letters of states": (state.letters, State),
    "wishes for more time": (state.word, WISHES),
    "reports to a superior": (state.word, EscalationState),
    "origins": (lambda one: origin.basis(one, "x"), ("quoted", "derived", "set")),
    "reasons": (lambda one: origin.reason(one, "x"), ("quoted", "derived", "set")),
    "posts": (post.name, (*GENERIC, "block_head", "standing_body")),
    "proof": (proof.name, ("number", "file", "note")),
    "spans": (span.name, (*PhaseKind, "anniversary", "occasion", "milestone", "deadline")),
    "entries": (lambda one: span.name(Kind(one).in_plan), Kind),
    "occasions": (
        span.occasion,
        (
            *(year_class(cls, "nd145") for cls in get_args(Class)),
            *(year_class(c, r) for c in ("tron", "khac") for r in ("nd111", "like_nd111")),
        ),
    ),
    "changes": (change.name, ChangeKind),
    "fates": (change.fate, Fate),
    "ledger": (ledger.name, ledger.kinds()),
}


@pytest.mark.parametrize("which", SETS)
def test_each_has_a_word_of_its_own_in_both_languages(which: str) -> None:
    word, members = SETS[which]
    told = {}
    for language in LANGUAGES:
        with use(language):
            told[language] = [word(member) for member in members]
    assert all(len(set(words)) == len(words) for words in told.values())
    assert not any({"", state.word("?")} & set(words) for words in told.values())
    assert all(vi != en for vi, en in zip(*told.values(), strict=True) if which != "letters")


def test_what_a_duty_may_want_is_what_has_a_word() -> None:
    for wanted in Duty.model_fields["proof"].default:
        assert proof.name(wanted)


def _texts(folder: str) -> dict[str, set[str]]:
    """What is said through `_` or `ngettext`, by file."""
    found = {}
    for path in sorted(Path(folder).rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))))
        found[path.as_posix()] = {
            node.args[0].value
            for node in calls
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "ngettext")
            and node.args
            and isinstance(node.args[0], ast.Constant)
        }
    return found


def test_what_is_said_in_the_room_of_words_is_said_nowhere_else() -> None:
    said = {file: texts for folder in FOLDERS for file, texts in _texts(folder).items()}
    rooms = {file: texts for file, texts in said.items() if file.startswith("scheduler/words/")}
    kept = set().union(*rooms.values()) - HEADINGS
    again = {file: texts & kept for file, texts in said.items() if file not in rooms}
    assert {file: texts for file, texts in again.items() if texts} == {}


def test_no_sentence_of_the_chat_or_the_calendars_stands_in_two_files() -> None:
    said = [
        text
        for folder in ("bots", "calendars", "scheduler/words")
        for texts in _texts(folder).values()
        for text in texts
    ]
    twice = {text for text in said if text.endswith(".") and said.count(text) > 1}
    assert twice == set()


def test_no_two_rooms_of_words_say_the_same() -> None:
    said = [text for texts in _texts("scheduler/words").values() for text in texts]
    assert {text for text in said if said.count(text) > 1} == set()


def test_steps_of_a_plan_are_told_apart() -> None:
    planned = ("before-7wd", "before-7d", "before-1m", "day", "overdue-7wd", "overdue-7d")
    for language in LANGUAGES:
        with use(language):
            assert len({step.told(parse(one)) for one in planned}) == len(planned)


FOLDERS = ("scheduler", "bots", "calendars", "config")
HEADINGS = {
    "ngày kỷ niệm",
    "cao điểm",
    "{count} tệp",
    "{count} đơn vị",
    "{count} tin",
    "{count} người",
}  # names of columns, and counts of other things
