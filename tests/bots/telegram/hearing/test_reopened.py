"""Who is heard from can be written to: a closed chat opens with the first word or tap, and hears what was withheld."""

import json
from functools import partial

import pytest
from sqlmodel import select

from bots.telegram.event import Answers
from bots.telegram.hearing.handler import Handler
from scheduler.run.outcome import Refused
from scheduler.store import inbox
from scheduler.store.inbox import Update
from scheduler.store.standing import stand_in
from scheduler.store.tables import Obligation, Person, Post
from tests.build import Province, at, definition, duty
from tests.run.road import LANE, Road

START = at("2024-01-15 09:00")
FIRST, SECOND, LATER = "2024-07-22 08:00", "2024-07-26 08:00", "2024-07-26 09:00"
CHAT, GROUP = 77, -1009
NEVER_STARTED = Refused("bot can't initiate conversation with a user", closes_address=True)
USER = {"id": CHAT, "is_bot": False, "first_name": "A"}
PRIVATE = {"id": CHAT, "type": "private"}


@pytest.fixture
def road(sqlite) -> Road:
    """The head of u1 is bound and has never pressed Start; u2 owes the same and is reached."""
    province = Province(sqlite).open()
    province.bind("u1", str(CHAT), now=START)
    province.apply(definition(duty(owed_by={"ids": ["u1", "u2"]})), now=START)
    return Road(province)


def message(number: int, chat: dict[str, object] = PRIVATE) -> Update:
    said = {"message_id": number, "from": USER, "chat": chat, "date": 0, "text": "/start"}
    return Update(number, json.dumps({"update_id": number, "message": said}))


def sticker(number: int) -> Update:
    """What means nothing to the talk."""
    sent = {"message_id": number, "from": USER, "chat": PRIVATE, "date": 0, "sticker": {}}
    return Update(number, json.dumps({"update_id": number, "message": sent}))


def edit(number: int, **content: object) -> Update:
    """A message changed: words, or a place that moves, which nobody is answered for."""
    sent = {"message_id": 1, "from": USER, "chat": PRIVATE, "date": 0, "edit_date": 1, **content}
    return Update(number, json.dumps({"update_id": number, "edited_message": sent}))


def tap(number: int) -> Update:
    shown = {"message_id": 1, "chat": PRIVATE, "date": 0}
    query = {"id": "1", "from": USER, "message": shown, "data": "x", "chat_instance": "1"}
    return Update(number, json.dumps({"update_id": number, "callback_query": query}))


def hear(road: Road, *updates: Update) -> None:
    """Handle `updates`, with a talk that says nothing."""
    with road.province.database.write() as session:
        inbox.keep(session, LANE, updates, now=road.clock.now())
    handler = Handler(road.province.database, (LANE,), lambda *_, **__: Answers(), road.clock)
    while todo := handler.next_waiting():
        handler.handle(todo.update)


async def shut_out(road: Road, *passes: str) -> None:
    """Every push to CHAT is refused in these passes."""
    for now in passes:
        road.channel.answers.clear()
        refusing = {str(CHAT): NEVER_STARTED}
        road.tick(now)
        await refuse(road, refusing)
        road.channel.said.clear()


async def refuse(road: Road, refusing: dict[str, Refused]) -> None:
    send = road.channel.send

    async def picky(address, thread, notice):
        outcome = await send(address, thread, notice)
        return refusing.get(address, outcome)

    road.channel.send = picky  # type: ignore[method-assign]
    await road.drain()(LANE)
    road.channel.send = send  # type: ignore[method-assign]


