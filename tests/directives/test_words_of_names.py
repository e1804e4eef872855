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
