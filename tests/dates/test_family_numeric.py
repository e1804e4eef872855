import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.dates.spoken import IN_WORDS, TODAY, said, spellings, without_marks, wrong

YEAR_TO_COME = [TODAY + timedelta(n) for n in range(365)]
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def test_every_day_of_the_year_to_come_is_read_without_its_year() -> None:
    expected: dict[str, str] = {}
    for day in YEAR_TO_COME:
        d, m = day.day, day.month
        phrases = [f"{d}/{m}", f"{d:02}/{m:02}", f"{d}.{m}", f"{d}-{m}", f"ngày {d}/{m}"]
        phrases += [f"ngày {d} tháng {m}", f"{d} tháng {m}", f"{d} thang {m}", f"{d}/{m} tới"]
        expected |= dict.fromkeys(phrases, day.isoformat())
    assert wrong({p: e for p, e in expected.items() if not p.startswith("ngày -")}) == {}


def test_every_day_of_the_year_to_come_is_read_in_words() -> None:
    expected: dict[str, str] = {}
    for day in YEAR_TO_COME:
        phrase = f"ngày {IN_WORDS[day.day]} tháng {IN_WORDS[day.month]}"
        spelled = spellings(phrase)
        if day.month == 6:  # bare "thang sau" is June or next month
            spelled.discard(without_marks(phrase))
        expected |= dict.fromkeys(spelled, day.isoformat())
    assert wrong(expected) == {}


def test_every_impossible_day_is_refused() -> None:
    expected: dict[str, str] = {}
    for month in range(15):
        for day in range(40):
            possible = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]
            if not possible:
                phrases = (f"{day}/{month}", f"{day}/{month}/2024", f"ngày {day} tháng {month}")
                expected |= dict.fromkeys(phrases, "INVALID")
    assert wrong(expected) == {}


def test_29_february_without_a_year_is_the_next_there_is() -> None:
    assert wrong({"29/2": "2028-02-29", "29/2/2028": "2028-02-29", "29/2/2100": "INVALID"}) == {}


@given(DATES)
def test_day_with_its_year_is_that_day(day: date) -> None:
    d, m, y = day.day, day.month, day.year
    phrases = [f"{d}/{m}/{y}", f"{d:02}/{m:02}/{y}", f"{d}.{m}.{y}", f"{d}-{m}-{y}", f"{y}-{m}-{d}"]
    phrases += [f"ngày {d} tháng {m} năm {y}", f"ngay {d:02} thang {m:02} nam {y}"]
    assert {said(phrase) for phrase in phrases} == {day.isoformat()}


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_year_of_two_digits_is_of_this_century(day: date) -> None:
    assert said(f"{day.day}/{day.month}/{day.year % 100:02}") == day.isoformat()


def test_day_of_the_month_alone_is_the_next_to_come() -> None:
    expected: dict[str, str] = {}
    for number in range(1, 32):
        days = (TODAY + timedelta(n) for n in range(100))
        coming = next(day for day in days if day.day == number)
        expected[f"ngày {number}"] = coming.isoformat()
        expected[f"ngay {number}"] = coming.isoformat()
    assert wrong(expected | {"ngày 32": "INVALID", "ngày 0": "INVALID"}) == {}


def test_day_of_the_next_month() -> None:
    expected = {f"ngày {d} tháng sau": f"2024-07-{d:02}" for d in range(1, 32)}
    expected |= {f"ngày {d} tháng này": f"2024-06-{d:02}" for d in range(1, 31)}
    assert wrong(expected | {"ngày 31 tháng này": "INVALID"}) == {}
