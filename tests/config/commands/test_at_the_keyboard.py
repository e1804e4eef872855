"""What a person meets at the keyboard: a taken address, a closed input, a full disk, a day beyond the catalogue."""

import errno
import socket
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typer
from rich.console import Console

from config.answers import answer, file_answer
from config.commands import demo, new_files, usage
from config.commands.asking import ask
from config.commands.instants import parse_span
from config.commands.report import summary
from config.listening import bound
from config.settings import HERE, Settings
from scheduler.campaign.rehearsal import Message, Transcript
from scheduler.clock import WallClock
from scheduler.errors import AddressRefused, PortTaken
from scheduler.installation import Installation

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def test_taken_port_is_said_to_be_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken):
            bound("127.0.0.1", other.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "word"),
    [("192.0.2.1", "không phải địa chỉ của máy này"), ("khong-co.invalid", "không tìm thấy")],
)
def test_address_that_cannot_be_listened_on_is_said_with_its_reason(host: str, word: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        bound(host, 0)
    told = answer(caught.value)
    assert told.exit_code == 37
    assert host in told.text and word in told.text and "THIDUA_HTTP_HOST" in told.text


def test_port_without_the_right_to_it_is_no_taken_port(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: socket.socket, _address: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("config.listening.Socket.bind", refuse)
    with pytest.raises(AddressRefused) as caught:
        bound("127.0.0.1", 80)
    assert "không có quyền" in answer(caught.value).text


def test_demo_looks_at_the_port_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DEMO_ONCE", raising=False)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        console = Console(record=True, width=80)
        with pytest.raises(PortTaken):
            demo.run(_installation(tmp_path), console, Settings(http_port=port), demo.CAMPAIGN)
    assert console.export_text() == ""


def _installation(folder: Path) -> Installation:
    return Installation(
        database_url=f"sqlite:///{folder / 'x.sqlite3'}",
        config_dir=folder,
        program_dir=HERE,
        clock=WallClock(),
        zone=ZONE,
        base_url="http://127.0.0.1:8080",
        author="test",
    )


def test_closed_input_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert ask("Áp dụng?", Console(record=True)) is False


def test_ctrl_c_at_a_question_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_words: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    assert ask("Áp dụng?", Console(record=True)) is False


@pytest.mark.parametrize("days", [("2024-01-01", "9999-12-31"), ("0001-01-01", "2024-12-31")])
def test_days_beyond_the_catalogue_are_refused(days: tuple[str, str]) -> None:
    with pytest.raises(typer.BadParameter, match="1968"):
        parse_span(*days, ZONE)


def test_full_disk_names_the_file() -> None:
    with pytest.raises(OSError) as caught:
        new_files.write(Path("/dev/full"), "chữ", force=True)
    assert "/dev/full: ổ đĩa đã đầy" in file_answer(caught.value).text


def test_folder_in_place_of_a_file_is_called_a_folder(tmp_path: Path) -> None:
    app = typer.Typer(add_completion=False)

    @app.command()
    def board(csv: Path = typer.Option(..., "--csv", dir_okay=False)) -> None: ...

    command = typer.main.get_command(app)
    with pytest.raises(typer.BadParameter) as caught:
        command(args=["--csv", str(tmp_path)], standalone_mode=False)
    assert "--csv là một thư mục" in usage.told(caught.value)


def test_link_to_itself_is_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert not _installation(tmp_path).is_sample(loop)


def test_days_with_several_messages_are_told_in_full() -> None:
    at = datetime(2024, 6, 28, 8, tzinfo=ZONE)
    told = Message(at, "phu-tho", "so-y-te", "Sở Y tế", "Giám đốc", "x")
    console = Console(record=True, width=80)
    summary(console, Transcript((told, told), ()))
    assert "thứ Sáu, 28/6/2024" in console.export_text()


def test_demo_shows_the_calendar_of_a_unit_that_owes_something() -> None:
    at = datetime(2024, 6, 28, 8, tzinfo=ZONE)
    told = Message(at, "phu-tho", "viet-tri", "TP Việt Trì", "Chủ tịch", "x")
    assert demo.most_told(Transcript((told,), ())) == told
