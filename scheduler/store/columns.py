"""Column types: instants that stay aware, lists of ids, and names every constraint can be found by."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, MetaData
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC. SQLite drops the offset, so a naive value is refused here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive instant refused: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def join_list(values: Iterable[str]) -> str:
    """Ids as one column holds them, in their order: joined by commas, "" for none. No id has a comma."""
    return ",".join(values)


def split_list(stored: str) -> tuple[str, ...]:
    """The ids that `join_list` made `stored` of."""
    return tuple(stored.split(",")) if stored else ()


def join_titles(values: Iterable[str]) -> str:
    """Words of people as one column holds them, in their order, "" for none."""
    found = list(values)
    return json.dumps(found, ensure_ascii=False) if found else ""


def split_titles(stored: str) -> tuple[str, ...]:
    """What `join_titles` made `stored` of."""
    return tuple(json.loads(stored)) if stored else ()


class Table(SQLModel):
    """Base of our tables: one metadata of its own, with named constraints."""

    metadata = MetaData(naming_convention=NAMES)
