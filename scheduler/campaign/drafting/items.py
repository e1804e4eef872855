"""A draft as a person reviews it: each item with what was understood, its doubts and its place in the document."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from scheduler.campaign.drafting.said import Telling, doubt
from scheduler.campaign.drafting.written import NOT_UNDERSTOOD, Kind, Part, Values
from scheduler.installation import Installation
from scheduler.store import drafts
from scheduler.store.organisation import block_names, unit_names
from scheduler.store.tables import Draft, DraftItem

FOUND, ACCEPTED, CORRECTED, ADDED, DROPPED = "found", "accepted", "corrected", "added", "dropped"
_NOWHERE = 2**62  # behind every place of a document


@dataclass(frozen=True)
class Item:
    """One thing of a draft. `values` and `found` are in the keys of the definition, without the id, which is `key`.

    `found` is what was read (None: a person added it). `says` are full sentences, `doubts` pairs of a key and a
    sentence. `offset` counts code points of the document's text.
    """

    id: int
    kind: Kind
    key: str
    position: int
    values: Values
    found: Values | None
    doubts: tuple[tuple[str, str], ...]
    quote: str | None
    offset: int | None
    state: str
    revision: int
    changed_by: str | None
    changed_at: datetime | None
    title: str = ""
    says: tuple[str, ...] = field(default=())

    @property
    def asks(self) -> tuple[str, ...]:
        """Its doubts as sentences that name what they are about."""
        return tuple(doubt(key, told) for key, told in self.doubts)

    @property
    def is_doubtful(self) -> bool:
        """Whether it still waits for a person, with a doubt."""
        return self.state == FOUND and bool(self.doubts)

    @property
    def is_left(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.state == FOUND


@dataclass(frozen=True)
class DraftView:
    """A draft: `items` with doubts first, then in the order of the document; those added by hand last."""

    id: int
    issuer_id: str
    document_id: int | None
    title: str
    state: str
    by: str
    begun_at: datetime
    changed_by: str
    changed_at: datetime
    items: tuple[Item, ...]
    is_written: bool = False  # down as a text, which is what is changed from then on

    def item(self, item_id: int) -> Item | None:
        """The item of that number."""
        return next((one for one in self.items if one.id == item_id), None)

    @cached_property
    def in_order(self) -> tuple[Item, ...]:
        """Its items in the order of a definition."""
        return tuple(sorted(self.items, key=lambda one: (one.position, one.id)))

    @cached_property
    def not_understood(self) -> tuple[Item, ...]:
        """What the document asks and doubts that no item says, without what was dropped."""
        return tuple(
            one for one in self.items if one.kind in NOT_UNDERSTOOD and one.state != DROPPED
        )

    @cached_property
    def understood(self) -> tuple[Item, ...]:
        """The others."""
        return tuple(one for one in self.items if one.kind not in NOT_UNDERSTOOD)

    @property
    def accepted(self) -> int:
        """How many a person has accepted, corrected or added."""
        return sum(one.state in (ACCEPTED, CORRECTED, ADDED) for one in self.items)

    @property
    def left(self) -> int:
        """How many nobody has looked at yet."""
        return sum(one.is_left for one in self.items)

    @property
    def doubtful(self) -> int:
        """How many of those have doubts."""
        return sum(one.is_doubtful for one in self.items)

    @property
    def sure(self) -> int:
        """How many `deeds.accept_sure` would accept."""
        return sum(is_sure(one) for one in self.items)


def is_sure(one: Item) -> bool:
    """Whether it waits for a person without a doubt."""
    return one.is_left and not one.doubts and one.kind not in NOT_UNDERSTOOD


def load(
    session: Session, draft_id: int, issuer_id: str, *, installation: Installation
) -> DraftView:
    """The draft of that issuer with its items. Raises UnknownDraft, also for another issuer's."""
    row = drafts.find(session, draft_id, issuer_id)
    view = view_of(row, drafts.load_items(session, row))
    parts = [Part(one.kind, one.key, one.values) for one in view.in_order if one.state != DROPPED]
    units, blocks = unit_names(session, issuer_id), block_names(session, issuer_id)
    telling = Telling.of(parts, installation, units=units, blocks=blocks)
    return replace(view, items=tuple(_told(one, telling) for one in view.items))


def _told(one: Item, telling: Telling) -> Item:
    part = Part(one.kind, one.key, one.values)
    return replace(one, title=telling.title(part), says=tuple(telling.says(part)))


def view_of(row: Draft, rows: list[DraftItem]) -> DraftView:
    """Without the words of its items."""
    assert row.id is not None, "it was stored"
    items = sorted(map(item_of, rows), key=_place)
    return DraftView(
        id=row.id,
        issuer_id=row.issuer_id,
        document_id=row.document_id,
        title=row.title,
        state=row.state,
        by=row.by,
        begun_at=row.begun_at,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        items=tuple(items),
        is_written=row.source is not None,
    )


def _place(one: Item) -> tuple[bool, bool, int, int, int]:
    offset = _NOWHERE if one.offset is None else one.offset
    return (not one.is_doubtful, one.kind != Kind.FIELD, offset, one.position, one.id)


def item_of(row: DraftItem) -> Item:
    """One row, without its words."""
    assert row.id is not None, "it was stored"
    return Item(
        id=row.id,
        kind=Kind(row.kind),
        key=row.key,
        position=row.position,
        values=_values(row.written),
        found=_values(row.found) if row.found else None,
        doubts=tuple((key, told) for key, told in json.loads(row.doubts or "[]")),
        quote=row.quote,
        offset=row.offset,
        state=row.state,
        revision=row.revision,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )


def _values(text: str) -> Mapping[str, object]:
    read = json.loads(text)
    assert isinstance(read, dict), "written by `as_json`"
    return read
