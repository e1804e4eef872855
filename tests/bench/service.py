"""`thidua serve` as a process: how long to the first answer, how much memory with a province's reminders."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.bench.plan_and_store import DUTIES, STEPS, UNITS, apply, prepared
from tests.bench.row import Row, at_most, progress


def measure(folder: Path) -> list[Row]:
    """Rows of the report."""
    progress("serve: making the database")
    database, given = prepared(folder)
    apply(database, given)
    url = str(database.url)
    database.close()
    progress("serve: three starts")
    firsts, resident = zip(*(_serve(url) for _ in range(3)), strict=True)
    return [
        at_most(
            "start of serve to the first answer",
            2,
            " s",
            min(firsts),
            f"{min(firsts):.2f} s (best of 3)",
        ),
        at_most(
            f"resident memory with {UNITS * DUTIES * STEPS:,} open reminder-units",
            200,
            " MB",
            max(resident) / 1024,
            f"{max(resident) / 1024:.0f} MB",
        ),
    ]


def _serve(url: str) -> tuple[float, int]:
    """Seconds to the first answer of /healthz, and KiB resident after the first ticks."""
    program = str(Path(sys.executable).with_name("thidua"))
    environ = os.environ | {"THIDUA_DATABASE_URL": url, "THIDUA_HTTP_PORT": "0"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [program, "serve"], env=environ, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        base = _address(process)
        with httpx.Client(trust_env=False) as client:
            client.get(f"{base}/healthz").raise_for_status()
            first = time.perf_counter() - started
            deadline = time.monotonic() + 20
            while client.get(f"{base}/readyz").status_code != 200 and time.monotonic() < deadline:
                pass
        status = Path(f"/proc/{process.pid}/status").read_text()
        return first, int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None, "a pipe was asked for"
    for line in process.stderr:
        if found := re.search(r"listening on (http://\S+)", line):
            return found[1]
    raise RuntimeError("serve ended before it listened")
