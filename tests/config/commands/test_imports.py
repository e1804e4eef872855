"""thidua import: JSON, drafts, a table, and what it says of files it cannot read."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from config.commands.imports import register
from config.settings import Settings
from scheduler.definition.read import examine_text, read_catalogue
from scheduler.errors import FileExists
from tests.at_terminal import handed
from tests.directives.letters import letter
from tests.directives.test_reading_files import pdf_file, word_file

CATALOGUE = read_catalogue(Path(__file__).parents[3] / "config" / "anniversaries.yaml")
BODY = "Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024.\nGửi báo cáo tổng kết trước ngày 10/12/2024."


def run(*arguments: object) -> Result:
    app = typer.Typer()
    register(app, Settings())

    @app.callback()
    def main() -> None:
        """A command of several, as in the program."""

    return CliRunner().invoke(app, ["import", *map(str, arguments)], obj=handed())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(letter(BODY).text, encoding="utf-8")
    return path


def test_import_prints_json(file: Path) -> None:
    answer = json.loads(run(file, "--json").stdout)
    assert (answer["schema"], answer["file"]) == ("directive-1", "ke-hoach.txt")
    assert answer["deadlines"][0]["due"] == "2024-12-10"


def test_import_writes_one_json_a_file(file: Path, tmp_path: Path) -> None:
    assert run(file, "--json", "--out", tmp_path / "out").exit_code == 0
    assert (
        json.loads((tmp_path / "out" / "ke-hoach.json").read_text("utf-8"))["phases"][0]["ordinal"]
        == 1
    )


def test_import_writes_a_draft(file: Path, tmp_path: Path) -> None:
    assert run(file, "--draft", tmp_path / "out.yaml").exit_code == 0
    text = (tmp_path / "out.yaml").read_text("utf-8")
    assert examine_text(text, name="").value.campaign == "hoa-an-2024"


@pytest.mark.parametrize(
    ("option", "name", "there"),
    [("--draft", "nhap.yaml", "nhap.yaml"), ("--out", "out", "out/ke-hoach.json")],
)
def test_import_writes_over_nothing_unasked(
    file: Path, tmp_path: Path, option: str, name: str, there: str
) -> None:
    kept = tmp_path / there
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("của người khác", "utf-8")
    refused = run(file, option, tmp_path / name)
    assert isinstance(refused.exception, FileExists) and refused.exception.file == str(kept)
    assert kept.read_text("utf-8") == "của người khác"
    assert run(file, option, tmp_path / name, "--force").exit_code == 0
    assert kept.read_text("utf-8") != "của người khác"


def test_import_shows_a_table_with_quotations(file: Path) -> None:
    shown = run(file).stdout
    assert "“từ ngày 15/02/2024 đến ngày 30/6/2024”" in shown
    assert "45/KH-UBND" in shown


def test_table_tells_bound_hour_and_month_of_what_comes_again(tmp_path: Path) -> None:
    body = (
        "Gửi báo cáo quý về Sở Nội vụ trước 16 giờ ngày 20 của tháng cuối quý. "
        "Gửi báo cáo tháng trước ngày 05 của tháng sau."
    )
    (tmp_path / "ke-hoach.txt").write_text(letter(body).text, encoding="utf-8")
    shown = run(tmp_path / "ke-hoach.txt").stdout

    assert "trước 16:00 ngày 20, hằng quý" in shown
    assert "trước ngày 5, hằng tháng, tháng sau kỳ ấy" in shown


def test_table_tells_every_year_and_all_days_of_an_event(tmp_path: Path) -> None:
    body = (
        "Hằng năm mở cao điểm ra quân (17/10 - 18/11).\nĐại hội Đoàn huyện trong nửa đầu tháng 6."
    )
    path = tmp_path / "hang-nam.txt"
    path.write_text(letter(body).text, encoding="utf-8")
    table = " ".join(run(path).stdout.replace("│", " ").split())
    for words in ("--10-17 →", "--11-18, hằng năm", "2024-06-01 →", "2024-06-15"):
        assert words in table


def test_unreadable_file_is_told_and_the_others_are_done(file: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 nonsense")
    result = run(scan, tmp_path / "none.txt", file, "--json", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "scan.pdf: tệp hỏng" in result.stderr
    assert "none.txt: không mở được" in result.stderr
    assert (tmp_path / "out" / "ke-hoach.json").exists()


def package(compressed: int, damage: Callable[[bytearray], None]) -> bytes:
    """A .docx whose parts are packed that way and damaged after."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as old,
        zipfile.ZipFile(out, "w", compressed) as new,
    ):
        for item in old.namelist():
            new.writestr(item, old.read(item))
    data = bytearray(out.getvalue())
    damage(data)
    return bytes(data)


def scramble(data: bytearray) -> None:
    """The packed content of every part."""
    place = 0
    while (place := data.find(b"PK\x03\x04", place)) >= 0:
        place += 60
        data[place : place + 8] = b"\xff" * 8


