"""A push through the loopback Bot API that enforces Telegram's limits, at real pace."""

import json
import subprocess
import sys
from pathlib import Path

from bots.telegram.gate import SPACING

MESSAGES = 5_000


def measure(folder: Path, messages: int = MESSAGES) -> list[tuple[str, str, str]]:
    """Rows of the report."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bots.measure_push", str(messages)],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(ran.stdout)
    ceiling = 1 / SPACING.total_seconds()
    rate = float(told["messages a second"])
    return [
        (
            f"push of {messages:,} at the pacing ceiling of {ceiling:.0f}/s",
            "≥ 95 %",
            f"{rate / ceiling:.1%} ({rate}/s, {told['sent']} sent, {told['refused by the limits']} refused)",
        ),
        (
            "longest wait of an answer meanwhile",
            "< 1 s",
            f"{told['longest wait of an answer, s']} s",
        ),
    ]
