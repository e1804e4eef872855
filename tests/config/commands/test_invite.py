"""The command `invite`: no code without its picture, no picture without a bot, and a whole block in one call."""

import io
import json
from pathlib import Path

import pytest
import segno
import typer
from typer.testing import CliRunner, Result

from config.commands.invite import register
from config.settings import Settings
from scheduler.clock import RehearsalClock
from scheduler.errors import BotUnknown, FileExists, UnknownBlock
from scheduler.store.database import Database
from tests.at_terminal import handed
from tests.build import Province, at, organisation


@pytest.fixture
def province(sqlite: Database) -> Province:
    """Four units of one block; the bot has told its name."""
    made = Province(sqlite, organisation(4)).open(bound=False)
    made.execute("UPDATE lane SET username = 'thidua_bot'")
    return made


def run(database: Database, *arguments: str | Path) -> Result:
    app = typer.Typer()
    app.callback()(lambda: None)  # a command of several, as in the program
    register(app, Settings())
    given = handed(database, clock=RehearsalClock(at("2024-01-16 08:00")))
    return CliRunner().invoke(app, ["invite", *map(str, arguments)], obj=given)


def codes(province: Province) -> int:
    ((count,),) = province.rows("SELECT count(*) FROM invite")
    return int(count)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("ma.xyz", "có đuôi .png, .svg, .pdf, .eps"),
        ("ma", "có đuôi .png, .svg, .pdf, .eps"),
        ("nowhere/ma.png", "Không ghi được"),
    ],
)
def test_picture_that_cannot_be_leaves_no_code(
    province: Province, tmp_path: Path, file: str, told: str
) -> None:
    ended = run(province.database, "u1", "--qr", tmp_path / file)
    said = " ".join(ended.output.replace("│", " ").split())
    assert (ended.exit_code, told in said) == (2, True)
    assert "hưa tạo mã mời nào" in said
    assert codes(province) == 0


def test_link_for_a_group_is_not_said_to_give_a_post(province: Province, tmp_path: Path) -> None:
    ended = run(province.database, "u1", "--post", "group", "--qr", tmp_path / "ma.png")
    assert "để đưa bot vào nhóm của Đơn vị u1." in ended.output
    assert "?startgroup=" in ended.output
    assert (tmp_path / "ma.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "ma.png").stat().st_mode & 0o777 == 0o600


def test_picture_is_that_of_the_link(province: Province, tmp_path: Path) -> None:
    told = json.loads(run(province.database, "u1", "--json", "--qr", tmp_path / "ma.svg").output)
    drawn = io.BytesIO()
    segno.make(told["link"]).save(drawn, kind="svg", scale=6)
    assert told["link"].startswith("https://t.me/thidua_bot?start=")
    assert (tmp_path / "ma.svg").read_bytes() == drawn.getvalue()


@pytest.mark.parametrize("option", ["--qr", "--qr-dir"])
def test_nothing_is_drawn_for_a_bot_whose_name_is_not_known(
    province: Province, tmp_path: Path, option: str
) -> None:
    province.execute("UPDATE lane SET username = NULL")
    ended = run(province.database, "u1", option, tmp_path / "ma.svg")
    assert isinstance(ended.exception, BotUnknown)
    assert (list(tmp_path.iterdir()), codes(province)) == ([], 0)
    assert "gõ dòng trên cho bot" in run(province.database, "u1").output


def test_picture_is_written_over_nothing_unasked(province: Province, tmp_path: Path) -> None:
    there = tmp_path / "ma.svg"
    there.write_text("của người khác", "utf-8")
    assert isinstance(run(province.database, "u1", "--qr", there).exception, FileExists)
    assert (there.read_text("utf-8"), codes(province)) == ("của người khác", 0)
    assert run(province.database, "u1", "--qr", there, "--force").exit_code == 0
    assert "<svg" in there.read_text("utf-8")


def test_block_is_invited_at_once_but_for_who_is_there_already(
    province: Province, tmp_path: Path
) -> None:
    province.bind("u2", "702", now=at("2024-01-02 08:00"))
    province.execute("UPDATE unit SET last_on = '2024-01-15' WHERE code = 'u3'")
    folder = tmp_path / "moi"
    ended = run(province.database, "--block", "pt/k1", "--qr-dir", folder)
    assert ended.exit_code == 0, ended.exception
    assert sorted(file.name for file in folder.iterdir()) == ["danh-sach.html", "u0.svg", "u1.svg"]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in folder.iterdir())
    assert "Bỏ qua 1 đơn vị đã có người giữ: Đơn vị u2. Thêm --held" in ended.output
    page = (folder / "danh-sach.html").read_text("utf-8")
    assert page.count("<section>") == 2 and 'src="u1.svg"' in page and "Đơn vị u1" in page
    assert "Có hiệu lực đến 08:00 thứ Ba, 30/01/2024" in page
    again = run(province.database, "--block", "k1", "--qr-dir", folder)
    assert isinstance(again.exception, FileExists) and codes(province) == 2


def test_all_of_an_issuer_are_invited_held_ones_too_when_asked(province: Province) -> None:
    province.bind("u2", "702", now=at("2024-01-02 08:00"))
    some = json.loads(run(province.database, "--issuer", "pt", "--json").output)
    everyone = json.loads(run(province.database, "--issuer", "pt", "--held", "--json").output)
    assert [one["unit"] for one in some] == ["u0", "u1", "u3"]
    assert [one["unit"] for one in everyone] == ["u0", "u1", "u3", "u2"]
    assert len({one["code"] for one in some + everyone}) == 7


def test_one_way_of_naming_who_is_invited(province: Province, tmp_path: Path) -> None:
    for words in ((), ("u1", "--block", "k"), ("--block", "k", "--issuer", "pt")):
        assert "Cần đúng một trong ĐƠN-VỊ, --block, --issuer." in told(province, *words)
    assert "--qr-dir" in told(province, "--issuer", "pt", "--qr", str(tmp_path / "x.svg"))
    assert isinstance(run(province.database, "--block", "nowhere").exception, UnknownBlock)
    assert codes(province) == 0


def told(province: Province, *words: str) -> str:
    return " ".join(run(province.database, *words).output.replace("│", " ").split())
