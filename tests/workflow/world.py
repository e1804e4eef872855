"""What tests of the workflow do again and again: who acts on which obligation, and what the rows say after."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from scheduler.store.files import StoredFile
from scheduler.store.tables import Extension, Obligation, Unit
from scheduler.workflow.actor import Actor, Case, load_actors, load_case
from scheduler.workflow.moved_deadline import Rules
from scheduler.workflow.report import Report
from tests.build import CALENDAR, POLICIES, Province

RULES = Rules(CALENDAR, POLICIES)
FILE = StoredFile("ab" * 32, "bao-cao.pdf", "application/pdf", 1000)
REPORT = Report(number="12/BC-STC", files=(FILE,))


@dataclass(frozen=True)
class World:
    """An issuer at work; addresses are unit@."""

    province: Province

    @contextmanager
    def acting(
        self, address: str, now: datetime, *, unit: str = "u1"
    ) -> Iterator[tuple[Session, Case, Actor]]:
        """A write transaction in which whoever is at `address` looks at the obligation of `unit`."""
        with self.province.database.write() as session:
            actor = self.actor(session, address, now)
            obligation = session.exec(
                select(Obligation).join(Unit).where(Unit.code == unit)
            ).first()
            assert obligation is not None, "every unit owes the report"
            yield session, load_case(session, obligation.id or 0, actor), actor

    def actor(self, session: Session, address: str, now: datetime) -> Actor:
        (found,) = load_actors(session, "tg-pt", address, now=now)
        return found

    def one(self, sql: str) -> Any:
        """The first value of the first row."""
        return self.province.rows(sql)[0][0]

    def state(self, unit: str = "u1") -> str:
        rows = self.province.rows(
            "SELECT code, state FROM obligation JOIN unit ON unit.id = unit_id"
        )
        return str(dict(rows)[unit])

    def told(self, step: str) -> int:
        """How many notices of `step` are planned or were said."""
        steps = [row[0] for row in self.province.rows("SELECT step FROM reminder")]
        return len([one for one in steps if one.startswith(f"{step}-")])


def latest_extension(session: Session) -> Extension:
    found = session.exec(select(Extension).order_by(Extension.id.desc())).first()
    assert found is not None, "it was asked for"
    return found
