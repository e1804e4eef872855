"""What is typed is an answer only where it is meant as one: nothing goes out by a later, unrelated message."""

from datetime import timedelta

import pytest

from scheduler.store.organisation import find_unit
from scheduler.workflow import invitation
from tests.bots.telegram.talk.conftest import make_town


@pytest.fixture
def wished(town):
    """u1 and u2 ask for more time."""
    town.go("2024-07-22 08:00")
    for user in ("101", "102"):
        head = town.phone(user)
        head.press("Đề nghị gia hạn")
        head.say("9/8")
        head.press("Đúng")
        head.say("chờ số liệu của ba xã")
    town.pump()
    return town


def answers(town):
    return town.province.rows("SELECT state, answer FROM extension ORDER BY id")


def refuse(standing, number: int):
    """Press Từ chối in the queue; the message that asks why."""
    standing.press(f"{number}. Không đồng ý")
    return standing.last


@pytest.fixture
def refusing(wished, standing):
    """The standing body was asked why it refuses u1's wish."""
    standing.command("/duyet")
    refuse(standing, 1)
    return standing


ASKED = "\n".join(
    ("Báo cáo bc", "Sở Tài chính", "Không đồng ý gia hạn.", "Lý do: “mai họp lúc 8 giờ”. Gửi?")
)
OPEN = [("asked", None), ("asked", None)]


def test_next_message_is_the_reason_at_once(wished, refusing):
    refusing.say("cần đúng hạn")
    assert answers(wished) == [("refused", "cần đúng hạn"), ("asked", None)]


@pytest.mark.parametrize("command", ["/viec", "/duyet", "/nop", "/trogiup", "/khong-co"])
def test_text_after_a_command_is_repeated_before_it_goes_out(wished, refusing, command):
    refusing.command(command)
    assert refusing.say("mai họp lúc 8 giờ") == [ASKED]
    assert refusing.last.labels == ["Đúng", "Sửa lại", "Hủy"]
    assert answers(wished) == OPEN


def test_text_after_another_action_is_repeated(wished, refusing):
    refusing.command("/duyet")
    refusing.press("2. Đồng ý")
    assert refusing.say("mai họp lúc 8 giờ") == [ASKED]


def test_late_text_is_repeated(wished, refusing):
    wished.now += timedelta(minutes=10, seconds=1)
    assert refusing.say("mai họp lúc 8 giờ") == [ASKED]
    assert answers(wished) == OPEN


def test_text_after_a_card_is_repeated(wished, refusing):
    wished.now += timedelta(minutes=2)
    third = wished.phone("103")
    third.command("/nop")
    third.press("1. Báo cáo bc")
    third.say("7/BC")
    third.send("a.pdf")
    third.press("Gửi")
    wished.pump()
    assert "đã gửi" in refusing.last.text
    assert refusing.say("mai họp lúc 8 giờ") == [ASKED]


def test_text_typed_before_the_question_could_be_read_is_repeated(wished, refusing):
    wished.province.execute("UPDATE question SET message_id = NULL")
    assert refusing.say("mai họp lúc 8 giờ") == [ASKED]


def test_reply_is_the_reason_whatever_came_between(wished, refusing):
    question = refusing.last
    refusing.command("/tinhhinh")
    wished.now += timedelta(hours=3)
    refusing.say("cần đúng hạn", reply_to=question.id)
    assert answers(wished)[0] == ("refused", "cần đúng hạn")


def test_reply_to_another_message_is_repeated(wished, refusing):
    other = refusing.messages[0]
    assert refusing.say("mai họp lúc 8 giờ", reply_to=other.id) == [ASKED]


def test_repeated_reason_goes_out_when_confirmed(wished, refusing):
    refusing.command("/viec")
    refusing.say("cần đúng hạn")
    refusing.press("Đúng")
    assert refusing.last.text.endswith(
        "Đã không đồng ý gia hạn đối với Sở Tài chính; lý do đã gửi đi."
    )
    assert refusing.last.labels == []
    assert answers(wished)[0] == ("refused", "cần đúng hạn")


def test_repeated_reason_can_be_typed_again(wished, refusing):
    refusing.command("/viec")
    refusing.say("mai họp lúc 8 giờ")
    repeated = refusing.last
    refusing.press("Sửa lại")
    refusing.say("cần đúng hạn")
    assert answers(wished)[0] == ("refused", "cần đúng hạn")
    assert repeated.labels == []


def test_repeated_reason_can_be_dropped(wished, refusing):
    refusing.command("/viec")
    refusing.say("mai họp lúc 8 giờ")
    assert "Đã hủy" in refusing.press("Hủy")[0]
    assert not refusing.say("mai họp lúc 8 giờ")[0].startswith("Báo cáo bc")
    assert answers(wished) == OPEN


def test_earlier_text_confirmed_is_not_the_later_one(wished, refusing):
    refusing.command("/viec")
    refusing.say("mai họp lúc 8 giờ")
    first, data = refusing.last, refusing.last.buttons[0].data
    wished.now += timedelta(minutes=11)
    refusing.say("thôi được rồi")
    assert first.text == "Đã thay bằng tin mới hơn ở dưới."
    assert refusing.tap(data, first.id) == ["Vừa có thay đổi, đề nghị xem tin mới nhất."]
    assert answers(wished) == OPEN


