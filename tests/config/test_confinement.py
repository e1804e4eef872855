"""A rehearsal keeps a token for the Bot API of tests on this machine, and for no other."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config.confinement import confined
from config.settings import read_settings

TOKEN = "1:" + "a" * 35


@contextmanager
def server(status: int) -> Iterator[str]:
    """Answers everything with `status`; its address."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/bot/_control/refusals" else 404)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *_values: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Answering) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/bot"
        listening.shutdown()


def left_out(base_url: str, **more: str) -> tuple[str, ...]:
    given = {"THIDUA_TELEGRAM_TOKEN": TOKEN, "THIDUA_TELEGRAM_BASE_URL": base_url}
    return confined(read_settings(given | more))[1]


@pytest.mark.parametrize(
    ("status", "names"),
    [(200, ()), (404, ("THIDUA_TELEGRAM_TOKEN",)), (302, ("THIDUA_TELEGRAM_TOKEN",))],
)
def test_token_is_kept_for_the_bot_api_of_tests_only(status: int, names: tuple[str, ...]) -> None:
    with server(status) as address:
        assert left_out(address) == names


def test_nobody_there_is_no_danger() -> None:
    with server(404) as address:
        pass
    assert left_out(address) == ()


@pytest.mark.parametrize("address", ["https://api.telegram.org", "http://192.0.2.1"])
def test_token_is_not_kept_for_another_machine(address: str) -> None:
    assert left_out(address) == ("THIDUA_TELEGRAM_TOKEN",)
    proxied = {"THIDUA_TELEGRAM_PROXY": "http://127.0.0.1:3128"}
    assert left_out("http://127.0.0.1:1", **proxied) == ("THIDUA_TELEGRAM_TOKEN",)
