"""The loopback Bot API as a process of its own: driven over HTTP, killed without warning."""

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.loopback.honesty import TOKEN

BUTTONS = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "s:1:2"}]]}
Call = Callable[..., Any]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


@pytest.fixture
def process(journal: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "tests.loopback", "--journal", str(journal)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        yield running, running.stdout.readline().strip()
        running.kill()


@pytest.fixture
def post(process) -> Call:
    _, base_url = process

    def post(path: str, **body: Any) -> Any:
        return httpx.post(base_url + path, json=body, trust_env=False).json()

    return post


@pytest.fixture
def get(process) -> Call:
    _, base_url = process
    return lambda path: httpx.get(base_url + path, trust_env=False).json()


def test_journal_holds_every_accepted_message_after_kill(process, post, journal):
    accepted = [post(f"/bot{TOKEN}/sendMessage", chat_id=n, text=f"tin {n}") for n in range(1, 21)]
    os.kill(process[0].pid, signal.SIGKILL)
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    assert all(answer["ok"] for answer in accepted)
    assert [(line["chat"], line["text"]) for line in lines] == [
        (n, f"tin {n}") for n in range(1, 21)
    ]


def test_people_are_driven_over_http(post, get):
    post("/_control/start", token=TOKEN, chat=7, payload="ma-1", user=7)
    post(f"/bot{TOKEN}/sendMessage", chat_id=7, text="Nhận?", reply_markup=BUTTONS)
    query = post("/_control/press", chat=7, message_id=2, button="Đã nhận")["result"]
    post("/_control/say", chat=7, text="thứ Sáu", reply_to=2)
    content = base64.b64encode(b"%PDF").decode()
    post("/_control/upload", chat=7, name="a.pdf", mime="application/pdf", content=content)
    updates = post(f"/bot{TOKEN}/getUpdates")["result"]
    post(f"/bot{TOKEN}/answerCallbackQuery", callback_query_id=query, text="Đã ghi")
    assert [next(k for k in u if k != "update_id") for u in updates] == [
        "message",
        "callback_query",
        "message",
        "message",
    ]
    assert updates[0]["message"]["text"] == "/start ma-1"
    assert updates[1]["callback_query"]["data"] == "s:1:2"
    assert [s["text"] for s in get("/_control/sent?chat=7")] == ["Nhận?"]
    assert [a["text"] for a in get("/_control/answers")] == ["Đã ghi"]


def test_faults_are_ordered_over_http(post, get):
    post("/_control/fault", token=TOKEN, kind="blocked", method="sendMessage")
    assert post(f"/bot{TOKEN}/sendMessage", chat_id=7, text="x")["error_code"] == 403
    assert post(f"/bot{TOKEN}/sendMessage", chat_id=7, text="x")["ok"]
    assert get("/_control/refusals") == {"123456": 0}


def test_senseless_orders_say_why(post):
    post(f"/bot{TOKEN}/getMe")
    assert "storm" in post("/_control/fault", kind="storm")["error"]
    assert "dance" in post("/_control/dance", chat=7)["error"]
    assert "who" in post("/_control/say", chat=-7, text="x")["error"]
