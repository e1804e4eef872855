"""What comes along when a clerk pastes: blanks nobody sees, number signs, files of other programs."""

import io
import json
import zipfile

import pytest

from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import read_document_text
from scheduler.definition.roll import roll
from scheduler.definition.tree import plain
from scheduler.definition.yaml import parse, read_tree
from tests.definition.definition_texts import GOOD, faults, places, spoiled

TITLE = "title: Phong trào mẫu năm 2024"


@pytest.mark.parametrize(
    "blank", ["\xa0", "\u200b", "\u3000", "\u202f", "\ufeff", "\u2028", "\x85"]
)
@pytest.mark.parametrize(
    ("right", "wrong", "line", "column"),
    [
        ("title: Phong", "title:{}Phong", 2, 7),
        ("    title: Đợt 1", "{}   title: Đợt 1", 7, 1),
        ("  - id: dot-1", "  - id:{}dot-1", 6, 8),
        ("  - id: dot-1", "  -{}id: dot-1", 6, 4),
        ("year: 2024\n", "year: 2024\n{}\n", 4, 1),
        ("year: 2024", "y{}ear: 2024", 3, 2),
        ("{by: 2024-07-31}", "{{by:{}2024-07-31}}", 17, 14),
    ],
)
def test_blank_nobody_sees_is_named_where_it_changes_what_is_read(
    blank: str, right: str, wrong: str, line: int, column: int
) -> None:
    problem = faults(spoiled(right, wrong.format(blank)))[0]

    assert (problem.line, problem.column) == (line, column)
    assert f"U+{ord(blank):04X}" in problem.reason
    assert "gõ lại dấu cách thường" in problem.reason


def test_blank_nobody_sees_between_words_is_a_blank() -> None:
    text = spoiled(TITLE, "title: Phong\xa0trào mẫu\u200b năm\u202f2024\xa0")
    text = text.replace("to: so-noi-vu", "to: so-noi-vu\xa0").replace(
        "2024-07-31", "2024-07-31\u3000"
    )

    assert plain(parse(text, name="f")) == plain(parse(GOOD, name="f"))


def test_tab_in_the_indentation_is_named_with_the_blanks() -> None:
    text = GOOD.replace("    kind: so_ket", "\tkind: so_ket").replace(
        "  - id: tong", "\xa0 - id: tong"
    )

    assert [(problem.line, problem.column) for problem in faults(text)] == [(16, 1), (21, 1)]


@pytest.mark.parametrize(
    "words",
    [
        "Báo cáo #1 năm 2024",
        "Báo cáo #1: sơ kết",
        "#2 Thi đua",
        "Đợt 1 #2024, cao điểm #3",
        "Báo cáo#1",
        "Báo cáo #1 “Điện Biên”",
    ],
)
def test_number_sign_with_a_figure_belongs_to_the_title(words: str) -> None:
    for behind in ("", "   ", "  # chú thích", " # từ #1"):
        document = read_document_text(spoiled(TITLE, f"title: {words}{behind}"), name="f")
        assert (document.value.title, document.told(())) == (words, ())
        mark = document.tree and document.tree.get("title")
        assert mark
        source = spoiled(TITLE, f"title: {words}{behind}")
        assert source[mark.mark.start : mark.mark.end] == words


def test_number_sign_of_a_title_is_rolled_over_with_it() -> None:
    text = roll(spoiled(TITLE, "title: Báo cáo #1 năm 2024  # tên"), year=2025)

    assert read_document_text(text, name="f").value.title == "Báo cáo #1 năm 2025"


def test_what_may_be_a_comment_or_not_is_said() -> None:
    text = spoiled(TITLE, "title: Thi đua #PhuTho năm 2024")
    (told,) = read_document_text(text, name="f").told(())

    assert (told.warning, told.line, told.column, told.field) == (True, 2, 16, "title")
    assert "“#PhuTho năm 2024”" in told.reason
    assert told.example == 'title: "Thi đua #PhuTho năm 2024"'


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (TITLE, TITLE + "  # ghi chú"),
        ("to: so-noi-vu", "to: so-noi-vu #1"),
        ("year: 2024", "year: 2024 #nam"),
        (TITLE, f'title: "{TITLE.removeprefix("title: ")}" #1'),
    ],
)
def test_comment_stays_a_comment(right: str, wrong: str) -> None:
    written = read_tree(spoiled(right, wrong), name="f")

    assert plain(written.tree) == plain(parse(GOOD, name="f"))
    assert written.warnings == ()


def test_number_sign_between_braces_is_told_with_how_to_write_it() -> None:
    text = spoiled("title: Hội nghị, day", "title: Hội nghị #1, day")
    problem = faults(text)[0]

    assert (problem.line, problem.column) == (12, 36)
    assert "ngoặc kép" in problem.reason and '"' in problem.example


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.docx", packed("word/document.xml"), ("Word (.docx)", "thidua import a.docx --draft")),
        ("a.yaml", packed("word/document.xml"), ("Word (.docx)", "thidua import a.yaml --draft")),
        ("a.xlsx", packed("xl/workbook.xml"), ("bảng tính", "thidua units import a.xlsx")),
        ("a.zip", packed("b.yaml"), ("tệp nén", "Giải nén")),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(500), ("Word cũ (.doc)", ".docx")),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(500), ("bảng tính", "thidua units import a.xls")),
        ("a.pdf", b"%PDF-1.7\n\xe2\xe3", ("PDF", "thidua import a.pdf --draft")),
        ("a.html", b"<!DOCTYPE html>\n<html>", ("trang web", "thidua import a.html --draft")),
        (
            "a.tsv",
            "mã\ttên\nso-y-te\tSở Y tế\n".encode(),
            ("bảng tính", "thidua units import a.tsv"),
        ),
        ("a.csv", "mã,tên\nso-y-te,Sở Y tế\n".encode(), ("bảng tính", "thidua units import a.csv")),
        (
            "a.yaml",
            "\ufeffmã\ttên\nso-y-te\tSở Y tế\n".encode(),
            ("bảng tính", "thidua units import a.yaml"),
        ),
        ("a.png", b"\x89PNG\r\n\x1a\n", ("ảnh", "OCR")),
        ("a.sqlite3", b"SQLite format 3\0" + bytes(90), ("cơ sở dữ liệu", "THIDUA_DATABASE_URL")),
        ("a.json", b'{"a": 1}', ("JSON", "thidua import")),
        ("a.yaml", json.dumps({"campaign": "x", "obligations": []}).encode(), ("JSON",)),
        ("a.yaml", b" \n\n", ("Tệp trống", "thidua import")),
        ("a.txt", "Kính gửi các sở, ban, ngành\n".encode(), ("thidua import a.txt --draft",)),
    ],
)
def test_file_of_another_kind_is_named_with_what_to_do(
    name: str, raw: bytes, words: tuple[str, ...]
) -> None:
    with pytest.raises(DefinitionInvalid) as caught:
        read_document_text(raw, name=name)

    assert [word for word in words if word not in str(caught.value)] == []


def test_definition_written_as_json_is_a_definition() -> None:
    text = json.dumps(plain(parse(GOOD, name="f")), ensure_ascii=False, indent=1)

    assert places(faults(text)) == []
