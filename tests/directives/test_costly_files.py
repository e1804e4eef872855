"""Files made to cost their reader minutes or gigabytes end in one sentence; long ordinary ones are read."""

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest

from scheduler.directives.page import opening
from scheduler.directives.page.read import OPENING, read
from scheduler.errors import UnreadableFile, WhyUnreadable
from tests.directives.letters import letter
from tests.directives.test_reading_files import pdf_file
from tests.effort import cpu_seconds

BUDGET = 5.0  # seconds
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_of(body: str) -> bytes:
    """A .docx whose document has this body."""
    empty = io.BytesIO()
    docx.Document().save(empty)
    out = io.BytesIO()
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                data = f"<w:document {_WORD}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(item, data)
    return out.getvalue()


def said(text: str, properties: str = "") -> str:
    """One cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def packed_pdf(content: bytes, times: int = 1) -> bytes:
    """A PDF whose one page shows `content`, deflated `times` times."""
    for _time in range(times):
        content = zlib.compress(content, 9)
    plain = pdf_file(content)
    filters = b"/Filter [" + b"/FlateDecode " * times + b"]"
    return plain.replace(
        b"<< /Length %d >>" % len(content), b"<< /Length %d %s >>" % (len(content), filters)
    )


MERGED_LONG = word_of(
    table(
        [said("Đợt 1", '<w:vMerge w:val="restart"/>') + said("Việc 0") + said("15/6/2024")]
        + [said("", "<w:vMerge/>") + said(f"Việc {n}") + said("15/6/2024") for n in range(1, 3000)]
    )
)


def test_column_merged_over_thousands_of_rows_is_read_in_linear_time() -> None:
    found: list[str] = []
    spent = cpu_seconds(lambda: found.append(opening.word(MERGED_LONG)), within=BUDGET)
    lines = found[0].split("\n")
    assert spent < BUDGET
    assert (len(lines), lines[0], lines[-1]) == (
        3000,
        "| Đợt 1 | Việc 0 | 15/6/2024 |",
        "| Đợt 1 | Việc 2999 | 15/6/2024 |",
    )


def test_merged_cell_says_its_text_in_each_row_and_column() -> None:
    wide = [
        said("Cả hai", '<w:gridSpan w:val="2"/>') + said("Hạn"),
        said("A", '<w:vMerge w:val="restart"/>') + said("b") + said("15/6"),
        said("", "<w:vMerge/>") + said("c") + said("16/6"),
        said("D") + said("d") + said("", "<w:vMerge/>"),
    ]
    assert opening.word(word_of(table(wide))).split("\n") == [
        "| Cả hai | Cả hai | Hạn |",
        "| A | b | 15/6 |",
        "| A | c | 16/6 |",
        "| D | d | 16/6 |",
    ]


def test_cell_that_claims_millions_of_columns_is_as_wide_as_a_table_can_be() -> None:
    text = opening.word(word_of(table([said("x", '<w:gridSpan w:val="3000000"/>')])))
    assert text.count("x") == opening.MOST_COLUMNS


def test_cell_merged_with_none_above_is_empty() -> None:
    assert "15/6" in opening.word(word_of(table([said("", "<w:vMerge/>") + said("15/6")])))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty paragraphs": lambda: word_of("<w:p/>" * 5_000_000),
    "nested blocks": lambda: b"<html>" + b"<div>" * 200_000 + b"15/6",
    "attributes": lambda: b"<html><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x",
    "long page of operators": lambda: packed_pdf(b"BT /F1 12 Tf (a) Tj ET\n" * 3_000_000),
    "packed again and again": lambda: packed_pdf(b"\0" * 300_000_000, times=2),
}


SLOW = ("attributes", "nested blocks", "long page of operators")  # each costs all of its budget


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in HOSTILE],
)
def test_hostile_file_is_over_within_its_budget(name: str) -> None:
    data = HOSTILE[name]()
    assert len(data) < 5_000_000
    try:
        text = read(data).text
    except UnreadableFile as problem:
        assert problem.reason in (
            WhyUnreadable.COSTLY,
            WhyUnreadable.TOO_LARGE,
            WhyUnreadable.SCANNED,
            WhyUnreadable.BROKEN,
        )
    else:
        assert len(text) <= opening.MOST_LETTERS


def test_budget_is_below_what_is_promised() -> None:
    assert opening.CPU_SECONDS < BUDGET
    assert opening.MEMORY <= 500 * 1024 * 1024


def test_package_that_unpacks_to_too_much_is_not_unpacked() -> None:
    data = word_of("<w:p/>" + " " * opening.MOST_UNPACKED)
    with pytest.raises(UnreadableFile) as raised:
        read(data)
    assert raised.value.reason is WhyUnreadable.TOO_LARGE


def test_ordinary_document_is_read_within_the_budget() -> None:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in letter("x").text.split("\n") * 100
    )
    assert "KẾ HOẠCH" in read(word_of(paragraphs)).text


@pytest.mark.parametrize("less", ["-v 480000", "-t 3"])
def test_a_machine_that_allows_less_reads_as_well(less: str) -> None:
    command = f'ulimit {less} && exec "$0" -I "$1" word'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, OPENING],
        input=word_of(table([said("Báo cáo")])),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.decode()) == (0, "Báo cáo")
