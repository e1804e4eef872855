"""Whom a report goes to, and through whom."""

from scheduler.language import _


def named(to: str, receiver: str, *, outside: bool = False) -> str:
    """ "Ủy ban nhân dân tỉnh (qua Sở Nội vụ)": `to` takes it in, for `receiver` where one is named.

    `outside`: who takes it in owes it, and sends it to the receiver.
    """
    if not receiver or outside:
        return receiver or to
    return _("{receiver} (qua {to})").format(receiver=receiver, to=to)
