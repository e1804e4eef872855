"""What differs between two lists of units of one issuer, unit by unit and field by field. Pure.

The order of units, blocks and years says nothing, and a unit without a short name is called by its name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.definition.organisation import Block, Organisation, Rotation, Unit


@dataclass(frozen=True)
class UnitChange:
    """One unit before (None: it is new) and after (None: it is no longer named); `fields` that differ, as a file
    calls them."""

    before: Unit | None
    after: Unit | None
    fields: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """As it will be, or was."""
        found = self.after or self.before
        assert found is not None, "a change has a side"
        return found

    @property
    def is_new(self) -> bool:
        """Whether nobody knew it."""
        return self.before is None

    @property
    def is_renamed(self) -> bool:
        """Whether it is called otherwise."""
        return "name" in self.fields

    @property
    def loses_mailbox(self) -> bool:
        """Whether mail reached it and will not."""
        return "email" in self.fields and self.after is not None and self.after.email is None

    @property
    def loses_block(self) -> bool:
        """Whether it was in a block and will be in none."""
        return "block" in self.fields and self.after is not None and self.after.block is None

    @property
    def ends_on(self) -> date | None:
        """Its last day, where that is new."""
        return self.after.last_day if self.after and "last_day" in self.fields else None


@dataclass(frozen=True)
class Turn:
    """Who heads a block in one year, before and after."""

    year: int
    before: Rotation | None
    after: Rotation | None


@dataclass(frozen=True)
class BlockChange:
    """One block before (None: it is new) and after (None: it is no longer named), and the years that differ."""

    before: Block | None
    after: Block | None
    turns: tuple[Turn, ...] = ()

    @property
    def block(self) -> Block:
        """As it will be, or was."""
        found = self.after or self.before
        assert found is not None, "a change has a side"
        return found


@dataclass(frozen=True)
class Difference:
    """What differs; false where nothing does. `issuer`: fields of the issuer, as a file calls them."""

    units: tuple[UnitChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    issuer: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.blocks or self.issuer)

    def __len__(self) -> int:
        return len(self.units) + len(self.blocks) + bool(self.issuer)

    @property
    def new(self) -> tuple[UnitChange, ...]:
        """Units nobody knew."""
        return tuple(one for one in self.units if one.is_new)

    @property
    def ended(self) -> tuple[UnitChange, ...]:
        """Units that get a last day."""
        return tuple(one for one in self.units if not one.is_new and one.ends_on)

    @property
    def unnamed(self) -> tuple[UnitChange, ...]:
        """Units that are no longer named."""
        return tuple(one for one in self.units if one.after is None)


def difference(before: Organisation | None, after: Organisation) -> Difference:
    """From one to the other; None: there was nothing yet."""
    had = {unit.id: unit for unit in before.units} if before else {}
    has = {unit.id: unit for unit in after.units}
    blocks_had = {block.id: block for block in before.blocks} if before else {}
    blocks = {block.id: block for block in after.blocks}
    return Difference(
        tuple(_units(had, has)), tuple(_blocks(blocks_had, blocks)), _issuer(before, after)
    )


def _units(had: Mapping[str, Unit], has: Mapping[str, Unit]) -> Iterator[UnitChange]:
    for key, unit in has.items():
        fields = differing(had[key], unit) if key in had else ()
        if key not in had or fields:
            yield UnitChange(had.get(key), unit, fields)
    yield from (UnitChange(unit, None) for key, unit in had.items() if key not in has)


def differing(one: Unit, other: Unit) -> tuple[str, ...]:
    """The fields in which two units differ."""
    return tuple(key for key in Unit.model_fields if not _same(one, other, key))


def _same(one: Unit, other: Unit, key: str) -> bool:
    if key == "into":
        return {*one.into} == {*other.into}
    had, has = getattr(one, key), getattr(other, key)
    if key == "short" and had != has:
        had, has = had or one.name, has or other.name
    if isinstance(had, str) and isinstance(has, str):
        return had.split() == has.split()
    return bool(had == has)


def _blocks(had: Mapping[str, Block], has: Mapping[str, Block]) -> Iterator[BlockChange]:
    for key, block in has.items():
        before = had.get(key)
        turns = tuple(_turns(before, block))
        if before is None or turns or before.name != block.name:
            yield BlockChange(before, block, turns)
    yield from (BlockChange(block, None) for key, block in had.items() if key not in has)


def _turns(before: Block | None, after: Block) -> Iterator[Turn]:
    had = {turn.year: turn for turn in before.rotation} if before else {}
    has = {turn.year: turn for turn in after.rotation}
    for year in sorted({*had, *has}):
        if had.get(year) != has.get(year):
            yield Turn(year, had.get(year), has.get(year))


def _issuer(before: Organisation | None, after: Organisation) -> tuple[str, ...]:
    if before is None:
        return ()
    own = tuple(
        key
        for key in type(after.issuer).model_fields
        if getattr(before.issuer, key) != getattr(after.issuer, key)
    )
    return (*own, "basis") if before.basis != after.basis and "basis" not in own else own
