"""Answers: stored with the act, sent in order, once when possible, and never forgotten."""

import asyncio
import json

import pytest
from sqlmodel import select

from bots.telegram.event import Answers, Button, Edit, Say, Toast
from bots.telegram.hearing.poller import as_update
from bots.telegram.sending import calls
from scheduler.store import inbox, replies
from scheduler.store.tables import Address, Person, Question
from tests import build
from tests.bots.telegram.receiving import CHAT, LANE, Bot
from tests.bots.telegram.sending.answers import Late, faults, saying, send, store
from tests.loopback import Fault, FaultKind, people, person

GROUP = -500
MARK = "Tin này có thể được gửi lặp; nếu đã nhận, đề nghị bỏ qua."
AGAIN = f"a\n\n{MARK}"


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door).open()


async def test_answers_leave_in_order_in_each_chat(bot):
    store(bot, Say("1"), Say("2"))
    store(bot, Say("3"), number=6)
    store(bot, Say("khác"), number=7, chat=88)
    await send(bot)
    assert (bot.texts(), bot.texts(88)) == (["1", "2", "3"], ["khác"])
    assert all(reply.ended_at and reply.message_id for reply in bot.stored_replies())


async def test_html_and_buttons_are_shown(bot, loopback):
    rows = ((Button("Nhận", "a:1"), Button("Xem", url="https://example.vn/")),)
    store(bot, Say("<b>Tổ 1 &amp; 2</b>", rows=rows))
    await send(bot)
    (seen,) = loopback.sent
    assert seen.text == "Tổ 1 & 2"
    assert [b["text"] for b in seen.versions[0].markup["inline_keyboard"][0]] == ["Nhận", "Xem"]


async def test_refused_html_goes_as_plain_text(bot):
    store(bot, Say("<b>Tổ 1 &amp; 2 & <A></b>"))
    await send(bot)
    assert bot.texts() == ["Tổ 1 & 2 &"]


async def test_question_gets_the_message_that_asks_it(bot, loopback):
    with bot.database.write() as session:
        asked = ask(session, bot)

    def respond(session, event, **more):
        return Answers((Say("Ngày nào?", ask=asked, placeholder="30/11 17h"),))

    bot.respond = respond
    loopback.say(CHAT, "đề nghị lùi")
    async with bot.receiving():
        await bot.until(lambda: bot.stored_replies() and bot.stored_replies()[0].ended_at)
    with bot.database.read() as session:
        stored = session.get_one(Question, asked)
    assert stored.message_id == bot.stored_replies()[0].message_id == "2"
    markup = loopback.sent[0].versions[0].markup
    assert (markup["force_reply"], markup["input_field_placeholder"]) == (True, "30/11 17h")


async def test_question_in_a_group_is_put_to_who_spoke(bot, loopback):
    def respond(session, event, **more):
        asked = getattr(event, "name", "") == "giahan"
        return Answers((Say("?", ask=ask(session, bot)),)) if asked else Answers()

    bot.respond = respond
    put_into_group(loopback)
    message = people.say(loopback.account(), GROUP, "/giahan", user=person(CHAT))
    waiting = [as_update(one) for one in loopback.account().updates.waiting]
    with bot.database.write() as session:
        inbox.keep(session, LANE, [one for one in waiting if one], now=bot.clock.now())
    while todo := bot.handler.next_waiting():
        bot.handler.handle(todo.update)
    body = json.loads(bot.stored_replies()[0].body)
    await send(bot)
    assert body["target"] == str(message)
    assert loopback.sent[0].versions[0].markup["selective"] is True
    assert loopback.sent[0].prompted == (CHAT,)


async def test_question_in_a_group_opens_the_field_of_who_tapped_only(bot, loopback):
    put_into_group(loopback)
    tapped = people.say(loopback.account(), GROUP, "x", user=person(CHAT))
    with bot.database.write() as session:
        asked = ask(session, bot)
    await hear_tap(bot, tapped, Say("Số, ký hiệu?", ask=asked, placeholder="125/BC"))
    (seen,) = loopback.sent_to(GROUP)
    assert seen.text == "Đề nghị đồng chí vừa bấm nút trả lời:\nSố, ký hiệu?"
    assert seen.versions[0].markup["selective"] is True
    assert seen.prompted == (CHAT,)


