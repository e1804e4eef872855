"""What a rule for a day may say beside a plain one, and the sentence for each way to say it wrongly."""

import pytest

from scheduler.definition.dump import dump
from scheduler.definition.read import read_definition_text
from tests.definition.definition_texts import GOOD, cross_faults, faults, spoiled

DUE = "{by: 2024-07-31}"

GOOD_RULES = [
    "on_request",
    "{on_request: true, working_days: 5}",
    '{every: month, by: 15, except: ["06", {period: "12", part_of: tong-ket}]}',
    "{every: quarter, before: 10, except: [Q2, 2024-H2]}",
    "{every: year, by: 12-10}",
    "{every: year, before: 12-10, except: [2024]}",
    '{part_of: tong-ket, period: "12"}',
    "{part_of: tong-ket}",
    "{same_as: tong-ket}",
    "{same_as: hoi-nghi, time: '10:00'}",
    "{after: issued, days: 10}",
    "{after: received, working_days: 5}",
    "{within: 2024-H1, roll: forward}",
    "{by: 2024-07-31, roll: none}",
]

WRONG_RULES = [
    ("{on_request: false}", "on_request: true"),
    ("{on_request: true, by: 2024-07-31}", "đúng một cách nói"),
    ("{every: month, by: 15, except: 06}", "Cần một danh sách"),
    ("{every: month, by: 15, except: [sau]}", "Viết tháng"),
    ("{every: month, by: 15, except: [{period: 06, part: x}]}", "period, part_of"),
    ("{every: quarter, by: 15, except: ['06']}", "ngắn hơn kỳ báo cáo"),
    ("{by: 2024-07-31, except: ['06']}", "except chỉ dùng với every"),
    ("{every: year, by: 10}", "every: year cần đúng một tháng-ngày"),
    ("{every: year, by: 2024-12-10}", "every: year cần đúng một tháng-ngày"),
    ("{every: year, by: 12-10, of: next month}", "every: year cần đúng một tháng-ngày"),
    ("{by: 2024-07-31, period: 06}", "period chỉ dùng với part_of"),
    ("{same_as: tong-ket, days: 5}", "lấy ngày của báo cáo kia"),
    ("{part_of: tong-ket, roll: back}", "lấy ngày của báo cáo kia"),
    ("{part_of: tong-ket, time: '16:00'}", "lấy ngày của báo cáo kia"),
    ("{by: 2024-07-31, roll: backward}", "forward, back, none"),
    ("{after: received}", "cần nói bao lâu"),
]

WRONG_NAMES = [
    ("{part_of: tong-kt}", "Có phải là “tong-ket”"),
    ("{part_of: hoi-nghi}", "Không có nhiệm vụ báo cáo nào mã “hoi-nghi”"),
    ("{part_of: so-ket-dot-1}", "vòng: so-ket-dot-1 → so-ket-dot-1"),
    ("{every: month, by: 15, except: [{period: 06, part_of: so-ket-dot-1}]}", "chính nhiệm vụ"),
    ("{every: month, by: 15, except: [{period: 06, part_of: so-x}]}", "nào mã “so-x”"),
    ("{same_as: dot-1}", "Không có nhiệm vụ hay mốc nào mã “dot-1”"),
    ("{before: received}", "nào mã “received”"),
]


@pytest.mark.parametrize("rule", GOOD_RULES)
def test_rule_is_read_and_written_back_the_same(rule: str) -> None:
    text = spoiled(DUE, rule)
    assert [p for p in (*faults(text), *cross_faults(text)) if not p.warning] == []

    definition = read_definition_text(text, name="mau.yaml")

    assert read_definition_text(dump(definition), name="mau.yaml") == definition


def test_short_words_are_written_short() -> None:
    rule = '{every: month, by: 15, except: ["06", {period: "12", part_of: tong-ket}]}'
    text = dump(read_definition_text(spoiled(DUE, rule), name="mau.yaml"))

    assert "except: [06, {period: 12, part_of: tong-ket}]" in text
    assert "due: on_request" in dump(read_definition_text(spoiled(DUE, "on_request"), name="m"))


