"""The five documents that were given with their right answers, and the open corpus."""

import json
from pathlib import Path

import pytest

from scheduler.definition.read import read_catalogue
from scheduler.directives.answer import to_json
from scheduler.directives.importer import import_directive
from scheduler.directives.read import read
from tests.directives.score import Count, plain, score

HERE = Path(__file__).parent
SEEDS = sorted((HERE / "seeds").glob("*.txt"))
OPEN = sorted((HERE / "corpus" / "open").glob("*.txt"))
CATALOGUE = read_catalogue(HERE.parents[1] / "config" / "anniversaries.yaml")


def answer_of(file: Path) -> dict[str, object]:
    return to_json(import_directive(read(file), catalogue=CATALOGUE))


def total(files: list[Path]) -> Count:
    count = Count()
    for file in files:
        count.add(score(json.loads(file.with_suffix(".json").read_text("utf-8")), answer_of(file)))
    return count


def test_seeds_reach_the_mark() -> None:
    assert len(SEEDS) == 5
    assert total(SEEDS).f1 >= 0.95


def test_open_corpus_reaches_the_mark() -> None:
    assert total(OPEN).f1 >= 0.99


@pytest.mark.parametrize("file", SEEDS + OPEN, ids=lambda file: file.stem)
def test_kind_of_source_is_told(file: Path) -> None:
    gold = json.loads(file.with_suffix(".json").read_text("utf-8"))
    assert answer_of(file)["source_kind"] == gold["source_kind"]


@pytest.mark.parametrize("file", SEEDS + OPEN, ids=lambda file: file.stem)
def test_every_quote_stands_at_its_offset(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    for evidence in evidences(answer_of(file)):
        quote, offset = evidence["quote"], evidence["offset"]
        assert text[offset : offset + len(quote)] == quote
        assert 0 < len(quote.split()) <= 12


def evidences(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        if "quote" in value:
            return [value]
        return [found for inner in value.values() for found in evidences(inner)]
    return (
        [found for inner in value for found in evidences(inner)] if isinstance(value, list) else []
    )


def test_names_are_compared_without_case_signs_and_tone_place() -> None:
    assert plain("UBND tỉnh HOÀ AN") == plain("Ủy ban nhân dân tỉnh Hòa An")
