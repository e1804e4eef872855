"""Days of a sentence that asks, which are not the day it is due: taken back, told of, of an event, of another year."""

from datetime import date

import pytest

from tests.directives.letters import dues, read_letter, stretches


@pytest.mark.parametrize(
    "body",
    [
        "Bãi bỏ yêu cầu gửi báo cáo tháng trước ngày 20 hằng tháng.",
        "4. Bỏ quy định gửi báo cáo nhanh trước ngày 20/6/2024.",
        "Không phải gửi báo cáo sơ kết trước ngày 15/6/2024.",
        "Các đơn vị không cần báo cáo quý I (hạn 25/3).",
        "Không thực hiện báo cáo sơ kết quý I (hạn ngày 25/3/2024).",
        "Báo cáo kết quả từ ngày 01/01/2024 đến ngày 31/5/2024.",
        "Nội dung báo cáo gồm: kết quả đợt thi đua (từ 01/01/2024 đến 31/5/2024).",
        "Trong 5 ngày làm việc đầu tháng 7/2024, các đơn vị gửi báo cáo sơ kết.",
        "Các đơn vị gửi báo cáo sơ kết không sớm hơn ngày 10/6 và không muộn hơn ngày 15/6.",
        "Báo cáo gửi ngày 20 các tháng 3, 6, 9 và 12.",
        "Thời gian thực hiện nhiệm vụ đăng ký: 15 ngày kể từ ngày ban hành.",
        "Từ ngày ban hành Kế hoạch đến ngày 07/5/2024: đợt cao điểm 1 kỷ niệm Chiến thắng Điện Biên Phủ.",
    ],
)
def test_no_duty_and_told(body: str) -> None:
    read = read_letter(body)
    assert read.deadlines == ()
    assert read.unplaced


@pytest.mark.parametrize(
    ("body", "due"),
    [
        (
            "Không phải gửi báo cáo sơ kết trước ngày 15/6/2024; chỉ gửi báo cáo tổng kết trước ngày 10/12/2024.",
            ("tong_ket", "2024-12-10"),
        ),
        (
            "Hạn gửi hồ sơ khen thưởng lùi đến hết ngày 05/7/2024 thay cho ngày 20/6/2024.",
            ("ho_so_khen_thuong", "2024-07-05"),
        ),
        (
            "Báo cáo gồm kết quả đợt 1 (từ 01/01/2024 đến 31/5/2024), gửi trước ngày 18/6/2024.",
            ("bao_cao_dot", "2024-06-18"),
        ),
        (
            "Chậm nhất sau 10 ngày kể từ ngày kết thúc đợt 1 (30/6/2024), các đơn vị gửi báo cáo.",
            ("bao_cao_dot", "2024-07-10"),
        ),
        (
            "Chậm nhất 5 ngày trước ngày họp Hội đồng (20/12/2024), các đơn vị gửi hồ sơ khen thưởng.",
            ("ho_so_khen_thuong", None),
        ),
        (
            "Các đơn vị gửi hồ sơ chậm nhất 10 ngày trước Hội nghị tổng kết (ngày 20/12/2024).",
            ("ho_so_khen_thuong", None),
        ),
        (
            "Trong 10 ngày đầu tháng 7, các đơn vị gửi báo cáo sơ kết.",
            ("so_ket", ("2024-07-01", "2024-07-10")),
        ),
        ("Các đơn vị gửi báo cáo sơ kết trưóc ngày 15/6/2024.", ("so_ket", "2024-06-15")),
        (
            "Gửi báo cáo sơ kết trước ngày 15/6/2024 (nếu trùng ngày nghỉ thì gửi trước ngày 14/6).",
            ("so_ket", "2024-06-15"),
        ),
        ("Báo cáo sơ kết gửi trước ngày 15 tháng 6, 02 bản.", ("so_ket", "2024-06-15")),
        ("Báo cáo gửi ngày 20 tháng 3, 15 đơn vị nộp hồ sơ.", ("bao_cao_khac", "2024-03-20")),
        ("10 ngày cuối tháng 12 họp tổng kết.", ("tong_ket", ("2024-12-22", "2024-12-31"))),
        ("Mùng 3 hằng tháng báo cáo Ban Thường vụ.", ("bao_cao_thang", "---03")),
        (
            "Gửi báo cáo kết quả về Sở từ ngày 01/6 đến ngày 15/6.",
            ("bao_cao_khac", ("2024-06-01", "2024-06-15")),
        ),
        (
            "Trong thời hạn 30 ngày kể từ ngày ban hành Kế hoạch này, các sở ban hành kế hoạch cụ thể.",
            ("ke_hoach", "2024-02-14"),
        ),
    ],
)
def test_the_day_it_is_due(body: str, due: tuple[str, object]) -> None:
    assert dues(body) == [due]


