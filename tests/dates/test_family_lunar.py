from datetime import date, datetime, time, timedelta
from pathlib import Path

import lunar_vn
import pytest
import yaml

from scheduler.dates import anniversaries, lunar
from scheduler.dates.reading.named import LUNAR_NAMES, SOLAR_NAMES
from tests.dates.spoken import TODAY, ZONE, said, spellings, wrong

FILE = Path(__file__).parents[2] / "config/anniversaries.yaml"
CATALOGUE = anniversaries.catalogue(yaml.safe_load(FILE.read_text()))
NOT_IN_CATALOGUE = {(24, 12), (25, 12)}
NOT_KEPT_THERE = {(3, 3)}


def first_after(today: date, month: int, day: int) -> date | None:
    """Walk from today to the lunar day; None when its month ends first without it."""
    for n in range(420):
        solar = today + timedelta(n)
        found = lunar_vn.solar_to_lunar(solar)
        if found.leap:
            continue
        if (found.month, found.day) == (month, day):
            return solar
        tomorrow = lunar_vn.solar_to_lunar(solar + timedelta(1))
        if found.month == month and tomorrow.day == 1 and day == 30:
            return None
    raise AssertionError("every lunar month comes within 14 months")


def is_doubled(today: date, month: int, day: int) -> bool:
    """Whether the day of a leap month of that number is to come, within the lunar year that goes on."""
    coming = (today + timedelta(n) for n in range(385))
    moons = [(one, lunar_vn.solar_to_lunar(one)) for one in coming]
    leaps = [one for one, moon in moons if moon.leap and (moon.month, moon.day) == (month, day)]
    return bool(leaps) and leaps[0] < lunar.new_year(lunar.from_solar(today).year + 2)


@pytest.mark.parametrize("today", [TODAY, date(2025, 7, 30), date(2033, 1, 20)])
def test_every_lunar_day_is_the_next_to_come(today: date) -> None:
    expected: dict[str, str] = {}
    for month in range(1, 13):
        for day in (1, 5, 10, 15, 23, 29, 30):
            found = first_after(today, month, day)
            want = found.isoformat() if found else "INVALID"
            want = "ASK" if is_doubled(today, month, day) else want
            phrases = [
                f"{day}/{month} âm lịch",
                f"ngày {day} tháng {month} âm lịch",
                f"{day}/{month} âm",
            ]
            for phrase in phrases:
                expected |= dict.fromkeys(spellings(phrase), want)
    assert wrong(expected, now=datetime.combine(today, time(9), ZONE)) == {}


@pytest.mark.parametrize("year", range(1990, 2050, 3))
def test_days_around_tet_of_a_year(year: int) -> None:
    tet = lunar.new_year(year)
    expected = {
        f"mùng 1 Tết {year}": tet,
        f"mùng 3 Tết năm {year}": tet + timedelta(2),
        f"30 Tết {year}": tet - timedelta(1),
        f"giao thừa {year}": tet - timedelta(1),
        f"rằm tháng Giêng năm {year}": tet + timedelta(14),
        f"Tết Nguyên đán {year}": tet,
    }
    assert wrong({phrase: day.isoformat() for phrase, day in expected.items()}) == {}
    assert said(f"trước Tết {year}") == f"../{tet - timedelta(1)}"


def test_full_moon_is_always_lunar() -> None:
    expected: dict[str, str] = {}
    for month in range(1, 13):
        found = first_after(TODAY, month, 15)
        assert found is not None, "every month has a 15th"
        for phrase in (f"rằm tháng {month}", f"rằm tháng {month} âm lịch"):
            expected |= dict.fromkeys(spellings(phrase), found.isoformat())
    assert wrong(expected) == {}


def test_year_of_the_sixty_names_is_the_nearest_and_lunar() -> None:
    expected = {
        "Tết Giáp Thìn": "2024-02-10",
        "Tết Ất Tỵ": "2025-01-29",
        "Tết Bính Ngọ": "2026-02-17",
        "Tết Mậu Thân": "2028-01-26",
        "10/3 năm Ất Tỵ": "2025-04-07",
        "rằm tháng 7 năm Ất Tỵ": "2025-09-06",
    }
    assert wrong({one: day for name, day in expected.items() for one in spellings(name)}) == {}


def next_day(key: str) -> date:
    days = (anniversaries.occasion_day(CATALOGUE[key], year) for year in (2024, 2025))
    return next(day for day in days if day >= TODAY)


ALIASES = [
    (key, name)
    for key, anniversary in CATALOGUE.items()
    for name in anniversary.aliases
    if name != "mùng 10 tháng 3"  # may be meant of the solar calendar too: asked about
    and anniversary.scope == "national"  # a phrase does not say whose province it is
]


@pytest.mark.parametrize(("key", "name"), ALIASES)
def test_alias_of_the_catalogue_is_read(key: str, name: str) -> None:
    assert {said(one) for one in spellings(name)} == {next_day(key).isoformat()}


def test_names_stand_on_days_of_the_catalogue() -> None:
    solar = {tuple(map(int, a.date.split("-")))[::-1] for a in CATALOGUE.values() if a.date}
    moons = {(a.lunar.month, a.lunar.day) for a in CATALOGUE.values() if a.lunar}
    assert set(SOLAR_NAMES) - solar <= NOT_IN_CATALOGUE
    assert set(LUNAR_NAMES) - moons == NOT_KEPT_THERE


def test_solar_names_are_read_with_their_openings() -> None:
    expected: dict[str, str] = {}
    for (day, month), names in SOLAR_NAMES.items():
        if (day, month) == (24, 12):  # "đêm Giáng sinh" may also be the night of the 25th
            continue
        coming = date(2024, month, day)
        coming = coming if coming >= TODAY else date(2025, month, day)
        for name in names:
            for phrase in (f"ngày {name}", f"dịp {name}", name):
                expected |= dict.fromkeys(spellings(phrase), coming.isoformat())
            expected[f"trước {name}"] = f"../{coming - timedelta(1)}"
            expected[f"{name} năm 2027"] = date(2027, month, day).isoformat()
    assert wrong(expected) == {}
