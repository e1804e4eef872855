"""`thidua anniversaries`: the catalogue of a year, and what the office's own file changes of it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from config.commands import anniversaries
from config.settings import Settings
from scheduler.definition.problems import DefinitionInvalid
from tests.at_terminal import handed

OWN = """\
anniversaries:
- {id: thanh-lap-so, name_vi: Ngày thành lập Sở, date: "09-14", first_year: 1991, count_rule: nd111}
- {id: tuyen-giao, name_vi: Ngày truyền thống ngành Tuyên giáo và Dân vận, ask: null}
- {id: quoc-khanh, date: "09-02"}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "anniversaries.yaml").write_text(OWN, "utf-8")
    return tmp_path


def run(office: Path, *arguments: str) -> Result:
    made = typer.Typer()
    anniversaries.register(made, Settings())
    made.command("other")(lambda: None)
    return CliRunner().invoke(made, ["anniversaries", *arguments], obj=handed(config_dir=office))


def test_own_days_are_told_with_what_they_redefine(office: Path) -> None:
    found = json.loads(run(office, "2026", "--own", "--json").output)

    told = [(one["id"], one["on"], one["own"], one["redefined"]) for one in found]
    assert told == [
        ("tuyen-giao", "2026-08-01", False, ["name_vi", "ask"]),
        ("thanh-lap-so", "2026-09-14", True, None),
    ]


def test_day_has_each_name_with_count_and_class(office: Path) -> None:
    found = {one["id"]: one for one in json.loads(run(office, "2026", "--json").output)}

    assert len(found) > 140
    assert found["hoi-phu-nu"]["names"] == [
        {
            "name": "Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam",
            "ordinal": 96,
            "class": "khac",
            "decree": "like_nd111",
        },
        {
            "name": "Ngày Phụ nữ Việt Nam",
            "ordinal": 16,
            "class": "khac",
            "decree": "like_nd111",
        },
    ]
    assert found["van-hoa-viet-nam"]["ask"]


def test_table_tells_a_person(office: Path) -> None:
    said = " ".join(run(office, "2026", "--own").output.split())

    assert "35 năm" in said
    assert "Cơ quan ghi khác danh mục" in said.replace("│ ", "")


def test_fault_of_the_own_file_is_told(office: Path) -> None:
    (office / "anniversaries.yaml").write_text("anniversaries:\n- {id: x}\n", "utf-8")
    error = run(office, "2026").exception
    assert isinstance(error, DefinitionInvalid)
    assert [problem.line for problem in error.problems] == [2]
