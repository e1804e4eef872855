"""Scanner noise and Unicode forms: read through, quoted as they stand."""

import unicodedata

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from tests.directives.letters import HEAD, ISSUED, TITLE, letter, read_letter, stretches

PLAIN = (
    "Đợt 1: từ ngày 15/6/2024 đến hết ngày 30/10/2024.\nGửi báo cáo sơ kết trước ngày 11/7/2024."
)


@pytest.mark.parametrize(
    "body",
    [
        "Đợt 1: từ ngày l5/6/2O24 đến hết ngày 3O/1O/2024.",
        "Đợt l: từ ngày 15/6/2024 đến hết ngày 30/10/2024.",
        "Đợt 1: từ ngày 15/6/\n2024 đến hết ngày 30/10/2024.",
        "Đợt 1: từ ngày\n15/6/2024 đến hết\nngày 30/10/2024.",
        "Đợt 1: từ ngày 15/6/2024 đến hết ngày\n\n- 2 -\n\n30/10/2024.",
        "Đợt 1: từ ngày 15\n\n3\n\ntháng 6 đến ngày 30 tháng 10 năm 2024.",
        "Đợt 1: từ ngày 15 / 6 / 2024 đến hết ngày 30 / 10 / 2024.",
        "**Đợt 1**: từ ngày *15/6/2024* đến hết ngày 30/10/2024.",
        "Đợt 1: từ ngày 15/6/2024 đến\u00a0hết ngày\u200b 30/10/2024.",
        "Ðợt 1: từ ngày 15/6/2024 đến hết ngày 30/10/2024.",
    ],
)
def test_noise_is_read_through(body: str) -> None:
    assert stretches(body) == [(1, "2024-06-15", "2024-10-30")]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_form_does_not_matter(form: str) -> None:
    source = Source(unicodedata.normalize(form, letter(PLAIN).text))  # type: ignore[arg-type]
    read = import_directive(source, catalogue={})
    assert [(one.start, one.end) for one in read.phases] == [("2024-06-15", "2024-10-30")]
    quote = read.phases[0].evidence
    assert source.text[quote.offset :].startswith(quote.quote)
    assert unicodedata.is_normalized("NFC", str(read.header.issuer.value))


def test_mixed_forms_are_noted() -> None:
    text = unicodedata.normalize("NFD", HEAD.format(issued=ISSUED, title=TITLE)) + PLAIN
    read = import_directive(Source(text), catalogue={})
    assert any(note.kind == "unicode" for note in read.notes)


def test_repaired_digits_are_noted_and_quoted_as_printed() -> None:
    read = read_letter("Gửi báo cáo sơ kết trước ngày l5/6/2O24.")
    assert read.deadlines[0].due == "2024-06-15"
    assert "l5/6/2O24" in read.deadlines[0].evidence.quote
    assert any(note.kind == "ocr" for note in read.notes)


def test_windows_line_ends_keep_offsets_true() -> None:
    text = letter(PLAIN).text.replace("\n", "\r\n")
    one = import_directive(Source(text), catalogue={}).deadlines[0]
    assert text[one.evidence.offset :].startswith(one.evidence.quote)
