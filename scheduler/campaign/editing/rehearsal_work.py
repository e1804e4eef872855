"""The rehearsal of a draft as long work: asked for by a page, done by the engine, its messages kept for a while."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from scheduler.campaign.editing import first_messages
from scheduler.campaign.editing.findings import Tally, findings
from scheduler.campaign.editing.invented import state_of
from scheduler.campaign.editing.rehearsing import (
    Days,
    Looks,
    Script,
    prepare,
    rehearse_draft,
)
from scheduler.campaign.editing.working import Working, load
from scheduler.campaign.rehearsal import Message
from scheduler.errors import AWAY, ThiDuaError
from scheduler.installation import Installation
from scheduler.run.works import AtWork, CannotBeDone, Left
from scheduler.store import work
from scheduler.store.tables import RehearsedMessage, Work

KIND = "rehearsal"
BATCH = 200  # messages written at once, and in memory at most


def ask(session: Session, working: Working, days: Days, *, by: str, now: datetime) -> Work:
    """The row of a rehearsal of that text over those days, with the units as they are; twice is as once."""
    asked = {
        "from": str(days.first),
        "to": str(days.last),
        "units": state_of(session, working.issuer_id, now=now),
    }
    return work.ask(
        session,
        issuer_id=working.issuer_id,
        kind=KIND,
        draft_id=working.id,
        revision=working.revision,
        asked=asked,
        by=by,
        now=now,
    )


def days_of(asked: Mapping[str, object]) -> Days:
    """Those a row was asked for."""
    return Days(date.fromisoformat(str(asked["from"])), date.fromisoformat(str(asked["to"])))


def days_of_row(row: Work) -> Days:
    """The same of a row."""
    return days_of(json.loads(row.asked))


def rehearse(installation: Installation, looks: Looks, at_work: AtWork) -> dict[str, object]:
    """Do it: what it came to. Raises Left, CannotBeDone."""
    script = _script(installation, at_work)
    days, tally, batch = days_of(at_work.claim.asked), Tally(), list[RehearsedMessage]()
    whole = (days.last - days.first).days + 1

    def keep(one: Message) -> None:
        tally.add(one)
        batch.append(_row(one, at_work, seq=sum(tally.a_day.values())))
        if len(batch) >= BATCH:
            at_work.keep(batch)
            batch.clear()

    def tell(at: datetime) -> None:
        done = (at.astimezone(script.zone).date() - days.first).days
        at_work.tell(min(max(done, 0), whole), whole)

    rehearse_draft(installation, script, looks, days, keep=keep, progress=tell)
    at_work.keep(batch)
    return findings(script, days, tally, installation.calendar, reached=script.reached)


def tell_first(installation: Installation, looks: Looks, at_work: AtWork) -> dict[str, object]:
    """Work out the first messages. Raises Left, CannotBeDone."""
    script = _script(installation, at_work)
    found = first_messages.of_script(installation, script, looks)
    at_work.keep([_row(one, at_work, seq=seq) for seq, one in enumerate(found, start=1)])
    return {}


def _script(installation: Installation, at_work: AtWork) -> Script:
    at_work.tell(0, 0)  # not of a text that stands no more
    claim = at_work.claim
    try:
        with installation.database.read() as session:
            working = load(session, claim.draft_id or 0, claim.issuer_id)
        if working.revision != claim.revision:
            raise Left
        return prepare(installation, working)
    except AWAY:
        raise
    except ThiDuaError:  # what it says is told beside the parts of the draft
        raise CannotBeDone({"fault": "invalid"}) from None


def _row(one: Message, at_work: AtWork, *, seq: int) -> RehearsedMessage:
    return RehearsedMessage(
        work_id=at_work.claim.id,
        seq=seq,
        at=one.at,
        unit=one.unit_id,
        name=one.unit,
        post=one.post,
        text=one.text,
    )
