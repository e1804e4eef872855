"""Single times of a duty that were decided anew: due on another day, or not owed at all. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from scheduler.definition.models import Amendment, Definition, Duty, OriginKind
from scheduler.definition.when import When
from scheduler.plan.model import WaitsFor
from scheduler.plan.times import Time


class Amendments:
    """Those of one definition, by duty and key of the time; one of a time that there is not is nobody's."""

    def __init__(self, definition: Definition) -> None:
        self._amended = {(one.duty, one.of): one for one in definition.amendments}

    def duty(self, duty: Duty, key: str) -> Duty:
        """The duty as it stands for that time: day and reason those decided, hour and roll its own."""
        amended = self._amended.get((duty.id, key))
        return duty if amended is None else _as_amended(duty, amended)

    def origin_kind(self, duty: Duty, key: str) -> OriginKind:
        """What the day of that time comes from, `duty` being as it stands for it; words of a document are quoted."""
        kind, is_amended = duty.origin.kind, (duty.id, key) in self._amended
        return OriginKind.AMENDED if is_amended and kind is not OriginKind.QUOTED else kind

    def times(
        self, duty: Duty, times: list[Time], rolled: Callable[[Time, When], Time]
    ) -> list[Time]:
        """`times` by the rule of the duty as they were decided, in order of the calendar; without what is cancelled.

        What waits for somebody's word stays as it is: it has no day before.
        """
        if not any((duty.id, time.key) in self._amended for time in times):
            return times
        decided = (self._decided(duty, time, rolled) for time in times)
        return sorted((one for one in decided if one), key=lambda one: one.on or date.max)

    def _decided(self, duty: Duty, time: Time, rolled: Callable[[Time, When], Time]) -> Time | None:
        amended = self._amended.get((duty.id, time.key))
        if amended is None or time.waits_for in tuple(WaitsFor):
            return time
        rule = _as_amended(duty, amended).due
        if rule is None:
            return None
        return rolled(replace(time, on=amended.due, within="", waits_for=""), rule)


def _as_amended(duty: Duty, amended: Amendment) -> Duty:
    was = duty.due
    rule = amended.due and When(
        by=amended.due, time=was.time if was else None, roll=was.roll if was else None
    )
    return duty.model_copy(update={"due": rule, "origin": amended.origin})
