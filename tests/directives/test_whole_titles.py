"""Titles of a draft end where their phrase does: no hour, weekday, verb or sign of the day that stood behind."""

import pytest

from scheduler.directives.draft.draft import draft_of
from scheduler.directives.draft.titles import whole
from scheduler.directives.importer import import_directive
from tests.directives.letters import letter, read_letter

CUT = [
    ("Lễ ra quân vào 7h30'", "Lễ ra quân"),
    ("Lễ phát động lúc 7 giờ 30", "Lễ phát động"),
    ("Lễ ra quân: 7 giờ", "Lễ ra quân"),
    ("Hội nghị phát động vào hồi 8 giờ", "Hội nghị phát động"),
    ("Khởi công: 6h00", "Khởi công"),
    ("Lễ phát động tại đồn vào 08.00", "Lễ phát động tại đồn"),
    ("Hội thao quốc phòng từ 15", "Hội thao quốc phòng"),
    ("Bế giảng, thứ Bảy", "Bế giảng"),
    ("Bầu cử: Chủ nhật", "Bầu cử"),
    ("Thắp nến tri ân tối", "Thắp nến tri ân"),
    ("Lễ phát động tổ chức vào chiều thứ Bảy", "Lễ phát động"),
    ("Hội nghị biểu dương toàn ngành dự kiến họp", "Hội nghị biểu dương toàn ngành"),
    ("Tổng kết theo năm học, họp", "Tổng kết theo năm học"),
    ("Tổng kết sẽ mở", "Tổng kết"),
    ("Sơ kết phải có", "Sơ kết"),
    ("Đại hội điểm cơ sở hoàn thành", "Đại hội điểm cơ sở"),
    ("Hồ sơ đề nghị Bộ khen thưởng chuyển", "Hồ sơ đề nghị Bộ khen thưởng"),
    ("Báo cáo Chủ tịch Ủy ban nhân dân tỉnh./", "Báo cáo Chủ tịch Ủy ban nhân dân tỉnh"),
    ('Đóng điện"', "Đóng điện"),
    ('Đợt cao điểm "60 ngày lập công', 'Đợt cao điểm "60 ngày lập công"'),
    ("Đợt “Về đích", "Đợt “Về đích”"),
]
KEPT = [
    "Sơ kết đợt thứ hai",
    "Đại hội thi đua yêu nước lần thứ sáu",
    "Sơ kết đợt 1",
    "Tổng kết năm học 2015 - 2016",
    "Báo cáo kết quả tháng 7",
    "Báo cáo công tác tổ chức",
    "Hội đồng họp",
    "Bản đăng ký thi đua (theo mẫu kèm theo)",
    "Báo cáo số liệu theo mẫu đính kèm",
    "Tiếp đến",
    "Sau cùng",
    "Chấm điểm theo thang 100",
    "Cao điểm “45 ngày đêm Sạch - An toàn”",
    'Chặng "Kéo dây"',
    "Biên bản cuộc họp",
    "Báo cáo phiên họp",
    "Hồ sơ họp xét",
    "Thi đua lao động sáng tạo",
    "Cụm thi đua số 4",
]


@pytest.mark.parametrize(("words", "title"), CUT)
def test_what_leads_on_to_a_day_is_no_part_of_a_title(words: str, title: str) -> None:
    assert whole(words) == title


@pytest.mark.parametrize("words", KEPT)
def test_whole_phrase_stays(words: str) -> None:
    assert whole(words) == words


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("gửi kế hoạch về Sở Nội vụ trước ngày 30/6/2024", "Kế hoạch"),
        ("nộp sáng kiến về Sở Nội vụ trước ngày 30/6/2024", "Sáng kiến"),
        ("gửi báo cáo kết quả về Sở Nội vụ trước ngày 30/6/2024", "Báo cáo kết quả"),
        ("gửi tham luận cho Ban Tổ chức chậm nhất ngày 15/5/2024", "Tham luận"),
        ("nộp hồ sơ khen thưởng về Phòng Tổ chức trước ngày 30/6/2024", "Hồ sơ khen thưởng"),
    ],
)
def test_what_is_sent_is_called_without_the_sending(asked: str, title: str) -> None:
    drafted = draft_of(import_directive(letter(f"Các đơn vị {asked}."), catalogue={}), catalogue={})
    duties = drafted.values["duties"]
    assert isinstance(duties, list)
    assert [one.title for one in duties] == [title]


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"', "«{}»"])
@pytest.mark.parametrize("name", ["60 ngày lập công, giữ vững biên cương", "Sạch - đẹp: an toàn"])
def test_name_between_quotation_marks_is_whole(quotes: str, name: str) -> None:
    body = (
        f"Tổ chức đợt thi đua cao điểm {quotes.format(name)} từ ngày 03/01 đến hết ngày 03/3/2024."
    )
    (peak,) = read_letter(body).peaks
    assert peak.name.endswith(f"{name}{peak.name[-1]}")


def test_phrase_behind_the_day_is_read_to_its_end() -> None:
    body = (
        "- Từ ngày 05/11 đến ngày 09/11/2024: các khoa, phòng bình bầu Lao động tiên tiến, Chiến sĩ thi đua cơ sở,"
        " kết hợp đánh giá viên chức."
    )
    (one,) = read_letter(body).deadlines
    assert one.what.endswith("kết hợp đánh giá viên chức")
