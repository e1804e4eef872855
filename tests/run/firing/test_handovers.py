"""What follows a change of hands in the outbox: by mail too, once, also where the way is closed for the time being."""

from typing import Any

import pytest

from bots.mail import message
from bots.telegram.sending import card
from scheduler.clock import RehearsalClock
from scheduler.definition.organisation import Organisation
from scheduler.run import restored
from scheduler.run.firing.tick import tick
from scheduler.run.outcome import Refused
from scheduler.run.sending.drain import Drain
from scheduler.store import reach
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit, save_organisation
from scheduler.store.people import find_post, person_at
from scheduler.store.serving import Fault, note
from scheduler.store.standing import stand_in
from scheduler.store.tables import Issuer
from scheduler.workflow.handover import take_post
from tests.build import OFFICE, Province, at, definition, duty, organisation, unit
from tests.run.road import LANE, Road, ScriptedChannel
from tests.scans import no_scans

START = at("2024-01-15 09:00")
DAY = "2024-07-15 09:00"


@pytest.fixture
def road(database: Database) -> Road:
    road = Road(Province(database, organisation(3)).open())
    road.province.apply(definition(), now=START)
    return road


def take(road: Road, code: str, address: str, now: str = DAY) -> None:
    with road.province.database.write() as session:
        row = find_unit(session, code)
        take_post(session, row, address=address, post_kind="head", actor="admin", now=at(now))


async def said(road: Road, now: str = DAY) -> dict[str, str]:
    """By address, what a card of that pass says."""
    for lane in road.tick(now):
        await road.drain()(lane)
    found = {one.address: card.render(one.notice).plain for one in road.channel.said}
    road.channel.said.clear()
    return found


async def test_who_lost_it_who_has_it_and_the_standing_body_hear_once(road: Road) -> None:
    take(road, "u1", "new@")
    assert sorted(await said(road)) == ["new@", "u0@", "u1@"]
    assert await said(road, "2024-07-15 09:05") == {}


async def test_what_was_closed_is_told_when_it_opens_again(road: Road) -> None:
    road.channel.answers.extend([Refused("blocked", closes_address=True)] * 3)
    take(road, "u1", "new@")
    await said(road)
    with road.province.database.write() as session:
        for chat in ("u1@", "new@"):
            reach.reopen(session, LANE, chat, now=at("2024-07-15 10:00"))
    heard = await said(road, "2024-07-15 10:00")
    assert heard["u1@"].startswith("Đồng chí thôi giữ chức danh")
    assert heard["new@"].startswith("Đồng chí bắt đầu giữ chức danh")
    assert "Báo cáo bc" in heard["new@"]


async def test_what_a_lane_out_of_service_held_back_is_told_when_it_serves(road: Road) -> None:
    take(road, "u1", "new@")
    road.tick(DAY)
    for fault in (Fault.NO_TOKEN, None):
        with road.province.database.write() as session:
            note(session, {LANE: fault}, now=at(DAY))
        road.tick("2024-07-15 09:01")
    assert sorted(await said(road, "2024-07-15 09:02")) == ["new@", "u0@", "u1@"]


async def test_clock_set_back_takes_the_word_from_nobody(road: Road) -> None:
    take(road, "u1", "new@", "2024-07-15 09:00:20")
    assert sorted(await said(road, "2024-07-15 09:00:05")) == ["new@", "u0@", "u1@"]


async def test_there_and_back_before_anybody_was_told_is_not_told(road: Road) -> None:
    take(road, "u1", "new@", "2024-07-15 09:00")
    take(road, "u1", "u1@", "2024-07-15 09:01")
    heard = await said(road, "2024-07-15 09:02")
    assert heard["new@"].startswith("Đồng chí thôi giữ chức danh")
    assert heard["u1@"].startswith("Đồng chí bắt đầu giữ chức danh")
    assert heard["u0@"].count("Đổi người giữ chức danh") == 1


async def test_post_taken_again_before_its_first_card_could_leave(road: Road) -> None:
    take(road, "u1", "new@")
    road.tick(DAY)
    take(road, "u1", "newer@", "2024-07-15 09:01")
    heard = await said(road, "2024-07-15 09:02")
    firsts = {address: text.partition(" chức danh")[0] for address, text in heard.items()}
    assert firsts == {
        "u0@": "2 thay đổi về người giữ",
        "u1@": "Đồng chí thôi giữ",
        "new@": "Đồng chí thôi giữ",
        "newer@": "Đồng chí bắt đầu giữ",
    }
    assert heard["newer@"].count("Báo cáo bc") == 1


