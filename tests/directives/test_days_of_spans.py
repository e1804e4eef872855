"""Rounds and peaks whose days stand in a name, in brackets, behind a launch, or in whole years."""

import pytest

from tests.directives.letters import read_letter, stretches

Days = tuple[str | None, str | None]

ROUNDS_BEFORE = "Đợt 1: từ 01/01 đến 30/6/2024.\nĐợt 2: từ 01/7 đến 31/12/2024.\n"
HUNDRED = ("2024-09-20", "2024-12-28")
PEAKS: list[tuple[str, list[Days]]] = [
    (  # what a name in quotation marks is about is no other matter
        "a) Cao điểm “50 ngày đêm làm sạch dữ liệu, số hóa hồ sơ”, tính từ ngày 20/4/2024.",
        [("2024-04-20", "2024-06-08")],
    ),
    ("Cao điểm “Gửi trọn niềm tin”: từ 01/4 đến 30/4.", [("2024-04-01", "2024-04-30")]),
    ("“Đợt cao điểm xử lý hồ sơ tồn” từ 01/4 đến 30/4.", [("2024-04-01", "2024-04-30")]),
    ("Cao điểm làm sạch dữ liệu: gửi báo cáo từ 01/4 đến 05/4.", []),
    (  # the day that is aimed at is no end
        "Tổ chức đợt thi đua đặc biệt hướng tới ngày 11/6, kéo dài từ ngày 01/3 đến ngày 11/6/2024.",
        [("2024-03-01", "2024-06-11")],
    ),
    ("Đợt thi đua đặc biệt tiến tới ngày 19/5 (từ 01/4 đến 15/5).", [("2024-04-01", "2024-05-15")]),
    (
        "Cao điểm hướng tới ngày 22/12 bắt đầu từ ngày 15/11 đến 22/12.",
        [("2024-11-15", "2024-12-22")],
    ),
    (  # the last days of a campaign, counted
        "Trong đó, 45 ngày cuối (từ 17/11/2024) là giai đoạn thi đua cao điểm.",
        [("2024-11-17", "2024-12-31")],
    ),
    ("30 ngày cuối, từ ngày 02/12/2024, là đợt cao điểm.", [("2024-12-02", "2024-12-31")]),
    (
        "15 ngày đầu (từ 01/10) là tuần cao điểm; 20 ngày cuối, từ 12/12, là giai đoạn nước rút.",
        [("2024-10-01", "2024-10-15"), ("2024-12-12", "2024-12-31")],
    ),
    (
        "Trong đó 11 ngày cuối cùng của chiến dịch (từ 21/12/2024) là cao điểm về đích.",
        [("2024-12-21", "2024-12-31")],
    ),
    (  # every year
        "Hằng năm, tập trung cho Tháng cao điểm “Vì người nghèo” (từ ngày 17/10 đến ngày 18/11).",
        [("--10-17", "--11-18")],
    ),
    ("Tháng cao điểm vì người nghèo (17/10 - 18/11 hằng năm).", [("--10-17", "--11-18")]),
    ("Mở cao điểm từ 15/11 đến 15/12 hàng năm.", [("--11-15", "--12-15")]),
    ("Mỗi năm mở một đợt cao điểm từ 01/9 đến 30/9.", [("--09-01", "--09-30")]),
    ("Mở cao điểm “Việc hằng năm” từ 01/9 đến 30/9.", [("2024-09-01", "2024-09-30")]),
    ("Hằng năm mở cao điểm; năm nay từ 01/9/2024 đến 30/9/2024.", [("2024-09-01", "2024-09-30")]),
    (
        "Chiến dịch kéo dài 45 ngày đêm kể từ lễ phát động (ngày 16/11/2024).",
        [("2024-11-16", "2024-12-30")],
    ),
]
PERIODS: list[tuple[str, Days | None]] = [
    ("Tổ chức thi đua 90 ngày kể từ ngày phát động (01/10/2024).", ("2024-10-01", "2024-12-29")),
    ("Thời gian thực hiện: 60 ngày tính từ ngày ra quân 01/10/2024.", ("2024-10-01", "2024-11-29")),
    ("Phong trào kéo dài 3 tháng, kể từ khi phát động (ngày 01/9).", ("2024-09-01", "2024-11-30")),
    (
        "Phong trào diễn ra từ ngày phát động (01/3) đến hết ngày 30/9.",
        ("2024-03-01", "2024-09-30"),
    ),
    ("Thời gian thực hiện: từ ngày phát động đến hết ngày 30/9.", (None, "2024-09-30")),
    ("Phong trào thực hiện trong 2 năm (2024 - 2025).", ("2024-01-01", "2025-12-31")),
    ("Thời gian thực hiện: 03 năm (từ năm 2024 đến năm 2026).", ("2024-01-01", "2026-12-31")),
    ("Phong trào được triển khai trong hai năm, 2024 - 2025.", ("2024-01-01", "2025-12-31")),
    ("Phong trào thực hiện trong 3 năm (2024 - 2025).", None),
    ("Phong trào thi đua 5 năm (2019 - 2023) đã đạt nhiều kết quả.", None),
    ("Hội nghị sơ kết 2 năm (2024 - 2025) thực hiện phong trào thi đua.", None),
    ("Phong trào diễn ra xuyên suốt năm 2024.", ("2024-01-01", "2024-12-31")),
    ("Phong trào thi đua được tổ chức trong suốt năm 2024.", ("2024-01-01", "2024-12-31")),
    ("Phong trào thi đua thực hiện trong cả năm 2024.", ("2024-01-01", "2024-12-31")),
    ("Cuộc thi ảnh diễn ra xuyên suốt năm 2024.", None),
]
THIRD = (
    "Chiến dịch kéo dài 100 ngày đêm, tính từ ngày 20/9/2024, gồm 3 chặng:\n"
    "+ Chặng 1: từ ngày 20/9/2024 đến hết tháng 10.\n+ Chặng 2: trọn tháng 11.\n+ Chặng 3: từ ngày 01/12/2024 {until}."
)
TWO_NAMED = [
    "phong trào thi đua “Xuân ấm” từ 15/01 đến 10/02 và phong trào thi đua “Hè xanh” từ 01/6 đến 15/8/2024.",
    "phong trào “Xuân ấm” (từ 15/01 đến 10/02/2024) và phong trào “Hè xanh” (từ 01/6 đến 15/8/2024).",
    "phong trào “Xuân ấm” (15/01 - 10/02), phong trào “Hè xanh” (01/6 - 15/8).",
    "phong trào “Xuân ấm” diễn ra từ 15/01 đến 10/02, phong trào “Hè xanh” từ ngày 01/6 đến ngày 15/8.",
]
NOT_IN_TURN = [
    "Đợt 1, đợt 2 và đợt 3 lần lượt từ 01/02 đến 30/6 và từ 01/7 đến 31/12.",
    "Phong trào gồm 3 đợt, lần lượt kết thúc ngày 30/6 và 31/12.",
    "Đợt 1, đợt 2 lần lượt từ 01/02 đến 30/4, từ 01/5 đến 30/6 và từ 01/7 đến 31/12.",
]