def test_two_refusals_in_a_row_each_get_their_own_reason(wished, refusing):
    refuse(refusing, 2)
    refusing.say("lý do của Sở Y tế")
    assert refusing.say("lý do của Sở Tài chính")[0].splitlines()[1:3] == [
        "Sở Tài chính",
        "Không đồng ý gia hạn.",
    ]
    refusing.press("Đúng")
    assert answers(wished) == [
        ("refused", "lý do của Sở Tài chính"),
        ("refused", "lý do của Sở Y tế"),
    ]


def test_reply_to_the_first_of_two_questions_answers_the_first(wished, refusing):
    first = refusing.last
    refuse(refusing, 2)
    refusing.say("lý do của Sở Tài chính", reply_to=first.id)
    assert answers(wished) == [("refused", "lý do của Sở Tài chính"), ("asked", None)]


def test_reply_to_what_is_over_answers_nothing_else(wished, refusing):
    first = refusing.last
    refusing.say("lý do của Sở Tài chính")
    refusing.command("/duyet")
    refuse(refusing, 1)
    assert "đã xong" in refusing.say("còn nữa", reply_to=first.id)[0]
    assert answers(wished) == [("refused", "lý do của Sở Tài chính"), ("asked", None)]


def test_stray_text_about_what_is_settled_is_told_so(wished, refusing):
    refusing.command("/duyet")
    refusing.press("1. Đồng ý")
    assert refusing.say("mai họp lúc 8 giờ")[0].startswith("Nhiệm vụ này được gia hạn")
    assert not refusing.say("mai họp lúc 8 giờ")[0].startswith("Nhiệm vụ này")


def test_reason_of_a_return_and_of_a_waiver_is_repeated_too(town, head, standing):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    town.pump()
    standing.press("Trả lại")
    standing.command("/viec")
    assert standing.say("thiếu biểu số 2")[0].splitlines()[2] == "Trả lại báo cáo."
    standing.press("Đúng")
    standing.tap("wa:1:1:0")
    standing.command("/viec")
    assert standing.say("thiên tai")[0].splitlines()[2] == "Miễn báo cáo."
    standing.press("Đúng")
    town.pump()
    assert town.province.rows("SELECT reason, obligation.state FROM submission, obligation"
                          " WHERE obligation.id = obligation_id") == [("thiếu biểu số 2", "waived")]  # fmt: skip


def test_reason_of_a_wish_is_repeated_after_a_command(town, head):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    head.say("9/8")
    head.press("Đúng")
    head.command("/viec")
    assert "Đề nghị gia hạn." in head.say("mai họp lúc 8 giờ")[0].splitlines()
    assert town.province.rows("SELECT count(*) FROM extension") == [(0,)]
    head.press("Sửa lại")
    head.say("chờ số liệu")
    assert town.province.rows("SELECT reason FROM extension") == [("chờ số liệu",)]


def test_report_being_gathered_survives_a_look_elsewhere(town, head):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    head.send("a.pdf")
    head.command("/viec")
    assert "Số, ký hiệu: 125/BC-STC" in head.say("125/BC-STC")[0]
    head.press("Gửi")
    assert town.province.rows("SELECT name FROM submissionfile") == [("a.pdf",)]


def test_report_begun_again_keeps_what_was_gathered(town, head):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    head.send("a.pdf")
    head.say("125/BC-STC")
    summary = head.last
    head.command("/nop")
    head.press("1. Báo cáo bc")
    assert head.last.text.splitlines()[-2:] == ["Số, ký hiệu: 125/BC-STC", "1 tệp: a.pdf"]
    assert summary.text == "Đã thay bằng tin mới hơn ở dưới."
    head.press("Gửi")
    assert town.province.rows("SELECT number FROM submission") == [("125/BC-STC",)]


def test_text_goes_to_what_was_asked_last_not_to_what_was_begun_last(sqlite_files):
    town = make_town(sqlite_files)
    head = town.phone("101")
    head.tap("su:1:1:0")
    head.tap("ex:1:1:0")
    head.send("a.pdf")
    assert "Số, ký hiệu: 125/BC-STC" in head.say("125/BC-STC")[0]


def test_cancelling_leaves_no_buttons_of_any_question(town, head):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    head.say("9/8")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.command("/huy")
    left = [m for m in head.messages[1:] if m.rows]
    assert left == []
    told = [m.text for m in head.messages if m.text == "Đã hủy, chưa có gì được gửi đi."]
    assert len(told) == 2


def test_two_of_one_unit_are_told_of_each_other(town, head, deputy):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    deputy.command("/nop")
    deputy.press("1. Báo cáo bc")
    told = "Có người khác của đơn vị cũng đang soạn báo cáo này; hệ thống nhận bản của người bấm Gửi trước."
    assert told in deputy.last.text.splitlines()
    head.say("125/BC-STC")
    head.send("a.pdf")
    assert told in head.last.text.splitlines()
    head.press("Gửi")
    assert deputy.say("126/BC-STC")[0].startswith("Nhiệm vụ này đã gửi lúc 08:00 ngày 22/7 bởi")


def test_text_in_reply_to_a_question_of_buttons_asks_for_a_button(town, standing):
    standing.command("/nhac")
    standing.press("1. Báo cáo bc")
    assert "bấm" in standing.say("nhắc đi", reply_to=standing.last.id)[0]
    stranger = town.phone("900")
    with town.province.database.write() as session:
        code = invitation.invite(
            session, find_unit(session, "u2"), post_kind="clerk", by="Sở Y tế", now=town.now
        )
    stranger.command(f"/start {code}")
    assert "bấm" in stranger.say("đúng", reply_to=stranger.last.id)[0]
