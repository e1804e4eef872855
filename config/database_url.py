"""Addresses of databases as people write them. Read by hand: the library of the tables is slow to import."""

import re
from urllib.parse import parse_qsl, unquote

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_USER = re.compile(r"[^:/]*(?::([^@]*))?@")  # a password may hold every other mark


def as_database_url(url: str) -> str:
    """`url` for our drivers, whichever it names. Raises ValueError for what is no address of SQLite or PostgreSQL."""
    kind, there, place = url.partition("://")
    name = kind.partition("+")[0]
    if not there or name not in DRIVERS or not _has_good_port(_parted(place)[1]):
        raise ValueError("database_url")
    return f"{DRIVERS[name]}://{place}"


def passwords_of(url: str) -> list[str]:
    """Every password in a database's address, as it is meant; PostgreSQL takes them behind the "?" too."""
    password, after = _parted(url.partition("://")[2])
    asked = parse_qsl(after.partition("?")[2])
    return [*filter(None, [password]), *(word for key, word in asked if "password" in key)]


def _parted(place: str) -> tuple[str, str]:
    """The password, and all behind the "@"."""
    found = _USER.match(place)
    return (unquote(found[1] or ""), place[found.end() :]) if found else ("", place)


def _has_good_port(place: str) -> bool:
    """Whether what stands where a port does is one, or nothing does."""
    host = place.partition("?")[0].partition("/")[0]
    if host.startswith("["):
        _inside, closed, host = host.partition("]")
        if not closed:
            return False
    _name, colon, port = host.partition(":")
    return port.isdecimal() if colon else True
