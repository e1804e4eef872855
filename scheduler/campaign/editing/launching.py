"""Putting a definition in the making into force: exactly what was shown, once, in one transaction."""

import json
from dataclasses import dataclass

from sqlmodel import Session, col, select

from scheduler.campaign import proposals
from scheduler.campaign.editing import looking, working
from scheduler.campaign.editing.looking import Look
from scheduler.campaign.editing.planned import Written, plan_text, units_of
from scheduler.campaign.proposals import Preview
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import (
    ApprovesOwn,
    DraftChanged,
    DraftClosed,
    LaunchDiffers,
    NothingToLaunch,
    NotProposed,
    PlanChanged,
)
from scheduler.happenings import Happening
from scheduler.installation import Installation
from scheduler.store import drafts, ledger
from scheduler.store.ledger import Entry
from scheduler.store.tables import Document, Draft, DraftText, Issuer, LedgerEntry


@dataclass(frozen=True)
class Seen:
    """What a person saw when they said yes: the revision of the draft, `Look.digest`, and whether it was proposed."""

    revision: int
    digest: str
    is_proposed: bool = False


@dataclass(frozen=True)
class Launched:
    """The campaign by its code, and its revision. `shown`: what was done; None where it had been done before."""

    campaign: str
    revision: int
    shown: Preview | None


def launch(
    installation: Installation, draft_id: int, seen: Seen, *, issuer_id: str, by: str
) -> Launched:
    """Do what was seen; the draft is applied. Twice is as once. Whether `by` may approve at all the caller asks.

    Raises, with nothing done: UnknownDraft; DraftClosed for one that was dropped, and for one that was seen waiting
    for approval and is withdrawn or given back by now; DraftChanged where its text is
    another; DefinitionInvalid; PlanChanged where its campaign has a newer definition; LaunchDiffers where the same
    text does something else than was seen; NothingToLaunch; and where the issuer wants two people NotProposed and
    ApprovesOwn.
    """
    with installation.database.read() as session:
        held = working.load(session, draft_id, issuer_id)
        if done := _already(drafts.find(session, draft_id, issuer_id), seen):
            return done
    written = Written.of(held)
    planned = plan_text(installation, written)
    if planned.proposal is None:
        raise DefinitionInvalid(planned.problems)
    with installation.database.write(*proposals.owners(installation, planned.proposal)) as session:
        draft = drafts.find(session, draft_id, issuer_id)
        if done := _already(draft, seen):
            return done
        require_ready(session, draft, seen, by=by)
        if units_of(session, issuer_id) != planned.units:
            raise LaunchDiffers(draft_id)
        found = looking.look_in(session, written, planned, now=installation.clock.now())
        return _do(session, installation, draft, _same(found, draft_id, seen), by=by)


def _already(draft: Draft, seen: Seen) -> Launched | None:
    if draft.state != "applied" or draft.revision != seen.revision:
        return None
    return Launched(draft.campaign, draft.applied_as or 0, None)


def require_ready(session: Session, draft: Draft, seen: Seen, *, by: str) -> None:
    """Raises DraftClosed, DraftChanged, NotProposed, ApprovesOwn where `by` may not put what was seen into force."""
    if draft.state not in ("open", "proposed") or (seen.is_proposed and draft.state == "open"):
        raise DraftClosed(draft.title, draft.state, draft.changed_by, draft.changed_at)
    if draft.revision != seen.revision:
        raise DraftChanged(draft.id or 0, draft.revision, draft.changed_by, draft.changed_at)
    if not session.get_one(Issuer, draft.issuer_id).desk_two_people:
        return
    if draft.state != "proposed":
        raise NotProposed(draft.title)
    if by in (draft.proposed_by, last_changed_by(session, draft)):
        raise ApprovesOwn(draft.title, by)


def last_changed_by(session: Session, draft: Draft) -> str | None:
    """Who wrote the text as it stands."""
    query = select(DraftText.by).where(DraftText.draft_id == draft.id)
    return session.exec(query.order_by(col(DraftText.revision).desc()).limit(1)).first()


def _same(found: Look, draft_id: int, seen: Seen) -> Look:
    if found.problems:
        raise DefinitionInvalid(found.problems)
    if found.is_behind:
        raise PlanChanged(found.written.campaign)
    if found.digest != seen.digest:
        raise LaunchDiffers(draft_id)
    if not found.can_launch:
        raise NothingToLaunch(draft_id)
    return found


def _do(
    session: Session, installation: Installation, draft: Draft, found: Look, *, by: str
) -> Launched:
    assert found.proposal and found.preview, "what has no problems has a plan"
    campaign = proposals.apply_in(session, installation, found.proposal, found.preview, by=by)
    now = installation.clock.now()
    data: dict[str, object] = {
        "campaign": campaign.code,
        "revision": campaign.revision,
        "text": draft.revision,
        "proposed_by": draft.proposed_by,
        "document": _hash(session, draft.document_id),
        "told_at_once": found.preview.at_once,
    }
    draft.state, draft.campaign, draft.applied_as = "applied", campaign.code, campaign.revision
    draft.changed_by, draft.changed_at = by, now
    session.add(draft)
    entry = Entry(
        Happening.DRAFT_APPLIED, f"draft/{draft.id}", by, issuer_id=draft.issuer_id, data=data
    )
    ledger.append(session, [entry], now=now)
    return Launched(campaign.code, campaign.revision, found.preview)


def told_at_once(session: Session, draft_id: int) -> bool:
    """Whether putting that draft into force told people something at once: it cannot be seen from what is in force."""
    query = select(LedgerEntry.data).where(
        LedgerEntry.subject == f"draft/{draft_id}", LedgerEntry.kind == Happening.DRAFT_APPLIED
    )
    found = session.exec(query).first()
    return bool(found and json.loads(found).get("told_at_once"))


def _hash(session: Session, document_id: int | None) -> str | None:
    """Of the document it was read from."""
    query = select(Document.content_hash).where(Document.id == document_id)
    return session.exec(query).first()
