"""Bodies that exist no more: what a definition still names, and who owed the year before. Pure."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from scheduler.definition.models import Definition, Duty
from scheduler.definition.organisation import STANDING_BODY, Block, Organisation, Unit
from scheduler.plan.audience import Roster
from scheduler.plan.model import Plan, Remark, RemarkKind


class Succession:
    """Looks at the bodies of one issuer on the days a campaign asks something of them."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._issuer = organisation.issuer
        self._roster = Roster(organisation)
        self._units = {unit.id: unit for unit in organisation.units}

    def issuer(self, last: date) -> Iterator[Remark]:
        """That the issuer, or its standing body, exists no more on the `last` day of a campaign."""
        ended = self._issuer.last_day
        if ended and ended < last:
            into = ", ".join(self._issuer.into)
            yield Remark(RemarkKind.ISSUER_ENDED, self._issuer.name, into, ended)
            return
        body = self._units.get(self._issuer.standing_body)
        if body and self._roster.has_ended(body, last):
            yield self._ended(RemarkKind.STANDING_BODY_ENDED, body, last)

    def named(self, duty: Duty, days: Collection[date]) -> Iterator[Remark]:
        """Of the bodies that `duty` names: those that exist no more on one of its `days`."""
        last = max(days, default=None)
        if last is None:
            return
        receiver, audience = duty.receiver, duty.owed_by
        receivers = dict.fromkeys(one for one in (receiver.collects, receiver.unit) if one)
        yield from self._gone(RemarkKind.RECEIVER_ENDED, receivers, last)
        yield from self._gone(RemarkKind.UNIT_ENDED, (*audience.ids, *audience.except_), last)
        yield from self._headless(audience.block_heads, days)
        written = () if audience.blocks == "all" else audience.blocks
        for block in self._blocks(written):
            if not self._members(block, last):
                yield Remark(RemarkKind.BLOCK_EMPTY, block.name)
        if audience.blocks == "all":
            yield from self._in_no_block(duty, last)

    def since(self, before: Plan, after: Plan) -> Iterator[Remark]:
        """Units, receivers and blocks that `before` asked something of and that ended until `after`."""
        asked = [o.due_at.date() for o in after.occurrences if o.due_at]
        last = max(asked, default=date(after.heading.year, 12, 31))
        ended = list(self.issuer(last))
        yield from ended
        if any(one.kind is RemarkKind.ISSUER_ENDED for one in ended):
            return  # with it all its units, which need not be named
        receivers = dict.fromkeys(o.to for o in before.occurrences)
        yield from self._gone(RemarkKind.RECEIVER_ENDED, receivers, last)
        owing = dict.fromkeys(unit for o in before.occurrences for unit in o.units)
        yield from self._gone(RemarkKind.UNIT_ENDED, owing, last)
        blocks = {self._units[unit].block for unit in owing if unit in self._units}
        for block in self._organisation.blocks:
            if block.id in blocks and not self._members(block, last):
                yield Remark(RemarkKind.BLOCK_EMPTY, block.name)

    def _headless(
        self, wanted: str | tuple[str, ...] | None, days: Iterable[date]
    ) -> Iterator[Remark]:
        """Blocks with living units that nobody heads, neither as named nor after who was; once a year."""
        last_of = {day.year: day for day in sorted(days)}
        for block in self._blocks(wanted):
            for year, day in last_of.items():
                if self._members(block, day) and self._roster.head(block, day) is None:
                    yield Remark(RemarkKind.BLOCK_WITHOUT_HEAD, block.name, str(year))

    def _gone(self, kind: RemarkKind, ids: Iterable[str], last: date) -> Iterator[Remark]:
        for id_ in ids:
            named = self._issuer.standing_body if id_ == STANDING_BODY else id_
            unit = self._units.get(named)
            if unit and self._roster.has_ended(unit, last):
                yield self._ended(kind, unit, last)

    def _ended(self, kind: RemarkKind, unit: Unit, last: date) -> Remark:
        heirs = self._roster.alive((unit.id,), last)
        if kind is RemarkKind.RECEIVER_ENDED:
            heirs = heirs[:1]  # as Roster.collecting chooses
        names = ", ".join(self._units[id_].name for id_ in heirs)
        return Remark(kind, unit.name, names, self._organisation.last_day_of(unit))

    def _blocks(self, wanted: str | tuple[str, ...] | None) -> Iterator[Block]:
        for block in self._organisation.blocks:
            if wanted is not None and (wanted == "all" or block.id in wanted):
                yield block

    def _members(self, block: Block, day: date) -> bool:
        lives = self._organisation.lives_on
        return any(lives(unit, day) for unit in self._units.values() if unit.block == block.id)

    def _in_no_block(self, duty: Duty, day: date) -> Iterator[Remark]:
        named = {
            duty.receiver.collects,
            self._issuer.standing_body,
            *duty.owed_by.ids,
            *duty.owed_by.except_,
        }
        outside = [
            unit.name
            for unit in self._units.values()
            if unit.block is None
            and unit.id not in named
            and unit.kind not in duty.owed_by.kinds
            and self._organisation.lives_on(unit, day)
        ]
        if outside:
            yield Remark(RemarkKind.IN_NO_BLOCK, str(len(outside)), ", ".join(outside))


def succession_remarks(
    definition: Definition,
    organisation: Organisation,
    *,
    asked: Iterable[tuple[str, date]],
    last: date,
) -> Iterator[Remark]:
    """Each once, in the order of the definition. `asked`: ids of duties with the days they are due on; `last`: the
    last day of the campaign."""
    found = Succession(organisation)
    days: dict[str, list[date]] = {}
    for id_, day in asked:
        days.setdefault(id_, []).append(day)
    told = dict.fromkeys(found.issuer(last))
    if not any(remark.kind is RemarkKind.ISSUER_ENDED for remark in told):
        for duty in definition.duties:
            told |= dict.fromkeys(found.named(duty, days.get(duty.id) or [last]))
    yield from told
