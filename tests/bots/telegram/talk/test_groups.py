"""In groups: only what is for groups, only by who is responsible, and nothing of another unit."""

import pytest

from bots.telegram.event import Uploaded
from bots.telegram.talk import wants_file

GROUP = "-100300"


@pytest.fixture
def group(town):
    """u1's group, with a card in it."""
    town.province.bind("u1", GROUP, now=town.now, post="group")
    town.go("2024-07-22 08:00")
    return town


def state(town):
    return town.province.rows("SELECT state FROM obligation ORDER BY id")[0][0]


def test_responsible_presses_in_the_group(group):
    group.phone("101", GROUP).press("Đã nhận")
    assert state(group) == "seen"


@pytest.mark.parametrize("user", ["102", "555"])
def test_nobody_else_presses_in_the_group(group, user):
    said = group.phone(user, GROUP).press("Đã nhận")
    assert said == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]
    assert state(group) == "open"


def test_text_is_an_answer_only_as_a_reply(group):
    head = group.phone("101", GROUP)
    head.press("Gửi báo cáo")
    question = head.last
    assert head.say("125/BC-STC") == []
    assert "125/BC-STC" in head.say("125/BC-STC", reply_to=question.id)[0]


def test_somebody_elses_reply_is_no_answer(group):
    head = group.phone("101", GROUP)
    head.press("Gửi báo cáo")
    assert group.phone("102", GROUP).say("126/BC-SYT", reply_to=head.last.id) == []


def test_file_in_a_group_is_taken_as_a_reply_only(group):
    head = group.phone("101", GROUP)
    head.press("Gửi báo cáo")
    head.say("125/BC-STC", reply_to=head.last.id)
    question = head.last
    assert head.send("x.pdf") == []
    assert "x.pdf" in head.send("x.pdf", reply_to=question.id)[0]


def test_file_that_comes_before_the_id_of_its_question_is_taken(group):
    """Telegram shows the question a moment before it tells us the id that a reply names."""
    head = group.phone("101", GROUP)
    head.press("Gửi báo cáo")
    head.say("125/BC-STC", reply_to=head.last.id)
    question = head.last.id
    group.province.execute("UPDATE question SET message_id = NULL")
    assert not wants(head, None)
    assert wants(head, question)
    assert head.send("x.pdf") == []
    assert "x.pdf" in head.send("x.pdf", reply_to=question)[0]


def wants(phone, reply_to):
    event = Uploaded(phone.place, "f", "x.pdf", "application/pdf", 9, "902", reply_to=reply_to)
    with phone.town.province.database.read() as session:
        return wants_file(session, event, phone.town.rim({}))


def test_number_that_comes_before_the_id_of_its_question_is_taken(group):
    head = group.phone("101", GROUP)
    head.press("Gửi báo cáo")
    question = head.last.id
    group.province.execute("UPDATE question SET message_id = NULL")
    assert "125/BC-STC" in head.say("125/BC-STC", reply_to=question)[0]


def test_duties_of_a_group_are_those_of_its_unit(group):
    group.province.bind("u2", "101", now=group.now)  # the same person heads another unit too
    said = group.phone("101", GROUP).command("/viec")[0]
    assert "Báo cáo bc" in said
    assert "Sở Y tế" not in said


def test_button_of_another_unit_does_nothing_here(group):
    group.province.bind("u2", "101", now=group.now)
    said = group.phone("101", GROUP).tap("su:2:1:0")
    assert said == ["Nhiệm vụ này không thuộc nhóm này. Đề nghị mở cuộc trò chuyện riêng với bot."]


@pytest.mark.parametrize("command", ["/lich", "/nop", "/duyet", "/tinhhinh"])
def test_private_commands_lead_out_of_the_group(group, command):
    for user in ("101", "100"):
        said = group.phone(user, GROUP).command(command)
        assert said == ["Lệnh này dùng trong cuộc trò chuyện riêng với bot."]


def test_strangers_are_not_answered_in_a_group(group):
    stranger = group.phone("555", GROUP)
    assert stranger.command("/viec") == []
    assert stranger.say("đề nghị chào") == []
    assert stranger.send("a.pdf") == []


def test_member_of_another_unit_learns_nothing(group):
    assert "Báo cáo" not in " ".join(group.phone("102", GROUP).command("/viec"))


def test_standing_body_decides_nothing_in_the_group_of_a_unit_about_others(group):
    other = group.phone("102")
    other.press("Gửi báo cáo")
    other.say("1/BC")
    other.send("a.pdf")
    other.press("Gửi")
    said = group.phone("100", GROUP).tap("ac:2:2:1")
    assert said == ["Nhiệm vụ này không thuộc nhóm này. Đề nghị mở cuộc trò chuyện riêng với bot."]


def test_no_link_to_a_post_is_given_in_a_group(group):
    head = group.phone("101", GROUP)
    head.press("Ủy quyền")
    assert head.last.labels == ["Cấp phó", "Hủy"]
    colleague, forged = head.last.buttons[0].data, ":0:0"
    told = head.tap(":".join(colleague.split(":")[:2]) + forged)
    assert told == ["Nhiệm vụ này không thuộc nhóm này. Đề nghị mở cuộc trò chuyện riêng với bot."]


def test_somebody_of_another_unit_is_sent_to_their_own_chat(group):
    said = group.phone("102", GROUP).command("/viec")
    assert said == ["Lệnh này dùng trong cuộc trò chuyện riêng với bot."]
