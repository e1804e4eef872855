"""A link asked for by mail: who gets one, when, and that the outbox holds no secret."""

from datetime import timedelta

import pytest

from scheduler.access import asked_links, links
from scheduler.clock import RehearsalClock
from scheduler.definition.organisation import Organisation
from scheduler.errors import LinkUnknown, SignInThrottled
from scheduler.run import restored
from scheduler.run.firing.tick import tick
from scheduler.run.outcome import Later, Unknown
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.serving import Fault, note
from tests.build import OFFICE, Province, at, definition, duty, organisation, unit
from tests.run.road import ScriptedChannel

START, DAY = at("2024-01-15 09:00"), at("2024-07-15 09:00")
WALL = at("2026-11-28 09:00")
LANE, OFFICE_BOX, CLERK = "mail-pt", "So-Noi-Vu@pt.example", "van.thu@pt.example"


def mailed(issuer: str = "pt") -> Organisation:
    """u0, the standing body, and u1 have mailboxes."""
    boxes = {"u0": OFFICE_BOX, "u1": "u1@pt.example"}
    units = [unit(code, email=box, channels=["email"]) for code, box in boxes.items()]
    return organisation(0, units=[*units, unit("u2")], issuer={"id": issuer})


class Office:
    """A standing body whose head reads the office's mailbox and whose clerk has one of her own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.province = Province(database, mailed()).open(bound=False)
        with database.write() as session:
            note(session, {LANE: None}, now=START)
            self.bind(session, CLERK, "clerk")
        self.clock, self.wall = RehearsalClock(DAY), RehearsalClock(WALL)
        self.channel = ScriptedChannel()

    def bind(self, session: object, address: str, post: str) -> None:
        u0 = find_unit(session, "u0")  # type: ignore[arg-type]
        bind(session, u0, address=address, post_kind=post, lane_id=LANE, actor="a", now=START)  # type: ignore[arg-type]

    def ask(self, address: str, came_from: str = "192.0.2.1") -> None:
        with self.database.write() as session:
            wall, now = self.wall.now(), self.clock.now()
            asked_links.count(session, address, came_from=came_from, wall=wall)
            asked_links.send(session, address, wall=wall, now=now)

    async def send(self) -> list[tuple[str, Notice]]:
        """One pass of the engine; what left in it, with its address."""
        self.channel.said.clear()
        for lane in tick(self.database, OFFICE, now=self.clock.now()):
            await Drain(self.database, {lane: self.channel}, OFFICE, self.clock, wall=self.wall)(
                lane
            )
        return [(one.address, one.notice) for one in self.channel.said]

    def links(self) -> list[object]:
        """Whose links there are, by their addresses."""
        rows = self.province.rows(
            "SELECT address.value FROM sign_in_link"
            " JOIN address ON address.person_id = sign_in_link.person_id ORDER BY sign_in_link.id"
        )
        return [value for (value,) in rows]

    def opens(self, secret: str) -> bool:
        """Whether that link lets somebody in now."""
        with self.database.read() as session:
            try:
                links.look(session, secret, wall=self.wall.now(), now=self.clock.now())
            except LinkUnknown:
                return False
            return True

    def states(self) -> list[object]:
        return [row[0] for row in self.province.rows("SELECT state FROM delivery ORDER BY id")]


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.mark.parametrize(
    ("typed", "read", "post"),
    [
        (CLERK, CLERK, "u0/clerk"),
        (f"  {CLERK.upper()} ", CLERK, "u0/clerk"),
        ("so-noi-vu@PT.example", OFFICE_BOX, "u0/head"),
    ],
)
async def test_who_holds_a_post_at_the_standing_body_gets_a_link(
    office: Office, typed: str, read: str, post: str
) -> None:
    office.ask(typed)
    assert office.links() == []  # none is made before it leaves
    [(address, notice)] = await office.send()
    assert (address, notice.desk_link and notice.desk_link.reference) == (read, post)
    assert office.links() == [read]
    assert notice.desk_link and office.opens(notice.desk_link.path.removeprefix("/ban/vao/"))


@pytest.mark.parametrize(
    "typed", ["u1@pt.example", "nobody@pt.example", "", "%", "van.thu@pt", "van_thu@pt.example"]
)
async def test_nobody_else_gets_anything(office: Office, typed: str) -> None:
    office.ask(typed)
    assert (await office.send(), office.states(), office.links()) == ([], [], [])


async def test_nothing_leaves_where_no_mail_does(office: Office) -> None:
    with office.database.write() as session:
        note(session, {LANE: Fault.NO_SERVER}, now=DAY)
    office.ask(CLERK)
    assert office.states() == []


async def test_a_closed_mailbox_gets_none(office: Office) -> None:
    office.province.execute(
        f"UPDATE address SET closed_at = '2024-07-01 00:00:00+00:00' WHERE value = '{CLERK}'"
    )
    office.ask(CLERK)
    assert office.states() == []


async def test_pressed_twice_it_is_one_mail(office: Office) -> None:
    office.ask(CLERK)
    office.ask(CLERK)
    assert len(await office.send()) == 1
    office.wall.advance_to(WALL + timedelta(minutes=1))
    office.ask(CLERK)
    assert len(await office.send()) == 1


@pytest.mark.parametrize("address", [CLERK, "nobody@pt.example"])
async def test_one_address_is_asked_for_three_times_an_hour(office: Office, address: str) -> None:
    """From wherever it is asked, and whether anybody reads there or not: the answer is the same."""
    for number in range(3):
        office.ask(address, came_from=f"192.0.2.{number}")
        office.wall.advance_to(office.wall.now() + timedelta(minutes=1))
    with pytest.raises(SignInThrottled) as refused:
        for _try in range(2):
            office.ask(address, came_from="192.0.2.9")
    assert refused.value.until_at <= office.wall.now() + timedelta(minutes=15)
    office.wall.advance_to(refused.value.until_at)
    office.ask(address, came_from="192.0.2.9")


async def test_one_place_asks_for_twenty_addresses_an_hour(office: Office) -> None:
    for number in range(20):
        office.ask(f"{number}@pt.example")
    with pytest.raises(SignInThrottled):
        for _try in range(2):
            office.ask(CLERK)
    office.ask(CLERK, came_from="198.51.100.1")


async def test_it_goes_alone_and_the_secret_is_nowhere_in_the_database(office: Office) -> None:
    given = duty(owed_by={"ids": ["u0"]}, to="u1", due={"by": "07-22"})
    office.province.apply(definition(given), now=START)
    office.ask(OFFICE_BOX)
    sent = await office.send()
    assert [address for address, _notice in sent] == [OFFICE_BOX, OFFICE_BOX]
    [link] = [notice.desk_link for _address, notice in sent if notice.desk_link]
    assert all(notice.desk_link is None or not notice.items for _address, notice in sent)
    secret = link.path.removeprefix("/ban/vao/")
    assert len(secret) == 43 and link.minutes == 30
    tables = office.province.rows(_TABLES[office.database.is_sqlite])
    for (table,) in tables:
        for row in office.province.rows(f'SELECT * FROM "{table}"'):
            assert secret not in repr(row)
    assert secret not in repr(sent)


async def test_a_retry_carries_a_fresh_link_and_the_older_ends(office: Office) -> None:
    office.channel.answers.extend([Unknown("no answer"), Later(DAY, "busy")])
    office.ask(CLERK)
    secrets = []
    for _try in range(3):
        [(_address, notice)] = await office.send()
        assert notice.desk_link is not None
        secrets.append(notice.desk_link.path.removeprefix("/ban/vao/"))
        office.clock.advance_to(office.clock.now() + timedelta(minutes=2))
        office.wall.advance_to(office.wall.now() + timedelta(minutes=2))
    assert [office.opens(one) for one in secrets] == [False, False, True]
    assert office.states() == ["sent"]


async def test_who_left_meanwhile_gets_none(office: Office) -> None:
    office.ask(CLERK)
    with office.database.write() as session:
        u0 = find_unit(session, "u0")
        new = "nguoi.moi@pt.example"
        bind(session, u0, address=new, post_kind="clerk", lane_id=LANE, actor="a", now=DAY)
    assert [notice.desk_link for _address, notice in await office.send()] == []
    assert (office.states(), office.links()) == (["dropped"], [])


async def test_after_an_hour_without_a_server_it_is_given_up(office: Office) -> None:
    office.ask(CLERK)
    office.clock.advance_to(DAY + timedelta(minutes=61))
    assert (await office.send(), office.states()) == ([], ["dropped"])


async def test_the_ledger_tells_who_was_sent_a_link(office: Office) -> None:
    office.ask(CLERK)
    await office.send()
    rows = office.province.rows("SELECT kind, subject, data FROM ledger ORDER BY seq")
    kind, subject, data = rows[-1]
    assert (kind, subject) == ("message sent", "u0/clerk")
    assert '"desk_link"' in str(data) and "ban/vao" not in str(rows)


async def test_what_waited_when_a_backup_was_put_to_work_is_given_up(office: Office) -> None:
    office.ask(CLERK)
    with office.database.write() as session:
        restored.hold(session, OFFICE, actor="admin", now=DAY)
    assert (await office.send(), office.states()) == ([], ["dropped"])


_TABLES = {
    True: "SELECT name FROM sqlite_master WHERE type = 'table'",
    False: "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
