"""Applying, rolling over, rehearsing, the board and the demo, as an admin types them."""

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.acceptance.conftest import CAMPAIGN, JANUARY, SAMPLES, UNITS
from tests.acceptance.program import ROOT, Program


def test_second_apply_changes_nothing(installed: Program):
    entries = len(json.loads(installed.must("ledger", "show", "--json")))
    again = installed.must("apply", CAMPAIGN)
    assert "Không có gì thay đổi." in again
    assert len(json.loads(installed.must("ledger", "show", "--json"))) == entries


def test_apply_asks_and_no_changes_nothing(installed: Program):
    other = CAMPAIGN.with_name("lai-chau-2024.yaml")
    for answer, code in (("không\n", 130), ("K\n", 130), ("n\n", 130), ("\n", 130), ("", 130)):
        ended = installed.run("--at", JANUARY, "apply", other, given=answer)
        assert ended.code == code
        assert "Áp dụng? [c/K]: " in ended.out
        assert "Đã dừng, chưa có gì thay đổi." in ended.said
    assert list(json.loads(installed.must("board", "--json"))) == ["phu-tho/phu-tho-2024"]
    doubtful = installed.run("--at", JANUARY, "apply", other, given="chắc là có\nCó\n")
    assert doubtful.code == 0 and doubtful.out.count("Áp dụng?") == 2
    assert "Đề nghị trả lời “có” (c) hoặc “không” (k)." in doubtful.said
    assert "lai-chau/lai-chau-2024" in json.loads(installed.must("board", "--json"))


def test_what_to_look_at_stands_above_the_tables(installed: Program, tmp_path: Path):
    odd = tmp_path / "odd.yaml"
    text = CAMPAIGN.read_text("utf-8").replace("first_day: 2024-07-01", "first_day: 2024-06-01")
    odd.write_text(text.replace("last_day: 2024-12-31", "last_day: 2025-01-31"), "utf-8")
    for command in ("plan", "apply"):
        said = installed.run("--at", JANUARY, command, odd).out
        table = said.index("━")
        assert 0 <= said.index("Đợt này trùng ngày với “Đợt thi đua thứ nhất”") < table
        assert 0 <= said.index("ngày 31/01/2025 ngoài năm 2024") < table


def test_apply_as_json_tells_what_it_did(installed: Program, tmp_path: Path):
    moved = tmp_path / "moved.yaml"
    text = CAMPAIGN.read_text("utf-8").replace("{within: 2024-07}", "{by: 2024-07-26}")
    moved.write_text(text, "utf-8")
    told = json.loads(installed.must("--at", JANUARY, "apply", "--yes", "--json", moved))
    assert told["applied"] is True
    assert "2024-07-26T17:00:00+07:00" in json.dumps(told["changes"])


def test_apply_says_when_the_first_will_hear_of_it(installed: Program, tmp_path: Path):
    moved = tmp_path / "moved.yaml"
    text = CAMPAIGN.read_text("utf-8").replace("{within: 2024-07}", "{by: 2024-07-26}")
    moved.write_text(text, "utf-8")
    early = installed.must("--at", JANUARY, "apply", "--yes", moved)
    assert "lượt nhắc kế tiếp: 08:00 thứ Hai, 08/7/2024." in early
    late = installed.must("--at", "2024-07-24T09:00:00+07:00", "apply", "--yes", CAMPAIGN)
    assert "lượt nhắc kế tiếp: ngay sau khi áp dụng, trong giờ gửi tin." in late


def test_board_of_nothing_says_so(empty: Program):
    empty.must("init", "--samples")
    assert (
        empty.must("board").strip() == "Chưa có phong trào nào: đề nghị chạy `thidua apply` trước."
    )
    assert json.loads(empty.must("board", "--json")) == {}


def test_board_shows_who_owes_what(installed: Program):
    (rows,) = json.loads(installed.must("board", "--json")).values()
    assert len(rows) == 21
    health = next(row for row in rows if row["unit"] == "so-y-te")
    assert [o["state"] for o in health["obligations"]] == ["open"] * 3
    table = installed.must("--at", "2024-08-05T08:00:00+07:00", "board", "phu-tho-2024")
    assert "quá hạn" in table and "Sở Y tế" in table


def test_rollover_writes_next_year_and_shows_what_moved(empty: Program, tmp_path: Path):
    out = tmp_path / "phu-tho-2025.yaml"
    shown = empty.must("rollover", CAMPAIGN, "2025", "--out", out)
    assert "31/7/2024" in shown and "31/7/2025" in shown
    plan = json.loads(empty.must("plan", "--units", UNITS, "--json", out))
    occasions = {a["id"]: a for phase in plan["phases"] for a in phase["anniversaries"]}
    assert plan["campaign"] == "phu-tho-2025"
    assert occasions["quoc-khanh"]["ordinal"] == 80
    assert occasions["tet-nguyen-dan"]["on"] == "2025-01-29"
    again = empty.run("rollover", CAMPAIGN, "2025", "--out", out)
    assert again.code == 19 and str(out) in again.said and "--force" in again.said
    assert empty.run("rollover", CAMPAIGN, "2025", "--out", out, "--force").code == 0


