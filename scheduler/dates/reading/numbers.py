"""Numbers in digits, words and roman numerals."""

from collections.abc import Iterator

from scheduler.dates.numerals import ROMAN, small_numbers
from scheduler.dates.reading.phrase import Found, Phrase, Table, rule

NUMBER_WORDS = Table(small_numbers())
# Of quarters: beyond a slip of the finger the letters are no number.
ROMAN_NUMERALS = Table((letters, value) for letters, value in ROMAN.items() if value <= 6)

VAGUE_NUMBERS = Table(
    dict.fromkeys(
        (
            "vài",
            "một vài",
            "vài ba",
            "mấy",
            "dăm",
            "dăm ba",
            "đôi ba",
            "ít",
            "nhiều",
            "một hai",
            "hai ba",
            "ba bốn",
            "bốn năm",
            "năm sáu",
            "năm bảy",
            "sáu bảy",
            "bảy tám",
            "tám chín",
            "chín mười",
            "mươi",
            "vài chục",
            "chục",
        )
    )
)


@rule
def digits(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """A number of up to four digits."""
    token = phrase.token(index)
    if token and token.is_number and len(token.text) <= 4:
        yield int(token.text), index + 1


@rule
def number(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """A number in digits or words."""
    yield from digits(phrase, index)
    yield from NUMBER_WORDS.find(phrase, index)


@rule
def count(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """A number that counts or names a day: "tư" is the fourth of a row only, and bare "tu" is rather "từ"."""
    fourth = phrase.after(index, "tư")
    yield from ((value, end) for value, end in number(phrase, index) if end != fourth)


@rule
def vague_number(phrase: Phrase, index: int) -> Iterator[Found[None]]:
    """Vài, mấy, dăm; ba bốn; 5-7; 2, 3: some number, not one to count on."""
    yield from VAGUE_NUMBERS.find(phrase, index)
    for _first, middle in digits(phrase, index):
        for second in phrase.past(middle, "-", "đến", "hoặc", "hay", "tới"):
            yield from ((None, end) for _second, end in digits(phrase, second))
