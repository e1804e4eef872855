"""How somebody becomes known: a link opened, unit and post repeated, a button; clear refusals for everything else."""

import pytest

from scheduler.store.organisation import find_unit
from scheduler.workflow import invitation
from tests.bots.telegram.talk.town import Phone, Town


def code_for(town: Town, unit: str = "u2", post: str = "head") -> str:
    with town.province.database.write() as session:
        row = find_unit(session, unit)
        return invitation.invite(session, row, post_kind=post, by="admin", now=town.now)


def holder(town: Town, unit: str = "u2", post: str = "head") -> list[str]:
    rows = town.province.rows(
        "SELECT unit.code, post.kind, value FROM holder JOIN post ON post.id = post_id"
        " JOIN unit ON unit.id = unit_id JOIN address ON address.person_id = holder.person_id"
        " WHERE until_at IS NULL"
    )
    return [value for code, kind, value in rows if (code, kind) == (unit, post)]


@pytest.fixture
def newcomer(town: Town) -> Phone:
    return town.phone("555")


def test_unit_and_post_are_repeated_before_anything_is_bound(town, newcomer):
    said = newcomer.command(f"/start {code_for(town)}")
    assert "Thủ trưởng đơn vị, Sở Y tế" in said[0]
    assert newcomer.last.labels == ["Đúng, xác nhận", "Không phải tôi"]
    assert holder(town) == ["102"]


def test_confirmed_newcomer_holds_the_post(town, newcomer):
    newcomer.command(f"/start {code_for(town)}")
    newcomer.press("Đúng, xác nhận")
    assert holder(town) == ["555"]
    assert "Báo cáo bc" in newcomer.command("/viec")[0]


def test_refused_invitation_stays_open_for_the_right_person(town, newcomer):
    code = code_for(town)
    newcomer.command(f"/start {code}")
    newcomer.press("Không phải tôi")
    other = town.phone("556")
    other.command(f"/start {code}")
    other.press("Đúng, xác nhận")
    assert holder(town) == ["556"]


def test_who_was_meant_by_nobody_hears_that_the_link_still_works(town, newcomer):
    newcomer.command(f"/start {code_for(town)}")
    newcomer.press("Không phải tôi")
    assert newcomer.last.text == "Đã hủy. Liên kết vẫn dùng được: đề nghị chuyển cho đúng người."


def test_card_of_who_held_the_post_before_says_so_at_once(town, newcomer):
    town.go("2024-07-22 08:00")
    former = town.phone("102")
    assert former.last.labels != []
    newcomer.command(f"/start {code_for(town)}")
    newcomer.press("Đúng, xác nhận")
    town.pump()
    card = former.messages[0]
    assert card.text.startswith("Đồng chí không còn được giao xử lý: Báo cáo bc")
    assert card.labels == []


def test_used_code_is_refused_with_its_time(town, newcomer):
    code = code_for(town)
    newcomer.command(f"/start {code}")
    newcomer.press("Đúng, xác nhận")
    said = town.phone("556").command(f"/start {code}")
    assert said[0].startswith("Liên kết mời này đã được dùng lúc 09:00 thứ Hai, 15/7/2024")


def test_two_who_opened_the_same_link_do_not_both_get_in(town, newcomer):
    code = code_for(town)
    other = town.phone("556")
    newcomer.command(f"/start {code}")
    other.command(f"/start {code}")
    newcomer.press("Đúng, xác nhận")
    assert other.press("Đúng, xác nhận")[0].startswith("Liên kết mời này đã được dùng")
    assert holder(town) == ["555"]


def test_expired_code_is_refused(town, newcomer):
    code = code_for(town)
    town.now += invitation.VALID
    assert newcomer.command(f"/start {code}")[0].startswith("Liên kết mời này hết hạn từ")


@pytest.mark.parametrize("code", ["abc", "x" * 64, "💥", "' OR 1=1 --", "a" * 5000])
def test_foreign_code_is_refused(newcomer, code):
    assert newcomer.command(f"/start {code}")[0].startswith("Liên kết mời này không đúng")


def test_start_without_code_tells_a_stranger_whom_to_ask(newcomer):
    assert newcomer.command("/start")[0].startswith("Kính chào đồng chí. Bot này dành cho cán bộ")


def test_start_without_code_greets_who_is_known(head):
    assert "Thủ trưởng đơn vị, Sở Tài chính" in head.command("/start")[0]


def test_person_may_hold_several_posts(town, head):
    head.command(f"/start {code_for(town, 'u2')}")
    head.press("Đúng, xác nhận")
    said = head.command("/viec")[0]
    assert "Sở Tài chính" in said
    assert "Sở Y tế" in said


def test_opened_link_makes_nobody_known(town, newcomer):
    newcomer.command(f"/start {code_for(town)}")
    assert newcomer.command("/viec")[0].startswith("Kính chào đồng chí. Bot này dành cho")


def test_link_of_one_person_confirms_for_nobody_else(town, newcomer):
    newcomer.command(f"/start {code_for(town)}")
    thief = town.phone("666")
    data = newcomer.last.buttons[0].data
    assert thief.tap(data) == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]
    assert holder(town) == ["102"]


def test_group_link_in_private_leads_to_the_group(town, newcomer):
    newcomer.command(f"/start {code_for(town, post='group')}")
    assert newcomer.last.buttons[0].url.startswith("https://t.me/thidua_bot?startgroup=")


@pytest.fixture
def group(town: Town) -> str:
    return "-100200"


def test_head_confirms_the_group_of_the_unit(town, group):
    town.phone("555", group).command(f"/start {code_for(town, post='group')}")
    town.phone("102", group).press("Xác nhận")
    assert holder(town, post="group") == [group]


def test_group_confirmed_twice_is_told_so(town, group):
    town.phone("555", group).command(f"/start {code_for(town, post='group')}")
    head = town.phone("102", group)
    tap = head.last.buttons[0].data
    head.tap(tap, head.last.id)
    assert (head.tap(tap, head.last.id), head.alerted) == (["Đã xác nhận."], False)


def test_nobody_else_confirms_a_group(town, group):
    anybody = town.phone("555", group)
    anybody.command(f"/start {code_for(town, post='group')}")
    for user in ("555", "101", "100"):
        town.phone(user, group).press("Xác nhận")
    assert holder(town, post="group") == []


def test_link_for_a_person_is_not_taken_in_a_group(town, group):
    said = town.phone("555", group).command(f"/start {code_for(town)}")
    assert said == [
        "Liên kết này dành cho một người: đề nghị mở trong cuộc trò chuyện riêng với bot."
    ]
    assert holder(town) == ["102"]
