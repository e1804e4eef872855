"""A due with the words that belong to it."""

from dataclasses import dataclass

from scheduler.definition.models import DutyKind
from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.duties import Hit
from scheduler.directives.page.structure import Paragraph

Kinds = list[tuple[DutyKind, Hit]]


@dataclass(frozen=True)
class Clause:
    """A due with the words that belong to it: `left:due:right` within `start:end` of one sentence."""

    paragraph: Paragraph
    sentence: tuple[int, int]
    due: ReadDue
    left: int
    right: int

    def holds(self, hit: Hit) -> bool:
        """Whether a word stands in its sentence."""
        return self.sentence[0] <= hit.start < self.sentence[1]