async def test_question_in_a_group_answered_by_buttons_mentions_nobody(bot, loopback):
    put_into_group(loopback)
    tapped = people.say(loopback.account(), GROUP, "x", user=person(CHAT))
    with bot.database.write() as session:
        asked = ask(session, bot)
    await hear_tap(bot, tapped, Say("Ai?", rows=((Button("A", "a:1"),),), ask=asked))
    assert [(seen.text, seen.prompted) for seen in loopback.sent_to(GROUP)] == [("Ai?", ())]


def put_into_group(loopback) -> None:
    people.add_to_group(loopback.account(), GROUP, title="Nhóm", user=person(CHAT))
    people.say(loopback.account(), GROUP, "chào", user=person(88))  # a colleague


async def hear_tap(bot: Bot, message: int, said: Say) -> None:
    """`person(CHAT)` taps a button of `message` in the group; the bot says `said`."""
    bot.respond = saying(said)
    where = {"message_id": message, "chat": {"id": GROUP, "type": "supergroup"}}
    tap = {"id": "9", "from": person(CHAT), "message": where, "data": "x"}
    body = json.dumps({"update_id": 99, "callback_query": tap})
    with bot.database.write() as session:
        inbox.keep(session, LANE, [inbox.Update(99, body)], now=bot.clock.now())
    bot.handler.handle(bot.handler.next_waiting().update)
    await send(bot)


def ask(session, bot: Bot) -> int:
    head = session.exec(select(Person)).first()
    times = {"asked_at": bot.clock.now(), "expires_at": bot.clock.now()}
    question = Question(lane_id=LANE, chat=str(GROUP), person_id=head.id, kind="date", **times)
    session.add(question)
    session.flush()
    return question.id


async def test_tap_is_always_answered_once(bot, loopback):
    loopback.say(CHAT, "/card")
    async with bot.receiving():
        await bot.until(lambda: bot.texts())
        bot.respond = saying()
    async with bot.receiving():
        loopback.press(CHAT, 2, "Đã nhận")
        await bot.until(lambda: loopback.answers)
    assert [answer.text for answer in loopback.answers] == [""]


async def test_first_toast_goes_before_all_else(bot):
    store(bot, Say("1"), Toast("a" * 300), Toast("b"), tap="9")
    kinds = [json.loads(reply.body) for reply in bot.stored_replies()]
    assert [(one["kind"], one["text"]) for one in kinds] == [("toast", "a" * 200), ("say", "1")]


async def test_old_tap_is_not_answered_any_more(bot, loopback):
    bot.clock = Late()
    store(bot, Toast("a"), Say("b"), tap="9")
    bot.clock.minutes = 2
    await send(bot)
    assert (loopback.answers, bot.texts()) == ([], ["b"])
    assert faults(bot) == ["too late to answer the tap", None]


async def test_unknown_outcome_of_words_is_tried_once_more(bot, loopback):
    bot.clock = Late()
    loopback.order(Fault(FaultKind.DROP_AFTER, method="sendMessage", count=-1))
    store(bot, Say("a"))
    await send(bot)
    assert bot.texts() == ["a", AGAIN]
    assert faults(bot)[0].startswith("unknown")


async def test_unknown_outcome_of_a_toast_is_not_repeated(bot, loopback):
    loopback.order(Fault(FaultKind.DROP_BEFORE, method="answerCallbackQuery", count=-1))
    store(bot, Toast("a"), tap="9")
    await send(bot)
    assert (loopback.answers, faults(bot)[0][:7]) == ([], "unknown")


@pytest.mark.parametrize("kind", ["429", "502", "401"])
async def test_what_did_not_leave_is_tried_until_it_does(bot, loopback, kind):
    bot.clock = Late()
    loopback.order(Fault(FaultKind(kind), method="sendMessage", count=3))
    store(bot, Say("a"))
    await send(bot)
    assert (bot.texts(), faults(bot)) == (["a"], [None])


async def test_edit_of_what_says_so_already_is_done(bot, loopback):
    store(bot, Say("a"))
    await send(bot)
    store(bot, Edit("1", "a"), number=6)
    await send(bot)
    assert (bot.texts(), faults(bot)) == (["a"], [None, None])


async def test_edit_drops_the_buttons(bot, loopback):
    store(bot, Say("a", rows=((Button("Nhận", "a:1"),),)))
    await send(bot)
    store(bot, Edit("1", "b"), number=6)
    await send(bot)
    assert (bot.texts(), loopback.sent[0].versions[-1].markup) == (["b"], None)


