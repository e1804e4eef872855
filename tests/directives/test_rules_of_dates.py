"""The twelve rules by which dates are read, several phrasings each."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.dates.workdays import WorkCalendar, YearOverride
from scheduler.directives.importer import import_directive
from tests.directives.letters import due_of, dues, letter, read_letter, stretches

SCHOOL = "Tổ chức phong trào thi đua năm học 2023 - 2024"
EVERY_YEAR = "Tổ chức và hoạt động của Khối thi đua"


def halves(body: str) -> list[tuple[str | None, str | None]]:
    return [(one.historical_date, one.commemorated_date) for one in read_letter(body).anniversaries]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kỷ niệm 94 năm Ngày thành lập Đảng (03/02).", [(None, "2024-02-03")]),
        ("Kỷ niệm 94 năm Ngày thành lập Đảng (03/02/1930).", [("1930-02-03", None)]),
        ("Kỷ niệm 94 năm Ngày thành lập Đảng Cộng sản Việt Nam.", [(None, None)]),
        ("Chào mừng Ngày Quốc tế Phụ nữ 8/3.", [(None, "2024-03-08")]),
    ],
)
def test_rule_1_a_half_that_is_not_printed_is_none(body: str, expected: list[object]) -> None:
    assert halves(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2024).",
        "Chào mừng kỷ niệm 133 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2024).",
    ],
)
def test_rule_2_a_wrong_print_is_kept_and_noted(body: str) -> None:
    read = read_letter(body)
    assert read.anniversaries[0].commemorated_date is not None
    assert read.anniversaries[0].ordinal in (95, 133)
    assert any(note.kind == "inconsistency" for note in read.notes)


def test_rule_2_a_day_that_does_not_exist_is_noted_never_shifted() -> None:
    read = read_letter("Gửi báo cáo sơ kết trước ngày 31/6/2024.")
    assert read.deadlines[0].due is None
    assert any(note.kind == "typo" and "31/6/2024" in note.text for note in read.notes)


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Gửi báo cáo tổng kết trước ngày 30/11 hằng năm.", "--11-30"),
        ("Các đơn vị báo cáo kết quả trước ngày 25 hằng tháng.", "---25"),
        ("Gửi báo cáo quý trước ngày 20 của tháng cuối quý.", "---20"),
        ("Họp tổng kết, bình xét: ngày ..... tháng 12 năm 2024.", "2024-12"),
    ],
)
def test_rule_3_iso_with_reduced_precision(body: str, due: str) -> None:
    assert read_letter(body).deadlines[0].due == due


def test_rule_3_a_blank_day_of_issue_leaves_the_month() -> None:
    read = read_letter("Thi đua.", issued="    tháng 02 năm 2024")
    assert read.header.issue_date.value == "2024-02"


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("trước ngày 15/6/2024", "before"),
        ("trước 15/6", "before"),
        ("chậm nhất ngày 15/6/2024", "by"),
        ("chậm nhất là ngày 15 tháng 6 năm 2024", "by"),
        ("muộn nhất vào ngày 15/6/2024", "by"),
        ("đến hết ngày 15/6/2024", "by"),
        ("hạn cuối 15/6/2024", "by"),
        ("không quá ngày 15/6/2024", "by"),
    ],
)
def test_rule_4_the_date_named_and_its_bound(words: str, bound: str) -> None:
    one = read_letter(f"Gửi báo cáo sơ kết {words}.").deadlines[0]
    assert (one.due, one.bound) == ("2024-06-15", bound)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("trong tháng 7", "2024-07-01", "2024-07-31"),
        ("trong tháng 02/2024", "2024-02-01", "2024-02-29"),
        ("vào Quý I", "2024-01-01", "2024-03-31"),
        ("trong quý IV/2024", "2024-10-01", "2024-12-31"),
        ("trong nửa đầu tháng 7", "2024-07-01", "2024-07-15"),
        ("trong nửa cuối tháng 7/2024", "2024-07-16", "2024-07-31"),
        ("vào tuần đầu tháng 12", "2024-12-01", "2024-12-07"),
        ("vào tuần thứ hai tháng 12/2024", "2024-12-08", "2024-12-14"),
        ("từ 20/6 đến 30/6", "2024-06-20", "2024-06-30"),
        ("từ ngày 20 đến ngày 30/6/2024", "2024-06-20", "2024-06-30"),
    ],
)
def test_rule_5_vague_dues_are_windows(words: str, first: str, last: str) -> None:
    one = read_letter(f"Tổ chức họp sơ kết phong trào thi đua {words}.").deadlines[0]
    assert due_of(one) == (first, last)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("15/10", "2023-10-15"),
        ("20/12", "2023-12-20"),
        ("15/01", "2024-01-15"),
        ("25/5", "2024-05-25"),
        ("10/8", "2024-08-10"),
    ],
)
def test_rule_6_a_school_year_has_two_years(words: str, due: str) -> None:
    body = f"Gửi báo cáo sơ kết trước ngày {words}."
    assert dues(body, title=SCHOOL, issued="05 tháng 9 năm 2023") == [("so_ket", due)]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("từ nay đến ngày 19/5/2024", "2024-01-15", "2024-05-19"),
        ("từ ngày ban hành Kế hoạch này đến hết ngày 30/6/2024", "2024-01-15", "2024-06-30"),
        ("từ ngày ký đến 30/6/2024", "2024-01-15", "2024-06-30"),
        ("từ đầu năm đến ngày 19/5/2024", "2024-01-01", "2024-05-19"),
        ("từ ngày 01/10/2024 đến hết năm", "2024-10-01", "2024-12-31"),
        ("từ sau ngày 19/5/2024 đến ngày 02/9/2024", "2024-05-20", "2024-09-02"),
        ("60 ngày đêm từ 01/11", "2024-11-01", "2024-12-30"),
        ("trong 30 ngày, từ ngày 01/3/2024", "2024-03-01", "2024-03-30"),
    ],
)
def test_rule_7_words_that_stand_for_days(words: str, first: str, last: str) -> None:
    assert stretches(f"Đợt 1: {words}.") == [(1, first, last)]


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Các đơn vị đăng ký thi đua trong 15 ngày kể từ ngày ban hành.", "2024-01-30"),
        ("Gửi kế hoạch thi đua trong vòng 07 ngày làm việc kể từ ngày ký.", "2024-01-24"),
        ("Báo cáo tổng kết gửi trong vòng 10 ngày kể từ ngày 20/11/2024.", "2024-11-30"),
        ("Gửi hồ sơ khen thưởng chậm nhất 10 ngày kể từ khi lập được thành tích.", None),
        ("Gửi hồ sơ khen thưởng trong thời hạn 05 ngày làm việc kể từ ngày họp suy tôn.", None),
        ("Đăng ký thi đua trước Rằm tháng Giêng.", "2024-02-24"),
    ],
)
def test_rule_8_relative_dues(body: str, due: str | None) -> None:
    assert read_letter(body).deadlines[0].due == due


def test_rule_8_a_due_counted_from_an_event_keeps_its_words() -> None:
    one = read_letter(
        "Gửi hồ sơ khen thưởng chậm nhất 10 ngày kể từ khi lập được thành tích."
    ).deadlines[0]
    assert one.relative == "chậm nhất 10 ngày kể từ khi lập được thành tích"


@pytest.mark.parametrize(
    "words",
    ["đến khi kết thúc Đại hội", "đến khi hoàn thành công trình", "đến ngày bế mạc Đại hội"],
)
def test_rule_9_an_end_tied_to_an_event_is_none(words: str) -> None:
    assert stretches(f"Đợt 1: từ ngày 03/9/2024 {words}.") == [(1, "2024-09-03", None)]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            "Sau mỗi đợt, các đơn vị gửi báo cáo kết quả đợt thi đua chậm nhất 5 ngày.",
            "bao_cao_dot",
        ),
        ("Các đơn vị báo cáo kết quả vào thứ Năm hằng tuần.", "bao_cao_tuan"),
        ("Định kỳ hằng tháng, trước ngày 05, tổng hợp báo cáo Chủ tịch.", "bao_cao_thang"),
    ],
)
def test_rule_10_what_recurs_is_one_item(body: str, kind: str) -> None:
    assert [found for found, _due in dues(body)] == [kind]


@pytest.mark.parametrize(
    "body",
    [
        "Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị, Kế hoạch số 05/KH-UBND ngày 10/01/2024.",
        "Theo Công văn số 12/SNV ngày 05/02/2024, các đơn vị đã báo cáo kết quả ngày 10/01/2024.",
        "Tỷ lệ giải ngân đạt 7,5%; thu ngân sách 2.460 tỷ đồng; 10/12 chỉ tiêu.",
        "Ký bởi: Ủy ban nhân dân tỉnh\nNgày ký: 15-01-2024 10:58:54 +07:00",
    ],
)
def test_rule_11_dates_of_other_things_are_nothing(body: str) -> None:
    read = read_letter(body)
    assert (read.deadlines, read.phases, read.anniversaries, read.milestones) == ((), (), (), ())


def test_rule_11_each_anniversary_once() -> None:
    body = (
        "Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024).\n"
        "Tuyên truyền kỷ niệm 70 năm Ngày chiến thắng Điện Biên Phủ; chào mừng 70 năm Chiến thắng Điện Biên Phủ "
        "(07/5/1954 - 07/5/2024)."
    )
    assert halves(body) == [("1954-05-07", "2024-05-07")]


def test_rule_12_meetings_are_deadlines_and_events_are_milestones() -> None:
    body = (
        "- Hội nghị tổng kết phong trào thi đua: ngày 20/12/2024.\n"
        "- Lễ phát động cấp tỉnh: ngày 25/02/2024.\n- Khai mạc hội thao ngày 10/3/2024."
    )
    read = read_letter(body)
    assert [(one.kind.value, one.due) for one in read.deadlines] == [("tong_ket", "2024-12-20")]
    assert [one.date for one in read.milestones] == ["2024-02-25", "2024-03-10"]


@pytest.mark.parametrize(
    ("term", "due"),
    [
        ("05 ngày làm việc", "2024-02-19"),  # Tết: 8 to 14 February off
        ("một (01) ngày làm việc", "2024-02-06"),
        ("10 ngày làm việc", "2024-02-26"),
        ("05 ngày", "2024-02-10"),
    ],
)
def test_working_days_of_a_directive_are_those_of_the_calendar(term: str, due: str) -> None:
    (one,) = read_letter(
        f"Các đơn vị gửi đăng ký thi đua trong vòng {term} kể từ ngày 05/02/2024."
    ).deadlines

    assert one.due == due


def test_working_days_heed_the_yearly_notices() -> None:
    notice = YearOverride(
        2024, frozenset({date(2024, 2, 15)}), frozenset({date(2024, 2, 17)}), "thử"
    )
    body = "Các đơn vị gửi đăng ký thi đua trong vòng 04 ngày làm việc kể từ ngày 05/02/2024."
    calendar = WorkCalendar({2024: notice})
    (one,) = import_directive(letter(body), catalogue={}, workdays=calendar).deadlines

    assert one.due == "2024-02-17"


@settings(max_examples=30)
@given(st.dates(date(2021, 1, 1), date(2026, 6, 30)), st.integers(1, 60))
def test_importer_counts_working_days_as_the_plan_does(start: date, count: int) -> None:
    body = f"Các đơn vị gửi báo cáo chậm nhất {count} ngày làm việc kể từ ngày {start:%d/%m/%Y}."
    issued = f"{start.day} tháng {start.month} năm {start.year}"
    (one,) = read_letter(body, issued=issued).deadlines

    assert one.due == WorkCalendar().add(start, count).isoformat()
