"""One reminder into one item a unit and person, with the state of this moment, by one statement."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, TextClause, bindparam, text
from sqlmodel import Session

from scheduler.run.due import Due
from scheduler.store.columns import UtcDateTime
from scheduler.store.mailboxes import mail_lane
from scheduler.store.tables import Lane
from scheduler.store.tables.outbox import STANDING_BODY
from scheduler.workflow.states import Step, worth_saying

# Whether a unit is another than the one that owes, with another head.
_ANOTHER = """({unit} <> owing.id AND NOT EXISTS (
    SELECT 1 FROM post AS own JOIN holder AS owner ON owner.post_id = own.id
        JOIN holder AS head ON head.person_id = owner.person_id
        JOIN post AS theirs ON theirs.id = head.post_id
    WHERE own.unit_id = owing.id AND own.kind = 'head' AND NOT owner.stands_in
        AND theirs.unit_id = {unit} AND theirs.kind = 'head' AND NOT head.stands_in
        AND owner.from_at <= :now AND (owner.until_at IS NULL OR owner.until_at > :now)
        AND head.from_at <= :now AND (head.until_at IS NULL OR head.until_at > :now)))"""
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
_POSTS = {
    "head": "LEFT JOIN post ON post.unit_id = owing.id AND post.kind IN ('head', 'group')",
    "stand_in": "JOIN post ON post.unit_id = owing.id AND post.kind = 'head'",
    "deputy": "JOIN post ON post.unit_id = owing.id AND post.kind = 'deputy'",
    "clerk": "JOIN post ON post.unit_id = owing.id AND post.kind = 'clerk'",
    "standing_body": """
        LEFT JOIN unit AS standing ON standing.issuer_id = :issuer AND standing.code = :standing
        LEFT JOIN post ON post.unit_id = standing.id AND post.kind IN ('head', 'deputy', 'clerk')""",
    "block_head": _BLOCK_HEAD.format(
        is_above=_ANOTHER.format(unit="superior.id"), is_higher=_ANOTHER.format(unit="standing.id")
    ),
}
# A reminder of all leaves out units that have longer: they have reminders of their own.
_CONCERNS = {
    "all": """
        obligation.occurrence_id = :occurrence AND (obligation.due_at IS NULL OR obligation.due_at <= (
            SELECT due_at FROM occurrence WHERE occurrence.id = :occurrence))""",
    "one": "obligation.id = :obligation",
    "everybody": "obligation.occurrence_id = :occurrence",  # a nudge by hand leaves nobody out
}
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
    LEFT JOIN holder ON holder.post_id = post.id AND holder.from_at <= :now
        AND (holder.until_at IS NULL OR holder.until_at > :now)
        AND (holder.obligation_id IS NULL OR holder.obligation_id = obligation.id)
        AND (holder.stands_in OR NOT :stand_in)
    LEFT JOIN address ON address.person_id = holder.person_id
        AND address.lane_id IN (:lane, :mail) AND address.closed_at IS NULL
    WHERE obligation.state IN :states AND """
# Where a unit has a mailbox too: nobody is missing at a post of which somebody is reached, and of two
# channels only the one its unit names first is used, unless all are. Who stands in is always told.
_FIRST_CHANNEL = """
    AND NOT EXISTS (
        SELECT 1 FROM holder AS other JOIN address AS better ON better.person_id = other.person_id
        WHERE other.post_id = post.id AND other.from_at <= :now
            AND (other.until_at IS NULL OR other.until_at > :now)
            AND NOT other.stands_in AND NOT :stand_in
            AND better.lane_id IN (:lane, :mail) AND better.closed_at IS NULL
            AND (address.id IS NULL OR (
                NOT :everywhere AND NOT holder.stands_in AND better.lane_id <> address.lane_id
                AND (better.lane_id = :mail) = (
                    SELECT told.channels LIKE 'email%' FROM unit AS told WHERE told.id = post.unit_id))))"""

# Nobody is missing at the standing body while one of its people is reached; the head's post stands for all.
_ONE_OF_THEM = """
    AND (address.id IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM post AS desk JOIN holder AS other ON other.post_id = desk.id
            JOIN address AS reached ON reached.person_id = other.person_id
        WHERE desk.unit_id = standing.id AND desk.kind IN ('head', 'deputy', 'clerk')
            AND other.from_at <= :now AND (other.until_at IS NULL OR other.until_at > :now)
            AND other.obligation_id IS NULL
            AND reached.lane_id IN (:lane, :mail) AND reached.closed_at IS NULL))"""
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
    body the head, the deputy and the clerk are told: who collects, and who answers for it (DESIGN.md §8).
    """
    mail = session.get(Lane, mail_lane(due.issuer.id))
    today = now.astimezone(ZoneInfo(due.campaign.zone)).date()
    reminder = due.reminder
    everything = {
        "prefix": f"{reminder.occurrence_id}:{reminder.revision}:{reminder.step}:",
        "reminder": reminder.id,
        "draft": reminder.draft,
        "ready_at": ready_at,
        "now": now,
        "lane": due.issuer.lane_id,
        "mail": mail.id if mail and mail.served else due.issuer.lane_id,
        "everywhere": everywhere,
        "states": [state.value for state in worth_saying(reminder.step)],
        "stand_in": recipient == "stand_in",
        "occurrence": reminder.occurrence_id,
        "obligation": reminder.obligation_id,
        "issuer": due.issuer.id,
        "standing": due.issuer.standing_body,
        "year": today.year,
        "today": today.isoformat() if session.get_bind().dialect.name == "sqlite" else today,
    }
    statement = _statement(recipient, _scope(due), mailboxes=mail is not None)
    used = {name: everything[name] for name in statement.compile().params}
    return cast(CursorResult[tuple[()]], session.execute(statement, used)).rowcount


def _scope(due: Due) -> str:
    if due.reminder.obligation_id is not None:
        return "one"
    return "everybody" if due.reminder.step.startswith(Step.NUDGE.value) else "all"


def _statement(recipient: str, scope: str, *, mailboxes: bool) -> TextClause:
    together = recipient == "standing_body"
    whom = _FOR_STANDING_BODY if together else _FOR_POST
    sql = _HEAD.format(whom=whom) + _POSTS[recipient] + _TAIL + _CONCERNS[scope]
    sql += _FIRST_CHANNEL if mailboxes else ""
    sql += _ONE_OF_THEM + _IN_ORDER if together else ""
    return text(sql + " ON CONFLICT (key) DO NOTHING").bindparams(
        bindparam("ready_at", type_=UtcDateTime),
        bindparam("now", type_=UtcDateTime),
        bindparam("states", expanding=True),
    )
