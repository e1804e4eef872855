from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.dates.spoken import TODAY, marked_spellings, said, spellings, wrong

DATES = st.dates(date(2000, 1, 2), date(2090, 12, 30))
BY = (
    "đến",
    "hết",
    "đến hết",
    "chậm nhất",
    "chậm nhất là",
    "muộn nhất",
    "hạn chót",
    "hạn nộp",
    "hạn",
    "không muộn hơn",
    "lùi hạn đến",
    "gia hạn đến",
    "xin lùi đến",
    "dời sang",
)


@given(DATES, st.sampled_from(BY))
def test_by_a_day_counts_the_day(day: date, word: str) -> None:
    phrase = f"{word} ngày {day.day}/{day.month}/{day.year}"
    assert {said(spelling) for spelling in spellings(phrase)} == {f"../{day}"}


@given(DATES)
def test_before_a_day_ends_with_the_day_before(day: date) -> None:
    phrase = f"trước ngày {day.day}/{day.month}/{day.year}"
    assert {said(one) for one in spellings(phrase)} == {f"../{day - timedelta(1)}"}


@given(DATES, st.integers(6, 23), st.sampled_from(("trước", "đến", "chậm nhất")))
def test_limit_at_a_clock_time_is_that_moment(day: date, hour: int, word: str) -> None:
    phrase = f"{word} {hour}h ngày {day.day}/{day.month}/{day.year}"
    assert said(phrase) == f"../{day}T{hour:02}:00"


@given(DATES)
def test_from_a_day_keeps_it_and_after_it_does_not(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year}"
    assert said(f"từ {text}") == said(f"kể từ ngày {text} trở đi") == f"{day}/.."
    assert said(f"sau {text}") == f"{day + timedelta(1)}/.."


def test_limits_at_periods() -> None:
    expected = {
        "hết tuần": "../2024-06-16",
        "hết tuần sau": "../2024-06-23",
        "hết tháng": "../2024-06-30",
        "hết tháng 7": "../2024-07-31",
        "hết quý": "../2024-06-30",
        "hết năm": "../2024-12-31",
        "hết năm 2025": "../2025-12-31",
        "trước tháng 7": "../2024-06-30",
        "trước quý IV": "../2024-09-30",
        "trước năm 2025": "../2024-12-31",
        "sau tháng 7": "2024-08-01/..",
        "từ quý III": "2024-07-01/..",
        "chậm nhất trong tuần này": "../2024-06-16",
        "trước cuối tuần": "../2024-06-14",
    }
    spelled = {one: want for phrase, want in expected.items() for one in marked_spellings(phrase)}
    assert wrong(spelled) == {}


def test_moving_to_a_period_leaves_the_day_open() -> None:
    assert wrong({"dời sang tuần sau": "ASK", "lùi sang tháng sau": "ASK"}) == {}


@given(DATES, st.integers(0, 400))
def test_range_with_years_has_both_ends(first: date, length: int) -> None:
    last = first + timedelta(length)
    begin, end = (f"{day.day}/{day.month}/{day.year}" for day in (first, last))
    expected = f"{first}/{last}"
    assert said(f"từ {begin} đến {end}") == expected
    assert said(f"tu ngay {begin} den ngay {end}") == expected
    assert said(f"{begin} - {end}") == expected
    assert said(f"từ {end} đến {begin}") == ("ASK" if length else expected)


def test_range_takes_from_its_end_what_its_beginning_leaves_out() -> None:
    expected: dict[str, str] = {}
    for day in range(13, 31):
        whole = f"2024-06-12/2024-06-{day}"
        for phrase in (f"từ 12 đến {day}/6", f"12-{day}/6", f"từ ngày 12 đến ngày {day} tháng 6"):
            expected |= dict.fromkeys(spellings(phrase), whole)
        expected[f"từ nay đến {day}/6"] = f"{TODAY}/2024-06-{day}"
    assert wrong(expected) == {}


def test_range_of_weekdays_shares_its_week() -> None:
    expected: dict[str, str] = {}
    for first in range(2, 8):
        for last in range(first + 1, 8):
            days = [TODAY + timedelta(3 + weekday) for weekday in (first, last)]
            phrase = f"từ thứ {first} đến thứ {last} tuần sau"
            expected |= dict.fromkeys(spellings(phrase), f"{days[0]}/{days[1]}")
    assert wrong(expected) == {}


def test_ranges_of_years() -> None:
    expected: dict[str, str] = {}
    for first in range(2015, 2030):
        whole = f"{first}-01-01/{first + 5}-12-31"
        for frame in ("giai đoạn {}-{}", "{} - {}", "từ năm {} đến năm {}", "từ {} đến {}"):
            expected |= dict.fromkeys(spellings(frame.format(first, first + 5)), whole)
    assert wrong(expected) == {}


def test_recurrences() -> None:
    expected: dict[str, str] = {}
    for day in range(1, 32):
        for frame in (
            "ngày {} hằng tháng",
            "ngày {} hàng tháng",
            "ngày {} mỗi tháng",
            "hằng tháng vào ngày {}",
        ):
            expected |= dict.fromkeys(
                spellings(frame.format(day)), f"FREQ=MONTHLY;BYMONTHDAY={day}"
            )
        before = day - 1 or -1
        expected[f"trước ngày {day} hằng tháng"] = f"FREQ=MONTHLY;BYMONTHDAY={before}"
        expected[f"chậm nhất ngày {day} hằng tháng"] = f"FREQ=MONTHLY;BYMONTHDAY={day}"
    names = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
    for name, code in zip(names, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True):
        for frame in ("{} hằng tuần", "{} hàng tuần", "{} mỗi tuần", "mỗi {}", "hằng tuần vào {}"):
            expected |= dict.fromkeys(spellings(frame.format(name)), f"FREQ=WEEKLY;BYDAY={code}")
    assert wrong(expected) == {}
