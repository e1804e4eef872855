"""One reminder into one item a unit and person, with the state of this moment, by one statement."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, TextClause, bindparam, text
from sqlmodel import Session

from scheduler.posts import Recipient
from scheduler.run.firing.due import Due
from scheduler.store.columns import UtcDateTime
from scheduler.store.deadline import effective_closing
from scheduler.store.holders import HOLDS, NAMED_FIRST, OPEN, SILENT, instants, silent_since
from scheduler.store.reminded import REMINDED, day_began
from scheduler.store.tables import Reminder
from scheduler.store.tables.outbox import STANDING_BODY

# Whether a unit is another than the one that owes, with another head.
_ANOTHER = """({unit} <> owing.id AND NOT EXISTS (
    SELECT 1 FROM post AS own JOIN holder AS owner ON owner.post_id = own.id
        JOIN holder AS head ON head.person_id = owner.person_id
        JOIN post AS theirs ON theirs.id = head.post_id
    WHERE own.unit_id = owing.id AND own.kind = 'head' AND NOT owner.stands_in
        AND theirs.unit_id = {unit} AND theirs.kind = 'head' AND NOT head.stands_in
        AND {owner_holds} AND {head_holds}))"""


def _another(unit: str) -> str:
    holds = {"owner_holds": HOLDS.format("owner"), "head_holds": HOLDS.format("head")}
    return _ANOTHER.format(unit=unit, **holds)


# A head that has ended is followed by its deputy, without one by the unit it became part of. Who owes is never told of
# himself as their superior: then it is the standing body, and nobody where that is the same.
_BLOCK_HEAD = """
    LEFT JOIN blockhead ON blockhead.block_id = owing.block_id AND blockhead.year = :year
    LEFT JOIN unit AS leader ON leader.id = blockhead.head_id
    LEFT JOIN unit AS superior ON superior.id = CASE
        WHEN leader.last_on IS NULL OR leader.last_on >= :today THEN blockhead.head_id
        ELSE coalesce(blockhead.deputy_id, (
            SELECT min(heir.successor_id) FROM unitsuccessor AS heir
            WHERE heir.unit_id = blockhead.head_id HAVING count(*) = 1)) END
    LEFT JOIN unit AS standing ON standing.issuer_id = :issuer AND standing.code = :standing
    LEFT JOIN post ON post.kind = 'head' AND post.unit_id = CASE
        WHEN {is_above} THEN superior.id
        WHEN superior.id IS NOT NULL AND {is_higher} THEN standing.id END"""
# Who a recipient is: the way from the unit that owes to the post that is told.
_POSTS: dict[str, str] = {
    Recipient.HEAD: "LEFT JOIN post ON post.unit_id = owing.id AND post.kind IN ('head', 'group')",
    Recipient.STAND_IN: "JOIN post ON post.unit_id = owing.id AND post.kind = 'head'",
    Recipient.DEPUTY: "JOIN post ON post.unit_id = owing.id AND post.kind = 'deputy'",
    Recipient.CLERK: "JOIN post ON post.unit_id = owing.id AND post.kind = 'clerk'",
    Recipient.STANDING_BODY: """
        LEFT JOIN unit AS standing ON standing.issuer_id = :issuer AND standing.code = :standing
        LEFT JOIN post ON post.unit_id = standing.id AND post.kind IN ('head', 'deputy', 'clerk')""",
    Recipient.BLOCK_HEAD: _BLOCK_HEAD.format(
        is_above=_another("superior.id"), is_higher=_another("standing.id")
    ),
}
_DATED = """coalesce(obligation.due_at, (
    SELECT due_at FROM occurrence WHERE occurrence.id = obligation.occurrence_id)) IS NOT NULL"""
# A reminder of all leaves out units that have longer: they have reminders of their own.
_CONCERNS = {
    "all": """
        obligation.occurrence_id = :occurrence AND (obligation.due_at IS NULL OR obligation.due_at <= (
            SELECT due_at FROM occurrence WHERE occurrence.id = :occurrence))""",
    "one": "obligation.id = :obligation",
    # A nudge by hand: whatever day a unit has, but one, while its own cut-off has not passed; see `_statement`.
    "everybody": f"obligation.occurrence_id = :occurrence AND {_DATED} AND NOT {{closed}}",
    "unreminded": f"obligation.occurrence_id = :occurrence AND {_DATED} AND NOT {{closed}} AND NOT {REMINDED}",
}
_CLOSED = """coalesce((
    SELECT {cut_off_at} FROM occurrence WHERE occurrence.id = obligation.occurrence_id) <= :now, false)"""
# Whom an item is for, in its key: a post, or the standing body, which is told once a person whatever posts they hold.
_FOR_POST = "coalesce(CAST(post.id AS varchar(20)), 'none')"
_FOR_STANDING_BODY = f"'{STANDING_BODY}'"
_HEAD = """
    INSERT INTO item
        (key, reminder_id, obligation_id, post_id, address_id, state, not_before, created_at)
    SELECT
        :prefix || obligation.id || ':' || {whom} || ':' || coalesce(CAST(address.id AS varchar(20)), 'none'),
        :reminder, obligation.id, post.id, address.id,
        CASE WHEN :draft THEN 'draft' WHEN address.id IS NULL THEN 'unreachable' ELSE 'new' END,
        :ready_at, :now
    FROM obligation
    JOIN unit AS owing ON owing.id = obligation.unit_id
    """
_TAIL = """
    LEFT JOIN holder ON holder.post_id = post.id AND {holds}
        AND (holder.obligation_id IS NULL OR holder.obligation_id = obligation.id)
        AND (holder.stands_in OR NOT :stand_in)
    LEFT JOIN address ON address.person_id = holder.person_id AND {open}
    LEFT JOIN lane ON lane.id = address.lane_id
    WHERE obligation.state IN :states AND """
# Of two channels of a post only one is used, unless all are: one that is not silent before one that is, then the
# one the unit names first. Who stands in is always told.
_FIRST_CHANNEL = """
    AND (:everywhere OR address.id IS NULL OR holder.stands_in OR NOT EXISTS (
        SELECT 1 FROM holder AS other JOIN address AS better ON better.person_id = other.person_id
            JOIN lane AS way ON way.id = better.lane_id
        WHERE other.post_id = post.id AND {holds} AND {open}
            AND NOT other.stands_in AND way.channel <> lane.channel
            AND CASE WHEN ({better_silent}) = ({silent})
                THEN EXISTS (SELECT 1 FROM unit AS told WHERE told.id = post.unit_id AND {named_first})
                ELSE ({silent}) END))"""
# Nobody is missing at a post of which somebody is reached, nor at a unit told at its head's post or in its group.
_NOBODY_MISSING = """
    AND ({unasked}address.id IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM post AS beside JOIN holder AS other ON other.post_id = beside.id
            JOIN address AS reached ON reached.person_id = other.person_id
        WHERE (beside.id = post.id OR ({unit})) AND {holds} AND {open}
            AND (other.obligation_id IS NULL{own})))"""
_OF_ONE_OBLIGATION = {"unasked": ":stand_in OR ", "own": " OR other.obligation_id = obligation.id"}
_OF_NONE = {"unasked": "", "own": ""}
_OF_THE_UNIT = "beside.unit_id = owing.id AND beside.kind IN ('head', 'group')"
_SUPERIORS = (Recipient.BLOCK_HEAD, Recipient.STANDING_BODY)
# Nobody is missing at the standing body while one of its people is reached; the head's post stands for all.
_ONE_OF_THEM = """
    AND (address.id IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM post AS seat JOIN holder AS other ON other.post_id = seat.id
            JOIN address AS reached ON reached.person_id = other.person_id
        WHERE seat.unit_id = standing.id AND seat.kind IN ('head', 'deputy', 'clerk')
            AND {holds} AND other.obligation_id IS NULL AND {open}))"""
_OTHERS = {"holds": HOLDS.format("other"), "open": OPEN.format("reached")}
_IN_ORDER = " ORDER BY obligation.id, post.id"


def fan_out(
    session: Session,
    due: Due,
    recipient: str,
    *,
    ready_at: datetime,
    everywhere: bool,
    now: datetime,
) -> int:
    """Insert what is not there yet and return how many items that were.

    A unit nobody can be reached for still gets its item, marked so: that list is printed. A post reached over
    several channels is told over the first its unit names; over all of them with `everywhere`. Of the standing
    body the head, the deputy and the clerk are told: who collects, and who answers for it.
    """
    zone = ZoneInfo(due.campaign.zone)
    today = now.astimezone(zone).date()
    reminder = due.reminder
    everything = {
        "prefix": f"{reminder.occurrence_id}:{_own(reminder)}{reminder.revision}:{reminder.step}:",
        "reminder": reminder.id,
        "draft": reminder.draft,
        "ready_at": ready_at,
        "now": now,
        "silent_since": silent_since(now),
        "everywhere": everywhere,
        "states": [state.value for state in due.step.worth_saying],
        Recipient.STAND_IN: recipient == Recipient.STAND_IN,
        "occurrence": reminder.occurrence_id,
        "obligation": reminder.obligation_id,
        "issuer": due.issuer.id,
        "standing": due.issuer.standing_body,
        "year": today.year,
        "since": day_began(now, zone),
        "today": today.isoformat() if session.get_bind().dialect.name == "sqlite" else today,
    }
    statement = _statement(recipient, _concerned(session, _scope(due)))
    used = {name: everything[name] for name in statement.compile().params}
    return cast(CursorResult[tuple[()]], session.execute(statement, used)).rowcount


def first_channel() -> str:
    """That `address`, of `holder` at `post`, is of the channel the post is told over; a part of statements."""
    return _FIRST_CHANNEL.format(
        holds=HOLDS.format("other"),
        open=OPEN.format("better"),
        better_silent=SILENT.format("better"),
        silent=SILENT.format("address"),
        named_first=NAMED_FIRST.format(lane="way", unit="told"),
    )


def nobody_missing_at_unit() -> str:
    """That somebody is reached, or nobody of the unit `owing` is, at whichever post; a part of statements."""
    return _NOBODY_MISSING.format(unit=_OF_THE_UNIT, **_OTHERS, **_OF_NONE)


def _own(reminder: Reminder) -> str:
    """In keys: one unit's reminders are counted apart, so that none is taken for one of all that was told."""
    return "" if reminder.obligation_id is None else "own-"


