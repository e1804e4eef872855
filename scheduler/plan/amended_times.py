"""Whether the times that a definition decides anew are times of their duties at all. Pure."""

from collections.abc import Iterator, Mapping
from itertools import islice

from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.policies import Policies
from scheduler.definition.problems import Problem
from scheduler.language import _
from scheduler.plan.days import Days
from scheduler.plan.model import WaitsFor

_TOLD = 12


def amended_time_problems(
    document: Document[Definition],
    *,
    catalogue: Mapping[str, Anniversary],
    policies: Policies,
    calendar: WorkCalendar,
) -> Iterator[Problem]:
    """An amendment of a time that its duty does not have, or has no more. The document has no other fault."""
    value = document.value
    if not value.amendments:
        return
    days = Days(value, catalogue=catalogue, calendar=calendar, rolls=policies.roll)
    for index, one in enumerate(value.amendments):
        times = days.by_rule(days.duty(one.duty))
        keys = [time.key for time in times if time.waits_for not in tuple(WaitsFor)]
        if one.of in keys:
            continue
        reason = _("Nhiệm vụ “{id}” không có lần “{key}”: đề nghị sửa lại hoặc bỏ điều chỉnh này.")
        known = _("Đang có: {names}.").format(names=", ".join(islice(keys, _TOLD)))
        said = f"{reason.format(id=one.duty, key=one.of)} {known if keys else ''}".strip()
        example = f"of: {keys[-1]}" if keys else ""
        yield document.problem(("amendments", index, "of"), said, example=example)
