"""What a text asks and no duty says is told in its words; what a duty says is not told again."""

import pytest
import yaml

from scheduler.directives.as_json import to_json
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from tests.directives.letters import letter, read_letter

ASKED = [
    "Giao Sở Nội vụ theo dõi, đôn đốc, tổng hợp, báo cáo Chủ tịch Ủy ban nhân dân tỉnh theo quy định",
    "Các đơn vị thực hiện nghiêm chế độ báo cáo định kỳ theo quy định",
    "Nộp bản đăng ký thi đua về Sở Nội vụ",
    "Những báo cáo khác thực hiện theo lịch công tác của cơ quan",
    "Các đơn vị lập hồ sơ đề nghị khen thưởng gửi Sở Nội vụ thẩm định",
    "Các cụm, khối thi đua tổ chức ký kết giao ước thi đua, bình xét công khai, dân chủ",
]
NOT_ASKED = [
    "Sở Nội vụ đã tổng hợp, báo cáo Chủ tịch Ủy ban nhân dân tỉnh kết quả năm trước",
    "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo về Sở Nội vụ để hướng dẫn",
    "Tỷ lệ giải quyết hồ sơ đúng hạn đạt trên 98%, đăng ký kết hôn trực tuyến đạt 60%",
    "Cụm nào không ký giao ước hoặc gửi báo cáo muộn quá 10 ngày thì không được xét Cờ thi đua",
    "Gửi báo cáo chậm 01 ngày trừ 02 điểm thi đua của đơn vị",
    "Không tiếp nhận hồ sơ gửi sau thời hạn nêu trên",
    "Theo báo cáo của các đơn vị, phong trào phát triển sâu rộng",
    "Phấn đấu 100% đơn vị có mô hình mới",
]
DATED = "Báo cáo kết quả năm gửi về Sở Nội vụ trước ngày 10/12/2024."


OF_ITS_OWN = [
    "Báo cáo tiến độ 15 ngày một lần về Sở Nội vụ",
    "Gửi báo cáo nhanh khi có vụ việc phát sinh về Sở Nội vụ",
    "Hồ sơ gồm 01 bộ bản chính, gửi qua Hệ thống quản lý văn bản và điều hành",
]


@pytest.mark.parametrize("clause", OF_ITS_OWN)
def test_what_comes_in_its_own_time_is_told_beside_a_dated_report(clause: str) -> None:
    dated = "Báo cáo kết quả về Sở Nội vụ trước ngày 10/12/2024"
    assert told(f"- {dated};\n- {clause}.\n") == [clause]


def told(body: str) -> list[str]:
    return [note.text for note in read_letter(body).unplaced]


@pytest.mark.parametrize("clause", ASKED)
def test_demand_without_a_duty_is_told_whole(clause: str) -> None:
    assert told(f"{DATED}\n{clause}.") == [clause]


@pytest.mark.parametrize("clause", NOT_ASKED)
def test_what_asks_for_no_report_is_not_told(clause: str) -> None:
    assert told(f"{DATED}\n{clause}.") == []


@pytest.mark.parametrize(
    "body",
    [
        DATED,
        "1. Chế độ báo cáo:\n- Báo cáo tháng: trước ngày 25 hằng tháng.\n- Báo cáo năm: trước ngày 10/12/2024.",
        f"{DATED} Báo cáo kết quả năm gửi về Sở Nội vụ theo đúng thời gian quy định.",
        "Các đơn vị gửi báo cáo đột xuất khi có yêu cầu của Ủy ban nhân dân tỉnh.",
    ],
)
def test_what_a_duty_says_is_not_told_again(body: str) -> None:
    assert told(body) == []


def test_demand_stands_in_notes_and_draft_with_its_quote() -> None:
    source = letter(f"{DATED}\n{ASKED[0]}.")
    directive = import_directive(source, catalogue={})
    notes = to_json(directive)["notes"]
    assert isinstance(notes, list)
    (note,) = [one for one in notes if one["text"] == f"Chưa hiểu: {ASKED[0]}"]
    quote, offset = note["evidence"]["quote"], note["evidence"]["offset"]
    assert source.text[offset : offset + len(quote)] == quote
    drafted = yaml.safe_load(draft_of(directive, catalogue={}).text)
    assert drafted["unplaced"] == [ASKED[0]]
