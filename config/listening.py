"""Pages and feeds, served until the program stops, whatever strangers do to it.

uvicorn waits for ever for the rest of a request and accepts whatever comes; and when descriptors run out,
asyncio's accept loop writes thousands of tracebacks a second (Python 3.11). Both are ours here. Measured against
it: hypercorn starts slower and accepts with the same loop, its read timeout starts anew with every octet; granian's
embedded server has no bound on connections and opens its own socket.
"""

import asyncio
import contextlib
import errno
import logging
import resource
from collections.abc import Iterator
from dataclasses import dataclass
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, gaierror
from socket import socket as Socket

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from config.seldom import seldom
from scheduler.errors import AddressRefused, PortTaken

log = logging.getLogger(__name__)

MOST = 500  # connections at once; a reverse proxy keeps far fewer
FEWEST = 16
ACCEPT_AGAIN = 0.2  # seconds, when the machine gives no descriptor


@dataclass(frozen=True)
class Patience:
    """How many seconds a client may take: octets that trickle in do not start them anew."""

    head: float = 10.0  # for the head of a request, from the connection or the answer before
    body: float = 30.0  # for the rest of the request
    answer: float = 120.0  # for waiting, and taking the answer: 500 kB over a poor line
    parting: float = 1.0  # for reading an answer that came before the request was whole


PATIENT = Patience()


class Crowd:
    """Who is connected: at most `most`. Who has kept us waiting longest gives way to who comes."""

    def __init__(self, most: int, patience: Patience) -> None:
        self.most = most
        self.patience = patience
        self.idle: dict[Connection, None] = {}  # they owe us something; the longest waiting first
        self.changed = asyncio.Event()

    def give_way(self) -> None:
        """End the connection that has kept us waiting longest; nobody does when we are at work for all."""
        for connection in self.idle:
            del self.idle[connection]
            connection.transport.abort()
            return


class Connection(H11Protocol):
    """A connection whose client has to send its request, and to take the answer, in time."""

    crowd: Crowd  # of the server: see `Server`
    _phase: tuple[str, object] | None = None
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._follow()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.crowd.idle.pop(self, None)
        self.crowd.changed.set()
        if self._timer:
            self._timer.cancel()

    def handle_events(self) -> None:
        super().handle_events()
        self._follow()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._follow()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._owes()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._now_in() == "answer":
            self.crowd.idle.pop(self, None)

    def _owes(self) -> None:
        """It is for the client to go on."""
        self.crowd.idle.setdefault(self)
        self.crowd.changed.set()

    def _follow(self) -> None:
        """Begin the wait that comes next; one that goes on keeps its end."""
        phase = self._now_in()
        if self.transport.is_closing():  # once the client has taken what is left
            self._owes()
            return
        if (phase, self.cycle) == self._phase:
            return
        self._phase = (phase, self.cycle)
        patience = self.crowd.patience
        seconds = float(getattr(patience, phase))
        self.crowd.idle.pop(self, None)
        if phase != "answer" or self.flow.write_paused:
            self._owes()
        if phase == "head" and self.transport.get_write_buffer_size():
            seconds = patience.answer  # the one before is still being taken
        if phase == "parting":  # read no further, and let the answer arrive before the line is cut
            self.flow.pause_reading()
            self.transport.write_eof()
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self.transport.abort)

    def _now_in(self) -> str:
        """The name of the field of Patience that holds now."""
        answered = self.cycle is None or self.cycle.response_complete
        if self.conn.their_state is h11.SEND_BODY:
            return "parting" if answered else "body"
        return "head" if answered else "answer"


class Server(uvicorn.Server):
    """A server that leaves signals to us (the engine must end too) and accepts no more than it can hold."""

    def __init__(self, config: uvicorn.Config, crowd: Crowd) -> None:
        super().__init__(config)
        self._crowd = crowd
        self._accepting: list[asyncio.Task[None]] = []

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[Socket] | None = None) -> None:
        await self.lifespan.startup()
        self.servers = []
        self._accepting = [asyncio.create_task(self._accept(one)) for one in sockets or ()]
        self.started = True

    async def shutdown(self, sockets: list[Socket] | None = None) -> None:
        for task in self._accepting:
            task.cancel()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        await super().shutdown(sockets)

    async def _accept(self, listener: Socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                line, _address = await loop.sock_accept(listener)
            except ConnectionAbortedError:  # gone while it waited in the system's line
                continue
            except OSError as error:  # no descriptors, or no memory
                log.warning("nobody can be let in for now: %s", error.strerror)
                self._crowd.give_way()
                await asyncio.sleep(ACCEPT_AGAIN)
                continue
            try:
                await self._have_room()
                await loop.connect_accepted_socket(self._connection, line)
            except (OSError, asyncio.CancelledError) as error:  # gone again, or we end
                line.close()
                if not isinstance(error, OSError):
                    raise

    async def _have_room(self) -> None:
        """Return when there is room for one more; who comes meanwhile waits in the system's line."""
        while len(self.server_state.connections) >= self._crowd.most:
            log.warning(
                "%d connections at once: the longest waiting give way to new ones", self._crowd.most
            )
            self._crowd.changed.clear()
            self._crowd.give_way()
            await self._crowd.changed.wait()

    def _connection(self) -> Connection:
        made = Connection(self.config, self.server_state, self.lifespan.state)
        made.crowd = self._crowd
        return made


async def listen(
    app: FastAPI,
    *,
    host: str,
    port: int,
    stop: asyncio.Event,
    patience: Patience = PATIENT,
    most: int | None = None,
) -> None:
    """Serve `app` until `stop`, to `most` connections at once. Raises PortTaken, AddressRefused."""
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, lifespan="off", ws="none",
        http=Connection, timeout_graceful_shutdown=5,
    )  # fmt: skip
    server = Server(config, Crowd(most or _room(), patience))
    socket = bound(host, port)
    socket.listen(config.backlog)  # who comes from now on waits in line, even before the loop turns
    log.info("listening on http://%s:%s", *socket.getsockname()[:2])
    with seldom(log, *(logging.getLogger(name) for name in ("uvicorn.error", "asyncio"))):
        serving = asyncio.create_task(server.serve(sockets=[socket]))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([serving, stopping], return_when="FIRST_COMPLETED")
        server.should_exit = True
        await serving


def bound(host: str, port: int) -> Socket:
    """A socket at that address; uvicorn's own would write an English line before it says so.

    Raises PortTaken, AddressRefused.
    """
    socket = Socket(AF_INET6 if ":" in host else AF_INET, SOCK_STREAM)
    socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        socket.bind((host, port))
    except OSError as error:
        socket.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host, port) from error
        unknown = isinstance(error, gaierror)
        raise AddressRefused(host, port, None if unknown else error.errno) from error
    socket.setblocking(False)
    return socket


def _room() -> int:
    """Half of the descriptors we may have: the other half is for the database, Telegram, mail and files."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else max(FEWEST, min(MOST, soft // 2))
