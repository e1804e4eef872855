"""What a plan says of periods, parts, days off and what is awaited; two plans of several years side by side."""

from datetime import date
from io import StringIO
from typing import Any

from rich.console import Console, RenderableType

from config.commands import tables
from scheduler.campaign import remark_words
from scheduler.campaign.names import Names
from scheduler.campaign.proposals import Proposal
from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.document import Document
from scheduler.definition.read import read_catalogue
from scheduler.plan.as_json import plan_as_json
from scheduler.plan.model import Plan, Remark, RemarkKind
from tests.build import ZONE, definition, duty, organisation, plan
from tests.definition.definition_texts import ROOT

CATALOGUE: dict[str, Anniversary] = read_catalogue(ROOT / "config/anniversaries.yaml")
PEAK = {"id": "cao-diem", "kind": "peak", "anniversary": "quoc-khanh", "lead": "30 days"}


def printed(given: RenderableType) -> str:
    console = Console(width=400, file=StringIO())
    console.print(given)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def planned(*duties: Any, **more: Any) -> Plan:
    return plan(definition(*duties, **({"year": 2027, "phases": []} | more)), catalogue=CATALOGUE)


def obligations(*duties: Any, **more: Any) -> str:
    return printed(tables.obligations(planned(*duties, **more).occurrences, ZONE))


def test_plan_says_where_a_day_off_sent_the_day() -> None:
    said = obligations(duty(due={"within": "2027-07"}))

    assert "17:00 thứ Sáu, 30/7/2027" in said
    assert "31/7/2027 là thứ Bảy; lùi về thứ Sáu, 30/7/2027" in said


def test_plan_says_how_often_days_of_many_times_are_off() -> None:
    said = obligations(duty(due={"every": "month", "by": "last"}), last_year=2028)

    assert "Báo cáo bc (tháng 01/2027) …" in said
    assert "8 lần vào ngày nghỉ: 31/01/2027 là Chủ nhật" in said


def test_plan_says_what_is_told_in_a_report() -> None:
    part = duty("cd", due={"part_of": "thang", "period": "12"})
    said = obligations(duty("thang", title="Báo cáo tháng", due={"every": "month", "by": 15}), part)

    assert "Nội dung lồng ghép: Báo cáo cd" in said.split("Báo cáo tháng 12/2027")[1]


def test_plan_says_what_a_duty_waits_for() -> None:
    said = obligations(duty("a", due="on_request"), duty("b", due={"after": "received", "days": 3}))

    assert "chờ cơ quan thường trực yêu cầu" in said
    assert "tính từ ngày đơn vị nhận được văn bản" in said


def test_every_remark_has_a_sentence() -> None:
    found = planned(
        duty("a", due={"after": "issued", "days": 3}),
        duty("b", due={"before": "hn", "days": 10}),
        duty("c", due={"part_of": "thang", "period": "12"}),
        duty("d", due={"part_of": "a"}, owed_by={"ids": ["u1"]}),
        duty("thang", due={"every": "month", "by": 5, "except": ["12"]}),
        milestones=[{"id": "hn", "title": "Hội nghị"}],
    )
    said = {remark.kind: remark_words.sentence(remark) for remark in found.remarks}

    assert "directive.issued_on" in said[RemarkKind.NOT_ISSUED]
    assert "chờ ngày của “hn”" in said[RemarkKind.WAITS_FOR]
    assert "“c” lồng ghép vào “thang”" in said[RemarkKind.NO_HOST]
    assert "“d” lồng ghép vào “a”" in said[RemarkKind.OTHER_UNITS]


def test_json_says_the_same() -> None:
    found: Any = plan_as_json(
        planned(duty(due={"within": "2027-07"}), duty("cd", due={"part_of": "bc"}), last_year=2028)
    )
    (one, *_rest) = found["obligations"]

    assert found["last_year"] == 2028
    assert one["rolled"] == {"from": "2027-07-31", "to": "2027-07-30"}
    assert (one["title"], one["contents"], one["waits_for"]) == ("Báo cáo bc", ["Báo cáo cd"], None)


def test_peaks_of_each_year_stand_beside_those_of_the_years_before() -> None:
    both = [planned(phases=[PEAK], year=year, last_year=year + 1) for year in (2027, 2029)]
    rows = printed(tables.years(*both)).splitlines()

    (row,) = (row for row in rows if "Cao điểm" in row and "năm 2030" in row)
    assert "02/9/2028" in row and "02/9/2030" in row
    assert any("2027–2028" in row and "2029–2030" in row for row in rows)


UNITS = organisation(3)


def test_people_read_names_where_programs_read_ids() -> None:
    upward = {"name": "Ủy ban nhân dân tỉnh", "via": "u0"}
    given = definition(
        duty("a", to=upward, owed_by={"all": True}),
        duty("b", due={"before": "hn", "days": 10}),
        milestones=[{"id": "hn", "title": "Hội nghị"}],
    )
    proposed = Proposal(Document("x.yaml", given), UNITS, plan(given, UNITS), "", ())
    said = printed(tables.proposal(proposed))

    assert "Ủy ban nhân dân tỉnh (qua Đơn vị u0)" in said
    assert "Đơn vị u0 là nơi nhận nên không phải gửi báo cáo cho chính mình: Báo cáo a." in said
    assert "“Báo cáo b” chưa ấn định thời hạn: chờ ngày của “Hội nghị”." in said
    assert "“Hội nghị” chưa ấn định thời hạn" in said
    assert "u0" not in said.replace("Đơn vị u0", "")


def test_who_took_over_from_an_issuer_is_named() -> None:
    ended = Remark(RemarkKind.ISSUER_ENDED, "Tỉnh cũ", "tinh-moi", date(2025, 6, 30))

    told = remark_words.sentence(ended, Names(issuers={"tinh-moi": "Ủy ban nhân dân tỉnh Mới"}))
    assert "cơ quan kế tục: Ủy ban nhân dân tỉnh Mới." in told


def test_many_names_are_cut_at_the_end_of_one() -> None:
    into = ", ".join(f"Ủy ban nhân dân xã số {number}" for number in range(20))
    told = remark_words.sentence(Remark(RemarkKind.UNIT_ENDED, "Huyện", into, date(2025, 6, 30)))

    assert told.endswith("Ủy ban nhân dân xã số 7, …")


def test_rollover_tells_what_does_not_come_again_and_one_day_once() -> None:
    congress = [{"id": "dh", "title": "Đại hội", "day": "2027-01-19"}]
    before, after = planned(occasions=congress, year=2027), planned(year=2028)
    (row,) = (
        line for line in printed(tables.years(before, after)).splitlines() if "Đại hội" in line
    )

    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "Đại hội",
        "thứ Ba, 19/01/2027",
        "không chuyển sang",
    ]
