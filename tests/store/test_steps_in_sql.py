"""Rows of steps are found by their kinds, and those alone, in both databases."""

import pytest
from sqlalchemy import literal, select, text, union_all

from scheduler import steps
from scheduler.steps import StepKind
from scheduler.store.database import Database
from scheduler.store.steps import is_of, is_of_as_text
from tests.test_steps import STORED


@pytest.mark.parametrize("kind", StepKind)
def test_kind_is_found(database: Database, kind: StepKind) -> None:
    wanted = {stored for stored in STORED if steps.parse(stored).kind is kind}
    rows = union_all(*(select(literal(one).label("step")) for one in STORED)).subquery("stored")
    as_text = text(is_of_as_text("stored.step", kind))
    with database.read() as session:
        found = set(session.scalars(select(rows.c.step).where(is_of(rows.c.step, kind))))
        told = set(session.scalars(select(rows.c.step).where(as_text)))

    assert (found, told) == (wanted, wanted)
