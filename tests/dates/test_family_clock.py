from datetime import date, timedelta

from tests.dates.spoken import IN_WORDS, TODAY, marked_spellings, spellings, wrong

DAY = date(2024, 6, 20)


def at(hour: int, minute: int = 0, day: date = DAY) -> str:
    day += timedelta(hour // 24)
    return f"{day}T{hour % 24:02}:{minute:02}"


def test_clock_on_either_side_of_the_date() -> None:
    expected: dict[str, str] = {}
    for hour in range(6, 24):
        for minute in (0, 5, 30, 59):
            for clock in (f"{hour}h{minute:02}", f"{hour}g{minute:02}", f"{hour:02}:{minute:02}"):
                phrases = (f"{clock} ngày 20/6", f"{clock} 20/6/2024", f"20/6 lúc {clock}")
                expected |= dict.fromkeys(phrases, at(hour, minute))
            spoken = f"{hour} giờ {minute} phút ngày 20/6"
            expected |= dict.fromkeys(spellings(spoken), at(hour, minute))
        for phrase in (
            f"{hour}h ngày 20/6",
            f"{hour} giờ ngày 20/6",
            f"{IN_WORDS[hour]} giờ ngày 20/6",
        ):
            expected |= dict.fromkeys(marked_spellings(phrase), at(hour))
    assert wrong(expected) == {}


def test_small_hours_without_a_part_of_the_day_are_asked_about() -> None:
    expected = {f"{hour}h ngày 20/6": "ASK" for hour in range(1, 6)}
    expected |= {f"0{hour}h00 ngày 20/6": at(hour) for hour in range(1, 6)}
    assert wrong(expected) == {}


def test_part_of_the_day_moves_the_hour() -> None:
    expected: dict[str, str] = {}
    for part, hours, added in (
        ("sáng", range(1, 12), 0),
        ("chiều", range(1, 7), 12),
        ("tối", range(6, 12), 12),
        ("đêm", range(8, 13), 12),
        ("trưa", range(11, 13), 0),
        ("chiều", range(13, 19), 0),
    ):
        for hour in hours:
            clock = at(hour + added)
            expected |= dict.fromkeys(spellings(f"{hour}h {part} ngày 20/6"), clock)
            expected |= dict.fromkeys(marked_spellings(f"{part} 20/6 lúc {hour} giờ"), clock)
            expected |= dict.fromkeys(spellings(f"{hour} giờ 30 {part} 20/6"), at(hour + added, 30))
            tomorrow = at(hour + added, day=TODAY + timedelta(1))
            expected |= dict.fromkeys(spellings(f"{hour}g {part} mai"), tomorrow)
    assert wrong(expected) == {}


def test_minutes_short_of_the_hour_and_half_past() -> None:
    expected: dict[str, str] = {}
    for hour in range(7, 12):
        for minute in (5, 10, 15, 20):
            early = at(hour - 1, 60 - minute)
            for phrase in (
                f"{hour} giờ kém {minute} sáng 20/6",
                f"{hour}h kém {IN_WORDS[minute]} phút sáng 20/6",
                f"kém {minute} phút {hour} giờ sáng 20/6",
            ):
                expected |= dict.fromkeys(spellings(phrase), early)
        expected |= dict.fromkeys(spellings(f"{hour} giờ rưỡi sáng 20/6"), at(hour, 30))
        expected |= dict.fromkeys(spellings(f"{hour} rưỡi sáng 20/6"), at(hour, 30))
    assert wrong(expected) == {}


def test_midnight_is_the_end_of_the_day() -> None:
    end = at(24)
    expected = dict.fromkeys(
        ("24h ngày 20/6", "12h đêm 20/6", "12 giờ đêm ngày 20/6", "nửa đêm 20/6", "0h ngày 21/6"),
        end,
    )
    assert wrong(expected) == {}


def test_hours_that_do_not_exist_are_refused() -> None:
    expected = {f"{hour}h ngày 20/6": "INVALID" for hour in range(25, 60)}
    expected |= {f"8h{minute} ngày 20/6": "INVALID" for minute in range(60, 100)}
    assert wrong(expected) == {}


def test_clock_alone_is_the_next_such_moment() -> None:
    expected = {f"{hour}h": at(hour, day=TODAY) for hour in range(10, 24)}
    expected |= {f"{hour}h": "ASK" for hour in range(6, 10)}  # tonight or tomorrow morning
    expected["8h sáng"] = at(8, day=TODAY + timedelta(1))
    assert wrong(expected) == {}
