"""Why a database is out of reach: asked of real servers and files, and said without any password."""

import re
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from config.answers import answer
from config.unreached import say_unreached
from scheduler.errors import DatabaseBusy, DatabaseUnreachable, DiskFull, Unreached
from scheduler.store import unreached
from scheduler.store.database import Database
from tests.databases import PostgresServer

SECRET = "bi-mat-8731"
ROLE, BARRED = "co_mat_khau", "bi_chan"


def told(url: str) -> DatabaseUnreachable:
    """What asking for the database at `url` ends in; its sentence holds no secret."""
    with closing(Database(url)) as database, pytest.raises(DatabaseUnreachable) as caught:
        database.require()
    assert SECRET not in answer(caught.value).text + repr(caught.value)
    return caught.value


@pytest.fixture
def guarded(postgres: PostgresServer) -> Iterator[Callable[..., str]]:
    """URLs of a server that asks one account for its password and lets another not in at all."""
    url = make_url(postgres.empty())
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:

        def do(sql: str) -> object:
            result = connection.execute(text(sql))
            return result.scalar() if result.returns_rows else None

        for role in (ROLE, BARRED):
            do(f"DROP ROLE IF EXISTS {role}")
            do(f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'")
        rules = Path(str(do("SHOW hba_file")))
        before = rules.read_text("utf-8")
        rules.write_text(f"local all {ROLE} scram-sha-256\nlocal all {BARRED} reject\n{before}")
        do("SELECT pg_reload_conf()")
        try:
            yield lambda **parts: url.set(**parts).render_as_string(hide_password=False)
        finally:
            rules.write_text(before, "utf-8")
            do("SELECT pg_reload_conf()")


@pytest.mark.parametrize(
    ("why", "parts"),
    [
        (Unreached.PASSWORD, {"username": ROLE, "password": f"{SECRET}-sai"}),
        (Unreached.PASSWORD, {"username": ROLE, "password": None}),
        (Unreached.REJECTED, {"username": BARRED, "password": SECRET}),
        (Unreached.ROLE, {"username": "khong_ai", "password": SECRET}),
        (Unreached.DATABASE, {"database": "khong_co"}),
    ],
)
def test_server_that_lets_nobody_in_is_told(
    guarded: Callable[..., str], why: Unreached, parts: dict[str, str]
) -> None:
    assert told(guarded(**parts)).why is why


def test_account_that_may_not_make_tables_is_told(guarded: Callable[..., str]) -> None:
    url = guarded(username=ROLE, password=SECRET)
    with closing(Database(url)) as database, pytest.raises(DatabaseUnreachable) as caught:
        database.migrate()
    assert caught.value.why is Unreached.PERMISSION


def test_nobody_at_the_address_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and not listening
        port = taken.getsockname()[1]
        assert told(f"postgresql+psycopg://a:{SECRET}@127.0.0.1:{port}/b").why is Unreached.REFUSED
    nowhere = f"postgresql+psycopg://a:{SECRET}@khong-ton-tai.invalid/b"
    assert told(nowhere).why is Unreached.HOST
    socket_gone = f"postgresql+psycopg://a:{SECRET}@/b?host=/khong/co"
    assert told(socket_gone).why is Unreached.REFUSED


def test_address_that_asks_for_what_no_connection_has_is_told() -> None:
    error = told(f"postgresql+psycopg://a:{SECRET}@127.0.0.1:9/b?khong_co=1")
    assert error.why is Unreached.OTHER and "khong_co" in answer(error).text


def test_server_without_tls_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def refuse_tls() -> None:
            connection, _address = server.accept()
            with connection:
                connection.recv(8)
                connection.sendall(b"N")
                connection.recv(1)

        thread = Thread(target=refuse_tls)
        thread.start()
        url = f"postgresql+psycopg://a:{SECRET}@127.0.0.1:{port}/b?sslmode=require"
        assert told(url).why is Unreached.TLS
        thread.join()


def test_server_that_says_nothing_is_given_up_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        url = f"postgresql+psycopg://a:{SECRET}@127.0.0.1:{port}/b?connect_timeout=2"
        assert told(url).why is Unreached.SILENT


def test_files_that_are_no_databases_are_told(tmp_path: Path) -> None:
    no_database = tmp_path / "chu.sqlite3"
    no_database.write_bytes(b"campaign: pt-2024\n" * 100)
    assert told(f"sqlite:///{no_database}").why is Unreached.DAMAGED
    folder = tmp_path / "thu-muc.sqlite3"
    folder.mkdir()
    assert told(f"sqlite:///{folder}").why is Unreached.FILE


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("55P03", DatabaseBusy),
        ("57014", DatabaseBusy),
        ("40P01", DatabaseBusy),
        ("53100", DiskFull),
        ("53300", Unreached.CROWDED),
        ("57P01", Unreached.STARTING),
        ("57P03", Unreached.STARTING),
        ("25006", Unreached.READ_ONLY),
        ("28P01", Unreached.PASSWORD),
        ("3D000", Unreached.DATABASE),
        ("08006", Unreached.OTHER),
    ],
)
def test_codes_of_postgresql_are_understood(
    code: str, expected: type[Exception] | Unreached
) -> None:
    class Coded(Exception):
        sqlstate = code

    found = unreached.meaning(OperationalError("", {}, Coded("lỗi, in any language")), "x")
    assert (found.why if isinstance(found, DatabaseUnreachable) else type(found)) == expected


def test_database_of_a_file_system_that_is_read_only_is_told() -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("PRAGMA query_only=ON")
        with pytest.raises(sqlite3.OperationalError) as caught:
            memory.execute("CREATE TABLE t (a)")
    assert unreached.why(caught.value) is Unreached.READ_ONLY


@pytest.mark.parametrize("why", Unreached)
def test_every_reason_is_a_sentence_that_tells_what_to_do(why: Unreached) -> None:
    said = say_unreached(DatabaseUnreachable("postgresql://máy/csdl", "in English", why))
    assert said.startswith("Không mở được cơ sở dữ liệu postgresql://máy/csdl: ")
    assert re.search(r"Kiểm tra|Sửa|[Tt]hử lại|Đề nghị", said) and said.endswith(".")
    assert ("in English" in said) is (why is Unreached.OTHER)
    assert ("quyền ghi" in said) is (why in (Unreached.FILE, Unreached.READ_ONLY))
