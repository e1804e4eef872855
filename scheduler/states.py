"""The states of an obligation. Overdue is computed, not a state; withdrawn comes from the definition only."""

from enum import StrEnum


class State(StrEnum):
    """Where an obligation stands (DESIGN.md §8)."""

    OPEN = "open"
    SEEN = "seen"  # the unit knows
    SUBMITTED = "submitted"  # the standing body has to look at it
    ACCEPTED = "accepted"
    RETURNED = "returned"  # to be done again, on a short clock
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"


def as_shown(state: str) -> str:
    """As which state calendars show `state`: that the unit knows is for whoever waits for the report."""
    return State.OPEN if state == State.SEEN else state


OWED = (State.OPEN, State.SEEN, State.RETURNED)  # something is still to be done by the unit
AGAIN = "-again"  # ends the step of a nudge ("nudge-2-again") that tells also who was reminded the same day


class Step(StrEnum):
    """Notices of what happened, told once each; the id of what they are about follows a dash."""

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
    TAKEN_OVER = (
        "taken_over"  # to who holds the head's post anew: it is open; by the id of the tenure
    )


# In which states each notice is still worth saying; a reminder is, while something is owed.
WORTH_SAYING: dict[str, tuple[State, ...]] = {
    Step.SUBMITTED: (State.SUBMITTED,),
    Step.ACCEPTED: (State.ACCEPTED,),
    Step.RETURNED: (State.RETURNED,),
    Step.WAIVED: (State.WAIVED,),
    Step.EXTENSION_ASKED: OWED,
    Step.EXTENSION_GRANTED: OWED,
    Step.EXTENSION_REFUSED: OWED,
    Step.STANDS_IN: OWED,
    Step.MOVED: OWED,
    Step.WITHDRAWN: (*OWED, State.WITHDRAWN),
    Step.ESCALATION: OWED,
    Step.NUDGE: OWED,
    Step.TAKEN_OVER: OWED,
}


PLANNED = (Step.ESCALATION, Step.NUDGE, Step.TAKEN_OVER)  # speak of a reminder, or are one


# By action: the states in which what somebody wants holds already, whoever of the same body brought it about.
FULFILLED: dict[str, tuple[str, ...]] = {
    "see": (State.SEEN, State.SUBMITTED, State.ACCEPTED),
    "submit": (State.SUBMITTED, State.ACCEPTED),
    "accept": (State.ACCEPTED,),
    "return": (State.RETURNED,),
    "waive": (State.WAIVED,),
    "grant": ("granted",),
    "refuse": ("refused",),
    "send": ("sent",),
    "drop": ("dropped",),
    "tell": ("told",),
    "take back": ("ended",),
}


def is_fulfilled(action: str, state: str) -> bool:
    """Whether `state` is what `action`, refused because of it, would have brought about."""
    return state in FULFILLED.get(action, ())


def has_happened(step: str) -> bool:
    """Whether a notice of `step` ("submitted-12") tells of something that happened, which no reminder stands for."""
    name = step.partition("-")[0]
    return name in WORTH_SAYING and name not in PLANNED


def is_of_plan(step: str) -> bool:
    """Whether `step` ("day", "before-7wd") was planned with the deadline."""
    return step.partition("-")[0] not in WORTH_SAYING


def worth_saying(step: str) -> tuple[State, ...]:
    """The states in which a notice of `step` ("submitted-12", "before-7wd") is still worth saying."""
    return WORTH_SAYING.get(step.partition("-")[0], OWED)
