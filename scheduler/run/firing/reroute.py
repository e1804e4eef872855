"""What one way will not bring is told over the next: a closed address, a lane not served or long silent, who left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.store import announcements, handovers, ledger, withheld
from scheduler.store.holders import HOLDS, OPEN, SILENT, instants, load_to_posts, silent_since
from scheduler.store.tables import Item
from scheduler.store.tables.outbox import STANDING_BODY, UNREACHABLE

AT_ONCE = 500  # deliveries in one statement

# "+ 0" keeps SQLite from the index by reminder, which has thousands of items where an obligation has a few.
_NEXT = """
    SELECT address.id FROM holder
        JOIN address ON address.person_id = holder.person_id AND {open}
    WHERE holder.post_id = item.post_id AND {holds} AND NOT holder.stands_in
        AND address.lane_id <> (
            SELECT gone.lane_id FROM delivery AS gone WHERE gone.id = item.delivery_id)
        AND NOT EXISTS (
            SELECT 1 FROM item AS said
            WHERE said.obligation_id = item.obligation_id
                AND said.reminder_id + 0 = item.reminder_id AND said.address_id = address.id)
        {more}
    ORDER BY {silent}, address.id LIMIT 1"""
_REROUTE = """
    UPDATE item SET state = 'new', delivery_id = NULL, address_id = ({next})
    WHERE delivery_id IN :deliveries AND state = 'unreachable' AND ({next}) IS NOT NULL"""

# One of the standing body is not missed while another is told.
_COVERED = """
    UPDATE item SET state = 'moot'
    WHERE delivery_id IN :deliveries AND state = 'unreachable' AND key LIKE :standing_body
        AND EXISTS (
            SELECT 1 FROM item AS said
            WHERE said.obligation_id = item.obligation_id AND said.reminder_id + 0 = item.reminder_id
                AND said.id <> item.id AND said.key LIKE :standing_body
                AND said.state IN ('new', 'carded'))"""

# Of who held the post himself and does no longer; who stood in is not missed.
_LEFT = """
    UPDATE item SET state = 'unreachable'
    WHERE id IN :items AND key NOT LIKE :standing_body
        AND EXISTS (
            SELECT 1 FROM holder JOIN address ON address.person_id = holder.person_id
            WHERE address.id = item.address_id AND holder.post_id = item.post_id
                AND NOT holder.stands_in)
        AND NOT EXISTS (
            SELECT 1 FROM item AS said
            WHERE said.obligation_id = item.obligation_id
                AND said.reminder_id + 0 = item.reminder_id AND said.post_id = item.post_id
                AND said.id <> item.id AND said.state IN ('new', 'carded', 'unreachable'))"""

_AWAY = "SELECT 1 FROM lane WHERE NOT served OR paused_at <= :silent_since LIMIT 1"
# What nobody is sending: in hand of a dead process it may have arrived, and is told all the same. A living one
# may have another clock than ours, so it is given up late.
_UNSERVED = """
    SELECT {what} FROM lane
        JOIN delivery ON delivery.lane_id = lane.id AND delivery.state IN ('queued', 'claimed')
        JOIN address ON address.id = delivery.address_id
        JOIN person ON person.id = address.person_id
    WHERE {whose} AND NOT lane.served AND (delivery.state = 'queued'
        OR lane.held_until IS NULL OR lane.held_until < :silent_since)"""
# What may have arrived waits for its lane, which tells it once more and says so.
_STUCK = """
    SELECT {what} FROM lane
        JOIN delivery ON delivery.lane_id = lane.id AND delivery.state IN ('queued', 'claimed')
        JOIN address ON address.id = delivery.address_id
        JOIN person ON person.id = address.person_id
    WHERE {whose} AND lane.served AND lane.paused_at <= :silent_since
        AND delivery.state = 'queued' AND NOT delivery.possible_duplicate
        AND (EXISTS (SELECT 1 FROM item
            WHERE item.delivery_id = delivery.id AND item.state = 'carded' AND ({next}) IS NOT NULL)
        OR EXISTS (SELECT 1 FROM announcement_item AS told
            JOIN holder ON holder.post_id = told.post_id AND NOT holder.stands_in
            JOIN address AS other ON other.person_id = holder.person_id
            WHERE told.delivery_id = delivery.id AND told.state = 'carded'
                AND other.lane_id <> delivery.lane_id AND {other_way}))"""
_ALIVE = "AND NOT (" + SILENT.format("address") + ")"
_OTHER_WAY = (
    f"{HOLDS.format('holder')} AND {OPEN.format('other')} AND NOT ({SILENT.format('other')})"
)
_SET_ASIDE = """
    UPDATE delivery SET state = 'dropped', claim = NULL, ended_at = :now, reason = :reason,
        key = key || ':' || CAST(id AS varchar(20))
    WHERE id IN :deliveries"""
_UNSAID = """
    UPDATE item SET state = 'unreachable' WHERE delivery_id IN :deliveries AND state = 'carded'"""
_ANEW = """
    UPDATE item SET state = 'new', delivery_id = NULL
    WHERE delivery_id IN :deliveries AND state = 'unreachable'"""
_COUNT = """
    SELECT person.issuer_id, delivery.lane_id, count(*) AS messages FROM delivery
        JOIN address ON address.id = delivery.address_id
        JOIN person ON person.id = address.person_id
    WHERE delivery.id IN :deliveries
    GROUP BY person.issuer_id, delivery.lane_id ORDER BY person.issuer_id, delivery.lane_id"""


def reroute(session: Session, deliveries: Sequence[int], *, now: datetime) -> None:
    """Make new items of those of these deliveries which nobody can be reached for there, but elsewhere.

    None goes where the same was said already. The next pass deals them into cards. What one of the standing
    body will never see is moot where others of it are told.
    """
    _change(session, _REROUTE.format(next=_next()), deliveries, now=now)
    told = f"%:{STANDING_BODY}:%"
    _change(session, _COVERED, deliveries, now=now, standing_body=told)


def pass_on(session: Session, items: Sequence[int], *, now: datetime) -> bool:
    """What was for somebody who left the post meanwhile goes to who holds it, or waits for one; whether any did.

    Nothing does where others at the post are told the same, nor of what is for all of the standing body.
    """
    statement = text(_LEFT).bindparams(bindparam("items", expanding=True))
    session.execute(statement, {"items": items, "standing_body": f"%:{STANDING_BODY}:%"})
    left = (col(Item.id).in_(items), UNREACHABLE)
    posts = session.scalars(select(Item.post_id).where(*left).distinct()).all()
    for post_id, found in load_to_posts(session, posts, now=now).items():
        mine = col(Item.post_id) == post_id
        withheld.renew(session, *left, mine, address_id=found[0].address_id)
    return bool(posts)


def load_issuers_to_leave(session: Session, *, now: datetime) -> set[str]:
    """Issuers of which something waits that `leave_lanes` takes out of its lane."""
    if not _found(session, _AWAY, now):
        return set()
    every = {"what": "DISTINCT person.issuer_id", "whose": "true"}
    sql = (_UNSERVED.format(**every), _stuck(**every))
    return {str(issuer_id) for one in sql for issuer_id in _found(session, one, now)}


def leave_lanes(session: Session, issuer_id: str, *, now: datetime) -> None:
    """Take what waits of that issuer out of lanes that are not served, and out of those long silent where another
    way is open.

    What has no other way waits until somebody can be reached, or for its silent lane. The ledger says how many.
    """
    if not _found(session, _AWAY, now):
        return
    own = {"what": "delivery.id", "whose": "person.issuer_id = :issuer"}
    unserved = sorted(_found(session, _UNSERVED.format(**own), now, issuer=issuer_id))
    _leave(session, unserved, "the lane is not served", now=now)
    sql = _stuck(**own)
    stuck = sorted(_found(session, sql, now, issuer=issuer_id))
    handovers.set_aside(session, stuck, again=True)  # told to who held or holds it, and nobody else
    _leave(session, stuck, "the lane is silent", now=now)
    _change(session, _ANEW, stuck, now=now)


def _leave(session: Session, deliveries: Sequence[int], reason: str, *, now: datetime) -> None:
    _note(session, deliveries, reason, now=now)
    handovers.set_aside(session, deliveries)
    announcements.set_aside(session, deliveries, now=now)
    _change(session, _SET_ASIDE, deliveries, now=now, reason=reason)
    _change(session, _UNSAID, deliveries, now=now)
    reroute(session, deliveries, now=now)


def _note(session: Session, deliveries: Sequence[int], reason: str, *, now: datetime) -> None:
    entries = []
    for some in _handfuls(deliveries):
        statement = text(_COUNT).bindparams(bindparam("deliveries", expanding=True))
        for row in session.execute(statement, {"deliveries": some}):
            data: dict[str, object] = {"messages": row.messages, "reason": reason}
            subject, issuer = f"lane/{row.lane_id}", str(row.issuer_id)
            entries.append(
                ledger.Entry(Happening.MESSAGES_MOVED, subject, ledger.SCHEDULER, issuer, data)
            )
    ledger.append(session, entries, now=now)


def _stuck(*, what: str, whose: str) -> str:
    return _STUCK.format(what=what, whose=whose, next=_next(_ALIVE), other_way=_OTHER_WAY)


def _next(more: str = "") -> str:
    holds, open_, silent = HOLDS.format("holder"), OPEN.format("address"), SILENT.format("address")
    return _NEXT.format(holds=holds, open=open_, silent=silent, more=more)


def _found(session: Session, sql: str, now: datetime, **more: str) -> Sequence[Any]:
    """What it finds, in no order: in SQL, that would cost the index."""
    statement = instants(text(sql))
    given = {"now": now, "silent_since": silent_since(now), **more}
    used = {name: given[name] for name in statement.compile().params}
    return session.scalars(statement, used).all()


def _change(
    session: Session, sql: str, deliveries: Sequence[int], *, now: datetime, **more: str
) -> None:
    statement = instants(text(sql)).bindparams(bindparam("deliveries", expanding=True))
    given = {"now": now, "silent_since": silent_since(now), **more}
    used = {name: given[name] for name in statement.compile().params if name != "deliveries"}
    for some in _handfuls(deliveries):
        session.execute(statement, {**used, "deliveries": some})


def _handfuls(deliveries: Sequence[int]) -> list[Sequence[int]]:
    return [deliveries[at : at + AT_ONCE] for at in range(0, len(deliveries), AT_ONCE)]
