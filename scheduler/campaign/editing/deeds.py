"""What a person does with a definition in the making. Each deed is one transaction of the caller, with its ledger line.

`revision` is that of the page it was done on. Every deed raises DraftClosed where the draft is applied, dropped or
waits for approval, and DraftChanged where somebody changed the same part meanwhile; then nothing is done. What others
changed elsewhere stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from scheduler.campaign.drafting.items import Item
from scheduler.campaign.drafting.written import PARTS, Kind, Values, judge
from scheduler.campaign.editing.working import Working, working_of
from scheduler.definition import rewrite
from scheduler.definition.tree import Path, field_name, plain
from scheduler.definition.yaml import parse
from scheduler.directives.draft.titles import slug
from scheduler.errors import DraftChanged, DraftClosed, UnknownDraftItem
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


def write_text(
    session: Session, draft: Draft, revision: int, source: str, *, by: str, now: datetime
) -> Changed:
    """The whole text anew. Raises DefinitionInvalid for one that is no YAML; other faults it may have."""
    parse(source, name="")
    return _write(session, draft, revision, rewrite.Rewritten(source), "", by=by, now=now)


def write_field(
    session: Session,
    draft: Draft,
    revision: int,
    path: Path,
    value: object,
    *,
    by: str,
    now: datetime,
) -> Changed:
    """One field of the head, as ("directive", "number"); None: it is left out."""
    source = working_of(draft).source
    done = rewrite.drop(source, path) if value is None else rewrite.write(source, path, value)
    return _write(session, draft, revision, done, field_name(path), by=by, now=now)


def write_entry(
    session: Session,
    draft: Draft,
    revision: int,
    key: str,
    values: Values,
    *,
    by: str,
    now: datetime,
) -> Changed:
    """All values of the entry of that id, without the id. Raises UnknownDraftItem, ValuesRefused."""
    path, item = _entry(draft, key)
    judge(item.kind, key, values)
    done = rewrite.write(working_of(draft).source, path, {"id": key, **values})
    return _write(session, draft, revision, done, f"{path[0]}/{key}", by=by, now=now, key=key)


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
    working, part = working_of(draft), PARTS[kind][0]
    key = _new_id(working, str(values.get("title") or values.get("anniversary") or kind))
    judge(kind, key, values)
    listed = working.values.get(part)
    at = len(listed) if isinstance(listed, list) else 0
    done = rewrite.write(working.source, (part, at), {"id": key, **values})
    return _write(session, draft, revision, done, f"{part}/{key}", by=by, now=now, key=key)


def drop_entry(
    session: Session, draft: Draft, revision: int, key: str, *, by: str, now: datetime
) -> Changed:
    """Leave it out. Raises UnknownDraftItem."""
    path, _item = _entry(draft, key)
    done = rewrite.drop(working_of(draft).source, path)
    return _write(session, draft, revision, done, f"{path[0]}/{key}", by=by, now=now, key=key)


def _entry(draft: Draft, key: str) -> tuple[Path, Item]:
    found = working_of(draft).entry(key)
    if found is None:
        raise UnknownDraftItem(0)
    return found


def _new_id(working: Working, named: str) -> str:
    taken = {one.key for one in working.view.items}
    base = slug(named) or "muc"
    count, name = 1, base
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    return name


def _write(
    session: Session,
    draft: Draft,
    revision: int,
    done: rewrite.Rewritten,
    part: str,
    *,
    by: str,
    now: datetime,
    key: str = "",
) -> Changed:
    """One conditional update: of two clerks one is first, and the other is told."""
    if draft.state != "open":
        raise DraftClosed(draft.title, draft.state, draft.changed_by, draft.changed_at)
    if done.text == draft.source:
        return Changed(working_of(draft), key)
    title = _title(done.text, draft.title)
    values = {"source": done.text, "title": title, "changed_by": by, "changed_at": now}
    statement = (
        update(Draft)
        .where(col(Draft.id) == draft.id, col(Draft.revision) == revision)
        .values(revision=revision + 1, **values)
        .execution_options(synchronize_session=False)
    )
    written = session.connection().execute(statement).rowcount
    session.refresh(draft)
    if written != 1:
        raise DraftChanged(draft.id or 0, draft.revision, draft.changed_by, draft.changed_at)
    number = draft.id or 0
    row = DraftText(
        draft_id=number, revision=draft.revision, source=done.text, part=part, by=by, at=now
    )
    session.add(row)
    data: dict[str, object] = {"revision": draft.revision, "part": part}
    entry = Entry(
        Happening.DRAFT_TEXT_CHANGED, f"draft/{draft.id}", by, issuer_id=draft.issuer_id, data=data
    )
    ledger.append(session, [entry], now=now)
    return Changed(working_of(draft), key, done.lost)


def _title(source: str, was: str) -> str:
    values = plain(parse(source, name=""))
    title = values.get("title") if isinstance(values, Mapping) else None
    return title if isinstance(title, str) and title else was
