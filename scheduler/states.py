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
