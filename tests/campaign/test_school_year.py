"""A school year looked at whole: an education department whose campaign begins in September and ends in May."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.campaign import proposals
from scheduler.campaign.proposals import Proposal
from scheduler.campaign.rehearsal import Transcript, rehearsal_context, rehearse
from scheduler.campaign.rollover import roll_over
from scheduler.clock import RehearsalClock
from scheduler.dates.say import in_numbers
from scheduler.installation import Installation
from scheduler.words.facts import DETAIL
from scheduler.words.telling import write_lines

PROGRAM = Path(__file__).parents[2] / "config"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START, END = datetime(2026, 9, 1, tzinfo=ZONE), datetime(2027, 8, 31, tzinfo=ZONE)
UNITS = """\
issuer:
  id: so-gddt
  name: Sở Giáo dục và Đào tạo tỉnh Mẫu
  lane: tg-gddt
  standing_body: van-phong
units:
  - {id: van-phong, name: Văn phòng Sở, kind: phong, head_title: Chánh Văn phòng}
  - {id: thpt-1, name: Trường THPT số 1, kind: truong, head_title: Hiệu trưởng}
  - {id: thpt-2, name: Trường THPT số 2, kind: truong, head_title: Hiệu trưởng}
"""
CAMPAIGN = """\
campaign: nam-hoc-2026-2027
title: Phong trào thi đua năm học 2026-2027
year: 2026
last_year: 2027
issuer: so-gddt
directive: {number: 12/KH-SGDĐT, issued_on: 2026-09-03, issuer: Sở Giáo dục và Đào tạo tỉnh Mẫu}
template: nam-hoc
phases:
  - {id: nam-hoc, title: Năm học 2026-2027, first_day: 2026-09-05, last_day: 2027-05-31,
     anniversaries: [nha-giao-viet-nam]}
duties:
  - id: so-ket-hoc-ky-1
    title: Báo cáo sơ kết học kỳ I
    kind: so_ket
    due: {by: 2027-01-15}
    origin: {quoted: chậm nhất ngày 15/01/2027}
    owed_by: {kinds: [truong]}
    to: {name: Giám đốc Sở, via: van-phong}
  - id: bao-cao-tinh
    title: Báo cáo tổng kết năm học
    kind: tong_ket
    due: {by: 2027-07-23}
    origin: {quoted: chậm nhất ngày 23/7/2027}
    owed_by: {ids: [co-quan-thuong-truc]}
    to: {name: Ủy ban nhân dân tỉnh}
    proof: [number, {form: Mẫu số 01}, {channel: Hệ thống quản lý văn bản}]
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("office")
    for name, text in (("units/so-gddt.yaml", UNITS), ("campaigns/nam-hoc.yaml", CAMPAIGN)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, "utf-8")
    database = f"sqlite:///{folder}/none.sqlite3"
    return Installation(database, folder, PROGRAM, RehearsalClock(START), ZONE, "", "")


@pytest.fixture(scope="module")
def proposal(office: Installation) -> Proposal:
    return proposals.propose(office, office.config_dir / "campaigns/nam-hoc.yaml")


@pytest.fixture(scope="module")
def year(office: Installation, tmp_path_factory: pytest.TempPathFactory) -> Transcript:
    """Nobody hands anything in, all the year."""
    installation = rehearsal_context(office, tmp_path_factory.mktemp("year"), START, author="test")
    given = proposals.propose(installation, office.config_dir / "campaigns/nam-hoc.yaml")
    proposals.apply(installation, given, proposals.preview(installation, given))
    found = rehearse(
        installation,
        (given.organisation,),
        until=END,
        look=lambda notice: "\n".join(
            line.text for line in write_lines(notice, notice.items, facts=DETAIL[0])
        ),
        progress=lambda _at: None,
    )
    installation.database.close()
    return found


def test_every_day_lies_in_its_own_calendar_year(proposal: Proposal) -> None:
    due = {o.duty: o.due_at.astimezone(ZONE) for o in proposal.plan.occurrences if o.due_at}

    assert {duty: in_numbers(at) for duty, at in due.items()} == {
        "so-ket-hoc-ky-1": "15/01/2027",
        "bao-cao-tinh": "23/7/2027",
        "dang-ky-thi-dua-nam-hoc": "29/9/2026",
        "tong-ket-nam-hoc": "14/7/2027",
        "ho-so-khen-thuong-nam-hoc": "30/7/2027",
    }
    (held,) = [s for s in proposal.plan.spans if s.key.startswith("nha-giao-viet-nam")]
    assert str(held.first_on) == "2026-11-20"


def test_nothing_of_it_is_warned_of_but_what_is_so(proposal: Proposal) -> None:
    assert proposal.warnings == ()
    found = {(r.kind.value, r.subject) for r in proposal.plan.remarks}
    assert found == {
        ("owes_itself", "van-phong"),
        ("intake_after_upward", "tong-ket-nam-hoc"),  # open to 4 August, reported on 23 July
        ("year_not_announced", "2027"),
    }


def test_school_reads_for_whom_its_report_is(year: Transcript) -> None:
    (first, *_) = [
        m
        for m in year.messages
        if "Hạn " in m.text and "sơ kết học kỳ I" in m.text and "THPT số 1" in m.unit
    ]
    assert "Giám đốc Sở (qua Văn phòng Sở)" in first.text


def test_standing_body_is_told_of_its_own_report_as_who_owes_it(year: Transcript) -> None:
    told = [m for m in year.messages if "Báo cáo tổng kết năm học" in m.text]
    mine = [m for m in told if "Bắt đầu từ" not in m.text]

    assert {m.unit for m in mine} == {"Văn phòng Sở"}
    assert [m for m in mine if "1 đơn vị" in m.text or "Văn phòng Sở chưa" in m.text] == []
    assert "Ủy ban nhân dân tỉnh" in mine[0].text and "(qua" not in mine[0].text
    assert "theo Mẫu số 01; gửi qua Hệ thống quản lý văn bản" in mine[0].text
    assert in_numbers(mine[-1].at) == "03/8/2027"  # seven working days late: its own people


def test_no_report_to_a_superior_waits_for_what_goes_outside(year: Transcript) -> None:
    waiting = [m for m in year.messages if "/duyet" in m.text and "tổng kết năm học" in m.text]
    assert waiting == []


def test_next_school_year_is_rolled_over_with_its_template(office: Installation) -> None:
    rolled = roll_over(office, str(office.config_dir / "campaigns/nam-hoc.yaml"), year=2027)
    due = {o.duty: o.due_at for o in rolled.after.plan.occurrences}

    assert rolled.after.plan.campaign == "nam-hoc-2027-2028"
    assert rolled.after.definition.last_year == 2028
    at = due["tong-ket-nam-hoc"]
    assert at and at.astimezone(ZONE).year == 2028
