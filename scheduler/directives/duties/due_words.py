"""A due with the words that belong to it."""

import re
from dataclasses import dataclass

from scheduler.definition.models import DutyKind
from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.duties import Hit
from scheduler.directives.model import Window
from scheduler.directives.page.structure import Paragraph

Kinds = list[tuple[DutyKind, Hit]]
_OF_PERIOD = re.compile(r"[ (:]*(?:(?:gửi|nộp|xong) )?")
_OPENED = re.compile(r" ?\((?:báo cáo |kỳ |cho |của )?")


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


def less_periods(low: str, dues: list[ReadDue]) -> list[ReadDue]:
    """“Báo cáo quý I trước ngày 15/3”, “20/3 (quý I)”: the quarter is what the report tells of, not when it is due."""
    return [
        due
        for before, due, other in zip([None, *dues], dues, [*dues[1:], None], strict=False)
        if not isinstance(due.value, Window)
        or not (
            (other and other.bound and _OF_PERIOD.fullmatch(low, due.end, other.start))
            or (
                before
                and _OPENED.fullmatch(low, before.end, due.start)
                and (low.startswith(")", due.end) or _is_around(due.value, before))
            )
        )
    ]


def _is_around(days: Window, before: ReadDue) -> bool:
    """“ngày 20/3 (tháng 3 họp một lần)”: the month that the day lies in."""
    return isinstance(before.value, str) and days.first <= before.value <= days.last