def _scope(due: Due) -> str:
    if due.reminder.obligation_id is not None:
        return "one"
    if not due.is_nudge:
        return "all"
    return "everybody" if due.step.again else "unreminded"


def _concerned(session: Session, scope: str) -> str:
    """Which obligations; closings as `effective_closing` tells them, in the words of this database."""
    cut_off_at = effective_closing().compile(dialect=session.get_bind().dialect)
    return _CONCERNS[scope].format(closed=_CLOSED.format(cut_off_at=cut_off_at))


def _statement(recipient: str, concerned: str) -> TextClause:
    together = recipient == Recipient.STANDING_BODY
    whom = _FOR_STANDING_BODY if together else _FOR_POST
    told = _TAIL.format(holds=HOLDS.format("holder"), open=OPEN.format("address"))
    unit = "false" if recipient in _SUPERIORS else _OF_THE_UNIT
    sql = _HEAD.format(whom=whom) + _POSTS[recipient] + told + concerned + first_channel()
    sql += _NOBODY_MISSING.format(unit=unit, **_OTHERS, **_OF_ONE_OBLIGATION)
    sql += _ONE_OF_THEM.format(**_OTHERS) + _IN_ORDER if together else ""
    dated = ["ready_at", *(["since"] if ":since" in sql else [])]
    return instants(text(sql + " ON CONFLICT (key) DO NOTHING")).bindparams(
        *(bindparam(name, type_=UtcDateTime) for name in dated),
        bindparam("states", expanding=True),
    )
