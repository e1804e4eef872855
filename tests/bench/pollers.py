"""Clients that poll a feed over plain sockets: cheap enough to have hundreds beside the server on one machine."""

import asyncio
import re
import statistics
import time
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_TAG = re.compile(rb"etag: *(\S+)", re.IGNORECASE)


@dataclass
class Tally:
    """Seconds of each answer by status, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def median(self, status: str) -> float:
        """Seconds."""
        return statistics.median(self.times[status])


async def poll(
    host: str,
    port: int,
    path: str,
    tally: Tally,
    *,
    times: int | None = None,
    until: float = float("inf"),
    revalidate: bool,
) -> None:
    """Ask again and again over one connection, `times` times or until that moment of the monotonic clock."""
    tag, asked = b"", 0
    try:
        reader, writer = await asyncio.open_connection(host, port)
        while (times is None or asked < times) and time.monotonic() < until:
            started = time.perf_counter()
            writer.write(_request(path, tag if revalidate else b""))
            status, tag = await asyncio.wait_for(_answer(reader), 60)
            tally.times.setdefault(status, []).append(time.perf_counter() - started)
            asked += 1
            if status not in ("200", "304"):
                tally.errors.append(f"status {status}")
        writer.close()
        await writer.wait_closed()
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        tally.errors.append(repr(error))


def _request(path: str, tag: bytes) -> bytes:
    known = b"If-None-Match: " + tag + b"\r\n" if tag else b""
    return (
        b"GET " + path.encode() + b" HTTP/1.1\r\nHost: x\r\nUser-Agent: bench\r\n" + known + b"\r\n"
    )


async def _answer(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = head[9:12].decode()
    length, tag = _LENGTH.search(head), _TAG.search(head)
    if length and status != "304":
        await reader.readexactly(int(length[1]))
    return status, tag[1] if tag else b""