@pytest.mark.parametrize(("rule", "said"), WRONG_RULES)
def test_wrong_rule_is_told_in_a_sentence(rule: str, said: str) -> None:
    (problem,) = faults(spoiled(DUE, rule))

    assert said in str(problem)


@pytest.mark.parametrize(("rule", "said"), WRONG_NAMES)
def test_wrong_name_is_told_in_a_sentence(rule: str, said: str) -> None:
    (problem,) = (p for p in cross_faults(spoiled(DUE, rule)) if not p.warning)

    assert said in str(problem)


def test_days_of_the_directive_name_nothing_else() -> None:
    (problem,) = cross_faults(spoiled("id: dot-1", "id: issued"))

    assert "Mã “issued” dành cho ngày ban hành" in str(problem)


@pytest.mark.parametrize("day", ["{every: month, by: 5}", "on_request", "{part_of: tong-ket}"])
def test_milestone_comes_once(day: str) -> None:
    (problem,) = faults(spoiled("{on: 12-20}", day))

    assert "Mốc chỉ có một ngày" in str(problem)


def several(text: str = GOOD) -> str:
    return text.replace("year: 2024\n", "year: 2024\nlast_year: 2026\n")


def test_campaign_of_several_years_asks_for_the_year_of_a_day() -> None:
    (problem,) = cross_faults(several())

    assert (problem.line, problem.field) == (13, "milestones[0].day.on")
    assert "kéo dài 2024–2026" in str(problem) and "on: 2024-12-20" in str(problem)


@pytest.mark.parametrize("rule", ["{every: year, by: 12-10}", "{by: 2026-07-31}"])
def test_campaign_of_several_years_takes_days_of_each(rule: str) -> None:
    text = several(spoiled(DUE, rule)).replace("{on: 12-20}", "{on: 2026-12-20}")

    assert cross_faults(text) == ()


def test_campaign_of_several_years_ends_after_it_begins() -> None:
    (problem,) = faults(several().replace("last_year: 2026", "last_year: 2023"))

    assert "last_year là năm cuối" in str(problem)


def test_day_of_every_year_exists_in_each() -> None:
    text = several(spoiled(DUE, "{every: year, by: 02-29}")).replace("12-20", "2026-12-20")
    (problem,) = cross_faults(text)

    assert "29/02 trong năm 2025" in str(problem)


PEAK = """  - {id: cao-diem, kind: peak, anniversary: dien-bien-phu, first_day: 04-20}
  - {id: cao-diem-2025, title: Khác, first_day: 2025-07-01, last_day: 2025-08-01}
milestones:
"""


def test_peak_of_each_year_takes_a_day_of_every_year_and_its_ids() -> None:
    text = several().replace("12-20", "2026-12-20").replace("milestones:\n", PEAK)
    (problem,) = (p for p in cross_faults(text) if not p.warning)

    assert "Mã “cao-diem-2025” đã dùng" in str(problem)


@pytest.mark.parametrize("old", ["{on: 12-20}", DUE])
def test_day_that_is_counted_from_exists(old: str) -> None:
    text = spoiled(old, "{after: 02-29, days: 3}").replace("2024-01-15", "2023-01-15")
    (problem,) = [
        one for one in cross_faults(text.replace("year: 2024", "year: 2025")) if not one.warning
    ]

    assert problem.field.endswith(".after") and "29/02 trong năm 2025" in str(problem)


def test_day_that_is_counted_from_is_near_the_year() -> None:
    (problem,) = cross_faults(spoiled(DUE, "{after: 2014-03-15, days: 10}"))

    assert "xa năm 2024" in str(problem)


@pytest.mark.parametrize("years", ["2024-2028", "nam-hoc-2024-2025"])
def test_year_is_asked_where_the_id_ends_with_two(years: str) -> None:
    (problem,) = faults(GOOD.replace("year: 2024\n", "").replace("mau-2024", f"mau-{years}"))

    assert problem.field == "year"


@pytest.mark.parametrize("more", ["roll: back", "time: '16:00'"])
def test_milestone_is_a_day_that_nothing_moves(more: str) -> None:
    (problem,) = faults(spoiled("{on: 12-20}", f"{{on: 12-20, {more}}}"))

    assert "Mốc là một ngày" in str(problem)
