"""Clients that poll a feed over plain sockets: cheap enough to have hundreds beside the server on one machine."""

import asyncio
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\nconnection: *close", re.IGNORECASE)
_TAG = re.compile(rb"etag: *(\S+)", re.IGNORECASE)


@dataclass
class Tally:
    """Seconds of each answer by status, of those to who named what it holds also apart, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    known: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def median(self, status: str) -> float:
        """Seconds."""
        return statistics.median(self.times[status])

    def median_known(self) -> float:
        """Seconds of an answer to who named what it holds, whatever was answered."""
        return statistics.median(seconds for taken in self.known.values() for seconds in taken)

    def note(self, status: str, seconds: float, *, known: bool) -> None:
        """Count an answer."""
        for counted in (self.times, self.known) if known else (self.times,):
            counted.setdefault(status, []).append(seconds)

    def told_errors(self) -> str:
        """How many went wrong, and each way with how often, the most frequent first."""
        kinds = Counter(self.errors).most_common()
        named = ", ".join(f"{count:,}× {error}" for error, count in kinds[:5])
        more = f" and {len(kinds) - 5} more kinds" if len(kinds) > 5 else ""
        return f"{len(self.errors):,} errors" + (f": {named}{more}" if kinds else "")


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
    """Ask again and again, `times` times or until that moment of the monotonic clock.

    Over one connection while the server keeps it; what it takes to connect is not counted.
    """
    tag, asked, line = b"", 0, None
    try:
        while (times is None or asked < times) and time.monotonic() < until:
            reader, writer = line = line or await asyncio.open_connection(host, port)
            held = tag if revalidate else b""
            started = time.perf_counter()
            writer.write(_request(path, held))
            status, tag, is_kept = await asyncio.wait_for(_answer(reader), 60)
            tally.note(status, time.perf_counter() - started, known=bool(held))
            asked += 1
            if status not in ("200", "304"):
                tally.errors.append(f"status {status}")
            if not is_kept:
                writer.close()
                line = None
        if line is not None:
            writer.close()
            await writer.wait_closed()
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        tally.errors.append(repr(error))


def _request(path: str, tag: bytes) -> bytes:
    known = b"If-None-Match: " + tag + b"\r\n" if tag else b""
    return (
        b"GET " + path.encode() + b" HTTP/1.1\r\nHost: x\r\nUser-Agent: bench\r\n" + known + b"\r\n"
    )


async def _answer(reader: asyncio.StreamReader) -> tuple[str, bytes, bool]:
    """Its status, its tag, and whether the connection stays."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = head[9:12].decode()
    length, tag = _LENGTH.search(head), _TAG.search(head)
    if length and status != "304":
        await reader.readexactly(int(length[1]))
    is_kept = head.startswith(b"HTTP/1.1") and not _CLOSES.search(head)
    return status, tag[1] if tag else b"", is_kept
