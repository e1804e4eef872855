"""Each rule of the models, told with line, field, a Vietnamese sentence and an example of right."""

import re

import pytest

from scheduler.definition.problems import MAX_PROBLEMS
from scheduler.definition.read import read_definition_text
from tests.definition.definition_texts import GOOD, faults, places, spoiled

# Words of pydantic and of our codes that must not reach a person.
_ENGLISH = re.compile(
    r"\b(input|should|value|valid|field|required|extra|error|unable|one_of|needs)\b"
)

_DUE = "due: {by: 2024-07-31}"
_ORIGIN = "origin: {quoted: kết thúc trong tháng 7/2024}"
_OWED = "owed_by: {blocks: all, except: [so-noi-vu]}"

CASES = [
    ("campaign: mau-2024\n", "campaign: Mẫu 2024\n", 1, "campaign", "chữ thường không dấu"),
    ("campaign: mau-2024\n", "campain: mau-2024\n", 1, "campain", "Có phải là “campaign”"),
    ("title: Phong trào mẫu năm 2024", "title: ''", 2, "title", "không được để trống"),
    ("title: Phong trào mẫu năm 2024", "title: true", 2, "title", "ngoặc kép"),
    ("title: Phong trào mẫu năm 2024", f"title: {'x' * 501}", 2, "title", "tối đa 500"),
    ("year: 2024", "year: hai nghìn", 3, "year", "số nguyên"),
    ("year: 2024", "year: 1900", 3, "year", "nhỏ nhất là 1968"),
    ("year: 2024", "year: 2051", 3, "year", "lớn nhất là 2050"),
    ("year: 2024", "year: true", 3, "year", "số nguyên"),
    ("issued_on: 2024-01-15", "issued_on: 15/01/2024", 4, "directive.issued_on", "năm-tháng-ngày"),
    ("issued_on: 2024-01-15", "issued_on: 2024-02-30", 4, "directive.issued_on", "2024 có 29 ngày"),
    (
        "issued_on: 2024-01-15",
        "issued_on: 1705276800",
        4,
        "directive.issued_on",
        "không phải một ngày",
    ),
    ("issued_on: 2024-01-15", "issued_in: 2/2024", 4, "directive.issued_in", "năm-tháng"),
    ("issued_on: 2024-01-15", "issued_in: 2024-13", 4, "directive.issued_in", "năm-tháng"),
    (", issuer: Ủy ban nhân dân tỉnh Mẫu", "", 4, "directive.issuer", "Thiếu mục “issuer”"),
    ("first_day: 2024-01-01", "first_day: 13-01", 8, "phases[0].first_day", "Không có tháng 13"),
    (
        "last_day: 2024-06-30",
        "last_day: 06-31",
        9,
        "phases[0].last_day",
        "tháng 6 có nhiều nhất 30",
    ),
    ("    last_day: 2024-06-30\n", "", 6, "phases[0]", "first_day và last_day"),
    (
        "anniversaries: [dien-bien-phu]",
        "anniversaries: x",
        10,
        "phases[0].anniversaries",
        "danh sách",
    ),
    ("first_day: 2024-01-01", "anniversary: a", 6, "phases[0]", "lead"),
    ("kind: so_ket", "kind: soket", 16, "duties[0].kind", "Có phải là “so_ket”"),
    ("kind: so_ket", "kind: xyzzy", 16, "duties[0].kind", "ke_hoach"),
    (_DUE, "due: 2024-07-31", 17, "duties[0].due", "các mục có tên"),
    (_DUE, "due: {}", 17, "duties[0].due", "đúng một cách nói"),
    (_DUE, "due: {by: 07-31, within: 07}", 17, "duties[0].due", "đúng một cách nói"),
    (_DUE, "due: {after: dot-1}", 17, "duties[0].due", "bao lâu"),
    (_DUE, "due: {after: dot-1, days: 1, months: 1}", 17, "duties[0].due", "một trong ba"),
    (_DUE, "due: {every: month}", 17, "duties[0].due", "every cần đúng một ngày"),
    (_DUE, "due: {every: month, by: 25, day: 25}", 17, "duties[0].due", "every cần đúng một ngày"),
    (_DUE, "due: {every: month, by: 25, before: 25}", 17, "duties[0].due", "đúng một ngày của kỳ"),
    (_DUE, "due: {every: month, by: 2024-07-31}", 17, "duties[0].due", "đúng một ngày của kỳ"),
    (_DUE, "due: {every: month, before: dot-1}", 17, "duties[0].due", "đúng một ngày của kỳ"),
    (_DUE, "due: {every: month, by: 25, on: dot-1}", 17, "duties[0].due", "đúng một cách nói"),
    (_DUE, "due: {every: month, by: 32}", 17, "duties[0].due.by", "từ 1 đến 31"),
    (_DUE, "due: {every: month, before: 0}", 17, "duties[0].due.before", "từ 1 đến 31"),
    (_DUE, "due: {every: month, by: first}", 17, "duties[0].due.by", "không phải một ngày"),
    (_DUE, "due: {every: week, before: 8}", 17, "duties[0].due", "7 (Chủ nhật)"),
    (_DUE, "due: {every: week, by: 5, of: next month}", 17, "duties[0].due", "every: week"),
    (_DUE, "due: {every: month, by: 5, of: nxt month}", 17, "duties[0].due.of", "next month"),
    (_DUE, "due: {every: month, by: 5, time: 25:00}", 17, "duties[0].due.time", "giờ:phút"),
    (_DUE, "due: {by: 25}", 17, "duties[0].due", "chỉ dùng với every"),
    (_DUE, "due: {before: 25}", 17, "duties[0].due", "chỉ dùng với every"),
    (_DUE, "due: {before: last}", 17, "duties[0].due", "chỉ dùng với every"),
    (_DUE, "due: {by: 07-31, day: 25}", 17, "duties[0].due", "chỉ dùng với every"),
    (_DUE, "due: {by: 07-31, of: next month}", 17, "duties[0].due", "of"),
    (_DUE, "due: {every: month, day: 32}", 17, "duties[0].due.day", "1 đến 31"),
    (_DUE, "due: {every: week, day: 8}", 17, "duties[0].due", "7 (Chủ nhật)"),
    (_DUE, "due: {by: {month: 7, day: 31}}", 17, "duties[0].due.by", "Cần một ngày"),
    (_DUE, "due: {by: {}}", 17, "duties[0].due.by", "Cần một ngày"),
    (_DUE, "due: {within: 2024-13}", 17, "duties[0].due.within", "2024-Q3"),
    (_DUE, "due: {by: 2024-7-31}", 17, "duties[0].due.by", "hai chữ số"),
    (_DUE, "due: {by: [1]}", 17, "duties[0].due.by", "Cần một ngày"),
    (_DUE, "due: {by: dot-1}", 17, "duties[0].due.by", "không phải một ngày"),
    (_DUE, "due: {before: 31/7}", 17, "duties[0].due.before", "thứ tự năm-tháng-ngày"),
    (_DUE, "due: {before: A B}", 17, "duties[0].due.before", "mã của đợt"),
    (_DUE, "due: {by: 07-31, time: 17}", 17, "duties[0].due.time", "giờ:phút"),
    (_DUE, "due: {after: dot-1, days: 1.5}", 17, "duties[0].due.days", "số nguyên"),
    (
        _DUE,
        "due: {after: dot-1, working_days: -1}",
        17,
        "duties[0].due.working_days",
        "nhỏ nhất là 0",
    ),
    (f"    {_ORIGIN}\n", "", 14, "duties[0].origin", "Thiếu mục “origin”"),
    (_ORIGIN, "origin: {}", 18, "duties[0].origin", "đúng một trong ba"),
    (_ORIGIN, "origin: {quoted: a, set: b}", 18, "duties[0].origin", "đúng một trong ba"),
    (_OWED, "owed_by: {}", 19, "duties[0].owed_by", "phải báo cáo"),
    (_OWED, "owed_by: {all: yes}", 19, "duties[0].owed_by.all", "all: true"),
    (_OWED, "owed_by: {blocks: khoi-1}", 19, "duties[0].owed_by.blocks", "danh sách mã khối"),
    (_OWED, "owed_by: {blocks: [A B]}", 19, "duties[0].owed_by.blocks[0]", "không dấu"),
    (_OWED, "owed_by: {ids: so-y-te}", 19, "duties[0].owed_by.ids", "danh sách"),
    (
        "to: so-noi-vu",
        "to: so-noi-vu\n    consolidation: 5 ngày",
        21,
        "duties[0].consolidation",
        "working",
    ),
    (
        "to: so-noi-vu",
        "to: so-noi-vu\n    proof: [fax]",
        21,
        "duties[0].proof[0]",
        "number, file, note",
    ),
    (
        "to: so-noi-vu",
        "to: so-noi-vu\n    proof: [number, {form: Mẫu số 01, channel: Thư điện tử}]",
        21,
        "duties[0].proof[1]",
        "form (mẫu báo cáo) hoặc channel",
    ),
    (
        "to: so-noi-vu",
        "to: so-noi-vu\n    proof: [{from: Mẫu số 01}]",
        21,
        "duties[0].proof[0].from",
        "“form”",
    ),
    ("to: so-noi-vu", "to: {via: so-noi-vu}", 20, "duties[0].to", "unit (mã đơn vị) hoặc name"),
    ("to: so-noi-vu", "to: {unit: a, name: Bộ}", 20, "duties[0].to", "unit (mã đơn vị) hoặc name"),
    ("to: so-noi-vu", "to: {nam: Bộ}", 20, "duties[0].to.nam", "“name”"),
    ("to: so-noi-vu", "to: {name: Bộ, via: Sở A}", 20, "duties[0].to.via", "không dấu"),
    ("phases:", "template: Báo cáo\nphases:", 5, "template", "không dấu"),
    ("reminders: gentle", "reminders: [7 dayz]", 28, "duties[1].reminders[0]", "days, weeks"),
    ("reminders: gentle", "reminders: {a: b}", 28, "duties[1].reminders", "danh sách nhắc"),
]


