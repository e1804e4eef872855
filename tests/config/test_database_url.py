"""THIDUA_DATABASE_URL as people have it from elsewhere: with another driver, or with a port that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from config.answers import answer
from config.database_url import as_database_url, passwords_of
from config.settings import read_settings
from scheduler.errors import SettingsInvalid
from scheduler.store.database import Database


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ("postgresql://a:b@h/c?sslmode=require", "postgresql+psycopg://a:b@h/c?sslmode=require"),
        ("postgresql+psycopg2://a:b@h/c", "postgresql+psycopg://a:b@h/c"),
        ("postgresql+asyncpg://a:b@h/c", "postgresql+psycopg://a:b@h/c"),
        ("sqlite+aiosqlite:///x.sqlite3", "sqlite:///x.sqlite3"),
    ],
)
def test_driver_of_another_program_is_ours(given: str, ours: str) -> None:
    found = read_settings({"THIDUA_DATABASE_URL": given}).database_url
    assert found == ours
    assert Database(found).url.drivername == ours.partition("://")[0]


@pytest.mark.parametrize("given", ["postgresql://a@h:cong/c", "postgresql://[::1/c", "x"])
def test_address_that_cannot_be_read_is_told_and_not_shown(given: str) -> None:
    with pytest.raises(SettingsInvalid) as caught:
        read_settings({"THIDUA_DATABASE_URL": given})
    told = answer(caught.value).text
    assert "THIDUA_DATABASE_URL: Cần dạng sqlite:///" in told
    assert "cong" not in told


MARKS = "ab1:/?@%&=[]+-. é"


@given(
    name=st.sampled_from(["sqlite", "postgresql", "postgresql+asyncpg", "mysql", ""]),
    place=st.text(MARKS, max_size=20),
)
def test_address_is_read_as_the_library_of_the_tables_reads_it(name: str, place: str) -> None:
    """Nothing passes that it takes for no address, and no password stays unknown to the log."""
    try:
        ours = as_database_url(f"{name}://{place}")
    except ValueError:
        return
    read = make_url(ours)
    asked = [
        word for key, words in read.normalized_query.items() if "password" in key for word in words
    ]
    assert passwords_of(ours) == [*filter(None, [read.password]), *asked]


@pytest.mark.parametrize(
    ("url", "passwords"),
    [
        ("sqlite:///x.sqlite3", []),
        ("postgresql://a:m%40t@h/c", ["m@t"]),
        ("postgresql://a:m?t/x@h:5432/c", ["m?t/x"]),
        ("postgresql://h/c?password=b&sslpassword=d&user=e@f", ["b", "d"]),
    ],
)
def test_every_password_of_an_address_is_known(url: str, passwords: list[str]) -> None:
    assert passwords_of(as_database_url(url)) == passwords
