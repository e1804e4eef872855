"""What `thidua days` says of a year, and what it does not know."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from config.commands import days
from config.settings import Settings
from tests.at_terminal import handed

ACT = 'holidays: [{day: 2026-11-24, act: "12/2026/QH16"}]\n'


def run(*arguments: str, office: Path | None = None) -> Result:
    app = typer.Typer()
    days.register(app, Settings())
    app.command("other")(lambda: None)
    changes = {"config_dir": office} if office else {}
    return CliRunner().invoke(app, ["days", *arguments], obj=handed(**changes))


def by_day(found: Result) -> dict[str, dict[str, object]]:
    return {one["day"]: one for one in json.loads(found.output)["days"]}


def test_year_without_a_notice_is_said_to_be_provisional() -> None:
    values = json.loads(run("2027", "--json").output)
    assert (values["announced"], values["basis"]) == (False, None)


def test_swap_names_its_notice_and_law_its_article() -> None:
    told = by_day(run("2026", "--json"))
    assert "12729/VPCP-KGVX" in str(told["2026-01-02"]["basis"])
    assert told["2026-01-10"]["kind"] == "swap_worked"
    assert told["2026-04-30"]["basis"] == "Bộ luật Lao động 2019, Điều 112"
    assert told["2026-04-27"]["basis"] == "Bộ luật Lao động 2019, Điều 111 khoản 3"


@pytest.mark.parametrize("week", ["public_sector", "enterprise", "six_day"])
def test_announced_day_is_worked_in_every_week(week: str) -> None:
    told = by_day(run("2026", "--json", "--week", week))["2026-11-24"]
    assert (told["kind"], told["working"]) == ("unconfirmed", True)


def test_act_an_office_enters_counts_beside_the_notice_that_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "workdays"
    folder.mkdir()
    (folder / "2026.yaml").write_text(f"year: 2026\n{ACT}", encoding="utf-8")
    told = by_day(run("2026", "--json", office=tmp_path))
    assert told["2026-11-24"] == {
        "day": "2026-11-24", "kind": "act", "name": "Ngày Văn hóa Việt Nam", "basis": "12/2026/QH16",
        "working": False,
    }  # fmt: skip
    assert told["2026-01-02"]["kind"] == "swap_off"
    assert by_day(run("2027", "--json", office=tmp_path))["2027-11-24"]["kind"] == "act"


def test_week_that_is_none_is_refused() -> None:
    found = run("2027", "--week", "seven_day")
    assert found.exit_code == 2


@pytest.mark.parametrize(
    ("year", "day", "other"),
    [
        ("2024", "2024-04-29", "hoán đổi với thứ Bảy, 04/5/2024"),
        ("2025", "2025-05-02", "hoán đổi với thứ Bảy, 26/4/2025"),
        ("2026", "2026-08-31", "hoán đổi với thứ Bảy, 22/8/2026"),
        ("2026", "2026-01-02", ""),  # of which the notice alone knows: its swap is told by that
    ],
)
def test_day_in_exchange_names_the_other_day_as_all_days_are_written(
    year: str, day: str, other: str
) -> None:
    assert by_day(run(year, "--json"))[day]["name"] == other