def test_good_definition_is_read() -> None:
    definition = read_definition_text(GOOD, name="mau.yaml")

    assert [duty.id for duty in definition.duties] == ["so-ket-dot-1", "tong-ket"]


@pytest.mark.parametrize(("old", "new", "line", "field", "word"), CASES)
def test_fault_is_told_with_line_field_and_reason(
    old: str, new: str, line: int, field: str, word: str
) -> None:
    found = [problem for problem in faults(spoiled(old, new)) if problem.field == field]

    assert [problem.line for problem in found] == [line]
    assert word in found[0].reason
    assert not _ENGLISH.search(found[0].reason)


def test_fault_names_its_place_by_id_too() -> None:
    problem = faults(spoiled(_DUE, "due: {by: 2024-13-31}"))[0]

    assert problem.named == "duties[so-ket-dot-1].due.by"
    assert problem.example == "2024-07-31"
    assert str(problem).startswith(
        "mau.yaml:17:15 [duties[so-ket-dot-1].due.by] Không có tháng 13."
    )


def test_faults_are_told_together_in_the_order_of_the_lines() -> None:
    text = (
        spoiled("year: 2024", "year: x").replace(_DUE, "due: {}").replace("to: so-noi-vu", "to: A")
    )

    assert places(faults(text)) == [
        (3, "year"),
        (17, "duties[0].due"),
        (20, "duties[0].to"),
        (27, "duties[1].to"),
    ]


