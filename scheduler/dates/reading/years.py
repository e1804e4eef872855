"""Which year: 2024, "năm 2024", "năm sau", "năm Giáp Thìn"."""

from collections.abc import Iterator

from scheduler.dates import lunar
from scheduler.dates.numerals import small_numbers
from scheduler.dates.reading.numbers import digits
from scheduler.dates.reading.phrase import Found, Phrase, Table, rule

RELATIVE_YEARS = Table(
    {
        "năm nay": 0,
        "năm này": 0,
        "năm sau": 1,
        "năm tới": 1,
        "sang năm": 1,
        "năm sau nữa": 2,
        "năm ngoái": -1,
        "năm trước": -1,
        "năm qua": -1,
        "năm vừa qua": -1,
        "năm kia": -2,
    }
)

CYCLE = Table(
    (f"{lunar.STEMS[n % 10]} {branch}", n) for n in range(60) for branch in lunar.BRANCHES[n % 12]
)  # the year y has place (y - 4) % 60


YEARS_IN_WORDS = Table(
    (f"hai {thousand}{hundred} {words}", 2000 + n)
    for words, n in small_numbers()
    if n < 100
    for thousand in ("nghìn", "ngàn")
    for hundred in ("", " không trăm")
)


@rule
def four_digits(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """A year written with four digits."""
    yield from ((year, end) for year, end in digits(phrase, index) if year >= 1000)


@rule
def cycle_year(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """Giáp Thìn: the year of that name nearest to now."""
    for place, end in CYCLE.find(phrase, index):
        this = phrase.scene.today.year
        yield this + (place - (this - 4) + 30) % 60 - 30, end


@rule
def year(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """A year that stands on its own."""
    for offset, end in RELATIVE_YEARS.find(phrase, index):
        yield phrase.scene.today.year + offset, end
    for start in (phrase.after(index, "năm"), phrase.after(index, "của năm")):
        if start is not None:
            yield from four_digits(phrase, start)
            yield from YEARS_IN_WORDS.find(phrase, start)


@rule
def year_after(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """The year behind a day, month or name: also as bare digits or after a stroke."""
    yield from year(phrase, index)
    yield from four_digits(phrase, index)
    yield from _two_digits(phrase, index)
    for sign in ("/", "-"):
        start = phrase.after(index, sign)
        if start is not None:
            yield from four_digits(phrase, start)
    dot = phrase.token(index)
    if dot and dot.text == ".":
        yield from four_digits(phrase, index + 1)


def _two_digits(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "tháng 7 năm 24": of the century going on."""
    start = phrase.after(index, "năm")
    token = phrase.token(start) if start is not None else None
    if start is not None and token and token.is_number and len(token.text) == 2:
        yield 2000 + int(token.text), start + 1


@rule
def lunar_year_after(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """The year behind a lunar day or a name: also one of the sixty names, which are always lunar."""
    yield from year_after(phrase, index)
    yield from named_year_after(phrase, index)


@rule
def named_year_after(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "năm Giáp Thìn", "Giáp Thìn"."""
    for start in phrase.past(index, "năm"):
        yield from cycle_year(phrase, start)
