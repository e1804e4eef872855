"""An office's own files and the program's: kept apart; the office's go before, the program's stay as they are."""

from pathlib import Path

import pytest

from config.settings import HERE
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import UnknownIssuer
from tests.build import Province, organisation
from tests.config.conftest import Office
from tests.databases import SqliteFiles

SAMPLES = HERE / "samples"
SAMPLE = SAMPLES / "campaigns" / "phu-tho-2024.yaml"
UNITS = SAMPLES / "units" / "phu-tho.yaml"


def issuers(office: Office) -> list[tuple[str, int]]:
    return office.rows("SELECT id, sample FROM issuer ORDER BY id")


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def all_files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.yaml")}


def test_upgrade_of_a_real_database_loads_no_samples(
    office: Office, sqlite_files: SqliteFiles
) -> None:
    units = organisation(2)
    office.url = sqlite_files.filled("units of one office", lambda db: Province(db, units).open())
    office.run("init")

    assert issuers(office) == [("pt", 0)]
    assert "Chưa có đơn vị nào" not in office.said()


def test_new_database_has_no_units_but_the_offices_own(office: Office) -> None:
    office.run("init")
    assert issuers(office) == []
    assert "thidua-config/units" in office.said()

    put(
        Path("thidua-config/units/pt.yaml"),
        UNITS.read_text("utf-8").replace("  sample: true\n", ""),
    )
    office.run("init", "--samples")
    assert ("phu-tho", 0) in issuers(office) and ("lai-chau", 1) in issuers(office)


def test_folder_that_is_set_is_the_offices(office: Office) -> None:
    put(Path("co-quan/units/pt.yaml"), UNITS.read_text("utf-8").replace("  sample: true\n", ""))
    office.having(config_dir="co-quan").run("init")

    assert issuers(office) == [("phu-tho", 0)]


def test_samples_are_planned_on_without_a_database(office: Office) -> None:
    office.run("plan", SAMPLE)

    assert "phu-tho-2024" in office.said()


def test_office_definition_does_not_lean_on_sample_units(office: Office) -> None:
    own = put(Path("thidua-config/campaigns/phu-tho-2024.yaml"), SAMPLE.read_text("utf-8"))

    with pytest.raises(UnknownIssuer, match="phu-tho"):
        office.run("plan", own)


def test_files_of_the_office_go_before_those_of_the_program(office: Office) -> None:
    policies = (HERE / "policies.yaml").read_text("utf-8")
    put(
        Path("thidua-config/policies.yaml"),
        policies.replace('due_time: "17:00"', 'due_time: "16:30"'),
    )
    office.run("plan", SAMPLE)
    assert "16:30" in office.said()

    put(Path("thidua-config/workdays/2024.yaml"), "year: nhầm\n")
    with pytest.raises(DefinitionInvalid, match=r"thidua-config/workdays/2024\.yaml"):
        office.run("plan", SAMPLE)


def test_rollover_writes_into_the_offices_folder_only(office: Office) -> None:
    before = all_files(HERE)
    office.run("rollover", SAMPLE, "2025")

    assert Path("thidua-config/campaigns/phu-tho-2025.yaml").exists()
    assert "thidua-config/campaigns/phu-tho-2025.yaml" in office.said()
    assert all_files(HERE) == before


def test_files_an_office_left_in_the_programs_folder_are_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = office.folder / "brought"
    put(brought / "units" / "pt.yaml", UNITS.read_text("utf-8"))
    monkeypatch.setattr("config.command.HERE", brought)
    office.run("init")

    assert issuers(office) == []
    assert f"Tệp trong {brought}/units không được đọc" in office.said()


def test_rollover_of_a_file_of_its_own_goes_beside_it(office: Office) -> None:
    put(Path("thidua-config/units/pt.yaml"), UNITS.read_text("utf-8"))
    own = put(Path("viec/phu-tho-2024.yaml"), SAMPLE.read_text("utf-8"))
    office.run("rollover", own, "2025")

    assert Path("viec/phu-tho-2025.yaml").exists()
