"""Drafts and their items: queries only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from scheduler.errors import UnknownDraft, UnknownDraftItem
from scheduler.store.tables import Document, Draft, DraftItem


@dataclass(frozen=True)
class OpenDraft:
    """A draft with the name of the document it came from, if it did."""

    draft: Draft
    document: str | None


def find(session: Session, draft_id: int, issuer_id: str | None) -> Draft:
    """The draft of that number, whatever its state; None: of any issuer. Raises UnknownDraft, also for another's."""
    found = session.get(Draft, draft_id) if 0 <= draft_id < 2**31 else None
    if found is None or issuer_id not in (None, found.issuer_id):
        raise UnknownDraft(draft_id)
    return found


def load_open(session: Session, issuer_id: str | None) -> list[OpenDraft]:
    """Those still worked on or waiting for approval, of one issuer or (None) of all; the last changed first."""
    query = (
        select(Draft, Document.name)
        .join(Document, isouter=True)
        .where(col(Draft.state).in_(("open", "proposed")))
        .order_by(col(Draft.changed_at).desc(), col(Draft.id).desc())
    )
    if issuer_id is not None:
        query = query.where(Draft.issuer_id == issuer_id)
    return [OpenDraft(draft, name) for draft, name in session.exec(query)]


def load_proposed(session: Session, issuer_id: str) -> list[Draft]:
    """Those of an issuer that wait for approval, who waits longest first."""
    query = select(Draft).where(Draft.issuer_id == issuer_id, Draft.state == "proposed")
    return list(session.exec(query.order_by(col(Draft.proposed_at), col(Draft.id))))


def of_document(session: Session, document_id: int) -> Draft | None:
    """The open draft that came from a document, the latest of them."""
    return of_documents(session, [document_id]).get(document_id)


def of_documents(session: Session, ids: Sequence[int]) -> dict[int, Draft]:
    """The same of several documents, by their numbers."""
    query = select(Draft).where(col(Draft.document_id).in_(ids), Draft.state == "open")
    return {one.document_id or 0: one for one in session.exec(query.order_by(col(Draft.id)))}


def count_states(session: Session, of: Sequence[Draft]) -> dict[int, dict[str, int]]:
    """How many items of each draft are in each state, by its number."""
    query = (
        select(DraftItem.draft_id, DraftItem.state, func.count())
        .where(col(DraftItem.draft_id).in_([one.id for one in of]))
        .group_by(col(DraftItem.draft_id), col(DraftItem.state))
    )
    counts: dict[int, dict[str, int]] = {}
    for draft_id, state, count in session.exec(query):
        counts.setdefault(draft_id, {})[state] = count
    return counts


def load_items(session: Session, draft: Draft) -> list[DraftItem]:
    """Its items in their order."""
    query = select(DraftItem).where(DraftItem.draft_id == draft.id)
    return list(session.exec(query.order_by(col(DraftItem.position), col(DraftItem.id))))


def find_item(session: Session, draft: Draft, item_id: int) -> DraftItem:
    """One of its items. Raises UnknownDraftItem, also for one of another draft."""
    found = session.get(DraftItem, item_id) if 0 <= item_id < 2**31 else None
    if found is None or found.draft_id != draft.id:
        raise UnknownDraftItem(item_id)
    return found
