"""A draft that is written down as a text, as its pages show it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from scheduler.campaign.drafting.items import ADDED, DraftView, Item
from scheduler.campaign.drafting.written import FIELDS, PARTS, Kind, Values
from scheduler.definition.blanks import as_line
from scheduler.definition.parts import LISTS, values_of
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.tree import Path
from scheduler.errors import UnknownDraft
from scheduler.store import drafts
from scheduler.store.exported import with_revision
from scheduler.store.tables import Draft


@dataclass(frozen=True)
class Working:
    """A draft with its text. `campaign` is the code of the one it changes, at revision `based_on` ("" and 0: new).

    `templates`: texts of those the campaign was applied with; None: as they are now.
    """

    id: int
    issuer_id: str
    document_id: int | None
    title: str
    state: str
    source: str
    revision: int
    campaign: str
    based_on: int
    templates: Mapping[str, str] | None
    by: str
    begun_at: datetime
    changed_by: str
    changed_at: datetime
    proposed_by: str | None
    proposed_at: datetime | None
    remark: str
    remark_by: str
    remark_at: datetime | None
    applied_as: int | None

    @cached_property
    def values(self) -> Mapping[str, object]:
        """What the text says, in its own keys; nothing where it is no YAML."""
        try:
            return values_of(self.source)
        except DefinitionInvalid:
            return {}

    @cached_property
    def view(self) -> DraftView:
        """Its parts as items, so that what reads and says items reads and says them; numbered in the order of it."""
        items = tuple(
            _item(number, *part)
            for number, part in enumerate((*self._fields(), *self._entries()), start=1)
        )
        return DraftView(
            id=self.id,
            issuer_id=self.issuer_id,
            document_id=self.document_id,
            title=self.title,
            state=self.state,
            by=self.by,
            begun_at=self.begun_at,
            changed_by=self.changed_by,
            changed_at=self.changed_at,
            items=items,
        )

    @property
    def file(self) -> str:
        """Its text as a file, with the revision of the campaign it changes, where it changes one."""
        return with_revision(self.source, self.based_on) if self.based_on else self.source

    def entry(self, key: str) -> tuple[Path, Item] | None:
        """Where the entry of that id stands, and what it says; None where there is none."""
        for part in LISTS:
            for index, values in enumerate(_listed(self.values.get(part))):
                if values.get("id") == key:
                    kind = kind_of(part, values)
                    found = (one for one in self.view.items if (one.kind, one.key) == (kind, key))
                    return (part, index), next(found)
        return None

    def _fields(self) -> Iterator[tuple[Kind, str, Values]]:
        directive = self.values.get("directive")
        document = directive if isinstance(directive, Mapping) else {}
        for key in FIELDS:
            held = document if key.startswith("directive.") else self.values
            value = held.get(key.rpartition(".")[2])
            if key == "directive.issued_on" and value is None:
                value = document.get("issued_in")
            if value is not None:
                yield Kind.FIELD, key, {"value": value}

    def _entries(self) -> Iterator[tuple[Kind, str, Values]]:
        for part in LISTS:
            for values in _listed(self.values.get(part)):
                rest = {key: value for key, value in values.items() if key != "id"}
                yield kind_of(part, values), str(values.get("id") or ""), rest


def load(session: Session, draft_id: int, issuer_id: str) -> Working:
    """The draft of that issuer. Raises UnknownDraft, also for another issuer's and for one that is still items."""
    return working_of(drafts.find(session, draft_id, issuer_id))


def working_of(row: Draft) -> Working:
    """That of a row. Raises UnknownDraft for one that is still items."""
    if row.source is None:
        raise UnknownDraft(row.id or 0)
    held = {name: getattr(row, name) for name in Working.__dataclass_fields__}
    return Working(**held | {"templates": json.loads(row.templates) if row.templates else None})


def title_of(values: Mapping[str, object], otherwise: str) -> str:
    """What a draft of those values is called, in one line; `otherwise` where they do not say."""
    title = values.get("title")
    return as_line(title) if isinstance(title, str) and title.strip() else otherwise


def kind_of(part: str, values: Mapping[str, object]) -> Kind:
    """What an entry of that list is."""
    if part == "phases":
        return Kind.PEAK if values.get("kind") == "peak" else Kind.ROUND
    return next(Kind(kind) for kind, (name, _model) in PARTS.items() if name == part)


def _listed(value: object) -> Iterator[Mapping[str, object]]:
    """The entries of a list as far as they are entries."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Mapping))


def _item(number: int, kind: Kind, key: str, values: Values) -> Item:
    return Item(
        id=number,
        kind=kind,
        key=key,
        position=number,
        values=values,
        found=None,
        doubts=(),
        quote=None,
        offset=None,
        state=ADDED,
        revision=1,
        changed_by=None,
        changed_at=None,
    )
