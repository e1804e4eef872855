"""One pass over what is due: fire reminders, fan them out into cards, say which lanes have mail."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session, col

from scheduler.dates.office import Office
from scheduler.errors import AWAY, DatabaseBusy
from scheduler.happenings import Happening
from scheduler.posts import Recipient
from scheduler.run.firing import announcing, cards, fanout, handovers, issuers, waits
from scheduler.run.firing.due import Due, load_due
from scheduler.run.firing.reroute import leave_lanes
from scheduler.states import Ending
from scheduler.steps import Step, StepKind
from scheduler.store import ledger, locks
from scheduler.store.columns import split_list
from scheduler.store.database import Database
from scheduler.store.pulse import beat
from scheduler.store.tables import Reminder

log = logging.getLogger(__name__)

TOLD = 50  # pushes of one pass over an issuer that the log names


def tick(database: Database, office: Office, *, now: datetime) -> list[str]:
    """Fire everything due at `now` and return the lanes with something to send, in order of their ids.

    Issuer by issuer, each in one transaction: a pass that is cut off leaves of each all or nothing, and the next
    one does the rest. An issuer that fails, or for which somebody else is writing, never stops the others.
    """
    waits.end_those_of_a_wrong_clock(database, now=now)
    with database.read() as session:
        with_work = issuers.load_with_work(session, now=now)
    for issuer_id in with_work:
        try:
            _pass_over(database, office, issuer_id, now=now)
        except DatabaseBusy:
            if database.is_sqlite:
                raise  # nobody else is written for either
            log.info("issuer %s is written by somebody else, its work is left for later", issuer_id)
    with database.write_unowned() as session:
        beat(session, "tick", now=now)
        return cards.lanes_with_mail(session, now=now)


def _pass_over(database: Database, office: Office, issuer_id: str, *, now: datetime) -> None:
    try:
        with database.write(issuer_id, patience=locks.GLIMPSE) as session:
            leave_lanes(session, issuer_id, now=now)
            fired = fire(session, office, issuer_id, now=now)
            pushes = cards.load_pushes(session, list(fired)[:TOLD])
    except AWAY:
        raise
    except Exception:  # the others must hear what is due all the same
        log.exception("the pass over issuer %s failed, it is tried again later", issuer_id)
        with database.write(issuer_id, patience=locks.GLIMPSE) as session:
            issuers.push_back(session, issuer_id, now=now)
    else:
        _log(fired, pushes)


def _log(fired: dict[int, str], pushes: dict[int, cards.Push]) -> None:
    for id_, push in pushes.items():
        log.info("push of %s: %s", fired[id_], push)
    if len(fired) > TOLD:
        log.info("%s more reminders were due", len(fired) - TOLD)


def fire(session: Session, office: Office, issuer_id: str, *, now: datetime) -> dict[int, str]:
    """Fire everything due of that issuer at `now` and put it into cards, within the caller's transaction.

    So is what follows where a post changed hands. What was due, campaign/duty/occurrence/step by the ids of the
    reminders.
    """
    handovers.follow(session, issuer_id, now=now)
    fired: dict[int, str] = {}
    # again: that an escalation waits is told with what else is due
    while due := load_due(session, issuer_id, now=now):
        _fire(session, due, office, now)
        fired |= {one.reminder.id or 0: one.subject for one in due}
    announcing.fire(session, office, issuer_id, now=now)
    cards.deal(session, issuer_id, now=now)
    return fired


def _fire(session: Session, due: list[Due], office: Office, now: datetime) -> None:
    told = _latest(one for one in due if one.is_readable and not one.closed(now))
    ledger.append(session, [_end_one(session, one, told, office, now) for one in due], now=now)


def _end_one(
    session: Session, one: Due, told: dict[int, list[str]], office: Office, now: datetime
) -> ledger.Entry:
    """Fire, merge or drop one reminder; what cannot be computed is pushed back and never stops the others."""
    data: dict[str, object] = {"at": one.reminder.at.isoformat()}
    try:
        if one.closed(now):
            ending, data["reason"] = Ending.STALE, "the cut-off has passed"
        elif recipients := told.get(one.reminder.id or 0):
            with session.begin_nested():
                ending, data["items"] = (
                    Ending.FIRED,
                    _fan_out(session, one, recipients, office, now),
                )
        else:
            ending = Ending.MERGED
            data["reason"] = "a later reminder of the same obligation was due too"
    except (OperationalError, InterfaceError):
        raise  # the database itself: nothing of this pass is kept
    except Exception as error:
        log.exception("reminder %s of %s cannot be computed", one.reminder.id, one.subject)
        _change(session, one.reminder, retry_at=now + issuers.PUSHED_BACK)
        return _entry(
            one, Happening.REMINDER_FAILED, {**data, "reason": f"{type(error).__name__}: {error}"}
        )
    _change(session, one.reminder, ended_at=now, ending=ending)
    return _entry(one, Happening(f"reminder {ending}"), data)


def _fan_out(
    session: Session, one: Due, recipients: list[str], office: Office, now: datetime
) -> dict[str, int]:
    ready_at = office.ready_at(now, due_at=one.due_at, zone=ZoneInfo(one.campaign.zone))
    counts = {
        recipient: fanout.fan_out(
            session, one, recipient, ready_at=ready_at, everywhere=office.everywhere, now=now
        )
        for recipient in recipients
    }
    if one.reminder.draft and any(counts.values()):
        session.add(_escalation_waits(one.reminder, now))
    return counts


def _escalation_waits(escalation: Reminder, now: datetime) -> Reminder:
    """Whoever has to send an escalation, or drop it, is told that it waits."""
    return Reminder(
        occurrence_id=escalation.occurrence_id,
        obligation_id=escalation.obligation_id,
        revision=escalation.revision,
        step=str(Step(StepKind.ESCALATION, about=escalation.id)),
        at=now,
        recipients=Recipient.STANDING_BODY,
    )


def _latest(due: Iterable[Due]) -> dict[int, list[str]]:
    """Which recipients each reminder speaks to: of several stale ones a person gets only the last.

    An escalation may wait for days, so it takes no word from what leaves by itself; nor does a reminder from what
    happened, which is told with its reason or not at all.
    """
    last: dict[tuple[int, int, bool, bool, str], int] = {}
    for one in due:
        row = one.reminder
        about = row.occurrence_id, row.obligation_id or 0, row.draft, one.step.has_happened
        for recipient in split_list(row.recipients):
            last[*about, recipient] = row.id or 0
    told: dict[int, list[str]] = defaultdict(list)
    for (*_, recipient), reminder_id in last.items():
        told[reminder_id].append(recipient)
    return told


def _change(session: Session, reminder: Reminder, **values: object) -> None:
    session.execute(
        update(Reminder)
        .where(col(Reminder.id) == reminder.id, col(Reminder.ended_at).is_(None))
        .values(**values)
    )


def _entry(one: Due, kind: Happening, data: dict[str, object]) -> ledger.Entry:
    return ledger.Entry(kind, one.subject, ledger.SCHEDULER, one.issuer.id, data)
