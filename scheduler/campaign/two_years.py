"""Two years of one campaign side by side, in words: what moved, what does not come again."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scheduler.campaign import plan_words
from scheduler.campaign.names import of_plan
from scheduler.language import _
from scheduler.plan import folding
from scheduler.plan.model import Plan


class Row(NamedTuple):
    """One thing: what it is called, and its days or words in either year."""

    named: str
    before: str
    after: str


def rows(before: Plan, after: Plan) -> Iterator[Row]:
    """The heading, what lasts or comes, then what is owed; in the order of the new year."""
    was = plan_words.heading(before.heading)
    for name, words in plan_words.heading(after.heading).items():
        yield Row(name, was[name], words)
    yield from _spans(before, after)
    zone, names = ZoneInfo(after.zone), of_plan(after)
    known = folding.by_duty(before.occurrences)
    for duty, times in folding.by_duty(after.occurrences).items():
        was_due = plan_words.dues(known.get(duty, []), zone, names)
        yield Row(plan_words.named(times), was_due, plan_words.dues(times, zone, names))


def _spans(before: Plan, after: Plan) -> Iterator[Row]:
    old_spans = {(one.kind, one.key): one for one in before.spans}
    moved = after.heading.year - before.heading.year
    for one in after.spans:
        yearly = (one.kind, _before(one.key, moved))
        old = old_spans.get((one.kind, one.key)) or old_spans.get(yearly)
        old_spans.pop((old.kind, old.key), None) if old else None
        yield Row(one.title, plan_words.days(old), plan_words.days(one))
    for gone in old_spans.values():
        yield Row(gone.title, plan_words.days(gone), _("không chuyển sang"))


def _before(key: str, years: int) -> str:
    """What comes each year, by its key of so many years before: "cao-diem-2031" of "cao-diem-2036"."""
    name, _dash, year = key.rpartition("-")
    return f"{name}-{int(year) - years}" if re.fullmatch(r"\d{4}", year) else key
