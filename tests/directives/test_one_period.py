"""A campaign that is not divided: its one period is a phase, or a peak where the text says so; nothing else is."""

import unicodedata

import pytest

from tests.directives.letters import read_letter

TITLE = "Phát động phong trào thi đua làm sạch dữ liệu hộ tịch"
AUTUMN = ("2024-09-05", "2024-12-20")
FROM_NOW = ("2024-01-15", "2024-12-31")
ONE_PHASE = [
    ("Phong trào thi đua bắt đầu từ ngày 05/9/2024 đến ngày 20/12/2024.", AUTUMN),
    ("Thời gian thực hiện: từ ngày 05/9/2024 đến ngày 20/12/2024.", AUTUMN),
    ("Phong trào diễn ra từ ngày 05/9/2024 đến hết ngày 20/12/2024.", AUTUMN),
    ("Phong trào thi đua kéo dài từ ngày 05 tháng 9 đến ngày 20 tháng 12 năm 2024.", AUTUMN),
    ("Thời hạn thi đua: 05/9/2024 - 20/12/2024.", AUTUMN),
    ("Đợt thi đua được tổ chức từ ngày 05/9/2024 và kết thúc vào ngày 20/12/2024.", AUTUMN),
    ("Phong trào mở từ ngày 05/9 và khép lại ngày 20/12/2024.", AUTUMN),
    ("Ngày bắt đầu: 05/9/2024.\nNgày kết thúc: 20/12/2024.", AUTUMN),
    ("- Thời gian phát động thi đua: 05/9/2024\n- Thời gian kết thúc: 20/12/2024", AUTUMN),
    ("Thời gian bắt đầu: 05/9/2024; kết thúc: 20/12/2024.", AUTUMN),
    ("Thời gian thực hiện:\nTừ 05/9/2024\nĐến 20/12/2024", AUTUMN),
    ("THỜI GIAN THỰC HIỆN: TỪ NGÀY 05/9/2024 ĐẾN NGÀY 20/12/2024.", AUTUMN),
    ("II. THỜI GIAN\nTừ ngày 05/9/2024 đến ngày 20/12/2024.\nIII. NỘI DUNG\nThi đua.", AUTUMN),
    ("2. Thời gian, phạm vi\n- Thời gian: từ 05/9/2024 đến 20/12/2024.\n- Phạm vi: tỉnh.", AUTUMN),
    ("| Thời gian thực hiện | Từ 05/9/2024 đến 20/12/2024 |\n| Đối tượng | Các xã |", AUTUMN),
    ("Từ ngày 05/9/2024 đến ngày 20/12/2024, các đơn vị thi đua làm sạch dữ liệu.", AUTUMN),
    ("Phát động phong trào thi đua trong toàn ngành từ ngày 05/9 đến ngày 20/12/2024:", AUTUMN),
    ("Nhân dịp lễ Quốc khánh, tỉnh phát động phong trào thi đua từ 05/9 đến 20/12/2024.", AUTUMN),
    ("Phong trào do Ủy ban nhân dân tỉnh Hòa An phát động, diễn ra từ 05/9 đến 20/12.", AUTUMN),
    ("Kế hoạch này được triển khai từ ngày 05/9/2024 đến hết ngày 20/12/2024.", AUTUMN),
    (
        "Phong trào được phát động từ tháng 2/2024 đến hết tháng 11/2024.",
        ("2024-02-01", "2024-11-30"),
    ),
    ("Thời gian phát động: từ nay đến 31/12.", FROM_NOW),
    ("Phong trào được triển khai bắt đầu từ ngày ký đến hết năm.", FROM_NOW),
    ("Thời gian: Kể từ ngày ban hành Kế hoạch đến hết ngày 31/12/2024.", FROM_NOW),
    ("Thời gian thực hiện: trong tháng 11/2024.", ("2024-11-01", "2024-11-30")),
    ("Phong trào được tổ chức trong tháng 11 năm 2024.", ("2024-11-01", "2024-11-30")),
    ("Thời gian thực hiện phong trào: Quý IV năm 2024.", ("2024-10-01", "2024-12-31")),
    ("Thời gian thực hiện: cả năm 2024.", ("2024-01-01", "2024-12-31")),
    ("Thời gian thực hiện: 03 tháng, từ ngày 01/9/2024.", ("2024-09-01", "2024-11-30")),
    ("Thời gian thi đua từ 20/8 đến dịp 22/12.", ("2024-08-20", "2024-12-22")),
    ("Thời gian thi đua: từ 01/3/2024 đến khi kết thúc Đại hội.", ("2024-03-01", None)),
    ("Thời gian thực hiện: đến hết ngày 20/12/2024.", (None, "2024-12-20")),
    ("Thời gian thực hiện: Từ khi phát động đến hết ngày 20/12/2024.", (None, "2024-12-20")),
    ("Phong trào được phát động từ ngày 05/9/2024 đến hết năm học.", ("2024-09-05", None)),
    ("Thi đua từ nay đến cuối năm 2024.", FROM_NOW),
    ("Phong trào được thực hiện từ tháng 9/2024, tổng kết tháng 12.", ("2024-09-01", None)),
    ("Đợt thi đua bắt đầu từ ngày 05/9/2024.", ("2024-09-05", None)),
    ("Thời gian thực hiện: từ tháng 3/2024 đến tháng 3/2025.", ("2024-03-01", "2025-03-31")),
    ("Thời gian thực hiện: từ 01/3/2024 đến 01/3/2025.", ("2024-03-01", "2025-03-01")),
    ("Thời gian thực hiện: từ 01/3/2024 đến hết 31/12/2030.", ("2024-03-01", "2030-12-31")),
]
ONE_PEAK = [
    ("Tổ chức 90 ngày đêm thi đua kể từ 01/10/2024.", ("2024-10-01", "2024-12-29")),
    ("Đợt thi đua diễn ra trong 60 ngày đêm, từ ngày 01/10/2024.", ("2024-10-01", "2024-11-29")),
    ("Từ ngày 01/10/2024, toàn ngành thi đua 60 ngày đêm.", ("2024-10-01", "2024-11-29")),
    ("Mở chiến dịch 45 ngày đêm bắt đầu 16/11/2024.", ("2024-11-16", "2024-12-30")),
    ("Thi đua 100 ngày đêm, tính từ ngày ban hành Kế hoạch này.", ("2024-01-15", "2024-04-23")),
    ("Thời gian thực hiện đợt cao điểm: từ ngày 05/9/2024 đến ngày 20/12/2024.", AUTUMN),
    ("Chiến dịch diễn ra từ ngày 05/9/2024 đến hết ngày 20/12/2024.", AUTUMN),
    ("Đợt thi đua đột kích kéo dài từ 05/9 đến 20/12/2024.", AUTUMN),
    ("Tỉnh phát động đợt thi đua cao điểm hộ tịch.\n1. Thời gian: từ 05/9 đến 20/12.", AUTUMN),
]
OTHER_MATTERS = [
    "Thời gian nhận hồ sơ: từ 05/9 đến 20/12/2024.",
    "Hồ sơ nhận trong thời gian từ ngày 05/9 đến ngày 20/12/2024.",
    "Cuộc thi diễn ra từ ngày 05/9/2024 đến ngày 20/12/2024.",
    "Thời gian tổ chức cuộc thi viết: từ ngày 05/9/2024 đến ngày 20/12/2024.",
    "Thời gian dự thi: từ 05/9 đến 20/12/2024.",
    "Hội thi diễn ra từ ngày 05/9/2024 đến ngày 20/12/2024.",
    "1. Cuộc thi viết về hộ tịch\n- Thời gian: từ ngày 01/10/2024 đến ngày 31/10/2024.",
    "Cuộc thi viết về hộ tịch\nThời gian: từ ngày 01/10/2024 đến ngày 31/10/2024.",
    "1. Họp dân\n- Thời gian: từ 01/3 đến 30/4.\n2. Dọn vệ sinh\n- Thời gian: từ 01/5 đến 30/6.",
    "Năm 2023, từ ngày 05/9/2023 đến ngày 20/12/2023, các đơn vị đã thi đua làm sạch dữ liệu.",
    "Phong trào thi đua năm 2023 được phát động từ ngày 05/9/2023 đến ngày 20/12/2023.",
    "Đợt thi đua trước diễn ra từ 05/9/2023 đến 20/12/2023.",
    "Thực hiện Kế hoạch số 12/KH-BNV của Bộ Nội vụ về phong trào thi đua từ 05/9 đến 20/12/2024.",
    "Hưởng ứng phong trào thi đua do Bộ Tư pháp phát động từ ngày 05/9 đến ngày 20/12/2024.",
    "Phong trào do Thủ tướng phát động được thực hiện từ 01/01/2021 đến 31/12/2025.",
    "Quy chế này có hiệu lực từ ngày 05/9/2024 đến ngày 20/12/2024.",
    "Kế hoạch này có hiệu lực từ ngày ký đến hết năm 2024.",
    "Thời gian kiểm tra: từ ngày 05/9/2024 đến ngày 20/12/2024.",
    "Hội nghị diễn ra từ ngày 05/9 đến ngày 07/9/2024.",
    "Thời gian đăng ký thi đua: từ 20/01 đến 15/02/2024.",
    "Thời gian bình chọn trực tuyến từ ngày 05/9/2024 đến ngày 20/12/2024.",
    "Số liệu tính từ ngày 15/12/2023 đến ngày 14/12/2024.",
    "Thời gian tính thành tích thi đua: từ ngày 01/12/2023 đến ngày 30/11/2024.",
    "Thời gian tập huấn: từ 05/9 đến 20/9/2024.",
    "Dự án được triển khai từ ngày 05/9/2024 đến ngày 20/12/2024.",
    "Trưng bày ảnh thi đua diễn ra từ ngày 05/9 đến 20/12/2024.",
    "Giao Sở Nội vụ theo dõi việc thực hiện phong trào từ ngày 01/3 đến ngày 30/11/2024.",
    "Kinh phí thực hiện phong trào từ ngày 01/3 đến ngày 30/11/2024 do ngân sách bảo đảm.",
    "Thời gian phát động thi đua: Tháng 3/2024.",
    "Phong trào được phát động trong tháng 3/2024.",
    "1. Mỗi thôn trồng một tuyến hoa. Thời gian thực hiện: từ 01/3 đến 30/4/2024.",
    "Thời gian thực hiện các công trình: từ ngày 01/3/2024 đến ngày 30/11/2024.",
    "Phong trào “Dạy tốt” bắt đầu từ ngày 05/9/2020.",
    "Mỗi đơn vị tổ chức một đợt thi đua trong khoảng từ ngày 05/9 đến ngày 20/12/2024.",
]
Days = tuple[str | None, str | None]


