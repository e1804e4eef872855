"""A push by the running program: real cards out of the database, at a Bot API that enforces Telegram's limits.

Meanwhile people tap and type, and are answered by the same bot through the same gate.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bots.telegram.sending.gate import SPACING
from tests.acceptance.program import TOKEN, Program, Serving, until
from tests.acceptance.province import EIGHT, FIRST_CHAT, installed
from tests.acceptance.telegram import telegram
from tests.bench.crowd import FIRST_STRANGER, Crowd, instant
from tests.bench.row import Row, at_most, progress

MESSAGES = 5_000
BEFORE = timedelta(seconds=10)  # people come first, the push falls upon them
SECOND = timedelta(seconds=1)
LONGEST_WAIT = 1.0  # seconds


@dataclass(frozen=True)
class Push:
    """What was seen at the Bot API and left behind in the database. Seconds, aware instants."""

    cards: Counter[int]  # chat → how often it was told
    first_at: datetime
    last_at: datetime
    calls: list[datetime]  # everything that left, in order
    refused: int  # by the limits
    waits: dict[str, list[float]]
    recorded: int  # cards the ledger says were sent
    resident_kib: int

    @property
    def rate(self) -> float:
        """Calls a second from the first card to the last."""
        within = [at for at in self.calls if self.first_at <= at <= self.last_at]
        return (len(within) - 1) / (self.last_at - self.first_at).total_seconds()

    @property
    def worst_second(self) -> int:
        """Most calls in any second."""
        most = begin = 0
        for end, at in enumerate(self.calls):
            while self.calls[begin] <= at - SECOND:
                begin += 1
            most = max(most, end - begin + 1)
        return most


def measure(folder: Path, messages: int = MESSAGES) -> list[Row]:
    """Rows of the report."""
    progress(f"push: {messages:,} cards, {messages * SPACING / 60:.0f} minutes")
    push = run(folder, messages)
    ceiling = 1 / SPACING
    once = push.cards == Counter(range(FIRST_CHAT + 1, FIRST_CHAT + messages + 1))
    told = f"{len(push.cards)}, of which {push.cards.total() - len(push.cards)} again; {push.recorded} recorded"
    return [
        Row(
            f"push of {messages:,} cards and answers, pacing ceiling {ceiling:.0f}/s",
            "≥ 95 %",
            f"{push.rate / ceiling:.1%} ({push.rate:.2f}/s, {push.refused} refused)",
            push.rate >= 0.95 * ceiling,
        ),
        Row("most calls in any second", "≤ 30", str(push.worst_second), push.worst_second <= 30),
        Row(
            "cards delivered, each once", f"{messages:,}", told, once and push.recorded == messages
        ),
        *[_waited(what, waits) for what, waits in push.waits.items()],
        at_most(
            "resident memory meanwhile",
            200,
            " MB",
            push.resident_kib / 1024,
            f"{push.resident_kib / 1024:.0f} MB",
        ),
    ]


def _waited(what: str, waits: list[float]) -> Row:
    ordered = sorted(waits)
    median, most = ordered[len(ordered) // 2], ordered[-1]
    late = ordered[int(len(ordered) * 0.99)]
    told = f"p50 {median:.3f} s, p99 {late:.3f} s, longest {most:.3f} s of {len(ordered)}"
    return Row(f"answers meanwhile: {what}", "< 1 s", told, most < LONGEST_WAIT)


def run(folder: Path, messages: int) -> Push:
    """One push to its end."""
    program = installed(folder, messages)
    with telegram(folder, "--token", TOKEN) as bot_api:
        crowd = Crowd(bot_api)
        program = program.having(telegram_token=TOKEN, telegram_base_url=bot_api.url)
        with program.serving("--at", (EIGHT - BEFORE).isoformat(), anew=True) as serving:
            until(lambda: serving.get("/readyz").status_code == 200, "people being heard")
            crowd.live(lambda: _is_over(program))
            until(lambda: _is_answered(program), "the last answers", seconds=120)
            resident = _resident_kib(serving)
            assert serving.stop() == 0
        program.must("ledger", "verify")
        ((recorded,),) = program.rows("SELECT count(*) FROM ledger WHERE kind = 'message sent'")
        return _judge(crowd, recorded=recorded, resident_kib=resident)


def _judge(crowd: Crowd, *, recorded: int, resident_kib: int) -> Push:
    seen = crowd.look()
    heads = [one for one in seen.messages if one["chat"] < FIRST_STRANGER]
    typed = Counter(act.chat for act in crowd.acts if not act.query)
    first = {one["chat"]: instant(one["at"]) for one in reversed(heads)}.values()
    return Push(
        cards=Counter(one["chat"] for one in heads) - typed,
        first_at=min(first),
        last_at=max(first),
        calls=seen.calls,
        refused=seen.refused,
        waits=crowd.waits(seen),
        recorded=recorded,
        resident_kib=resident_kib,
    )


def _is_over(program: Program) -> bool:
    states = dict(program.rows("SELECT state, count(*) FROM delivery GROUP BY state"))
    return bool(states) and not states.keys() & {"queued", "claimed"}


def _is_answered(program: Program) -> bool:
    waiting = (
        "inbox WHERE handled_at IS NULL",
        "reply WHERE ended_at IS NULL",
        "delivery WHERE edit_wanted",
    )
    return not any(program.rows(f"SELECT 1 FROM {some} LIMIT 1") for some in waiting)


def _resident_kib(serving: Serving) -> int:
    """The most there ever was."""
    status = Path(f"/proc/{serving.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) if found else 0