@pytest.mark.parametrize(("body", "days"), PEAKS)
def test_peak_has_its_days(body: str, days: list[Days]) -> None:
    read = read_letter(ROUNDS_BEFORE + body)
    assert [(one.start, one.end) for one in read.peaks if one.start] == days


@pytest.mark.parametrize(("body", "days"), PERIODS)
def test_campaign_has_its_days(body: str, days: Days | None) -> None:
    period = read_letter(body).campaign_period
    assert (period and (period.start, period.end)) == days


@pytest.mark.parametrize(
    ("until", "end"),
    [
        ("cho đến khi hết 100 ngày đêm", HUNDRED[1]),
        ("đến khi đủ 100 ngày đêm (sản lượng còn lại)", HUNDRED[1]),
        ("đến lúc kết thúc 100 ngày đêm", HUNDRED[1]),
        ("đến khi hết 90 ngày đêm", None),
        ("đến khi hết sản lượng", None),
    ],
)
def test_last_round_ends_with_the_whole(until: str, end: str | None) -> None:
    read = read_letter(THIRD.format(until=until))
    assert (read.phases[2].start, read.phases[2].end) == ("2024-12-01", end)
    assert [(one.start, one.end) for one in read.peaks] == [HUNDRED]


def test_days_of_an_old_paper_are_no_history() -> None:
    body = "Đợt 1: trọn tháng 3/2012.\nĐợt 2: quý IV/2012."
    old = read_letter(body, title="Phát động thi đua năm 2012", issued="15 tháng 01 năm 2012")
    assert [one.start for one in old.phases] == ["2012-03-01", "2012-10-01"]
    assert [one.start for one in read_letter(body).phases] == [None, None]


