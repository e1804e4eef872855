"""One unit's first half of a year, as its head reads it on a phone; the transcript is what this test writes down."""

import re
from collections.abc import Iterator

import pytest

from scheduler.store.organisation import find_unit
from scheduler.workflow import invitation
from tests.bots.telegram.talk.conftest import make_town
from tests.bots.telegram.talk.town import Phone, Town
from tests.build import duty

DUTIES = (
    duty("dk", title="Đăng ký thi đua năm 2024", due={"by": "02-28"}, proof=["number", "file"],
         origin={"quoted": "gửi trước ngày 29/02/2024"}),
    duty("q1", title="Báo cáo quý I", due={"by": "03-25"}, proof=["number", "file"],
         origin={"derived": "25 của tháng cuối quý"}),
    duty("sk", title="Báo cáo sơ kết 6 tháng", due={"by": "06-20"}, proof=["file"],
         origin={"quoted": "hoàn thành trước ngày 21/6/2024"}),
)  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite_files", "postgres"])
def told(request) -> Iterator[Town]:
    """The half-year, lived once on each kind of database."""
    databases = request.getfixturevalue(request.param)
    town = make_town(databases, *DUTIES, now="2024-01-15 09:00")
    head, standing, deputy = town.phone("501"), town.phone("100"), town.phone("111")
    january(town, head)
    february(town, head, standing)
    march(town, head, standing)
    june(town, head, standing, deputy)
    yield town
    town.province.database.close()


def january(town: Town, head: Phone) -> None:
    with town.province.database.write() as session:
        unit = find_unit(session, "u1")
        code = invitation.invite(session, unit, post_kind="head", by="Sở Nội vụ", now=town.now)
    head.command(f"/start {code}")
    head.press("Đúng, xác nhận")
    head.command("/viec")


def february(town: Town, head: Phone, standing: Phone) -> None:
    town.go("2024-02-19 08:00")
    head.press("Đã nhận")
    town.go("2024-02-26 10:00")
    head.send("dang-ky.pdf", caption="18/ĐK-STC")
    town.pump()
    head.press("Gửi báo cáo")
    head.send("dang-ky.pdf", caption="18/ĐK-STC")
    head.press("Gửi")
    town.pump()
    standing.press("Nhận")
    town.pump()


def march(town: Town, head: Phone, standing: Phone) -> None:
    town.go("2024-03-20 08:00")
    head.press("Đề nghị gia hạn")
    head.say("thứ bảy tuần sau")
    head.press("Đúng")
    head.say("chờ số liệu của Chi cục Thống kê")
    town.pump()
    standing.press("Đồng ý")
    town.go("2024-03-29 08:00")
    head.press("Gửi báo cáo")
    head.say("45/BC-STC")
    head.send("bc-quy-1.docx")
    head.press("Gửi")
    town.pump()
    standing.press("Trả lại")
    standing.say("thiếu biểu số 2")
    town.go("2024-04-01 09:00")
    head.press("Gửi báo cáo")
    head.say("47/BC-STC")
    head.send("bc-quy-1-bieu-2.xlsx")
    head.press("Gửi")
    town.pump()
    standing.press("Nhận")
    town.pump()


def june(town: Town, head: Phone, standing: Phone, deputy: Phone) -> None:
    town.go("2024-06-17 08:00")
    head.press("Ủy quyền")
    head.press("Cấp phó")
    head.say("28/6")
    head.press("Đúng")
    town.pump()
    town.go("2024-06-20 08:00")
    town.go("2024-06-21 08:00")
    town.go(
        "2024-06-24 08:00"
    )  # the day after the one on which all were reminded that they are late
    standing.command("/tinhhinh")
    standing.command("/nhac")
    standing.press("1. Báo cáo sơ kết 6 tháng")
    standing.press("Nhắc 3 đơn vị")
    town.pump()
    deputy.press("Gửi báo cáo")
    deputy.send("so-ket.pdf", caption="102/BC-STC")
    deputy.press("Gửi")
    town.pump()
    standing.press("Nhận")
    town.go("2024-06-25 08:00")
    head.command("/viec")


def test_every_report_of_the_half_year_was_taken(told):
    rows = told.province.rows(
        "SELECT duty, obligation.state, number, on_time FROM obligation"
        " JOIN occurrence ON occurrence.id = occurrence_id JOIN unit ON unit.id = unit_id"
        " JOIN submission ON obligation_id = obligation.id AND submission.state = 'accepted'"
        " WHERE unit.code = 'u1' ORDER BY occurrence.due_at"
    )
    assert rows == [
        ("dk", "accepted", "18/ĐK-STC", 1),
        ("q1", "accepted", "47/BC-STC", 1),
        ("sk", "accepted", "102/BC-STC", 0),
    ]


def test_ledger_tells_every_step(told):
    entries = told.province.rows("SELECT kind, subject FROM ledger ORDER BY seq")
    mine = [kind for kind, subject in entries if subject.endswith("/u1")]
    assert [kind for kind in mine if not kind.startswith("message")] == [
        "obligation seen", "report submitted", "report accepted",
        "extension asked", "extension granted", "report submitted", "report returned",
        "report submitted", "report accepted", "report submitted", "report accepted",
    ]  # fmt: skip


def test_nothing_is_left_to_press(told):
    assert told.phone("501").last.text.startswith("Hiện không có báo cáo nào phải gửi")
    open_ = [m for m in told.phone("501").messages if "Gửi báo cáo" in m.labels]
    assert open_ == []


def test_messages_fit_a_phone(told):
    mine = told.phone("501").messages
    assert max(len(m.text.splitlines()) for m in mine) <= 16
    assert max(len(label) for m in mine for label in m.labels) <= 40


def test_transcript_reads_from_the_invitation_to_the_last_report(told, tmp_path):
    lines = [one for one in told.transcript if re.match(r"\S+ \S+ 501 ", one)]
    (tmp_path / "half-year.txt").write_text("\n".join(lines), "utf-8")
    assert "Liên kết này mời đồng chí giữ chức danh" in lines[1]
    assert any("Báo cáo được trả lại để hoàn thiện" in line for line in lines)
