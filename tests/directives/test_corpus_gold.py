"""The right answers of the corpus are sound: every quote stands in its text, at its offset, and is short."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent / "corpus"
GOLDS = sorted(CORPUS.glob("*/*.json"))
LISTS = ("phases", "peaks", "anniversaries", "deadlines", "milestones")
MAX_WORDS = 12


def quotes(node: object, path: str = "") -> Iterator[tuple[str, str, int]]:
    """Every (path, quote, offset) below `node`, in the order of the file."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from quotes(child, f"{path}[{index}]")
    elif isinstance(node, dict):
        if isinstance(node.get("quote"), str):
            yield path, node["quote"], int(node["offset"])
            return
        for key, child in node.items():
            yield from quotes(child, f"{path}/{key}")


def values(node: object) -> Iterator[str]:
    """Every string below `node` that is not part of a quote."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for child in node:
            yield from values(child)
    elif isinstance(node, dict) and "quote" not in node:
        for child in node.values():
            yield from values(child)


@pytest.fixture(params=GOLDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def gold_path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_gold_quotes_stand_at_their_offsets(gold_path: Path) -> None:
    text = gold_path.with_suffix(".txt").read_bytes().decode("utf-8")
    found = list(quotes(json.loads(gold_path.read_text(encoding="utf-8"))))
    wrong = [
        (path, quote)
        for path, quote, offset in found
        if text[offset : offset + len(quote)] != quote
    ]
    assert wrong == []


def test_gold_quotes_have_at_most_twelve_words(gold_path: Path) -> None:
    found = quotes(json.loads(gold_path.read_text(encoding="utf-8")))
    assert [(path, quote) for path, quote, _ in found if len(quote.split()) > MAX_WORDS] == []


def test_gold_values_are_nfc(gold_path: Path) -> None:
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    assert [value for value in values(gold) if not unicodedata.is_normalized("NFC", value)] == []


def test_gold_names_its_text_and_its_items_once(gold_path: Path) -> None:
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    ids = [item["id"] for key in LISTS for item in gold[key]]
    ties = {tie for anniversary in gold["anniversaries"] for tie in anniversary["tied_to"]}
    assert gold["file"] == gold_path.with_suffix(".txt").name
    assert len(ids) == len(set(ids))
    assert ties <= set(ids)


def test_corpus_has_text_and_gold_in_pairs() -> None:
    texts = {path.with_suffix("") for path in CORPUS.glob("*/*.txt")}
    assert texts == {path.with_suffix("") for path in GOLDS}
