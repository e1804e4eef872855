"""Each day goes with the deed it is told of: never with the duty named before it, a name, a share or a condition."""

import unicodedata

import pytest

from tests.directives.letters import dues, read_letter

REPORT = "Các đơn vị gửi báo cáo sơ kết trước ngày 15/7/2024"
OTHER_DEEDS = [
    "treo băng rôn xong trước ngày 30/8",
    "lắp đặt camera xong trước ngày 30/8/2024",
    "sơn lại cổng trường vào ngày 20/8",
    "dọn vệ sinh đường làng chậm nhất 20/8",
    "cấp ủy cho ý kiến trước ngày 20/8/2024",
    "Sở Tài chính giải ngân trước ngày 20/8/2024",
    "các xã khắc phục tồn tại trước ngày 20/8/2024",
    "đắp xong 3 km đường nội đồng trước 30/8/2024",
]
THE_SAME_AGAIN = [
    "các huyện trước ngày 20/7/2024",
    "Ủy ban nhân dân các huyện, thị xã, thành phố trước ngày 20/7/2024",
    "đợt 2 trước ngày 20/7/2024",
    "bản giấy trước ngày 20/7/2024",
    "vòng hai trước ngày 20/7/2024",
    "phiên thứ hai nhận đến hết ngày 20/7/2024",
]


