"""A document that was read becomes a draft: an item for each thing it says, asks or leaves out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from scheduler.campaign.drafting.written import FIELDS, PARTS, Kind, Values, as_json, plain_of
from scheduler.definition.fields import Model
from scheduler.definition.models import Phase
from scheduler.definition.parts import LISTS
from scheduler.definition.tree import Path
from scheduler.directives.draft.draft import Draft as ReadDraft
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.view import Quote
from scheduler.happenings import Happening
from scheduler.language import _
from scheduler.store import ledger
from scheduler.store.ledger import Entry
from scheduler.store.tables import Document, Draft, DraftItem

# What a document may leave out without a doubt.
_MAY_BE_LEFT_OUT = ("last_year", "theme")


@dataclass(frozen=True)
class Begun:
    """An item before it has its place."""

    kind: Kind
    key: str
    written: Values
    quote: Quote | None = None
    doubts: Sequence[tuple[str, str]] = field(default_factory=tuple)


def begin(
    session: Session,
    document: Document,
    directive: ReadDirective,
    draft: ReadDraft,
    *,
    by: str,
    now: datetime,
) -> Draft:
    """A new draft of what was read from the text of `document`; every item is still to be reviewed.

    Quotes count the code points of the document's text. Nothing of `draft` is lost: what it remarks is a doubt of
    its item, or a note.
    """
    row = _begun(session, document, draft, by=by, now=now)
    found = [
        *_fields(draft),
        *begun_entries(draft),
        *_unplaced(directive),
        *_notes(directive, draft),
    ]
    for position, one in enumerate(found):
        session.add(_row(row.id or 0, position, one))
    session.flush()
    data: dict[str, object] = {"document": document.content_hash, "items": len(found)}
    entry = Entry(
        Happening.DRAFT_BEGUN, f"draft/{row.id}", by, issuer_id=document.issuer_id, data=data
    )
    ledger.append(session, [entry], now=now)
    return row


def _begun(
    session: Session, document: Document, draft: ReadDraft, *, by: str, now: datetime
) -> Draft:
    """The row of a draft without items; both have their ids."""
    assert document.id is not None, "a document is kept before it is read"
    row = Draft(
        issuer_id=document.issuer_id,
        document_id=document.id,
        title=str(draft.values["title"]),
        by=by,
        begun_at=now,
        changed_by=by,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _row(draft_id: int, position: int, one: Begun) -> DraftItem:
    written = as_json(one.written)
    return DraftItem(
        draft_id=draft_id,
        kind=one.kind,
        position=position,
        key=one.key,
        found=written,
        written=written,
        doubts=as_json(list(map(list, one.doubts))),  # type: ignore[arg-type]
        quote=one.quote.quote if one.quote else None,
        offset=one.quote.offset if one.quote else None,
    )


def _fields(draft: ReadDraft) -> Iterator[Begun]:
    directive = draft.values["directive"]
    assert isinstance(directive, Mapping), "the head of a draft has its document"
    issued = directive["issued_on"] or directive["issued_in"]
    values = {**draft.values, "directive.issued_on": str(issued) if issued else None}
    for key in ("number", "type", "issuer"):
        values[f"directive.{key}"] = directive[key]
    for key in FIELDS:
        path = tuple(key.split("."))
        if values[key] is None and key in _MAY_BE_LEFT_OUT:
            continue
        told = draft.remarks.beside.get(path)
        doubt = told or (_("văn bản không ghi") if values[key] is None else "")
        doubts = [("value", doubt)] if doubt else []
        yield Begun(Kind.FIELD, key, {"value": values[key]}, draft.places.get(path), doubts)


def begun_entries(draft: ReadDraft) -> Iterator[Begun]:
    """The rounds, peaks, occasions, milestones and duties of a draft, in its order."""
    for part in LISTS:
        entries = draft.values[part] or ()
        assert isinstance(entries, Sequence), "a list of a draft"
        for index, entry in enumerate(entries):
            assert isinstance(entry, Model), "an entry of a draft"
            values = plain_of(entry)
            key = str(values.pop("id"))
            doubts = [*_doubts(draft, (part, index))]
            yield Begun(_kind(part, entry), key, values, draft.places.get((part, index)), doubts)


def _kind(part: str, entry: Model) -> Kind:
    if isinstance(entry, Phase):
        return Kind(entry.kind.value)
    return next(Kind(kind) for kind, (name, _model) in PARTS.items() if name == part)


def _doubts(draft: ReadDraft, path: Path) -> Iterator[tuple[str, str]]:
    """What is asked beside and below the values of an entry; not what only repeats the text."""
    for at, told in draft.remarks.beside.items():
        if at[: len(path)] == path and at not in draft.told:
            yield str(at[-1]), told
    for at, lines in draft.remarks.below.items():
        if at[: len(path)] == path:
            yield from ((str(at[-1]), line) for line in lines)


def _unplaced(directive: ReadDirective) -> Iterator[Begun]:
    asked = _("văn bản còn yêu cầu việc này, chưa hiểu thành nhiệm vụ hay mốc nào")
    for note in directive.unplaced:
        yield Begun(
            Kind.UNPLACED, "", {"value": note.text}, note.evidence, doubts=[("value", asked)]
        )


def _notes(directive: ReadDirective, draft: ReadDraft) -> Iterator[Begun]:
    for note in draft.notes:
        yield Begun(
            Kind.NOTE, note.kind, {"value": note.text}, note.evidence, [("value", note.text)]
        )
    if not directive.deadlines:
        told = draft.remarks.beside["duties",]
        yield Begun(Kind.NOTE, "duties", {"value": told}, doubts=[("value", told)])