def test_rollover_takes_definitions_from_the_config_folder(empty: Program, tmp_path: Path):
    program = configured(empty, tmp_path)
    program.must("rollover", "phu-tho-2024", "2025")
    assert (tmp_path / "config" / "campaigns" / "phu-tho-2025.yaml").exists()


def test_rollover_takes_a_campaign_only_the_database_knows(installed: Program, tmp_path: Path):
    program = configured(installed, tmp_path)
    folder = tmp_path / "config" / "campaigns"
    for file in folder.iterdir():
        file.unlink()
    shown = program.must("rollover", "phu-tho/phu-tho-2024", "2025")
    assert "31/7/2024" in shown and "31/7/2025" in shown
    assert [file.name for file in folder.iterdir()] == ["phu-tho-2025.yaml"]
    nobody = program.run("rollover", "phu-tho-1999", "2025")
    assert nobody.code == 13 and "phu-tho-1999" in nobody.said


def configured(program: Program, tmp_path: Path) -> Program:
    """The program with a folder of its own: units, campaigns and policies."""
    folder = tmp_path / "config"
    for name in ("units", "campaigns"):
        shutil.copytree(SAMPLES / name, folder / name)
    shutil.copy(ROOT / "config" / "policies.yaml", folder)
    return program.having(config_dir=str(folder))


def loaded(program: Program, tmp_path: Path, *, issuer: str) -> None:
    """Load Phú Thọ's units for `issuer`, real ones, with another name for one of them."""
    text = UNITS.read_text("utf-8")
    text = text.replace("id: phu-tho\n", f"id: {issuer}\n", 1).replace("  sample: true\n", "", 1)
    file = tmp_path / "units.yaml"
    file.write_text(text.replace("tg-phu-tho", f"tg-{issuer}"), "utf-8")
    program.must("--at", JANUARY, "init", "--rehearsal", "--units", file)
    file.unlink()


def test_units_loaded_once_serve_plan_and_apply(empty: Program, tmp_path: Path):
    campaign = tmp_path / "cuc-thue-2024.yaml"
    campaign.write_text(CAMPAIGN.read_text("utf-8").replace("phu-tho", "cuc-thue"), "utf-8")
    assert empty.run("plan", campaign).code == 14
    loaded(empty, tmp_path, issuer="cuc-thue")
    plan = json.loads(empty.must("plan", "--json", campaign))
    assert {o["unit"] for o in plan["obligations"]} >= {"so-y-te"}
    empty.must("--at", JANUARY, "apply", "--yes", campaign)
    saved = [row["kind"] for row in json.loads(empty.must("ledger", "show", "--json"))]
    assert saved.count("units saved") == 1
    assert "Sở Y tế" in empty.must(
        "rehearse", campaign, "--from", "2024-07-01", "--to", "2024-08-31"
    )


def test_sample_units_give_way_to_those_loaded(empty: Program, tmp_path: Path):
    loaded(empty, tmp_path, issuer="phu-tho")
    empty.must("--at", JANUARY, "apply", "--yes", CAMPAIGN)
    assert empty.rows("select sample from issuer") == [(0,)]
    empty.must("init", "--samples")
    assert (0,) in empty.rows("select sample from issuer where id = 'phu-tho'")


def test_apply_says_which_steps_a_policy_changed(installed: Program, tmp_path: Path):
    program = configured(installed, tmp_path)
    policies = tmp_path / "config" / "policies.yaml"
    text = policies.read_text("utf-8")
    text = text.replace("{before: 14 working days", "{before: 10 working days")
    policies.write_text(
        text.replace('3 working days, at: "08:00"', '3 working days, at: "09:00"', 1), "utf-8"
    )
    wide = {"COLUMNS": "500"}  # a cell a line
    told = program.run("--at", JANUARY, "plan", CAMPAIGN, environment=wide)
    said = told.out.split("Các thay đổi sẽ áp dụng")[1]
    assert "nhắc trước 14 ngày làm việc: 08:00 thứ Năm, 11/7/2024, thủ trưởng" in said
    assert "nhắc trước 10 ngày làm việc: 08:00" in said
    assert "nhắc trước 3 ngày làm việc: 09:00" in said
    assert "trước 7 ngày làm việc" not in said


def test_ledger_is_told_in_words_and_by_issuer(installed: Program):
    assert "áp dụng định nghĩa" in installed.must("ledger", "show")
    mine = json.loads(installed.must("ledger", "show", "--issuer", "phu-tho", "--json"))
    assert {row["issuer"] for row in mine} == {"phu-tho"}
    assert "definition applied" in {row["kind"] for row in mine}
    assert installed.run("ledger", "show", "--issuer", "cao-bang").code == 14


