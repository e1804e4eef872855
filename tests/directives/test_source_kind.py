"""A directive, a news story about one, or something else."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.source import Source
from tests.directives.letters import read_letter

STORY = """Thứ năm, 15/02/2024, 08:30 [GMT+7]

Hòa An phát động phong trào thi đua năm 2024

UBND tỉnh Hòa An vừa ban hành Kế hoạch số 45/KH-UBND ngày 12/02/2024 về phát động phong trào thi đua năm 2024.

Theo Kế hoạch, đợt 1 từ ngày 15/02/2024 đến ngày 30/6/2024. Các đơn vị gửi báo cáo tổng kết trước ngày 10/12/2024.

Bình luận
Tin liên quan
Trao Huân chương (12/01/2024)
"""
OTHERS = {
    "recipe": "Cách nấu phở: ninh xương 6 giờ, chần bánh, chan nước dùng. Đăng ngày 12/3/2024.",
    "law": "QUỐC HỘI\nLuật số: 06/2022/QH15\nHà Nội, ngày 15 tháng 6 năm 2022\nLUẬT\nTHI ĐUA, KHEN THƯỞNG\nĐiều 1. "
    "Phạm vi.",
    "report": "UBND TỈNH HÒA AN\nSố: 12/BC-UBND\nHòa An, ngày 02 tháng 12 năm 2024\nBÁO CÁO\nKết quả phong trào thi "
    "đua năm 2024\nThi đua.",
    "award": "UBND TỈNH HÒA AN\nSố: 99/QĐ-UBND\nHòa An, ngày 02 tháng 12 năm 2024\nQUYẾT ĐỊNH\nVề việc tặng Bằng khen "
    "phong trào thi đua\nĐiều 1.",
    "ceremony": "Sáng 19/8/2024, tỉnh Hòa An tổ chức lễ kỷ niệm 79 năm Cách mạng tháng Tám (19/8/1945 - 19/8/2024).",
    "results": "Hòa An tổng kết phong trào thi đua năm 2023\nUBND tỉnh tổ chức hội nghị tổng kết. Năm qua tỉnh đã ban "
    "hành Kế hoạch số 12/KH-UBND về phong trào thi đua. 20 tập thể được tặng Cờ thi đua.",
    "portrait": "Gương sáng thi đua\nTheo Quyết định số 5/QĐ-UBND ngày 01/3/2024 chị được tặng giấy khen trong phong "
    "trào thi đua của huyện.",
    "empty": "",
}
STORIES = {
    "number": (
        "Bộ Xây dựng phát động “Năm công trường an toàn”\n17/03/2022 16:20\nTheo Kế hoạch số 785/KH-BXD của Bộ Xây "
        "dựng ban hành hôm 15/3, phong trào thi đua năm 2022 lấy tên gọi “Năm công trường an toàn”, gồm 2 đợt.\n"
        "Đợt đầu tiên diễn ra từ 15/3 đến 30/4. Đợt thứ hai từ 1/5 đến 15/12.",
        ("785/KH-BXD", "kế hoạch", "Bộ Xây dựng", "2022-03-15", 2022, "Năm công trường an toàn"),
    ),
    "no number": (
        "Hòa An: 45 ngày đêm giải phóng mặt bằng\nNgày 05/11, Chủ tịch UBND tỉnh Hòa An ký Kế hoạch mở đợt thi đua 45 "
        "ngày đêm.\nKế hoạch yêu cầu các huyện sơ kết phong trào trước ngày 05/12.\nĐăng ngày 06/11/2022",
        (None, "kế hoạch", "Ủy ban nhân dân tỉnh Hòa An", "2022-11-05", 2022, None),
    ),
    "appeal": (
        "Nhà nông thi đua\n10/02/2023 08:30\nHội Nông dân tỉnh Hòa An vừa ra lời kêu gọi hội viên thi đua sản xuất vụ "
        "xuân.\nCác cấp hội gửi báo cáo trước ngày 10/5. Đây là phong trào thi đua thường niên.",
        (None, "lời kêu gọi", "Hội Nông dân tỉnh Hòa An", None, 2023, None),
    ),
    "looks back": (
        "14/5/2024 09:20\nHuyện Hòa An vừa phát động thi đua.\nTheo kế hoạch số 56/KH-UBND ngày 10/5/2024 của UBND "
        "huyện Hòa An, phong trào thi đua bắt đầu từ 15/5. Năm 2023 huyện có 5 xã về đích.",
        ("56/KH-UBND", "kế hoạch", "Ủy ban nhân dân huyện Hòa An", "2024-05-10", 2024, None),
    ),
    "higher paper": (
        "Sở Y tế thi đua\nThực hiện Kế hoạch số 30/KH-UBND ngày 01/3/2025 của UBND tỉnh về phong trào thi đua, Sở Y tế "
        "tỉnh Hòa An vừa ban hành Kế hoạch số 55/KH-SYT ngày 18/3/2025 phát động phong trào thi đua năm 2025.",
        ("55/KH-SYT", "kế hoạch", "Sở Y tế tỉnh Hòa An", "2025-03-18", 2025, None),
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_story_gives_the_header_of_its_directive(name: str) -> None:
    text, expected = STORIES[name]
    read = import_directive(Source(text), catalogue={})
    head = read.header
    parts = (head.number, head.type, head.issuer, head.issue_date, head.year, head.theme)
    assert read.source_kind.value == "news_report_of_directive"
    assert tuple(part.value for part in parts) == expected


def test_letter_is_a_directive() -> None:
    assert read_letter("Các đơn vị thi đua.").source_kind.value == "directive"


def test_story_is_told_from_the_directive_it_reports() -> None:
    read = import_directive(Source(STORY), catalogue={})
    assert read.source_kind.value == "news_report_of_directive"
    header = read.header
    assert (header.number.value, header.type.value) == ("45/KH-UBND", "kế hoạch")
    assert (header.issuer.value, header.issue_date.value) == (
        "Ủy ban nhân dân tỉnh Hòa An",
        "2024-02-12",
    )
    assert [(one.start, one.end) for one in read.phases] == [("2024-02-15", "2024-06-30")]
    assert [one.due for one in read.deadlines] == ["2024-12-10"]


@pytest.mark.parametrize("name", OTHERS)
def test_other_papers_are_none_and_give_nothing(name: str) -> None:
    read = import_directive(Source(OTHERS[name]), catalogue={})
    assert read.source_kind.value == "not_directive"
    assert (read.phases, read.deadlines, read.anniversaries) == ((), (), ())


@pytest.mark.parametrize("what", ["Tháng Thanh niên", "Tháng Công nhân", "Tuần lễ Áo dài"])
def test_month_or_week_with_emulation_in_it_is_a_directive(what: str) -> None:
    body = "Phát động thi đua làm theo lời Bác, từ 01/3 đến 31/3."
    read = read_letter(body, title=f"Tổ chức {what} năm 2024")
    assert (read.source_kind.value, read.header.year.value) == ("directive", 2024)


MOVEMENT = """{issuer}
Số: 12-KH/HA
Hòa An, ngày 15 tháng 02 năm 2024

