"""What a person does with a draft and its items. Each deed is one transaction of the caller, with its ledger line.

`item` and `revision` are those of the page it was done on: who holds an older revision is told (ItemChanged), and
nothing is done, unless the item stands already as they want it. Every deed raises DraftClosed where the draft is
applied or dropped, UnknownDraftItem for an item of another draft.
"""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from scheduler.campaign.drafting.items import (
    ACCEPTED,
    ADDED,
    CORRECTED,
    DROPPED,
    FOUND,
    Item,
    is_sure,
    item_of,
)
from scheduler.campaign.drafting.written import FIELDS, NOT_UNDERSTOOD, Kind, Values, as_json, judge
from scheduler.definition.blanks import LONGEST
from scheduler.directives.draft.titles import slug
from scheduler.errors import DraftClosed, ItemChanged, UnknownDraftItem, ValuesRefused
from scheduler.happenings import Happening
from scheduler.language import _
from scheduler.store import drafts, ledger
from scheduler.store.ledger import Entry
from scheduler.store.tables import Draft, DraftItem


def accept(
    session: Session, draft: Draft, item: int, revision: int, *, by: str, now: datetime
) -> Item:
    """It is as the document says. What is not understood cannot be accepted (UnknownDraftItem)."""
    row = _row(session, draft, item)
    if row.kind in NOT_UNDERSTOOD:
        raise UnknownDraftItem(item)
    if row.state in (ACCEPTED, CORRECTED, ADDED):
        return item_of(row)
    return _change(
        session, draft, row, revision, Happening.DRAFT_ITEM_ACCEPTED, by=by, now=now, state=ACCEPTED
    )


def accept_sure(session: Session, draft: Draft, *, by: str, now: datetime) -> int:
    """Accept all that nobody has looked at and that has no doubt; how many those were."""
    _require_open(draft)
    rows = [one for one in drafts.load_items(session, draft) if is_sure(item_of(one))]
    for row in rows:
        _write(session, row, row.revision, by=by, now=now, state=ACCEPTED)
    if rows:
        data: dict[str, object] = {"items": [row.id for row in rows]}
        _tell(session, draft, Happening.DRAFT_ITEMS_ACCEPTED, by=by, now=now, data=data)
    return len(rows)


def correct(
    session: Session,
    draft: Draft,
    item: int,
    revision: int,
    values: Values,
    *,
    by: str,
    now: datetime,
) -> Item:
    """Say otherwise what it is: all its values, in the keys of the definition without the id.

    Raises ValuesRefused.
    """
    row = _row(session, draft, item)
    judge(row.kind, row.key, values)
    written = as_json(values)
    if row.state in (CORRECTED, ADDED) and row.written == written:
        return item_of(row)
    changed = {"state": ADDED if row.found is None else CORRECTED, "written": written}
    happening = Happening.DRAFT_ITEM_CORRECTED
    return _change(session, draft, row, revision, happening, by=by, now=now, **changed)


def drop(
    session: Session, draft: Draft, item: int, revision: int, *, by: str, now: datetime
) -> Item:
    """Leave it out; it can be taken back."""
    row = _row(session, draft, item)
    if row.state == DROPPED:
        return item_of(row)
    return _change(
        session,
        draft,
        row,
        revision,
        Happening.DRAFT_ITEM_DROPPED,
        by=by,
        now=now,
        state=DROPPED,
        was=row.state,
    )


def take_back(
    session: Session, draft: Draft, item: int, revision: int, *, by: str, now: datetime
) -> Item:
    """What was dropped is again what it was; what was accepted or corrected is as it was found."""
    row = _row(session, draft, item)
    pressed_twice = row.revision == revision + 1 and row.changed_by == by and row.state != DROPPED
    if row.state in (FOUND, ADDED) or pressed_twice:
        return item_of(row)
    back: dict[str, object] = {"state": row.was or FOUND, "was": ""}
    if row.state != DROPPED:
        back = {"state": FOUND, "written": row.found}
    return _change(
        session, draft, row, revision, Happening.DRAFT_ITEM_TAKEN_BACK, by=by, now=now, **back
    )


def add(
    session: Session,
    draft: Draft,
    kind: Kind,
    values: Values,
    *,
    key: str = "",
    quote: str | None = None,
    offset: int | None = None,
    instead_of: int | None = None,
    by: str,
    now: datetime,
) -> Item:
    """Something the document was not understood to say; `key` is the field of the head where `kind` is that.

    `instead_of`: an item it takes the place of, as a clause that was not understood; that one is dropped. The same
    added twice is one. Raises ValuesRefused.
    """
    _require_open(draft)
    rows = drafts.load_items(session, draft)
    at = max((one.position for one in rows), default=-1) + 1
    written, draft_id = as_json(values), draft.id or 0
    row = DraftItem(draft_id=draft_id, kind=kind, position=at, key=key, written=written)
    row.quote, row.offset = quote[:LONGEST] if quote else None, offset
    if (twin := next((one for one in rows if _is_twin(one, row)), None)) is not None:
        return _same(twin, row)
    _store(session, row, values, rows, by=by, now=now)
    _tell(session, draft, Happening.DRAFT_ITEM_ADDED, by=by, now=now, row=row)
    if instead_of is not None:
        other = drafts.find_item(session, draft, instead_of)
        drop(session, draft, instead_of, other.revision, by=by, now=now)
    return item_of(row)


