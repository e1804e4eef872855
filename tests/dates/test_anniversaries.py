from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates import anniversaries as ann
from scheduler.dates import lunar
from scheduler.dates.anniversaries import Anniversary
from scheduler.errors import BadCatalogue

FILE = Path(__file__).parents[2] / "config/anniversaries.yaml"
CATALOGUE = ann.catalogue(yaml.safe_load(FILE.read_text()))
YEARS = range(1968, 2051)

# Ordinals a provincial plan of 2024 prints, each with its two dates.
PRINTED_2024 = {
    "thanh-lap-dang": 94,
    "giai-phong-mien-nam": 49,
    "dien-bien-phu": 70,
    "sinh-chu-tich-ho-chi-minh": 134,
    "thi-dua-yeu-nuoc": 76,
    "thuong-binh-liet-si": 77,
    "cach-mang-thang-tam": 79,
    "quoc-khanh": 79,
    "bac-ho-tham-den-hung": 70,
    "di-chuc-bac": 55,
    "quan-doi-nhan-dan": 80,
    "quoc-phong-toan-dan": 35,
}
# Ordinals another province prints in 2023 for its year of three jubilees, which all fell in 2024.
PRINTED_2023_A_YEAR_EARLY = {
    "lai-chau-thanh-lap-tinh": 115,
    "dang-bo-tinh-lai-chau": 75,
    "lai-chau-chia-tach": 20,
}


@pytest.mark.parametrize("key", CATALOGUE)
def test_anniversary_falls_once_in_every_year(key: str) -> None:
    found = [ann.occasion(CATALOGUE[key], year) for year in YEARS]
    assert [occasion.on.year for occasion in found] == list(YEARS)


@pytest.mark.parametrize("key", CATALOGUE)
def test_ordinal_rises_by_one_a_year_from_the_first(key: str) -> None:
    first = CATALOGUE[key].first_year
    found = [ann.occasion(CATALOGUE[key], year).ordinal for year in YEARS]
    assert found == [y - first if first is not None and y > first else None for y in YEARS]


@pytest.mark.parametrize("key", PRINTED_2024)
def test_printed_ordinal_of_2024_is_borne_out(key: str) -> None:
    assert ann.ordinal_in(CATALOGUE[key], 2024) == PRINTED_2024[key]


@pytest.mark.parametrize("key", PRINTED_2023_A_YEAR_EARLY)
def test_ordinal_printed_a_year_early_is_that_of_the_next_year(key: str) -> None:
    assert ann.ordinal_in(CATALOGUE[key], 2024) == PRINTED_2023_A_YEAR_EARLY[key]


@pytest.mark.parametrize(
    ("key", "year", "cls"),
    [
        ("dien-bien-phu", 2024, "tron"),
        ("giai-phong-mien-nam", 2020, "le_5"),
        ("giai-phong-mien-nam", 2024, "khac"),
        ("quoc-phong-toan-dan", 2024, "khac"),  # 35 years: Nghị định 111/2018 knows no lẻ 5
        ("quan-doi-nhan-dan", 2024, "tron"),
        ("gio-to-hung-vuong", 2025, "le_5"),
        ("gio-to-hung-vuong", 2030, "tron"),
        ("gio-to-hung-vuong", 2024, "khac"),
        ("tet-nguyen-dan", 2024, None),
        ("quoc-te-hanh-phuc", 2024, None),
        ("van-hoa-viet-nam", 2026, None),
    ],
)
def test_class_follows_the_decree(key: str, year: int, cls: str | None) -> None:
    assert ann.occasion(CATALOGUE[key], year).cls == cls


@given(st.integers(1, 3000))
def test_class_is_told_by_the_last_digit(ordinal: int) -> None:
    last = ordinal % 10
    assert ann.class_of(ordinal, "nd145") == {0: "tron", 5: "le_5"}.get(last, "khac")
    assert ann.class_of(ordinal, "nd111") == ("tron" if last == 0 else "khac")


@pytest.mark.parametrize("year", YEARS)
def test_day_of_the_twelfth_lunar_month_comes_before_the_tet_of_its_year(year: int) -> None:
    tet = lunar.new_year(year)
    eve = ann.occasion(CATALOGUE["giao-thua"], year).on
    kitchen_gods = ann.occasion(CATALOGUE["ong-cong-ong-tao"], year).on
    assert (tet - eve).days == 1
    assert (tet - kitchen_gods).days in (7, 8)


def entry(**changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "id": "ngay-thu",
        "name_vi": "Ngày thử",
        "name_en": "Test day",
        "calendar": "solar",
        "date": "02-29",
        "first_year": 2000,
        "kind": "lich_su",
        "count_rule": "nd111",
        "day_off": False,
        "scope": "national",
        "source": "test",
        "checked": True,
    }
    return {key: value for key, value in (values | changes).items() if value != "absent"}


def test_29_february_is_kept_on_the_28th_in_common_years() -> None:
    leap_day = Anniversary.model_validate(entry())
    assert ann.occasion_day(leap_day, 2023) == date(2023, 2, 28)
    assert ann.occasion_day(leap_day, 2024) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"colour": "red"}, "colour"),
        ({"kind": "party"}, "kind"),
        ({"name_vi": "absent"}, "name_vi"),
        ({"date": "absent"}, None),
        ({"date": "02-31"}, None),
        ({"lunar": {"month": 1, "day": 1}}, None),
        ({"calendar": "lunar", "date": "absent", "lunar": {"month": 13, "day": 1}}, "lunar.month"),
        ({"calendar": "lunar", "date": "absent", "lunar": {"month": 12, "day": 30}}, "lunar.day"),
        ({"calendar": "lunar", "date": "absent", "lunar": {"month": 12, "day": "30"}}, "lunar.day"),
        ({"calendar": "lunar", "date": "absent", "lunar": {"month": 2, "day": 0}}, "lunar.day"),
    ],
)
def test_bad_entry_is_told_with_its_place(changes: dict[str, object], place: str | None) -> None:
    with pytest.raises(BadCatalogue) as caught:
        ann.catalogue({"version": 1, "anniversaries": [entry(id="tot"), entry(**changes)]})
    where = caught.value.faults[0][0]
    assert where == "anniversaries[1]" + (f".{place}" if place else "")


@pytest.mark.parametrize("month", range(1, 13))
def test_lunar_day_the_catalogue_takes_is_one_of_every_year(month: int) -> None:
    lengths = {lunar.from_solar(lunar.to_solar(year, month, "last")).day for year in YEARS}

    assert lengths == {29, 30}  # so a 30th is none of every year, and a 29th always is


def test_all_faults_are_told_together() -> None:
    with pytest.raises(BadCatalogue) as caught:
        ann.catalogue({"anniversaries": [entry(kind="x"), entry(), entry(), "text"]})
    assert [where for where, _ in caught.value.faults] == [
        "anniversaries[0].kind",
        "anniversaries[2]",
        "anniversaries[3]",
    ]


@pytest.mark.parametrize("values", [None, [], {}, {"anniversaries": 3}])
def test_values_without_a_list_are_refused(values: object) -> None:
    with pytest.raises(BadCatalogue):
        ann.catalogue(values)