@pytest.mark.parametrize("deed", OTHER_DEEDS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_day_of_another_deed_is_told_and_no_second_report(deed: str, form: str) -> None:
    read = read_letter(unicodedata.normalize(form, f"{REPORT}, {deed}."))
    assert [one.due for one in read.deadlines] == ["2024-07-15"]
    assert [deed.split(" ")[0] in note.text for note in read.unplaced] == [True]


@pytest.mark.parametrize("part", THE_SAME_AGAIN)
def test_day_of_another_body_or_part_is_the_same_duty(part: str) -> None:
    assert [due for _kind, due in dues(f"{REPORT}, {part}.")] == ["2024-07-15", "2024-07-20"]


@pytest.mark.parametrize(
    "body",
    [
        "Hoàn thành giải ngân trước 31/12, báo cáo kết quả về Sở Tài chính.",
        "Các xã trồng xong 1.000 cây xanh trước ngày 30/6/2024 và báo cáo kết quả về Phòng Nội vụ.",
        "Kiện toàn Ban Chỉ đạo trước ngày 15/3/2024, báo cáo về Sở Nội vụ.",
        "Các trường tập huấn giáo viên xong trước ngày 20/8/2024, gửi báo cáo kết quả về Phòng Giáo dục.",
        "Khối thi công nghiệm thu công trình trước ngày 20/8/2024, rồi báo cáo kết quả về Công ty.",
    ],
)
def test_day_by_which_something_is_done_does_not_date_the_report(body: str) -> None:
    read = read_letter(body)
    assert not read.deadlines
    assert [note.text for note in read.unplaced] == [body[:-1]]


@pytest.mark.parametrize(
    "body",
    [
        "Trước ngày 15/6/2024, các đơn vị gửi báo cáo sơ kết về Sở Nội vụ.",
        "Các đơn vị trước ngày 15/6/2024 gửi báo cáo sơ kết về Sở Nội vụ.",
        "Các đơn vị hoàn thành trước ngày 15/6/2024 báo cáo sơ kết.",
        "Định kỳ trước ngày 15/6/2024, báo cáo sơ kết về Sở Nội vụ.",
    ],
)
def test_day_before_the_report_it_is_of_dates_it(body: str) -> None:
    assert dues(body) == [("so_ket", "2024-06-15")]


@pytest.mark.parametrize(
    "body",
    [
        "Tỷ lệ hồ sơ giải quyết đúng hạn trong tháng 12/2023 đạt 98%.",
        "Tỷ lệ hồ sơ giải quyết đúng hạn trong tháng 10/2024 đạt 98%.",
        "Đến ngày 31/12/2024, tỷ lệ hồ sơ trực tuyến đạt từ 80% trở lên.",
        "Cải cách hành chính: đến ngày 31/12/2024, tỷ lệ hồ sơ trực tuyến toàn trình đạt từ 80% trở lên.",
        "Đến hết quý II/2024 có trên 95% báo cáo được gửi qua mạng.",
        "Đến 30/6/2024, 100% hồ sơ được số hóa.",
        "Phấn đấu tỷ lệ đăng ký qua mạng đạt 60% đến ngày 31/12/2024.",
    ],
)
def test_share_to_be_reached_by_a_day_is_nothing(body: str) -> None:
    read = read_letter(body)
    assert not read.deadlines
    assert not read.unplaced


def test_all_who_send_by_a_day_owe_it() -> None:
    body = "Trước ngày 30/6/2024, 100% đơn vị gửi báo cáo sơ kết về Sở Nội vụ."
    assert dues(body) == [("so_ket", "2024-06-30")]


@pytest.mark.parametrize(
    "body",
    [
        "Hồ sơ nộp trước ngày 15/10/2024 mới được xét.",
        "Đơn vị đăng ký trước ngày 30/3/2024 mới được xét khen thưởng.",
        "Sáng kiến công nhận trước ngày 30/3/2024 thì mới được tính.",
    ],
)
def test_condition_is_no_duty(body: str) -> None:
    assert not read_letter(body).deadlines


@pytest.mark.parametrize(
    "name",
    [
        "Trường THPT 19/5",
        "Trường Mầm non 19/5 Nậm Khoai",
        "Xí nghiệp may 27/7",
        "Nông trường 30/4",
        "Hợp tác xã 26/3",
    ],
)
def test_day_in_the_name_of_a_body_is_no_due(name: str) -> None:
    read = read_letter(f"{name} gửi báo cáo sơ kết về Sở Nội vụ trước ngày 15/6/2024.")
    assert [one.due for one in read.deadlines] == ["2024-06-15"]
    assert not read_letter(f"{name} gửi báo cáo sơ kết về Sở Nội vụ.").deadlines


def test_day_that_bodies_have_is_a_due() -> None:
    body = "Báo cáo sơ kết: các trường 15/6, khối tiểu học 20/6."
    assert [due for _kind, due in dues(body)] == ["2024-06-15", "2024-06-20"]


@pytest.mark.parametrize(
    "said",
    [
        "trước ngày15/6/2024",
        "trước15/6/2024",
        "chậm nhất ngày 15tháng 6",
        "chậm nhất ngày 15tháng6 năm2024",
        "trước ngày 15 tháng6năm 2024",
    ],
)
def test_days_without_the_space_before_their_number_are_read(said: str) -> None:
    assert dues(f"Báo cáo sơ kết 6 tháng đầu năm gửi {said}.") == [("so_ket", "2024-06-15")]


def test_numbered_item_under_a_heading_that_ends_in_months_is_no_day() -> None:
    body = "Điều 4. Sơ kết 6 tháng\n1. Đơn vị thành viên báo cáo sơ kết cho Trưởng Cụm trước ngày 25 tháng 6."
    assert dues(body) == [("so_ket", "2024-06-25")]


@pytest.mark.parametrize("joint", ["; ", ", ", " và "])
def test_meetings_are_held_in_the_month_behind_their_name(joint: str) -> None:
    assert dues(f"Các đơn vị sơ kết tháng 7/2024{joint}tổng kết tháng 12/2024.") == [
        ("so_ket", ("2024-07-01", "2024-07-31")),
        ("tong_ket", ("2024-12-01", "2024-12-31")),
    ]


@pytest.mark.parametrize(
    "body",
    ["Báo cáo sơ kết tháng 7/2024 gửi về Sở.", "Kết quả tổng kết tháng 6/2024 được công bố."],
)
def test_month_that_a_report_is_of_is_no_due(body: str) -> None:
    assert not dues(body)


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (
            "Hồ sơ đề nghị khen thưởng gửi về Sở Nội vụ: dịp sơ kết trước ngày 31/7/2024; dịp tổng kết Phong trào"
            " trước ngày 31/12/2024.",
            [("ho_so_khen_thuong", "2024-07-31"), ("ho_so_khen_thuong", "2024-12-31")],
        ),
        (
            "Ngành Giáo dục tổng kết theo năm học, báo cáo và hồ sơ đề nghị khen thưởng gửi trước ngày 15/7/2024.",
            [("tong_ket", "2024-07-15"), ("ho_so_khen_thuong", "2024-07-15")],
        ),
        (
            "Hồ sơ khen thưởng gửi về phòng Nội vụ trước ngày 05/12/2024; riêng ngành Giáo dục tổng kết theo năm học,"
            " gửi trước ngày 30/6/2024.",
            [("ho_so_khen_thuong", "2024-12-05"), ("ho_so_khen_thuong", "2024-06-30")],
        ),
        (
            "Các trường tổng kết theo năm học, hồ sơ gửi trước ngày 30/6/2024.",
            [("ho_so_khen_thuong", "2024-06-30")],
        ),
        (
            "Các trường tổng kết theo năm học, họp xong trước ngày 20/7/2024.",
            [("tong_ket", "2024-07-20")],
        ),
        (
            "Sở Nội vụ tổng hợp, báo cáo Chính phủ kết quả 6 tháng trước ngày 20/6, kết quả cả năm trước ngày 10/12.",
            [("bao_cao_6_thang", "2024-06-20"), ("bao_cao_nam", "2024-12-10")],
        ),
        (
            "Các thôn xây dựng kế hoạch của đơn vị mình và lập bản đăng ký danh hiệu thi đua, gửi cả hai về xã trước"
            " ngày 20/02/2024.",
            [("ke_hoach", "2024-02-20"), ("dang_ky", "2024-02-20")],
        ),
        (
            "Trưởng Cụm gửi kế hoạch hoạt động năm kèm bản giao ước về Sở Nội vụ trước ngày 20/3/2024.",
            [("ke_hoach", "2024-03-20")],
        ),
        (
            "Sở Nội vụ thẩm định, trình Chủ tịch Ủy ban nhân dân tỉnh trước ngày 20/11/2024.",
            [("ho_so_khen_thuong", "2024-11-20")],
        ),
    ],
)
def test_what_is_asked_beside_an_occasion_or_a_period(
    body: str, right: list[tuple[str, object]]
) -> None:
    assert dues(body) == right


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (
            "Báo cáo gửi trước ngày 15/6 (6 tháng), 15/12 (năm).",
            [("bao_cao_6_thang", "2024-06-15"), ("bao_cao_nam", "2024-12-15")],
        ),
        (
            "Các đơn vị báo cáo về Sở trước ngày 20/3 (quý I), 20/9 (quý III) và 20/12 (cả năm).",
            [
                ("bao_cao_quy", "2024-03-20"),
                ("bao_cao_quy", "2024-09-20"),
                ("bao_cao_nam", "2024-12-20"),
            ],
        ),
        ("Báo cáo sơ kết gửi trước ngày 15/6 (6 tháng).", [("so_ket", "2024-06-15")]),
        (
            "Hồ sơ gửi trước ngày 15/6 (năm học), 15/12 (năm).",
            [("ho_so_khen_thuong", "2024-06-15"), ("ho_so_khen_thuong", "2024-12-15")],
        ),
    ],
)
def test_period_in_brackets_behind_a_day_names_the_report(
    body: str, right: list[tuple[str, object]]
) -> None:
    assert dues(body) == right


@pytest.mark.parametrize(
    "body",
    [
        "Báo cáo tổng kết: mầm non 15/5, tiểu học 20/5.",
        "Bậc mầm non nộp báo cáo tổng kết 15/5, bậc tiểu học 20/5.",
        "Nộp báo cáo tổng kết: Mầm non 15/5; Tiểu học 20/5.",
    ],
)
def test_days_behind_levels_of_schools_are_dues(body: str) -> None:
    assert dues(body) == [("tong_ket", "2024-05-15"), ("tong_ket", "2024-05-20")]


@pytest.mark.parametrize(
    "body",
    [
        "Tổng kết tháng 6/2024, triển khai nhiệm vụ tháng 7/2024.",
        "Họp giao ban sơ kết tháng 3/2024.",
        "Quá hạn 15/6/2024 không nhận hồ sơ.",
        "Phòng Nội vụ thẩm định kế hoạch, trình Ủy ban nhân dân trước ngày 20/3/2024.",
    ],
)
def test_months_reviewed_days_gone_by_and_plans_appraised_are_no_files(body: str) -> None:
    assert not dues(body)