def _store(
    session: Session,
    row: DraftItem,
    values: Values,
    rows: list[DraftItem],
    *,
    by: str,
    now: datetime,
) -> None:
    """With an id of its own. Raises ValuesRefused."""
    named = str(values.get("title") or values.get("anniversary") or row.kind)
    row.key = row.key or _new_id(named, rows)
    if row.kind == Kind.FIELD and row.key not in FIELDS:
        raise UnknownDraftItem(0)
    judge(row.kind, row.key, values)
    row.state, row.changed_by, row.changed_at = ADDED, by, now
    session.add(row)
    session.flush()


def drop_draft(session: Session, draft: Draft, *, by: str, now: datetime) -> None:
    """Work on it no more; it stays as it is. Nothing happens to one that is dropped already."""
    if draft.state == "dropped":
        return
    if draft.state != "open":
        raise DraftClosed(draft.title, draft.state, draft.changed_by, draft.changed_at)
    draft.state = "dropped"
    session.add(draft)
    _tell(session, draft, Happening.DRAFT_DROPPED, by=by, now=now)


def _is_twin(one: DraftItem, new: DraftItem) -> bool:
    """Whether it is the same, added by a second press on one button; of a field there is only one."""
    if new.kind == Kind.FIELD and (one.kind, one.key) == (new.kind, new.key):
        return one.state != DROPPED
    same = (one.kind, one.written, one.offset) == (new.kind, new.written, new.offset)
    return same and one.state == ADDED


def _same(twin: DraftItem, new: DraftItem) -> Item:
    """Raises ValuesRefused where somebody else added another value of that field meanwhile."""
    if new.kind == Kind.FIELD and twin.written != new.written:
        told = _("Bản thảo đã có mục này rồi: đề nghị sửa mục đó.")
        raise ValuesRefused((("value", told),))
    return item_of(twin)


def _new_id(title: str, rows: list[DraftItem]) -> str:
    """An id that no item of the draft has, dropped ones included, for what is told about them stays."""
    taken, base = {one.key for one in rows}, slug(title) or "muc"
    count, name = 1, base
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    return name


def _row(session: Session, draft: Draft, item: int) -> DraftItem:
    _require_open(draft)
    return drafts.find_item(session, draft, item)


def _require_open(draft: Draft) -> None:
    state = "written" if draft.state == "open" and draft.source is not None else draft.state
    if state != "open":
        raise DraftClosed(draft.title, state, draft.changed_by, draft.changed_at)


def _change(
    session: Session,
    draft: Draft,
    row: DraftItem,
    revision: int,
    happening: Happening,
    *,
    by: str,
    now: datetime,
    **values: object,
) -> Item:
    before = row.written
    _write(session, row, revision, by=by, now=now, **values)
    told: dict[str, object] = {"before": before} if row.written != before else {}
    _tell(session, draft, happening, by=by, now=now, row=row, data=told)
    return item_of(row)


def _write(
    session: Session, row: DraftItem, revision: int, *, by: str, now: datetime, **values: object
) -> None:
    """One conditional update: of two clerks one is first, and the other is told."""
    statement = (
        update(DraftItem)
        .where(col(DraftItem.id) == row.id, col(DraftItem.revision) == revision)
        .values(revision=revision + 1, changed_by=by, changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    done = session.connection().execute(statement).rowcount
    session.refresh(row)
    if done != 1:
        at = row.changed_at or now
        raise ItemChanged(row.id or 0, row.revision, row.changed_by or "", at)


def _tell(
    session: Session,
    draft: Draft,
    happening: Happening,
    *,
    by: str,
    now: datetime,
    row: DraftItem | None = None,
    data: dict[str, object] | None = None,
) -> None:
    """The ledger line, and who changed the draft last."""
    draft.changed_by, draft.changed_at = by, now
    session.add(draft)
    subject = f"draft/{draft.id}"
    told = dict(data or {})
    if row is not None:
        subject += f"/{row.id}"
        told |= {"kind": row.kind, "key": row.key, "revision": row.revision, "written": row.written}
    ledger.append(
        session, [Entry(happening, subject, by, issuer_id=draft.issuer_id, data=told)], now=now
    )
