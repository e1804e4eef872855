"""The commands `ledger show` and `ledger verify`, also of a ledger that somebody has altered."""

import json

import pytest
from typer.testing import CliRunner, Result

from config.command import build
from config.settings import Settings
from scheduler.errors import FaultKind, LedgerBroken
from scheduler.store.database import Database
from tests.build import Province, at, definition, organisation
from tests.store.test_ledger_broken import execute

START = at("2024-01-15 09:00")


@pytest.fixture
def province(sqlite: Database) -> Province:
    """An issuer, "pt", with a definition in force."""
    province = Province(sqlite, organisation(2)).open()
    province.apply(definition(), now=START)
    return province


def run(province: Province, *words: str) -> Result:
    arguments = ("ledger", *words)
    settings = Settings(database_url=province.database.url.render_as_string(hide_password=False))
    return CliRunner().invoke(build(settings, arguments), arguments)


def said(ended: Result) -> str:
    return " ".join(ended.output.replace("│", " ").split())


def test_seals_of_a_program_are_taken_back(province: Province) -> None:
    told = run(province, "verify", "--json").output
    assert run(province, "verify", "--against", told).exit_code == 0

    seal = json.loads(told)["chains"]["pt"]["seal"]
    ended = run(province, "verify", "--against", told.replace(seal, seal[::-1]))
    assert isinstance(ended.exception, LedgerBroken)
    assert [fault.kind for fault in ended.exception.faults] == [FaultKind.CLAIM]


def test_seals_of_other_issuers_alone_prove_nothing(province: Province) -> None:
    other = "phu-tho 12 ab12cd34ef567890"
    ended = run(province, "verify", "--issuer", "pt", "--against", other)
    assert ended.exit_code == 2
    assert "không có mã nào của pt" in said(ended)

    mine = f"pt {run(province, 'verify').output.split('pt ')[1]}"
    both = ("--against", other, "--against", mine)
    assert run(province, "verify", "--issuer", "pt", *both).exit_code == 0
    assert isinstance(run(province, "verify", *both).exception, LedgerBroken)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "CAST(x'ff' AS TEXT)"),
        ("subject", "x'ff'"),
        ("at", "'ngày mai'"),
        ("data", "'{'"),
    ],
)
def test_line_that_cannot_be_shown_is_named(province: Province, column: str, value: str) -> None:
    change = f"UPDATE ledger SET {column} = {value} WHERE chain = 'pt' AND seq = 1"
    execute(province.database, "DROP TRIGGER ledger_kept", change)
    for words in (("show",), ("show", "--json"), ("show", "--issuer", "pt")):
        broken = run(province, *words).exception
        assert isinstance(broken, LedgerBroken), words
        assert ("pt", 1, column) in [(one.chain, one.seq, one.detail) for one in broken.faults]