async def test_post_taken_again_while_its_first_card_is_held(road: Road) -> None:
    take(road, "u1", "new@")
    with road.province.database.write() as session:
        restored.hold(session, OFFICE, actor="admin", now=at(DAY))
    take(road, "u1", "newer@", "2024-07-15 09:01")
    assert sorted(await said(road, "2024-07-15 09:02")) == ["new@", "newer@", "u0@"]
    with road.province.database.write() as session:
        held = restored.load_held(session)
        restored.release(session, held, actor="admin", now=at("2024-07-15 09:03"))
    assert sorted(await said(road, "2024-07-15 09:03")) == ["u0@", "u1@"]


def stand_in_for(road: Road, code: str, address: str) -> None:
    with road.province.database.write() as session:
        row = find_unit(session, code)
        issuer, post = session.get_one(Issuer, row.issuer_id), find_post(session, row, "head")
        person = person_at(session, issuer, LANE, address, actor="admin", now=START)
        until = at("2024-08-31 00:00")
        stand_in(session, post, person, until_at=until, obligation_id=None, by="u1", now=START)


@pytest.mark.parametrize("newcomer", ["new@", "stand@"])
async def test_who_stands_in_keeps_the_card_on_its_way(road: Road, newcomer: str) -> None:
    stand_in_for(road, "u1", "stand@")
    road.tick("2024-07-22 08:00")
    take(road, "u1", newcomer, "2024-07-22 08:00")
    heard = await said(road, "2024-07-22 08:00")
    for address in ("stand@", newcomer):
        assert heard[address].count("Báo cáo bc") == 1


async def test_restored_backup_shows_and_holds_what_it_may_have_told(road: Road) -> None:
    take(road, "u1", "new@")
    with road.province.database.write() as session:
        restored.hold(session, OFFICE, actor="admin", now=at(DAY))
        held = restored.load_held(session)
    assert sorted(one.about[0] for one in held) == ["pt-2024/bc/once/u1", "u1/head", "u1/head"]
    assert await said(road, "2024-07-15 09:05") == {}


async def test_two_issuers_of_one_bot_hear_of_their_own_only(database: Database) -> None:
    """The same chat heads u1 of both."""
    ours = Road(Province(database).open())
    given = organisation(3, issuer={"id": "lc", "name": "UBND khác", "lane": LANE})
    theirs = Province(database, given).open(bound=False)
    theirs.bind("u0", "other@", now=START)
    theirs.bind("u1", "u1@", now=START)
    with database.write() as session:
        row = find_unit(session, "u1", issuer_id="lc")
        take_post(session, row, address="new@", post_kind="head", actor="admin", now=at(DAY))
    assert sorted(await said(ours)) == ["new@", "other@", "u1@"]


async def test_pass_that_follows_a_change_scans_no_growing_table(sqlite: Database) -> None:
    road = Road(Province(sqlite, organisation(3)).open())
    road.province.apply(definition(), now=START)
    with no_scans(sqlite):
        take(road, "u1", "new@")
        await said(road)


def mailed(email: str | None, *channels: str) -> Organisation:
    """u1 is told by mail; the others by Telegram."""
    more: dict[str, Any] = {"email": email, "channels": list(channels)} if email else {}
    return organisation(units=[unit("u0"), unit("u1", **more), unit("u2")])


@pytest.fixture
def posted(database: Database) -> Province:
    """u1 has a mailbox only, u0 a chat; a report is owed."""
    province = Province(database, mailed("a@pt.example", "email")).open(bound=False)
    with database.write() as session:
        note(session, {"mail-pt": None}, now=START)
    province.bind("u0", "desk@", now=START)
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    return province


async def mails(province: Province, given: Organisation) -> dict[str, str]:
    """What is said by mail and chat after that units file was applied."""
    with province.database.write() as session:
        save_organisation(session, given, actor="admin", now=at(DAY))
    channels = {"mail-pt": ScriptedChannel(), LANE: ScriptedChannel()}
    for lane in tick(province.database, OFFICE, now=at(DAY)):
        await Drain(province.database, channels, OFFICE, RehearsalClock(at(DAY)))(lane)
    notices = [one for channel in channels.values() for one in channel.said]
    for one in notices:
        assert message.compose(one.notice, sender="bot@pt.example", recipient="x@pt.example").octets
    return {one.address: card.render(one.notice).plain.partition("\n")[0] for one in notices}


