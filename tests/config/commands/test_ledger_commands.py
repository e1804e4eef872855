"""The commands `ledger show` and `ledger verify`, also of a ledger that somebody has altered."""

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from config.command import build
from config.settings import Settings
from scheduler.campaign.drafting import documents
from scheduler.directives.page.source import Source
from scheduler.errors import FaultKind, LedgerBroken
from scheduler.store import file_folder
from scheduler.store.database import Database
from scheduler.store.file_folder import path_of
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


def keep(province: Province) -> Path:
    """A document is kept; its file."""
    file = province.database.file
    assert file
    folder = file.with_name(f"{file.stem}-files")
    kept = documents.keep(b"ke hoach", Source("kế hoạch"), folder=folder)
    with province.database.write() as session:
        documents.receive(session, kept, issuer_id="pt", by="admin", now=START)
    return path_of(folder, kept.content_hash)


def test_document_that_is_what_was_brought_in_is_whole(province: Province) -> None:
    keep(province)
    assert run(province, "verify").exit_code == 0


@pytest.mark.parametrize("how", ["altered", "gone", "altered with its row"])
def test_document_that_is_not_what_was_brought_in_is_told(province: Province, how: str) -> None:
    file = keep(province)
    file.write_bytes(b"khac")
    if how == "gone":
        file.unlink()
    if how == "altered with its row":
        other = hashlib.sha256(b"khac").hexdigest()
        file_folder.put(file.parent.parent, other, b"khac")
        execute(province.database, f"UPDATE document SET content_hash = '{other}'")
    ended = run(province, "verify")
    assert isinstance(ended.exception, LedgerBroken)
    assert [(one.kind, one.chain, one.seq) for one in ended.exception.faults] == [
        (FaultKind.DOCUMENT, "pt", 1)
    ]
    told = json.loads(run(province, "verify", "--issuer", "pt", "--json").output)
    assert "văn bản số 1" in told["faults"][0]["text"]
