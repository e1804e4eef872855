"""Which messages are cards: those are edited by who sent them, from what is stored."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from scheduler.store.tables import Address, Delivery


def is_card(session: Session, lanes: Sequence[str], chat: str, message_id: str | None) -> bool:
    """Whether `message_id` of `chat` is a notice that was sent, and not an answer in a conversation."""
    if message_id is None:
        return False
    found = session.exec(
        select(Delivery.id)
        .join(Address, col(Address.id) == Delivery.address_id)
        .where(
            col(Address.lane_id).in_(lanes),
            Address.value == chat,
            Delivery.message_id == message_id,
        )
        .limit(1)
    ).first()
    return found is not None
