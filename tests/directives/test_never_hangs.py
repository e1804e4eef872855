"""No text takes long, none breaks the import, and every quotation is true to its text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.directives.as_json import to_json
from scheduler.directives.importer import import_directive
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.source import Source
from tests.directives.letters import HEAD, ISSUED, TITLE, letter
from tests.directives.quotations import evidences
from tests.effort import cpu_seconds

SECONDS = 5.0
HEADED = HEAD.format(issued=ISSUED, title=TITLE)
MANY = 60_000

HOSTILE = {
    "digits": "1" * MANY,
    "slashes": "1/" * MANY,
    "dates": "1/1/2024 " * (MANY // 4),
    "spaces": " " * MANY,
    "breaks": "\n" * MANY,
    "brackets": "(" * MANY + ")" * MANY,
    "quotations": "“" * MANY,
    "right to left": "\u202e\u200f" * MANY,
    "accents": "a" + "\u0301" * MANY,
    "ranges": "từ ngày 1/1 đến " * (MANY // 8),
    "rounds": "đợt 1 từ " * (MANY // 8),
    "peaks": "90 ngày đêm từ 1/1 cao điểm " * (MANY // 16),
    "years": "80 năm Ngày " * (MANY // 8),
    "numbers": "12/KH" + "-KH" * MANY,
    "reports": "gửi báo cáo trước ngày 15/6, " * (MANY // 16),
    "rows": "\n| 1 | x | 15/6 |" * (MANY // 16),
    "lists": "".join(f"\n{'1.' * (i % 9)} x" for i in range(MANY // 8)),
    "deep lists": "\n".join(" " * (i % 500) + "- x" for i in range(2000)),
    "heads": "Số: 1/KH-UBND\nKẾ HOẠCH\n" * (MANY // 16),
    "themes": "chủ đề " * (MANY // 4),
    "organs": "các đơn vị sở ban ngành " * (MANY // 16),
    "label of figures": "Thời gian " + "1" * 20_000 + "x: từ 01/3 đến 30/6",
    "stamps": "ngày đăng " * 12 + "x 14/3/2023\n" + "14/3/2023 09:15\n" * 3_000,
    "rounds in a row": "đợt 1, " * 8_000 + "lần lượt từ 01/3 đến 30/6",
    "meetings in a row": "sơ kết, tổng kết " * 2_000 + "gắn với",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_time(name: str) -> None:
    source = Source(HEADED + HOSTILE[name])
    assert cpu_seconds(lambda: import_directive(source, catalogue={}), within=SECONDS) < SECONDS


def test_ten_megabytes_are_read_in_time() -> None:
    source = Source((HEADED + "Gửi báo cáo trước ngày 15/6/2024.\n") * 30_000)
    found: list[ReadDirective] = []
    spent = cpu_seconds(
        lambda: found.append(import_directive(source, catalogue={})), within=SECONDS
    )
    assert spent < SECONDS
    assert any(note.kind == "layout" for note in found[0].notes)


def test_hundred_kilobytes_take_less_than_a_second() -> None:
    body = "\n".join(
        f"{number}. Các đơn vị gửi báo cáo kết quả, tiếp tục đẩy mạnh phong trào thi đua; gửi Sở Nội vụ trước "
        f"ngày {number % 28 + 1}/6/2024."
        for number in range(1, 800)
    )
    source = letter(body)
    assert len(source.text.encode()) > 100_000
    import_directive(source, catalogue={})
    assert cpu_seconds(lambda: import_directive(source, catalogue={}), within=1) < 1


def true_quotes(text: str) -> bool:
    found = to_json(import_directive(Source(text), catalogue={}))
    return all(
        text[one["offset"] : one["offset"] + len(one["quote"])] == one["quote"]
        for one in evidences(found)
    )


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=600))
def test_any_text_is_read_and_quoted_truly(text: str) -> None:
    assert true_quotes(text)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_read(data: bytes) -> None:
    assert true_quotes(HEADED + data.decode("utf-8", "replace"))


PIECES = st.sampled_from(
    [
        "Đợt 1: ",
        "từ ngày 15/6",
        " đến hết ",
        "tháng 7/2024",
        "trước ngày 31/12",
        "\n",
        "\r\n",
        "báo cáo sơ kết ",
        "kỷ niệm 80 năm ",
        "(2/9/1945 - 2/9/2024)",
        "\n\n- 2 -\n\n",
        "cao điểm 60 ngày đêm ",
        "hằng tháng ",
        "l5/O6/2024 ",
        "\u200b",
        "e\u0302\u0301",
        "| ",
        "; ",
        ". ",
        "hồ sơ khen thưởng ",
        "chậm nhất ",
        "quý IV",
        "kể từ ngày ký ",
        "Nơi nhận:",
        "“",
        "”",
        "ngày 30\ntháng 4",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_mixture_of_office_words_is_read_and_quoted_truly(pieces: list[str]) -> None:
    assert true_quotes(HEADED + "".join(pieces))


def test_shuffled_words_are_read() -> None:
    words = (
        HEADED + "Đợt 1: từ ngày 01/02/2024 đến hết 30/4/2024, gửi báo cáo trước ngày 15/6."
    ).split()
    chance = random.Random(7)
    assert true_quotes(" ".join(chance.choice(words) for _ in range(20_000)))
