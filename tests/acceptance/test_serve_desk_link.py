"""The running program gives the standing body a link into the desk by its bot, and forgets it."""

import re
from datetime import datetime

from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from tests.acceptance.phone import Phone
from tests.acceptance.program import Program, until
from tests.acceptance.telegram import Telegram

SPRING = "2024-03-04T09:00:00+07:00"
CLERK, GROUP = 7555, -1007555
LINK = re.compile(r"https://thidua\.example/ban/vao/([\w-]{43})")
KEPT = "SELECT body FROM inbox WHERE body <> '' UNION ALL SELECT body FROM reply WHERE body <> ''"
SIGNED = "SELECT count(*) FROM sign_in_link"


def test_the_clerk_gets_a_link_by_the_bot(connected: Program, bot_api: Telegram) -> None:
    with connected.writing() as session:
        unit = find_unit(session, "phu-tho/ban-tdkt")
        now = datetime.fromisoformat(SPRING)
        bind(session, unit, address=str(CLERK), post_kind="clerk", actor="test", now=now)
        bind(session, unit, address=str(GROUP), post_kind="group", actor="test", now=now)
    program = connected.having(log_level="DEBUG", public_url="https://thidua.example")
    phone, group = Phone(bot_api, CLERK), Phone(bot_api, GROUP, user=CLERK)
    with program.serving("--at", SPRING, anew=True) as serving:
        group.say("/ban")
        phone.say("/ban")
        message = phone.heard("Bàn làm việc của")
        found = LINK.search(message["text"])
        assert found is not None
        until(lambda: program.rows(KEPT) == [], "all to be forgotten")
        assert bot_api.to(GROUP) == []
        assert program.rows(SIGNED) == [(1,)]
        assert serving.stop() == 0
    assert found[1] not in serving.said
    assert found[1].encode() not in program.database.read_bytes()
