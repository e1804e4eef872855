"""Who owes on a given day: units alive then, successors of those that are not, heads of that year."""

from collections.abc import Iterable
from datetime import date

from scheduler.definition.models import Audience, Receiver
from scheduler.definition.organisation import STANDING_BODY, Block, Organisation, Unit
from scheduler.errors import UnknownReference


class Roster:
    """The units of one issuer, asked about one day at a time; answers keep the order of the file."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._units = organisation.units
        self._by_id = {unit.id: unit for unit in organisation.units}
        self._blocks = organisation.blocks
        if (body := organisation.issuer.standing_body) in self._by_id:
            self._by_id.setdefault(STANDING_BODY, self._by_id[body])
        self._known: dict[tuple[Audience, date], tuple[str, ...]] = {}

    def owing(self, audience: Audience, day: date) -> tuple[str, ...]:
        """Ids of the units that `audience` means on `day`."""
        known = self._known.get((audience, day))
        if known is None:
            known = self._known[audience, day] = self._owing(audience, day)
        return known

    def owes_itself(self, audience: Audience, day: date, *, to: str) -> bool:
        """Whether `audience` means the unit that collects along with others; by its id it is meant indeed."""
        return to in self.owing(audience, day) and to not in self.alive(audience.ids, day)

    def head(self, block: Block, day: date) -> str | None:
        """Who heads `block` on `day`: the head of that year, else the deputy, else the head's successor."""
        for rotation in block.rotation:
            if rotation.year == day.year:
                for unit in (rotation.head, rotation.deputy):
                    if unit and self._lives(self._unit(unit), day):
                        return unit
                return next(iter(self.alive((rotation.head,), day)), None)
        return None

    def alive(self, ids: Iterable[str], day: date) -> list[str]:
        """The ids, each one that has ended replaced by those that took over and live on `day`.

        Raises UnknownReference for an id no unit has.
        """
        found: dict[str, None] = {}
        queue, seen = list(ids), set[str]()
        while queue:
            unit = self._unit(queue.pop(0))
            if unit.id in seen:
                continue
            seen.add(unit.id)
            if self._lives(unit, day):
                found[unit.id] = None
            elif self.has_ended(unit, day):
                queue[:0] = unit.into
        return list(found)

    def lives_on(self, id_: str, day: date) -> bool:
        """Whether the unit of that id is alive on `day`."""
        return self._lives(self._unit(id_), day)

    def collecting(self, id_: str, day: date) -> str:
        """Who the reports go to on `day`: the unit or its successor; the unit itself where nobody took over."""
        return next(iter(self.alive((id_,), day)), self._unit(id_).id)

    def receiver(self, meant: Receiver, day: date, *, to: str) -> str:
        """Whose report it is on `day`; empty where that is `to`, who takes it in."""
        if meant.unit is None or not meant.is_for_another:
            return meant.name or ""
        name = self.name(meant.unit, day)
        return "" if self.collecting(meant.unit, day) == to else name

    def has_ended(self, unit: Unit, day: date) -> bool:
        """Whether `unit` exists no more on `day`."""
        last = self._organisation.last_day_of(unit)
        return last is not None and last < day

    def _lives(self, unit: Unit, day: date) -> bool:
        return self._organisation.lives_on(unit, day)

    def name(self, id_: str, day: date) -> str:
        """The name of the unit on `day`, or of its successor."""
        return self._unit(self.collecting(id_, day)).name

    def _unit(self, id_: str) -> Unit:
        if id_ not in self._by_id:
            raise UnknownReference(id_)
        return self._by_id[id_]

    def _owing(self, audience: Audience, day: date) -> tuple[str, ...]:
        chosen = set(self.alive(audience.ids, day))
        chosen.update(unit.id for unit in self._units if self._means(audience, unit))
        chosen.update(self._heads(audience, day))
        chosen.difference_update(self.alive(audience.except_, day))
        return tuple(u.id for u in self._units if u.id in chosen and self._lives(u, day))

    def _means(self, audience: Audience, unit: Unit) -> bool:
        if audience.all or unit.kind in audience.kinds:
            return True
        if audience.blocks is None or unit.block is None:
            return False
        return audience.blocks == "all" or unit.block in audience.blocks

    def _heads(self, audience: Audience, day: date) -> list[str]:
        wanted = audience.block_heads
        if wanted is None:
            return []
        blocks = [block for block in self._blocks if wanted == "all" or block.id in wanted]
        return [head for block in blocks if (head := self.head(block, day))]
