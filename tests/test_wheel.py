"""What an installed wheel brings beside its modules: templates, style sheets, texts, definitions."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
OURS = ("scheduler", "bots", "calendars", "config")
A_PAGE = """
from scheduler.web import templates, errors
from calendars.pages import answers
from config.desk import desk
assert templates.__file__.startswith({folder!r}), templates.__file__
assert "Không có gì" in errors.message(errors.nothing_here().said, rehearsal=True)
assert b"var(--ink)" in templates.STYLE.octets and answers.STYLE.octets
answers.PAGES.environment.get_template("nam.html")
desk.PAGES.environment.get_template("duyet.html")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def test_every_file_beside_a_module_is_in_the_wheel(wheel: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for part in OURS
        for path in (ROOT / part).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert files
    assert sorted(files - set(zipfile.ZipFile(wheel).namelist())) == []


def test_pages_of_an_installed_wheel_find_their_templates(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(folder)
    subprocess.run(
        [sys.executable, "-c", A_PAGE.format(folder=str(folder))],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(folder)},
        check=True,
    )
