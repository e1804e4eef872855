"""Texts as hands and scanners spoil them: pieces of the documents of the tests, mutated by a seed.

The same number gives the same text on every machine, so that one that fails is found again.
"""

import random
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
_LONGEST = 1500  # code points of a passage
_LETTERS = "abđeêiouưyABĐ0123456789./-–,;:()|“”\n\t \u00a0\u200b\u0301\u0323*#…%"
_WORDS = (
    *("trước ngày", "chậm nhất", "đến hết", "kể từ ngày ký", "hằng quý", "âm lịch", "năm sau", "năm học"),
    *("đợt 1", "đợt 2", "cao điểm 60 ngày đêm", "báo cáo sơ kết", "tổng kết", "Nơi nhận:", "Phụ lục", "31/6"),
    *("15/7/", "2024", "tháng Chạp", "UBND", "- ", "| ", "13/13/2024", "00/00", "Chủ đề:", "gắn với"),
)  # fmt: skip


@cache
def documents() -> tuple[str, ...]:
    """The texts given and the open corpus, in the order of their names."""
    files = [*(HERE / "seeds").glob("*.txt"), *(HERE / "corpus" / "open").glob("*.txt")]
    return tuple(file.read_bytes().decode("utf-8") for file in sorted(files))


def mutated(number: int) -> str:
    """Text number `number`: a head and a passage, of one document or of two, with one to eight faults."""
    chance = random.Random(number)
    text = _passages(chance)
    for _ in range(chance.randint(1, 8)):
        text = chance.choice(_FAULTS)(text, chance)
    return text


def _passages(chance: random.Random) -> str:
    body, head = chance.choice(documents()), chance.choice(documents())
    at = chance.randrange(max(1, len(body) - _LONGEST))
    return head[: chance.choice((0, 300, 700))] + body[at : at + chance.randint(100, _LONGEST)]


def _span(text: str, chance: random.Random, most: int) -> tuple[int, int]:
    at = chance.randrange(len(text) + 1)
    return at, min(len(text), at + chance.randint(1, most))


def _left_out(text: str, chance: random.Random) -> str:
    first, last = _span(text, chance, 60)
    return text[:first] + text[last:]


def _repeated(text: str, chance: random.Random) -> str:
    first, last = _span(text, chance, 40)
    return text[:last] + text[first:last] * chance.choice((1, 2, 30)) + text[last:]


def _typed(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 25)):
        if letters:
            letters[chance.randrange(len(letters))] = chance.choice(_LETTERS)
    return "".join(letters)


def _put_in(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return f"{text[:at]} {chance.choice(_WORDS)} {text[at:]}"


def _broken_lines(text: str, chance: random.Random) -> str:
    width = chance.choice((3, 12, 40))
    return "".join(
        "\n" if letter == " " and not chance.randrange(width) else letter for letter in text
    )


def _joined_lines(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice((" ", "", "\r\n", "\n\n", " | ")))


def _moved(text: str, chance: random.Random) -> str:
    first, last = _span(text, chance, 200)
    rest = text[:first] + text[last:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + text[first:last] + rest[at:]


def _other_digits(text: str, chance: random.Random) -> str:
    return "".join(
        chance.choice("0123456789lO") if letter.isdigit() and not chance.randrange(6) else letter
        for letter in text
    )


def _other_form(text: str, chance: random.Random) -> str:
    first, last = _span(text, chance, len(text) + 1)
    form = chance.choice(("NFC", "NFD", "NFKD"))
    return text[:first] + unicodedata.normalize(form, text[first:last]) + text[last:]


def _other_case(text: str, chance: random.Random) -> str:
    first, last = _span(text, chance, 300)
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:first] + change(text[first:last]) + text[last:]


_FAULTS: tuple[Callable[[str, random.Random], str], ...] = (
    _left_out,
    _repeated,
    _typed,
    _put_in,
    _broken_lines,
    _joined_lines,
    _moved,
    _other_digits,
    _other_form,
    _other_case,
)
