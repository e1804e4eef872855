"""/readyz: red when the engine has not ticked for a while, green again by itself."""

import sqlite3

from tests.acceptance.program import Program, until


def test_ready_soon_after_start(installed: Program):
    with installed.serving("--at", "2024-07-01T09:00:00+07:00", anew=True) as serving:
        until(lambda: serving.get("/readyz").status_code == 200, "a first tick", seconds=10)


def test_red_while_ticks_fail_then_green(installed: Program):
    with installed.serving("--at", "2024-07-01T09:00:00+07:00") as serving:
        until(lambda: serving.get("/readyz").status_code == 200, "a first tick")
        serving.stop()
    holder = sqlite3.connect(installed.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")  # nobody else can write: no tick succeeds
    with installed.serving("--at", "2024-07-01T09:05:00+07:00") as serving:
        red = serving.get("/readyz")
        assert red.status_code == 503
        assert red.json()["last_tick_at"].startswith("2024-07-01T02:00")
        assert serving.get("/healthz").status_code == 200
        until(lambda: "tick failed" in serving.said, "a failed tick")
        holder.execute("ROLLBACK")
        until(lambda: serving.get("/readyz").status_code == 200, "a tick that succeeds")
        assert serving.stop() == 0
    holder.close()
