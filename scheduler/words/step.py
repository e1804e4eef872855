"""A step of a plan in words: how long before or after the deadline people are reminded."""

from scheduler.language import _, ngettext
from scheduler.steps import LengthUnit, Step, StepKind
from scheduler.words import awaited


def told(step: Step) -> str:
    """ "trước 7 ngày làm việc": of a step that was planned with the deadline."""
    if step.kind is StepKind.RECEIPT:
        return awaited.asked(step.about or 1)
    if step.unit is None:
        return _("đúng ngày hạn")
    words = _("trước {length}") if step.kind is StepKind.BEFORE else _("quá hạn {length}")
    return words.format(length=_length(step.unit, step.count))


def _length(unit: LengthUnit, count: int) -> str:
    return {
        LengthUnit.WORKING_DAYS: ngettext("{n} ngày làm việc", count),
        LengthUnit.DAYS: ngettext("{n} ngày", count),
        LengthUnit.MONTHS: ngettext("{n} tháng", count),
    }[unit].format(n=count)