def _spans(body: str, *, title: str = TITLE) -> tuple[list[Days], list[Days]]:
    read = read_letter(body, title=title)
    phases = [(one.start, one.end) for one in read.phases]
    return phases, [(one.start, one.end) for one in read.peaks]


@pytest.mark.parametrize(("body", "days"), ONE_PHASE)
def test_undivided_campaign_is_one_phase(body: str, days: Days) -> None:
    assert _spans(body) == ([days], [])


@pytest.mark.parametrize(("body", "days"), ONE_PHASE[:4])
def test_undivided_campaign_is_one_phase_in_letters_apart(body: str, days: Days) -> None:
    assert _spans(unicodedata.normalize("NFD", body)) == ([days], [])


@pytest.mark.parametrize(("body", "days"), ONE_PEAK)
def test_undivided_campaign_is_a_peak_where_it_is_called_one(body: str, days: Days) -> None:
    assert _spans(body) == ([], [days])


@pytest.mark.parametrize("body", OTHER_MATTERS)
def test_days_of_another_matter_are_no_phase(body: str) -> None:
    assert _spans(body) == ([], [])
    assert read_letter(body, title=TITLE).campaign_period is None


def test_nights_of_the_title_end_a_period_that_only_begins() -> None:
    title = "Phát động đợt thi đua 60 ngày đêm làm sạch dữ liệu hộ tịch"
    body = "III. THỜI GIAN THỰC HIỆN\nBắt đầu từ ngày 01/10/2024."
    assert _spans(body, title=title) == ([], [("2024-10-01", "2024-11-29")])


