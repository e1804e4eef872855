"""A month, quarter, half-year or year as people write it."""

import re

_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:(?:/| năm | )\d{4})?"
# In small letters; one group of its own, so that it stands inside other patterns.
PERIOD = rf"(?:tháng \d{{1,2}}{_YEAR}|quý (?:iv|i{{1,3}}|[1-4]){_YEAR}|6 tháng (?:đầu|cuối) năm{_YEAR}|năm \d{{4}})"
_SAID = re.compile(
    r"(?:tháng (?P<month>\d{1,2})|quý (?P<quarter>iv|i{1,3}|[1-4])|6 tháng (?P<half>đầu|cuối) năm|(?=năm))"
    r"(?:(?:/| ?năm | )(?P<year>\d{4}))?"
)


def read_period(words: str) -> str:
    """As a definition writes it ("2024-07", "Q3", "H1", "2024"), of words that PERIOD takes."""
    said = _SAID.fullmatch(words)
    assert said is not None, "taken by PERIOD"
    year = said["year"] or ""
    if said["half"]:
        name = "H1" if said["half"] == "đầu" else "H2"
    elif said["quarter"]:
        name = f"Q{_NUMBERS.get(said['quarter']) or said['quarter']}"
    else:
        name = f"{int(said['month']):02}" if said["month"] else ""
    return "-".join(part for part in (year, name) if part)
