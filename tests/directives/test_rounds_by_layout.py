"""Rounds told by the layout of a page or by their length: dotted days, counted days, tabs, labels in a row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.directives.letters import dues, read_letter, stretches

DAYS = st.dates(date(2024, 1, 1), date(2024, 11, 30))
LENGTHS = st.integers(10, 60)
HALVES = [(1, "2024-01-01", "2024-06-30"), (2, "2024-07-01", "2024-12-31")]
SCHOOL = "Tổ chức phong trào thi đua năm học 2023 - 2024"


@given(DAYS, st.integers(1, 30), st.sampled_from([" - ", " – ", " đến ", "-"]))
def test_pair_of_dotted_days_is_a_stretch(first: date, length: int, joint: str) -> None:
    last = first + timedelta(days=length)
    said = f"{first.day:02d}.{first.month}{joint}{last.day:02d}.{last.month}"
    other = "Đợt 2: từ 01/12 đến 31/12."
    assert stretches(f"Đợt 1 ({said}): ra quân.\n{other}")[0][1:] == (
        first.isoformat(),
        last.isoformat(),
    )


@pytest.mark.parametrize(
    "figures", ["từ 2.5 đến 3.1 điểm", "7.5 - 8.5", "từ 10.5 - 12.5 tỷ đồng", "10.5 đến 12.5%"]
)
def test_decimals_are_no_days(figures: str) -> None:
    read = read_letter(
        f"Đợt 1: nâng mức tăng {figures}.\nPhấn đấu tăng {figures} so với năm trước."
    )
    assert [(span.start, span.end) for span in read.phases + read.peaks if span.start] == []
    assert read.milestones == ()


@given(DAYS, st.lists(LENGTHS, min_size=2, max_size=4))
def test_counted_rounds_follow_one_another(first: date, lengths: list[int]) -> None:
    last = first + timedelta(days=sum(lengths) - 1)
    words = ["đầu tiên", *["tiếp theo"] * (len(lengths) - 2), "cuối cùng"]
    items = [
        f"1.{number}. Chặng {name}: {length} ngày {word}, thi đua."
        for number, (name, length, word) in enumerate(
            zip(("ra quân", "tăng tốc", "vượt khó", "về đích"), lengths, words, strict=False), 1
        )
    ]
    lead = f"Đợt thi đua từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.\n1. Các chặng\n"
    begins = [first + timedelta(days=sum(lengths[:at])) for at in range(len(lengths))]
    assert stretches(lead + "\n".join(items)) == [
        (None, begin.isoformat(), (begin + timedelta(days=length - 1)).isoformat())
        for begin, length in zip(begins, lengths, strict=True)
    ]


def test_counted_item_begins_after_the_item_before() -> None:
    body = "- Giai đoạn trước hè (từ 01/3 đến 31/5): ra quân.\n- 30 ngày tiếp theo: tăng tốc."
    assert [one[1:] for one in stretches(body)] == [
        ("2024-03-01", "2024-05-31"),
        ("2024-06-01", "2024-06-30"),
    ]


LABELS = [
    ("Vụ Đông Xuân", "Vụ Mùa"),
    ("Đợt mừng Đảng", "Đợt mừng Quốc khánh"),
    ("Giai đoạn trước hè", "Giai đoạn sau hè"),
    ("Chặng khởi động", "Chặng về đích"),
]


@pytest.mark.parametrize(("one", "other"), LABELS)
@pytest.mark.parametrize(
    "form",
    [
        "Thi đua theo lịch: {one} (01/01 - 30/6), {other} (từ 01/7 đến 31/12).",
        "{one}: từ 01/01 đến 30/6.\n{other}: từ 01/7 đến 31/12.",
        "- {one} từ tháng 01 đến tháng 6\n- {other} từ tháng 7 đến tháng 12",
        "1. {one}\nTừ 01/01 đến 30/6, ra quân.\n2. {other}\nTừ 01/7 đến 31/12, về đích.",
        "{one} (01/01 – 30/6)\n{other} (01/7 – 31/12)",
        "{one}, kéo dài từ 01/01 đến 30/6, ra quân.\n{other}, kéo dài từ 01/7 đến 31/12, về đích.",
    ],
)
def test_labels_of_one_kind_are_rounds(form: str, one: str, other: str) -> None:
    assert [span[1:] for span in stretches(form.format(one=one, other=other))] == [
        span[1:] for span in HALVES
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Vụ Pháp chế: từ 01/3 đến 15/3, rà soát.\nVụ Tổ chức cán bộ: từ 16/3 đến 31/3, thẩm định.",
        "Giai đoạn này bắt đầu từ 01/3 đến 30/4.\nGiai đoạn đó, từ 01/5 đến 31/5.",
    ],
)
def test_a_department_or_a_pointing_word_is_no_label(body: str) -> None:
    assert stretches(body) == []


@given(st.integers(2024, 2026), st.integers(0, 2), st.integers(0, 4))
def test_stages_of_several_years_last_whole_years(first: int, one: int, other: int) -> None:
    ends = [first + one, first + one + 1 + other]
    body = f"Giai đoạn 1 ({first} - {ends[0]}): làm điểm.\nGiai đoạn 2: từ năm {ends[0] + 1} đến năm {ends[1]}."
    assert stretches(body) == [
        (1, f"{first}-01-01", f"{ends[0]}-12-31"),
        (2, f"{ends[0] + 1}-01-01", f"{ends[1]}-12-31"),
    ]


def test_a_year_behind_a_round_is_not_its_days() -> None:
    body = "Đợt 1 năm 2024: từ 01/01 đến 30/6.\nĐợt 2 (năm 2024): từ 01/7 đến 31/12."
    assert stretches(body) == HALVES


def test_table_names_its_rounds_by_words() -> None:
    body = (
        "| Giai đoạn | Bắt đầu | Kết thúc |\n| Khởi động | 01/01/2024 | 30/6/2024 |\n"
        "| Về đích | 01/7/2024 | 31/12/2024 |"
    )
    assert [span[1:] for span in stretches(body)] == [span[1:] for span in HALVES]


@pytest.mark.parametrize("head", ["| Thời gian | Đợt |", "| Thời gian | Chủ đề |"])
def test_table_tells_the_days_before_the_round(head: str) -> None:
    body = f"{head}\n| 01/01 - 30/6 | Đợt 1: ra quân |\n| 01/7 - 31/12 | Đợt 2: về đích |"
    assert stretches(body) == HALVES


def test_table_of_dues_has_no_rounds() -> None:
    body = (
        "| Việc | Kỳ | Hạn |\n| Báo cáo | Đợt 1 | Trước 15/6 |\n| Báo cáo | Đợt 2 | Trước 15/12 |"
    )
    assert stretches(body) == []


def test_from_a_day_on_until_another() -> None:
    body = "Đợt 1: từ đầu năm trở đi, đến 30/6.\nĐợt 2: từ 01/7 trở đi đến hết năm."
    assert stretches(body) == HALVES


def test_school_term_inside_a_round_is_the_round() -> None:
    body = "Đợt 1: từ 05/9 đến 14/01.\nĐợt 2: Học kỳ II (từ 15/01 đến 25/5)."
    assert stretches(body, title=SCHOOL) == [
        (1, "2023-09-05", "2024-01-14"),
        (2, "2024-01-15", "2024-05-25"),
    ]


@pytest.mark.parametrize("gap", ["\t", "     "])
def test_table_of_tabs_or_gaps_is_read_by_rows(gap: str) -> None:
    rows = [
        ("Đợt", "Thời gian", "Nội dung"),
        ("1", "01/01 - 30/6", "Ra quân"),
        ("2", "01/7 - 31/12", "Về đích"),
    ]
    assert stretches("\n".join(gap.join(row) for row in rows)) == HALVES


@pytest.mark.parametrize("day", ["18.11", "18/11", "Trước 18/11", "ngày 18/11"])
@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Sơ kết", "so_ket"),
        ("Tổng kết đợt", "tong_ket"),
        ("Đăng ký", "dang_ky"),
        ("Bình xét", "binh_xet"),
    ],
)
def test_cell_of_a_day_is_owed_as_its_column_says(day: str, title: str, kind: str) -> None:
    body = f"| Đợt | Thời gian | {title} |\n| 1 | 05/9 - 20/11 | {day} |\n| 2 | 21/11 - 15/01 | 12/01 |"
    assert dues(body, title=SCHOOL, issued="05 tháng 9 năm 2023") == [
        (kind, "2023-11-18"),
        (kind, "2024-01-12"),
    ]


def test_heading_that_ends_in_a_word_for_year_is_not_joined_to_what_follows() -> None:
    body = (
        "Đợt 1. Ra quân đầu năm\nBắt đầu từ 01/02, kết thúc vào 30/6.\n"
        "Đợt 2. Về đích\nNối tiếp Đợt 1 cho đến hết năm."
    )
    assert stretches(body) == [(1, "2024-02-01", "2024-06-30"), HALVES[1]]


def test_peak_of_counted_days_is_dated_from_its_first() -> None:
    peaks = read_letter("Trong đợt mở 45 ngày cao điểm giải phóng mặt bằng, tính từ 05/4.").peaks
    assert [(one.start, one.end) for one in peaks] == [("2024-04-05", "2024-05-19")]


@pytest.mark.parametrize("word", ["Xong", "Hết", "Kết thúc", "Sau"])
@pytest.mark.parametrize("noun", ["đợt", "giai đoạn", "chặng", "chiến dịch", "cao điểm"])
def test_report_some_days_after_each_round_has_no_day(word: str, noun: str) -> None:
    assert dues(f"{word} mỗi {noun} 03 ngày thì gửi báo cáo kết quả {noun}.") == [
        ("bao_cao_dot", None)
    ]


@given(st.integers(1, 28))
def test_days_after_the_round_named_before_are_counted(days: int) -> None:
    body = (
        "Giai đoạn I (từ 01/01 đến 30/6) ra quân. Giai đoạn II (từ 01/7 đến 31/12) về đích.\n"
        f"Hồ sơ khen thưởng Giai đoạn I gửi trong vòng {days} ngày sau khi kết thúc Giai đoạn."
    )
    due = date(2024, 6, 30) + timedelta(days=days)
    assert dues(body) == [("ho_so_khen_thuong", due.isoformat())]


def test_what_comes_every_month_is_not_past() -> None:
    body = (
        "Đài Truyền thanh mở chuyên mục; ngày 25 hằng tháng gửi Sở Nội vụ báo cáo số tin đã phát."
    )
    assert dues(body) == [("bao_cao_thang", "---25")]


def test_launched_name_is_the_theme() -> None:
    body = "Giám đốc phát động đợt thi đua 90 ngày đêm “Giữ trọn dòng điện sáng”, từ 01/3/2024."
    assert read_letter(body).header.theme.value == "Giữ trọn dòng điện sáng"


@pytest.mark.parametrize("mark", ["- ", "1. ", "a) "])
def test_road_map_of_years_is_read_by_its_items(mark: str) -> None:
    items = ("Năm 2024: làm điểm.", "Giai đoạn 2025 - 2027: nhân rộng.", "Năm 2028: đánh giá.")
    assert [span[1:] for span in stretches("\n".join(mark + item for item in items))] == [
        ("2024-01-01", "2024-12-31"),
        ("2025-01-01", "2027-12-31"),
        ("2028-01-01", "2028-12-31"),
    ]


def test_years_that_are_over_are_no_rounds() -> None:
    assert stretches("- Giai đoạn 2016 - 2020: đạt khá.\n- Năm 2023: đạt tốt.") == []


def test_letters_name_rounds_and_their_lead_in_is_no_duty() -> None:
    body = (
        "Công ty phát động thi đua từ đầu năm, chia thành:\n- Đợt A: 01/01 - 30/6, giữ nhịp.\n"
        "- Đợt B: 01/7 - 31/12, về đích."
    )
    assert [span[1:] for span in stretches(body)] == [span[1:] for span in HALVES]
    assert dues(body) == []


def test_last_rounds_are_read_though_the_first_has_no_days() -> None:
    body = "Chặng giữa, đến hết 30/9, chi trả tiền. Chặng cuối, từ 01/10 đến 28/10, bàn giao."
    assert stretches(body) == [(None, None, "2024-09-30"), (None, "2024-10-01", "2024-10-28")]


@pytest.mark.parametrize("begin", ["nay", "ngày ký"])
def test_dash_or_dot_after_until_is_a_day(begin: str) -> None:
    for day in ("26-3", "26.3"):
        assert stretches(f"Đợt 1: từ {begin} đến {day}. Đợt 2: từ 27/3 đến 19/5.")[0] == (
            1,
            "2024-01-15",
            "2024-03-26",
        )


def test_the_same_day_by_the_moon_does_not_cut_a_stretch() -> None:
    body = "Đợt 1: từ 20/01 (10 tháng Chạp) đến 25/02 (16 tháng Giêng). Đợt 2: từ 26/02 đến 30/6."
    assert stretches(body)[0] == (1, "2024-01-20", "2024-02-25")


def test_labels_launched_and_ended_on_a_day_are_rounds() -> None:
    body = (
        "2.1. Đợt thi đua thu nợ, phát động ngày 01/01, kết thúc ngày 30/6;\n"
        "2.2. Đợt thi đua về đích, phát động ngày 01/7, kết thúc ngày 31/12."
    )
    assert [span[1:] for span in stretches(body)] == [span[1:] for span in HALVES]


@pytest.mark.parametrize(
    "noun", ["Mốc 1|Mốc 2", "Kỳ thứ nhất|Kỳ thứ hai", "Bước 1|Bước 2", "Chặng 1|Chặng 2"]
)
def test_other_nouns_of_rounds(noun: str) -> None:
    one, other = noun.split("|")
    assert stretches(f"1. {one}: từ 01/01 đến 30/6.\n2. {other}: từ 01/7 đến 31/12.") == HALVES


def test_signing_of_a_pledge_is_not_the_day_of_issue() -> None:
    body = "Đợt 1: từ khi ký giao ước đến 30/6. Đợt 2: từ 01/7 đến 31/12."
    assert stretches(body) == [(1, None, "2024-06-30"), HALVES[1]]


@pytest.mark.parametrize("heading", ["II. THỜI GIAN", "2. Thời gian thực hiện:", "b) Về thời gian"])
def test_days_of_the_campaign_stand_under_their_heading(heading: str) -> None:
    title = "Mở đợt thi đua cao điểm bảo đảm an toàn giao thông"
    read = read_letter(
        f"{heading}\n75 ngày, từ ngày 15/01/2024 đến hết ngày 29/3/2024.", title=title
    )
    assert read.campaign_period and read.campaign_period.end == "2024-03-29"
    assert [(one.start, one.end) for one in read.peaks] == [("2024-01-15", "2024-03-29")]


def test_days_told_behind_a_year_of_the_road_map_are_its_days() -> None:
    body = (
        "1. Năm 2024 (Bước 1): từ tháng 5 đến hết tháng 12, làm mới 600 nhà.\n"
        "2. Năm 2025 (Bước 2): hoàn thành trước 30/9/2025; tổng kết trong quý IV/2025."
    )
    assert [span[1:] for span in stretches(body)] == [
        ("2024-05-01", "2024-12-31"),
        ("2025-01-01", "2025-12-31"),
    ]


def test_months_under_a_launch_are_no_duties() -> None:
    body = (
        'Chi nhánh phát động đợt thi đua hoàn thành kế hoạch năm 2024 với tên gọi "Về đích", cụ thể:\n'
        "Tháng 10: tăng tốc;\nTháng 11: củng cố;\nTháng 12: về đích."
    )
    assert dues(body) == []
