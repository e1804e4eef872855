"""`thidua templates`: what there is, what each stands on, and the text of one."""

import json

import pytest
import typer
from typer.testing import CliRunner

from config.commands.templates import register
from config.settings import Settings
from tests.at_terminal import handed


def run(*words: str) -> str:
    app = typer.Typer()
    app.callback()(lambda: None)  # a command among others
    register(app, Settings())
    ended = CliRunner().invoke(app, ["templates", *words], obj=handed())
    assert ended.exit_code == 0, (ended.output, ended.exception)
    return ended.stdout


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def test_json_lists_each_with_its_basis() -> None:
    found = json.loads(run("--json"))

    assert found["bao-cao-dinh-ky"]["basis"].startswith("Nghị định số 09/2019/NĐ-CP")
    assert found["bao-cao-dinh-ky"]["duties"] == ["bao-cao-6-thang", "bao-cao-nam"]
    assert found["ho-so-khen-thuong"]["practice_of"] == "tỉnh Bắc Ninh"
    assert found["dang-ky-giao-uoc"]["checked"] is False


def test_json_of_one_is_that_one() -> None:
    assert list(json.loads(run("nam-hoc", "--json"))) == ["nam-hoc"]


def test_one_is_shown_as_its_file() -> None:
    assert "first_month: 9" in run("nam-hoc")


def test_unknown_one_is_told_with_the_near_one() -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app, Settings())
    ended = CliRunner().invoke(app, ["templates", "nam-hocs"], obj=handed())

    assert ended.exit_code == 2
    assert "nam-hoc" in ended.output
