"""Days that a sentence names in one breath: what is said of one holds for the others."""

import re
from dataclasses import replace
from datetime import date, timedelta

from scheduler.directives.days.due import ReadDue
from scheduler.directives.model import Window
from scheduler.directives.page.view import View

YEARLY = "hằng năm"
_JOINT = re.compile(r" (?:(?P<or>hoặc)|và) (?:ngày )?")
_AND_DAY = re.compile(r",? ?(?:và |hoặc )?(?:ngày )?")


def in_one_breath(view: View, dues: list[ReadDue]) -> list[ReadDue]:
    """“trước 16 giờ ngày 15/6 và ngày 15/11”: what bounds the first day bounds the second too."""
    low = view.low
    dues = _all_yearly(low, dues)
    shared = dues[:1]
    for due in dues[1:]:
        last = shared[-1]
        if one := _as_one(view, last, due):
            shared[-1] = one
            continue
        joined = _AND_DAY.fullmatch(low[last.end : due.start])
        days = all(isinstance(one.value, str) or one.either for one in (last, due))
        bare = due.bound is None and due.time is None
        together = joined and days and bare
        shared.append(replace(due, bound=last.bound, time=last.time) if together else due)
    return shared


def _as_one(view: View, one: ReadDue, other: ReadDue) -> ReadDue | None:
    """“ngày 15/6 hoặc 16/6”, “ngày 11 và 12/8”: days that touch are one stretch; of others a person chooses one."""
    joint, first, last = _JOINT.fullmatch(view.low, one.end, other.start), _day(one), _day(other)
    if not (joint and first and last) or other.bound:
        return None
    both = replace(one, value=None, end=other.end, plain=False, said=None)
    if one.bound is None and last - first == timedelta(days=1):
        said = view.words(one.start, other.end)
        return replace(both, value=Window(first.isoformat(), last.isoformat(), said))
    return replace(both, either=((first, first), (last, last))) if joint["or"] else None


def _day(due: ReadDue) -> date | None:
    """The day, where it is one of a year."""
    is_day = isinstance(due.value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", due.value)
    return date.fromisoformat(str(due.value)) if is_day else None


def _all_yearly(low: str, dues: list[ReadDue]) -> list[ReadDue]:
    """“20/3, 20/6 và 20/9 hằng năm”: from the last one back, each as the one behind it."""
    told = dues[-1:]
    for due in reversed(dues[:-1]):
        told.insert(0, _yearly_too(low, due, told[0]))
    return told


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