def test_faults_beyond_the_first_hundred_are_counted() -> None:
    text = GOOD + "".join(f"x{number}: 1\n" for number in range(MAX_PROBLEMS + 7))

    found = faults(text)

    assert len(found) == MAX_PROBLEMS + 1
    assert "Còn 7 lỗi" in found[-1].reason


def test_right_date_is_offered_for_a_vietnamese_one() -> None:
    problem = faults(spoiled("by: 2024-07-31", "by: 31/7/2024"))[0]

    assert problem.example == "2024-07-31"


def test_example_of_a_number_is_one_of_its_field() -> None:
    (year,) = faults(spoiled("year: 2024", "year: hai nghìn"))
    (day,) = faults(spoiled(_DUE, "due: {every: month, day: x}"))

    assert (year.example, day.example) == ("year: 2024", "day: 25")


@pytest.mark.parametrize(
    ("written", "right", "said"),
    [
        ("31/6/2024", "2024-06-30", "Không có ngày 31/6: tháng 6 năm 2024 có 30 ngày."),
        ("31.6.2024", "2024-06-30", "thứ tự năm-tháng-ngày"),
        ("31-6-2024", "2024-06-30", "thứ tự năm-tháng-ngày"),
        ("2024/6/31", "2024-06-30", "thứ tự năm-tháng-ngày"),
        ("2024-06-31", "2024-06-30", "tháng 6 năm 2024 có 30 ngày"),
        ("06-31", "06-30", "tháng 6 có nhiều nhất 30 ngày"),
        ("31/6", "06-30", "thứ tự năm-tháng-ngày"),
        ("31-6", "07-31", "Không có tháng 31."),
        ("31/11/2024", "2024-11-30", "31/11"),
        ("29/2/2023", "2023-02-28", "tháng 02 năm 2023 có 28 ngày"),
        ("29/2/2024", "2024-02-29", "thứ tự năm-tháng-ngày"),
        ("30/2", "02-29", "tháng 02 có nhiều nhất 29 ngày"),
        ("0/6/2024", "2024-06-01", "Không có ngày 00/6"),
        ("1/13/2024", "2024-07-31", "Không có tháng 13."),
        ("0000-02-30", "02-29", "30/02"),
    ],
)
def test_example_for_a_day_there_is_none_of_is_a_day_there_is(
    written: str, right: str, said: str
) -> None:
    (problem,) = faults(spoiled("due: {by: 2024-07-31}", f"due: {{by: {written}}}"))

    assert problem.example == right
    assert said in problem.reason
    assert faults(spoiled("due: {by: 2024-07-31}", f"due: {{by: {right}}}")) == ()
