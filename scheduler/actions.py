"""What somebody may want to do, as refusals name it."""

from enum import StrEnum

from scheduler.states import ExtensionState, State


class Action(StrEnum):
    """What is allowed or not, possible or not."""

    SEE = "see"  # the unit knows; of others: to look at it at all
    SUBMIT = "submit"  # to hand a report in
    ACCEPT = "accept"  # a report
    RETURN = "return"  # to be done again
    WAIVE = "waive"  # to let a unit off
    EXTEND = "extend"  # to ask for more time
    GRANT = "grant"  # more time
    REFUSE = "refuse"  # more time
    SEND = "send"  # a report to a superior
    DROP = "drop"  # it
    TELL = "tell"  # the superior, another way than by us
    ESCALATE = "escalate"  # any of the three
    NUDGE = "nudge"  # to remind by hand
    CALL = "call"  # for a report that waits until it is called
    RECEIVE = "receive"  # to say when units received the document
    DELEGATE = "delegate"  # to have somebody stand in
    TAKE_BACK = "take back"  # that somebody stands in
    ANSWER = "answer"  # a question
    CONFIRM = "confirm"  # what was asked before
    DECIDE = "decide"  # on what somebody asks
    GROUP = "group"  # what no group may
    OPEN_FILES = "open files"  # of a report
    PRESS = "press"  # a button
    SUBSCRIBE = "subscribe"  # to a calendar
    SIGN_IN = "sign in"  # to the desk


# By action: the states in which what somebody wants holds already, whoever of the same body brought it about.
FULFILLED: dict[str, tuple[str, ...]] = {
    Action.SEE: (State.SEEN, State.SUBMITTED, State.ACCEPTED),
    Action.SUBMIT: (State.SUBMITTED, State.ACCEPTED),
    Action.ACCEPT: (State.ACCEPTED,),
    Action.RETURN: (State.RETURNED,),
    Action.WAIVE: (State.WAIVED,),
    Action.GRANT: (ExtensionState.GRANTED,),
    Action.REFUSE: (ExtensionState.REFUSED,),
    Action.SEND: ("sent",),
    Action.DROP: ("dropped",),
    Action.TELL: ("told",),
    Action.TAKE_BACK: ("ended",),
}


def is_fulfilled(action: str, state: str) -> bool:
    """Whether `state` is what `action`, refused because of it, would have brought about."""
    return state in FULFILLED.get(action, ())
