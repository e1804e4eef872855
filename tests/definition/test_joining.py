"""Two people's changes of one text come together where they are about different parts."""

import pytest

from scheduler.definition import rewrite
from scheduler.definition.joining import Conflict, Disputed, join
from scheduler.definition.parts import WHOLE, values_of

BASE = """\
campaign: a-2024
title: Thi đua
directive: {issuer: UBND tỉnh, number: 1/KH}
phases:
  - {id: dot-1, title: Đợt 1}
  - {id: dot-2, title: Đợt 2}
duties:
  # của x
  - id: x
    title: Một
    due: null
  - id: y
    title: Hai
    due: null
"""


def text(joined: str | Conflict) -> str:
    assert isinstance(joined, str)
    return joined


def test_changes_of_different_parts_come_together_with_both_comments() -> None:
    mine = BASE.replace("Một", "Một mới   # của tôi")
    theirs = BASE.replace("Hai", "Hai mới   # của họ").replace("# của x", "# của x, sửa")
    expected = mine.replace("Hai", "Hai mới   # của họ").replace("# của x", "# của x, sửa")
    assert join(BASE, mine, theirs) == expected


def test_both_add_an_entry_at_the_end() -> None:
    mine = BASE + "  # vì sao\n  - id: z   # của tôi\n    due: null\n"
    theirs = BASE + "  - {id: w, due: null}\n"
    assert join(BASE, mine, theirs) == theirs + mine.removeprefix(BASE)


@pytest.mark.parametrize(
    "base", [BASE, BASE + "amendments:\n  - {duty: x, of: 2024-05, cancelled: true}\n"]
)
def test_two_times_decided_by_two_are_both_decided(base: str) -> None:
    held = values_of(base).get("amendments")
    at = ("amendments", len(held) if isinstance(held, list) else 0)
    june = {"duty": "x", "of": "2024-06", "due": "2024-06-28"}
    july = {"duty": "x", "of": "2024-07", "cancelled": True}
    mine, theirs = (rewrite.write(base, at, one).text for one in (june, july))
    found = values_of(text(join(base, mine, theirs)))["amendments"]
    assert isinstance(found, list) and june in found and july in found
    otherwise = rewrite.write(base, at, june | {"due": "2024-06-21"}).text
    disputed = join(base, mine, otherwise)
    assert isinstance(disputed, Conflict) and disputed.parts[0].part == "amendments/x@2024-06"


def test_changes_beside_each_other_come_together() -> None:
    mine = BASE.replace("number: 1/KH", "number: 2/KH")
    theirs = BASE.replace("UBND tỉnh", "UBND huyện").replace("title: Thi đua", "title: Khác")
    found = values_of(text(join(BASE, mine, theirs)))
    assert found["directive"] == {"issuer": "UBND huyện", "number": "2/KH"}
    assert found["title"] == "Khác"


def test_one_part_changed_otherwise_by_both_is_disputed() -> None:
    mine, theirs = BASE.replace("Một", "Của tôi"), BASE.replace("Một", "Của họ")
    was = {"id": "x", "title": "Một", "due": None}
    assert join(BASE, mine, theirs) == Conflict(
        (Disputed("duties/x", was, was | {"title": "Của tôi"}, was | {"title": "Của họ"}),)
    )


@pytest.mark.parametrize("other", ["Của tôi", "Một"])
def test_the_same_change_twice_or_none_is_no_dispute(other: str) -> None:
    mine, theirs = BASE.replace("Một", "Của tôi"), BASE.replace("Một", other)
    assert join(BASE, mine, theirs) == mine


def test_what_one_drops_the_other_must_not_have_changed() -> None:
    gone = rewrite.drop(BASE, ("duties", 0)).text
    assert isinstance(join(BASE, gone, BASE.replace("Một", "Khác")), Conflict)
    assert isinstance(join(BASE, BASE.replace("Một", "Khác"), gone), Conflict)
    assert join(BASE, gone, BASE.replace("Hai", "Khác")) == gone.replace("Hai", "Khác")


def test_one_moves_entries_while_the_other_adds_and_drops_some() -> None:
    mine = rewrite.move(BASE, ("duties", 1), up=True).text
    theirs = rewrite.drop(BASE + "  - {id: z, due: null}\n", ("phases", 0)).text
    found = values_of(text(join(BASE, mine, theirs)))
    assert found["phases"] == [{"id": "dot-2", "title": "Đợt 2"}]
    assert [one["id"] for one in found["duties"]] == ["y", "x", "z"]
    moved = rewrite.move(BASE, ("duties", 0), up=False).text
    assert values_of(text(join(BASE, mine, moved))) == values_of(moved)


def test_a_comment_that_would_be_lost_is_a_dispute_of_the_whole() -> None:
    mine = BASE.replace("# của x", "# tôi sửa")
    theirs = BASE.replace("# của x", "# họ sửa")
    assert join(BASE, mine, theirs) == Conflict((Disputed(WHOLE, BASE, mine, theirs),))