async def test_edit_of_a_lost_message_becomes_a_new_one(bot):
    store(bot, Edit("99", "a"))
    await send(bot)
    assert bot.texts() == ["a"]


async def test_blocked_address_is_closed_and_the_answer_ends(bot, loopback):
    loopback.order(Fault(FaultKind.BLOCKED, method="sendMessage"))
    store(bot, Say("a"), Say("b"))
    await send(bot)
    with bot.database.read() as session:
        (address,) = session.exec(select(Address).where(Address.value == str(CHAT)))
    assert "blocked" in address.closed_reason
    assert "blocked" in faults(bot)[0]


async def test_moved_group_gets_its_answers_at_the_new_place(bot, loopback):
    build.Province(bot.database).bind("u1", str(GROUP), now=bot.clock.now(), post="group")
    loopback.order(
        Fault(FaultKind.MIGRATED, method="sendMessage", chat=GROUP, count=-1, to_chat=-1001)
    )
    store(bot, Say("a"), Say("b"), chat=GROUP)
    await send(bot)
    with bot.database.read() as session:
        values = {address.value for address in session.exec(select(Address))}
    assert "-1001" in values
    assert (bot.texts(GROUP), bot.texts(-1001)) == ([], ["a", "b"])


def take_in_hand(bot: Bot) -> None:
    """As a process does that is killed right after."""
    with bot.database.write() as session:
        replies.claim(session, LANE, in_hand=(), limit=32)


async def test_what_may_have_left_before_a_kill_says_so(database, loopback, door):
    bot = Bot(database, loopback, door).open()
    store(bot, Say("a"), Say("b"))
    store(bot, Say("<b>a</b>"), number=6, chat=88)
    take_in_hand(bot)
    store(bot, Say("c"), number=7)
    await send(bot)
    assert bot.texts() == [AGAIN, "b", "c"]  # one after the other: the second had not left
    assert bot.texts(88) == [AGAIN]


async def test_edit_that_may_have_been_made_carries_no_mark(bot):
    store(bot, Say("a"))
    await send(bot)
    store(bot, Edit("1", "b"), number=6)
    take_in_hand(bot)
    await send(bot)
    assert bot.texts() == ["b"]


async def test_mark_that_does_not_fit_is_left_off(bot):
    store(bot, Say("a" * 4096))
    take_in_hand(bot)
    await send(bot)
    assert bot.texts() == ["a" * 4096]


async def test_other_words_in_hand_at_a_kill_carry_the_mark(bot, loopback):
    store(bot, Edit("99", "a"))
    take_in_hand(bot)
    with bot.database.write() as session:
        (row,) = bot.stored_replies()
        body = calls.read(row.body).as_say("a").as_json()
        replies.rewrite(session, row.id, body=body, tries=0, fault="gone")
    await send(bot)
    assert bot.texts() == [AGAIN]


async def test_what_was_known_not_to_have_left_carries_no_mark(bot, loopback):
    """Telegram was out of its mind until we were stopped."""
    loopback.order(Fault(FaultKind("502"), method="sendMessage", count=1))
    store(bot, Say("a"), Say("b"))
    channel = bot.channel()
    sending = bot.replies(channel)
    await sending.send_waiting()
    await bot.until(lambda: [reply.attempts for reply in bot.stored_replies()] == [0, 1])
    await sending.close()
    await channel.close()
    assert [reply.attempts for reply in bot.stored_replies()] == [0, 0]
    await send(bot)
    assert bot.texts() == ["a", "b"]


async def test_unsent_answers_leave_after_a_restart(bot, loopback, door):
    await door.shut()
    async with bot.receiving():
        store(bot, Say("a"), Say("b"))
        await asyncio.sleep(0)
    assert bot.texts() == []
    await door.open()
    bot.respond = saying()
    async with bot.receiving():
        await bot.until(lambda: bot.texts() == ["a", "b"])


async def test_fault_of_ours_holds_up_no_answer(bot):
    store(bot, Edit("không phải số", "a"), Say("b"))
    await send(bot)
    assert (bot.texts(), faults(bot)) == (["b"], ["ValueError", None])


async def test_what_is_said_elsewhere_leaves_the_topic_behind(bot):
    store(bot, Say("a", chat="88"))
    await send(bot)
    assert (bot.texts(), bot.texts(88)) == ([], ["a"])
