"""What a statement compiles to is kept for all databases of a run: each test opens its own, and would begin anew."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from scheduler.store import database

ROOM = 5_000  # statements; all of the suite are fewer


def share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines made from now on share what they compiled with those of the same kind of database."""
    caches: dict[type, LRUCache[Any, Any]] = {}
    make = database.create_engine

    def make_sharing(*args: Any, **named: Any) -> Engine:
        engine = make(*args, **named)
        engine._compiled_cache = caches.setdefault(type(engine.dialect), LRUCache(ROOM))
        return engine

    monkeypatch.setattr(database, "create_engine", make_sharing)
    # a part of what statements are found by
    monkeypatch.setattr(DefaultDialect, "__hash__", lambda one: hash(_kind(one)))
    monkeypatch.setattr(DefaultDialect, "__eq__", lambda one, other: _kind(one) == _kind(other))


def _kind(dialect: object) -> tuple[object, ...]:
    """All that what we write is compiled by; of a server that has not answered yet less is known."""
    names = ("server_version_info", "paramstyle", "_backslash_escapes", "supports_native_boolean")
    return type(dialect), *(getattr(dialect, name, None) for name in names)
