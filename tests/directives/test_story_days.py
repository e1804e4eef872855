"""A story of an issue: the day it names is that of issue; stamps of the page and days that are over are nothing."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.source import Source
from tests.directives.letters import read_letter

HEADLINE = "Huyện Tân Lĩnh phát động thi đua viết về người tốt, việc tốt"
ISSUED = (
    "UBND huyện Tân Lĩnh ban hành Kế hoạch số 45/KH-UBND phát động phong trào thi đua viết về gương người tốt,"
    " việc tốt năm 2023."
)
CONTENT = (
    "\n\nThời gian: từ ngày 01/4/2023 đến ngày 31/5/2023."
    " Các xã gửi báo cáo tổng kết trước ngày 10/6/2023."
)
STAMPED = [
    f"{HEADLINE} (09:15 14/3/2023)\n\nNgày 12/3, {ISSUED}",
    f"Thứ Ba, 14/03/2023, 09:15 GMT+7\n{HEADLINE}\n\nNgày 12/3, {ISSUED}",
    f"{HEADLINE}\nCập nhật lúc: 09:15 14/03/2023\nNgày 12/3/2023, {ISSUED}",
    f"{HEADLINE}\n14-03-2023 | 09:15\nSáng 12/3, {ISSUED}",
    f"{HEADLINE}\nĐăng ngày 14/3/2023 - Lượt xem: 120\nChiều ngày 12/3, {ISSUED}",
    f"{HEADLINE}\n14/03/2023 09:15:22 AM\nHôm 12/3, {ISSUED}",
    f"{HEADLINE}\nThứ ba, 14/3/2023\nNgày 12 tháng 3, {ISSUED}",
    f"{HEADLINE}\nThứ Ba, 14.3.2023 - 07:15 (GMT+7)\nHôm qua 12.3, {ISSUED}",
    f"{HEADLINE} - 14/3/2023\n\n{ISSUED[:-1]}, được Chủ tịch UBND huyện ký ngày 12/3.",
]
OVER = [
    "Lễ phát động đã tổ chức ngày 13/3 tại nhà văn hóa huyện.",
    "Ngày 12/3, UBND huyện tổ chức lễ phát động.",
    "Trước đó, ngày 10/3, UBND tỉnh ban hành Hướng dẫn số 7/HD-UBND.",
    "Ngày 11/3, huyện Nam Sơn cũng tổ chức hội nghị phát động thi đua.",
    "Cùng ngày 13/3, Bộ Nội vụ có văn bản yêu cầu các tỉnh báo cáo.",
    "Ảnh: buổi lễ (14/3/2023)",
    "Huyện Nam Sơn dự kiến khánh thành cầu vào ngày 20/12/2023.",
    "Tại tỉnh Bắc An, ngày 28/11/2023 sẽ khai mạc hội thi.",
]


def _read(text: str) -> ReadDirective:
    return import_directive(Source(text), catalogue={})


@pytest.mark.parametrize("text", STAMPED)
def test_day_a_story_names_is_the_day_of_issue_and_nothing_else(text: str) -> None:
    read = _read(text + CONTENT)
    assert read.header.issue_date.value == "2023-03-12"
    assert [one.due for one in read.deadlines] == ["2023-06-10"]
    assert read.milestones == ()


@pytest.mark.parametrize("text", STAMPED)
def test_period_a_story_tells_is_a_phase(text: str) -> None:
    read = _read(text + CONTENT)
    assert [(one.start, one.end) for one in read.phases] == [("2023-04-01", "2023-05-31")]


@pytest.mark.parametrize("told", OVER)
def test_day_that_is_over_in_a_story_is_nothing(told: str) -> None:
    read = _read(f"{STAMPED[0]}\n{told}{CONTENT}")
    assert [one.due for one in read.deadlines] == ["2023-06-10"]
    assert read.milestones == ()


def test_day_still_to_come_in_a_story_is_a_milestone() -> None:
    read = _read(
        f"{STAMPED[0]}\nUBND tỉnh ban hành Hướng dẫn số 7/HD-UBND. Ngày 20/4 sẽ khai mạc hội thi.{CONTENT}"
    )
    assert [one.date for one in read.milestones] == ["2023-04-20"]


def test_day_of_issue_of_a_story_in_january_lies_in_the_year_before() -> None:
    issued = ISSUED.replace("2023", "2024")
    period = "Thời gian: từ ngày 10/01 đến 31/5."
    read = _read(f"{HEADLINE}\n05/01/2024 07:30\nNgày 28/12, {issued}\n{period}")
    assert read.header.issue_date.value == "2023-12-28"
    assert [(one.start, one.end) for one in read.phases] == [("2024-01-10", "2024-05-31")]


def test_rounds_that_began_before_the_story_stay() -> None:
    read = _read(
        f"{STAMPED[0]}\nTheo đó, phong trào chia 2 đợt: đợt 1 từ 01/3 đến 30/6; đợt 2 (01/7 - 30/11)."
    )
    assert [(one.start, one.end) for one in read.phases] == [
        ("2023-03-01", "2023-06-30"),
        ("2023-07-01", "2023-11-30"),
    ]


@pytest.mark.parametrize(
    "stamp",
    ["Cập nhật lúc 09:15, 14/03/2024", "Thứ Năm, 14/03/2024, 09:15 GMT+7", "Ngày đăng: 14/3/2024"],
)
def test_stamp_of_the_page_is_nothing_in_a_directive_either(stamp: str) -> None:
    read = read_letter(f"Các đơn vị tổ chức hội thi.\n{stamp}\nHội thi tổ chức ngày 20/4/2024.")
    assert [one.date for one in read.milestones] == ["2024-04-20"]
    assert read.deadlines == ()


def test_hour_of_an_event_is_no_stamp() -> None:
    read = read_letter("Hội thi khai mạc 08:00 ngày 14/3/2024.")
    assert [one.date for one in read.milestones] == ["2024-03-14"]


def test_story_of_a_lower_body_has_its_own_day_of_issue() -> None:
    read = _read(
        f"{HEADLINE}\n14/03/2023 09:15\nThực hiện Kế hoạch số 12/KH-UBND ngày 20/01/2023 của UBND tỉnh về thi đua,"
        f" ngày 12/3/2023, {ISSUED}"
    )
    assert (read.header.number.value, read.header.issue_date.value) == ("45/KH-UBND", "2023-03-12")


def test_day_of_a_lower_body_stays() -> None:
    read = _read(f"{STAMPED[0]}\nXã Đồng Vân sẽ khai mạc hội thi ngày 20/4.{CONTENT}")
    assert [one.date for one in read.milestones] == ["2023-04-20"]


def test_school_year_beside_a_story_moves_no_day() -> None:
    """Months before September would be those of the year after."""
    told = "Đợt thi viết được cán bộ và nhân dân các xã hưởng ứng.\n" * 25
    text = (
        f"{STAMPED[0]} Các xã gửi kế hoạch trước ngày 31/3.\n{told}Tuyển sinh năm học 2023 - 2024\n"
    )
    assert [one.due for one in _read(text).deadlines] == ["2023-03-31"]
