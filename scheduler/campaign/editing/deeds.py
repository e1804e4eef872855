"""What a person does with a definition in the making. Each deed is one transaction of the caller, with its ledger line.

`revision` is that of the page it was done on; it is done on the text as it stands now, so that what others changed
elsewhere stays. Every deed raises DraftClosed where the draft is applied, dropped or waits for approval, and
DraftChanged where somebody changed the same part meanwhile; then nothing is done. Done twice, as by a double click,
it is done once. Deeds of one part raise CommentsLost where comments would go with it and `lost_is_known` is not said.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from scheduler.campaign.drafting.written import PARTS, Kind, Values, judge
from scheduler.campaign.editing import history
from scheduler.campaign.editing.doing import Changed, Deed, Made, changed_meanwhile, do
from scheduler.campaign.editing.working import kind_of, working_of
from scheduler.definition import rewrite
from scheduler.definition.joining import join
from scheduler.definition.parts import WHOLE, at, parts_of, place, values_of
from scheduler.definition.tree import Path, field_name
from scheduler.directives.draft.titles import slug
from scheduler.errors import UnknownDraftItem, UnknownDraftText
from scheduler.store.exported import without_revision
from scheduler.store.tables import Draft

_NULLABLE = ("due",)  # asked for by the model, also where nobody knows it


def write_text(
    session: Session, draft: Draft, revision: int, source: str, *, by: str, now: datetime
) -> Changed:
    """The whole text anew; what others changed meanwhile in other parts joins it.

    The line `revision:` of a file goes: the draft knows what it is based on. Raises DefinitionInvalid for one that is
    no YAML; other faults it may have.
    """
    source = without_revision(source)
    base = history.text_at(session, draft, revision)

    def make(text: str) -> Made:
        joined = None
        if base is not None:
            joined = source if base == text else join(base, source, text)
        if not isinstance(joined, str):
            raise changed_meanwhile(draft)
        return Made(joined, WHOLE)

    return do(session, draft, Deed(revision, by, now, make, joins=True))


def write_field(
    session: Session,
    draft: Draft,
    revision: int,
    path: Path,
    value: object,
    *,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """One field of the head, as ("directive", "number"); None: it is left out."""

    def make(text: str) -> Made:
        if value is None:
            there = at(values_of(text), path[:-1])
            is_there = isinstance(there, dict) and path[-1] in there
            done = rewrite.drop(text, path) if is_there else rewrite.Rewritten(text)
        else:
            done = rewrite.write(text, path, value)
        return Made(done.text, field_name(path), lost=done.lost)

    return do(session, draft, Deed(revision, by, now, make, lost_is_known=lost_is_known))


def write_list(
    session: Session,
    draft: Draft,
    revision: int,
    path: Path,
    values: Sequence[object],
    *,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """All of a list that has no entries of its own, as ("notes",) or ("template",); none: it is left out."""
    return write_field(
        session, draft, revision, path, list(values) or None, by=by, now=now, lost_is_known=lost_is_known
    )  # fmt: skip


def write_entry(
    session: Session,
    draft: Draft,
    revision: int,
    key: str,
    values: Values,
    *,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """All values of the entry of that id, without the id. Raises UnknownDraftItem, ValuesRefused."""

    def make(text: str) -> Made:
        path, old = _entry(text, key)
        judge(kind_of(str(path[0]), old), key, values)
        done = rewrite.write(text, path, {"id": key, **_told(values, old)})
        return Made(done.text, f"{path[0]}/{key}", key, done.lost)

    return do(session, draft, Deed(revision, by, now, make, lost_is_known=lost_is_known))


def add_entry(
    session: Session,
    draft: Draft,
    revision: int,
    kind: Kind,
    values: Values,
    *,
    by: str,
    now: datetime,
) -> Changed:
    """A new one behind the others of its list, with an id of its own. Raises ValuesRefused."""
    part = PARTS[kind][0]
    named = str(values.get("title") or values.get("anniversary") or kind)

    def make(text: str) -> Made:
        written = values_of(text)
        key = _new_id(written, named)
        judge(kind, key, values)
        listed = written.get(part)
        path = (part, len(listed) if isinstance(listed, list) else 0)
        done = rewrite.write(text, path, {"id": key, **_told(values, {})})
        return Made(done.text, f"{part}/{key}", key, done.lost)

    return do(session, draft, Deed(revision, by, now, make))


def move_entry(
    session: Session,
    draft: Draft,
    revision: int,
    key: str,
    *,
    up: bool,
    by: str,
    now: datetime,
) -> Changed:
    """Before the one above it, or behind the one below, with its comments. Raises UnknownDraftItem."""

    def make(text: str) -> Made:
        path, _old = _entry(text, key)
        done = rewrite.move(text, path, up=up)
        return Made(done.text, f"{path[0]}/{key}", key, done.lost)

    path, _old = _entry(working_of(draft).source, key)
    deed = Deed(revision, by, now, make, touched=f"{path[0]}/", lost_is_known=False)
    return do(session, draft, deed)


def drop_entry(
    session: Session,
    draft: Draft,
    revision: int,
    key: str,
    *,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """Leave it out, with the comments directly above it. Raises UnknownDraftItem."""

    def make(text: str) -> Made:
        path, _old = _entry(text, key)
        done = rewrite.drop(text, path)
        return Made(done.text, f"{path[0]}/{key}", key, done.lost)

    return do(session, draft, Deed(revision, by, now, make, lost_is_known=lost_is_known))


def go_back(
    session: Session, draft: Draft, revision: int, to: int, *, by: str, now: datetime
) -> Changed:
    """The text as it stood at revision `to` becomes the newest. Raises UnknownDraftText."""
    older = history.text_at(session, draft, to)
    if older is None:
        raise UnknownDraftText(draft.id or 0, to)

    def make(_text: str) -> Made:
        return Made(older, f"{history.BACK}{to}")

    return do(session, draft, Deed(revision, by, now, make, touched=WHOLE))


def _entry(text: str, key: str) -> tuple[Path, Values]:
    values = values_of(text)
    path = place(values, key)
    if path is None:
        raise UnknownDraftItem(0)
    old = at(values, path)
    assert isinstance(old, dict), "found by its id"
    return path, old


def _told(values: Values, old: Values) -> Values:
    """Without what says nothing, but where the model asks for it or the text has it so."""
    return {
        key: value
        for key, value in values.items()
        if value is not None or key in _NULLABLE or (key in old and old[key] is None)
    }


def _new_id(values: Values, named: str) -> str:
    taken = {name.partition("/")[2] for name in parts_of(values) if "/" in name}
    base = slug(named) or "muc"
    count, name = 1, base
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    return name
