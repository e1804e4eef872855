"""Whom the running program reaches: a topic, a group that moved; who shut it out only after letting it in again."""

import json
from datetime import datetime

from sqlmodel import Session

from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.workflow.invitation import invite
from tests.acceptance.phone import Phone
from tests.acceptance.program import Program, until
from tests.acceptance.telegram import Telegram

DAY_BEFORE = "2024-07-10T09:00:00+07:00"
EIGHT = "2024-07-11T08:00:03+07:00"
NOW = datetime.fromisoformat(DAY_BEFORE)
CARD = "còn 14 ngày làm việc"
FORUM, MOVING, MOVED, LEFT = -1003, -1004, -1014, -1005
HEADS = {FORUM: 7001, MOVING: 7002, LEFT: 7003}
UNITS = ("so-tai-chinh", "so-y-te", "ubnd-viet-tri")
TOPIC = 5
STANDING = 7556
CLOSED = "SELECT value FROM address WHERE closed_at IS NOT NULL ORDER BY value"


def group_codes(session: Session) -> list[str]:
    """Codes of links that bring the bot into the groups of UNITS."""
    units = [find_unit(session, f"phu-tho/{unit}") for unit in UNITS]
    return [invite(session, unit, post_kind="group", by="test", now=NOW) for unit in units]


def bring_in(bot_api: Telegram, group: int, code: str) -> None:
    """The head of a unit adds the bot to its group, in a topic of the forum, and confirms."""
    thread = TOPIC if group == FORUM else 0
    head = Phone(bot_api, group, user=HEADS[group], thread=thread)
    bot_api.order("add_to_group", chat=group, title="Nhóm", user=HEADS[group])
    if thread:
        bot_api.order("open_topic", chat=group, thread=thread)
    head.say(f"/start {code}")
    head.press("Nhóm này đề nghị nhận tin", "Xác nhận")
    head.heard("Nhóm này nhận tin của")


def test_group_gets_cards_in_its_topic_and_where_it_moved_but_not_where_it_was_put_out(
    connected: Program, bot_api: Telegram
):
    with connected.writing() as session:
        codes = group_codes(session)
    with connected.serving("--at", DAY_BEFORE) as serving:
        for group, code in zip(HEADS, codes, strict=True):
            bring_in(bot_api, group, code)
        bot_api.order("kick", chat=LEFT, user=HEADS[LEFT])
        bot_api.order("migrate", chat=MOVING, new_id=MOVED, user=HEADS[MOVING])
        forum = Phone(bot_api, FORUM, user=HEADS[FORUM], thread=TOPIC)
        forum.say("/viec")
        assert forum.heard("Báo cáo phải gửi")["thread"] == TOPIC
        assert serving.stop() == 0
    with connected.serving("--at", EIGHT):
        assert forum.heard(CARD)["thread"] == TOPIC
        assert Phone(bot_api, MOVED).heard(CARD)["thread"] is None
        forum.press(CARD, "Đã nhận")
        until(lambda: "Đã nhận" not in json.dumps(forum.heard(CARD)["markup"]), "a changed card")
        Phone(bot_api, HEADS[LEFT]).heard(CARD)
    assert not [m for m in bot_api.to(LEFT) if CARD in m.text]


def reachable(program: Program) -> dict[str, bool]:
    (rows,) = json.loads(program.must("board", "--json")).values()
    return {row["unit"]: row["reachable"] for row in rows if row["unit"] in UNITS}


def test_who_blocks_the_bot_is_told_of_and_reached_again_after_coming_back(
    connected: Program, bot_api: Telegram
):
    with connected.writing() as session:
        standing_body = find_unit(session, "phu-tho/ban-tdkt")
        bind(session, standing_body, address=str(STANDING), actor="test", now=NOW)
    bot_api.order("block", chat=7001)
    bot_api.order("fault", kind="blocked", method="sendMessage", chat=7002, count=-1)  # only a 403
    standing = Phone(bot_api, STANDING)
    with connected.serving("--at", EIGHT):
        Phone(bot_api, 7003).heard(CARD)
        until(lambda: connected.rows(CLOSED) == [("7001",), ("7002",)], "what was closed")
        assert reachable(connected) == dict(zip(UNITS, (False, False, True), strict=True))
        standing.say("/tinhhinh")
        told = standing.heard("Chưa có kênh")["text"].split("\n\n")[1]
        assert "Sở Tài chính" in told and "Sở Y tế" in told and "Việt Trì" not in told
        bot_api.order("clear_faults")
        bot_api.order("unblock", chat=7001)
        bot_api.order("say", chat=7002, text="/viec")  # its coming back is never told
        Phone(bot_api, 7001).heard(CARD)
        Phone(bot_api, 7002).heard(CARD)
    assert connected.rows(CLOSED) == []
