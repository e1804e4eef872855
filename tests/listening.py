"""An application on a port of loopback, in a thread of this process: its clocks can be moved on by a test."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


@contextmanager
def listening(make: Callable[[str], FastAPI]) -> Iterator[str]:
    """The address of the application that `make` makes of its own address; it ends with the block."""
    socket = uvicorn.Config("", port=0, log_level="error").bind_socket()
    base = f"http://127.0.0.1:{socket.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(make(base), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield base
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        socket.close()
