"""What calendars were told stands in the database: a moved deadline is one mail, whoever sends it."""

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from scheduler.run.firing.tick import tick
from scheduler.run.sending.drain import Drain
from scheduler.store import serving
from scheduler.store.database import Database
from tests.bots.mail.far_server import Arrived, MailFar
from tests.build import OFFICE, Province, at, definition, duty, organisation, unit
from tests.databases import SqliteFiles
from tests.store.test_migration import alembic

LANE, MAILBOX = "mail-pt", "u1@pt.example"
REPORT, OTHER = duty(owed_by={"ids": ["u1"]}), duty("khac", owed_by={"ids": ["u1"]})
MOVED = duty(owed_by={"ids": ["u1"]}, due={"by": "08-09"})


@dataclass
class Town:
    """A unit read by mail, a server that takes its mails, and a program that can be started anew."""

    province: Province
    far: MailFar

    def apply(self, *duties: object, now: str) -> None:
        self.province.apply(definition(*duties), now=at(now))  # type: ignore[arg-type]

    async def pass_at(self, now: str, *, ticks: bool = True) -> list[Arrived]:
        """One pass at that time; the mails that arrived in it."""
        self.far.clock.advance_to(at(now))  # type: ignore[attr-defined]
        self.far.arrived.clear()
        if ticks:
            tick(self.province.database, OFFICE, now=at(now))
        await Drain(self.province.database, {LANE: self.far.channel}, OFFICE, self.far.clock)(LANE)
        return list(self.far.arrived)

    async def start_anew(self) -> None:
        await self.far.channel.close()
        self.far.channel = self.far.connect()


@pytest.fixture
async def town(far: MailFar, sqlite_files: SqliteFiles) -> AsyncIterator[Town]:
    with closing(Database(sqlite_files.migrated())) as database:
        reads = unit("u1", channels=["email"], email=MAILBOX)
        province = Province(database, organisation(units=[unit("u0"), reads, unit("u2")])).open(
            bound=False
        )
        with database.write() as session:
            serving.note(session, {LANE: None}, now=at("2024-01-15 09:00"))
        yield Town(province, far)


def subjects(mails: list[Arrived]) -> list[str]:
    return [str(mail.message["Subject"]) for mail in mails]


async def test_moved_deadline_is_one_mail_after_a_restart(town: Town) -> None:
    """The first mail told of both; it is not said again for what was withdrawn and told long ago."""
    town.apply(REPORT, OTHER, now="2024-01-15 09:00")
    assert len(await town.pass_at("2024-07-22 08:00")) == 1
    town.apply(REPORT, now="2024-07-23 10:00")
    assert len(await town.pass_at("2024-07-23 10:01")) == 1

    await town.start_anew()
    town.apply(MOVED, now="2024-07-24 10:00")
    assert subjects(await town.pass_at("2024-07-24 10:01")) == [
        "Điều chỉnh thời hạn thành 09/8: Báo cáo bc"
    ]
    await town.start_anew()
    assert await town.pass_at("2024-07-24 10:02") == []


async def test_moved_deadline_is_one_mail_though_the_old_ones_are_corrected_first(
    town: Town,
) -> None:
    """A drain at work sees the old mails change before the pass that tells of the new day."""
    town.apply(REPORT, now="2024-01-15 09:00")
    for morning in ("2024-07-22 08:00", "2024-07-26 08:00"):
        assert len(await town.pass_at(morning)) == 1
    town.apply(MOVED, now="2024-07-26 10:00")

    assert await town.pass_at("2024-07-26 10:00:01", ticks=False) == []
    assert len(await town.pass_at("2024-07-26 10:00:02")) == 1
    assert await town.pass_at("2024-07-26 10:00:04") == []


async def test_moved_deadline_is_one_mail_after_an_upgrade(town: Town) -> None:
    """Mails that left before what they told was kept are taken to have told what stands."""
    town.apply(REPORT, OTHER, now="2024-01-15 09:00")
    await town.pass_at("2024-07-22 08:00")
    alembic(town.province.database, "0009")
    town.province.database.migrate()
    town.apply(MOVED, OTHER, now="2024-07-24 10:00")

    assert len(await town.pass_at("2024-07-24 10:00:01", ticks=False)) == 0
    assert subjects(await town.pass_at("2024-07-24 10:01")) == [
        "Điều chỉnh thời hạn thành 09/8: Báo cáo bc"
    ]
    assert await town.pass_at("2024-07-24 10:02") == []


async def test_deadline_moved_at_night_is_one_mail_in_the_morning(town: Town) -> None:
    town.apply(REPORT, now="2024-01-15 09:00")
    await town.pass_at("2024-07-22 08:00")
    town.apply(MOVED, now="2024-07-22 20:00")

    assert await town.pass_at("2024-07-22 20:01") == []
    assert len(await town.pass_at("2024-07-23 08:00")) == 1
    assert await town.pass_at("2024-07-23 08:01") == []


async def test_of_several_mails_one_is_corrected_with_what_changed_only(town: Town) -> None:
    """Where no notice of its own tells of the change."""
    town.apply(REPORT, OTHER, now="2024-01-15 09:00")
    for morning in ("2024-07-22 08:00", "2024-07-26 08:00"):
        assert len(await town.pass_at(morning)) == 1
    town.province.execute(
        "UPDATE obligation SET due_at = '2024-08-09 10:00:00.000000' WHERE id = 1"
    )
    town.province.execute("UPDATE delivery SET edit_wanted = true")
    await town.start_anew()

    (corrected,) = await town.pass_at("2024-07-26 10:00")
    assert corrected.text.count("Báo cáo bc") and "Báo cáo khac" not in corrected.text
    town.province.execute("UPDATE delivery SET edit_wanted = true")
    assert await town.pass_at("2024-07-26 10:01") == []


async def test_mail_sent_before_what_was_told_was_kept_is_corrected_by_its_id(town: Town) -> None:
    town.apply(REPORT, now="2024-01-15 09:00")
    await town.pass_at("2024-07-22 08:00")
    town.province.execute("DELETE FROM tolddeadline")
    town.province.execute("UPDATE delivery SET edit_wanted = true")
    assert await town.pass_at("2024-07-22 09:00") == []

    town.province.execute(
        "UPDATE obligation SET due_at = '2024-08-09 10:00:00.000000' WHERE id = 1"
    )
    town.province.execute("UPDATE delivery SET edit_wanted = true")
    assert len(await town.pass_at("2024-07-22 10:00")) == 1


async def test_who_read_it_before_is_told_once_that_it_is_theirs_no_more(town: Town) -> None:
    town.apply(REPORT, now="2024-07-15 09:00")
    await town.pass_at("2024-07-22 08:00")
    reads = unit("u1", channels=["email"], email="new@pt.example")
    town.province.units = organisation(units=[unit("u0"), reads, unit("u2")])
    town.province.open(bound=False, now=at("2024-07-22 10:00"))
    former: list[Arrived] = []
    for day, due in ((23, "08-09"), (24, "08-16"), (25, "08-23")):
        town.apply(duty(owed_by={"ids": ["u1"]}, due={"by": due}), now=f"2024-07-{day} 09:00")
        arrived = await town.pass_at(f"2024-07-{day} 09:01")
        former += [mail for mail in arrived if mail.recipient == MAILBOX]
    assert [one for one in subjects(former) if "thôi nhận tin" not in one] == [
        "Đồng chí không còn được giao xử lý: Báo cáo bc"
    ]
    assert former[-1].calendars[0].get_param("method") == "CANCEL"
