"""A benchmark judges what it measured, and names what went wrong on the way."""

import asyncio

import pytest

from tests.bench import __main__ as bench
from tests.bench.pollers import Tally, poll
from tests.bench.row import Row, at_least, at_most


@pytest.mark.parametrize(("value", "held"), [(2.99, True), (3.0, True), (3.01, False)])
def test_row_holds_up_to_its_limit(value, held):
    assert at_most("feed", 3, "×", value, "told") == Row("feed", "≤ 3×", "told", held)


@pytest.mark.parametrize(("value", "held"), [(19.9, False), (20.0, True)])
def test_row_holds_from_its_limit_on(value, held):
    assert at_least("jobs", 20, "×", value, "told") == Row("jobs", "≥ 20×", "told", held)


@pytest.mark.parametrize(("held", "code"), [(True, 0), (None, 0), (False, 1)])
def test_run_fails_when_a_row_is_missed(held, code, monkeypatch, capsys):
    rows = [Row("one", "≤ 1×", "1×", True), Row("other", "≤ 1×", "9×", held)]
    monkeypatch.setattr(bench, "ALL", {"some": lambda folder: rows})
    monkeypatch.setattr("sys.argv", ["bench"])
    with pytest.raises(SystemExit) as ended:
        bench.main()
    said = capsys.readouterr()
    assert ended.value.code == code
    assert ("MISSED" in said.out) == (code == 1)
    assert "some: other: 9×" in said.err


async def serve_once_a_line(answers: list[bytes]) -> tuple[asyncio.Server, int]:
    """A server that hangs up after each answer; port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answers.pop(0))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


async def test_server_that_hangs_up_after_each_answer_is_asked_again():
    whole = b'HTTP/1.0 200 OK\r\nETag: "a"\r\nContent-Length: 2\r\n\r\nok'
    server, port = await serve_once_a_line([whole, b"HTTP/1.0 304 Not Modified\r\n\r\n", whole])
    tally = Tally()
    async with server:
        await poll("127.0.0.1", port, "/", tally, times=3, revalidate=True)
    assert {status: len(taken) for status, taken in tally.times.items()} == {"200": 2, "304": 1}
    assert ({status: len(taken) for status, taken in tally.known.items()}, tally.errors) == (
        {"304": 1},
        [],
    )


def test_errors_are_named_with_how_often_each_came():
    errors = ["status 500"] * 2 + ["TimeoutError()"] * 3
    assert Tally(errors=errors).told_errors() == "5 errors: 3× TimeoutError(), 2× status 500"


def test_no_error_is_said_as_such():
    assert Tally().told_errors() == "0 errors"
