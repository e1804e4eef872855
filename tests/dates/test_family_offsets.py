import calendar
from datetime import date, datetime, timedelta

from tests.dates.spoken import (
    IN_WORDS,
    NOW,
    TODAY,
    marked_spellings,
    said,
    spellings,
    without_marks,
    wrong,
)

DUE = datetime(2024, 6, 28, 17, tzinfo=NOW.tzinfo)


def months_on(day: date, n: int) -> date:
    index = day.year * 12 + day.month - 1 + n
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def weekdays_on(day: date, n: int) -> date:
    """From mid June to the end of August 2024 every weekday is worked."""
    while n:
        day += timedelta(1)
        n -= day.weekday() < 5
    return day


def numerals(n: int) -> tuple[str, ...]:
    return (str(n), IN_WORDS[n])


def test_sixty_and_after_ten_look_alike_without_diacritics() -> None:
    assert said("sau muoi ngay nua") == "ASK"


def test_days_and_weeks_ahead() -> None:
    expected: dict[str, str] = {}
    for n in range(1, 32):
        day = (TODAY + timedelta(n)).isoformat()
        week = (TODAY + timedelta(7 * n)).isoformat()
        for word in numerals(n):
            for phrase in (f"{word} ngày nữa", f"{word} hôm nữa", f"sau {n} ngày nữa"):
                expected |= dict.fromkeys(spellings(phrase), day)
            expected |= dict.fromkeys(marked_spellings(f"sau {word} ngày"), day)
            expected |= dict.fromkeys(spellings(f"{word} tuần nữa"), week)
            expected |= dict.fromkeys(marked_spellings(f"sau {word} tuần"), week)
    assert wrong(expected) == {}


def test_months_and_years_ahead_keep_the_day_or_take_the_last() -> None:
    expected: dict[str, str] = {}
    for n in range(1, 32):
        expected[f"{n} tháng nữa"] = months_on(TODAY, n).isoformat()
        expected[f"sau {IN_WORDS[n]} tháng"] = months_on(TODAY, n).isoformat()
        expected[f"{n} năm nữa"] = months_on(TODAY, 12 * n).isoformat()
    assert wrong(expected) == {}
    last_of_january = NOW.replace(month=1, day=31)
    assert wrong({"1 tháng nữa": "2024-02-29"}, now=last_of_january) == {}


def test_working_days_ahead() -> None:
    expected: dict[str, str] = {}
    for n in range(1, 32):
        day = weekdays_on(TODAY, n).isoformat()
        for word in numerals(n):
            expected |= dict.fromkeys(marked_spellings(f"sau {word} ngày làm việc"), day)
            expected |= dict.fromkeys(spellings(f"{word} ngày làm việc nữa"), day)
            expected |= dict.fromkeys(spellings(f"trong vòng {word} ngày làm việc"), f"../{day}")
    assert wrong(expected) == {}


def test_hours_and_minutes_ahead() -> None:
    expected: dict[str, str] = {}
    for n in range(1, 32):
        for word in numerals(n):
            hours = NOW + timedelta(hours=n)
            minutes = NOW + timedelta(minutes=n)
            expected |= dict.fromkeys(spellings(f"{word} tiếng nữa"), f"{hours:%Y-%m-%dT%H:%M}")
            expected |= dict.fromkeys(spellings(f"{word} phút nữa"), f"{minutes:%Y-%m-%dT%H:%M}")
    assert wrong(expected) == {}


def test_within_ends_with_the_last_day() -> None:
    expected: dict[str, str] = {}
    for n in range(1, 32):
        day = (TODAY + timedelta(n)).isoformat()
        for phrase in (f"trong vòng {n} ngày", f"trong {n} ngày tới", f"không quá {n} ngày"):
            expected |= dict.fromkeys(spellings(phrase), f"../{day}")
        expected[f"trong vòng {n} ngày kể từ ngày 1/7/2024"] = (
            f"../{date(2024, 7, 1) + timedelta(n)}"
        )
    assert wrong(expected) == {}


def test_ago_and_before_another_day_count_back() -> None:
    expected: dict[str, str] = {}
    for n in range(1, 32):
        expected[f"cách đây {n} ngày"] = (TODAY - timedelta(n)).isoformat()
        expected[f"{n} ngày trước 30/7/2024"] = (date(2024, 7, 30) - timedelta(n)).isoformat()
        expected[f"sau 30/7/2024 {n} ngày"] = (date(2024, 7, 30) + timedelta(n)).isoformat()
    assert wrong(expected) == {}


def test_amounts_for_the_deadline_on_file() -> None:
    expected: dict[str, str] = {}
    verbs = (
        "xin lùi",
        "thêm",
        "xin thêm",
        "gia hạn thêm",
        "xin lùi hạn",
        "kéo dài thêm",
        "xin nộp chậm",
    )
    for n in range(1, 32):
        for word in numerals(n):
            for verb in verbs:
                expected |= dict.fromkeys(
                    (f"{verb} {word} ngày", without_marks(f"{verb} {n} ngày")), f"P{n}D"
                )
                expected[f"{verb} {word} ngày làm việc"] = f"P{n}BD"
                expected[f"{verb} {word} tuần"] = f"P{7 * n}D"
    assert wrong(expected) == {}


def test_amount_alone_belongs_to_the_deadline_on_file_if_there_is_one() -> None:
    assert said("5 ngày") == "ASK"
    assert said("5 ngày", due=DUE) == "P5D"
    assert said("hai tuần", due=DUE) == "P14D"
    assert said("3 ngày làm việc", due=DUE) == "P3BD"
    assert said("vài ngày", due=DUE) == "ASK"


def test_uncertain_amounts_are_asked_about() -> None:
    counts = ("vài", "mấy", "dăm", "ít", "ba bốn", "5-7", "hai ba", "một vài")
    frames = ("{} ngày nữa", "sau {} tuần", "xin thêm {} ngày", "lùi {} hôm", "trong vòng {} ngày")
    expected = {frame.format(count): "ASK" for frame in frames for count in counts}
    assert wrong(expected) == {}


def test_absurd_amounts_do_not_become_dates() -> None:
    expected = {"9999 năm nữa": "INVALID", "xin thêm 9999 ngày": "ASK", "99999 ngày nữa": "NONE"}
    assert wrong(expected) == {}
