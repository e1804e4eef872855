"""/readyz: red when the engine has not ticked for a while, green again by itself."""

import re
import sqlite3
from contextlib import closing

from tests.acceptance.program import Program, until


def test_ready_soon_after_start(installed: Program):
    with installed.serving("--at", "2024-07-01T09:00:00+07:00", anew=True) as serving:
        until(lambda: serving.get("/readyz").status_code == 200, "a first tick", seconds=10)


def test_it_says_at_start_where_the_desk_is_and_by_which_clock(installed: Program):
    with installed.serving("--at", "2024-07-01T09:00:00+07:00") as serving:
        until(lambda: serving.get("/healthz").status_code == 200, "an answer")
        desk = re.search(r"the desk is at (http://\S+/ban)\b", serving.said)
        assert desk and "sessions and links of the desk go by the real clock" in serving.said
        assert serving.get("/ban").status_code == 303


def test_locked_from_the_first_second_is_waited_for_with_one_line(installed: Program):
    with installed.serving("--at", "2024-07-01T09:00:00+07:00") as serving:
        until(lambda: serving.get("/readyz").status_code == 200, "a first tick")
        serving.stop()
    holder = sqlite3.connect(installed.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")  # nobody else can write
    with installed.serving("--at", "2024-07-01T09:05:00+07:00") as serving:
        red = serving.get("/readyz")
        assert red.status_code == 503
        assert red.json()["last_tick_at"].startswith("2024-07-01T02:00")
        assert serving.get("/healthz").status_code == 200
        assert serving.get("/cong-khai/phu-tho/phu-tho-2024.ics").status_code == 200
        locked = "locked by another program"
        until(lambda: locked in serving.said, "a word on the lock")
        assert any(locked in one for one in serving.get("/readyz").json()["problems"])
        holder.execute("ROLLBACK")
        until(lambda: serving.get("/readyz").status_code == 200, "a tick that succeeds")
        assert serving.stop() == 0
        assert serving.said.count(locked) == 1 and "Traceback" not in serving.said
    holder.close()


def test_signal_ends_the_wait_for_a_locked_database(installed: Program):
    holder = sqlite3.connect(installed.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with installed.serving("--at", "2024-07-01T09:05:00+07:00") as serving:
        assert serving.stop(seconds=20) == 0
        assert "Traceback" not in serving.said
    holder.execute("ROLLBACK")
    holder.close()


def test_database_that_cannot_even_be_read_is_waited_for(installed: Program):
    holder = sqlite3.connect(installed.database, isolation_level=None)
    holder.execute("PRAGMA journal_mode=DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    with installed.serving("--at", "2024-07-01T09:05:00+07:00") as serving:
        until(lambda: "đang chờ mở khóa" in serving.said, "a word on the lock")
        holder.execute("ROLLBACK")
        holder.close()
        until(lambda: serving.get("/readyz").status_code == 200, "a tick that succeeds")
        assert "Traceback" not in serving.said


def test_red_when_a_table_is_gone(installed: Program):
    with installed.serving("--at", "2024-07-01T09:00:00+07:00") as serving:
        until(lambda: serving.get("/readyz").status_code == 200, "a first tick")
        with closing(sqlite3.connect(installed.database, isolation_level=None)) as database:
            database.execute("PRAGMA foreign_keys=OFF")
            database.execute("DROP TABLE former_secret")
        red = serving.get("/readyz")
        assert red.status_code == 503
        assert red.json()["problems"] == ["the database lacks tables: former_secret"]
