"""Documents are kept once an issuer, with their line in the ledger; a secret one never."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import select

from scheduler.campaign.drafting import bringing_in, documents
from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from scheduler.errors import NotKept, SecretDocument, UnknownDocument
from scheduler.store.database import Database
from scheduler.store.tables import Document, Draft, LedgerEntry
from tests.build import Province, at, organisation
from tests.directives.letters import letter

NOW = at("2024-01-15 09:00")
SOURCE = Source(letter("Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024.").text, "ke-hoach.txt")
OCTETS = SOURCE.text.encode()


@pytest.fixture
def province(database: Database) -> Province:
    return Province(database, organisation(2)).open(bound=False)


def bring(province: Province, folder: Path, source: Source = SOURCE) -> bringing_in.BroughtIn:
    kept = documents.keep(source.text.encode(), source, folder=folder)
    return bringing_in.bring_in(
        province.database,
        kept,
        import_directive(source, catalogue={}),
        issuer_id="pt",
        catalogue={},
        by="chuyên viên",
        now=NOW,
    )


def test_document_is_found_with_its_text_and_its_octets(province: Province, tmp_path: Path) -> None:
    number = bring(province, tmp_path).document_id
    with province.database.read() as session:
        found = documents.find(session, number, "pt")
        [listed] = documents.load(session, "pt")
    assert (found.text, found.by, found.kept_at) == (SOURCE.text, "chuyên viên", NOW)
    assert documents.source_of(found) == SOURCE
    assert (listed.id, listed.name) == (number, "ke-hoach.txt")
    with documents.open_octets(tmp_path, found) as file:
        assert file.read() == OCTETS


def test_text_of_a_list_is_not_loaded(province: Province, tmp_path: Path) -> None:
    bring(province, tmp_path)
    with province.database.read() as session:
        [listed] = documents.load(session, "pt")
        assert "text" not in vars(listed)


def test_same_octets_brought_at_once_are_one_document_and_one_draft(
    province: Province, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(lambda _n: bring(province, tmp_path), range(6)))
    with province.database.read() as session:
        assert len(session.exec(select(Document)).all()) == 1
        [draft] = session.exec(select(Draft)).all()
        lines = [one.kind for one in session.exec(select(LedgerEntry))]
    assert sorted(one.is_new for one in done) == [False] * 5 + [True]
    assert {one.draft_id for one in done} == {draft.id}
    assert lines.count("document kept") == 1


def test_ledger_tells_the_hash_and_not_the_name(province: Province, tmp_path: Path) -> None:
    bring(province, tmp_path)
    with province.database.read() as session:
        [line] = [one for one in session.exec(select(LedgerEntry)) if one.kind == "document kept"]
    assert hashlib.sha256(OCTETS).hexdigest() in line.data
    assert "ke-hoach" not in line.data and line.issuer_id == "pt" and line.actor == "chuyên viên"


@pytest.mark.parametrize(("number", "issuer"), [(1, "khac"), (2, "pt"), (-1, "pt"), (2**40, "pt")])
def test_document_of_another_issuer_is_unknown(
    province: Province, tmp_path: Path, number: int, issuer: str
) -> None:
    bring(province, tmp_path)
    with province.database.read() as session, pytest.raises(UnknownDocument):
        documents.find(session, number, issuer)


def test_secret_document_is_written_nowhere(tmp_path: Path) -> None:
    with pytest.raises(SecretDocument):
        documents.keep(b"x", Source(f"MẬT\n{SOURCE.text}"), folder=tmp_path / "files")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written_is_told_without_its_name(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    with pytest.raises(NotKept) as refused:
        documents.keep(b"x", SOURCE, folder=tmp_path / "files")
    assert str(tmp_path) not in refused.value.reason


def test_signs_that_no_text_should_hold_are_kept_as_they_count(
    province: Province, tmp_path: Path
) -> None:
    odd = Source(f"\ufeff{SOURCE.text}\u200b\ufffd\U0001f600\x01", "la.txt", damaged=True)
    brought = bring(province, tmp_path, odd)
    with province.database.read() as session:
        assert documents.find(session, brought.document_id, "pt").text == odd.text


def test_other_draft_is_begun_from_the_kept_text(province: Province, tmp_path: Path) -> None:
    first = bring(province, tmp_path)
    with province.database.write() as session:
        session.get_one(Draft, first.draft_id).state = "dropped"
    again = bring(province, tmp_path)
    assert (again.is_new, again.draft_id) == (False, None)
    with province.database.read() as session:
        document = documents.find(session, again.document_id, "pt")
    directive = import_directive(documents.source_of(document), catalogue={})
    begun = bringing_in.draft_again(
        province.database, document, directive, catalogue={}, by="admin", now=NOW
    )
    assert begun.id != first.draft_id
    assert begun.document_id == again.document_id
