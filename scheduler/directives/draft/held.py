"""Events of a draft that come once and whose day the text tells: what phases may be held for, and dues counted from."""

from scheduler.definition.blanks import as_line
from scheduler.definition.models import OneOff
from scheduler.directives.draft.titles import Ids, capital, whole
from scheduler.directives.model import Commemoration, ReadDirective, ReadMilestone, ReadPhase
from scheduler.directives.occasions.one_off import is_same


class Held:
    """The `occasions` of a draft with their ids; a milestone or a day that is one of them is not written again."""

    def __init__(self, directive: ReadDirective, ids: Ids) -> None:
        dated = [one for one in directive.occasions if one.day]
        self.read = tuple(dated)
        self._read = [(ids.new(whole(one.name)), one) for one in dated]
        self.written = [
            OneOff.model_validate(
                {"id": id_, "title": as_line(capital(whole(one.name))), "day": one.day}
            )
            for id_, one in self._read
        ]
        same = ((self.id_of(one), one) for one in directive.milestones)
        self.milestones = [(id_, one) for id_, one in same if id_]

    def id_of(self, other: ReadMilestone | Commemoration) -> str | None:
        """The id of the occasion that this is; None when it is none."""
        return next((id_ for id_, one in self._read if is_same(one, other)), None)

    def within(self, span: ReadPhase) -> tuple[str, ...]:
        """Ids of the occasions that the words of a round or peak name."""
        return tuple(
            id_
            for id_, one in self._read
            if any(span.begins <= place < span.ends for place in one.places)
        )
