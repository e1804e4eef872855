"""Strangers on the line: who keeps us waiting is let go, who comes is let in, and the log stays short."""

import asyncio
import contextlib
import logging
import os
import resource
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI, Response

from config.listening import Patience, listen

SHORT = Patience(head=0.1, body=0.1, answer=5, parting=0.1)
LONG = Patience(head=60, body=60, answer=60, parting=60)
LIMIT = 10.0  # seconds to wait in vain
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = 32 * 1024 * 1024  # more than the system's buffers hold
OK = b"HTTP/1.1 200 OK"

Read, Write = asyncio.StreamReader, asyncio.StreamWriter


@dataclass
class Server:
    """`/` answers at once, `/wait` when told to, `/large` with LARGE octets."""

    port: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    lines: list[Write] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.api_route("/", methods=["GET", "POST"])
        async def at_once() -> Response:
            return Response("ok")

        @app.get("/wait")
        async def wait() -> Response:
            self.asked.set()
            await self.go_on.wait()
            return Response("ok")

        @app.get("/large")
        async def large() -> Response:
            return Response(bytes(LARGE))

        return app

    async def come(self, said: bytes = b"") -> tuple[Read, Write]:
        """A connection on which so much was said."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(said)
        self.lines.append(writer)
        return reader, writer


@contextlib.asynccontextmanager
async def served(
    app: FastAPI, patience: Patience, *, most: int | None = None
) -> AsyncIterator[int]:
    """The port `app` is served at."""
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    stop = asyncio.Event()
    running = asyncio.create_task(
        listen(app, host="127.0.0.1", port=port, stop=stop, patience=patience, most=most)
    )
    await asyncio.sleep(0)  # it listens before it first waits
    try:
        yield port
    finally:
        stop.set()
        await running


@contextlib.asynccontextmanager
async def serving(patience: Patience, *, most: int | None = None) -> AsyncIterator[Server]:
    server = Server()
    async with served(server.app(), patience, most=most) as server.port:
        yield server
        server.go_on.set()
        for line in server.lines:
            line.transport.abort()


async def until_closed(reader: Read) -> bytes:
    """All that comes until the line is cut."""
    with contextlib.suppress(ConnectionResetError):
        return await asyncio.wait_for(reader.read(), LIMIT)
    return b""


async def taken_slowly(reader: Read, *, pause: float) -> int:
    """How much comes, at most LARGE, with a pause after each mouthful."""
    count = 0
    with contextlib.suppress(ConnectionResetError):
        while count < LARGE and (more := await asyncio.wait_for(reader.read(65536), LIMIT)):
            count += len(more)
            await asyncio.sleep(pause)
    return count


async def begins(reader: Read) -> bytes:
    """The first line of the answer."""
    return (await asyncio.wait_for(reader.readline(), LIMIT)).strip()


def warnings(caplog: pytest.LogCaptureFixture, words: str) -> list[str]:
    told = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    return [line for line in told if words in line]


@contextlib.contextmanager
def no_descriptors() -> Iterator[None]:
    """While the block runs, this process can open nothing more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: 1"])
async def test_a_request_that_does_not_come_whole_is_let_go(said: bytes) -> None:
    async with serving(SHORT) as server:
        reader, _writer = await server.come(said)
        assert await until_closed(reader) == b""


async def test_octets_that_trickle_in_win_no_time() -> None:
    async with serving(SHORT) as server:
        reader, writer = await server.come(b"GET / HTTP/1.1\r\nX: ")
        cut = asyncio.create_task(until_closed(reader))
        while not cut.done():
            writer.write(b"a")
            await asyncio.wait([cut], timeout=0.02)
        assert cut.result() == b""


async def test_a_line_is_kept_for_the_next_request_but_not_for_long() -> None:
    async with serving(SHORT) as server:
        reader, writer = await server.come(GET)
        assert await begins(reader) == OK
        writer.write(GET)
        assert OK in await until_closed(reader)


async def test_who_does_not_take_the_answer_is_let_go() -> None:
    async with serving(Patience(head=60, body=60, answer=0.1, parting=60)) as server:
        reader, _writer = await server.come(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        assert await taken_slowly(reader, pause=0.01) < LARGE


async def test_who_takes_the_answer_slowly_gets_all_of_it() -> None:
    async with serving(SHORT) as server:
        reader, _writer = await server.come(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        assert await taken_slowly(reader, pause=0.001) >= LARGE


async def test_the_longest_waiting_gives_way_to_who_comes() -> None:
    async with serving(LONG, most=2) as server:
        first, _ = await server.come(b"GET / HT")
        second, writer = await server.come(b"GET / HT")
        third, _ = await server.come(GET)
        assert await begins(third) == OK
        assert await until_closed(first) == b""
        writer.write(b"TP/1.1\r\nHost: x\r\n\r\n")
        assert await begins(second) == OK


async def test_a_request_in_work_never_gives_way() -> None:
    async with serving(LONG, most=1) as server:
        first, _ = await server.come(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.wait_for(server.asked.wait(), LIMIT)
        second, _ = await server.come(GET)  # waits in the system's line
        server.go_on.set()
        assert await begins(first) == OK
        assert await begins(second) == OK


UNTAKEN = {
    "last": b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "one of two": b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n" + GET,
}


@pytest.mark.parametrize("said", UNTAKEN.values(), ids=UNTAKEN)
async def test_who_does_not_take_the_answer_gives_way(said: bytes) -> None:
    async with serving(LONG, most=1) as server:
        first, _ = await server.come(said)
        assert await begins(first) == OK  # and no more of it is read
        second, _ = await server.come(GET)
        assert await begins(second) == OK


async def test_what_comes_after_an_early_answer_is_not_read() -> None:
    async with serving(SHORT) as server:
        reader, writer = await server.come(
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1500000000\r\n\r\nten="
        )
        assert await begins(reader) == OK
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 4 * LARGE:
                writer.write(bytes(65536))
                await asyncio.wait_for(writer.drain(), LIMIT)
                sent += 65536
    assert sent < LARGE


async def test_without_descriptors_the_log_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(LONG) as server:
        lines = [socket.socket() for _ in range(20)]
        for line in lines:
            line.setblocking(False)
        with no_descriptors():
            for line in lines:
                line.connect_ex(("127.0.0.1", server.port))
            async with asyncio.timeout(LIMIT):
                while not warnings(caplog, "let in"):
                    await asyncio.sleep(0.01)
        for line in lines:
            line.close()
        late, _writer = await server.come(GET)
        assert await begins(late) == OK
    assert len(warnings(caplog, "")) == 1


async def test_many_bad_requests_are_told_once(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(LONG) as server:
        for _ in range(20):
            reader, _writer = await server.come(b"\x16\x03\x01 hello\r\n\r\n")
            assert b"400 Bad Request" in await until_closed(reader)
    assert len(warnings(caplog, "Invalid HTTP request")) == 1
