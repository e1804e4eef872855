"""The running program at its most talkative: no secret in its log, none left in its files, which nobody else reads."""

import re
from datetime import datetime

import pytest

from scheduler.store.organisation import find_unit
from scheduler.workflow.invitation import invite
from tests.acceptance.phone import Phone
from tests.acceptance.program import TOKEN, WEB, Program, until
from tests.acceptance.telegram import Telegram

SPRING = "2024-03-04T09:00:00+07:00"
HEAD = 7555
PASSWORD = "mật khẩu thư 100%"
MADE = re.compile(r"/lich/([\w-]{43})")
MANAGED = re.compile(r"/lien-ket/([\w-]{43})")
KEPT = "SELECT body FROM inbox WHERE body <> '' UNION ALL SELECT body FROM reply WHERE body <> ''"


def told_link(phone: Phone) -> tuple[str, str]:
    """The secrets of a link the bot makes: what reads, what manages."""
    phone.say("/lich")
    phone.press("ngày tới", "Tạo liên kết lịch")
    text = phone.heard("Liên kết lịch của")["text"]
    reads, manages = MADE.search(text), MANAGED.search(text)
    assert reads is not None and manages is not None
    return reads[1], manages[1]


@pytest.mark.slow
def test_nothing_secret_is_logged_or_left_behind(connected: Program, bot_api: Telegram):
    now = datetime.fromisoformat(SPRING)
    with connected.writing() as session:
        unit = find_unit(session, "phu-tho/so-y-te")
        code = invite(session, unit, post_kind="head", by="test", now=now)
    mail = {"smtp_host": "127.0.0.1", "smtp_port": "1", "smtp_from": "nhac@phutho.example"}
    program = connected.having(
        log_level="DEBUG", smtp_password=PASSWORD, public_url="https://lich.example", **mail
    )
    program.database.chmod(0o644)
    files = program.home / "thidua-files"
    files.mkdir(mode=0o755)
    head = Phone(bot_api, HEAD)
    with program.serving("--at", SPRING, anew=True) as serving:
        head.start(code)
        head.press("Có đúng không?", "Đúng")
        first, managing = told_link(head)
        page = f"{serving.url}/lien-ket/{managing}"
        second = MADE.search(
            WEB.post(f"{page}/moi", data={"ten": "Máy"}, headers={"Origin": serving.url}).text
        )
        assert second is not None
        assert WEB.get(f"{serving.url}/lich/{second[1]}.ics").status_code == 200
        until(lambda: program.rows(KEPT) == [], "all to be forgotten")
        assert serving.stop() == 0
    secrets = (code, first, managing, second[1], TOKEN, PASSWORD)
    assert [secret for secret in secrets if secret in serving.said] == []
    left = [file for file in program.home.glob("thidua.sqlite3*") if file.suffix != ".lock"]
    assert left == [program.database]
    assert [s for s in secrets if s.encode() in program.database.read_bytes()] == []
    assert "others could read" in serving.said
    assert [path.stat().st_mode & 0o777 for path in (program.database, files)] == [0o600, 0o700]
