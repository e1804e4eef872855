"""Whatever is changed of a text, it says exactly that, and every comment is in it or told as lost."""

import json
from collections import Counter
from pathlib import Path as File

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.definition import rewrite
from scheduler.definition.comments import sentences
from scheduler.definition.parts import LISTS, at, values_of
from scheduler.definition.rewrite import Rewritten
from scheduler.definition.tree import Path
from scheduler.definition.yaml import parse

ODD = """\
# đầu tệp
campaign: 'a-2024'   # mã
title: >-  # gấp
  Thi đua
  yêu nước

"theme" : Báo cáo #1
directive: {issuer: "UBND tỉnh",
  number: , # chưa có
  type: kế hoạch, }
duties:
# của mục đầu
-
  # trong mục
  id: a
  title: |
    Hai
    dòng
    # không phải chú thích
  due: null  # chờ
  # dưới hạn
  to:

- {id: b, title: 'B''s', due: {on: 2024-05-01}, proof: [number, file]}   # cuối dòng
-   id: c
    owed_by:
      all: true
      except:
      - x # một
      - y
    # cuối mục c

# trước ghi chú
notes: [ "một câu", hai ]
milestones:
phases: []
# hết"""
FILES = [
    *File("config/samples/campaigns").glob("*.yaml"),
    *File("config/templates").glob("*.yaml"),
]
TEXTS = {file.name: file.read_text("utf-8") for file in sorted(FILES)}
TEXTS["odd"] = ODD
TEXTS["windows"] = "\ufeff" + ODD.replace("\n", "\r\n")
TEXTS["json"] = json.dumps(values_of(ODD), indent=1, ensure_ascii=False)

words = st.sampled_from(
    ["a", "dot-1", "null", "", "yes", "2024-06-30", "17:00", "Báo cáo: #1", "a, b", "- x", "{x}", '"', "'", "x #y"]
) | st.text("ab đ:#-,{}[]'\"\n|>&*!%@`\\", max_size=8).map(str.strip)  # fmt: skip
leaves = words | st.none() | st.booleans()
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip
entries = st.fixed_dictionaries(
    {"id": st.sampled_from(["moi", "moi-2"])},
    optional={"title": words, "due": values, "proof": values, "owed_by": values, "day": leaves},
)


def places(found: object, path: Path = ()) -> list[Path]:
    """Every place of values, down to the keys of what stands in an entry."""
    if isinstance(found, dict):
        below = [(key, one) for key, one in found.items()]
    else:
        below = list(enumerate(found)) if isinstance(found, list) else []
    deeper = [place for step, one in below if len(path) < 3 for place in places(one, (*path, step))]
    return [(*path, step) for step, _one in below] + deeper


def replaced(found: object, path: Path, value: object) -> object:
    if not path:
        return value
    if isinstance(path[0], int):
        held = list(found) if isinstance(found, list) else []
        held[path[0] : path[0] + 1] = [replaced(at(held, path[:1]), path[1:], value)]
        return held
    held_keys = dict(found) if isinstance(found, dict) else {}
    return held_keys | {path[0]: replaced(held_keys.get(path[0]), path[1:], value)}


def is_kept(before: str, done: Rewritten) -> bool:
    """Whether the comments are exactly those that were, less those that are told as lost."""
    was = Counter(sentences(before, parse(before, name="")))
    now = Counter(sentences(done.text, parse(done.text, name="")))
    return was == now + Counter(done.lost)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_text_says_what_was_written_and_tells_what_is_lost(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(sorted(TEXTS)))].removeprefix("\ufeff")
    for _turn in range(2):
        before, wanted = text, values_of(text)
        path = data.draw(st.sampled_from(places(wanted)))
        deed = data.draw(st.sampled_from(["write", "key", "add", "drop", "move"]))
        if deed == "move" and isinstance(path[-1], int):
            held = at(wanted, path[:-1])
            assert isinstance(held, list)
            done = rewrite.move(text, path, up=data.draw(st.booleans()))
            same = at(values_of(done.text), path[:-1])
            assert isinstance(same, list)
            assert sorted(map(repr, same)) == sorted(map(repr, held))
            assert done.lost == ()
        elif deed == "drop" and len(wanted) > 1:
            done = rewrite.drop(text, path)
            held = at(wanted, path[:-1])
            left = at(values_of(done.text), path[:-1])
            if isinstance(held, list):
                assert left == [one for index, one in enumerate(held) if index != path[-1]]
            else:
                assert isinstance(held, dict)
                assert left == {key: one for key, one in held.items() if key != path[-1]}
        else:
            if deed == "add":
                part = data.draw(st.sampled_from(LISTS))
                listed = wanted.get(part)
                path = (part, len(listed) if isinstance(listed, list) else 0)
            elif deed == "key":
                path = (*path[:2], data.draw(st.sampled_from(["last_day", "zz", "title"])))
                path = path if isinstance(at(wanted, path[:-1]), dict) else (path[0],)
            value = data.draw(entries if deed == "add" else values)
            done = rewrite.write(text, path, value)
            assert values_of(done.text) == replaced(wanted, path, value)
        assert is_kept(before, done)
        text = done.text