async def test_former_mailbox_beside_a_chat_is_not_told_of_another_person(posted: Province) -> None:
    posted.bind("u1", "chat", now=START)
    with posted.database.write() as session:
        given = mailed("b@pt.example", "email")
        save_organisation(session, given, actor="admin", now=at(DAY))
    channel = ScriptedChannel()
    tick(posted.database, OFFICE, now=at(DAY))
    await Drain(posted.database, {"mail-pt": channel}, OFFICE, RehearsalClock(at(DAY)))("mail-pt")
    told = card.render(channel.said[0].notice).plain.splitlines()
    assert told[1] == "Từ 09:00 thứ Hai, 15/7/2024, tin của đơn vị được gửi tới nơi khác."


async def test_changed_mailbox_is_told_to_both_and_to_the_standing_body(posted: Province) -> None:
    assert await mails(posted, mailed("b@pt.example", "email")) == {
        "a@pt.example": "Hộp thư này thôi nhận tin của Đơn vị u1",
        "b@pt.example": "Hộp thư này bắt đầu nhận tin của Đơn vị u1",
        "desk@": "Đổi hộp thư nhận tin của Đơn vị u1",
    }


async def test_removed_mailbox_leaves_a_post_nobody_holds(posted: Province) -> None:
    heard = await mails(posted, mailed("a@pt.example", "telegram"))
    assert heard["a@pt.example"] == "Hộp thư này thôi nhận tin của Đơn vị u1"
    assert heard["desk@"].startswith("Chưa có người giữ chức danh")


async def test_mailbox_beside_a_chat_that_stays_is_no_change_of_head(posted: Province) -> None:
    posted.bind("u1", "chat", now=START)
    assert list(await mails(posted, mailed("b@pt.example", "email"))) == ["a@pt.example"]


async def test_first_mailbox_of_a_unit_that_owes_is_told(posted: Province) -> None:
    await mails(posted, mailed("a@pt.example", "telegram"))
    heard = await mails(posted, mailed("c@pt.example", "email"))
    assert heard["c@pt.example"] == "Hộp thư này bắt đầu nhận tin của Đơn vị u1"
    assert heard["desk@"] == "Có hộp thư nhận tin của Đơn vị u1"


def test_units_loaded_for_the_first_time_tell_nobody(posted: Province) -> None:
    assert posted.rows("SELECT count(*) FROM handover") == [(0,)]


def test_head_by_bot_beside_a_mailbox_is_one_change(posted: Province) -> None:
    with posted.database.write() as session:
        row = find_unit(session, "u1")
        take_post(session, row, address="chat", post_kind="head", actor="admin", now=at(DAY))
    tick(posted.database, OFFICE, now=at(DAY))
    rows = posted.rows("SELECT reader, value FROM handover_notice"
                       " JOIN address ON address.id = address_id ORDER BY reader")  # fmt: skip
    assert rows == [("holder", "chat"), ("standing_body", "desk@")]


async def test_standing_body_reached_by_mail_only_is_told_beside_who_stands_in(
    database: Database,
) -> None:
    """The post's own way is by mail; that somebody stands in for it in a chat takes nothing from it."""
    by_mail = {"email": "so@pt.example", "channels": ["telegram", "email"]}
    units = [unit("u0", **by_mail), unit("u1"), unit("u2")]
    desk = Province(database, organisation(units=units)).open(bound=False)
    with database.write() as session:
        note(session, {"mail-pt": None}, now=START)
    road = Road(desk)
    stand_in_for(road, "u0", "stand@")
    desk.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    take(road, "u1", "new@")
    channels = {"mail-pt": ScriptedChannel(), LANE: ScriptedChannel()}
    for lane in tick(desk.database, OFFICE, now=at(DAY)):
        await Drain(desk.database, channels, OFFICE, RehearsalClock(at(DAY)))(lane)
    told = {one.address for channel in channels.values() for one in channel.said}
    assert {"so@pt.example", "stand@"} <= told