def test_a_term_is_no_campaign() -> None:
    body = (
        "Trong thời hạn 30 ngày kể từ ngày ban hành Kế hoạch này, các sở ban hành kế hoạch cụ thể."
    )
    assert (read_letter(body).campaign_period, stretches(body)) == (None, [])


@pytest.mark.parametrize(
    "body",
    [
        "Từ năm 2025, báo cáo năm gửi trước ngày 10/12.",
        "Riêng năm 2025, gửi báo cáo năm trước ngày 10/12.",
        "Sang năm 2025 các đơn vị gửi báo cáo năm trước ngày 10/12.",
    ],
)
def test_a_year_to_come_that_the_words_name_is_asked(body: str) -> None:
    (one,) = read_letter(body).deadlines
    days = [date(2024, 12, 10), date(2025, 12, 10)]
    assert (one.due, one.either) == (None, tuple((day, day) for day in days))


def test_the_opening_of_the_letter_is_no_plan_asked_for() -> None:
    assert dues("Các xã nộp về huyện trước ngày 10/6.") == [("khac", "2024-06-10")]


def test_who_is_a_body() -> None:
    body = "Các nội dung thực hiện:\n- Đăng ký trước 28/2, giao ước trước 15/3, sơ kết trước 30/6."
    assert [one.who for one in read_letter(body).deadlines] == [None, None, None]


@pytest.mark.parametrize("word", ["trước", "trưóc", "truớc", "trứơc", "trươc"])
def test_before_is_before_however_its_mark_stands(word: str) -> None:
    (one,) = read_letter(f"Các đơn vị gửi báo cáo sơ kết {word} ngày 15/6/2024.").deadlines
    assert (one.bound, one.what) == ("before", "báo cáo sơ kết")


@pytest.mark.parametrize(
    "months", ["3, 6, 9, 12", "3, 6, 9 và 12", "3, tháng 6, tháng 9 và tháng 12"]
)
def test_one_day_in_several_months(months: str) -> None:
    days = [f"2024-{month}-20" for month in ("03", "06", "09", "12")]
    assert [day for _kind, day in dues(f"Báo cáo gửi trước ngày 20 tháng {months}.")] == days


@pytest.mark.parametrize(
    ("body", "rounds"),
    [
        (
            "Đợt 1: 3 tháng đầu năm; Đợt 2: 6 tháng tiếp theo; Đợt 3: 3 tháng cuối năm.",
            [(1, "2024-01-01", "2024-03-31"), (2, None, None), (3, "2024-10-01", "2024-12-31")],
        ),
        (
            "Đợt 1: từ tháng 1 đến hết tháng 5; đợt 2: từ tháng 6 đến hết tháng 8; đợt 3: các tháng còn lại.",
            [(1, "2024-01-01", "2024-05-31"), (2, "2024-06-01", "2024-08-31"), (3, None, None)],
        ),
        (
            "Đợt 1: từ 01/01 đến 30/6 (đợt 2 năm 2023 đã kết thúc).",
            [(1, "2024-01-01", "2024-06-30")],
        ),
        (
            "Đợt 1 từ 01/01 đến 30/6, các đơn vị báo cáo đợt 1 trước 05/7, báo cáo đợt 2 trước ngày 31/12.",
            [(1, "2024-01-01", "2024-06-30")],
        ),
    ],
)
def test_a_round_beside_one_with_days_stays(body: str, rounds: list[tuple[object, ...]]) -> None:
    assert stretches(body) == rounds


