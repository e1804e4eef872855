"""The year a text gives to its campaign."""

import re
from collections import Counter

from scheduler.directives.model import ReadValue
from scheduler.directives.page.view import View

SCHOOL_YEAR = re.compile(r"năm học:?\s(?P<first>20\d\d)\s?[-/]\s?(?:20)?\d\d")
YEAR = re.compile(r"năm (?P<year>20\d\d)(?!\s?[-/]\s?20)")

_SEVERAL = re.compile(
    r"(?:giai đoạn|trong các năm|từ) (?:từ )?(?:năm )?(?P<first>20\d\d) ?(?:-|–|đến)(?: năm)? ?(?P<last>20\d\d)"
)
_MOST_YEARS = 10
_DATED = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?P<year>20\d\d)(?!\d)")


def year_in(view: View, start: int, end: int, *, most: bool = False) -> ReadValue:
    """The first year named in `text[start:end]`, with `most` the most frequent; a school year by its first."""
    school = SCHOOL_YEAR.search(view.low, start, end)
    if school:
        return ReadValue(int(school["first"]), view.quote(school.start(), school.end()))
    found = list(YEAR.finditer(view.low, start, end))
    if not found:
        found = (
            []
            if most
            else list(
                re.finditer(r"(?:/|đến ngày \d+/\d+/|- ?)(?P<year>20\d\d)(?=\))", view.low[:end])
            )[-1:]
        )
        found = [one for one in found if one.start() >= start]
    if not found:
        return ReadValue()
    chosen = found[0]
    if most:
        year = Counter(one["year"] for one in found).most_common(1)[0][0]
        chosen = next(one for one in found if one["year"] == year)
    return ReadValue(int(chosen["year"]), view.quote(chosen.start(), chosen.end()))


def bare_year_in(view: View, start: int, end: int, *, issued: int) -> ReadValue:
    """A year without “năm” that ends a title, “phục vụ Tết và hè 2024”: that of issue or the next."""
    found = re.search(r"[^\W\d] (?P<year>20\d\d)\W*$", view.low[start:end])
    if not found or int(found["year"]) not in (issued, issued + 1):
        return ReadValue()
    place = (start + found.start("year"), start + found.end("year"))
    return ReadValue(int(found["year"]), view.quote(*place))


def year_of_dates(view: View, start: int) -> ReadValue:
    """The year most of the dates are printed with, for a text that names none."""
    found = list(_DATED.finditer(view.low, start))
    if not found:
        return ReadValue()
    year = Counter(one["year"] for one in found).most_common(1)[0][0]
    chosen = next(one for one in found if one["year"] == year)
    return ReadValue(int(year), view.quote(chosen.start(), chosen.end()))


def several_years_in(view: View, start: int, end: int) -> tuple[ReadValue, int] | None:
    """First and last year of a title “… giai đoạn 2026 - 2030” that names no year of its own."""
    found = _SEVERAL.search(view.low, start, end)
    if found is None:
        return None
    rest = view.low[start : found.start()] + view.low[found.end() : end]
    first, last = int(found["first"]), int(found["last"])
    if YEAR.search(rest) or SCHOOL_YEAR.search(rest) or not 0 < last - first <= _MOST_YEARS:
        return None
    return ReadValue(first, view.quote(found.start(), found.end())), last
