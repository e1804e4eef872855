"""Who holds a post at an instant, and over what they can be told: one rule for all who ask, whoever they are.

A way leads to somebody who holds the post, or stands in for its holder, over an open address of a lane that is
served. Over a lane that has been silent for long nothing is begun where another way is open; of two ways as good,
the one the unit names first is taken. Each part of the rule stands here twice, side by side: as a condition for
queries and as a piece of SQL for the statements that move thousands of rows at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, Select, TextClause, and_, bindparam, or_, text
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scheduler.posts import PostKind
from scheduler.store.columns import UtcDateTime
from scheduler.store.tables import Address, Holder, Lane, Post

SILENT_AFTER = timedelta(minutes=15)  # a pause of so long is no hiccup
TOLD = (PostKind.HEAD, PostKind.GROUP)  # posts of a unit that its reminders go to

# Parts of statements, over any alias; `instants` gives them their values.
HOLDS = "{0}.from_at <= :now AND ({0}.until_at IS NULL OR {0}.until_at > :now)"
OPEN = "{0}.closed_at IS NULL AND {0}.lane_id IN (SELECT lane.id FROM lane WHERE lane.served)"
SILENT = "{0}.lane_id IN (SELECT lane.id FROM lane WHERE lane.paused_at <= :silent_since)"
NAMED_FIRST = "({lane}.channel = 'mail') = ({unit}.channels LIKE 'email%')"  # by the unit itself

# its columns are the fields of Way, in their order
_WAYS = """
    SELECT post.id AS post_id, post.unit_id, holder.person_id, address.id AS address_id,
        lane.id AS lane_id, lane.channel, holder.stands_in
    FROM holder
        JOIN post ON post.id = holder.post_id
        JOIN unit ON unit.id = post.unit_id
        JOIN address ON address.person_id = holder.person_id
        JOIN lane ON lane.id = address.lane_id
    WHERE {holds} AND {open} AND holder.obligation_id IS NULL AND {which}
    ORDER BY holder.stands_in, {silent}, NOT ({named_first}), holder.id, address.id"""
_OF_POSTS = "post.id IN :posts"
_OF_UNITS = "unit.issuer_id = :issuer AND post.kind IN :kinds"
_AMONG = "unit.id IN :units"


@dataclass(frozen=True)
class Way:
    """One way to tell one post."""

    post_id: int
    unit_id: int
    person_id: int
    address_id: int
    lane_id: str
    channel: str
    stands_in: bool


def holding(now: datetime, row: type[Holder] = Holder) -> ColumnElement[bool]:
    """HOLDS as a condition: they hold the post at `now`, or stand in for its holder."""
    until_at = col(row.until_at)
    return and_(col(row.from_at) <= now, or_(until_at.is_(None), until_at > now))


def in_own_right(row: type[Holder] = Holder) -> ColumnElement[bool]:
    """They hold the post themselves, with no end set: only who stands in has an end from the start."""
    return and_(col(row.until_at).is_(None), col(row.stands_in).is_(False))


def left_at(at: datetime, row: type[Holder] = Holder) -> ColumnElement[bool]:
    """They held the post themselves, and no longer from that very instant on."""
    return and_(col(row.until_at) == at, col(row.stands_in).is_(False))


def standing_in(now: datetime, row: type[Holder] = Holder) -> ColumnElement[bool]:
    """They answer for who holds the post until a day that is not over at `now`."""
    return and_(holding(now, row), col(row.stands_in))


def can_be_told(row: type[Address] = Address) -> ColumnElement[bool]:
    """OPEN as a condition: the address is open, and its lane served."""
    served = select_columns(col(Lane.id)).where(col(Lane.served))
    return and_(col(row.closed_at).is_(None), col(row.lane_id).in_(served))


def instants(statement: TextClause) -> TextClause:
    """`statement` with the types of :now and :silent_since, where it has them."""
    known = statement.compile().params
    typed = [
        bindparam(name, type_=UtcDateTime) for name in ("now", "silent_since") if name in known
    ]
    return statement.bindparams(*typed)


def silent_since(now: datetime) -> datetime:
    """Lanes paused since then or longer are silent."""
    return now - SILENT_AFTER


def load_to_posts(
    session: Session, posts: Collection[int | None], *, now: datetime
) -> dict[int, list[Way]]:
    """Ways to each of `posts` at `now`, the best first; a post nobody can be told at is not there."""
    found: dict[int, list[Way]] = defaultdict(list)
    wanted = [post for post in posts if post is not None]
    for way in _load(session, _OF_POSTS, {"posts": wanted}, now):
        found[way.post_id].append(way)
    return found


def load_to_units(
    session: Session, issuer_id: str, *, now: datetime, units: Collection[int] | None = None
) -> dict[int, list[Way]]:
    """Ways to each unit of the issuer whose reminders somebody can be told at `now`, by id of the unit.

    `units`: of these alone.
    """
    found: dict[int, list[Way]] = defaultdict(list)
    values: dict[str, object] = {"issuer": issuer_id, "kinds": TOLD}
    which = _OF_UNITS
    if units is not None:
        which, values = f"{_OF_UNITS} AND {_AMONG}", values | {"units": list(units)}
    for way in _load(session, which, values, now):
        found[way.unit_id].append(way)
    return found


def reached_units(now: datetime) -> Select[int]:
    """Ids of the units whose reminders somebody can be told at `now`: those `load_to_units` has ways to."""
    return (
        select_columns(col(Post.unit_id))
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .where(
            col(Post.kind).in_(TOLD),
            holding(now),
            col(Holder.obligation_id).is_(None),
            can_be_told(),
        )
    )


def troubled_lanes(session: Session) -> set[str]:
    """Lanes by which nothing leaves for the time being, though they are served."""
    return {lane.id for lane in session.exec(select(Lane)) if lane.served and lane.in_trouble}


def _load(session: Session, which: str, values: dict[str, object], now: datetime) -> list[Way]:
    sql = _WAYS.format(
        holds=HOLDS.format("holder"),
        open=OPEN.format("address"),
        silent=SILENT.format("address"),
        named_first=NAMED_FIRST.format(lane="lane", unit="unit"),
        which=which,
    )
    statement = instants(text(sql))
    names = [name for name in ("posts", "kinds", "units") if name in values]
    statement = statement.bindparams(*(bindparam(name, expanding=True) for name in names))
    given = {"now": now, "silent_since": silent_since(now), **values}
    rows = cast(
        Iterable[tuple[int, int, int, int, str, str, bool]], session.execute(statement, given)
    )
    return [Way(*row) for row in rows]
