"""The bot put out or let in, a group that moved: what follows for the addresses."""

from datetime import datetime

from bots.telegram.event import Membership, Migrated, Place
from scheduler.language import _
from scheduler.store import reach
from scheduler.store.inbox import Transaction

OUT = ("kicked", "left")


def is_out(event: Membership) -> bool:
    """Whether the bot can no longer write there."""
    return event.status in OUT


def follow(
    session: Transaction, event: Membership | Migrated, lanes: tuple[str, ...], *, now: datetime
) -> None:
    """Close, reopen or move the addresses at the event's chat in all `lanes` of the bot."""
    chat = event.place.chat
    for lane in lanes:
        if isinstance(event, Migrated):
            reach.move(session, lane, chat, event.new_chat, now=now)
        elif is_out(event):
            reach.close(session, lane, chat, reason=_reason(event), now=now)
        else:
            reach.reopen(session, lane, chat, now=now)


def hear(session: Transaction, place: Place, lanes: tuple[str, ...], *, now: datetime) -> None:
    """Reopen the closed addresses of who writes or taps in private: whoever does can be written to.

    They were bound before they pressed Start, or blocked the bot and their coming back was never told.
    """
    for lane in lanes:
        reach.reopen(session, lane, place.chat, now=now)


def _reason(event: Membership) -> str:
    if event.place.is_group:
        return _("Bot đã bị đưa ra khỏi nhóm.")
    return _("Người nhận đã chặn bot.")
