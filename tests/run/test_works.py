"""Long work as rows: done once whoever looks, gone on with after a restart, dropped with what it was about."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlmodel import col, select

from scheduler.clock import RehearsalClock
from scheduler.errors import UnknownWork
from scheduler.run.works import AtWork, CannotBeDone, Works
from scheduler.store import work
from scheduler.store.database import Database
from scheduler.store.organisation import save_organisation
from scheduler.store.tables import Draft, RehearsedMessage, Work
from tests.build import at, organisation
from tests.databases import Databases

NOW = at("2024-03-04 09:00")


@dataclass
class Mill:
    """Works of a database with one draft; `seen` are the rows that were begun."""

    database: Database
    clock: RehearsalClock = field(default_factory=lambda: RehearsalClock(NOW))
    seen: list[int] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    stopping: bool = False

    def ask(self, kind: str = "count", revision: int = 1, **asked: object) -> int:
        with self.database.write("pt") as session:
            row = work.ask(
                session,
                issuer_id="pt",
                kind=kind,
                draft_id=1,
                revision=revision,
                asked=asked,
                by="test",
                now=self.clock.now(),
            )
            return row.id or 0

    def works(self, doer: Callable[[AtWork], Mapping[str, object]] | None = None) -> Works:
        doers = {"count": doer or self.count}
        return Works(self.database, doers, self.clock, stopping=lambda: self.stopping)

    def count(self, at_work: AtWork) -> Mapping[str, object]:
        """Three messages, with a second between them."""
        self.seen.append(at_work.claim.id)
        for number in range(1, 4):
            at_work.tell(number, 3)
            at_work.keep([message(at_work.claim.id, number)])
            self.clock.advance_to(self.clock.now() + timedelta(seconds=1))
        return {"counted": 3}

    def row(self, work_id: int = 1) -> Work:
        with self.database.read() as session:
            return session.get_one(Work, work_id)

    def kept(self, work_id: int = 1) -> list[int]:
        with self.database.read() as session:
            return [one.seq for one in work.load_messages(session, work_id, work.Which())]

    def pass_on(self, span: timedelta) -> None:
        self.clock.advance_to(self.clock.now() + span)


def message(work_id: int, seq: int) -> RehearsedMessage:
    return RehearsedMessage(
        work_id=work_id, seq=seq, at=NOW, unit="u1", name="U1", post="Giám đốc", text="Kính gửi"
    )


def fill(database: Database) -> None:
    with database.write() as session:
        save_organisation(session, organisation(1), actor="admin", now=NOW)
        session.add(
            Draft(
                issuer_id="pt",
                title="Phong trào",
                by="test",
                begun_at=NOW,
                changed_by="test",
                changed_at=NOW,
                source="campaign: pt\n",
            )
        )


@pytest.fixture
def mill(databases: Databases) -> Iterator[Mill]:
    with closing(Database(databases.filled("mill", fill))) as database:
        yield Mill(database)


def change(database: Database, **values: object) -> None:
    with database.write() as session:
        draft = session.exec(select(Draft)).one()
        for name, value in values.items():
            setattr(draft, name, value)


def test_work_is_asked_for_once_and_done_once(mill: Mill) -> None:
    assert mill.ask(day="2024-03-04") == mill.ask(day="2024-03-04") == 1
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(lambda _n: mill.works().work_off(), range(4)))
    assert done.count(True) == 1
    assert mill.ask(day="2024-03-04") == 1  # it is known what came of it
    row = mill.row()
    assert (row.state, row.done, row.whole, row.found) == ("done", 3, 3, '{"counted": 3}')
    assert mill.kept() == [1, 2, 3]
    assert mill.works().work_off() is False


def test_other_days_are_other_work(mill: Mill) -> None:
    assert mill.ask(day="2024-03-04") != mill.ask(day="2024-03-05")


def test_who_waits_sees_how_far_it_is(mill: Mill) -> None:
    def look(at_work: AtWork) -> Mapping[str, object]:
        for number in range(5):
            at_work.tell(number, 5)
            mill.told.append(mill.row().done)
            mill.pass_on(timedelta(milliseconds=600))
        return {}

    mill.ask()
    mill.works(look).work_off()
    assert mill.told == [0, 0, 2, 2, 4]  # written once a second at most


class Killed(BaseException):
    """The process is no more: nothing is tidied up."""


def die(at_work: AtWork) -> Mapping[str, object]:
    at_work.tell(1, 3)
    at_work.keep([message(at_work.claim.id, 1), message(at_work.claim.id, 2)])
    raise Killed


def test_what_a_dead_process_held_is_done_by_the_next(mill: Mill) -> None:
    mill.ask()
    with pytest.raises(Killed):
        mill.works(die).work_off()
    assert mill.works().work_off() is False  # it may live
    mill.pass_on(work.HELD)
    assert mill.works().work_off()
    assert (mill.row().state, mill.row().tries, mill.kept()) == ("done", 2, [1, 2, 3])


def test_what_kills_three_processes_is_tried_no_more(mill: Mill) -> None:
    mill.ask()
    for _number in range(work.TRIES):
        with pytest.raises(Killed):
            mill.works(die).work_off()
        mill.pass_on(work.HELD)
    assert mill.works().work_off() is False
    assert (mill.row().state, mill.row().found) == ("failed", '{"fault": "died"}')
    assert mill.ask() == 2  # asked for again, it is begun anew


def test_who_was_thought_dead_writes_nothing_more(mill: Mill) -> None:
    def freeze(at_work: AtWork) -> Mapping[str, object]:
        mill.pass_on(work.HELD)
        assert mill.works().work_off()  # another process
        at_work.keep([message(at_work.claim.id, 9)])
        return {"counted": 9}

    mill.ask()
    mill.works(freeze).work_off()
    assert (mill.row().found, mill.kept()) == ('{"counted": 3}', [1, 2, 3])


def test_process_that_ends_gives_back_what_it_held(mill: Mill) -> None:
    def stop(at_work: AtWork) -> Mapping[str, object]:
        mill.stopping = True
        at_work.tell(1, 3)
        return {}

    mill.ask()
    mill.works(stop).work_off()
    assert (mill.row().state, mill.row().tries) == ("waiting", 0)
    mill.stopping = False
    assert mill.works().work_off()
    assert mill.row().state == "done"


@pytest.mark.parametrize("change_to", [{"revision": 2}, {"state": "dropped"}])
def test_work_of_what_is_another_by_now_is_dropped(
    mill: Mill, change_to: dict[str, object]
) -> None:
    def go_on(at_work: AtWork) -> Mapping[str, object]:
        at_work.tell(1, 3)
        change(mill.database, **change_to)
        mill.pass_on(timedelta(seconds=2))
        at_work.tell(2, 3)
        return {"counted": 3}

    mill.ask()
    mill.ask(later=True)
    mill.works(go_on).work_off()
    assert mill.works().work_off() is False
    assert [mill.row(1).state, mill.row(2).state] == ["dropped", "dropped"]


def test_what_fails_holds_up_nothing_behind_it(
    mill: Mill, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(at_work: AtWork) -> Mapping[str, object]:
        if at_work.claim.asked:
            raise CannotBeDone({"fault": "invalid"})
        raise ZeroDivisionError

    mill.ask()
    mill.ask(other=1)
    mill.ask(kind="of a later version")
    works = mill.works(fail)
    assert [works.work_off() for _number in range(4)] == [True, True, True, False]
    found = [mill.row(number).found for number in (1, 2, 3)]
    assert found == ['{"fault": "fault"}', '{"fault": "invalid"}', '{"fault": "unknown"}']
    assert "work 1 failed" in caplog.text


def test_old_work_is_forgotten_with_its_messages(mill: Mill) -> None:
    for day in range(4):
        mill.ask(day=day)
        mill.works().work_off()
    waiting = mill.ask(day=9)

    def left() -> list[int | None]:
        with mill.database.read() as session:
            return list(session.exec(select(Work.id).order_by(col(Work.id))))

    with mill.database.write() as session:
        work.prune(session, now=mill.clock.now())
    assert left() == [3, 4, waiting]
    assert [bool(mill.kept(number)) for number in (1, 2, 3, 4)] == [False, False, True, True]
    with mill.database.write() as session:
        work.prune(session, now=mill.clock.now() + work.KEPT)
    assert left() == [waiting]


def test_what_another_issuer_asked_for_is_not_there(mill: Mill) -> None:
    number = mill.ask()
    with mill.database.read() as session, pytest.raises(UnknownWork):
        work.find(session, number, "khac")