def mark(offset: int, value: bytes) -> Callable[[bytearray], None]:
    """Write `value` into every header of a part, and of the list of parts."""

    def damage(data: bytearray) -> None:
        for sign, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
            place = -1
            while (place := data.find(sign, place + 1)) >= 0:
                start = place + offset + shift
                data[start : start + len(value)] = value

    return damage


UNOPENED = {
    "deflate": package(zipfile.ZIP_DEFLATED, scramble),
    "lzma": package(zipfile.ZIP_LZMA, scramble),
    "bzip2": package(zipfile.ZIP_BZIP2, scramble),
    "locked parts": package(zipfile.ZIP_DEFLATED, mark(6, b"\x01\x00")),
    "packing nobody knows": package(zipfile.ZIP_DEFLATED, mark(8, b"\x63\x00")),
    "no document": b"PK\x05\x06" + b"\0" * 18,
    "nested arrays": pdf_file(b"[" * 100_000),
    "circle of pages": pdf_file(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "page of nothing": pdf_file(b"").replace(b"/Kids [3 0 R]", b"/Kids [9 0 R]"),
    "filter nobody knows": pdf_file(b"x").replace(b"/Length 1", b"/Length 1 /Filter /Xyz"),
}


def test_whatever_a_file_is_made_of_is_told_and_the_others_are_done(
    file: Path, tmp_path: Path
) -> None:
    for name, data in UNOPENED.items():
        (tmp_path / f"{name}.bin").write_bytes(data)
    given = [tmp_path / f"{name}.bin" for name in UNOPENED]
    result = run(*given, file, "--json", "--out", tmp_path / "out")
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    assert len(result.stderr.splitlines()) == len(UNOPENED)
    for name in UNOPENED:
        assert f"{name}.bin: " in result.stderr
    assert (tmp_path / "out" / "ke-hoach.json").exists()


def test_name_in_octets_of_another_time_is_printed_with_a_mark(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"k\xea-hoach.txt")
    file.write_text(letter(BODY).text, encoding="utf-8")
    broken = tmp_path / os.fsdecode(b"k\xea-hoach.docx")
    broken.write_bytes(b"PK\x03\x04")
    result = run(broken, file, "--out", tmp_path / "out")
    (written,) = (tmp_path / "out").iterdir()
    assert (result.exit_code, written.name) == (2, os.fsdecode(b"k\xea-hoach.json"))
    assert json.loads(written.read_text("utf-8"))["file"] == "k\ufffd-hoach.txt"
    assert result.stderr.startswith("k\ufffd-hoach.docx: ")


def test_draft_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "pho.txt"
    other.write_text("Cách nấu phở.", encoding="utf-8")
    result = run(other, "--draft", tmp_path / "out.yaml")
    assert result.exit_code == 2
    assert not (tmp_path / "out.yaml").exists()


def test_table_says_of_an_anniversary_what_kind_of_year_it_is(tmp_path: Path) -> None:
    body = (
        "Kỷ niệm 49 năm Ngày Giải phóng miền Nam (30/4/1975 - 30/4/2024), 35 năm Ngày hội Quốc phòng toàn dân "
        "(22/12/1989 - 22/12/2024), 12 năm Ngày thành lập Xưởng (01/8/2012 - 01/8/2024)."
    )
    path = tmp_path / "ke-hoach.txt"
    path.write_text(letter(body).text, encoding="utf-8")
    said = " ".join(run(path).stdout.replace("│", " ").split())

    assert "49 năm Ngày Giải phóng miền Nam, năm khác" in said
    assert "35 năm Ngày hội Quốc phòng toàn dân, năm khác theo NĐ 111/2018: không" in said
    assert "12 năm Ngày thành lập Xưởng," not in said


def test_table_says_what_became_no_duty(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    clause = "Các đơn vị thực hiện chế độ báo cáo định kỳ"
    path.write_text(letter(f"{BODY}\n{clause}.").text, encoding="utf-8")
    shown = " ".join(run(path).stdout.split())
    assert f"Chưa hiểu, văn bản còn yêu cầu: “{clause}”" in shown


@pytest.mark.parametrize("options", [(), ("--json",), ("--out", "out"), ("--draft", "out/a.yaml")])
def test_secret_document_is_refused_and_nothing_of_it_is_told(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    secret = tmp_path / "phuong-an-dac-biet.txt"
    secret.write_text("TỐI MẬT\n" + letter(BODY).text, "utf-8")
    given = [
        tmp_path / option if "out" in option and option[0] != "-" else option for option in options
    ]
    refused = run(secret, *given)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert (
        "“Tối mật”" in refused.stderr
        and "không được đưa vào hệ thống có kết nối mạng" in refused.stderr
    )
    assert "dac-biet" not in refused.output and "Đợt 1" not in refused.output
    assert sorted(path.name for path in tmp_path.rglob("*")) == [secret.name]


def test_of_several_files_the_open_ones_are_read(file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "kin.txt"
    secret.write_text("MẬT\n" + letter(BODY).text, "utf-8")
    done = run(secret, file, "--out", tmp_path / "out")
    assert done.exit_code == 2 and done.stderr.startswith("Tệp thứ 1 trong lệnh: ")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ke-hoach.json"]
