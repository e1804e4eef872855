"""What of a queued card needs no saying any more, and why."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from scheduler.run.saying import overtaken
from scheduler.run.saying.items import CardRow
from scheduler.run.saying.letter import Moot
from scheduler.states import OWED
from scheduler.workflow.actor import Tenure

Reasons = dict[int | None, str]  # by the id of the item


def moot(
    rows: Sequence[CardRow], tenures: Sequence[Tenure], said_later: AbstractSet[int | None]
) -> Reasons:
    found = {row.item.id: row.moot(tenures) for row in rows}
    found |= dict.fromkeys(said_later & found.keys(), overtaken.REASON)
    return {id_: reason for id_, reason in found.items() if reason}


def named(rows: Sequence[CardRow], moot: Reasons) -> tuple[Moot, ...]:
    return tuple(
        Moot(row.item.id or 0, f"{row.reference}/{row.reminder.step}", moot[row.item.id])
        for row in rows
        if row.item.id in moot
    )


def repeated(rows: Sequence[CardRow]) -> Reasons:
    """Of several words on one thing the last is said.

    What happened goes before a reminder of the same thing: it has a reason, and tells the day too.
    """
    by_weight = sorted(rows, key=lambda row: row.step.has_happened)
    last = {row.topic: row.item.id for row in by_weight}
    reason = "a later word on it is in the same card"
    return {row.item.id: reason for row in rows if row.item.id != last[row.topic]}


def once_an_escalation(rows: Sequence[CardRow]) -> list[CardRow]:
    """`rows`, but of each report to a superior one, that is still owed if any is: it is decided on as one."""
    owed_last = sorted(rows, key=lambda row: row.obligation.state in OWED)
    return list(
        {(row.escalation_id, row.escalation_id or row.item.id): row for row in owed_last}.values()
    )
