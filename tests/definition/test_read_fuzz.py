"""Whatever is thrown at the reader, it answers with a definition or with problems; never a traceback."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import read_definition_text, read_document_text
from scheduler.definition.roll import roll
from tests.definition.definition_texts import GOOD, ROOT, cross_faults

TEXTS = [
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "config/samples/campaigns").glob("*.yaml"))
]

_SCRAPS = st.sampled_from(
    [": ", "- ", "\n", "\n  ", "{", "}", "[", "]", '"', "'", "#", "&a ", "*a ", "!x ", "|\n ", ">\n ",
     "null", "true", "2024-02-30", "07-31", "campaign", "duties", "due", "by", "on", "year", "phases",
     "id", "\t", "\r\n", "\u2028", "\x85", "Đợt", "%YAML", "---", "?", "<<", "💥", "\u0301"]
)  # fmt: skip


def answers(text: str | bytes) -> bool:
    """Whether the reader answered; its problems are sentences with a place in the text."""
    try:
        read_definition_text(text, name="f")
    except DefinitionInvalid as error:
        lines = len(text.splitlines()) + 1
        return bool(error.problems) and all(
            problem.reason and 0 <= problem.line <= lines + 1 for problem in error.problems
        )
    return True


@given(st.lists(_SCRAPS, max_size=40).map("".join))
def test_reader_answers_to_scraps_of_yaml(text: str) -> None:
    assert answers(text)


@given(st.text(max_size=200))
def test_reader_answers_to_any_text(text: str) -> None:
    assert answers(text)


@given(st.binary(max_size=200))
def test_reader_answers_to_any_bytes(raw: bytes) -> None:
    assert answers(raw)


@given(st.sampled_from(TEXTS), st.integers(0, 6000))
def test_reader_answers_to_truncated_files(text: str, length: int) -> None:
    assert answers(text[:length])
    assert answers(text.encode()[:length])


@given(st.sampled_from(TEXTS), st.integers(0, 4000), st.integers(0, 20), _SCRAPS)
def test_reader_answers_to_spoiled_files(text: str, place: int, length: int, scrap: str) -> None:
    assert answers(text[:place] + scrap + text[place + length :])


_VALUES = st.recursive(
    st.one_of(
        st.sampled_from(
            ["null", "true", "12", "2024-07-31", "02-29", "dot-1", "tong-ket", "''", "x y"]
        ),
        st.integers(-5, 3000).map(str),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from(["by", "after", "days", "on", "all", "ids", "set", "id"]),
            inner,
            max_size=3,
        ).map(lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs.items()) + "}"),
    ),
    max_leaves=6,
)
_LINES = [number for number, line in enumerate(GOOD.splitlines()) if ": " in line]


@given(st.sampled_from(_LINES), _VALUES)
def test_checks_and_roll_answer_to_any_value_in_any_place(number: int, value: str) -> None:
    lines = GOOD.splitlines()
    lines[number] = lines[number].split(": ")[0] + f": {value}"
    text = "\n".join(lines)
    try:
        read_document_text(text, name="f")
    except DefinitionInvalid as error:
        assert error.problems
        return
    cross_faults(text)
    try:
        assert read_definition_text(roll(text, year=2025), name="f").year in (2025, 2024)
    except DefinitionInvalid as error:
        assert error.problems


def test_reader_answers_to_a_file_of_another_kind(tmp_path: Path) -> None:
    assert answers((ROOT / "config/samples/units/phu-tho.yaml").read_bytes())
