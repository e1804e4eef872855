"""What a reminder is a step of: planned with the deadline, or told because something happened."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from scheduler.errors import UnknownStep
from scheduler.states import OWED, State


class StepKind(StrEnum):
    """What a notice tells of, as a step begins where it is stored; each is told once."""

    BEFORE = "before"  # to come due in so long
    DAY = "day"  # due today
    OVERDUE = "overdue"  # late by so long
    SUBMITTED = "submitted"  # to the standing body: a report came in
    ACCEPTED = "accepted"  # to the unit
    RETURNED = "returned"  # to the unit
    WAIVED = "waived"  # to the unit
    EXTENSION_ASKED = "extension_asked"  # to the standing body
    EXTENSION_GRANTED = "extension_granted"  # to the unit
    EXTENSION_REFUSED = "extension_refused"  # to the unit
    STANDS_IN = "stands_in"  # to who was asked to stand in
    MOVED = "moved"  # to the unit: its deadline is another day; of all, so without an id
    WITHDRAWN = "withdrawn"  # to who was told of it before: it is owed no more
    ESCALATION = "draft"  # to the standing body: an escalation waits to be sent or dropped
    NUDGE = "nudge"  # a reminder a person at the standing body sends now
    CALLED = "called"  # to the unit: the standing body calls for a report
    RECEIPT = (
        "receipt"  # to the unit: when did it receive the document? asked once more a while after
    )
    RECEIVED = "received"  # to the unit: its deadline, counted from that day
    TAKEN_OVER = (
        "taken_over"  # to who holds the head's post anew: it is open; by the id of the tenure
    )


class LengthUnit(StrEnum):
    """In what the time between a step and the deadline is counted."""

    WORKING_DAYS = "wd"
    DAYS = "d"
    MONTHS = "m"


PLANNED = (StepKind.BEFORE, StepKind.DAY, StepKind.OVERDUE)
# A reminder of what is owed, whatever brought it about.
REMINDING = (*PLANNED, StepKind.NUDGE, StepKind.TAKEN_OVER)
REPORTS = (StepKind.SUBMITTED, StepKind.ACCEPTED, StepKind.RETURNED)  # about one, by its id
WISHES = (StepKind.EXTENSION_ASKED, StepKind.EXTENSION_GRANTED, StepKind.EXTENSION_REFUSED)
ALONE = (
    StepKind.DAY,
    StepKind.MOVED,
    StepKind.WITHDRAWN,
    StepKind.CALLED,
)  # their name says it all

# In which states each notice is still worth saying; all others are, while something is owed.
_WORTH_SAYING: dict[StepKind, tuple[State, ...]] = {
    StepKind.SUBMITTED: (State.SUBMITTED,),
    StepKind.ACCEPTED: (State.ACCEPTED,),
    StepKind.RETURNED: (State.RETURNED,),
    StepKind.WAIVED: (State.WAIVED,),
    StepKind.WITHDRAWN: (*OWED, State.WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step; stored as `str` of it: "before-7wd", "day", "submitted-12", "nudge-2-again"."""

    kind: StepKind
    count: int = 0  # of `unit`: how long before or after the deadline
    unit: LengthUnit | None = None
    about: int | None = None  # id of what it tells of, or which time it is
    again: bool = False  # of a nudge: tells also who was reminded the same day

    def __str__(self) -> str:
        if self.unit:
            return f"{self.kind}-{self.count}{self.unit}"
        number = "" if self.about is None else f"-{self.about}"
        return f"{self.kind}{number}{_AGAIN if self.again else ''}"

    @property
    def is_of_plan(self) -> bool:
        """Whether it was planned with the deadline."""
        return self.kind in PLANNED

    @property
    def reminds(self) -> bool:
        """Whether it reminds of what is owed."""
        return self.kind in REMINDING

    @property
    def has_happened(self) -> bool:
        """Whether it tells of something that happened, which no reminder stands for."""
        return not self.reminds and self.kind is not StepKind.ESCALATION

    @property
    def worth_saying(self) -> tuple[State, ...]:
        """The states of the obligation in which it is still worth saying."""
        return _WORTH_SAYING.get(self.kind, OWED)


_AGAIN = "-again"
_NUMBER = r"(?P<about>0|[1-9]\d*)"
_LENGTH = r"(?P<count>0|[1-9]\d*)(?P<unit>wd|d|m)"
_ABOUT = "|".join(kind for kind in StepKind if kind not in (*PLANNED, *ALONE, StepKind.NUDGE))
_STORED = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?P<kind>{'|'.join(ALONE)})",
        rf"(?P<kind>{StepKind.BEFORE}|{StepKind.OVERDUE})-{_LENGTH}",
        rf"(?P<kind>{_ABOUT})-{_NUMBER}",
        rf"(?P<kind>{StepKind.NUDGE})-{_NUMBER}(?P<again>{_AGAIN})?",
    )
)


@lru_cache(maxsize=4096)  # a plan of what comes every week has a hundred thousand of a few
def parse(text: str) -> Step:
    """The step that is stored as `text`, so that `str` of it is `text` again. Raises UnknownStep."""
    for form in _STORED:
        if found := form.fullmatch(text):
            return _of(found.groupdict())
    raise UnknownStep(text)


def find(text: str) -> Step | None:
    """The same; None when it is none of ours: what one row holds is to stop no other."""
    try:
        return parse(text)
    except UnknownStep:
        return None


def _of(found: dict[str, str | None]) -> Step:
    unit, about = found.get("unit"), found.get("about")
    return Step(
        StepKind(found["kind"] or ""),
        count=int(found.get("count") or 0),
        unit=LengthUnit(unit) if unit else None,
        about=int(about) if about else None,
        again=bool(found.get("again")),
    )
