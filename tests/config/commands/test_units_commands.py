"""`thidua units`: a list from Excel by the same functions as the desk's, and no older file that undoes it."""

import json
from pathlib import Path

import pytest

from config.settings import HERE
from scheduler.definition.problems import DefinitionInvalid
from tests.config.conftest import Office
from tests.unit_lists.books import xlsx

UNITS = HERE / "samples" / "units" / "phu-tho.yaml"


@pytest.fixture
def files(office: Office) -> Office:
    """An office with the file of its units, which were loaded."""
    own = Path("thidua-config/units/phu-tho.yaml")
    own.parent.mkdir(parents=True)
    own.write_text(UNITS.read_text("utf-8").replace("  sample: true\n", ""), "utf-8")
    office.run("init")
    office.said()
    return office


def test_a_list_is_shown_then_applied_and_no_file_undoes_it(files: Office) -> None:
    rows = [("Tên đơn vị", "Email", "Khối"), ("Sở Hoàn toàn mới", "moi@x.vn", "Khối 9")]
    Path("moi.xlsx").write_bytes(xlsx(rows))
    files.run("units", "import", "moi.xlsx")
    said = files.said()
    assert "1 đơn vị mới" in said and "thêm --apply" in said and "vẫn giữ nguyên" in said
    assert files.rows("SELECT units_revision FROM issuer") == [(0,)]
    files.run("units", "import", "moi.xlsx", "--apply")
    assert "lần 1" in files.said()
    files.run("init")
    assert "thidua units export --issuer phu-tho" in files.said()
    assert files.rows("SELECT count(*) FROM unit WHERE code = 'so-hoan-toan-moi'") == [(1,)]
    campaign = str(HERE / "samples" / "campaigns" / "phu-tho-2024.yaml")
    files.run("plan", campaign)
    assert "tính theo cơ sở dữ liệu" in " ".join(files.said().split())
    files.run("units", "export", "--out", "thidua-config/units/phu-tho.yaml", "--force")
    files.said()
    files.run("init")
    assert "units export" not in files.said()
    files.run("units", "history")
    assert "1 đơn vị mới" in " ".join(files.said().split())


def test_units_kept_in_the_database_are_rehearsed(files: Office) -> None:
    rows = [("Tên đơn vị", "Khối", "Kênh"), ("Sở Hoàn toàn mới", "Khối 9", "Telegram")]
    Path("moi.xlsx").write_bytes(xlsx(rows))
    files.run("units", "import", "moi.xlsx", "--apply")
    campaign = str(HERE / "samples" / "campaigns" / "phu-tho-2024.yaml")
    days = ("--from", "2024-07-01", "--to", "2024-07-02")  # round 2 opens
    files.run("rehearse", campaign, *days, "--out", "dien-tap")
    told = json.loads(Path("dien-tap/messages.json").read_text("utf-8"))
    assert "Sở Hoàn toàn mới" in {one["unit"] for one in told}


def test_every_fault_is_told_with_its_cell(files: Office) -> None:
    rows = [("Tên đơn vị", "Email", "Kênh"), ("Sở Mới", "không có", "Zalo"), ("", "a@b.vn", "")]
    Path("sai.xlsx").write_bytes(xlsx(rows))
    with pytest.raises(DefinitionInvalid) as refused:
        files.run("units", "import", "sai.xlsx")
    assert [one.file for one in refused.value.problems] == ["sai.xlsx:C2", "sai.xlsx:A3"]


def test_what_is_exported_comes_back_unchanged(files: Office) -> None:
    for name in ("a.xlsx", "a.csv", "a.yaml"):
        files.run("units", "export", "--out", name)
        files.said()
        files.run("units", "import", name)
        assert "Không có gì thay đổi." in files.said()


def test_units_a_file_no_longer_names_are_told_and_kept(files: Office) -> None:
    own = Path("thidua-config/units/phu-tho.yaml")
    text = own.read_text("utf-8")
    own.write_text(text + "  - {id: so-mau, name: Sở Mẫu, kind: so}\n", "utf-8")
    files.run("init")
    files.said()
    own.write_text(text, "utf-8")
    files.run("init")
    assert "1 đơn vị không còn ghi trong tệp" in files.said()
    assert files.rows("SELECT count(*) FROM unit WHERE code = 'so-mau'") == [(1,)]
