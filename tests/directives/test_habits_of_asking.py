"""How authors ask for things: by body, by period, along with another, after an event, year after year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.directives.letters import dues, read_letter

WHO = ("xã", "phường", "cấp tỉnh", "tiểu đoàn", "các sở, ban, ngành", "chi đoàn", "công ty")
SENTENCES = [
    (
        "Các đơn vị xây dựng kế hoạch, gửi về Sở trước ngày 25/02; đồng thời nộp bản đăng ký thi đua.",
        [("ke_hoach", "2024-02-25"), ("dang_ky", "2024-02-25")],
    ),
    (
        "Sơ kết đợt 1: cấp xã xong trước 20/6; cấp huyện ngày 24/6; tỉnh ngày 28/6/2024.",
        [("so_ket", "2024-06-20"), ("so_ket", "2024-06-24"), ("so_ket", "2024-06-28")],
    ),
    ("Tổ trưởng nhắn số liệu vào 16h30 thứ Sáu hằng tuần.", [("bao_cao_tuan", None)]),
    ("Hội đồng Thi đua họp ngày 20/11.", [("binh_xet", "2024-11-20")]),
    ("Từ ngày 16/11 đến ngày 20/11: Hội đồng xét.", [("binh_xet", ("2024-11-16", "2024-11-20"))]),
    (
        "Nhận hồ sơ khen thưởng từ ngày 05/11, hết hạn vào ngày 30/11.",
        [("ho_so_khen_thuong", ("2024-11-05", "2024-11-30"))],
    ),
    (
        "Chậm nhất 10 ngày sau khi kết thúc Hội nghị tổng kết, Trưởng khối gửi hồ sơ đề nghị khen thưởng.",
        [("ho_so_khen_thuong", None)],
    ),
    ("Mỗi đợt kết thúc, chậm nhất một tuần sau, các tổ báo cáo kết quả.", [("bao_cao_dot", None)]),
    ("Kết quả cao điểm: gửi ngay sau khi kết thúc 03 ngày.", [("bao_cao_dot", None)]),
    ("Sơ kết quý vào ngày cuối cùng của quý.", [("so_ket", None)]),
    (
        "Các đơn vị được khen năm 2023 gửi kết quả trước ngày 01/02.",
        [("bao_cao_khac", "2024-02-01")],
    ),
    (
        "Các đơn vị báo cáo 6 tháng trước 10/6, 9 tháng trước 10/9 và năm trước 10/12.",
        [
            ("bao_cao_6_thang", "2024-06-10"),
            ("bao_cao_khac", "2024-09-10"),
            ("bao_cao_nam", "2024-12-10"),
        ],
    ),
    ("Các tổ ký giao ước xong trước ngày khởi động.", [("ky_giao_uoc", None)]),
    ("Hằng năm, trước ngày 30/11, các đơn vị gửi báo cáo tổng kết.", [("tong_ket", "--11-30")]),
    ("Phấn đấu đến hết quý II/2024 có 100% hồ sơ trực tuyến.", []),
    ("Các đơn vị có từ 2-3 mô hình, đến 10-12 cá nhân gửi danh sách.", []),
    ("Về báo cáo: sau mỗi đợt các xã gửi Phòng Nội vụ trong 3 ngày.", [("bao_cao_dot", None)]),
    (
        "Phần mềm đăng ký thi đua mở từ ngày 01/02 và khóa vào 17h ngày 29/02.",
        [("dang_ky", ("2024-02-01", "2024-02-29"))],
    ),
    (
        "Đăng ký thi đua gửi trước 29/02, trong đó nêu chỉ tiêu đạt 100% vào 30/11.",
        [("dang_ky", "2024-02-29")],
    ),
    ("Gửi báo cáo tổng kết trước mồng 5 tháng Chạp.", [("tong_ket", None)]),
    ("Bản giao ước đã ký gửi về Khối trưởng trước ngày 10/3.", [("ky_giao_uoc", "2024-03-10")]),
    ("Kết quả phát động gửi về Thường trực trước 28/02.", [("bao_cao_khac", "2024-02-28")]),
    ("Ban Tuyên giáo đăng tải tin, bài từ nay đến hết năm.", []),
    (
        "Xét sáng kiến: đợt 1 trong tháng 5, đợt 2 trong tháng 10.",
        [("sang_kien", ("2024-05-01", "2024-05-31")), ("sang_kien", ("2024-10-01", "2024-10-31"))],
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES)
def test_sentence_asks_for(sentence: str, wanted: list[tuple[str, object]]) -> None:
    assert dues(sentence) == wanted


PERIODS = [
    ("Hằng tháng", "tháng", "ngày 20", ("bao_cao_thang", "---20")),
    ("Hằng quý", "quý", "ngày 20 của tháng cuối quý", ("bao_cao_quy", "---20")),
    ("6 tháng", "sáu tháng", "ngày 10/6", ("bao_cao_6_thang", "2024-06-10")),
    ("Năm", "cả năm", "ngày 10/12", ("bao_cao_nam", "2024-12-10")),
]


@pytest.mark.parametrize("ask", ["trước", "chậm nhất", "gửi trước"])
def test_report_of_each_period_in_a_list(ask: str) -> None:
    items = "\n".join(f"- {name}: {ask} {day};" for name, _short, day, _wanted in PERIODS)
    assert dues(f"Chế độ báo cáo:\n{items}") == [wanted for *_said, wanted in PERIODS]


@pytest.mark.parametrize("ask", ["trước", "gửi trước", "xong trước"])
def test_report_of_each_period_in_one_sentence(ask: str) -> None:
    items = ", ".join(f"{short} {ask} {day}" for _name, short, day, _wanted in PERIODS)
    assert dues(f"Báo cáo: {items}.") == [wanted for *_said, wanted in PERIODS]


@given(
    body=st.sampled_from(WHO), day=st.integers(1, 28), duty=st.sampled_from(["Sơ kết", "Tổng kết"])
)
def test_each_body_owes_the_same_duty(body: str, day: int, duty: str) -> None:
    kind = {"Sơ kết": "so_ket", "Tổng kết": "tong_ket"}[duty]
    said = f"{duty} phong trào: cấp cơ sở trước ngày 30/5; {body} ngày {day}/6."
    assert dues(said) == [(kind, "2024-05-30"), (kind, f"2024-06-{day:02d}")]


@pytest.mark.parametrize(("issued", "year"), [("16 tháng 10", 2025), ("16 tháng 01", 2024)])
def test_january_asked_for_in_autumn_is_the_january_to_come(issued: str, year: int) -> None:
    said = read_letter("Hội đồng họp xét vào ngày 20 tháng 01.", issued=f"{issued} năm 2024")
    assert [one.due for one in said.deadlines] == [f"{year}-01-20"]


def test_lead_in_about_the_past_lends_no_duty() -> None:
    lead = "Qua theo dõi, còn 14 đơn vị chưa gửi báo cáo sơ kết, Ban đề nghị:"
    assert dues(f"{lead}\n1. Gửi danh sách cán bộ trước ngày 10/02.") == [("khac", "2024-02-10")]


@pytest.mark.parametrize("when", ["mỗi chiều thứ Năm", "mỗi thứ Sáu", "chiều thứ Sáu hằng tuần"])
def test_weekday_of_every_week_asks_for_what_follows_it(when: str) -> None:
    assert dues(f"Các xã gửi danh sách đăng ký trước 05/7, {when} gửi báo cáo tiến độ.") == [
        ("dang_ky", "2024-07-05"),
        ("bao_cao_tuan", None),
    ]


@pytest.mark.parametrize("event", ["lễ ra quân", "hội nghị", "cao điểm", "khi bế mạc"])
def test_days_after_an_event_without_a_day_have_none(event: str) -> None:
    assert dues(f"Gửi báo cáo nhanh sau {event} 02 ngày.") == [("bao_cao_khac", None)]


@pytest.mark.parametrize("stage", ["giai đoạn", "toàn giai đoạn", "cả giai đoạn"])
def test_end_of_several_years_is_a_deadline(stage: str) -> None:
    assert dues(f"Tổng kết {stage} trong quý III năm 2026.") == [
        ("tong_ket", ("2026-07-01", "2026-09-30"))
    ]
