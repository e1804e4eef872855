"""The loopback Bot API on a port of 127.0.0.1, inside this process."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Iterator

import uvicorn

from tests.loopback.app import make_app
from tests.loopback.world import Loopback

POLL_SECONDS = 0.005


class _Server(uvicorn.Server):
    """Leaves signals to the program it runs in."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Door:
    """Opens and shuts the port; while it is shut, callers are refused at connecting."""

    def __init__(self, loopback: Loopback, port: int = 0) -> None:
        self._app = make_app(loopback)
        self._loopback = loopback
        self._port = port
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None
        self._reopening: asyncio.Task[None] | None = None

    @property
    def base_url(self) -> str:
        """What the program is given as THIDUA_TELEGRAM_BASE_URL."""
        return f"http://127.0.0.1:{self._port}"

    async def open(self) -> None:
        # asyncio sets TCP_NODELAY only on sockets that say TCP; without it every answer waits 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_keep_alive=600,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listener]))
        while not self._server.started:
            await asyncio.sleep(POLL_SECONDS)

    async def shut(self) -> None:
        """Close the port and cut every connection."""
        server, task, self._server, self._task = self._server, self._task, None, None
        if server is None or task is None:
            return
        for listener in server.servers:
            listener.close()
        for connection in list(server.server_state.connections):
            connection.transport.abort()
        server.should_exit = True
        await task

    def shut_for(self, seconds: float) -> None:
        """Shut now, open again after so many real seconds."""

        async def shut_and_open() -> None:
            await self.shut()
            await asyncio.sleep(seconds)
            await self.open()

        self._reopening = asyncio.get_running_loop().create_task(shut_and_open())

    async def close(self) -> None:
        """Shut for good."""
        if self._reopening is not None and not self._reopening.done():
            self._reopening.cancel()
        self._loopback.close()
        await self.shut()


@contextlib.asynccontextmanager
async def serving(loopback: Loopback, port: int = 0) -> AsyncIterator[Door]:
    """Serve in the running loop. `port` 0 takes a free one; read it from `base_url`."""
    door = Door(loopback, port)
    await door.open()
    loopback.door = door
    try:
        yield door
    finally:
        await door.close()


@contextlib.contextmanager
def serving_in_thread(loopback: Loopback, port: int = 0) -> Iterator[str]:
    """Serve from a thread with its own loop, for callers without one. The base URL."""
    ready, done = threading.Event(), threading.Event()
    urls: list[str] = []

    async def serve() -> None:
        async with serving(loopback, port) as door:
            urls.append(door.base_url)
            ready.set()
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    ready.wait(timeout=10)
    try:
        yield urls[0]
    finally:
        done.set()
        thread.join(timeout=10)