def test_period_in_the_title_counts() -> None:
    title = "Phát động phong trào thi đua làm sạch dữ liệu (từ ngày 05/9/2024 đến ngày 20/12/2024)"
    assert _spans("Các đơn vị thi đua.", title=title) == ([AUTUMN], [])


def test_school_year_has_its_period_in_two_years() -> None:
    title = "Phát động phong trào thi đua năm học 2023 - 2024"
    body = "Thời gian thực hiện: từ ngày 05/9 đến ngày 31/5."
    assert _spans(body, title=title) == ([("2023-09-05", "2024-05-31")], [])


def test_period_beside_rounds_is_no_phase() -> None:
    body = (
        "1. Thời gian: từ 01/3/2024 đến 20/12/2024, chia 2 đợt:\n- Đợt 1: từ 01/3 đến 30/6.\n"
        "- Đợt 2: từ 01/7 đến 20/12."
    )
    read = read_letter(body, title=TITLE)
    assert [one.ordinal for one in read.phases] == [1, 2]
    assert read.campaign_period
    assert (read.campaign_period.start, read.campaign_period.end) == ("2024-03-01", "2024-12-20")


def test_period_beside_rounds_without_days_is_no_phase() -> None:
    body = "1. Thời gian: từ 01/3 đến 20/12/2024, chia 2 đợt:\n- Đợt 1: ra quân.\n- Đợt 2: về đích."
    assert _spans(body) == ([(None, None), (None, None)], [])


