"""`python -m tests.loopback`: the loopback Bot API as a process of its own."""

import argparse
import asyncio
import contextlib
from datetime import datetime
from pathlib import Path

from scheduler.clock import WallClock
from tests.loopback.server import serving
from tests.loopback.world import Loopback


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.loopback", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", action="append", default=[], help="bots that exist; none: any")
    parser.add_argument("--journal", type=Path, help="file that gets a line a message")
    parser.add_argument("--at", type=datetime.fromisoformat, help="its clock starts here")
    parser.add_argument("--no-limits", action="store_true", help="never answer 429 by itself")
    parser.add_argument("--strict-chats", action="store_true", help="unknown chats do not exist")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args()))


async def _serve(given: argparse.Namespace) -> None:
    loopback = Loopback(
        clock=WallClock(given.at),
        tokens=tuple(given.token),
        limits=not given.no_limits,
        strict_chats=given.strict_chats,
        journal=given.journal,
    )
    async with serving(loopback, given.port) as door:
        print(door.base_url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
