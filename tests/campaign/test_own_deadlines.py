"""What applying would do to units with a day of their own is shown before it is done."""

import pytest

from scheduler.workflow.extension import ask, grant
from tests.build import at
from tests.campaign.admin_at_work import Admin
from tests.workflow.world import RULES, World, latest_extension

NOW = at("2024-07-10 09:00")
COMMON, OWN = "2024-07-31T17:00:00+07:00", "2024-08-09T17:00:00+07:00"


@pytest.fixture
def granted(admin: Admin) -> Admin:
    """u1 was granted nine days more."""
    world = World(admin.province)
    with world.acting("u1@", NOW) as (session, case, actor):
        ask(session, case, actor, at("2024-08-09 17:00"), "chờ số liệu", RULES, now=NOW)
    with world.acting("u0@", NOW) as (session, case, actor):
        grant(session, case, latest_extension(session), actor, RULES, now=NOW)
    admin.now = "2024-07-10 09:30"
    return admin


def own(admin: Admin) -> list[dict[str, str]]:
    (changed,) = admin.plan()["changes"]["obligations"]
    return changed["own"]


def test_moving_all_past_an_own_day_is_said_of_the_unit(granted: Admin) -> None:
    granted.edit("due: {by: 07-31}", "due: {by: 08-15}")

    after = "2024-08-15T17:00:00+07:00"
    assert own(granted) == [
        {"change": "lifted", "unit": "u1", "due_before": OWN, "due_after": after}
    ]
    told = granted.run("plan")
    row = "hạn riêng theo hạn chung Báo cáo bc – Đơn vị u1"
    assert f"{row} 17:00 thứ Sáu, 09/8/2024 17:00 thứ Năm, 15/8/2024" in told
    assert "lượt nhắc kế tiếp: ngay sau khi áp dụng" in told


def test_own_day_that_stays_later_is_said_too(granted: Admin) -> None:
    granted.edit("due: {by: 07-31}", "due: {by: 07-19}")

    assert own(granted) == [{"change": "kept", "unit": "u1", "due_before": OWN, "due_after": OWN}]
    assert "giữ hạn riêng Báo cáo bc – Đơn vị u1" in granted.run("plan")


def test_own_day_that_counts_again_is_said(granted: Admin) -> None:
    granted.edit("due: {by: 07-31}", "due: {by: 08-15}")
    granted.apply()
    granted.edit("due: {by: 08-15}", "due: {by: 07-31}")

    before = "2024-08-15T17:00:00+07:00"
    assert own(granted) == [
        {"change": "restored", "unit": "u1", "due_before": before, "due_after": OWN}
    ]
    assert "trở lại hạn riêng Báo cáo bc – Đơn vị u1" in granted.run("plan")


def test_unit_that_leaves_is_not_among_them(granted: Admin) -> None:
    granted.edit("due: {by: 07-31}", "due: {by: 08-15}")
    granted.edit("except: [u0]", "except: [u0, u1]")

    assert own(granted) == []
