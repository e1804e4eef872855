"""THIDUA_DATABASE_URL as people have it from elsewhere: with another driver, or with a port that is none."""

import pytest

from config.answers import answer
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
