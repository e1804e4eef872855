"""Lines of the ledger as they lie in the database, whatever somebody has made of them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import bindparam, text
from sqlmodel import Session

_COLUMNS = "chain, seq, at, issuer_id, actor, kind, subject, data, previous, hash"
_ALL = f"SELECT {_COLUMNS} FROM ledger"  # noqa: S608 - ours
_TEXTS = ("actor", "kind", "subject", "data", "previous", "hash")


def lines(session: Session, chains: tuple[str, ...] = ()) -> Iterator[dict[str, object]]:
    """All lines by chain and number, or those of `chains`; `at` is an instant where it can be read as one."""
    query = text(f"{_ALL} ORDER BY chain, seq")
    if chains:
        query = text(f"{_ALL} WHERE chain IN :chains ORDER BY chain, seq")
        query = query.bindparams(bindparam("chains", list(chains), expanding=True))
    with _lenient(session):
        for row in session.connection().execute(query).yield_per(1000).mappings():
            yield {**row, "at": _instant(row["at"])}


@contextmanager
def _lenient(session: Session) -> Iterator[None]:
    """SQLite keeps any octets as text; what is no text must not end the reading."""
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    driver = session.connection().connection.driver_connection
    assert driver is not None, "connected"
    driver.text_factory = lambda octets: octets.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _instant(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    try:
        found = datetime.strptime(str(value), "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
    except ValueError:
        return value
    return found if f"{found:%Y-%m-%d %H:%M:%S.%f}" == value else value


def unreadable(line: Mapping[str, object]) -> str | None:
    """The first column that holds what no line can; None when all can be read."""
    issuer = line["issuer_id"]
    checks = {
        "chain": is_text(line["chain"]),
        "seq": type(line["seq"]) is int,
        "at": isinstance(line["at"], datetime),
        "issuer_id": issuer is None or is_text(issuer),
        **{name: is_text(line[name]) for name in _TEXTS},
    }
    broken = (name for name, is_right in checks.items() if not is_right)
    return next(broken, None if data_of(line) is not None else "data")


def is_text(value: object) -> bool:
    """Whether it can be written as UTF-8."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def data_of(line: Mapping[str, object]) -> dict[str, object] | None:
    """What the line holds beside its columns; None when that is no JSON object."""
    try:
        found = json.loads(str(line["data"]))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