@pytest.mark.parametrize(
    "heard",
    [
        message,
        sticker,
        tap,
        partial(edit, text="đề nghị chào"),
        partial(edit, location={"latitude": 1.0, "longitude": 1.0}),
    ],
)
async def test_word_or_tap_in_private_opens_the_chat_and_tells_the_latest_once(road, heard):
    await shut_out(road, FIRST, SECOND)
    assert closed(road) == [str(CHAT)]
    hear(road, heard(5))
    assert closed(road) == []
    assert await road.pass_at(LATER) == [(str(CHAT), "u1", "before-3wd")]
    hear(road, message(6))
    assert await road.pass_at(LATER) == []
    (opened,) = road.ledger("address opened")
    assert json.loads(opened)["lane"] == LANE


async def test_word_in_a_group_opens_no_chat(road):
    await shut_out(road, FIRST)
    hear(road, message(5, {"id": GROUP, "type": "supergroup", "title": "Nhóm"}))
    assert closed(road) == [str(CHAT)]


async def test_next_reminder_reaches_who_was_heard(road):
    await shut_out(road, FIRST)
    hear(road, message(5))
    await road.pass_at(FIRST)
    assert (str(CHAT), "u1", "before-3wd") in await road.pass_at(SECOND)


async def test_what_was_settled_meanwhile_is_not_told(road):
    await shut_out(road, FIRST)
    road.province.execute("UPDATE obligation SET state = 'accepted'")
    hear(road, message(5))
    assert await road.pass_at(SECOND) == []


async def test_nothing_is_told_after_the_cut_off(road):
    await shut_out(road, FIRST)
    road.clock.advance_to(at("2024-12-02 09:00"))
    hear(road, message(5))
    assert await road.pass_at("2024-12-02 09:00") == []
    (given_up,) = road.ledger("message not said")
    assert "the cut-off has passed" in given_up
    assert closed(road) == []


async def test_who_stands_in_hears_what_was_withheld_from_them(sqlite):
    province = Province(sqlite).open()
    province.bind("u1", str(CHAT), now=START, post="deputy")
    with province.database.write() as session:
        (person_id,) = session.connection().exec_driver_sql(PERSON).one()
        (post_id,) = session.connection().exec_driver_sql(HEAD_OF_U1).one()
        post, person = session.get_one(Post, post_id), session.get_one(Person, person_id)
        until = at("2024-08-30 00:00")
        stand_in(session, post, person, until_at=until, obligation_id=None, by="test", now=START)
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    road = Road(province)
    await shut_out(road, FIRST)
    hear(road, message(5))
    assert await road.pass_at(FIRST) == [(str(CHAT), "u1", "before-7wd")]


async def test_chat_bound_anew_for_one_post_hears_of_the_other(road):
    """The kind: whatever opens an address gives it all that was withheld there, with a line in the ledger."""
    await shut_out(road, FIRST)
    road.province.bind("u0", str(CHAT), now=at(LATER))
    assert closed(road) == []
    assert (str(CHAT), "u1", "before-7wd") in await road.pass_at(FIRST)
    assert len(road.ledger("address opened")) == 1


def closed(road: Road) -> list[str]:
    sql = "SELECT value FROM address WHERE closed_at IS NOT NULL ORDER BY id"
    return [value for (value,) in road.province.rows(sql)]


PERSON = f"SELECT person_id FROM address WHERE value = '{CHAT}'"
HEAD_OF_U1 = """
    SELECT post.id FROM post JOIN unit ON unit.id = unit_id
    WHERE unit.code = 'u1' AND post.kind = 'head'"""


async def test_own_day_that_all_have_passed_closes_nothing(road):
    """u1 had longer once; all have longer than that now, and it is theirs that counts."""
    await shut_out(road, FIRST, SECOND)
    with road.province.database.write() as session:
        for owed in session.exec(select(Obligation)):
            owed.due_at, owed.cut_off_at = at("2024-07-26 17:00"), at("2024-07-28 00:00")
            session.add(owed)
    road.clock.advance_to(at("2024-07-29 09:00"))
    hear(road, message(5))
    assert await road.pass_at("2024-07-29 09:00") == [(str(CHAT), "u1", "before-3wd")]
