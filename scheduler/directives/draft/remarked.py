"""What is written beside the values of a draft while it is made: remarks, quotations, days."""

from dataclasses import dataclass, field
from datetime import date

from scheduler.definition.blanks import as_line
from scheduler.definition.models import Origin
from scheduler.definition.tree import Path
from scheduler.directives.page.view import Quote


@dataclass
class Remarked:
    """Remarks while the draft is made; `told` are those that only repeat the text."""

    beside: dict[Path, str] = field(default_factory=dict)
    below: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    told: set[Path] = field(default_factory=set)


def quoted(quote: Quote) -> Origin:
    """The words of the text as where a day comes from."""
    return Origin(quoted=as_line(quote.quote))


def plain_day(iso: str | None) -> date | None:
    """The day; None where the text tells a month or a year only."""
    return date.fromisoformat(iso) if iso and len(iso) == len("2024-01-15") else None
