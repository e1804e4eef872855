"""Whatever hands and scanners do to a text: it is read within five seconds, quoted truly, and its draft can be read.

A seeded thousand each time; a hundred thousand, in as many processes as there are cores, in `make slow`.
"""

import re
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from types import FrameType

import pytest

from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.read import examine_text, read_catalogue
from scheduler.directives.as_json import to_json
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from scheduler.directives.model import SourceKind
from scheduler.directives.page.source import Source
from scheduler.errors import SecretDocument
from tests.directives.mutations import HERE, mutated
from tests.directives.quotations import evidences

SECONDS = 5.0
AT_ONCE = 100
SLOW_AT_ONCE = 1000


@cache
def catalogue() -> dict[str, Anniversary]:
    return dict(read_catalogue(HERE.parents[1] / "config" / "anniversaries.yaml"))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises TimeoutError where the block takes more CPU than that; regular expressions too are interrupted."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fault_of(number: int) -> str | None:
    """What is wrong with how text `number` is read; None where nothing is."""
    text = mutated(number)
    try:
        with within(SECONDS):
            return _misread(text)
    except SecretDocument:
        return None
    except Exception as error:  # whatever it is, with the number that shows it again
        return f"{number}: {type(error).__name__}: {error}"


def _misread(text: str) -> str | None:
    directive = import_directive(Source(text), catalogue=catalogue())
    for one in evidences(to_json(directive)):
        quote, offset = str(one["quote"]), one["offset"]
        if not isinstance(offset, int) or text[offset : offset + len(quote)] != quote:
            raise AssertionError(f"misquoted: {quote}")
    draft = draft_of(directive, catalogue=catalogue())
    told = draft.text
    known = draft.values["year"] and directive.header.issuer.value
    if known and directive.source_kind is not SourceKind.OTHER:
        asked = {re.sub(r"\[[^]]*\]", "", one.field) for one in examine_text(told, name="").faults}
        if not asked <= {"phases", "duties.owed_by"}:
            raise AssertionError(f"wrong draft: {asked}")
    return None


def faults_from(first: int, count: int) -> list[str]:
    return [fault for number in range(first, first + count) if (fault := fault_of(number))]


@pytest.mark.parametrize("first", range(0, 1000, AT_ONCE))
def test_spoilt_text_is_read_and_drafted(first: int) -> None:
    assert faults_from(first, AT_ONCE) == []


@pytest.mark.slow
def test_hundred_thousand_spoilt_texts_are_read_and_drafted() -> None:
    firsts = range(1000, 101_000, SLOW_AT_ONCE)
    with ProcessPoolExecutor() as workers:
        found = workers.map(faults_from, firsts, [SLOW_AT_ONCE] * len(firsts))
        assert [fault for some in found for fault in some] == []
