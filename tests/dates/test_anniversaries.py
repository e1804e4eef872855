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
def test_each_ordinal_rises_by_one_a_year_from_the_second(key: str) -> None:
    """The first is no “1 năm”, which nobody marks."""
    found: dict[str, list[tuple[int, int | None]]] = {}
    firsts: dict[str, int | None] = {}
    for year in YEARS:
        for told in ann.occasions(CATALOGUE[key], year):
            found.setdefault(told.name, []).append((year, told.ordinal))
            firsts[told.name] = told.first_year
    assert tuple(first for first in firsts.values() if first) == CATALOGUE[key].first_years
    for name, ordinals in found.items():
        first = firsts[name]
        expected = [(y, y - first if first and y > first + 1 else None) for y, _n in ordinals]
        assert ordinals == expected


@pytest.mark.parametrize(
    ("key", "year", "told"),
    [
        (
            "hoi-phu-nu",
            2022,
            [
                ("Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam", 92),
                ("Ngày Phụ nữ Việt Nam", 12),
            ],
        ),
        ("phong-chay-chua-chay", 2016, [("Ngày toàn dân phòng cháy và chữa cháy", 15)]),
        (
            "nan-nhan-chat-doc-da-cam",
            2019,
            [
                ("Ngày vì nạn nhân chất độc da cam Việt Nam", None),
                ("Thảm họa da cam ở Việt Nam", 58),
            ],
        ),
        (
            "khuyen-hoc",
            2026,
            [("Ngày Khuyến học Việt Nam", 18), ("Ngày thành lập Hội Khuyến học Việt Nam", 30)],
        ),
        ("van-hoa-viet-nam", 2027, [("Ngày Văn hóa Việt Nam", None)]),
        ("hoi-nghi-van-hoa-toan-quoc", 2026, [("Hội nghị Văn hóa toàn quốc lần thứ nhất", 80)]),
        # before the day got the name, it is not called so
        ("hoi-phu-nu", 2000, [("Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam", 70)]),
    ],
)
def test_ordinal_is_that_of_the_name(
    key: str, year: int, told: list[tuple[str, int | None]]
) -> None:
    assert [(one.name, one.ordinal) for one in ann.occasions(CATALOGUE[key], year)] == told


def test_entries_stand_in_the_order_of_the_year_lunar_ones_last() -> None:
    def place(one: Anniversary) -> tuple[int, str, int]:
        if one.lunar is None:
            return 0, one.date or "", 0
        day = 31 if one.lunar.day == "last" else one.lunar.day
        return 1, f"{one.lunar.month:02}", day

    places = [place(one) for one in CATALOGUE.values()]
    assert places == sorted(places)


def test_what_is_not_checked_says_where_it_is_from() -> None:
    assert [one.id for one in CATALOGUE.values() if not one.source] == []
    guessed = [one for one in CATALOGUE.values() if one.source.startswith("general knowledge")]
    assert [one.id for one in guessed if one.checked] == []


@pytest.mark.parametrize("key", PRINTED_2024)
def test_printed_ordinal_of_2024_is_borne_out(key: str) -> None:
    assert ann.occasion(CATALOGUE[key], 2024).ordinal == PRINTED_2024[key]


@pytest.mark.parametrize("key", PRINTED_2023_A_YEAR_EARLY)
def test_ordinal_printed_a_year_early_is_that_of_the_next_year(key: str) -> None:
    assert ann.occasion(CATALOGUE[key], 2024).ordinal == PRINTED_2023_A_YEAR_EARLY[key]


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
        ("quoc-te-phu-nu", 2020, None),  # 110 years, but of no decree of ours
        ("quoc-te-lao-dong", 2026, None),
    ],
)
def test_class_follows_the_decree(key: str, year: int, cls: str | None) -> None:
    assert ann.occasion(CATALOGUE[key], year).cls == cls


@given(st.integers(1, 3000))
def test_class_is_told_by_the_last_digit(ordinal: int) -> None:
    last = ordinal % 10
    assert ann.class_of(ordinal, "nd145") == {0: "tron", 5: "le_5"}.get(last, "khac")
    assert ann.class_of(ordinal, "nd111") == ("tron" if last == 0 else "khac")
    assert ann.class_of(ordinal, "like_nd111") == ann.class_of(ordinal, "nd111")


@pytest.mark.parametrize(
    ("key", "year", "said"),
    [
        ("giai-phong-mien-nam", 2027, "khac"),  # by Nghị định 145/2013, which is the rule unsaid
        ("quoc-phong-toan-dan", 2024, "nd111 khac"),
        ("quan-doi-nhan-dan", 2024, "nd111 tron"),
        ("di-chuc-bac", 2024, "like_nd111 khac"),
        ("hoi-phu-nu", 2024, "like_nd111 khac"),
        ("gio-to-hung-vuong", 2027, "khac"),
        ("tet-nguyen-dan", 2024, None),
    ],
)
def test_class_is_kept_with_its_decree(key: str, year: int, said: str | None) -> None:
    assert ann.occasion(CATALOGUE[key], year).year_class == said


@pytest.mark.parametrize("cls", ["tron", "le_5", "khac"])
@pytest.mark.parametrize("rule", ["nd145", "nd111", "like_nd111"])
def test_class_and_decree_are_told_apart_again(cls: ann.Class, rule: ann.Rule) -> None:
    assert ann.class_and_rule(ann.year_class(cls, rule)) == (cls, rule)


def test_events_the_party_and_mass_organisations_are_classed_by_analogy() -> None:
    events = [one for one in CATALOGUE.values() if one.kind == "lich_su"]
    assert {one.count_rule for one in events} == {"like_nd111", None}
    named = ("Đảng", "Đoàn", "Hội ", "Mặt trận", "Công đoàn", "Đội Thiếu niên")
    theirs = [
        one
        for one in CATALOGUE.values()
        if one.name_vi.startswith(tuple(f"Ngày thành lập {name}" for name in named))
    ]
    assert len(theirs) > 8
    assert {one.id: one.count_rule for one in theirs if one.kind != "le_lon"} == {
        one.id: "like_nd111" for one in theirs if one.kind != "le_lon"
    }


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
        ({"counts": [{"name": "Ngày khác", "first_year": 2010}]}, None),  # and a first year
        (
            {
                "first_year": None,
                "counts": [
                    {"name": "Ngày khác", "first_year": 2010},
                    {"name": "Ngày nữa", "first_year": 2010},
                ],
            },
            None,
        ),
        ({"first_year": None, "counts": [{"name": "Ngày khác"}]}, "counts.0.first_year"),
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
