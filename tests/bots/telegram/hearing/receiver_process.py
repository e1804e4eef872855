"""A receiver as a process of its own.

Run as `python -m tests.bots.telegram.hearing.receiver_process DATABASE_URL BASE_URL [HELD]`.

With HELD, a file, it makes that file and waits for ever in the first act, its transaction open.
"""

import asyncio
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from bots.telegram.event import Answers
from bots.telegram.hearing.receiver import Receiver
from bots.telegram.sending.channel import connect
from scheduler.clock import WallClock
from scheduler.store.database import Database
from tests.bots.telegram.receiving import LANES, QUICK, echo
from tests.loopback.honesty import TOKEN


async def main(database_url: str, base_url: str, held: str = "") -> None:
    def respond(session: Any, event: Any, **more: Any) -> Answers:
        answers = echo(session, event, **more)
        if held:
            Path(held).touch()
            threading.Event().wait()
        return answers

    clock, stop = WallClock(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = Database(database_url)
    channel = connect(TOKEN, clock=clock, base_url=base_url)
    receiver = Receiver(
        database, channel, LANES, respond=respond, clock=clock, alone=True, backoff=QUICK
    )
    await receiver.run(stop)
    await channel.close()
    database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
