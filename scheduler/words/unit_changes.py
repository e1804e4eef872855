"""What differs between two lists of units in words, for pages and commands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.dates import say
from scheduler.definition.organisation import Organisation, Unit
from scheduler.language import _, ngettext
from scheduler.unit_lists.columns import Field, word
from scheduler.unit_lists.difference import BlockChange, Difference, UnitChange

NEW, CHANGED, ENDED, LOST = "done", "wait", "late", "late"  # kinds of a tag


@dataclass(frozen=True)
class Said:
    """One change: what it is about, in which words and kind of a tag, and its sentences."""

    title: str
    word: str
    kind: str
    lines: tuple[str, ...] = ()


def say_difference(found: Difference, before: Organisation, after: Organisation) -> list[Said]:
    """Every change: what somebody loses first, then new units, changed ones, blocks and the issuer."""
    return say_changes(in_order(found), before, after)


def in_order(found: Difference) -> list[UnitChange | BlockChange | None]:
    """The changes in the order in which they are told; None: the issuer."""
    own = [None] if found.issuer else []
    return [*sorted(found.units, key=_weight), *found.blocks, *own]


def say_changes(
    changes: Iterable[UnitChange | BlockChange | None], before: Organisation, after: Organisation
) -> list[Said]:
    """Some of them."""
    telling = _Telling(before, after)
    return [telling.change(one) for one in changes]


def counts(found: Difference) -> str:
    """How much differs, in one sentence."""
    new, ended, unnamed = len(found.new), len(found.ended), len(found.unnamed)
    changed = len(found.units) - new - ended - unnamed
    told = (
        (ngettext("{count} đơn vị mới", new), new),
        (ngettext("{count} đơn vị thay đổi", changed), changed),
        (ngettext("{count} đơn vị kết thúc", ended), ended),
        (ngettext("{count} đơn vị không còn ghi tên", unnamed), unnamed),
        (ngettext("{count} khối mới hoặc thay đổi", len(found.blocks)), len(found.blocks)),
    )
    return ", ".join(text.format(count=count) for text, count in told if count)


def _weight(change: UnitChange) -> int:
    if change.ends_on or change.loses_mailbox or change.loses_block or change.after is None:
        return 0
    return 1 if change.is_new else 2


class _Telling:
    def __init__(self, before: Organisation, after: Organisation) -> None:
        both = (before, after)
        self._issuer = after.issuer.name
        self._units = {unit.id: unit.name for one in both for unit in one.units}
        self._blocks = {block.id: block.name for one in both for block in one.blocks}

    def change(self, change: UnitChange | BlockChange | None) -> Said:
        if change is None:
            return Said(self._issuer, _("thay đổi"), CHANGED)
        return self.unit(change) if isinstance(change, UnitChange) else self.block(change)

    def unit(self, change: UnitChange) -> Said:
        name = change.unit.name
        if change.after is None:
            return Said(name, _("không còn ghi tên"), LOST)
        if change.before is None:
            return Said(name, _("mới"), NEW, tuple(self._new(change.after)))
        tag, kind = (_("kết thúc"), ENDED) if change.ends_on else (_("thay đổi"), CHANGED)
        if change.loses_mailbox:
            tag, kind = _("mất hộp thư"), LOST
        elif change.loses_block:
            tag, kind = _("ra khỏi khối"), LOST
        lines = (self._field(change.before, change.after, key) for key in change.fields)
        return Said(name, tag, kind, tuple(lines))

    def _new(self, unit: Unit) -> Iterator[str]:
        for field in (Field.ID, Field.KIND, Field.BLOCK, Field.HEAD_TITLE, Field.EMAIL):
            value = self._value(unit, field)
            if value:
                yield _("{field}: {value}").format(field=word(field), value=value)

    def _field(self, before: Unit, after: Unit, key: str) -> str:
        told = _("{field}: {before} → {after}")
        had, has = (self._value(one, key) or "—" for one in (before, after))
        return told.format(field=word(Field(key)), before=had, after=has)

    def _value(self, unit: Unit, key: str) -> str:
        value = getattr(unit, key)
        if key == "block":
            return self._blocks.get(value, value or "")
        if key == "into":
            return "; ".join(self._units.get(one, one) for one in value)
        if isinstance(value, date):
            return say.say_day(value)
        return ", ".join(value) if isinstance(value, tuple) else str(value or "")

    def block(self, change: BlockChange) -> Said:
        lines = []
        if change.before and change.after and change.before.name != change.after.name:
            told = _("{field}: {before} → {after}")
            names = {"before": change.before.name, "after": change.after.name}
            lines.append(told.format(field=_("Tên khối"), **names))
        for turn in change.turns:
            told = _("Năm {year}: trưởng khối {head}, phó khối {deputy}")
            head, deputy = (turn.after.head, turn.after.deputy) if turn.after else (None, None)
            named = {"head": self._called(head), "deputy": self._called(deputy)}
            lines.append(told.format(year=turn.year, **named))
        tag = _("mới") if change.before is None else _("thay đổi")
        if change.after is None:
            tag = _("không còn ghi tên")
        kind = LOST if change.after is None else NEW if change.before is None else CHANGED
        return Said(change.block.name, tag, kind, tuple(lines))

    def _called(self, unit: str | None) -> str:
        return self._units.get(unit, unit) if unit else "—"
