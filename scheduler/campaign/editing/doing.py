"""How a deed is done on a draft: on the text as it stands, once, and not over what another changed meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import update
from sqlmodel import Session, col

from scheduler.campaign.editing import history
from scheduler.campaign.editing.working import Working, title_of, working_of
from scheduler.definition.parts import WHOLE, changed, touches, values_of
from scheduler.errors import CommentsLost, DraftChanged, DraftClosed, UnknownDraftItem
from scheduler.happenings import Happening
from scheduler.store import ledger
from scheduler.store.ledger import Entry
from scheduler.store.tables import Draft, DraftText


@dataclass(frozen=True)
class Changed:
    """The draft as it stands now, the id of the part that was changed, and comments that went with the old one."""

    working: Working
    key: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A text with a deed done on it: which part it changed, and the id of the entry."""

    text: str
    part: str
    key: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deed:
    """What is to be done, from which page, by whom."""

    revision: int
    by: str
    now: datetime
    make: Callable[[str], Made]
    touched: str | None = None  # the part others must not have changed; None: that which it changes
    joins: bool = False  # whether it looks itself at what others changed
    lost_is_known: bool = True


def changed_meanwhile(draft: Draft, touch: DraftText | None = None) -> DraftChanged:
    """What who was second is told; `touch`: the revision that changed the part, where that is known."""
    by, at = (touch.by, touch.at) if touch else (draft.changed_by, draft.changed_at)
    return DraftChanged(draft.id or 0, draft.revision, by, at)


def do(session: Session, draft: Draft, deed: Deed) -> Changed:
    """The deed on the text as it stands. One conditional update: of two at once one is first, the other is told.

    Raises DraftClosed, DraftChanged, CommentsLost, and what `deed.make` raises.
    """
    if draft.state != "open":
        raise DraftClosed(draft.title, draft.state, draft.changed_by, draft.changed_at)
    source = working_of(draft).source
    stale = deed.revision != draft.revision
    if stale and (done := _repeated(session, draft, deed, source)) is not None:
        return Changed(working_of(draft), done.key)
    if stale and not deed.joins:
        _check_untouched(session, draft, deed, source)
    made = deed.make(source)
    if made.text == source:
        return Changed(working_of(draft), made.key)
    if made.lost and not deed.lost_is_known:
        raise CommentsLost(made.lost)
    _store(session, draft, made, deed)
    return Changed(working_of(draft), made.key, made.lost)


def _repeated(session: Session, draft: Draft, deed: Deed, source: str) -> Made | None:
    """What the same person made by the same deed since the revision it is done on, where it still stands so."""
    for before, after in pairwise(history.since(session, draft, deed.revision)):
        made = _made(deed, before.source) if after.by == deed.by else None
        if made is None or made.text != after.source:
            continue
        part = deed.touched if deed.touched is not None else made.part
        since = changed(values_of(after.source), values_of(source))
        if after.source == source or (part != WHOLE and not touches(part, since)):
            return made
    return None


def _made(deed: Deed, text: str) -> Made | None:
    """The deed done on a text that stood once; None where it cannot be."""
    try:
        return deed.make(text)
    except (UnknownDraftItem, DraftChanged):
        return None


def _check_untouched(session: Session, draft: Draft, deed: Deed, source: str) -> None:
    seen = history.text_at(session, draft, deed.revision)
    if seen is None:
        raise changed_meanwhile(draft)
    part = deed.touched if deed.touched is not None else deed.make(seen).part
    if touches(part, changed(values_of(seen), values_of(source))):
        raise changed_meanwhile(draft, history.last_touch(session, draft, deed.revision, part))


def _store(session: Session, draft: Draft, made: Made, deed: Deed) -> None:
    number, revision = draft.id or 0, draft.revision
    statement = (
        update(Draft)
        .where(col(Draft.id) == number, col(Draft.revision) == revision, col(Draft.state) == "open")
        .values(
            source=made.text,
            title=title_of(values_of(made.text), draft.title),
            revision=revision + 1,
            changed_by=deed.by,
            changed_at=deed.now,
        )
        .execution_options(synchronize_session=False)
    )
    written = session.connection().execute(statement).rowcount
    session.refresh(draft)
    if written != 1:
        raise changed_meanwhile(draft)
    row = DraftText(
        draft_id=number, revision=draft.revision, source=made.text, part=made.part, by=deed.by, at=deed.now
    )  # fmt: skip
    session.add(row)
    data: dict[str, object] = {"revision": draft.revision, "part": made.part}
    entry = Entry(
        Happening.DRAFT_TEXT_CHANGED, f"draft/{number}", deed.by, issuer_id=draft.issuer_id, data=data
    )  # fmt: skip
    ledger.append(session, [entry], now=deed.now)
