"""Number words, roman numerals and the two months with names of their own, as phrases and documents write them."""

from collections.abc import Iterator

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
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
LUNAR_MONTHS = {"giêng": 1, "chạp": 12}


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


NUMBERS = dict(small_numbers())


def number_of(word: str) -> int | None:
    """The number in digits, in small letters (“mười hai”) or in roman ones, up to a hundred; None for other words."""
    return int(word) if word.isdigit() else NUMBERS.get(word) or ROMAN.get(word.upper())
