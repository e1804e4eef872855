"""Files of ours are ours alone, whatever the umask and whoever made them."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from config.commands.db import register
from config.commands.terminal import Given
from config.settings import HERE, Settings
from scheduler.clock import WallClock
from scheduler.errors import AlreadyRunning
from scheduler.installation import Installation
from scheduler.run.engines import alone
from scheduler.store import files, private
from scheduler.store.database import Database

PDF = b"%PDF-1.7 bao cao"


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Rights of all below `folder`, by name."""
    return {path.name: oct(path.stat().st_mode & 0o777) for path in folder.rglob("*")}


def test_database_and_what_lies_beside_it_are_ours_alone(umask: None, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "thi.sqlite3"
    with closing(Database(f"sqlite:///{file}")) as database:
        database.migrate()
        with database.write(), alone.only_process(file.with_name("thi.sqlite3.lock")):
            found = modes(tmp_path)
    assert found == {
        "deep": "0o700",
        "thi.sqlite3": "0o600",
        "thi.sqlite3-wal": "0o600",
        "thi.sqlite3-shm": "0o600",
        "thi.sqlite3.lock": "0o600",
    }


def test_a_database_behind_a_link_is_ours_alone(tmp_path: Path) -> None:
    file, name = tmp_path / "disk" / "thi.sqlite3", tmp_path / "thi.sqlite3"
    file.parent.mkdir()
    name.symlink_to(file)
    with closing(Database(f"sqlite:///{name}")) as database:
        database.migrate()
        assert set(modes(file.parent).values()) == {"0o600"}
        file.chmod(0o644)
        assert database.close_to_others() == ([file], [])
    assert modes(file.parent) == {"thi.sqlite3": "0o600"}


def test_one_engine_a_database_whatever_it_is_called(tmp_path: Path) -> None:
    file, name = tmp_path / "thi.sqlite3", tmp_path / "other.sqlite3"
    file.touch()
    name.symlink_to(file)
    with (
        closing(Database(f"sqlite:///{file}")) as one,
        closing(Database(f"sqlite:///{name}")) as other,
        alone.alone(one),
        pytest.raises(AlreadyRunning),
        alone.alone(other),
    ):
        pass


def test_files_of_reports_are_ours_alone(umask: None, tmp_path: Path) -> None:
    files.store(PDF, name="bao-cao.pdf", folder=tmp_path / "files")
    found = modes(tmp_path)
    assert sorted(found.values()) == ["0o600", "0o700", "0o700"]


def test_what_others_could_read_is_closed_and_named_once(tmp_path: Path) -> None:
    file = tmp_path / "thi.sqlite3"
    with closing(Database(f"sqlite:///{file}")) as database:
        database.migrate()
        file.chmod(0o644)
        lock = file.with_name("thi.sqlite3.lock")
        lock.touch(mode=0o664)
        assert database.close_to_others() == ([file, lock], [])
        assert database.close_to_others() == ([], [])
    assert set(modes(tmp_path).values()) == {"0o600"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    other, folder = tmp_path / "other", tmp_path / "files"
    other.touch(mode=0o644)
    other.chmod(0o644)
    folder.mkdir(mode=0o755)
    (folder / "link").symlink_to(other)
    assert private.tighten(private.below(folder)) == ([folder], [])
    assert modes(tmp_path)["other"] == "0o644"


def test_init_closes_what_others_could_read_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "thi.sqlite3"
    url = f"sqlite:///{file}"
    with closing(Database(url)) as database:
        database.migrate()
    file.chmod(0o644)
    app = typer.Typer()
    register(app, Settings())
    installation = Installation(
        url, HERE, HERE, WallClock(), ZoneInfo("Asia/Ho_Chi_Minh"), "http://x", "test"
    )
    units = HERE / "samples" / "units" / "ha-giang.yaml"
    told = CliRunner().invoke(
        app, ["init", "--units", str(units)], obj=Given(installation, Console())
    )
    installation.database.close()
    assert "nay chỉ mình chủ tệp đọc được" in " ".join(told.output.split())
    assert modes(tmp_path)["thi.sqlite3"] == "0o600"
