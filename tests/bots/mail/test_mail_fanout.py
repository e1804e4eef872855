"""Which channel a post is told over, and what takes over when it will not work."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from calendars.targets import post_target
from scheduler.clock import RehearsalClock
from scheduler.definition.organisation import Organisation
from scheduler.run.firing.tick import tick
from scheduler.run.outcome import Refused
from scheduler.run.sending.drain import Drain
from scheduler.store.database import Database
from scheduler.store.mailboxes import mail_lane
from scheduler.store.organisation import save_organisation
from scheduler.store.serving import Fault, note
from tests.build import OFFICE, Province, at, definition, duty, organisation, unit
from tests.run.road import ScriptedChannel

START = at("2024-01-15 09:00")
FIRST = at("2024-07-22 08:00")  # before-7wd
ITEMS = """
    SELECT unit.code, address.value, address.lane_id, item.state FROM item
    JOIN obligation ON obligation.id = item.obligation_id JOIN unit ON unit.id = unit_id
    LEFT JOIN address ON address.id = item.address_id
    ORDER BY unit.code, address.value"""
MAILBOX = "u1@pt.example"


def units(*channels: str, **more: Any) -> Organisation:
    """u1 reads these channels, has a mailbox, and is the only one that owes."""
    reads = unit("u1", channels=list(channels), email=MAILBOX) | more
    return organisation(units=[unit("u0"), reads, unit("u2")])


def opened(database: Database, given: Organisation, *, served: bool = True) -> Province:
    province = Province(database, given).open(bound=False)
    with database.write() as session:
        note(session, {"mail-pt": None if served else Fault.NO_SERVER}, now=START)
    return province


def apply(province: Province) -> None:
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)


def told(province: Province, now: datetime = FIRST) -> list[str]:
    return tick(province.database, OFFICE, now=now)


def save(province: Province, given: Organisation, *, now: datetime = START) -> None:
    with province.database.write() as session:
        save_organisation(session, given, actor="admin", now=now)


@pytest.mark.parametrize(
    ("channels", "used"),
    [
        (("email", "telegram"), (MAILBOX, "mail-pt")),
        (("telegram", "email"), ("chat", "tg-pt")),
        (("email",), (MAILBOX, "mail-pt")),
    ],
)
def test_first_channel_that_reaches_the_post_is_used(database, channels, used):
    province = opened(database, units(*channels))
    province.bind("u1", "chat", now=START)
    apply(province)
    assert told(province) == [used[1]]
    assert province.rows(ITEMS) == [("u1", *used, "carded")]


@pytest.mark.parametrize("channels", [("telegram", "email"), ("email", "telegram"), ()])
def test_mailbox_is_used_where_nobody_has_a_chat(database, channels):
    province = opened(database, units(*channels))
    apply(province)
    assert told(province) == ["mail-pt"]
    assert province.rows(ITEMS) == [("u1", MAILBOX, "mail-pt", "carded")]


def test_chat_is_used_where_mail_comes_first_and_is_closed(database):
    province = opened(database, units("email", "telegram"))
    province.bind("u1", "chat", now=START)
    province.execute(
        f"UPDATE address SET closed_at = '2024-01-20 00:00:00+00:00' WHERE value = '{MAILBOX}'"
    )
    apply(province)
    assert told(province) == ["tg-pt"]
    assert province.rows(ITEMS) == [("u1", "chat", "tg-pt", "carded")]


def test_without_a_mail_server_mailboxes_are_as_if_not_there(database):
    province = opened(database, units("email", "telegram"), served=False)
    province.bind("u1", "chat", now=START)
    apply(province)
    assert told(province) == ["tg-pt"]
    assert province.rows(ITEMS) == [("u1", "chat", "tg-pt", "carded")]


def test_without_a_mail_server_and_a_chat_the_unit_is_unreachable(database):
    province = opened(database, units("email", "telegram"), served=False)
    apply(province)
    assert told(province) == []
    assert province.rows(ITEMS) == [("u1", None, None, "unreachable")]


def test_mail_server_set_later_takes_up_the_unreachable(database):
    province = opened(database, units("email"), served=False)
    apply(province)
    told(province)
    with database.write() as session:
        note(session, {"mail-pt": None}, now=FIRST)
    assert told(province) == ["mail-pt"]
    assert province.rows(ITEMS) == [("u1", MAILBOX, "mail-pt", "carded")]


def test_unit_without_mail_in_its_channels_has_no_mailbox(database):
    province = opened(database, units("telegram"))
    apply(province)
    told(province)
    assert province.rows(ITEMS) == [("u1", None, None, "unreachable")]


def test_binding_a_chat_leaves_the_mailbox(database):
    province = opened(database, units("email", "telegram"))
    apply(province)
    told(province)
    province.bind("u1", "chat", now=FIRST)
    assert told(province) == ["mail-pt"]
    assert province.rows(ITEMS) == [("u1", MAILBOX, "mail-pt", "carded")]
    assert province.rows("SELECT count(*) FROM holder WHERE until_at IS NULL") == [(2,)]


def test_changed_mailbox_takes_over_what_waits_for_the_old_one(database):
    province = opened(database, units("email", "telegram"))
    province.bind("u1", "chat", now=START)
    apply(province)
    told(province)
    save(province, units("email", "telegram", email="moi@pt.example"), now=FIRST)
    assert told(province) == ["mail-pt"]
    assert province.rows(ITEMS) == [("u1", "moi@pt.example", "mail-pt", "carded")]
    assert province.rows("SELECT count(*) FROM holder WHERE until_at IS NULL") == [(2,)]


def test_mailbox_no_longer_named_is_told_nothing(database):
    province = opened(database, units("email", "telegram"))
    save(province, units("email", "telegram", email=None), now=START)
    apply(province)
    told(province)
    assert province.rows(ITEMS) == [("u1", None, None, "unreachable")]


def test_saving_the_same_units_again_changes_nothing(database):
    province = opened(database, units("email"))
    before = (
        province.rows("SELECT id, until_at FROM holder"),
        province.rows("SELECT count(*) FROM ledger"),
    )
    save(province, units("email"), now=FIRST)
    after = (
        province.rows("SELECT id, until_at FROM holder"),
        province.rows("SELECT count(*) FROM ledger"),
    )
    assert after == before


def test_mail_of_another_issuer_is_another_lane(database):
    ours = opened(database, units("email"))
    other = {"id": "lc", "name": "UBND khác", "lane": "tg-pt"}
    theirs = organisation(units=[unit("u0"), unit("u1", email="u1@lc.example")], issuer=other)
    theirs = theirs.model_copy(update={"blocks": ()})
    save(ours, theirs)
    rows = ours.rows("SELECT id, channel, served FROM lane ORDER BY id")
    assert [tuple(map(str, row)) for row in rows] == [
        ("mail-lc", "mail", str(rows[0][2])),
        ("mail-pt", "mail", str(rows[1][2])),
        ("tg-pt", "telegram", str(rows[2][2])),
    ]
    assert [bool(row[2]) for row in rows] == [False, True, True]
    assert mail_lane("lc") == "mail-lc"


def test_policy_all_tells_a_post_over_every_channel_at_once(database):
    province = opened(database, units("email", "telegram"))
    province.bind("u1", "chat", now=START)
    apply(province)
    assert tick(database, replace(OFFICE, everywhere=True), now=FIRST) == ["mail-pt", "tg-pt"]
    assert province.rows(ITEMS) == [
        ("u1", "chat", "tg-pt", "carded"),
        ("u1", MAILBOX, "mail-pt", "carded"),
    ]


# one channel for another


async def refused(province: Province, *, everywhere: bool = False) -> list[str]:
    """The mailbox refuses for good; the lanes with mail after that."""
    office = replace(OFFICE, everywhere=everywhere)
    tick(province.database, office, now=FIRST)
    channel = ScriptedChannel()
    channel.answers.append(Refused("550 5.1.1 no such user", closes_address=True))
    await Drain(province.database, {"mail-pt": channel}, office, RehearsalClock(FIRST))("mail-pt")
    return tick(province.database, office, now=FIRST)


async def test_refused_mail_is_told_by_chat(database):
    province = opened(database, units("email", "telegram"))
    province.bind("u1", "chat", now=START)
    apply(province)
    assert await refused(province) == ["tg-pt"]
    assert province.rows(ITEMS) == [("u1", "chat", "tg-pt", "carded")]
    assert province.rows("SELECT state FROM delivery ORDER BY id") == [("refused",), ("queued",)]


async def test_refused_mail_is_not_told_again_where_it_was_told(database):
    province = opened(database, units("email", "telegram"))
    province.bind("u1", "chat", now=START)
    apply(province)
    assert await refused(province, everywhere=True) == ["tg-pt"]
    assert province.rows(ITEMS) == [
        ("u1", "chat", "tg-pt", "carded"),
        ("u1", MAILBOX, "mail-pt", "unreachable"),
    ]


async def test_refused_mail_without_a_chat_waits_for_one(database):
    province = opened(database, units("email", "telegram"))
    apply(province)
    assert await refused(province) == []
    assert province.rows(ITEMS) == [("u1", MAILBOX, "mail-pt", "unreachable")]
    province.bind("u1", "chat", now=FIRST)
    assert told(province) == ["tg-pt"]


async def test_next_reminder_after_a_refusal_goes_by_chat(database):
    province = opened(database, units("email", "telegram"))
    province.bind("u1", "chat", now=START)
    apply(province)
    await refused(province)
    told(province, at("2024-07-26 08:00"))
    assert {row[1] for row in province.rows(ITEMS)} == {"chat"}


def test_post_with_a_person_and_a_mailbox_is_the_persons(database):
    province = opened(database, units("email", "telegram"))
    province.bind("u1", "chat", now=START)
    person = province.rows("SELECT person_id FROM address WHERE value = 'chat'")[0][0]
    with database.read() as session:
        assert post_target(session, "u1").scope.id == person
