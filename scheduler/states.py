"""In which states things may be, as they are stored: what is owed, asked, told, on its way."""

from enum import StrEnum


class State(StrEnum):
    """Where an obligation stands. Overdue is computed; withdrawn comes from the definition only."""

    OPEN = "open"
    SEEN = "seen"  # the unit knows
    SUBMITTED = "submitted"  # the standing body has to look at it
    ACCEPTED = "accepted"
    RETURNED = "returned"  # to be done again, on a short clock
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"


class ExtensionState(StrEnum):
    """Where a wish for more time stands."""

    ASKED = "asked"  # the standing body has to answer
    GRANTED = "granted"
    REFUSED = "refused"
    OVERTAKEN = "overtaken"  # by a report, or by another day


class ItemState(StrEnum):
    """How far one thing that is to be told to one person has got."""

    NEW = "new"  # to be put into a message by the next pass
    CARDED = "carded"  # in a message
    UNDECIDED = "draft"  # waits for a person at the standing body
    UNREACHABLE = "unreachable"  # nobody can be told; whoever can be later takes it up
    MOOT = "moot"  # needs no saying any more
    DROPPED = "dropped"  # of a draft: never to be said
    TOLD = "told"  # of a draft: another way than by us


class DeliveryState(StrEnum):
    """How far one message has got."""

    QUEUED = "queued"
    CLAIMED = "claimed"  # in the hand of a process that sends it
    HELD = "held"  # waits for a person's word whether it may leave
    SENT = "sent"
    REFUSED = "refused"
    DROPPED = "dropped"  # nothing was left to say
    UNKNOWN = "unknown"  # whether it arrived


class Ending(StrEnum):
    """How a reminder ended."""

    FIRED = "fired"
    MERGED = "merged"  # into a later one that was due too
    STALE = "stale"  # its time had passed
    WITHDRAWN = "withdrawn"  # its deadline was moved or withdrawn


class WorkState(StrEnum):
    """How far long work of a page has got."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"  # what it is about is another by now


def as_shown(state: str) -> str:
    """As which state calendars show `state`: that the unit knows is for whoever waits for the report."""
    return State.OPEN if state == State.SEEN else state


OWED = (State.OPEN, State.SEEN, State.RETURNED)  # something is still to be done by the unit
