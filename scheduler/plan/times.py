"""One time a duty is owed, and the key of what comes in several years. Values only."""

from dataclasses import dataclass
from datetime import date

from scheduler.definition.spans import Period


@dataclass(frozen=True)
class Time:
    """One time a duty is owed: due on a day, which the rule itself put on `falls_on`, of a period or a phase.

    `within` is the period its rule may not leave, as a definition writes it. Without a day, `waits_for` is what it
    waits for: ISSUED, RECEIVED, ON_REQUEST, the id of what has no day itself, or nothing where none is said.
    """

    key: str
    on: date | None
    falls_on: date | None = None
    period: Period | None = None
    phase: str = ""
    within: str = ""
    waits_for: str = ""


def key_in(key: str, year: int | None) -> str:
    """The key of what comes each year, in one of them."""
    return key if year is None else f"{key}-{year}"
