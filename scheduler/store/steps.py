"""Which rows of `Reminder.step` are of which kinds of step, in the words of SQL."""

from sqlalchemy import ColumnElement, SQLColumnExpression, or_

from scheduler.steps import ALONE, StepKind


def is_of(step: SQLColumnExpression[str], *kinds: StepKind) -> ColumnElement[bool]:
    """Whether a stored `step` is of one of `kinds`."""
    return or_(*(step == kind if kind in ALONE else step.startswith(f"{kind}-") for kind in kinds))


def is_of_as_text(step: str, *kinds: StepKind) -> str:
    """The same for statements that are text; `step` names the column."""
    told = (f"= '{kind}'" if kind in ALONE else f"LIKE '{kind}-%'" for kind in kinds)
    return "(" + " OR ".join(f"{step} {one}" for one in told) + ")"
