"""Another time than the real one writes nothing but where it does no harm: in a database marked for rehearsals."""

from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlmodel import select

from config.commands import serve as command
from scheduler.errors import NoRehearsal, TargetTaken
from scheduler.store import copies, ledger
from scheduler.store.database import Database
from scheduler.store.tables import Subscription
from tests.build import Province, at, definition, duty, organisation
from tests.config.conftest import Office
from tests.databases import PostgresServer, SqliteFiles

MAY = at("2024-05-01 08:00")
AT = ("--at", "2024-06-28T08:00:00+07:00")


@pytest.fixture
def real(office: Office, sqlite_files: SqliteFiles) -> Office:
    """An office at work: units, somebody bound, a campaign."""
    return replace(office, url=sqlite_files.filled("office at work", fill))


def fill(database: Database) -> None:
    province = Province(database, organisation(2)).open()
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, object, bool]]:
    """What `serve` was started with, instead of starting it."""
    started: list[tuple[object, object, bool]] = []

    async def serve(context: object, settings: object, *, rehearsal: bool = False) -> None:
        started.append((context, settings, rehearsal))

    monkeypatch.setattr(command, "run_service", serve)
    return started


@pytest.mark.parametrize(
    "words",
    [
        ("bind", "pt/u1", "77"),
        ("invite", "pt/u1"),
        ("subscribe", "--name", "x", "--unit", "pt/u1"),
        ("serve",),
        ("init",),
        ("init", "--rehearsal"),
    ],
    ids=" ".join,
)
def test_real_database_is_not_written_at_another_time(
    real: Office, words: tuple[str, ...], served: list[object]
) -> None:
    before = real.rows("SELECT count(*), max(seq) FROM ledger")

    with pytest.raises(NoRehearsal):
        real.run(*AT, *words)
    assert real.rows("SELECT count(*), max(seq) FROM ledger") == before
    assert served == []


def test_own_time_of_serve_is_refused_too(real: Office, served: list[object]) -> None:
    with pytest.raises(NoRehearsal):
        real.run("serve", *AT)
    assert served == []


def test_real_database_is_read_at_another_time(real: Office) -> None:
    real.run("--at", "2024-09-28T08:00:00+07:00", "board", "pt-2024")

    assert "quá hạn" in real.said()


def test_real_database_is_served_as_it_is(real: Office, served: list[tuple[object, ...]]) -> None:
    real.run("serve")

    assert [rehearsal for _context, _settings, rehearsal in served] == [False]


def test_nothing_is_made_at_another_time_without_the_word(office: Office) -> None:
    with pytest.raises(NoRehearsal):
        office.run(*AT, "init")
    assert list(office.folder.iterdir()) == []


def test_fresh_database_for_rehearsals_takes_another_time(
    office: Office, served: list[tuple[object, ...]]
) -> None:
    office.run(*AT, "init", "--rehearsal")
    office.run(*AT, "init", "--samples")
    office.run(*AT, "bind", "phu-tho/so-y-te", "77")
    office.run(*AT, "serve")

    assert [rehearsal for _context, _settings, rehearsal in served] == [True]


def test_database_for_rehearsals_is_one_at_the_real_time_too(
    office: Office, served: list[tuple[object, ...]]
) -> None:
    office.run("init", "--rehearsal")
    office.run("serve")

    assert [rehearsal for _context, _settings, rehearsal in served] == [True]
    assert "DIỄN TẬP" in office.said()


def test_copy_has_everything_and_takes_another_time(
    real: Office, served: list[tuple[object, ...]]
) -> None:
    real.run("db", "copy", "--to", "dien-tap.sqlite3")
    copied = replace(real, url="sqlite:///dien-tap.sqlite3")
    copied.run(*AT, "bind", "pt/u0", "77")
    copied.run("serve", *AT)

    assert "dien-tap.sqlite3" in real.said()
    for table in ("unit", "obligation", "reminder", "ledger"):
        count = f"SELECT count(*) FROM {table}"
        assert copied.rows(count)[0][0] - real.rows(count)[0][0] == (1 if table == "ledger" else 0)
    with pytest.raises(NoRehearsal):
        real.run("serve", *AT)


