"""What differs between the plan in force and a new one, compared by identity. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.plan.model import (
    Cancelled,
    Heading,
    OwnDeadline,
    Plan,
    PlannedOccurrence,
    PlannedSpan,
    SpanKind,
)
from scheduler.plan.origins import Planned, words_hold
from scheduler.plan.own import OwnChange, own_changes


class ChangeKind(StrEnum):
    """What happens to a row."""

    CREATED = "created"
    MOVED = "moved"  # another day
    CHANGED = "changed"  # other words, units or reminders, the same day
    WITHDRAWN = "withdrawn"  # never deleted


@dataclass(frozen=True)
class HeadingChange:
    """What the campaign says of itself before (None: it is new) and after."""

    before: Heading | None
    after: Heading

    @property
    def kind(self) -> ChangeKind:
        """Created or changed: days that move with another zone are changes of their own."""
        return ChangeKind.CREATED if self.before is None else ChangeKind.CHANGED


@dataclass(frozen=True)
class SpanChange:
    """One phase, peak, anniversary or milestone before and after."""

    kind: ChangeKind
    before: PlannedSpan | None
    after: PlannedSpan | None

    @property
    def span(self) -> PlannedSpan:
        """The side that says what it is: the new one, or the old one of what is withdrawn."""
        found = self.after or self.before
        assert found is not None, "a change has at least one side"
        return found

    @property
    def words_hold(self) -> bool:
        """Whether the words of its origin tell the day it has now."""
        return self.after is None or words_hold(self.before, self.after)


@dataclass(frozen=True)
class OccurrenceChange:
    """One occurrence before and after; `joined` and `left` are ids of units, in the order of their plan."""

    kind: ChangeKind
    before: PlannedOccurrence | None
    after: PlannedOccurrence | None
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    own: tuple[OwnChange, ...] = ()  # of units with a day of their own
    cancelled: Cancelled | None = None  # why it is withdrawn, where somebody decided that

    @property
    def occurrence(self) -> PlannedOccurrence:
        """The side that says what it is: the new one, or the old one of what is withdrawn."""
        found = self.after or self.before
        assert found is not None, "a change has at least one side"
        return found

    @property
    def duty(self) -> tuple[str, str]:
        """Duty and key: the identity of the occurrence within its campaign."""
        return self.occurrence.duty, self.occurrence.key

    @property
    def words_hold(self) -> bool:
        """Whether the words of its origin tell the day it has now."""
        return self.after is None or words_hold(self.before, self.after)


@dataclass(frozen=True)
class Changes:
    """Everything applying the new plan would do; what is not named stays untouched."""

    spans: tuple[SpanChange, ...]
    occurrences: tuple[OccurrenceChange, ...]
    heading: HeadingChange | None = None

    def __bool__(self) -> bool:
        return bool(self.heading or self.spans or self.occurrences)


def diff(stored: Plan | None, new: Plan) -> Changes:
    """Changes that lead from `stored` (None: nothing is in force) to `new`, in the order of the new plan.

    `diff(plan, plan)` is empty; rows that vanish come last.
    """
    old_spans = {(s.kind, s.key): s for s in stored.spans} if stored else {}
    old = {(o.duty, o.key): o for o in stored.occurrences} if stored else {}
    return Changes(
        spans=tuple(_span_changes(old_spans, {(s.kind, s.key): s for s in new.spans})),
        occurrences=tuple(
            _occurrence_changes(
                old,
                {(o.duty, o.key): o for o in new.occurrences},
                stored.own if stored else (),
                {(one.duty, one.key): one for one in new.cancelled},
            )
        ),
        heading=_heading_change(stored.heading if stored else None, new.heading),
    )


def _heading_change(before: Heading | None, after: Heading) -> HeadingChange | None:
    return None if before == after else HeadingChange(before, after)


def _span_changes(
    old: Mapping[tuple[SpanKind, str], PlannedSpan], new: Mapping[tuple[SpanKind, str], PlannedSpan]
) -> list[SpanChange]:
    changes = []
    for identity, after in new.items():
        before = old.get(identity)
        if before is None:
            changes.append(SpanChange(ChangeKind.CREATED, None, after))
        elif before != after or _other_word(before, after):
            kind = ChangeKind.CHANGED if before.days == after.days else ChangeKind.MOVED
            changes.append(SpanChange(kind, before, after))
    gone = (before for identity, before in old.items() if identity not in new)
    return changes + [SpanChange(ChangeKind.WITHDRAWN, before, None) for before in gone]


def _occurrence_changes(
    old: Mapping[tuple[str, str], PlannedOccurrence],
    new: Mapping[tuple[str, str], PlannedOccurrence],
    deadlines: Iterable[OwnDeadline],
    cancelled: Mapping[tuple[str, str], Cancelled],
) -> list[OccurrenceChange]:
    own: dict[tuple[str, str], list[OwnDeadline]] = defaultdict(list)
    for one in deadlines:
        own[one.duty, one.key].append(one)
    changes = []
    for identity, after in new.items():
        before = old.get(identity)
        if before is None or _differs(before, after):
            change = _changed(before, after) if before else _created(after)
            changes.append(
                replace(change, own=tuple(own_changes(before, after, own.get(identity, ()))))
            )
    gone = ((identity, before) for identity, before in old.items() if identity not in new)
    return changes + [
        OccurrenceChange(
            ChangeKind.WITHDRAWN, before, None, left=before.units, cancelled=cancelled.get(identity)
        )
        for identity, before in gone
    ]


def _differs(before: PlannedOccurrence, after: PlannedOccurrence) -> bool:
    if _other_word(before, after):
        return True
    return before != after and _sorted(before) != _sorted(after)


def _other_word(before: Planned, after: Planned) -> bool:
    """Whether people read another reason for the day than before."""
    return words_hold(before, after) != (before.words_hold is not False)


def _created(after: PlannedOccurrence) -> OccurrenceChange:
    return OccurrenceChange(ChangeKind.CREATED, None, after, joined=tuple(after.units))


def _changed(before: PlannedOccurrence, after: PlannedOccurrence) -> OccurrenceChange:
    had, has = frozenset(before.units), frozenset(after.units)
    moved = before.due_at != after.due_at
    return OccurrenceChange(
        ChangeKind.MOVED if moved else ChangeKind.CHANGED,
        before,
        after,
        joined=tuple(unit for unit in after.units if unit not in had),
        left=tuple(unit for unit in before.units if unit not in has),
    )


def _sorted(occurrence: PlannedOccurrence) -> PlannedOccurrence:
    return replace(occurrence, units=tuple(sorted(occurrence.units)))