def test_years_within_a_stage_are_no_rounds() -> None:
    stages = "1. Giai đoạn 1 (từ năm 2024 đến năm 2025)\n- Năm 2024: xây dựng mô hình.\n- Năm 2025: sơ kết.\n"
    more = (
        "2. Giai đoạn 2 (từ năm 2026 đến năm 2027)\n- Năm 2026: nhân rộng.\n- Năm 2027: tổng kết."
    )
    assert stretches(stages + more) == [
        (1, "2024-01-01", "2025-12-31"),
        (2, "2026-01-01", "2027-12-31"),
    ]


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("- Trong tháng 7/2024: xây dựng kế hoạch.", "2024-01-01", "2026-12-31"),
        ("- Từ tháng 7/2024 đến tháng 9/2024: ra quân.", "2024-01-01", "2026-12-31"),
        ("- Quý IV/2026: đánh giá.", "2024-01-01", "2026-12-31"),
        ("- Thời gian: từ 01/7/2024 đến 30/6/2026.", "2024-07-01", "2026-06-30"),
    ],
)
def test_stage_of_years_is_not_a_month_inside_it(line: str, start: str, end: str) -> None:
    body = (
        f"1. Giai đoạn 1 (2024 - 2026)\n{line}\n2. Giai đoạn 2 (2027 - 2030)\n- Nhân rộng mô hình."
    )
    assert stretches(body)[0] == (1, start, end)


@pytest.mark.parametrize(
    "body",
    [
        "Mở cao điểm từ tháng 9 đến tháng 10 hằng năm.",
        "Hằng năm, phát động phong trào trồng cây từ 15/01 đến 15/02.",
        "Mỗi năm tổ chức đợt thi đua từ 01/9 đến 30/10.",
    ],
)
def test_days_of_every_year_are_not_those_of_the_campaign(body: str) -> None:
    read = read_letter(body)
    assert (read.campaign_period, read.phases) == (None, ())


@pytest.mark.parametrize("named", TWO_NAMED)
def test_two_named_campaigns_of_one_sentence_are_both_told(named: str) -> None:
    read = read_letter(f"Ủy ban nhân dân tỉnh phát động {named}")
    assert [(one.start, one.end) for one in read.phases] == [
        ("2024-01-15", "2024-02-10"),
        ("2024-06-01", "2024-08-15"),
    ]
    assert [one.name.split("“")[1] for one in read.phases] == ["Xuân ấm”", "Hè xanh”"]
    assert read.deadlines == ()


@pytest.mark.parametrize("body", NOT_IN_TURN)
def test_rounds_told_in_turn_with_too_few_or_many_days_have_none(body: str) -> None:
    read = read_letter(body)
    assert {(one.start, one.end) for one in read.phases} == {(None, None)}
    assert any("lần lượt" in one.text for one in read.notes)
