"""/ban: who sits at the standing body gets a link into the desk, and nobody else."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bots.telegram.hearing.menu import PEOPLE, STANDING_BODY
from bots.telegram.talk import commands
from scheduler.language import use
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind, find_post
from scheduler.store.standing import stand_in
from scheduler.store.tables import Address, Person
from tests.bots.telegram.talk.test_issuers import named, shared

__all__ = ["shared"]

URL = "https://thidua.example/ban/vao/bi-mat-1"
REFUSED = "Nút hoặc lệnh này không dành cho chức danh của đồng chí."


@pytest.mark.parametrize(
    ("post", "title"), [("head", "Thủ trưởng đơn vị"), ("clerk", "Chuyên viên")]
)
def test_who_sits_at_the_standing_body_gets_a_link(town, post, title):
    town.province.bind("u0", "300", now=town.now, post=post)
    said = town.phone("300").command("/ban")
    assert said == [
        f"Bàn làm việc của Sở Nội vụ\n{URL}\n\nLiên kết dùng một lần, trong 30 phút; liên kết tạo trước đó "
        "không dùng được nữa. Đề nghị không chuyển liên kết này cho người khác: ai mở đều làm việc dưới danh nghĩa của "
        "đồng chí."
    ]
    [(person_id, by)] = town.desk_links
    assert by.endswith(f"{title}, Sở Nội vụ")
    [(value,)] = town.province.rows(f"SELECT value FROM address WHERE person_id = {person_id}")
    assert value == "300"


@pytest.mark.parametrize("user", ["101", "111"])
def test_who_sits_at_a_unit_hears_one_sentence(town, user):
    assert town.phone(user).command("/ban") == [REFUSED]
    assert town.desk_links == []


def test_a_stranger_hears_what_strangers_hear(town):
    stranger = town.phone("999")
    assert stranger.command("/ban") == stranger.command("/viec")
    assert town.desk_links == []


@pytest.mark.parametrize("user", ["100", "101", "999"])
@pytest.mark.parametrize("bound", [True, False])
def test_in_a_group_nothing_is_said(town, user, bound):
    if bound:
        town.province.bind("u0", "-100", now=town.now, post="group")
    assert town.phone(user, "-100").command("/ban") == []
    assert town.desk_links == []


def test_without_a_public_address_the_desk_opens_here_only(town, standing):
    town.outside_url = ""
    assert standing.command("/ban") == [
        "Bàn làm việc chỉ mở được trên máy đang chạy hệ thống, vì hệ thống chưa có địa chỉ công khai. Đề nghị "
        "báo người quản trị hệ thống đặt THIDUA_PUBLIC_URL."
    ]
    assert town.desk_links == []


def test_it_is_said_in_the_language_of_who_asks(town, standing):
    town.province.execute("UPDATE person SET language = 'en'")
    [said] = standing.command("/ban")
    assert said.startswith(f"Desk of Sở Nội vụ\n{URL}\n\nThe link works once, within 30 minutes;")


def test_each_of_two_issuers_gives_a_link_and_is_named(shared):
    names = named(shared)
    with shared.province.database.write() as session:
        v0 = find_unit(session, "v0")
        bind(session, v0, address="100", actor="admin", now=shared.now, post_kind="clerk")
    said = shared.phone("100").command("/ban")
    assert [one.partition("\n\n")[0] for one in said] == [
        f"Bàn làm việc của Sở Nội vụ ({names['pt']})\n{URL}",
        f"Bàn làm việc của Xã v0 ({names['tb']})\n{URL[:-1]}2",
    ]
    assert len({person for person, _by in shared.desk_links}) == 2


def stand_in_at_u0(town, obligation=None):
    """Let the head of u1 (101) stand in for the head of the standing body; until when that lasts."""
    with town.province.database.write() as session:
        unit = find_unit(session, "u0")
        head = find_post(session, unit, "head")
        [colleague] = session.exec(select(Person).join(Address).where(Address.value == "101"))
        until_at = town.now + timedelta(days=2)
        stand_in(
            session,
            head,
            colleague,
            until_at=until_at,
            obligation_id=obligation,
            by="admin",
            now=town.now,
        )
    return until_at


def test_who_stands_in_at_the_standing_body_gets_one_while_that_lasts(town):
    until_at = stand_in_at_u0(town)
    phone = town.phone("101")
    assert phone.command("/ban")[0].startswith(f"Bàn làm việc của Sở Nội vụ\n{URL}")
    assert town.desk_links[0][1] == "Thủ trưởng đơn vị (được ủy quyền), Sở Nội vụ"
    town.now = until_at
    assert phone.command("/ban") == [REFUSED]


def test_who_stands_in_for_one_duty_gets_none(town):
    stand_in_at_u0(town, obligation=1)
    assert town.phone("101").command("/ban") == [REFUSED]


def test_menu_and_help_name_it_for_the_standing_body_alone(town):
    assert "ban" in STANDING_BODY and "ban" not in PEOPLE
    assert "/ban – " in town.phone("100").command("/trogiup")[0]
    assert "/ban – " not in town.phone("101").command("/trogiup")[0]
    with use("en"):
        assert dict(commands.menu(standing=True))["ban"] == "Link into the desk, for a computer"
