"""/ban through the whole bot: the link opens the desk once, as who asked; the database and the log keep no secret."""

import json
import logging
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bots.telegram import redact
from bots.telegram.hearing.handler import Handler
from bots.telegram.sending import calls
from bots.telegram.sending.channel import TelegramChannel
from config.reception import Reception
from scheduler.access import links
from scheduler.errors import LinkExpired, LinkUnknown, LinkUsed, PostPassedOn
from scheduler.store import inbox, replies
from scheduler.store.inbox import Update
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.tables import Issuer
from tests.config.desk.desk_world import BASE, NOW, OURS, DeskWorld

CLERK = "700"


class Phone:
    """A clerk of the standing body, whose updates the bot hears and answers."""

    def __init__(self, desk: DeskWorld, folder: Path) -> None:
        self.desk = desk
        with desk.database.write() as session:
            issuer = session.get_one(Issuer, OURS)
            self.lane = issuer.lane_id
            self.unit = f"{OURS}/{issuer.standing_body}"
            self.bind(session, CLERK)
        installation = desk.desk.installation
        channel = cast(TelegramChannel, SimpleNamespace(identity=None))
        reception = Reception(installation, channel, (self.lane,), folder, wall=desk.wall)
        self.handler = Handler(desk.database, (self.lane,), reception.respond, installation.clock)
        self._count = 0

    def bind(self, session: object, address: str) -> None:
        """Make whoever is there the clerk."""
        unit = find_unit(session, self.unit)  # type: ignore[arg-type]
        bind(session, unit, address=address, post_kind="clerk", actor="admin", now=NOW)  # type: ignore[arg-type]

    def ask(self, text: str = "/ban", chat: int = int(CLERK)) -> list[str]:
        """Say `text`; what waits to be sent as an answer, which then counts as sent."""
        self._count += 1
        user = {"id": int(CLERK), "is_bot": False, "first_name": "A", "language_code": "vi"}
        kind = "private" if chat > 0 else "group"
        message = {
            "message_id": self._count,
            "date": 1,
            "chat": {"id": chat, "type": kind},
            "from": user,
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
        }
        body = json.dumps({"update_id": self._count, "message": message})
        with self.desk.database.write() as session:
            inbox.keep(session, self.lane, [Update(self._count, body)], now=NOW)
        todo = self.handler.next_waiting()
        assert todo is not None
        self.handler.handle(todo.update)
        with self.desk.database.write() as session:
            waiting = replies.claim(session, self.lane, in_hand=(), limit=10)
            for one in waiting:
                replies.end(session, one.id, message_id=str(one.id), now=NOW)
        return [calls.read(one.body).text for one in waiting]

    def secret(self) -> str:
        """That of the link in the answer."""
        [said] = self.ask()
        [line] = [one for one in said.splitlines() if one.startswith(f"{BASE}/ban/vao/")]
        return line.removeprefix(f"{BASE}/ban/vao/")


@pytest.fixture
def phone(desk: DeskWorld, tmp_path: Path) -> Phone:
    return Phone(desk, tmp_path)


def use(desk: DeskWorld, secret: str) -> str:
    with desk.database.write() as session:
        wall, now = desk.wall.now(), desk.desk.now
        return links.use(session, secret, device="test", wall=wall, now=now)


def test_the_link_opens_the_desk_once_as_who_asked(desk: DeskWorld, phone: Phone) -> None:
    secret = phone.secret()
    with desk.database.read() as session:
        guest = links.look(session, secret, wall=desk.wall.now(), now=desk.desk.now)
    assert (guest.signature.partition(",")[0], guest.issuer_id) == ("Chuyên viên", OURS)
    use(desk, secret)
    with pytest.raises(LinkUsed):
        use(desk, secret)


def test_a_new_link_ends_the_one_before(desk: DeskWorld, phone: Phone) -> None:
    first, second = phone.secret(), phone.secret()
    with pytest.raises(LinkUnknown):
        use(desk, first)
    use(desk, second)


def test_it_works_for_half_an_hour_of_the_wall_clock(desk: DeskWorld, phone: Phone) -> None:
    secret = phone.secret()
    desk.wall.advance_to(desk.wall.now() + timedelta(minutes=30))
    with pytest.raises(LinkExpired):
        use(desk, secret)


def test_who_lost_the_post_meanwhile_does_not_come_in(desk: DeskWorld, phone: Phone) -> None:
    secret = phone.secret()
    with desk.database.write() as session:
        phone.bind(session, "701")
    with pytest.raises(PostPassedOn):
        use(desk, secret)


def test_in_a_group_no_link_is_made(desk: DeskWorld, phone: Phone) -> None:
    with desk.database.write() as session:
        unit = find_unit(session, phone.unit)
        bind(session, unit, address="-100", post_kind="group", actor="admin", now=NOW)
    assert phone.ask(chat=-100) == []
    assert _rows(desk, "SELECT count(*) FROM sign_in_link") == [(0,)]


def test_the_ledger_tells_who_asked_and_nothing_keeps_the_secret(
    desk: DeskWorld, phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    undo = redact.install()
    try:
        with caplog.at_level(logging.DEBUG):
            secret = phone.secret()
            logging.getLogger("bots").info("link %s", secret)
    finally:
        undo()
    assert secret not in caplog.text
    [(kind, actor)] = _rows(desk, "SELECT kind, actor FROM ledger ORDER BY seq DESC LIMIT 1")
    assert (kind, actor.partition(",")[0]) == ("sign-in link made", "Chuyên viên")
    for (table,) in _rows(desk, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        assert secret not in repr(_rows(desk, f'SELECT * FROM "{table}"')), table


def test_the_session_is_of_who_asked(desk: DeskWorld, phone: Phone) -> None:
    use(desk, phone.secret())
    [(person_id,)] = _rows(desk, "SELECT person_id FROM desk_session")
    [(value,)] = _rows(desk, f"SELECT value FROM address WHERE person_id = {person_id}")
    assert value == CLERK


def _rows(desk: DeskWorld, sql: str) -> list[tuple[object, ...]]:
    with desk.database.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(sql)]
