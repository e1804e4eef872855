"""What rounds, peaks and anniversaries tell by themselves, when its instant has come: one row into an item a person."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, TextClause, bindparam, select, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session, col

from scheduler.dates.office import Office
from scheduler.happenings import Happening
from scheduler.run.firing import fanout, issuers
from scheduler.states import Ending, ItemState
from scheduler.store import ledger
from scheduler.store.columns import UtcDateTime
from scheduler.store.holders import HOLDS, OPEN, instants, silent_since
from scheduler.store.tables import Announcement, AnnouncementItem, Campaign, Span, Unit

log = logging.getLogger(__name__)

# Whoever owes anything in the campaign and is alive on the day: the head's post or the group of each.
_FAN_OUT = """
    INSERT INTO announcement_item
        (key, announcement_id, unit_id, post_id, address_id, state, not_before, created_at)
    SELECT
        :prefix || owing.id || ':' || coalesce(CAST(post.id AS varchar(20)), 'none')
            || ':' || coalesce(CAST(address.id AS varchar(20)), 'none'),
        :announcement, owing.id, post.id, address.id,
        CASE WHEN address.id IS NULL THEN 'unreachable' ELSE 'new' END, :ready_at, :now
    FROM unit AS owing
    LEFT JOIN post ON post.unit_id = owing.id AND post.kind IN ('head', 'group')
    LEFT JOIN holder ON holder.post_id = post.id AND {holds} AND holder.obligation_id IS NULL
    LEFT JOIN address ON address.person_id = holder.person_id AND {open}
    LEFT JOIN lane ON lane.id = address.lane_id
    WHERE (owing.last_on IS NULL OR owing.last_on >= :day)
        AND owing.id IN (
            SELECT obligation.unit_id FROM occurrence
                JOIN obligation ON obligation.occurrence_id = occurrence.id
            WHERE occurrence.campaign_id = :campaign AND NOT occurrence.withdrawn
                AND obligation.state <> 'withdrawn')
        {first_channel} {nobody_missing}
    ORDER BY owing.id, post.id
    ON CONFLICT (key) DO NOTHING"""


@dataclass(frozen=True)
class _Due:
    announcement: Announcement
    span: Span
    campaign: Campaign

    @property
    def subject(self) -> str:
        """campaign/phase/kind, for the ledger."""
        return f"{self.campaign.code}/{self.span.key}/{self.announcement.kind}"

    def is_stale(self, now: datetime) -> bool:
        """Whether its day is over: after downtime it would tell what everybody has seen."""
        zone = ZoneInfo(self.campaign.zone)
        return now.astimezone(zone).date() > self.announcement.at.astimezone(zone).date()


def fire(session: Session, office: Office, issuer_id: str, *, now: datetime) -> None:
    """Fire every announcement due of that issuer at `now`, within the caller's transaction.

    What cannot be computed is pushed back and never stops the others.
    """
    due = _load_due(session, issuer_id, now=now)
    ledger.append(session, [_end_one(session, one, office, now) for one in due], now=now)


def _load_due(session: Session, issuer_id: str, *, now: datetime) -> list[_Due]:
    retry_at = col(Announcement.retry_at)
    rows = session.execute(
        select(Announcement, Span, Campaign)
        .join(Span, col(Span.id) == Announcement.span_id)
        .join(Campaign, col(Campaign.id) == Span.campaign_id)
        .where(
            col(Announcement.ended_at).is_(None),
            col(Announcement.at) <= now,
            retry_at.is_(None) | (retry_at <= now),
            col(Campaign.issuer_id) == issuer_id,
        )
        .order_by(col(Announcement.at), col(Announcement.id))
    ).all()
    return [_Due(*cast(tuple[Any, ...], row)) for row in rows]


def _end_one(session: Session, one: _Due, office: Office, now: datetime) -> ledger.Entry:
    row = one.announcement
    data: dict[str, object] = {"at": row.at.isoformat(), "day": row.day.isoformat()}
    try:
        if one.is_stale(now):
            row.ending, data["reason"] = Ending.STALE, "its day is over"
        else:
            with session.begin_nested():
                data |= _fan_out(session, one, office, now)
            row.ending = Ending.FIRED
            log.info("announcement of %s: people %s", one.subject, data["people"])
    except (OperationalError, InterfaceError):
        raise  # the database itself: nothing of this pass is kept
    except Exception as error:
        log.exception("announcement %s of %s cannot be computed", row.id, one.subject)
        row.retry_at = now + issuers.PUSHED_BACK
        data["reason"] = f"{type(error).__name__}: {error}"
        return _entry(one, Happening.ANNOUNCEMENT_FAILED, data)
    row.ended_at = now
    session.add(row)
    return _entry(one, Happening(f"announcement {row.ending}"), data)


def _entry(one: _Due, kind: Happening, data: dict[str, object]) -> ledger.Entry:
    return ledger.Entry(kind, one.subject, ledger.SCHEDULER, one.campaign.issuer_id, data)


def _fan_out(session: Session, one: _Due, office: Office, now: datetime) -> dict[str, object]:
    """Insert what is not there yet; to how many people that is, and which units nobody can be reached at."""
    row, day = one.announcement, one.announcement.day
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    given = {
        "prefix": f"announcement:{row.id}:",
        "announcement": row.id,
        "ready_at": office.ready_at(now, due_at=None, zone=ZoneInfo(one.campaign.zone)),
        "now": now,
        "day": day.isoformat() if is_sqlite else day,
        "campaign": one.campaign.id,
        "everywhere": office.everywhere,
        "silent_since": silent_since(now),
    }
    statement = _statement()
    used = {name: given[name] for name in statement.compile().params}
    count = cast(CursorResult[tuple[()]], session.execute(statement, used)).rowcount
    unheard = session.scalars(
        select(col(Unit.code))
        .join(AnnouncementItem, col(AnnouncementItem.unit_id) == Unit.id)
        .where(
            col(AnnouncementItem.announcement_id) == row.id,
            col(AnnouncementItem.state) == ItemState.UNREACHABLE,
        )
        .order_by(col(Unit.id))
    ).all()
    return {"people": count - len(unheard), "unreachable": list(dict.fromkeys(unheard))}


def _statement() -> TextClause:
    sql = _FAN_OUT.format(
        holds=HOLDS.format("holder"),
        open=OPEN.format("address"),
        first_channel=fanout.first_channel(),
        nobody_missing=fanout.nobody_missing_at_unit(),
    )
    return instants(text(sql)).bindparams(bindparam("ready_at", type_=UtcDateTime))
