"""Numbers in digits, words and roman numerals."""

from collections.abc import Iterator

from scheduler.dates.reading.phrase import Found, Phrase, Table, rule

ONES: dict[int, tuple[str, ...]] = {
    1: ("một",),
    2: ("hai",),
    3: ("ba",),
    4: ("bốn", "tư"),
    5: ("năm",),
    6: ("sáu",),
    7: ("bảy", "bẩy"),
    8: ("tám",),
    9: ("chín",),
}
ONES_AFTER_TENS = ONES | {1: ("mốt", "một"), 5: ("lăm", "nhăm", "năm")}
SHORT_FORMS = {"hai mốt": 21, "hai lăm": 25, "hai nhăm": 25, "ba mốt": 31, "ba lăm": 35}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}


def small_numbers() -> Iterator[tuple[str, int]]:
    """Every way to say the numbers from 1 to 100, with the number."""
    for one, words in ONES.items():
        yield from ((word, one) for word in words)
    yield from (("mười", 10), ("một chục", 10), ("một trăm", 100))
    for one, words in ONES.items():
        yield from ((f"mười {word}", 10 + one) for word in (*words, *(["lăm"] if one == 5 else [])))
    yield from SHORT_FORMS.items()
    for ten in range(2, 10):
        for tens in [f"{word} mươi" for word in ONES[ten]] + (["hăm"] if ten == 2 else []):
            if tens != "hăm":
                yield tens, 10 * ten
            for one, words in ONES_AFTER_TENS.items():
                yield from ((f"{tens} {word}", 10 * ten + one) for word in words)


NUMBER_WORDS = Table(small_numbers())
ROMAN_NUMERALS = Table(ROMAN)

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
