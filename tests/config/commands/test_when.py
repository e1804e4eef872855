import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from config.commands import when
from config.settings import Settings
from tests.at_terminal import handed

HERE = Path(__file__).parents[2] / "dates"


def app() -> typer.Typer:
    made = typer.Typer()
    when.register(made, Settings())
    made.command("other")(lambda: None)
    return made


def run(*arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(app(), ["when", *arguments], input=text, obj=handed())


def test_when_prints_the_reading_on_one_line() -> None:
    assert run("thứ sáu tuần sau", "--now", "2024-06-12T09:00").stdout == "2024-06-21\n"


def test_when_says_beside_the_line_what_was_understood() -> None:
    now = ("--now", "2025-01-10T09:00")
    assert run("15/11 âm lịch", *now).stderr == (
        "Thứ Bảy, 03/01/2026 (15 tháng 11 năm Ất Tỵ âm lịch)\n"
    )
    assert run("23 tháng Chạp năm 2024", *now).stderr.splitlines() == [
        "Ngày này của năm âm lịch nào?",
        "Thứ Sáu, 02/02/2024 (23 tháng 12 năm Quý Mão âm lịch)",
        "Thứ Tư, 22/01/2025 (23 tháng 12 năm Giáp Thìn âm lịch)",
    ]
    assert run("-", *now, text="mai").stderr == ""


def test_when_takes_the_deadline_on_file() -> None:
    now = ("--now", "2024-06-12T09:00")
    assert run("5 ngày", *now).stdout == "ASK\n"
    assert run("5 ngày", *now, "--due", "2024-06-28").stdout == "P5D\n"


def test_when_reads_phrases_from_standard_input_line_by_line() -> None:
    found = run("-", "--now", "2024-06-12T09:00:00+07:00", text="\ufeffmai\n\nthứ 8\nngày mốt")
    assert found.stdout == "2024-06-13\nNONE\nINVALID\n2024-06-14\n"


def test_when_reads_the_moment_in_viet_nam_unless_it_has_a_zone() -> None:
    assert run("hôm nay", "--now", "2024-06-12T20:00Z").stdout == "2024-06-13\n"


def test_when_refuses_a_moment_it_cannot_read() -> None:
    for now in ("hôm qua", "2024-13-01", "0001-01-01", "9999-12-31T23:59"):
        found = run("mai", "--now", now)
        assert found.exit_code == 2
        assert "2024-06-12T09:00" in found.output


def test_reading_does_not_import_dateparser_before_it_is_needed() -> None:
    code = "import sys; from config.commands import when; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


SLOW = ("sqlmodel", "sqlalchemy", "fastapi", "telegram", "icalendar", "babel", "httpx")
MAIN = """
import sys
from config.command import main
sys.argv = ["thidua", {words}]
try:
    main()
finally:
    print(*sorted(set({slow}) & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words", ["'when', 'mai', '--now', '2024-06-12T09:00'", "'when', 'mai'", "'--version'"]
)
def test_date_is_read_without_what_is_slow(words: str) -> None:
    """Also where its words are off: the table of all errors is there, and pulls in no tables."""
    code = MAIN.format(words=words, slow=SLOW)
    ended = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )
    assert ended.stderr.splitlines()[-1] == ""


def test_table_of_errors_pulls_in_no_tables() -> None:
    code = f"import sys, config.answers; print(*sorted(set({SLOW}) & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == ""
