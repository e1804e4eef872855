"""The real program reminds by mail, through a real server."""

import json
import re
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import icalendar
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from tests.acceptance.program import ROOT, Program, until
from tests.bots.mail.far_server import PASSWORD, SENDER, Arrived

JANUARY = "2024-01-16T08:00:00+07:00"
AT_EIGHT = "2024-07-11T08:00:01+07:00"  # 14 working days before 31 July
TO_BOTS = "SELECT state FROM delivery JOIN lane ON lane.id = lane_id WHERE channel = 'telegram'"
CAMPAIGN = ROOT / "config" / "samples" / "campaigns" / "phu-tho-2024.yaml"


class Post:
    """Takes everything, from who knows the password."""

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.arrived.append(Arrived(envelope.rcpt_tos[0], envelope.content))
        return "250 OK"


def _knows(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=int(post.port),
        authenticator=_knows,
        auth_require_tls=False,
    )
    controller.start()
    yield post
    controller.stop()


@pytest.fixture(scope="module")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("mailing"))
    program.must("--at", JANUARY, "init", "--rehearsal", "--samples")
    program.must("--at", JANUARY, "apply", "--yes", CAMPAIGN)
    return program


@pytest.fixture
def installed(_made_once: Program, tmp_path: Path) -> Program:
    return _made_once.copied_to(tmp_path)


def mailing(program: Program, post: Post) -> Program:
    return program.having(
        smtp_host="127.0.0.1",
        smtp_port=post.port,
        smtp_user="thidua",
        smtp_password=PASSWORD,
        smtp_tls="none",
        smtp_from=SENDER,
    )


def test_units_without_a_chat_are_reminded_by_mail(installed: Program, post: Post):
    with mailing(installed, post).serving("--at", AT_EIGHT) as serving:
        until(lambda: len(post.arrived) >= 3, "three mails")
        assert serving.stop() == 0
    mail = post.arrived[0]
    event = icalendar.Calendar.from_ical(mail.calendars[0].get_payload(decode=True)).events[0]
    assert mail.message["From"].addresses[0].addr_spec == SENDER
    assert mail.message["Subject"].startswith("[Diễn tập] Hạn 31/7: ")
    assert event["DTSTART"].dt.isoformat() == "2024-07-31T10:00:00+00:00"
    assert not mail.message.defects
    assert len({mail.recipient for mail in post.arrived}) == len(post.arrived)
    assert PASSWORD not in serving.said
    assert mail.recipient not in serving.said


def test_uid_in_the_mail_is_the_uid_in_the_feed(installed: Program, post: Post):
    with mailing(installed, post).serving("--at", AT_EIGHT) as serving:
        until(lambda: post.arrived, "a mail")
        serving.stop()
    mail = post.arrived[0]
    event = icalendar.Calendar.from_ical(mail.calendars[0].get_payload(decode=True)).events[0]
    unit = mail.recipient.partition("@")[0]
    feed = installed.must("--at", AT_EIGHT, "feed", "--unit", f"phu-tho/{unit}")
    found = {e["UID"]: e for e in icalendar.Calendar.from_ical(feed).events}
    assert found[event["UID"]]["SEQUENCE"] == event["SEQUENCE"]
    assert found[event["UID"]]["DTSTART"].dt == event["DTSTART"].dt


def test_half_of_the_settings_is_told(installed: Program):
    ended = installed.having(smtp_host="127.0.0.1").run("board")
    assert ended.code != 0
    assert "THIDUA_SMTP_FROM" in ended.said


def test_unit_whose_bot_has_no_token_is_reminded_by_mail(installed: Program, post: Post):
    """It reads Telegram first and is bound there; board and reminders say the same of one without a mailbox."""
    now = datetime.fromisoformat(JANUARY)
    with installed.writing() as session:
        for code, chat in (("so-tai-chinh", "7001"), ("so-khdt", "7002")):
            unit = find_unit(session, f"phu-tho/{code}")
            bind(session, unit, address=chat, actor="test", now=now)
    with mailing(installed, post).serving("--at", AT_EIGHT):
        mailbox = "so-tai-chinh@phutho.example"
        until(lambda: mailbox in [mail.recipient for mail in post.arrived], "its mail")
        until(lambda: installed.rows("SELECT 1 FROM item WHERE state = 'unreachable'"), "a list")
    states = {state for (state,) in installed.rows(TO_BOTS)}
    assert "queued" not in states
    ((rows,)) = json.loads(installed.must("board", "phu-tho/phu-tho-2024", "--json")).values()
    reached = {row["unit"]: row["reachable"] for row in rows}
    assert (reached["so-tai-chinh"], reached["so-khdt"]) == (True, False)


def test_wrong_password_is_said_before_anything_is_to_be_sent(installed: Program, post: Post):
    program = mailing(installed, post).having(smtp_password="wrong-" + PASSWORD)
    with program.serving("--at", JANUARY) as serving:
        said = re.compile("WARNING .*lane mail-phu-tho is paused: .*THIDUA_SMTP_PASSWORD")
        until(lambda: said.search(serving.said), "a word in the log")
        ready = serving.get("/readyz")
        assert (ready.status_code, ready.json()["problems"]) == (503, ["a lane is paused"])
        told = json.loads(program.must("lanes", "--json"))["lanes"]
        (mail,) = [lane for lane in told if lane["lane"] == "mail-phu-tho"]
        assert mail["paused_at"] and "THIDUA_SMTP_PASSWORD" in mail["paused_because"]
        assert "mail-phu-tho" not in ready.text
        assert PASSWORD not in serving.said
    assert post.arrived == []
