"""Peaks told by number or in a row: each has its own days, and none is the whole campaign."""

import pytest

from tests.directives.letters import read_letter


def peaks(body: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.name.capitalize(), one.start, one.end) for one in read_letter(body).peaks]


JULY = ("2024-07-01", "2024-07-31")
LAST_30 = ("2024-12-02", "2024-12-31")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "Cao điểm 1: 20 ngày trước Tết; cao điểm 2: tháng 7; cao điểm 3: 30 ngày cuối năm.",
            [(None, None), JULY, LAST_30],
        ),
        (
            "- Cao điểm 1: 20 ngày trước Tết.\n- Cao điểm 2: tháng 7.\n- Cao điểm 3: 30 ngày cuối năm.",
            [(None, None), JULY, LAST_30],
        ),
        (
            "Trong năm tổ chức ba đợt: cao điểm 1 chào mừng Đại hội; cao điểm 2 từ 01/7 đến 31/7; "
            "cao điểm 3 là 30 ngày cuối năm.",
            [(None, None), JULY, LAST_30],
        ),
        (
            "Cao điểm 1 (tháng 7), cao điểm 2 (30 ngày cuối năm 2024).",
            [JULY, LAST_30],
        ),
        (
            "Tổ chức các cao điểm: cao điểm 1 từ 01/7 đến 31/7; cao điểm 2 từ 02/12 đến 31/12.",
            [JULY, LAST_30],
        ),
        ("Cao điểm 1: từ ngày 32/7/2024 đến ngày 31/9/2024.", [(None, None)]),
        (
            "Cao điểm 1: từ 15/8 đến 23 tháng Chạp âm lịch; cao điểm 2: tháng 7.",
            [(None, None), JULY],
        ),
    ],
)
def test_numbered_peaks_each_have_their_own_days(
    body: str, wanted: list[tuple[str | None, str | None]]
) -> None:
    numbered = [(f"Cao điểm {number}", *days) for number, days in enumerate(wanted, 1)]
    assert [(name[:10], *days) for name, *days in peaks(body)] == numbered


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("45 ngày cuối năm", ("2024-11-17", "2024-12-31")),
        ("45 ngày cuối cùng của năm 2024", ("2024-11-17", "2024-12-31")),
        ("100 ngày cuối năm", ("2024-09-23", "2024-12-31")),
        ("30 ngày đầu năm 2025", ("2025-01-01", "2025-01-30")),
    ],
)
@pytest.mark.parametrize("form", ["Cao điểm là {}.", "Đợt cao điểm: {}.", "Mở đợt cao điểm {}."])
def test_peak_of_the_last_days_of_the_year(form: str, words: str, days: tuple[str, str]) -> None:
    assert [(one.start, one.end) for one in read_letter(form.format(words)).peaks] == [days]


@pytest.mark.parametrize("words", ["45 ngày cuối năm học", "trong năm", "cuối năm"])
def test_other_ends_of_years_are_no_counted_days(words: str) -> None:
    assert not [one for one in read_letter(f"Cao điểm là {words}.").peaks if one.start]


@pytest.mark.parametrize(
    "body",
    [
        "Đợt cao điểm 1: Chào mừng kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024), "
        "từ ngày ban hành Kế hoạch đến 07/5.",
        "- Đợt cao điểm 1: Thi đua lập thành tích chào mừng kỷ niệm 70 năm Chiến thắng Điện Biên Phủ, từ ngày ban "
        "hành Kế hoạch đến 07/5.",
        "Cao điểm 1: từ ngày ký ban hành kế hoạch này đến hết 07/5/2024, chào mừng Đại hội.",
    ],
)
def test_peak_from_the_day_of_issue(body: str) -> None:
    assert [(one.start, one.end) for one in read_letter(body).peaks] == [
        ("2024-01-15", "2024-05-07")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Tổ chức các đợt cao điểm: cao điểm 1 từ 01/02 đến 28/02; cao điểm 2 từ 01/7 đến 31/7.",
        "Phong trào có các đợt cao điểm từ 01/02 đến 28/02 và cao điểm từ 01/7 đến 31/7.",
        "Thi đua cao điểm từ 01/02 đến 28/02, cao điểm tháng 7 và cao điểm từ 01/12 đến 31/12.",
        "Phát động chiến dịch “Xuân” từ 01/02 đến 28/02; chiến dịch “Hè” từ 01/7 đến 31/7.",
    ],
)
def test_days_of_one_of_several_peaks_are_not_the_campaigns(body: str) -> None:
    read = read_letter(body)
    assert read.campaign_period is None
    assert len(read.peaks) > 1


def test_a_peak_within_the_campaign_leaves_it_its_days() -> None:
    read = read_letter(
        "Phát động chiến dịch “Mùa vàng” từ 01/7 đến 31/12. Cao điểm từ 01/12 đến 31/12."
    )
    assert read.campaign_period
    assert (read.campaign_period.start, read.campaign_period.end) == ("2024-07-01", "2024-12-31")


@pytest.mark.parametrize(
    "body",
    [
        "Báo cáo kết quả cao điểm 1: trước ngày 15/6; cao điểm 2: trước ngày 15/12.",
        "Đợt cao điểm 1: nộp báo cáo 15/6; đợt cao điểm 2: 15/12.",
        "Sơ kết đợt cao điểm 1 trước 15/6.",
        "Các đơn vị tham gia cao điểm 1 và cao điểm 2.",
        "Kinh phí cho cao điểm 1: do Sở Tài chính bố trí.",
    ],
)
def test_work_of_numbered_peaks_is_no_peak(body: str) -> None:
    assert peaks(body) == []


def test_peak_whose_days_may_be_two_stays() -> None:
    assert peaks("Mở đợt cao điểm từ 15/8 đến 23 tháng Chạp âm lịch.") == [
        ("Đợt cao điểm", None, None)
    ]
