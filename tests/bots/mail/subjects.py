"""Subjects as people write them, at random, and a strict reader of them that is not the standard library's."""

import binascii
import random
import re
from collections.abc import Iterator

SYLLABLES = """
báo cáo tổng kết sơ đợt phong trào thi đua yêu nước nghị quyết chuyên đề khen thưởng Ủy ban nhân dân tỉnh huyện xã
Điện Biên Phủ Lai Châu nghiêng khuỷu ngoằn ngoèo ưỡn ẹo quý năm tháng ngày Hội đồng Đảng bộ Sở Nội vụ ở ý à
"""
OTHERS = """
2024 28/6: 17:00 210/KH-UBND 50% A+B x_y = ? #1 KPI Telegram e-mail (lần 2) “Dân vận khéo” 'a' "trích" [Diễn tập] 🎉
👨\u200d👩\u200d👧 … – ; , . ! @ \\ / <b> {x} $ & * ~ ^ | ` =?utf-8?q?Bcc=3A?= =?x ?= =E1=BA =20 _ -- №5 日本 ½ e\u0301
"""
LONG = ("nghiêng" * 12, "K" * 90, "Ộ" * 40, "1234567890" * 9)


def subjects(count: int, *, seed: int) -> Iterator[str]:
    """`count` of them, the same for the same `seed`: one line, no blanks at the ends nor two in a row."""
    chance = random.Random(seed)
    for _number in range(count):
        words = chance.choices(SYLLABLES.split(), k=chance.randint(1, 30))
        for others, most in ((OTHERS.split(), 6), (LONG, 1)):
            for word in chance.choices(others, k=chance.randint(0, most)):
                words.insert(chance.randint(0, len(words)), word)
        yield " ".join(words)


_WORD = re.compile(rb"=\?utf-8\?([bq])\?([^?\s]+)\?=")


def read_back(lines: bytes) -> str:
    """The text of an unstructured header, its name left out, by the letter of RFC 2047 and no more.

    Raises AssertionError where it breaks a rule of it: a word over 75 octets or beside no blank, a line with one over
    76, a character in two of them.
    """
    for line in lines.split(b"\r\n"):
        assert b"=?" not in line or len(line) <= 76, line
    said, between = "", False
    for blank, token in re.findall(rb"(\s*)(\S+)", lines.replace(b"\r\n", b"")):
        found = _WORD.fullmatch(token)
        assert not found or len(token) <= 75, token
        said += "" if between and found else blank.decode("ascii")
        said += _decoded(*found.groups()) if found else token.decode("ascii")
        between = found is not None
    return said.removeprefix(" ")


def _decoded(kind: bytes, text: bytes) -> str:
    if kind == b"b":
        return binascii.a2b_base64(text, strict_mode=True).decode("utf-8", "strict")
    assert re.fullmatch(rb"(?:[^=]|=[0-9A-F]{2})*", text), text
    octets = re.sub(rb"=(..)", lambda one: bytes.fromhex(one[1].decode()), text.replace(b"_", b" "))
    return octets.decode("utf-8", "strict")
