"""Dues whose duty is named in the words before: sent on, of the same occasion, at the same time, at an event."""

import pytest

from tests.directives.letters import dues, read_letter

AUGUST = ("2024-08-01", "2024-08-31")
SENT_ON = [
    (
        "Các sở, ban, ngành xây dựng kế hoạch và phát động trong phạm vi mình phụ trách; văn bản gửi về Sở Nội vụ "
        "trước ngày 15/3 để theo dõi.",
        [("ke_hoach", "2024-03-15")],
    ),
    (
        "Các tổ nộp bản đăng ký danh hiệu thi đua trước ngày 20/2; thư ký tổng hợp để trường gửi về Sở trước ngày "
        "30/3.",
        [("dang_ky", "2024-02-20"), ("dang_ky", "2024-03-30")],
    ),
    (
        "Các sở, ngành xây dựng kế hoạch và đăng ký nội dung thi đua, gửi Sở Nội vụ trước ngày 30/6; riêng các xã, "
        "phường do mới sắp xếp, thời hạn gửi là trước ngày 20/7.",
        [
            ("ke_hoach", "2024-06-30"),
            ("dang_ky", "2024-06-30"),
            ("ke_hoach", "2024-07-20"),
            ("dang_ky", "2024-07-20"),
        ],
    ),
    (
        "Mỗi cơ quan đăng ký ít nhất 01 công trình. Danh sách gửi về Văn phòng trước ngày 28/02.",
        [("dang_ky", "2024-02-28")],
    ),
    (
        "Các chi bộ bình xét, lập biên bản; biên bản gửi về Đảng ủy trước ngày 25/11.",
        [("binh_xet", "2024-11-25")],
    ),
    (
        "Cấp xã nộp báo cáo sơ kết về huyện trước ngày 20/6; huyện tổng hợp, gửi tỉnh trước ngày 30/6.",
        [("so_ket", "2024-06-20"), ("so_ket", "2024-06-30")],
    ),
    (
        "Lớp lập bản đăng ký thi đua, nộp cho Ban thi đua chậm nhất ngày 20/2; sau đó Ban thi đua chuyển về Sở "
        "trước ngày 28/2.",
        [("dang_ky", "2024-02-20"), ("dang_ky", "2024-02-28")],
    ),
    (
        "Các đơn vị hoàn thiện hồ sơ đề nghị khen thưởng. Tất cả gửi về Hội đồng Thi đua trước ngày 10/11.",
        [("ho_so_khen_thuong", "2024-11-10")],
    ),
    (
        "Khối trưởng tổ chức ký giao ước; biên bản gửi về Sở Nội vụ trước ngày 30/3.",
        [("ky_giao_uoc", "2024-03-30")],
    ),
    (
        "Mỗi đơn vị xây dựng kế hoạch tổ chức phong trào.\nVăn bản gửi về Sở Nội vụ trước ngày 15/3.",
        [("ke_hoach", "2024-03-15")],
    ),
]
OF_ITS_OWN = [
    (
        "Các đơn vị ban hành kế hoạch thi đua. Mỗi xã giới thiệu 02 điển hình, gửi về Phòng Nội vụ trước ngày 20/8.",
        [("khac", "2024-08-20")],
    ),
    (
        "Các đơn vị ban hành kế hoạch thi đua trước ngày 15/2. Tác phẩm dự thi gửi về Ban Tuyên giáo trước ngày 20/8.",
        [("ke_hoach", "2024-02-15"), ("khac", "2024-08-20")],
    ),
    (
        "Các đơn vị sơ kết đợt 1. Bài viết, hình ảnh gửi về Văn phòng trước ngày 20/4.",
        [("khac", "2024-04-20")],
    ),
    (
        "Các đơn vị sơ kết đợt 1. Danh sách gửi về Văn phòng trước ngày 20/4.",
        [("khac", "2024-04-20")],
    ),
    (
        "Các khối ký giao ước trước ngày 10/02. Các đơn vị còn lại phát động xong trước ngày 20/02.",
        [("ky_giao_uoc", "2024-02-10")],
    ),
]
OF_THE_OCCASION = [
    (
        "Cấp huyện và các sở, ngành tổng kết trong tháng 8, gửi báo cáo trước ngày 05/9/2024.",
        [("tong_ket", AUGUST), ("tong_ket", "2024-09-05")],
    ),
    (
        "Tổ chức sơ kết trong tháng 6; gửi báo cáo về Sở Nội vụ trước ngày 05/7.",
        [("so_ket", ("2024-06-01", "2024-06-30")), ("so_ket", "2024-07-05")],
    ),
    (
        "Hội nghị tổng kết tổ chức trước ngày 15/11, báo cáo gửi về Sở trước ngày 20/11.",
        [("tong_ket", "2024-11-15"), ("tong_ket", "2024-11-20")],
    ),
    (
        "- Năm 2024: tổng kết phong trào. Các đơn vị gửi báo cáo trước ngày 05/9/2024.",
        [("tong_ket", "2024-09-05")],
    ),
    (
        "Các đơn vị tổng kết trước ngày 30/11; hằng tháng báo cáo kết quả trước ngày 20.",
        [("tong_ket", "2024-11-30"), ("bao_cao_thang", "---20")],
    ),
    (
        "Các đơn vị sơ kết trước ngày 10/7. Báo cáo năm gửi trước ngày 20/12.",
        [("so_ket", "2024-07-10"), ("bao_cao_nam", "2024-12-20")],
    ),
    (
        "- Quý IV/2024: tổng kết. Cấp huyện xong trước ngày 15/11; tỉnh tổng kết trong tháng 12.",
        [("tong_ket", "2024-11-15"), ("tong_ket", ("2024-12-01", "2024-12-31"))],
    ),
    ("- Quý IV/2024: tổng kết phong trào.", [("tong_ket", ("2024-10-01", "2024-12-31"))]),
]
AT_THE_SAME_TIME = [
    (
        "Báo cáo tổng kết gửi về Sở Nội vụ chậm nhất ngày 12/12; hồ sơ đề nghị khen thưởng gửi cùng thời điểm, mỗi "
        "sở không quá 02 cá nhân.",
        [("tong_ket", "2024-12-12"), ("ho_so_khen_thuong", "2024-12-12")],
    ),
    (
        "Báo cáo sơ kết gửi trước ngày 15/6, hồ sơ khen thưởng nộp cùng thời gian.",
        [("so_ket", "2024-06-15"), ("ho_so_khen_thuong", "2024-06-15")],
    ),
    (
        "- Báo cáo tổng kết gửi chậm nhất ngày 05/12.\n- Hồ sơ đề nghị khen thưởng gửi cùng thời hạn trên.",
        [("tong_ket", "2024-12-05"), ("ho_so_khen_thuong", "2024-12-05")],
    ),
    (
        "Báo cáo 6 tháng gửi trước ngày 15/6, báo cáo năm gửi trước ngày 15/12; hồ sơ khen thưởng gửi cùng thời điểm.",
        [
            ("bao_cao_6_thang", "2024-06-15"),
            ("bao_cao_nam", "2024-12-15"),
            ("ho_so_khen_thuong", None),
        ],
    ),
    (
        "Hồ sơ nộp chậm nhất ngày 20/11. Hội đồng họp xét trong 5 ngày làm việc kể từ ngày hết hạn nộp hồ sơ.",
        [("ho_so_khen_thuong", "2024-11-20"), ("binh_xet", "2024-11-27")],
    ),
    (
        "Các đơn vị đăng ký chậm nhất ngày 15/3. Văn phòng tổng hợp, báo cáo Chủ tịch trong 03 ngày kể từ khi hết "
        "hạn đăng ký.",
        [("dang_ky", "2024-03-15"), ("bao_cao_khac", "2024-03-18")],
    ),
    (
        "Hồ sơ nộp trước ngày 20/11. Hội đồng họp xét trong 5 ngày làm việc kể từ ngày hết hạn nộp hồ sơ.",
        [("ho_so_khen_thuong", "2024-11-20"), ("binh_xet", None)],
    ),
    (
        "Hồ sơ đợt 1 nộp chậm nhất ngày 20/6, đợt 2 chậm nhất ngày 20/11. Hội đồng họp xét trong 05 ngày kể từ ngày "
        "hết hạn nhận hồ sơ.",
        [
            ("ho_so_khen_thuong", "2024-06-20"),
            ("ho_so_khen_thuong", "2024-11-20"),
            ("binh_xet", None),
        ],
    ),
]
AT_AN_EVENT = [
    (
        "Tổ chức lễ phát động điểm tại xã A vào ngày 02/02/2024; tại buổi lễ, đại diện 12 đơn vị ký giao ước thi đua.",
        [("ky_giao_uoc", "2024-02-02")],
    ),
    (
        "- Lễ phát động tổ chức ngày 02/02.\n- Các khối ký giao ước thi đua tại lễ phát động.",
        [("ky_giao_uoc", "2024-02-02")],
    ),
    (
        "- Nội dung: thi học sinh giỏi; hội trại ngày 26/3.\n- Sơ kết ngay trong hội trại.",
        [("so_ket", "2024-03-26")],
    ),
    (
        "Hội thi diễn ra ngày 20/4 và hội thao ngày 15/5. Tổng kết đợt 1 trong hội thao.",
        [("tong_ket", "2024-05-15")],
    ),
    ("Đại hội Đoàn ngày 15/3. Tổng kết đợt 1 trong hội thao.", []),
    ("- Hội trại ngày 26/3.\n- Trong hội trại có hội thi nấu ăn.", []),
]


