"""The line to the caller: cut, or held in silence."""

import asyncio

from starlette.requests import Request


async def drop(request: Request) -> None:
    """Cut the connection without a word."""
    # uvicorn hands us a method of the cycle that owns the connection; ASGI itself has no way to cut it.
    cycle = getattr(request.receive, "__self__", None)
    transport = getattr(cycle, "transport", None)
    if not isinstance(transport, asyncio.Transport):
        raise RuntimeError("a connection can be cut under uvicorn only")
    transport.abort()
    while not getattr(cycle, "disconnected", True):
        await asyncio.sleep(0)


async def stall(request: Request) -> None:
    """Say nothing until the caller hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        continue
