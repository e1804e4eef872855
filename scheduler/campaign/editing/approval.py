"""Approval by another: who prepared a draft proposes it, somebody else puts it into force or gives it back.

Each deed is one transaction of the caller, with its ledger line; done twice it is done once. While a draft waits
nothing of it changes.
"""

from datetime import datetime

from sqlmodel import Session

from scheduler.access import approvers, draft_links
from scheduler.access.approvers import Colleague
from scheduler.access.draft_links import Word
from scheduler.campaign.editing.launching import last_changed_by
from scheduler.errors import DraftChanged, DraftClosed, NobodyApproves
from scheduler.happenings import Happening
from scheduler.store import ledger
from scheduler.store.ledger import Entry
from scheduler.store.tables import Draft, Issuer


def load_approvers(session: Session, draft: Draft, *, by: str, now: datetime) -> list[Colleague]:
    """Who could approve the draft if `by` proposed it now; where two people are wanted nobody who wrote or proposes."""
    but = (by, last_changed_by(session, draft)) if _wants_two(session, draft) else ()
    return approvers.who_approve(session, draft.issuer_id, but=but, now=now)


def propose(session: Session, draft: Draft, revision: int, *, by: str, now: datetime) -> None:
    """It waits from now on, and who may approve is told. Raises DraftClosed, DraftChanged, NobodyApproves."""
    if draft.state == "proposed" and (draft.proposed_by, draft.revision) == (by, revision):
        return
    _require(draft, "open")
    _require_seen(draft, revision)
    able = load_approvers(session, draft, by=by, now=now)
    if not able:
        raise NobodyApproves(_wants_two(session, draft))
    draft.proposed_by, draft.proposed_at = by, now
    draft.remark, draft.remark_by, draft.remark_at = "", "", None
    _go(session, draft, "proposed", Happening.DRAFT_PROPOSED, by=by, now=now)
    others = [one for one in able if one.signature != by]
    draft_links.tell(session, draft, Word.ASKED, others, now=now)


def withdraw(session: Session, draft: Draft, *, by: str, now: datetime) -> None:
    """It can be changed again. Raises DraftClosed."""
    if draft.state == "open":
        return
    _require(draft, "proposed")
    draft.proposed_by = draft.proposed_at = None
    _go(session, draft, "open", Happening.DRAFT_WITHDRAWN, by=by, now=now)


def give_back(
    session: Session, draft: Draft, revision: int, remark: str, *, by: str, now: datetime
) -> None:
    """The same of the text that was seen, with what is to be done to it; who proposed it stays named, and is told.

    Raises DraftClosed, DraftChanged.
    """
    if draft.state == "open" and (draft.remark, draft.remark_by) == (remark, by):
        return
    _require(draft, "proposed")
    _require_seen(draft, revision)
    draft.remark, draft.remark_by, draft.remark_at = remark, by, now
    data: dict[str, object] = {"remark": remark, "proposed_by": draft.proposed_by}
    _go(session, draft, "open", Happening.DRAFT_GIVEN_BACK, by=by, now=now, data=data)
    people = approvers.load(session, draft.issuer_id, now=now)
    theirs = [one for one in people if one.signature == draft.proposed_by]
    draft_links.tell(session, draft, Word.RETURNED, theirs, now=now)


def _wants_two(session: Session, draft: Draft) -> bool:
    return session.get_one(Issuer, draft.issuer_id).desk_two_people


def _require(draft: Draft, state: str) -> None:
    if draft.state != state or draft.source is None:
        raise DraftClosed(draft.title, draft.state, draft.changed_by, draft.changed_at)


def _require_seen(draft: Draft, revision: int) -> None:
    if draft.revision != revision:
        raise DraftChanged(draft.id or 0, draft.revision, draft.changed_by, draft.changed_at)


def _go(
    session: Session,
    draft: Draft,
    state: str,
    happening: Happening,
    *,
    by: str,
    now: datetime,
    data: dict[str, object] | None = None,
) -> None:
    draft.state, draft.changed_by, draft.changed_at = state, by, now
    session.add(draft)
    told = {"revision": draft.revision, **(data or {})}
    entry = Entry(happening, f"draft/{draft.id}", by, issuer_id=draft.issuer_id, data=told)
    ledger.append(session, [entry], now=now)
    session.flush()
