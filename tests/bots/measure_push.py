"""`python -m tests.bots.measure_push [MESSAGES]`: a push at real pace through the loopback Bot API with its limits on.

The Bot API runs as a process of its own, so the CPU told is the sender's alone.
"""

import asyncio
import json
import subprocess
import sys
import time
from datetime import datetime

import httpx

from bots.telegram.channel import connect
from bots.telegram.gate import Priority
from scheduler.run.clock import WallClock
from scheduler.run.outcome import Sent
from tests.bots.honesty import TOKEN
from tests.bots.notices import make_notice


async def push(base_url: str, count: int) -> dict[str, float]:
    channel = connect(TOKEN, clock=WallClock(), base_url=base_url)
    waits: list[float] = []

    async def answer() -> None:
        """Somebody's tap, answered during the push every half a second."""
        for person in range(10_000_000, 10_000_000 + count // 15):
            await asyncio.sleep(0.5)
            asked = time.perf_counter()
            async with channel.gate.passing(person, Priority.ANSWER):
                waits.append(time.perf_counter() - asked)
                await channel.bot.send_message(person, "Đã ghi")

    started, cpu = time.perf_counter(), time.process_time()
    answers = asyncio.create_task(answer())
    sends = (channel.send(str(n), None, make_notice()) for n in range(1, count + 1))
    outcomes = await asyncio.gather(*sends)
    seconds = time.perf_counter() - started
    cpu = time.process_time() - cpu
    answers.cancel()
    await channel.close()
    return {
        "sent": sum(isinstance(o, Sent) for o in outcomes),
        "answers": len(waits),
        "longest wait of an answer, s": round(max(waits), 3),
        "seconds": round(seconds, 2),
        "messages a second": round((count + len(waits)) / seconds, 2),
        "cpu ms a message": round(cpu / (count + len(waits)) * 1000, 2),
    }


def worst_window(base_url: str) -> int:
    sent = httpx.get(f"{base_url}/_control/sent", trust_env=False, timeout=60).json()
    times = sorted(datetime.fromisoformat(s["at"]).timestamp() for s in sent)
    return max(sum(at <= t < at + 1 for t in times[i : i + 60]) for i, at in enumerate(times))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    command = [sys.executable, "-m", "bots.telegram.loopback"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        told = asyncio.run(push(base_url, count))
        told["worst one-second window"] = worst_window(base_url)
        refusals = httpx.get(f"{base_url}/_control/refusals", trust_env=False).json()
        told["refused by the limits"] = sum(refusals.values())
        print(json.dumps(told, indent=1))
        process.kill()


if __name__ == "__main__":
    main()