{type}
{title}

{body}

Nơi nhận:
- Như trên;
- Lưu: VP.

TM. BAN THƯỜNG VỤ
"""
ROUND, DUE = (
    "Thời gian từ ngày 01/3 đến ngày 31/3/2024.",
    "Gửi báo cáo về cơ quan trước ngày 05/4/2024.",
)
YOUTH = "Tổ chức Tháng Thanh niên năm 2024"
MOVEMENTS = [
    ("HUYỆN ĐOÀN HÒA AN", "KẾ HOẠCH", YOUTH, f"Ra quân đầu tháng. {ROUND} {DUE}"),
    (
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN HÒA AN",
        "KẾ HOẠCH",
        "Tháng Công nhân năm 2024",
        f"Thi đua. {ROUND} {DUE}",
    ),
    (
        "HUYỆN ĐOÀN HÒA AN",
        "KẾ HOẠCH",
        "Chiến dịch Thanh niên tình nguyện hè năm 2024",
        f"{ROUND} {DUE}",
    ),
    (
        "HUYỆN ĐOÀN HÒA AN",
        "HƯỚNG DẪN",
        "Thực hiện phong trào Tuổi trẻ sáng tạo năm 2024",
        f"{ROUND} {DUE}",
    ),
    (
        "HUYỆN ĐOÀN HÒA AN",
        "KẾ HOẠCH",
        "Đợt cao điểm chào mừng Đại hội Đoàn năm 2024",
        f"{ROUND} {DUE}",
    ),
]
NO_MOVEMENTS = [
    (
        "HUYỆN ĐOÀN HÒA AN",
        "GIẤY MỜI",
        "Dự lễ phát động Tháng Thanh niên năm 2024",
        f"{ROUND} {DUE}",
    ),
    ("HUYỆN ĐOÀN HÒA AN", "BÁO CÁO", "Kết quả Tháng Thanh niên năm 2024", f"{ROUND} {DUE}"),
    (
        "HUYỆN ĐOÀN HÒA AN",
        "THÔNG BÁO",
        "Lịch họp Tháng Thanh niên năm 2024",
        f"Ra quân. {ROUND} {DUE}",
    ),
    ("HUYỆN ĐOÀN HÒA AN", "KẾ HOẠCH", YOUTH, f"Ra quân. {ROUND}"),
    ("HUYỆN ĐOÀN HÒA AN", "KẾ HOẠCH", YOUTH, f"Ra quân. {DUE}"),
    (
        "ỦY BAN NHÂN DÂN HUYỆN HÒA AN",
        "KẾ HOẠCH",
        "Phòng, chống dịch bệnh năm 2024",
        f"{ROUND} {DUE}",
    ),
    (
        "ỦY BAN NHÂN DÂN HUYỆN HÒA AN",
        "KẾ HOẠCH",
        "Chiến dịch tiêm chủng năm 2024",
        f"{ROUND} {DUE}",
    ),
]


def read_movement(paper: tuple[str, str, str, str]) -> ReadDirective:
    parts = dict(zip(("issuer", "type", "title", "body"), paper, strict=True))
    return import_directive(Source(MOVEMENT.format(**parts)), catalogue={})


@pytest.mark.parametrize("paper", MOVEMENTS)
def test_plan_of_a_movement_with_days_and_dues_is_a_directive(
    paper: tuple[str, str, str, str],
) -> None:
    read = read_movement(paper)
    assert read.source_kind.value == "directive"
    assert [one.due for one in read.deadlines] == ["2024-04-05"]


@pytest.mark.parametrize("paper", NO_MOVEMENTS)
def test_paper_about_a_movement_that_plans_none_is_no_directive(
    paper: tuple[str, str, str, str],
) -> None:
    assert read_movement(paper).source_kind.value == "not_directive"
