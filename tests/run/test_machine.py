"""Whatever happens in whatever order: nobody hears twice, nobody hears of what is not owed, nothing is forgotten."""

import asyncio
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlmodel import col

from scheduler.run.firing.tick import tick
from scheduler.run.outcome import Later, Outcome, Sent, Unknown
from scheduler.run.saying.notice import Notice
from scheduler.states import OWED
from scheduler.store.database import Database
from scheduler.store.tables import Address, Holder, Item, Obligation, Occurrence, Reminder, Unit
from tests.build import OFFICE, ZONE, Province, at, definition, duty, organisation
from tests.databases import SqliteFiles
from tests.run.road import LANE, Road, ScriptedChannel

UNITS = ("u1", "u2", "u3")
END = at("2024-10-07 09:00")


class Witness(ScriptedChannel):
    """Checks every message against the database at the moment it arrives."""

    def __init__(self, province: Province) -> None:
        super().__init__()
        self.province = province
        self.heard: set[tuple[int, int, str, str]] = set()
        self.faults: list[str] = []

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        answer = self.answers[0] if self.answers else Sent("")
        for obligation, revision, owed, holder, step in self._truth(notice, address):
            what = (obligation, revision, step, address)
            if not owed:
                self.faults.append(f"not owed: {what}")
            if not holder:
                self.faults.append(f"not the holder: {what}")
            if what in self.heard and not notice.possible_duplicate:
                self.faults.append(f"twice: {what}")
            if not isinstance(answer, Later):
                self.heard.add(what)
        return await super().send(address, thread, notice)

    def _truth(self, notice: Notice, address: str) -> list[tuple[int, int, bool, bool, str]]:
        """Obligation, revision and step of each item said, whether it is owed, and by whom it is heard."""
        holds = (
            select(col(Holder.id))
            .join(Address, col(Address.person_id) == Holder.person_id)
            .where(
                col(Holder.post_id) == Item.post_id,
                col(Holder.until_at).is_(None),
                col(Address.value) == address,
            )
            .exists()
        )
        owed = (
            col(Obligation.state).in_(OWED)
            & ~col(Occurrence.withdrawn)
            & col(Occurrence.due_at).is_not(None)
        )
        query = (
            select(col(Obligation.id), col(Reminder.revision), owed, holds, col(Reminder.step))
            .select_from(Item)
            .join(Obligation, col(Obligation.id) == Item.obligation_id)
            .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
            .join(Reminder, col(Reminder.id) == Item.reminder_id)
            .where(
                col(Item.delivery_id) == notice.delivery_id,
                col(Item.state) == "carded",
                col(Obligation.id).in_([item.obligation_id for item in notice.items]),
            )
        )
        with self.province.database.read() as session:
            return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(query)]


class Machine(RuleBasedStateMachine):
    """An admin, units, people and an engine that dies, in any order."""

    files: SqliteFiles

    @initialize()
    def open(self) -> None:
        self.database = Database(self.files.migrated())
        province = Province(self.database, organisation(4)).open()
        self.road = Road(province)
        self.road.channel = self.witness = Witness(province)
        self.road.clock.advance_to(at("2024-07-01 09:00"))
        self.apply({"a": ("07-31", "Báo cáo", UNITS)})

    def teardown(self) -> None:
        if hasattr(self, "witness"):
            self.finish()
            self.database.close()

    @rule(
        duties=st.dictionaries(
            st.sampled_from("ab"),
            st.tuples(
                st.sampled_from(["07-12", "07-31", "08-15", None]),
                st.sampled_from(["Báo cáo", "Tổng kết"]),
                st.lists(st.sampled_from(UNITS), min_size=1, unique=True).map(tuple),
            ),
            min_size=1,
        )
    )
    def apply(self, duties: dict[str, tuple[str | None, str, tuple[str, ...]]]) -> None:
        given = []
        for id_, (day, title, ids) in duties.items():
            one = duty(id_, due={"by": day or "07-31"}, title=title, owed_by={"ids": list(ids)})
            given.append(one if day else one.model_copy(update={"due": None}))
        self.road.province.apply(definition(*given), now=self.now)

    @rule(hours=st.sampled_from([0.001, 0.05, 1, 5, 24, 72, 240]))
    def time_passes(self, hours: float) -> None:
        self.road.clock.advance_to(self.now + timedelta(hours=hours))

    @rule()
    def tick(self) -> None:
        tick(self.database, OFFICE, now=self.now)

    @rule(trouble=st.sampled_from([None, "later", "pause", "unknown", "fault"]))
    def drain(self, trouble: str | None) -> None:
        later = self.now + timedelta(minutes=5)
        answers: dict[str, Outcome | Exception] = {
            "later": Later(later, "busy"),
            "pause": Later(later, "429", pauses_lane=True),
            "unknown": Unknown("timeout"),
            "fault": RuntimeError("ours"),
        }
        if trouble:
            self.witness.answers.append(answers[trouble])
        asyncio.run(self._drain())
        self.witness.answers.clear()

    @rule()
    def engine_dies_while_sending(self) -> None:
        asyncio.run(self._die())

    @rule(unit=st.sampled_from(UNITS), address=st.sampled_from(["x@", "y@", "u1@", "u2@"]))
    def bind(self, unit: str, address: str) -> None:
        self.road.province.bind(unit, address, now=self.now)

    @rule(unit=st.sampled_from(UNITS), state=st.sampled_from(["submitted", "open", "seen"]))
    def report(self, unit: str, state: str) -> None:
        with self.database.write() as session:
            query = select(Obligation).join(Unit, col(Unit.id) == Obligation.unit_id)
            for row in session.scalars(
                query.where(col(Unit.code) == unit, col(Obligation.state) != "withdrawn")
            ):
                row.state = state

    @invariant()
    def nobody_was_told_wrongly(self) -> None:
        if hasattr(self, "witness"):
            assert self.witness.faults == []

    def finish(self) -> None:
        """Let the engine run on in peace: then nothing that was due may be left unsaid."""
        while self.now < END:
            local = self.now.astimezone(ZONE)
            morning = local.replace(hour=9, minute=0, second=0, microsecond=0)
            self.road.clock.advance_to(morning + timedelta(days=local >= morning))
            if tick(self.database, OFFICE, now=self.now):
                asyncio.run(self._drain())
        self.nobody_was_told_wrongly()
        left = self.road.province.rows(
            "SELECT state FROM item WHERE state = 'new' "
            "UNION ALL SELECT state FROM delivery WHERE state IN ('queued', 'claimed') "
            "UNION ALL SELECT step FROM reminder WHERE ended_at IS NULL"
        )
        assert left == []

    @property
    def now(self) -> datetime:
        return self.road.clock.now()

    async def _drain(self) -> None:
        await self.road.drain()(LANE)

    async def _die(self) -> None:
        self.witness.gate = asyncio.Event()
        before = len(self.witness.said)
        task = asyncio.create_task(self.road.drain()(LANE))
        while not task.done() and len(self.witness.said) == before:
            await asyncio.sleep(0.001)  # until it is sending, or has nothing to send
        task.cancel()
        await asyncio.wait([task])
        self.witness.gate = None


def test_road_holds_whatever_happens(sqlite_files: SqliteFiles) -> None:
    Machine.files = sqlite_files
    run_state_machine_as_test(Machine, settings=settings(max_examples=8, stateful_step_count=20))
