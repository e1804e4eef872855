"""Days that a sentence names in one breath: what is said of one holds for the others."""

import re
from dataclasses import replace

from scheduler.directives.days.due import ReadDue

YEARLY = "hằng năm"
_AND_DAY = re.compile(r",? ?(?:và |hoặc )?(?:ngày )?")


def in_one_breath(low: str, dues: list[ReadDue]) -> list[ReadDue]:
    """“trước 16 giờ ngày 15/6 và ngày 15/11”: what bounds the first day bounds the second too."""
    shared = dues[:1]
    for due in dues[1:]:
        last = shared[-1] = _yearly_too(low, shared[-1], due)
        joined = _AND_DAY.fullmatch(low[last.end : due.start])
        days = all(isinstance(one.value, str) or one.either for one in (last, due))
        bare = due.bound is None and due.time is None
        together = joined and days and bare
        shared.append(replace(due, bound=last.bound, time=last.time) if together else due)
    return shared


def _yearly_too(low: str, due: ReadDue, other: ReadDue) -> ReadDue:
    """“trước ngày 20/6 và 10/12 hằng năm”: both come every year."""
    joined = _AND_DAY.fullmatch(low[due.end : other.start])
    bare = not re.search(r"20\d\d", low[due.start : due.end])
    once = (
        isinstance(due.value, str)
        and due.recurrence is None
        and len(due.value) == len("2024-06-20")
    )
    if not (joined and bare and once and other.recurrence == YEARLY):
        return due
    return replace(due, value=f"--{str(due.value)[5:]}", recurrence=YEARLY)
