"""The units file: references within it, and what a policies or workdays file gets wrong."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.definition.check_units import check_organisation
from scheduler.definition.dump import dump
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.read import (
    read_catalogue,
    read_organisation_document,
    read_overrides,
    read_policies,
)
from tests.definition.definition_texts import ROOT

UNITS = """\
issuer: {id: mau, name: Tỉnh Mẫu, lane: tg-mau, standing_body: so-noi-vu}
blocks:
  - id: khoi-1
    name: Khối 1
    rotation:
      - {year: 2024, head: so-y-te, deputy: so-noi-vu}
units:
  - {id: so-noi-vu, name: Sở Nội vụ, kind: so}
  - {id: so-y-te, name: Sở Y tế, kind: so, block: khoi-1}
  - {id: so-cu, name: Sở cũ, kind: so, last_day: 2025-02-28, into: [so-y-te]}
"""


def faults(tmp_path: Path, old: str, new: str) -> tuple[Problem, ...]:
    assert old in UNITS
    path = tmp_path / "mau.yaml"
    path.write_text(UNITS.replace(old, new, 1), encoding="utf-8")
    try:
        return check_organisation(read_organisation_document(path))
    except DefinitionInvalid as error:
        return error.problems


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "word"),
    [
        ("body: so-noi-vu", "body: so-x", 1, "issuer.standing_body", "thường trực"),
        ("lane: tg-mau", "lane: tg-mau, timezone: Mars", 1, "issuer.timezone", "múi giờ"),
        ("lane: tg-mau, ", "", 1, "issuer.lane", "Thiếu mục “lane”"),
        ("lane: tg-mau", "lain: tg-mau", 1, "issuer.lain", "“lane”"),
        ("head: so-y-te", "head: so-x", 6, "blocks[0].rotation[0].head", "so-x"),
        ("deputy: so-noi-vu", "deputy: so-x", 6, "blocks[0].rotation[0].deputy", "so-x"),
        ("so-noi-vu}\nunits", "so-noi-vu}\n      - {year: 2024, head: so-y-te}\nunits", 7,
         "blocks[0].rotation[1].year", "2024 đã có"),
        ("id: so-y-te", "id: so-noi-vu", 9, "units[1].id", "đã dùng"),
        ("block: khoi-1", "block: khoi-9", 9, "units[1].block", "khoi-9"),
        ("into: [so-y-te]", "into: [so-x]", 10, "units[2].into[0]", "so-x"),
        ("into: [so-y-te]", "into: [so-cu]", 10, "units[2].into", "so-cu → so-cu"),
        ("last_day: 2025-02-28, ", "", 10, "units[2].into", "last_day"),
        ("last_day: 2025-02-28", "last_day: 2025-02-29", 10, "units[2].last_day", "28 ngày"),
        ("last_day: 2025", "first_day: 2025-03-01, last_day: 2025", 10, "units[2]", "last_day đứng trước"),
        ("kind: so}", "kind: so, channels: [zalo]}", 8, "units[0].channels[0]", "telegram, email"),
        ("kind: so}", "kind: Sở}", 8, "units[0].kind", ""),
    ],
)  # fmt: skip
def test_units_fault_is_told(
    tmp_path: Path, old: str, new: str, line: int, field: str, word: str
) -> None:
    found = faults(tmp_path, old, new)

    told = [p for p in found if p.field == field]
    assert [p.line for p in told] == [line]
    assert word in told[0].reason


def test_example_of_a_unit_s_kind_is_one(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "kind: so}", "kind: Sở}")

    assert (fault.example, "không dấu" in fault.reason) == ("kind: so", True)


def test_good_units_pass(tmp_path: Path) -> None:
    assert faults(tmp_path, "issuer", "issuer") == ()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("due_time: 17h\nhours: {from: 07:00, to: 19:00}\nreminders: {default: []}\n", 1, "giờ:phút"),
        ("due_time: 17:00\nhours: {from: 07:00, to: 24:00}\nreminders: {default: []}\n", 2, "giờ:phút"),
        ("due_time: 17:00\nhours: {from: 07:00, to: 19:00}\nreminders: {a: []}\n", 1, "default"),
        ("due_time: 17:00\nhours: {from: 07:00, to: 19:00}\nreminders:\n  default:\n    - {befor: 1 day}\n",
         5, "“before”"),
        ("due_time: 17:00\nhours: {from: 07:00, to: 19:00}\nreminders:\n  default:\n    - {at: 08:00}\n",
         5, "một trong ba"),
    ],
)  # fmt: skip
def test_policies_fault_is_told(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = tmp_path / "policies.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DefinitionInvalid) as caught:
        read_policies(path)

    assert (line, True) in [(p.line, word in p.reason) for p in caught.value.problems]


def test_overrides_are_read_by_year(tmp_path: Path) -> None:
    (tmp_path / "2026.yaml").write_text(
        "year: 2026\ndays_off: [2026-01-02]\nworking_days: [2026-01-10]\nbasis: Thông báo\n",
        encoding="utf-8",
    )

    override = read_overrides(tmp_path)[2026]

    assert override.days_off == {date(2026, 1, 2)}
    assert override.working_days == {date(2026, 1, 10)}


def test_overrides_tell_the_faults_of_all_files(tmp_path: Path) -> None:
    day = "days_off: [2026-01-02]\nworking_days: [2026-01-02]\nbasis: x\n"
    (tmp_path / "a.yaml").write_text(f"year: 2026\n{day}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("year: 2026\nbasis: x\nday_off: []\n", encoding="utf-8")

    with pytest.raises(DefinitionInvalid) as caught:
        read_overrides(tmp_path)

    assert [(Path(p.file).name, p.line) for p in caught.value.problems] == [
        ("a.yaml", 3),
        ("b.yaml", 1),  # the year of the other file again
        ("b.yaml", 3),
    ]


def test_overrides_of_no_folder_are_none(tmp_path: Path) -> None:
    assert read_overrides(tmp_path / "none") == {}


def test_lunar_day_that_a_year_lacks_is_told_with_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "anniversaries.yaml"
    text = (ROOT / "config/anniversaries.yaml").read_text("utf-8")
    last = text.index("day: last")
    path.write_text(text.replace("day: last", "day: 30", 1), "utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_catalogue(path)
    (problem,) = caught.value.problems

    assert (problem.line, problem.field.split(".", 1)[1]) == (
        text.count("\n", 0, last) + 1,
        "lunar.day",
    )
    assert ("day: last" in problem.reason, problem.example) == (True, "day: last")


def test_catalogue_fault_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "anniversaries.yaml"
    path.write_text("version: 1\nanniversaries:\n- id: a\n  calendar: mars\n", encoding="utf-8")

    with pytest.raises(DefinitionInvalid) as caught:
        read_catalogue(path)

    assert (4, "anniversaries[0].calendar") in [(p.line, p.field) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.yaml", "Không có tệp này"), (".", "thư mục: đề nghị chọn một tệp")],
)
def test_file_that_cannot_be_opened_is_told(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(DefinitionInvalid, match=words):
        read_policies(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("year: 2027\ndays_off: [2027-01-04]\n", 1, "thông báo lịch nghỉ"),
        ('year: 2027\nholidays:\n  - {day: 2026-11-24, act: "12/2026/QH16"}\n', 3, "2027"),
        ("year: 2027\nholidays: [{day: 2027-11-24}]\n", 2, ""),
        # last year's file under this year's name would take the place of last year's notice
        ("year: 2026\nbasis: TB\ndays_off: [2026-01-02]\n", 1, "mang tên năm 2027"),
        ("year: 2027\nbasis: TB\ndays_off: [2026-05-04]\n", 3, "không thuộc năm 2027"),
        ("year: 2027\nbasis: TB\nworking_days: [2028-05-06]\n", 3, "không thuộc năm 2027"),
        # the two lists changed places
        (
            "year: 2027\nbasis: TB\ndays_off: [2027-01-09]\nworking_days: [2027-01-04]\n",
            4,
            "vốn là ngày làm việc",
        ),
        ("year: 2027\nbasis: TB\ndays_off: [2027-01-04]\nworking_days: [2027-01-04]\n", 4, "vừa"),
    ],
)
def test_workdays_fault_is_told(tmp_path: Path, text: str, line: int, word: str) -> None:
    (tmp_path / "2027.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_overrides(tmp_path)
    assert (line, True) in [(p.line, word in p.reason) for p in caught.value.problems]


def test_act_alone_needs_no_notice(tmp_path: Path) -> None:
    text = 'year: 2027\nholidays: [{day: 2027-11-24, act: "12/2026/QH16"}]\n'
    (tmp_path / "2027.yaml").write_text(text, encoding="utf-8")
    override = read_overrides(tmp_path)[2027]
    assert (override.acts, override.basis) == ({date(2027, 11, 24): "12/2026/QH16"}, "")


@pytest.mark.parametrize(
    "days",
    [
        "days_off: [2026-12-31, 2028-01-03]",  # exchanged across the turn of the year
        "days_off: [2027-02-06, 2027-02-07]",  # a notice counts the weekend of Tết, too
        "working_days: [2027-11-24]",  # said to be worked while nothing is sure
        "working_days: [2027-04-30]",
    ],
)
def test_what_a_notice_may_say_is_read(tmp_path: Path, days: str) -> None:
    (tmp_path / "2027.yaml").write_text(f"year: 2027\nbasis: TB\n{days}\n", encoding="utf-8")
    assert read_overrides(tmp_path)[2027].basis == "TB"


POLICIES = (ROOT / "config/policies.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "field", "word"),
    [
        # nothing that is not due today would ever leave
        ('to: "19:00"}', 'to: "07:00"}', "hours", "from"),
        ('hours: {from: "07:00", to: "19:00"}', 'hours: {from: "05:00", to: "07:30"}', "", "08:00"),
        # told on its own day only, it would be told to nobody
        ('false, at: "08:00"}   # what', 'false, at: "19:30"}   # what', "", "phases"),
    ],
)
def test_hours_in_which_nothing_could_leave_are_a_fault(
    tmp_path: Path, old: str, new: str, field: str, word: str
) -> None:
    assert old in POLICIES
    path = tmp_path / "policies.yaml"
    path.write_text(POLICIES.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_policies(path)
    (problem,) = caught.value.problems

    assert (problem.field, word in problem.reason) == (field, True)
    assert problem.example


def test_rolls_that_name_no_kind_are_shown_one(tmp_path: Path) -> None:
    path = tmp_path / "policies.yaml"
    path.write_text(POLICIES.replace("roll: {within: back}", "roll: back"), "utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_policies(path)

    assert [problem.example for problem in caught.value.problems] == ["roll: {within: back}"]


@pytest.mark.parametrize(
    "address", ["{you}", "<b>ông</b>", "đồng chí,", '"đồng chí\\nX"', "a" * 60]
)
def test_form_of_address_is_words_alone(tmp_path: Path, address: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(UNITS_FOR_ADDRESS.format(address=address.replace("{you}", '"{you}"')), "utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_organisation_document(path)
    (problem,) = caught.value.problems

    assert (problem.field, problem.example) == ("issuer.address", "address: ông/bà")


@pytest.mark.parametrize("address", ["đồng chí", "ông/bà", "thầy/cô", "Anh/chị", "quý thầy, cô"])
def test_usual_forms_of_address_are_taken(tmp_path: Path, address: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(UNITS_FOR_ADDRESS.format(address=address), "utf-8")
    assert read_organisation_document(path).value.issuer.address == address


@pytest.mark.parametrize(
    ("desk", "field", "example"),
    [
        ("{define: [clerk, chief]}", "issuer.desk.define[1]", "define: [clerk, deputy]"),
        ("{define: clerk}", "issuer.desk.define", "define: [clerk, deputy]"),
        ("{approve: [group]}", "issuer.desk.approve[0]", "approve: [head]"),
        ("[clerk]", "issuer.desk", "desk: {define: [clerk, deputy], approve: [head]}"),
    ],
)
def test_who_defines_at_the_desk_is_told_by_an_example(
    tmp_path: Path, desk: str, field: str, example: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(UNITS_FOR_DESK.format(desk=desk), "utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_organisation_document(path)
    (problem,) = caught.value.problems

    assert (problem.field, problem.example) == (field, example)


def test_a_word_mistyped_there_is_told_with_the_one_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(UNITS_FOR_DESK.format(desk="{defin: [clerk]}"), "utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_organisation_document(path)
    (problem,) = caught.value.problems

    assert problem.field == "issuer.desk.defin"
    assert "define" in problem.reason and "duties" not in problem.reason


def test_what_is_said_of_the_desk_is_dumped_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(UNITS_FOR_DESK.format(desk="{define: [], approve: [head, deputy]}"), "utf-8")
    value = read_organisation_document(path).value
    path.write_text(dump(value), "utf-8")
    assert read_organisation_document(path).value == value


@pytest.mark.parametrize(
    ("desk", "define", "approve"),
    [
        ("{}", ("clerk",), ("head",)),
        ("{define: [clerk, deputy]}", ("clerk", "deputy"), ("head",)),
        ("{define: [], approve: [head, deputy]}", (), ("head", "deputy")),
    ],
)
def test_an_issuer_says_who_defines_and_who_approves(
    tmp_path: Path, desk: str, define: tuple[str, ...], approve: tuple[str, ...]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(UNITS_FOR_DESK.format(desk=desk), "utf-8")
    said = read_organisation_document(path).value.issuer.desk

    assert (said.define, said.approve) == (define, approve)


UNITS_FOR_DESK = """\
issuer: {{id: a, name: A, lane: tg-a, standing_body: x, desk: {desk}}}
units:
  - {{id: x, name: X, kind: so}}
"""

UNITS_FOR_ADDRESS = """\
issuer:
  id: a
  name: A
  lane: tg-a
  standing_body: x
  address: {address}
units:
  - {{id: x, name: X, kind: so}}
"""
