"""What is no YAML of ours is refused with its line, before anything is read into a model."""

import unicodedata

import pytest

from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.tree import Scalar, find, plain, scalars
from scheduler.definition.yaml import parse
from tests.definition.definition_texts import GOOD, faults
from tests.effort import cpu_seconds


def faults_of_writing(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionInvalid) as caught:
        parse(text, name="f")
    return caught.value.problems


def test_parse_keeps_text_and_place_of_each_value() -> None:
    tree = parse('on: 2024-07\nđợt:\n  - {giờ: 17:00, x: "null", y: null, z: true}\n', name="f")

    assert plain(tree) == {
        "on": "2024-07",
        "đợt": [{"giờ": "17:00", "x": "null", "y": None, "z": True}],
    }
    mark = find(tree, ("đợt", 0, "giờ"))
    assert (mark.line, mark.column) == (3, 11)


def test_parse_marks_are_places_in_the_text() -> None:
    for _path, scalar in scalars(parse(GOOD, name="f")):
        assert isinstance(scalar, Scalar)
        assert GOOD[scalar.mark.start : scalar.mark.end] == scalar.text


def test_parse_reads_decomposed_letters_as_composed_ones() -> None:
    assert plain(parse("a: Đơ\u0323t", name="f")) == {"a": "Đợt"}


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("", 0, 0, "Tệp trống"),
        ("- a\n- b\n", 1, 1, "mục có tên"),
        ("a: 1\n\tb: 2\n", 2, 1, "tab"),
        ("a: &x 1\n", 1, 4, "&"),
        ("a: 1\nb: *x\n", 2, 4, "*"),
        ("a: !!int 3\n", 1, 4, "!"),
        ("a: !!python/object:os.system x\n", 1, 4, "!"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "đã có ở dòng 1"),
        ("a: 1\n---\nb: 2\n", 2, 1, "---"),
        ("? [a]\n: b\n", 1, 3, "Tên mục"),
        ("a: " + "[" * 50, 1, 15, "quá sâu"),
        ("title: Đợt 1: từ\n", 1, 13, "ngoặc kép"),
        ("a: [1, 2\n", 2, 1, "]"),
        ("a: {b: 1\n", 2, 1, "}"),
        ('a: "x\n', 2, 1, "ngoặc kép đóng"),
        ("a: 1\nb: \x01\n", 2, 4, "điều khiển"),
        ("a:\n  - x\n  y: 1\n", 3, 3, "thẳng hàng"),
    ],
)
def test_parse_tells_where_the_writing_is_wrong(
    text: str, line: int, column: int, word: str
) -> None:
    problem = faults_of_writing(text)[0]

    assert (problem.line, problem.column) == (line, column)
    assert word in problem.reason


@pytest.mark.parametrize(
    ("raw", "line", "word"),
    [
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, "UTF-16"),
        (unicodedata.normalize("NFC", "a: Đợt mẫu\n").encode("utf-16-be"), 1, "UTF-16"),
        ("a: Sở Y tê\u0301\n".replace("ở", "ơ\u0309").encode("cp1258"), 1, "Windows-1258"),
    ],
)
def test_parse_tells_of_another_encoding(raw: bytes, line: int, word: str) -> None:
    problem = faults(raw)[0]

    assert problem.line == line
    assert word in problem.reason


def test_parse_takes_a_text_with_a_byte_order_mark() -> None:
    tree = parse("\ufeffa: Đợt\n".encode(), name="f")

    assert plain(tree) == plain(parse("\ufeffa: Đợt\n", name="f")) == {"a": "Đợt"}
    assert find(tree, ("a",)).column == 4


def test_parse_tells_of_a_lone_surrogate() -> None:
    assert "UTF-8" in faults("a: \ud800")[0].reason


def test_parse_collects_all_faults_of_writing() -> None:
    found = faults_of_writing("a: &x 1\nb: !t 2\na: 3\n")

    assert [problem.line for problem in found] == [1, 2, 3]


def test_parse_refuses_ten_megabytes_unread() -> None:
    text = b"a: " + b"x" * 10_000_000

    assert "1 MB" in faults(text)[0].reason
    assert cpu_seconds(lambda: faults(text), within=5) < 5


def test_parse_refuses_a_bomb_of_aliases() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    text = "\n".join(lines)

    assert faults(text)
    assert cpu_seconds(lambda: faults(text), within=5) < 5


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a:\n "])
def test_parse_survives_deep_nesting(opening: str) -> None:
    assert faults(opening * (900_000 // len(opening)))


def test_parse_stops_at_too_many_values() -> None:
    with pytest.raises(DefinitionInvalid, match="quá nhiều"):
        parse("a: [" + "1," * 450_000 + "]", name="f")


@pytest.mark.parametrize(
    "text",
    ["\ta\n" * 300_000, "a: 1\n" * 190_000, GOOD + "".join(f"x{n}: 1\n" for n in range(90_000))],
    ids=["tabs", "twice", "unknown"],
)
def test_reading_a_megabyte_of_faults_takes_seconds(text: str) -> None:
    found: list[int] = []

    assert cpu_seconds(lambda: found.append(len(faults(text))), within=10) < 10
    assert 100 <= found[0] <= 101
