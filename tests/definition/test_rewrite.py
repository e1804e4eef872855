"""A change of a text touches the lines it is about, and nothing else."""

import difflib
from pathlib import Path as File

import pytest

from scheduler.definition import rewrite
from scheduler.definition.parts import values_of
from scheduler.definition.rewrite import Rewritten

PHU_THO = File("config/samples/campaigns/phu-tho-2024.yaml").read_text("utf-8")
SMALL = """\
campaign: a-2024
title: Thi đua   # tên
phases:
- {id: dot-1, title: Đợt 1}

# về đợt 2
- {id: dot-2, title: 'Đợt 2', last_day: 2024-12-31}
duties:
  - id: x
    title: Một
    # vì sao chưa có
    due: null  # chờ
  # của y
  - id: y
    title: Hai
    due: {by: 2024-06-30}
"""


def changed(before: str, done: Rewritten) -> list[str]:
    """The lines that went and came."""
    lines = difflib.ndiff(before.splitlines(), done.text.splitlines())
    return [line for line in lines if line[0] in "-+"]


def test_a_value_keeps_its_quotes_and_what_stands_behind_it() -> None:
    done = rewrite.write(SMALL, ("title",), "Thi đua yêu nước")
    assert changed(SMALL, done) == [
        "- title: Thi đua   # tên",
        "+ title: Thi đua yêu nước   # tên",
    ]
    done = rewrite.write(SMALL, ("phases", 1, "title"), "Đợt 'hai'")
    assert "title: 'Đợt ''hai''', last_day" in done.text


def test_only_the_keys_of_an_entry_that_differ_are_written_anew() -> None:
    values = {"id": "x", "title": "Một", "due": {"by": "2024-05-31", "time": "17:00"}, "to": "so"}
    done = rewrite.write(SMALL, ("duties", 0), values)
    assert changed(SMALL, done) == [
        "-     due: null  # chờ",
        '+     due: {by: 2024-05-31, time: "17:00"}  # chờ',
        "+     to: so",
    ]
    assert done.lost == ()


def test_a_missing_key_stands_where_a_definition_has_it() -> None:
    values = {"id": "y", "title": "Hai", "kind": "khac", "due": {"by": "2024-06-30"}}
    done = rewrite.write(SMALL, ("duties", 1), values)
    assert changed(SMALL, done) == ["+     kind: khac"]
    assert done.text.index("kind: khac") < done.text.index("due: {by")


def test_an_entry_goes_with_the_comments_above_it() -> None:
    done = rewrite.drop(SMALL, ("duties", 1))
    assert done.text == SMALL[: SMALL.index("  # của y")]
    assert done.lost == ("của y",)
    assert rewrite.drop(SMALL, ("duties", 0)).lost == ("vì sao chưa có", "chờ")


def test_a_new_entry_stands_like_its_neighbours() -> None:
    done = rewrite.write(SMALL, ("phases", 2), {"id": "dot-3", "title": "Đợt 3"})
    assert changed(SMALL, done) == ["+ ", '+ - {id: dot-3, title: "Đợt 3"}']
    done = rewrite.write(SMALL, ("duties", 2), {"id": "z", "due": None, "title": "Ba"})
    assert done.text == SMALL + '  - id: z\n    title: "Ba"\n    due: null\n'


@pytest.mark.parametrize("empty", ["[]", "null", "", "[]  # chưa có"])
def test_an_empty_list_takes_its_first_entry(empty: str) -> None:
    text = f"campaign: a\nduties: {empty}\nnotes: []\n"
    done = rewrite.write(text, ("duties", 0), {"id": "x", "due": None})
    behind = empty.removeprefix("[]").removeprefix("null")
    assert done.text == text.replace(
        f"duties: {empty}", f"duties:{behind or (' ' if not empty else '')}\n  - id: x\n    due: null"
    )  # fmt: skip


def test_the_last_entry_leaves_an_empty_list() -> None:
    text = "campaign: a\nduties:  # tất cả\n  - id: x\nnotes: []\n"
    done = rewrite.drop(text, ("duties", 0))
    assert done == Rewritten("campaign: a\nduties: []  # tất cả\nnotes: []\n")


def test_neighbours_change_places_with_their_comments() -> None:
    done = rewrite.move(SMALL, ("duties", 1), up=True)
    x, y = SMALL.index("  - id: x"), SMALL.index("  # của y")
    assert done == Rewritten(SMALL[:x] + SMALL[y:] + SMALL[x:y])
    assert rewrite.move(SMALL, ("duties", 1), up=False) == Rewritten(SMALL)


def test_line_ends_and_the_mark_of_the_file_stay() -> None:
    text = "\ufeff" + SMALL.replace("\n", "\r\n").rstrip()
    done = rewrite.write(text, ("duties", 1, "to"), "so-noi-vu")
    assert done.text == text + "\r\n    to: so-noi-vu"
    assert rewrite.drop(done.text, ("duties", 1, "to")).text == text


def test_a_comment_of_a_list_goes_with_its_line() -> None:
    values = values_of(PHU_THO)
    kept = ["thanh-lap-dang", "quoc-khanh"]
    done = rewrite.write(PHU_THO, ("phases", 0, "anniversaries"), kept)
    assert done.lost == ("“mừng Xuân Giáp Thìn 2024”",)
    assert values_of(rewrite.drop(PHU_THO, ("phases", 0)).text)["duties"] == values["duties"]


def test_a_text_of_which_nothing_stays_is_written_anew_with_its_comments_told() -> None:
    done = rewrite.write("campaign: a\n# về hạn\nduties: []\n", (), {"title": "Một: hai"})
    assert done == Rewritten('title: "Một: hai"\n', ("về hạn",))
