"""What a campaign in force is asked from its page, by clicks and keys: `make browser` (-s: what it takes)."""

from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from scheduler.access.roles import Role
from scheduler.campaign import proposals
from scheduler.store.agenda import find_campaign
from scheduler.store.tables import Occurrence
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.desk_world import OURS
from tests.config.desk.in_force import CODE, MORE, PAGE, row
from tests.judging import LARGEST

pytestmark = pytest.mark.browser
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NEXT = "phu-tho-2025"
# the 15th of each month of 2025, or the working day that follows
MONTHLY = {1: 15, 2: 17, 3: 17, 4: 15, 5: 15, 6: 16, 7: 15, 8: 15, 9: 15, 10: 15, 11: 17, 12: 15}
REPORT = "Báo cáo tháng 6/2024"


@pytest.fixture
def clerk(served_desk: ServedDesk) -> Clerk:
    """At the page of a campaign in force; she may do everything."""
    installation = served_desk.world.desk.installation
    text = (installation.config_dir / "campaigns" / f"{CODE}.yaml").read_text("utf-8")
    head, notes, rest = text.partition("\nnotes:")
    proposal = proposals.propose_text(installation, head + MORE + notes + rest, name="")
    proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    clerk = served_desk.clerk(Role.ADMIN, scripts=False)
    clerk.go(PAGE)
    return clerk


def days(desk: ServedDesk, code: str) -> dict[str, str]:
    """Of a campaign, by duty and time; of what has a day."""
    with desk.world.database.read() as session:
        campaign = find_campaign(session, code, issuer_id=OURS)
        rows = session.exec(select(Occurrence).where(Occurrence.campaign_id == campaign.id)).all()
    return {
        f"{one.duty} {one.key}": f"{one.due_at.astimezone(ZONE):%Y-%m-%d}"
        for one in rows
        if one.due_at
    }


def due(desk: ServedDesk, duty: str, key: str) -> str:
    """Its day, or that it was cancelled."""
    found = row(desk.world, duty, key)
    if found.withdrawn or found.due_at is None:
        return "withdrawn"
    return found.due_at.astimezone(ZONE).strftime("%Y-%m-%d")


def told(name: str, clerk: Clerk) -> None:
    assert clerk.effort.octets <= LARGEST
    print(f"\n{clerk.effort.row(name)}")


def open_time(clerk: Clerk, name: str) -> None:
    """The page of one time of a duty, from that of the campaign."""
    clerk.press("Các lần của nhiệm vụ", links=True)
    clerk.judge()
    clerk.press(name, links=True)
    clerk.judge()


def test_deadline_is_moved(served_desk: ServedDesk, clerk: Clerk) -> None:
    assert due(served_desk, "thang", "2024-06") == "2024-06-17"  # the 15th is a Saturday
    open_time(clerk, REPORT)
    clerk.type("Hạn mới", "20/6")
    clerk.type("Lý do", "Công văn số 12/SNV")
    clerk.press("Dời hạn…")
    clerk.judge()
    assert "17:00 thứ Năm, 20/6/2024" in clerk.says()
    clerk.press("Áp dụng")
    clerk.judge()
    told("a deadline moved", clerk)
    days = [due(served_desk, "thang", f"2024-{month:02}") for month in (5, 6, 7)]
    assert days == ["2024-05-15", "2024-06-20", "2024-07-15"]


def test_one_time_is_cancelled(served_desk: ServedDesk, clerk: Clerk) -> None:
    open_time(clerk, REPORT)
    clerk.type("Lý do", "Lồng ghép vào sơ kết")
    clerk.press("Hủy lần này…")
    clerk.judge()
    clerk.press("Áp dụng")
    clerk.judge()
    told("a time cancelled", clerk)
    days = [due(served_desk, "thang", f"2024-{month:02}") for month in (5, 6, 7)]
    assert days == ["2024-05-15", "withdrawn", "2024-07-15"]
    assert "Lồng ghép vào sơ kết" in served_desk.thidua("ledger", "show", "--json")


def test_report_out_of_turn_takes_two_clicks(served_desk: ServedDesk, clerk: Clerk) -> None:
    clerk.press("Thêm báo cáo đột xuất", links=True)
    clerk.judge()
    for words in (
        "21 đơn vị phải báo cáo",
        "17:00 thứ Năm, 09/5/2024",
        "9 đơn vị chưa có người nhận",
    ):
        assert words in clerk.says()
    clerk.press("Gửi yêu cầu")
    clerk.judge()
    told("a report out of turn", clerk)
    assert clerk.effort.clicks == 2
    assert days(served_desk, CODE)["dot-xuat 2024-05-06"] == "2024-05-09"


def test_double_click_asks_for_it_once(served_desk: ServedDesk, clerk: Clerk) -> None:
    clerk.press("Thêm báo cáo đột xuất", links=True)
    clerk.page.get_by_role("button", name="Gửi yêu cầu").dblclick()
    clerk.page.wait_for_url("**/lan/**")
    clerk.go(PAGE)
    assert len([name for name in days(served_desk, CODE) if name.startswith("dot-xuat ")]) == 1


def test_next_year_is_launched(served_desk: ServedDesk, clerk: Clerk) -> None:
    clerk.press("Lập cho năm khác", links=True)
    clerk.judge()
    assert "Sở Kế hoạch và Đầu tư đã kết thúc hoạt động ngày 28/02/2025" in clerk.says()
    clerk.press("Lập bản thảo năm 2025")
    clerk.judge()
    clerk.press("Xem thay đổi", links=True)
    clerk.judge()
    clerk.press("Áp dụng")
    clerk.judge()
    told("a rollover to next year", clerk)
    assert days(served_desk, NEXT) == {
        "so-ket-dot-1 once": "2025-07-31",
        "tong-ket-nam once": "2025-12-19",
        **{f"thang 2025-{month:02}": f"2025-{month:02}-{day}" for month, day in MONTHLY.items()},
    }
    assert days(served_desk, CODE)["so-ket-dot-1 once"] == "2024-07-31"