@pytest.mark.parametrize(
    ("text", "wanted"), SENT_ON + OF_ITS_OWN + OF_THE_OCCASION + AT_THE_SAME_TIME + AT_AN_EVENT
)
def test_due_belongs_to(text: str, wanted: list[tuple[str, object]]) -> None:
    assert dues(text) == wanted


def test_sending_on_is_owed_by_who_sends() -> None:
    found = read_letter(SENT_ON[5][0]).deadlines
    assert [(one.who, one.to_whom) for one in found] == [("Cấp xã", "huyện"), ("huyện", "tỉnh")]


def test_sending_is_named_by_what_is_sent() -> None:
    found = read_letter(OF_ITS_OWN[0][0]).deadlines
    assert [(one.who, one.what) for one in found] == [("Mỗi xã", "giới thiệu 02 điển hình")]


def test_round_beside_the_second_day_is_its_own() -> None:
    found = read_letter(AT_THE_SAME_TIME[-1][0]).deadlines
    assert [one.what for one in found] == ["Hồ sơ đợt 1", "Hồ sơ đợt 2", "Hội đồng họp xét"]


def test_report_of_no_name_is_called_by_its_occasion() -> None:
    found = read_letter(OF_THE_OCCASION[1][0]).deadlines
    assert [one.what for one in found] == ["sơ kết", "báo cáo sơ kết"]