def test_copy_writes_over_nothing(real: Office) -> None:
    Path("dien-tap.sqlite3").write_bytes(b"mine")

    with pytest.raises(TargetTaken):
        real.run("db", "copy", "--to", "dien-tap.sqlite3")
    assert Path("dien-tap.sqlite3").read_bytes() == b"mine"


def test_copy_takes_links_with_those_they_were_made_with(
    postgres: PostgresServer, sqlite_files: SqliteFiles
) -> None:
    target = sqlite_files.empty()
    with closing(Database(postgres.filled("office at work", fill))) as source:
        with source.write() as session:
            made = {"issuer_id": "pt", "scope": "issuer", "scope_id": 0, "created_at": MAY}
            session.add(Subscription(id=1, name="a", token_hash="a", **made))
            session.flush()
            session.add(Subscription(id=2, name="b", token_hash="b", parent_id=1, **made))
        with source.write() as session:  # PostgreSQL puts what changed behind the rest
            session.get_one(Subscription, 1).fetched_at = MAY

        copies.copy(source, target, now=MAY)
    with closing(Database(target)) as copied, copied.read() as session:
        assert [row.parent_id for row in session.exec(select(Subscription)).all()] == [None, 1]


@pytest.mark.parametrize("kinds", [("sqlite_files", "postgres"), ("postgres", "sqlite_files")])
def test_copy_goes_from_one_kind_of_database_to_the_other(
    kinds: tuple[str, str], request: pytest.FixtureRequest
) -> None:
    of, to = (request.getfixturevalue(kind) for kind in kinds)
    target = to.empty()
    now = at("2024-06-28 08:00")
    with closing(Database(of.filled("office at work", fill))) as source:
        copies.copy(source, target, now=now)
    with closing(Database(target, rehearsal=True)) as copied:
        with copied.read() as session:
            assert sum(end.seq for end in ledger.verify(session)) > 0
        province = Province(copied, organisation(2))
        province.bind("u0", "77", now=now)  # new rows get numbers of their own
        assert province.rows("SELECT count(*) FROM unit") == [(2,)]


class Foreign(BaseHTTPRequestHandler):
    """A server that knows nothing of our double: as one of Telegram's own, set up on this machine."""

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, *_words: object) -> None:
        """Quiet."""


def test_rehearsal_leaves_out_a_server_of_telegrams_own_on_this_machine(
    office: Office, served: list[tuple[object, ...]]
) -> None:
    office.run("init", "--rehearsal")
    with HTTPServer(("127.0.0.1", 0), Foreign) as foreign:
        Thread(target=foreign.handle_request, daemon=True).start()
        url = f"http://127.0.0.1:{foreign.server_port}"
        office.having(telegram_token="1:real", telegram_base_url=url).run("serve")

    assert [s.telegram_token for _context, s, _rehearsal in served] == [None]


def test_rehearsal_leaves_out_every_sender_that_reaches_beyond_this_machine(
    office: Office, served: list[tuple[object, ...]]
) -> None:
    office.run("init", "--rehearsal")
    office.having(
        telegram_token="1:real", smtp_host="smtp.co-quan.vn", smtp_from="a@co-quan.vn"
    ).run("serve")
    office.having(
        telegram_token="1:trial",
        telegram_base_url="http://127.0.0.1:1",
        smtp_host="127.0.0.1",
        smtp_from="a@co-quan.vn",
    ).run("serve")

    given = [(s.telegram_token is None, s.smtp_host) for _context, s, _rehearsal in served]
    assert given == [(True, None), (False, "127.0.0.1")]
    assert "Không dùng THIDUA_TELEGRAM_TOKEN, THIDUA_SMTP_HOST, THIDUA_SMTP_FROM" in office.said()
