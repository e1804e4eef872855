"""Words that look like a duty: in names and brackets, of figures, of launches; and which period a report tells of."""

import pytest

from tests.directives.letters import dues, read_letter

NO_DUTY = [
    "Thi đua “Lao động giỏi, Lao động sáng tạo”: mỗi công đoàn cơ sở có ít nhất 01 sản phẩm mang tên công đoàn, hoàn "
    "thành và gắn biển trước ngày 20/7/2024.",
    'Phong trào "Báo cáo hay, tham mưu giỏi": mỗi phòng phấn đấu hoàn thành trước ngày 20/11.',
    "Thực hiện phong trào “Đăng ký làm theo lời Bác”, các chi bộ hoàn thành trước ngày 19/5.",
    "Số liệu trong báo cáo 6 tháng lấy đến hết ngày 31/5, báo cáo năm lấy đến hết ngày 15/11.",
    "Số liệu báo cáo quý chốt đến ngày 15 tháng cuối quý; báo cáo năm chốt đến ngày 30/11.",
    "Kết quả lấy đến hết ngày 30/11.",
    "Báo cáo nhanh có số liệu lấy đến 16 giờ ngày 20/6.",
    "Các đơn vị phát động xong trước ngày 05/02/2024.",
    "Trường phát động thi đua trong tiết chào cờ đầu tuần, ngày 05/02.",
    "Các đơn vị phát động phong trào thi đua đến tận tổ, đội chậm nhất ngày 25/02/2024.",
    "Hoàn thành việc rà soát nhà tạm trước ngày 30/6.",
]
DUTIES = [
    (
        "Hồ sơ đề nghị khen thưởng (tờ trình, biên bản họp xét, bản thành tích có xác nhận): gửi trước ngày "
        "07/11/2024; đơn vị nào nộp trễ thì coi như không đề nghị.",
        [("ho_so_khen_thuong", "2024-11-07")],
    ),
    (
        "Hồ sơ khen thưởng gồm tờ trình, biên bản bình xét, báo cáo thành tích gửi về Sở Nội vụ trước ngày 10/11.",
        [("ho_so_khen_thuong", "2024-11-10")],
    ),
    (
        "Hồ sơ “Chiến sĩ thi đua cấp tỉnh” gửi trước ngày 20/12.",
        [("ho_so_khen_thuong", "2024-12-20")],
    ),
    (
        "Cuộc thi “Sáng kiến vì cộng đồng”: bài dự thi gửi trước ngày 30/9.",
        [("khac", "2024-09-30")],
    ),
    (
        "Báo cáo 6 tháng tính số liệu từ 01/12/2023 đến 31/5/2024, gửi trước ngày 10/6.",
        [("bao_cao_6_thang", "2024-06-10")],
    ),
    ("Các đơn vị chốt số liệu, gửi báo cáo trước ngày 15/6.", [("bao_cao_khac", "2024-06-15")]),
    ("Danh sách đăng ký chốt trước ngày 15/3.", [("dang_ky", "2024-03-15")]),
    (
        "Báo cáo kết quả Tháng Công nhân gửi chậm nhất ngày 06/6/2024.",
        [("bao_cao_dot", "2024-06-06")],
    ),
    ("Báo cáo tháng hành động vì trẻ em gửi trước ngày 05/7.", [("bao_cao_dot", "2024-07-05")]),
    (
        "Kết quả Tuần lễ học tập suốt đời báo cáo về Phòng trước ngày 15/10.",
        [("bao_cao_dot", "2024-10-15")],
    ),
    ("Báo cáo tháng 3 gửi trước ngày 25/3.", [("bao_cao_thang", "2024-03-25")]),
    (
        "Báo cáo kết quả tháng của trường gửi trước ngày 25 hằng tháng.",
        [("bao_cao_thang", "---25")],
    ),
    (
        "Tổ chức đợt thi đua đặc biệt từ ngày 01/3/2024 đến ngày 11/6/2024. Trong vòng 15 ngày kể từ ngày kết thúc "
        "đợt thi đua đặc biệt, các đơn vị gửi báo cáo kết quả về Sở Nội vụ.",
        [("bao_cao_dot", "2024-06-26")],
    ),
    (
        "Trong thời hạn 15 ngày sau khi kết thúc phong trào, các đơn vị gửi báo cáo về Sở Nội vụ.",
        [("bao_cao_khac", None)],
    ),
    (
        "Sở Nội vụ soạn hướng dẫn về tiêu chuẩn khen thưởng, ban hành trước ngày 30/3/2024.",
        [("khac", "2024-03-30")],
    ),
    (
        "Ban Thi đua xây dựng hướng dẫn chấm điểm, gửi các đơn vị trước ngày 20/2.",
        [("khac", "2024-02-20")],
    ),
    (
        "Các đơn vị xây dựng kế hoạch theo hướng dẫn của Sở trước ngày 15/3.",
        [("ke_hoach", "2024-03-15")],
    ),
    (
        "Các đơn vị ban hành kế hoạch và phát động thi đua trước ngày 15/3.",
        [("ke_hoach", "2024-03-15")],
    ),
    (
        "Hội nghị tổng kết công tác thi đua năm 2023, phát động thi đua năm 2024 và ký giao ước giữa các thôn tổ chức "
        "vào ngày 30/01/2024.",
        [("tong_ket", "2024-01-30"), ("ky_giao_uoc", "2024-01-30")],
    ),
    (
        "Việc sơ kết, tổng kết thi đua gắn với sơ kết học kỳ I và tổng kết năm học.",
        [("so_ket", None), ("tong_ket", None)],
    ),
    (
        "Tổng kết và sơ kết kết hợp với hội nghị người lao động.",
        [("so_ket", None), ("tong_ket", None)],
    ),
    (
        "Báo cáo tháng ghép trong báo cáo công tác tháng của trường, gửi qua thư điện tử vào ngày 25 hằng tháng.",
        [("bao_cao_thang", "---25")],
    ),
]