@pytest.mark.parametrize(
    ("body", "owed"),
    [
        (
            "Các đơn vị gửi báo cáo sơ kết trước ngày 14/6/2024, trước ngày 16/6 gửi hồ sơ.",
            [("so_ket", "2024-06-14"), ("ho_so_khen_thuong", "2024-06-16")],
        ),
        (
            "Các xã gửi hồ sơ trước ngày 10/6 (riêng xã A trước ngày 05/6), báo cáo trước 20/6.",
            [
                ("ho_so_khen_thuong", "2024-06-10"),
                ("ho_so_khen_thuong", "2024-06-05"),
                ("bao_cao_khac", "2024-06-20"),
            ],
        ),
        ("Báo cáo tháng 12/2024 gửi trước ngày 05 tháng sau.", [("bao_cao_thang", None)]),
        ("Báo cáo tháng gửi trước ngày 05 tháng sau.", [("bao_cao_thang", "---05")]),
    ],
)
def test_each_day_has_its_own_duty(body: str, owed: list[tuple[str, object]]) -> None:
    assert dues(body) == owed


def test_who_sends_it_on() -> None:
    body = "Các phòng hoàn thành báo cáo trước 10/6 để Sở gửi UBND tỉnh trước 15/6."
    assert [one.who for one in read_letter(body).deadlines] == ["Các phòng", "Sở"]


def test_after_the_feast_is_told() -> None:
    assert read_letter("Chậm nhất sau Tết 7 ngày làm việc, các đơn vị báo cáo.").unplaced


@pytest.mark.parametrize(
    "body",
    [
        "Các đơn vị gửi báo cáo trước hội nghị ngày 20/12/2024.",
        "Các đơn vị gửi báo cáo trước khi họp Hội đồng (20/12/2024).",
        "Các đơn vị gửi báo cáo trước lễ tổng kết ngày 20/12.",
    ],
)
def test_before_a_meeting_is_before_its_day(body: str) -> None:
    (one,) = read_letter(body).deadlines
    assert (one.due, one.bound) == ("2024-12-20", "before")


@pytest.mark.parametrize(
    "body",
    [
        "Các đơn vị báo cáo trước ngày khai giảng 05/9.",
        "Các đơn vị nộp báo cáo trước Đại hội (10/10/2024).",
        "Phong trào kết thúc ngày 30/11; các đơn vị tổng kết sau đó 10 ngày.",
    ],
)
def test_what_is_asked_before_or_after_an_event_is_not_lost(body: str) -> None:
    read = read_letter(body)
    assert read.unplaced or read.deadlines


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Hội thi tổ chức ngày 15/5, các đơn vị đăng ký danh sách trước ngày 30/4.", "các đơn vị"),
        ("Các xã ra quân ngày 10/3 và báo cáo kết quả trước ngày 12/3.", "Các xã"),
        ("Các đơn vị phát động xong trước 31/01, gửi báo cáo trước 05/02.", "Các đơn vị"),
    ],
)
def test_a_contest_owes_nothing(body: str, who: str) -> None:
    assert [one.who for one in read_letter(body).deadlines] == [who]


@pytest.mark.parametrize("deed", ["treo băng rôn xong", "trồng cây xong", "vệ sinh đường làng"])
def test_what_is_done_besides_is_no_second_report(deed: str) -> None:
    read = read_letter(f"Các đơn vị gửi báo cáo sơ kết trước ngày 15/7, {deed} trước ngày 20/8.")
    assert [one.due for one in read.deadlines] == ["2024-07-15"]
    assert read.unplaced


@pytest.mark.parametrize("other", ["các đơn vị trực thuộc", "bản giấy", "vòng hai nhận", "đợt 2"])
def test_the_same_for_another_part(other: str) -> None:
    days = dues(f"Các đơn vị gửi báo cáo sơ kết trước ngày 15/7, {other} trước ngày 20/8.")
    assert [day for _kind, day in days] == ["2024-07-15", "2024-08-20"]


def test_day_that_is_kept_takes_nothing_from_the_due_behind_it() -> None:
    body = "Các đơn vị đăng ký công trình gắn biển chào mừng 12/11 về Văn phòng Công đoàn, hạn cuối là ngày 15/10/2024."
    assert dues(body) == [("dang_ky", "2024-10-15")]
