"""The campaigns and units of the repository: valid, and true to what their directives say."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.dates.anniversaries import occasion
from scheduler.definition.check import check
from scheduler.definition.check_units import check_organisation
from scheduler.definition.models import Definition, PhaseKind
from scheduler.definition.organisation import Organisation
from scheduler.definition.read import (
    read_catalogue,
    read_document,
    read_organisation_document,
)
from scheduler.definition.spans import Period, Span
from tests.definition.definition_texts import ROOT, policies

CAMPAIGNS = sorted((ROOT / "config/samples/campaigns").glob("*.yaml"))
UNITS = sorted((ROOT / "config/samples/units").glob("*.yaml"))
CATALOGUE = read_catalogue(ROOT / "config/anniversaries.yaml")


def campaign(name: str) -> Definition:
    return read_document(ROOT / f"config/samples/campaigns/{name}.yaml").value


def organisation(name: str) -> Organisation:
    return read_organisation_document(ROOT / f"config/samples/units/{name}.yaml").value


def tied(definition: Definition) -> set[str]:
    return {name for phase in definition.phases for name in phase.anniversaries}


def test_every_directive_and_issuer_has_its_file() -> None:
    assert [path.stem for path in CAMPAIGNS] == [
        "ha-giang-2024",
        "lai-chau-2023",
        "lai-chau-2024",
        "lai-chau-ntm-2024",
        "phu-tho-2024",
        "phu-tho-cchc-2024",
        "tuan-giao-2021",
        "tuyen-quang-2026",
        "xa-tuan-giao-2026",
    ]
    assert [path.stem for path in UNITS] == [
        "ha-giang",
        "lai-chau",
        "phu-tho",
        "tuan-giao",
        "tuyen-quang",
        "xa-tuan-giao",
    ]


@pytest.mark.parametrize("path", CAMPAIGNS, ids=lambda path: path.stem)
def test_campaign_passes_every_check(path: Path) -> None:
    document = read_document(path)
    assert document.value.issuer is not None

    assert document.value.campaign == path.stem
    assert (
        check(
            document,
            organisation=organisation(document.value.issuer),
            catalogue=CATALOGUE,
            policies=policies(),
        )
        == ()
    )


@pytest.mark.parametrize("path", CAMPAIGNS, ids=lambda path: path.stem)
def test_campaign_prints_the_name_of_its_issuer(path: Path) -> None:
    definition = read_document(path).value

    assert definition.directive.issuer == organisation(definition.issuer or "").issuer.name


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units_pass_every_check(path: Path) -> None:
    document = read_organisation_document(path)

    assert check_organisation(document) == ()
    assert document.value.issuer.id == path.stem
    assert document.value.issuer.sample


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units_are_reached_in_different_ways(path: Path) -> None:
    ways = {unit.channels for unit in read_organisation_document(path).value.units}
    mails = [unit.email for unit in read_organisation_document(path).value.units if unit.email]

    assert () in ways
    assert len(ways) >= 4
    assert all(mail.endswith(".example") for mail in mails)


def test_units_with_mail_have_an_address() -> None:
    for path in UNITS:
        for unit in read_organisation_document(path).value.units:
            assert ("email" in unit.channels) == (unit.email is not None)


def test_lanes_are_one_an_issuer() -> None:
    lanes = [read_organisation_document(path).value.issuer.lane for path in UNITS]

    assert lanes == [
        "tg-ha-giang",
        "tg-lai-chau",
        "tg-phu-tho",
        "tg-tuan-giao",
        "tg-tuyen-quang",
        "tg-xa-tuan-giao",
    ]


def test_standing_bodies_are_those_the_directives_name() -> None:
    bodies = {
        path.stem: read_organisation_document(path).value.issuer.standing_body for path in UNITS
    }

    assert bodies == {
        "ha-giang": "so-noi-vu",  # not named in the text
        "lai-chau": "so-noi-vu",
        "phu-tho": "ban-tdkt",
        "tuan-giao": "phong-noi-vu",
        "tuyen-quang": "so-noi-vu",
        "xa-tuan-giao": "phong-vhxh",
    }


def test_phu_tho_has_two_rounds_and_two_peaks() -> None:
    phases = campaign("phu-tho-2024").phases

    assert [(p.id, p.first_day, p.last_day) for p in phases if p.kind is PhaseKind.ROUND] == [
        ("dot-1", date(2024, 1, 1), date(2024, 6, 30)),
        ("dot-2", date(2024, 7, 1), date(2024, 12, 31)),
    ]
    assert [(p.anniversary, p.lead) for p in phases if p.kind is PhaseKind.PEAK] == [
        ("dien-bien-phu", Span(days=30)),
        ("quan-doi-nhan-dan", Span(days=30)),
    ]


def test_phu_tho_peaks_say_that_their_days_are_not_in_the_text() -> None:
    origins = [p.origin for p in campaign("phu-tho-2024").phases]

    assert [origin.kind for origin in origins if origin] == ["quoted", "quoted", "set", "set"]


def test_phu_tho_has_thirteen_anniversaries_with_the_printed_ordinals() -> None:
    definition = campaign("phu-tho-2024")
    printed = {
        "thanh-lap-dang": 94,
        "tet-nguyen-dan": None,
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

    assert tied(definition) == set(printed)
    assert {name: occasion(CATALOGUE[name], 2024).ordinal for name in printed} == printed


def test_phu_tho_duties_say_where_their_days_come_from() -> None:
    due = {d.id: (d.kind.value, d.due, d.origin.kind) for d in campaign("phu-tho-2024").duties}

    assert due["ky-giao-uoc"][1:] == (None, "quoted")
    kind, when, origin = due["so-ket-dot-1"]
    assert (kind, when and when.within, origin) == ("so_ket", Period(2024, 7, 7), "quoted")
    kind, when, origin = due["tong-ket-nam"]
    assert (kind, when and when.after, origin) == ("tong_ket", "het-ky-bao-cao-nam", "derived")


def test_phu_tho_year_end_conference_waits_for_a_day() -> None:
    milestones = {m.id: m for m in campaign("phu-tho-2024").milestones}

    assert milestones["hoi-nghi-tong-ket"].day is None


def test_tuan_giao_keeps_its_blanks_and_reports_through_phong_noi_vu() -> None:
    definition = campaign("tuan-giao-2021")
    directive = definition.directive

    assert (directive.number, directive.issued_on, directive.issued_in) == (None, None, "2021-02")
    assert definition.phases == ()
    assert [(d.kind.value, d.to, d.origin.kind) for d in definition.duties] == [
        ("ky_giao_uoc", "phong-noi-vu", "quoted"),
        ("bao_cao_6_thang", "phong-noi-vu", "derived"),
        ("tong_ket", "phong-noi-vu", "derived"),
    ]


def test_lai_chau_2023_anniversaries_are_off_by_a_year_and_said_so() -> None:
    definition = campaign("lai-chau-2023")
    printed = {
        "lai-chau-thanh-lap-tinh": 115,
        "dang-bo-tinh-lai-chau": 75,
        "lai-chau-chia-tach": 20,
    }

    assert tied(definition) == set(printed)
    assert [occasion(CATALOGUE[name], 2023).ordinal for name in printed] == [114, 74, 19]
    assert [occasion(CATALOGUE[name], 2024).ordinal for name in printed] == [*printed.values()]
    assert "114, 74 và 19 năm" in definition.notes[0]


def test_lai_chau_2024_has_number_and_no_day_of_issue() -> None:
    definition = campaign("lai-chau-2024")

    assert definition.directive.number == "477/CT-UBND"
    assert definition.directive.issued_on is None
    assert tied(definition) == set()


def test_ha_giang_sets_its_days_because_the_text_has_none() -> None:
    definition = campaign("ha-giang-2024")

    assert definition.directive.issued_on == date(2023, 12, 26)
    assert {duty.origin.kind for duty in definition.duties} == {"set"}


def test_lai_chau_units_change_with_the_mergers_of_2025() -> None:
    lai_chau = organisation("lai-chau")
    units = {unit.id: unit for unit in lai_chau.units}

    def living(day: date) -> int:
        return sum(lai_chau.lives_on(unit, day) for unit in units.values())

    assert living(date(2024, 6, 12)) == 64
    assert units["so-khdt"].into == ("so-tai-chinh",)
    assert units["so-khdt"].last_day == date(2025, 2, 28)
    assert units["so-nnmt"].first_day == date(2025, 3, 1)
    assert living(date(2025, 7, 1)) == 64 - 8 + 38 - 9 + 3 - 14 + 5


def test_lai_chau_districts_end_into_their_communes() -> None:
    units = {unit.id: unit for unit in organisation("lai-chau").units}

    assert sum(unit.kind in ("xa", "phuong") for unit in units.values()) == 38
    assert units["ubnd-tp-lai-chau"].last_day == date(2025, 6, 30)
    assert units["ubnd-tp-lai-chau"].into == ("ubnd-phuong-doan-ket", "ubnd-phuong-tan-phong")
    assert units["ubnd-xa-le-loi"].first_day == date(2025, 7, 1)


def test_lai_chau_blocks_have_a_head_every_year() -> None:
    lai_chau = organisation("lai-chau")
    blocks = lai_chau.blocks

    for day in (date(year, 12, 1) for year in range(2023, 2028)):
        living = {unit.block for unit in lai_chau.units if lai_chau.lives_on(unit, day)}
        for block in (one for one in blocks if one.id in living):
            assert sum(turn.year == day.year for turn in block.rotation) == 1, (block.id, day)
    assert next(t.head for t in blocks[0].rotation if t.year == 2024) == "ubnd-than-uyen"