def test_altered_ledger_is_told_line_by_line_and_by_kept_seals(installed: Program, tmp_path: Path):
    kept = tmp_path / "dau-so.txt"
    kept.write_text(installed.must("ledger", "verify"), "utf-8")
    assert "Mã cuối sổ: phu-tho " in kept.read_text("utf-8")
    assert "Mã cuối sổ: phu-tho " in installed.must("board")
    installed.must("ledger", "verify", "--against", kept)
    with contextlib.closing(sqlite3.connect(installed.database)) as database:
        database.execute("DROP TRIGGER ledger_kept")
        database.execute("UPDATE ledger SET data = 'x' WHERE chain = 'phu-tho' AND seq = 2")
        database.commit()

    ended = installed.run("ledger", "verify", "--json")
    assert ended.code == 27
    found = json.loads(ended.out)["faults"]
    assert [(one["kind"], one["chain"], one["seq"]) for one in found] == [
        ("unreadable", "phu-tho", 2),
        ("guard", "", 0),
    ]
    for words in (("ledger", "verify"), ("ledger", "show")):
        ended = installed.run(*words)
        assert ended.code == 27
        assert "chuỗi phu-tho, dòng 2: không đọc được cột data" in ended.said
        assert "Traceback" not in ended.said
    assert installed.run("ledger", "verify", "--against", "không phải").code == 2


def test_rehearsal_writes_every_message_and_entry(empty: Program, tmp_path: Path):
    out = tmp_path / "out"
    told = empty.must(
        "rehearse", CAMPAIGN, "--from", "2024-01-15", "--to", "2024-12-31", "--out", out
    )
    rows = json.loads((out / "messages.json").read_text("utf-8"))
    assert f"{len(rows)} tin tới" in told and "Tin theo tháng" in told
    mine = [row["at"] for row in rows if row["unit"] == "Sở Y tế"]
    assert (
        [at[:16] for at in mine[:8]]
        == [
            "2024-04-05T08:00",  # the peak opens on a Sunday; seconds pass while the lane keeps Telegram's pace
            "2024-07-01T08:00",  # round 2 opens
            "2024-07-11T08:00",
            "2024-07-22T08:00",
            "2024-07-26T08:00",
            "2024-07-30T08:00",
            "2024-07-31T08:00",
            "2024-08-01T08:00",
        ]
    )
    assert "17:00 thứ Tư, 31/7/2024" in (out / "messages.txt").read_text("utf-8")
    assert (out / "campaign.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert len(list((out / "units").glob("*.ics"))) == 25
    again = empty.run(
        "rehearse", CAMPAIGN, "--from", "2024-01-15", "--to", "2024-12-31", "--out", out
    )
    assert again.code == 19 and str(out / "messages.txt") in again.said
    assert not empty.database.exists()


@pytest.mark.slow  # the demo rehearses one of the five in every run
@pytest.mark.parametrize("year", ["tuan-giao-2021", "ha-giang-2024"])
def test_rehearsal_prints_without_a_folder(empty: Program, year: str):
    file = CAMPAIGN.with_name(f"{year}.yaml")
    told = empty.must(
        "rehearse", file, "--from", f"{year[-4:]}-01-01", "--to", f"{year[-4:]}-12-31"
    )
    assert "Tin diễn tập" in told and "Lịch công khai" in told


def test_demo_shows_the_main_job_from_nothing_whatever_the_office_wrote(empty: Program):
    own = empty.home / "thidua-config" / "campaigns" / "phu-tho-2024.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("campaign: nhầm\n", "utf-8")
    ended = empty.run("demo", environment={"DEMO_ONCE": "1"}, seconds=60)
    assert (ended.code, ended.err) == (0, "")
    for words in (
        "phu-tho-2024", "tuan-giao-2021", "lai-chau-2023", "lai-chau-2024", "ha-giang-2024",
        "Lịch nhắc", "Tin diễn tập", "17:00 thứ Tư, 31/7/2024", "Lịch công khai", "Sở Y tế",
        "/cong-khai/phu-tho/phu-tho-2024.ics", "/lich/",
        "10:00 thứ Hai, 08/7/2024: 5 phong trào của 3 cơ quan", "/ban/vao/",
        "còn hai lỗi",
    ):  # fmt: skip
        assert words in ended.said
    assert not empty.database.exists()


def test_demo_of_a_time_outside_of_its_year_is_refused(empty: Program):
    ended = empty.run("--at", "2026-05-04T09:00", "demo", environment={"DEMO_ONCE": "1"})
    assert ended.code == 2 and "từ 15/01/2024 đến 31/12/2024" in " ".join(ended.said.split())


def test_invitations_of_a_block_are_drawn_once_the_bot_is_known(installed: Program, tmp_path: Path):
    folder = tmp_path / "moi"
    words = ("--at", JANUARY, "invite", "--block", "phu-tho/khoi-2", "--qr-dir", folder)
    unknown = installed.run(*words)
    assert unknown.code == 36 and "thidua serve" in unknown.said
    assert not folder.exists() and installed.rows("SELECT count(*) FROM invite") == [(0,)]
    with installed.writing() as session:
        session.execute(text("UPDATE lane SET username = 'thidua_bot'"))
    installed.must(*words)
    assert (folder / "so-noi-vu.svg").exists() and (folder / "danh-sach.html").exists()
    assert not (folder / "so-y-te.svg").exists()  # whose head is bound
    again = installed.run(*words)
    assert again.code == 19 and str(folder) in again.said
