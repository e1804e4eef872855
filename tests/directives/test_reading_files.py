"""Files of every kind become one source; what has no text says why."""

import io
import resource
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.directives.importer import import_directive
from scheduler.directives.page.read import read
from scheduler.errors import UnreadableFile, WhyUnreadable
from tests.directives.letters import letter

BODY = "Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024."


def word_file() -> bytes:
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nSố: 45/KH-UBND"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHòa An, ngày 15 tháng 01 năm 2024"
    for line in ("KẾ HOẠCH", "Phát động phong trào thi đua năm 2024", "Thi đua yêu nước.", BODY):
        document.add_paragraph(line)
    rows = document.add_table(rows=2, cols=3)
    for column, (name, value) in enumerate(
        [("TT", "1"), ("Việc", "Đăng ký thi đua"), ("Hạn", "20/02/2024")]
    ):
        rows.cell(0, column).text, rows.cell(1, column).text = name, value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_text_keeps_every_code_point(tmp_path: Path) -> None:
    text = "\ufeff" + letter(BODY).text.replace("\n", "\r\n")
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("utf-8"))
    assert read(file).text == text


def test_word_file_is_read_with_its_tables() -> None:
    found = import_directive(read(word_file(), name="a.docx"), catalogue={})
    assert (found.header.number.value, found.header.issuer.value) == (
        "45/KH-UBND",
        "Ủy ban nhân dân tỉnh Hòa An",
    )
    assert [(one.start, one.end) for one in found.phases] == [("2024-02-15", "2024-06-30")]
    assert [(one.kind.value, one.due) for one in found.deadlines] == [("dang_ky", "2024-02-20")]


def test_page_is_read_without_its_scripts() -> None:
    lines = "".join(f"<p>{line}</p>" for line in letter(BODY).text.split("\n"))
    page = (
        "<!DOCTYPE html><html><head><title>x</title><script>var "
        f"a='15/6/2024'</script></head><body>{lines}</body></html>"
    )
    found = import_directive(read(page.encode()), catalogue={})
    assert found.header.number.value == "45/KH-UBND"
    assert [(one.start, one.end) for one in found.phases] == [("2024-02-15", "2024-06-30")]


def pdf_file(content: bytes) -> bytes:
    """One page that shows `content`, a stream of PDF operators."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R "
        b">> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    )


def test_text_layer_of_a_pdf_is_read() -> None:
    shown = b"BT /F1 12 Tf 72 720 Td (Ke hoach phat dong thi dua tu ngay 15/02/2024 den ngay 30/6/2024) Tj ET"
    assert "15/02/2024" in read(pdf_file(shown)).text


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_pdf_locked_against_changes_only_is_read(algorithm: str) -> None:
    shown = b"BT /F1 12 Tf 72 720 Td (Ke hoach phat dong thi dua ngay 15/02/2024) Tj ET"
    assert "15/02/2024" in read(locked_pdf(shown, user="", algorithm=algorithm)).text


def locked_pdf(content: bytes = b"", *, user: str = "secret", algorithm: str = "AES-128") -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_file(content)))
    writer.encrypt(user, owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", WhyUnreadable.EMPTY),
        (b"  \n ", WhyUnreadable.EMPTY),
        (pdf_file(b""), WhyUnreadable.SCANNED),
        (b"%PDF-1.4 nonsense", WhyUnreadable.BROKEN),
        (b"PK\x03\x04 nonsense", WhyUnreadable.PACKED),
        (b"7z\xbc\xaf\x27\x1c", WhyUnreadable.PACKED),
        (b"\x1f\x8b\x08", WhyUnreadable.PACKED),
        (b"\x89PNG\r\n\x1a\n", WhyUnreadable.SCANNED),
        (b"GIF89a", WhyUnreadable.SCANNED),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), WhyUnreadable.SHEET),
        (b"SQLite format 3\0", WhyUnreadable.BROKEN),
        (b"\xd0\xcf\x11\xe0 old", WhyUnreadable.OLD_WORD),
        (b"PK\x03\x04 xl/workbook.xml", WhyUnreadable.SHEET),
        ("\ufeff# nháp\n\ncampaign: mau-2024\ntitle: Mẫu\n".encode(), WhyUnreadable.DEFINITION),
        (locked_pdf(), WhyUnreadable.LOCKED),
    ],
)
def test_file_without_text_says_why(data: bytes, reason: WhyUnreadable) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(data)
    assert raised.value.reason is reason


def test_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(tmp_path / "none.txt")
    assert raised.value.reason is WhyUnreadable.MISSING


@settings(max_examples=15, deadline=None)  # each begins a process
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]),
    st.binary(max_size=300),
)
def test_any_bytes_give_a_source_or_a_reason(mark: bytes, data: bytes) -> None:
    try:
        assert isinstance(read(mark + data).text, str)
    except UnreadableFile as problem:
        assert isinstance(problem.reason, WhyUnreadable)


def test_machine_that_starts_no_process_is_told() -> None:
    data, before = word_file(), resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))  # no descriptor for another process
    try:
        with pytest.raises(UnreadableFile) as raised:
            read(data)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert raised.value.reason is WhyUnreadable.MACHINE_FULL
