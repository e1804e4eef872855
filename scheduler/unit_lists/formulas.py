"""Texts that a spreadsheet would run as a formula when it opens a .csv (OWASP, CSV Injection)."""

import re

_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")


def guarded(text: str) -> str:
    """With an apostrophe before what would be run; `bare` takes it away again."""
    return f"'{text}" if _FORMULA.match(text) else text


def bare(text: str) -> str:
    """As it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text
