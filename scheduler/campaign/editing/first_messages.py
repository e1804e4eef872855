"""The first messages people would read if a draft were put into force now: by the road on which they will leave."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scheduler.campaign.editing.invented import state_of
from scheduler.campaign.editing.rehearsing import Days, Looks, Script, prepare, rehearse_draft
from scheduler.campaign.editing.working import Working
from scheduler.campaign.rehearsal import Message
from scheduler.installation import Installation
from scheduler.states import WorkState
from scheduler.store import work
from scheduler.store.tables import Issuer, RehearsedMessage, Work

COUNT = 10
KIND = "first messages"  # of work


class _Enough(Exception):
    """There are as many as were wanted."""


@dataclass(frozen=True)
class Coming:
    """What is known of the first messages: None until they are asked for and worked out; or it failed."""

    messages: tuple[Message, ...] | None = None
    failed: bool = False
    is_asked: bool = True

    @property
    def is_awaited(self) -> bool:
        """Whether they are worked out now."""
        return self.is_asked and self.messages is None and not self.failed


def first_messages(
    installation: Installation, working: Working, looks: Looks, *, count: int = COUNT
) -> tuple[Message, ...]:
    """The first `count` from now on, oldest first, at aware instants of the campaign's zone; fewer where no more come.

    `looks`: how a notice reads in each channel. Takes half a second; raises DefinitionInvalid and what planning
    raises. A page has the engine work them out: `ask`, `find`.
    """
    script = prepare(installation, working)
    return of_script(installation, script, looks, count=count)


def of_script(
    installation: Installation, script: Script, looks: Looks, *, count: int = COUNT
) -> tuple[Message, ...]:
    """The same of what is prepared."""
    found: list[Message] = []
    days = Days(script.today, max(script.today, script.days.last))

    def is_enough() -> bool:
        return len(found) >= count

    def stop_there(_at: datetime) -> None:
        if is_enough():
            raise _Enough

    with suppress(_Enough):
        rehearse_draft(
            installation,
            script,
            looks,
            days,
            keep=found.append,
            progress=stop_there,
            enough=is_enough,
            handful=count,
        )
    return tuple(found[:count])


def find(installation: Installation, working: Working) -> Coming:
    """Those of that text as the engine of `thidua serve` worked them out, as far as somebody has asked for them.

    For a page that shows itself again until they are there. What else they depend on counts too: the day, the units.
    """
    now = installation.clock.now()
    with installation.database.read() as session:
        found = work.find_same(
            session,
            kind=KIND,
            draft_id=working.id,
            revision=working.revision,
            asked=_asked(session, working, now),
        )
        if found is None:
            return Coming(is_asked=False)
        zone = session.get_one(Issuer, working.issuer_id).zone
        return _coming(session, found, ZoneInfo(zone))


def ask(installation: Installation, working: Working, *, by: str) -> None:
    """Have the engine work them out; twice is as once."""
    now, issuer_id = installation.clock.now(), working.issuer_id
    with installation.database.write(issuer_id) as session:
        work.ask(
            session,
            issuer_id=issuer_id,
            kind=KIND,
            draft_id=working.id,
            revision=working.revision,
            asked=_asked(session, working, now),
            by=by,
            now=now,
        )


def _asked(session: Session, working: Working, now: datetime) -> dict[str, object]:
    """On what they depend, but for what else happens meanwhile: so an hour old at most."""
    text = json.dumps([working.source, dict(working.templates or {})], ensure_ascii=False)
    return {
        "text": hashlib.sha256(text.encode()).hexdigest(),
        "units": state_of(session, working.issuer_id, now=now),
        "hour": now.strftime("%Y-%m-%dT%H"),
    }


def _coming(session: Session, found: Work, zone: ZoneInfo) -> Coming:
    if found.state != WorkState.DONE:
        return Coming(None, failed=found.state == WorkState.FAILED)
    rows = work.load_messages(session, found.id or 0, work.Which())
    return Coming(tuple(of_row(row, found.issuer_id, zone) for row in rows))


def of_row(row: RehearsedMessage, issuer_id: str, zone: ZoneInfo) -> Message:
    """A kept message as it was."""
    return Message(row.at.astimezone(zone), issuer_id, row.unit, row.name, row.post, row.text)