def test_period_beside_a_contest_is_the_campaigns() -> None:
    body = (
        "1. Thời gian thực hiện: từ ngày 05/9/2024 đến ngày 20/12/2024.\n2. Cuộc thi viết\n"
        "- Thời gian: từ ngày 01/10/2024 đến ngày 31/10/2024."
    )
    assert _spans(body) == ([AUTUMN], [])


def test_phase_bears_the_name_of_the_campaign() -> None:
    read = read_letter(ONE_PHASE[0][0], title=TITLE)
    assert read.phases[0].name == "phong trào thi đua làm sạch dữ liệu hộ tịch"
    assert read.phases[0].evidence.quote == "bắt đầu từ ngày 05/9/2024 đến ngày 20/12/2024"


def test_peak_within_the_period_stands_beside_the_phase() -> None:
    body = "3. Thời gian thực hiện: từ 05/9 đến 20/12/2024, trong đó cao điểm từ 01/11 đến 20/11."
    assert _spans(body) == ([AUTUMN], [("2024-11-01", "2024-11-20")])


def test_campaigns_with_names_of_their_own_are_a_phase_each() -> None:
    body = (
        "1. Phong trào thi đua “Sạch nhà”: từ 01/3/2024 đến 30/6/2024.\n"
        "2. Phong trào thi đua “Đẹp ngõ”: từ 01/7/2024 đến 30/11/2024."
    )
    read = read_letter(body, title=TITLE)
    assert [(one.name, one.start) for one in read.phases] == [
        ("Phong trào thi đua “Sạch nhà”", "2024-03-01"),
        ("Phong trào thi đua “Đẹp ngõ”", "2024-07-01"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Thời gian thực hiện: từ ngày 20/12/2024 đến ngày 05/9/2024.",
        "Cao điểm từ 20/11/2024 đến 01/11/2024.",
        "Phát động 90 ngày đêm thi đua (từ ngày 01/10/2024 đến hết ngày 31/12/2024).",
    ],
)
def test_days_that_contradict_themselves_are_noted(body: str) -> None:
    notes = read_letter(body, title=TITLE).notes
    assert [one.kind for one in notes] == ["inconsistency"]


def test_days_of_a_peak_that_agree_are_not_noted() -> None:
    body = "Phát động 90 ngày đêm thi đua (từ ngày 01/10/2024 đến hết ngày 29/12/2024)."
    assert read_letter(body, title=TITLE).notes == ()


def test_nights_of_a_peak_do_not_end_the_campaign() -> None:
    body = (
        "Thời gian thi đua: từ tháng 3/2024 đến khi kết thúc Đại hội.\n"
        "Phát động cao điểm 60 ngày đêm, từ ngày 01/4/2024."
    )
    read = read_letter(body, title=TITLE)
    assert read.campaign_period
    assert (read.campaign_period.start, read.campaign_period.end) == ("2024-03-01", None)
