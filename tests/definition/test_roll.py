"""Next year's file: only what names days changes, and a clerk sees what to confirm."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.definition.models import Definition
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import read_definition_text
from scheduler.definition.roll import roll
from scheduler.definition.spans import MonthDay, Period
from tests.definition.definition_texts import GOOD, ROOT, spoiled

CAMPAIGNS = sorted((ROOT / "config/samples/campaigns").glob("*.yaml"))


def rolled(text: str, year: int = 2025) -> Definition:
    return read_definition_text(roll(text, year=year), name="rolled")


def test_roll_moves_campaign_year_and_title() -> None:
    definition = rolled(GOOD)

    assert (definition.campaign, definition.year) == ("mau-2025", 2025)
    assert definition.title == "Phong trào mẫu năm 2025"


def test_roll_adds_the_year_to_a_campaign_without_one() -> None:
    assert rolled(spoiled("campaign: mau-2024", "campaign: mau")).campaign == "mau-2025"


def test_roll_moves_absolute_days_and_keeps_days_of_every_year() -> None:
    text = spoiled("last_day: 2024-06-30", "last_day: 06-30")

    phase = rolled(text).phases[0]

    assert (phase.first_day, phase.last_day) == (date(2025, 1, 1), MonthDay(6, 30))


def test_roll_moves_a_month_and_keeps_relative_days() -> None:
    definition = rolled(spoiled("{by: 2024-07-31}", "{within: 2024-07}"))

    first, second = (duty.due for duty in definition.duties)
    assert first and first.within == Period(2025, 7, 7)
    assert second == read_definition_text(GOOD, name="f").duties[1].due


def test_roll_moves_29_february_to_28_and_says_so() -> None:
    text = roll(spoiled("by: 2024-07-31", "by: 2024-02-29"), year=2025)

    assert "due: {by: 2025-02-28}  # năm 2025 không có ngày 29/02: xác nhận 28/02" in text


def test_roll_moves_29_february_of_every_year_to_28_and_says_so() -> None:
    text = roll(spoiled("by: 2024-07-31", "by: 02-29"), year=2025)

    assert "due: {by: 02-28}  # năm 2025 không có ngày 29/02: xác nhận 28/02" in text
    assert "by: 02-29" in roll(spoiled("by: 2024-07-31", "by: 02-29"), year=2028)


def test_roll_moves_both_years_of_a_school_year() -> None:
    text = spoiled(
        "Phong trào mẫu năm 2024", "Phong trào mẫu năm học 2024-2025, giai đoạn 2024-2025"
    )

    assert rolled(text).title == "Phong trào mẫu năm học 2025-2026, giai đoạn 2024-2025"


def test_roll_of_a_school_year_names_the_next_one() -> None:
    text = GOOD.replace("campaign: mau-2024", "campaign: nam-hoc-2024-2025").replace(
        "title: Đợt 1", "title: Năm học 2024-2025"
    )
    found = rolled(text)

    assert found.campaign == "nam-hoc-2025-2026"
    assert found.phases[0].title == "Năm học 2025-2026"


def test_roll_blanks_what_the_next_directive_will_say() -> None:
    definition = rolled(spoiled("year: 2024", "year: 2024\ntheme: Đoàn kết"))

    directive = definition.directive
    assert (directive.number, directive.issued_on, definition.theme) == (None, None, None)
    assert directive.issuer == "Ủy ban nhân dân tỉnh Mẫu"


def test_roll_turns_quotes_into_derivations() -> None:
    quoted, agreed = (duty.origin for duty in rolled(GOOD).duties)

    assert quoted.derived == "theo văn bản năm 2024: kết thúc trong tháng 7/2024"
    assert agreed.set == "Cơ quan thường trực"


def test_roll_keeps_comments_layout_and_quotes() -> None:
    text = spoiled("by: 2024-07-31}", 'by: "2024-07-31" }   # họp khối trước').replace("\n", "\r\n")

    line = next(line for line in roll(text, year=2025).split("\r\n") if "by:" in line)

    assert line == '    due: {by: "2025-07-31" }   # họp khối trước  # xác nhận ngày của năm 2025'


def test_roll_marks_every_line_to_confirm() -> None:
    lines = roll(GOOD, year=2025).splitlines()

    assert lines[0].startswith("# Bản nháp năm 2025, chép từ mau-2024")
    assert [line.split("  # ")[0].strip() for line in lines if "  # " in line] == [
        "directive: {number: null, issued_on: null, issuer: Ủy ban nhân dân tỉnh Mẫu}",
        "first_day: 2025-01-01",
        "last_day: 2025-06-30",
        "due: {by: 2025-07-31}",
        'origin: {derived: "theo văn bản năm 2024: kết thúc trong tháng 7/2024"}',
    ]


def test_roll_leaves_out_comments_that_would_join_a_text() -> None:
    flow = GOOD[: GOOD.index("duties:")] + (
        "duties:\n  - {id: a, title: A, kind: so_ket, to: b, owed_by: {all: true},\n"
        '     due: {by: 2024-07-31}, origin: {set: "Cơ quan\n     thường trực"}}\n'
    )

    assert rolled(flow).duties[0].origin.set == "Cơ quan thường trực"
    assert "xác nhận" not in "\n".join(roll(flow, year=2025).splitlines()[1:])


def test_roll_keeps_spans_of_years_in_titles() -> None:
    title = "Kế hoạch 2021-2025, tổng kết năm 2024, triển khai năm 2025"
    text = spoiled("title: Phong trào mẫu năm 2024", f"title: {title}")

    assert rolled(text).title == "Kế hoạch 2021-2025, tổng kết năm 2025, triển khai năm 2026"


def test_roll_to_the_same_year_changes_nothing() -> None:
    assert roll(GOOD, year=2024) == GOOD


def test_roll_refuses_what_is_no_definition() -> None:
    with pytest.raises(DefinitionInvalid):
        roll("a: 1", year=2025)
    with pytest.raises(DefinitionInvalid):
        roll(GOOD, year=2051)


@pytest.mark.parametrize("path", CAMPAIGNS, ids=lambda path: path.stem)
@given(year=st.integers(1968, 2050))
def test_roll_of_every_campaign_is_a_campaign_of_that_year(path: Path, year: int) -> None:
    text = path.read_text(encoding="utf-8")

    definition = rolled(text, year)

    assert definition.year == year
    assert [duty.id for duty in definition.duties] == [
        duty.id for duty in read_definition_text(text, name="f").duties
    ]


@given(first=st.integers(1968, 2050), second=st.integers(1968, 2050))
def test_roll_twice_lands_where_one_step_does(first: int, second: int) -> None:
    twice = rolled(roll(GOOD, year=first), second)

    assert twice.phases == rolled(GOOD, second).phases
    assert roll(roll(GOOD, year=first), year=second).count("# Bản nháp") <= 1


SEVERAL = (
    GOOD.replace("mau-2024", "mau-2024-2026")
    .replace("Phong trào mẫu năm 2024", "Phong trào mẫu giai đoạn 2024–2026")
    .replace("year: 2024\n", "year: 2024\nlast_year: 2026\n")
    .replace("{on: 12-20}", "{on: 2026-12-20}")
    .replace("{by: 2024-07-31}", "{every: year, by: 12-10, except: [2025]}")
)


def test_campaign_of_several_years_moves_with_its_last_year() -> None:
    rolled = roll(SEVERAL, year=2027)
    definition = read_definition_text(rolled, name="f")

    assert (definition.campaign, definition.year, definition.last_year) == (
        "mau-2027-2029", 2027, 2029,
    )  # fmt: skip
    assert definition.title == "Phong trào mẫu giai đoạn 2027–2029"
    assert "last_year: 2029  # phong trào 2027–2029: xác nhận năm cuối" in rolled
    assert "except: [2028]" in rolled and "{on: 2029-12-20}" in rolled


def test_periods_left_out_keep_their_months() -> None:
    rule = "{every: month, by: 5, except: [06, 2024-Q3, {period: 2024-12, part_of: tong-ket}]}"
    rolled = roll(spoiled("{by: 2024-07-31}", rule), year=2025)

    assert "except: [06, 2025-Q3, {period: 2025-12, part_of: tong-ket}]" in rolled


def test_roll_keeps_what_no_duty_says_and_whose_words_they_are() -> None:
    text = roll(GOOD + "unplaced:\n  - báo cáo đột xuất khi có yêu cầu\n", year=2025)

    assert "unplaced:  # yêu cầu của văn bản năm 2024: xem lại" in text
    assert rolled(text, 2025).unplaced == ("báo cáo đột xuất khi có yêu cầu",)


@pytest.mark.parametrize("place", ["{on: 12-20}", "{by: 2024-07-31}"])
def test_day_that_is_counted_from_moves(place: str) -> None:
    text = roll(spoiled(place, "{after: 2024-03-15, days: 10}"), year=2025)

    assert "{after: 2025-03-15, days: 10}" in text and "xác nhận ngày của năm 2025" in text


def test_titles_of_a_campaign_of_several_years_move_with_its_days() -> None:
    text = SEVERAL.replace("title: Đợt 1", "title: Giai đoạn 2024–2025").replace(
        "title: Báo cáo sơ kết đợt 1", "title: Sơ kết năm 2025, chuẩn bị 2021–2025"
    )
    definition = rolled(text, 2027)

    assert definition.phases[0].title == "Giai đoạn 2027–2028"
    assert definition.duties[0].title == "Sơ kết năm 2028, chuẩn bị 2021–2025"


def test_comments_of_the_old_year_are_marked() -> None:
    text = (
        GOOD.replace("year: 2024\n", "year: 2024  # “mừng Xuân Giáp Thìn”\n")
        .replace("    kind: so_ket", "    kind: so_ket  # theo số 12/2024/QĐ-UBND", 1)
        .replace("phases:\n", "# Tết 2024 vào tháng 02\nphases:\n")
    )
    rolled_over = roll(text, year=2025)

    assert "“mừng Xuân Giáp Thìn”  # chú thích của năm 2024: xem lại\n" in rolled_over
    assert "# Tết 2024 vào tháng 02  # chú thích của năm 2024: xem lại\n" in rolled_over
    assert "so_ket  # theo số 12/2024/QĐ-UBND\n" in rolled_over


def test_what_a_roll_wrote_is_not_marked_by_the_next() -> None:
    twice = roll(roll(GOOD + "notes:\n  - một ghi chú\n", year=2025), year=2026)

    assert "chú thích của năm" not in twice
