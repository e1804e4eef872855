"""Sentences that a typist, a scanner or the end of a page cut anywhere."""

import unicodedata

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from tests.directives.letters import due_of, dues, letter, read_letter, stretches

INTERIM = [("so_ket", "2024-07-15")]


@pytest.mark.parametrize(
    ("cut", "body"),
    [
        ("Ban Thi đua\n- Khen thưởng", "Ban Thi đua - Khen thưởng"),
        ("Ban Thi đua -\nKhen thưởng", "Ban Thi đua - Khen thưởng"),
        ("Ban Thi\nđua - Khen thưởng", "Ban Thi đua - Khen thưởng"),
        ("Hội đồng Thi đua\n– Khen thưởng tỉnh", "Hội đồng Thi đua - Khen thưởng tỉnh"),
        ("Phòng Văn hóa\n- Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Phòng Kinh tế\n- Hạ tầng", "Phòng Kinh tế - Hạ tầng"),
        (
            "Sở Lao động\n- Thương binh và Xã hội",
            "Sở Lao động - Thương binh và Xã hội",
        ),
        ("Ban Nông\n- Lâm", "Ban Nông - Lâm"),
        ("Phòng Quản lý\n- Đô thị", "Phòng Quản lý - Đô thị"),
        ("Sở\nNội vụ", "Sở Nội vụ"),
        ("Ban Thi đua\n\n2\n\n- Khen thưởng", "Ban Thi đua - Khen thưởng"),
        ("Sở Nội\nTrang 2/5\nvụ", "Sở Nội vụ"),
        ("Sở\nKế hoạch thi đua năm 2024 – Trang 2/5\nNội vụ", "Sở Nội vụ"),
        (
            "Sở\n12/3/2024, 10:15 Trang tin điện tử\n12/3/2024, 10:15 Trang tin điện tử\nNội vụ",
            "Sở Nội vụ",
        ),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_name_of_a_body_may_be_cut(cut: str, body: str, form: str) -> None:
    source = letter(f"Các đơn vị gửi báo cáo sơ kết về {cut} trước ngày 15/7/2024.")
    text = unicodedata.normalize("NFD", source.text) if form == "NFD" else source.text
    read = import_directive(Source(text), catalogue={}).deadlines
    assert [(one.kind.value, due_of(one), one.to_whom) for one in read] == [
        ("so_ket", "2024-07-15", body)
    ]


@pytest.mark.parametrize(
    "day",
    [
        "15/7/\n2024",
        "\n15/7/\n2024",
        "15/\n7/\n2024",
        "\n15\n/7/2024",
        "15/7\n/2024",
        "15-\n7-2024",
        "15\n- 7 - 2024",
        "15.7.\n2024",
        "15.\n7.2024",
        "15 tháng\n7 năm\n2024",
        "\n15\ntháng\n7\nnăm\n2024",
        "\n15/7\n",
        "\n\n- 2 -\n\n15/7/2024",
        "15/7/\n\n2\n\n2024",
    ],
)
def test_day_may_be_cut(day: str) -> None:
    text = (
        f"Các đơn vị gửi báo cáo sơ kết trước ngày {day}, báo cáo tổng kết trước ngày 20/11/2024."
    )
    assert dues(text) == [*INTERIM, ("tong_ket", "2024-11-20")]


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị gửi báo cáo sơ kết\nĐợt 1 về Sở Nội vụ trước ngày 15/7/2024.",
        "Các đơn vị gửi báo cáo sơ kết đợt\n1\nvề Sở Nội vụ trước ngày 15/7/2024.",
        "Các đơn vị gửi báo cáo sơ kết nhiệm vụ kinh tế\n- xã hội trước ngày 15/7/2024.",
        "Các đơn vị gửi báo cáo sơ kết theo\nĐiều 5 của Quy chế trước ngày 15/7/2024.",
    ],
)
def test_what_looks_like_a_heading_may_stand_within_a_sentence(text: str) -> None:
    assert dues(text) == INTERIM


def test_stretch_may_be_cut_at_its_dash() -> None:
    assert stretches(
        "1. Đợt 1: từ ngày 15/02/2024\n- 30/6/2024.\n2. Đợt 2: từ 01/7/2024\n- 31/12/2024."
    ) == [
        (1, "2024-02-15", "2024-06-30"),
        (2, "2024-07-01", "2024-12-31"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Giao Phòng Nội vụ\n- Tổng hợp báo cáo sơ kết trước ngày 15/7/2024\n- Báo cáo tổng kết trước 20/11/2024",
        "Gửi về Sở Nội vụ\n- Báo cáo sơ kết trước ngày 15/7/2024\n- Báo cáo tổng kết trước ngày 20/11/2024",
        "Các đơn vị nộp báo cáo cho Phòng Nội vụ\n- Sơ kết: trước ngày 15/7/2024\n- Tổng kết: trước ngày 20/11/2024",
    ],
)
def test_list_stays_a_list(text: str) -> None:
    assert dues(text) == [*INTERIM, ("tong_ket", "2024-11-20")]
    assert all(one.to_whom in (None, "Sở Nội vụ") for one in read_letter(text).deadlines)


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2", "2/5", "Page 2 of 5"])
def test_page_number_is_nothing(number: str) -> None:
    text = f"Các đơn vị gửi báo cáo sơ kết về Sở Nội vụ trước ngày\n\n{number}\n\n15/7/2024."
    assert dues(text) == INTERIM


ITEMS = "\n\n".join(f"{number}. Thi đua làm tốt việc thứ {number}." for number in range(2, 9))


@pytest.mark.parametrize("words", ["Tháng cao điểm", "đợt cao điểm", "Chiến dịch"])
def test_line_goes_on_where_items_stand_apart(words: str) -> None:
    item = f"1. Từng đơn vị phải tập trung mọi việc cho {words}\n“Vì người nghèo” (từ ngày 17/10 đến ngày 18/11)."
    peaks = read_letter(f"{item}\n\n{ITEMS}").peaks
    assert [(one.start, one.end) for one in peaks] == [("2024-10-17", "2024-11-18")]


def test_heading_does_not_go_on_where_items_stand_apart() -> None:
    body = f"1. Thời gian\nTừ ngày 01/3 đến ngày 30/9/2024.\n\n{ITEMS}"
    period = read_letter(body).campaign_period
    assert period and (period.start, period.end) == ("2024-03-01", "2024-09-30")


@pytest.mark.parametrize("launched", ["ngày ban hành", "khi ban hành", "ngày ký"])
def test_day_of_issue_goes_on_in_the_next_line(launched: str) -> None:
    body = f"Phong trào được triển khai kể từ {launched}\nKế hoạch cho đến hết năm 2024, gồm hai giai đoạn:"
    more = "\n- Tháng 6: tiến hành sơ kết. Cấp huyện làm xong trước ngày 30/6."
    read = read_letter(body + more)
    period = read.campaign_period
    assert period and (period.start, period.end) == ("2024-01-15", "2024-12-31")
    assert [(one.kind.value, one.due) for one in read.deadlines] == [("so_ket", "2024-06-30")]
