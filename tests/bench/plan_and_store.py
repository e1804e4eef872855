"""Plan and store 5,000 units × 12 duties × 5 steps, beside a bare executemany and a job each."""

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from scheduler.definition.dump import dump
from scheduler.definition.models import Definition, Duty
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.plan.build import make_plan
from scheduler.plan.diff import diff
from scheduler.store.apply import apply_changes
from scheduler.store.database import Database
from scheduler.store.editions import Edition
from scheduler.store.organisation import save_organisation
from tests.bench.row import Row, at_least, at_most, progress
from tests.build import CALENDAR

UNITS, DUTIES, STEPS, JOBS = 5_000, 12, 5, 3_000
NOW = datetime(2024, 1, 1, tzinfo=UTC)
POLICIES = Policies.model_validate(
    {
        "due_time": "17:00",
        "hours": {"from": "07:00", "to": "19:00"},
        "cut_off": "15 working days",
        "reminders": {
            "default": [
                {"before": "14 working days"},
                {"before": "7 working days"},
                {"before": "3 working days"},
                {"on_day": True},
                {"overdue": "1 working day"},
            ]
        },
    }
)


def organisation(units: int) -> Organisation:
    """One issuer with so many units."""
    return Organisation.model_validate(
        {
            "issuer": {"id": "big", "name": "Big", "lane": "tg-big", "standing_body": "u0"},
            "units": [{"id": f"u{n}", "name": f"Đơn vị {n}", "kind": "xa"} for n in range(units)],
        }
    )


def definition(duties: int) -> Definition:
    """A campaign with a duty a month that everybody owes."""
    return Definition.model_validate(
        {
            "campaign": "big-2024",
            "title": "Big",
            "year": 2024,
            "issuer": "big",
            "directive": {"issuer": "Big"},
            "duties": [_duty(n) for n in range(1, duties + 1)],
        }
    )


def _duty(month: int) -> Duty:
    return Duty.model_validate(
        {
            "id": f"bc-{month}",
            "title": f"Báo cáo tháng {month}",
            "kind": "bao_cao_thang",
            "due": {"by": f"{month:02}-25"},
            "origin": {"derived": "đo"},
            "owed_by": {"all": True},
            "to": "u0",
        }
    )


def prepared(folder: Path, units: int = UNITS) -> tuple[Database, Organisation]:
    """An empty database that knows the units."""
    database = Database(f"sqlite:///{folder / 'bench.sqlite3'}")
    database.migrate()
    given = organisation(units)
    with database.write() as session:
        save_organisation(session, given, actor="bench", now=NOW)
    return database, given


def apply(database: Database, given: Organisation, duties: int = DUTIES) -> float:
    """Seconds to plan and store it all."""
    wanted = definition(duties)
    started = time.perf_counter()
    plan = make_plan(wanted, organisation=given, catalogue={}, policies=POLICIES, calendar=CALENDAR)
    edition = Edition("big", "big-2024", dump(wanted), "bench")
    with database.write() as session:
        apply_changes(session, edition, diff(None, plan), based_on=0, now=NOW)
    return time.perf_counter() - started


def bare(database: Database) -> float:
    """Seconds for the same rows into the same tables, indices and pragmas, by the bare driver, as it stores them."""
    assert database.file is not None, "SQLite here"
    rows = {}
    with sqlite3.connect(database.file) as source:
        for table in ("occurrence", "obligation", "reminder"):
            rows[table] = source.execute(f"SELECT * FROM {table}").fetchall()
        schema = [
            sql
            for (sql,) in source.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN"
                " ('occurrence', 'obligation', 'reminder')"
            )
        ]
    target = database.file.with_name("bare.sqlite3")
    with sqlite3.connect(target, isolation_level=None) as bare_database:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY"):
            bare_database.execute(f"PRAGMA {pragma}")
        for sql in schema:
            bare_database.execute(sql)
        started = time.perf_counter()
        bare_database.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            marks = ",".join("?" * len(values[0]))
            bare_database.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        bare_database.execute("COMMIT")
        return time.perf_counter() - started


def jobs(folder: Path, count: int = JOBS) -> float:
    """Seconds to add so many APScheduler jobs to its SQLAlchemy store."""
    store = SQLAlchemyJobStore(url=f"sqlite:///{folder / 'jobs.sqlite3'}")
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone=UTC)
    scheduler.start(paused=True)
    started = time.perf_counter()
    for n in range(count):
        at = datetime(2034, 1, 1, tzinfo=UTC) + timedelta(minutes=n)
        scheduler.add_job(print, DateTrigger(at), args=[n], id=str(n))
    seconds = time.perf_counter() - started
    scheduler.shutdown(wait=False)
    return seconds


def measure(folder: Path) -> list[Row]:
    """Rows of the report."""
    ours, theirs = [], []
    for attempt in range(5):
        progress(f"plan: {attempt + 1} of 5")
        place = folder / str(attempt)
        place.mkdir()
        database, given = prepared(place)
        ours.append(apply(database, given))
        theirs.append(bare(database))
        database.close()
    best, floor = min(ours), min(theirs)
    progress(f"plan: {JOBS:,} jobs")
    all_jobs = jobs(folder) / JOBS * UNITS * DUTIES * STEPS
    return [
        at_most(
            f"plan + store {UNITS * DUTIES * STEPS:,} reminder-units, beside bare executemany",
            2,
            "×",
            best / floor,
            f"{best / floor:.2f}× ({best:.2f} s / {floor:.2f} s, best of 5)",
        ),
        at_least(
            f"the same beside an APScheduler job each ({JOBS:,} measured, scaled)",
            20,
            "× faster",
            all_jobs / best,
            f"{all_jobs / best:.0f}× ({all_jobs:.0f} s / {best:.2f} s)",
        ),
    ]