@pytest.mark.parametrize("text", NO_DUTY)
def test_asks_for_nothing(text: str) -> None:
    assert dues(text) == []


@pytest.mark.parametrize(("text", "wanted"), DUTIES)
def test_asks_for(text: str, wanted: list[tuple[str, object]]) -> None:
    assert dues(text) == wanted


def test_bracket_is_part_of_what_is_asked() -> None:
    assert read_letter(DUTIES[0][0]).deadlines[0].what == (
        "Hồ sơ đề nghị khen thưởng (tờ trình, biên bản họp xét, bản thành tích có xác nhận)"
    )


TOLD_NOT_ASKED = [
    "Đơn vị nào gửi báo cáo sau ngày 20/6 sẽ bị trừ điểm.",
    "Báo cáo nộp sau ngày 15/12 không được tính điểm thi đua.",
    "Không xét khen thưởng đối với hồ sơ gửi sau ngày 10/12.",
    "Trường hợp nộp chậm so với ngày 15/6 phải có lý do.",
    "Sau khi bình xét, các đơn vị niêm yết công khai danh sách đến hết ngày 25/11.",
    "Các đơn vị có trách nhiệm bảo quản hồ sơ khen thưởng đến ngày 31/12/2029.",
    "Tập thể thành lập trước ngày 30/6 mới được đăng ký danh hiệu.",
    "Người có thời gian nghỉ thai sản trước ngày 01/7 vẫn được xét thi đua.",
    "Nếu ngày 15/6 trùng ngày nghỉ thì nộp báo cáo vào ngày làm việc tiếp theo.",
    "Đảng viên được kết nạp đến ngày 03/02/2024 thì đề nghị tặng Huy hiệu.",
]
EACH_ITS_OWN_DAY = [
    (
        "Mỗi tổ đăng ký 01 công trình trước ngày 15/2, nghiệm thu trước ngày 15/5, báo cáo kết quả trước ngày 20/5.",
        [("dang_ky", "2024-02-15"), ("bao_cao_khac", "2024-05-20")],
    ),
    (
        "Hội đồng trường họp xét vào ngày 25/5; công bố kết quả ngày 28/5 và hoàn tất hồ sơ gửi Phòng trước ngày "
        "05/6.",
        [("binh_xet", "2024-05-25"), ("ho_so_khen_thuong", "2024-06-05")],
    ),
    (
        "Chỉ huy các đơn vị tổ chức quán triệt xong trước ngày 10/02, báo cáo kết quả về Phòng Chính trị trước 15/02.",
        [("bao_cao_khac", "2024-02-15")],
    ),
    (
        "Thành lập Hội đồng chấm sáng kiến trước ngày 15/4, chấm xong trước ngày 30/4, báo cáo Sở trước 10/5.",
        [("sang_kien", "2024-04-15"), ("binh_xet", "2024-04-30"), ("bao_cao_khac", "2024-05-10")],
    ),
    (
        "Các xã trước ngày 15/6 gửi báo cáo sơ kết, trước ngày 15/12 gửi báo cáo tổng kết.",
        [("so_ket", "2024-06-15"), ("tong_ket", "2024-12-15")],
    ),
    (
        "Ngày 15/6 gửi báo cáo sơ kết, ngày 15/12 gửi báo cáo tổng kết, ngày 20/12 gửi hồ sơ khen thưởng.",
        [("so_ket", "2024-06-15"), ("tong_ket", "2024-12-15"), ("ho_so_khen_thuong", "2024-12-20")],
    ),
    (
        "Trước ngày 20/02 gửi kế hoạch, trước ngày 15/3 gửi bản đăng ký và trước ngày 30/3 ký giao ước.",
        [("ke_hoach", "2024-02-20"), ("dang_ky", "2024-03-15"), ("ky_giao_uoc", "2024-03-30")],
    ),
    (
        "Trước ngày 15/6 gửi báo cáo sơ kết, hồ sơ khen thưởng trước ngày 20/6, báo cáo tổng kết trước ngày 15/12.",
        [("so_ket", "2024-06-15"), ("ho_so_khen_thuong", "2024-06-20"), ("tong_ket", "2024-12-15")],
    ),
    (
        "Báo cáo gửi về Sở Nội vụ trước ngày 15/6/2024 (đối với sơ kết) và 15/11/2024 (đối với tổng kết).",
        [("so_ket", "2024-06-15"), ("tong_ket", "2024-11-15")],
    ),
    (
        "Báo cáo định kỳ: quý I trước ngày 15/3, 6 tháng trước ngày 15/6, quý III trước ngày 15/9, năm trước ngày "
        "15/12.",
        [
            ("bao_cao_quy", "2024-03-15"),
            ("bao_cao_6_thang", "2024-06-15"),
            ("bao_cao_quy", "2024-09-15"),
            ("bao_cao_nam", "2024-12-15"),
        ],
    ),
    (
        "Mỗi chi bộ đăng ký với Đảng ủy trước ngày 15/3; Đảng ủy công nhận trước ngày 15/11.",
        [("dang_ky", "2024-03-15")],
    ),
    (
        "Báo cáo sơ kết còn nợ gửi bổ sung ngay, không để quá ngày 11/11/2024.",
        [("so_ket", "2024-11-11")],
    ),
    (
        "+ Cấp tiểu học: nộp hồ sơ trước ngày 20/5.\n+ Cấp THCS: nộp trước ngày 25/5.\n"
        "+ Mầm non: trước ngày 30/5.\n+ Đại hội: trước ngày 05/6.",
        [
            ("ho_so_khen_thuong", "2024-05-20"),
            ("ho_so_khen_thuong", "2024-05-25"),
            ("ho_so_khen_thuong", "2024-05-30"),
        ],
    ),
]


@pytest.mark.parametrize("text", TOLD_NOT_ASKED)
def test_day_that_is_told_of_is_no_deadline(text: str) -> None:
    assert dues(text) == []


@pytest.mark.parametrize(("text", "wanted"), EACH_ITS_OWN_DAY)
def test_words_with_a_day_of_their_own_lend_it_to_no_other(
    text: str, wanted: list[tuple[str, object]]
) -> None:
    assert dues(text) == wanted


def test_one_body_told_apart_owes_alone() -> None:
    found = read_letter(
        "Nộp báo cáo trước ngày 15/6, riêng Văn phòng nộp trước ngày 20/6."
    ).deadlines
    assert [one.who for one in found] == [None, "Văn phòng"]


def test_who_hands_in_the_second_is_not_who_hands_in_the_first() -> None:
    text = "Tập thể lao động xuất sắc nộp hồ sơ trước 20/11; Chiến sĩ thi đua nộp trước 25/11."
    assert [one.who for one in read_letter(text).deadlines] == ["Tập thể lao động xuất sắc", None]
