"""The web part: pages and feeds, served until the program stops."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from scheduler.errors import PortTaken

log = logging.getLogger(__name__)


class Web(uvicorn.Server):
    """A server that leaves signals to us: the engine must end too."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def run_web(app: FastAPI, *, host: str, port: int, stop: asyncio.Event) -> None:
    """Serve `app` until `stop`. Raises PortTaken."""
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, lifespan="off",
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    server = Web(config)
    try:
        socket = config.bind_socket()
    except SystemExit as error:  # how uvicorn says that the port is taken
        raise PortTaken(host, port) from error
    socket.listen(config.backlog)  # who comes from now on waits in line, even before the loop turns
    log.info("listening on http://%s:%s", *socket.getsockname()[:2])
    serving = asyncio.create_task(server.serve(sockets=[socket]))
    await asyncio.wait([serving, asyncio.create_task(stop.wait())], return_when="FIRST_COMPLETED")
    server.should_exit = True
    await serving
