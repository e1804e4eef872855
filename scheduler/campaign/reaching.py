"""Which of some units nobody can be told for, and why: asked before anything is sent to them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from scheduler.language import _
from scheduler.store import holders
from scheduler.store.holders import TOLD
from scheduler.store.tables import Address, Holder, Lane, Post, Unit


class Why(StrEnum):
    """What keeps a unit from hearing of anything, the worst first."""

    NOBODY = "nobody"  # neither bound by the bot nor with a mailbox
    CLOSED = "closed"  # whoever there was has shut the bot out, or the mailbox refuses
    UNSERVED = "unserved"  # by a lane this installation does not serve
    PAUSED = "paused"  # by a lane by which nothing leaves for the time being


@dataclass(frozen=True)
class Unreached:
    """A unit by its code and name, why nobody there hears anything, and by which lane they would."""

    code: str
    name: str
    why: Why
    lane: str = ""

    @property
    def is_invited(self) -> bool:
        """Whether an invitation would help."""
        return self.why in (Why.NOBODY, Why.CLOSED)

    @property
    def reason(self) -> str:
        """In words."""
        return {
            Why.NOBODY: _("chưa ai mở lời mời của bot, cũng chưa có hộp thư"),
            Why.CLOSED: _("người nhận đã chặn bot, hoặc hộp thư từ chối"),
            Why.UNSERVED: _("kênh {lane} chưa chạy: đề nghị báo người quản trị hệ thống"),
            Why.PAUSED: _("kênh {lane} đang tạm dừng: tin sẽ gửi khi kênh chạy lại"),
        }[self.why].format(lane=self.lane)


def load(
    session: Session, issuer_id: str, codes: Collection[str], *, now: datetime
) -> list[Unreached]:
    """Those units of the issuer, in the order of their names, that hear of nothing at `now`."""
    query = select(Unit.id, Unit.code, Unit.name).where(Unit.issuer_id == issuer_id)
    rows = session.exec(query.order_by(Unit.name, col(Unit.id)))
    units = [(id_ or 0, code, name) for id_, code, name in rows if code in codes]
    ways = holders.load_to_units(session, issuer_id, now=now)
    troubled = holders.troubled_lanes(session)
    shut = _load_shut(session, issuer_id, now=now)
    found = []
    for id_, code, name in units:
        open_ways = {way.lane_id for way in ways.get(id_, ())}
        if open_ways - troubled:
            continue
        why, lane = shut.get(id_, (Why.NOBODY, ""))
        if open_ways:
            why, lane = Why.PAUSED, min(open_ways)
        found.append(Unreached(code, name, why, lane))
    missing = set(codes) - {
        code for _id, code, _name in units
    }  # brought by a file that is not saved yet
    return found + [Unreached(code, code, Why.NOBODY) for code in sorted(missing)]


def _load_shut(session: Session, issuer_id: str, *, now: datetime) -> dict[int, tuple[Why, str]]:
    """Units of which somebody could be told if an address were open, or its lane served; by id of the unit."""
    query = (
        select(Post.unit_id, Address.closed_at, Lane.id, Lane.served)
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .join(Lane, col(Lane.id) == Address.lane_id)
        .where(
            Unit.issuer_id == issuer_id,
            col(Post.kind).in_(TOLD),
            holders.holding(now),
            col(Holder.obligation_id).is_(None),
        )
        .order_by(col(Address.id))
    )
    found: dict[int, tuple[Why, str]] = {}
    for unit_id, closed_at, lane, served in session.exec(query):
        if closed_at is None and not served:
            found[unit_id] = (Why.UNSERVED, lane)
        elif closed_at is not None:
            found.setdefault(unit_id, (Why.CLOSED, lane))
    return found
