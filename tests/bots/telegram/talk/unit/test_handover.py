"""A post changes hands: who loses it, who holds it now and the standing body are told, and nothing begun is lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bots.telegram.event import Commanded, Place, Pressed
from scheduler.store.organisation import find_unit
from scheduler.store.tables import Subscription
from scheduler.workflow.actor import load_actors
from scheduler.workflow.handover import take_post
from tests.bots.telegram.talk.conftest import make_town
from tests.bots.telegram.talk.town import LANE, Phone, Town
from tests.bots.telegram.talk.unit.test_onboarding import code_for, holder
from tests.build import duty


@pytest.fixture(params=["sqlite_files", "postgres"])
def town(request) -> Iterator[Town]:
    """On each kind of database: u1 … owe two reports."""
    proof = ["number", "file"]
    reports = duty("bc", proof=proof), duty("tk", due={"by": "08-15"}, proof=proof)
    town = make_town(request.getfixturevalue(request.param), *reports)
    yield town
    town.province.database.close()


@pytest.fixture
def newcomer(town: Town) -> Phone:
    return town.phone("555")


def take_over(town: Town, phone: Phone, unit: str = "u2", post: str = "head") -> None:
    phone.command(f"/start {code_for(town, unit, post)}")
    phone.press("Đúng, xác nhận")
    town.pump()


def bind(town: Town, unit: str, address: str, post: str = "head") -> None:
    """As `thidua bind` does."""
    with town.province.database.write() as session:
        row = find_unit(session, unit)
        take_post(session, row, address=address, post_kind=post, actor="admin", now=town.now)
    town.pump()


def ledger(town: Town, kind: str) -> list[tuple[str, str]]:
    rows = town.province.rows("SELECT kind, subject, data FROM ledger ORDER BY seq")
    return [(subject, data) for found, subject, data in rows if found == kind]


def told(phone: Phone) -> list[str]:
    """First lines of what the chat shows."""
    return [message.text.partition("\n")[0] for message in phone.messages]


def test_confirmation_says_that_somebody_holds_the_post_and_since_when(town, newcomer):
    said = newcomer.command(f"/start {code_for(town)}")[0]
    assert "Đang có người giữ chức danh này từ 08:00 thứ Ba, 02/01/2024" in said
    assert "người đó thôi giữ và được báo" in said


@pytest.mark.parametrize(("post", "hears"), [("head", True), ("deputy", False)])
def test_newcomer_is_told_whom_it_is_told(town, newcomer, standing, post, hears):
    """The standing body is told of heads only, and only then is that said."""
    asked = newcomer.command(f"/start {code_for(town, 'u1', post)}")[0]
    confirmed = newcomer.press("Đúng, xác nhận")[-1]
    town.pump()
    said = [text.count("ơ quan thường trực") for text in (asked, confirmed)]
    assert (said, len(standing.messages)) == ([hears] * 2, hears)


def test_confirmation_of_a_post_nobody_holds_names_nobody(town, newcomer):
    said = newcomer.command(f"/start {code_for(town, 'u2', 'deputy')}")[0]
    assert "Đang có người giữ" not in said


def test_who_was_not_named_loses_nothing(town, newcomer):
    """Another took the post between question and button: asked once more."""
    newcomer.command(f"/start {code_for(town)}")
    town.now = town.now.replace(hour=10)
    bind(town, "u2", "777")
    assert newcomer.press("Đúng, xác nhận")[0].startswith("Vừa có thay đổi")
    assert holder(town) == ["777"]
    assert "từ 10:00 thứ Hai, 15/7/2024" in newcomer.last.text
    newcomer.press("Đúng, xác nhận")
    assert holder(town) == ["555"]


def test_who_holds_the_post_already_uses_no_link_up(town):
    former, code = town.phone("102"), code_for(town)
    assert former.command(f"/start {code}")[0].startswith("Đồng chí đang giữ chức danh này")
    town.phone("555").command(f"/start {code}")
    assert town.phone("555").last.labels == ["Đúng, xác nhận", "Không phải tôi"]


def test_former_head_is_told(town, newcomer):
    take_over(town, newcomer)
    assert told(town.phone("102")) == ["Đồng chí thôi giữ chức danh Thủ trưởng đơn vị, Sở Y tế"]
    assert "Từ 09:00 thứ Hai, 15/7/2024" in town.phone("102").last.text


def test_new_head_gets_one_card_of_what_is_open(town, newcomer):
    take_over(town, newcomer)
    card = newcomer.last
    assert "\n\n\n" not in card.text
    assert card.text.startswith("Đồng chí bắt đầu giữ chức danh Thủ trưởng đơn vị, Sở Y tế\n")
    assert "Báo cáo đơn vị chưa gửi: 2." in card.text
    assert [label for label in card.labels if label.endswith("Gửi báo cáo")] == [
        "1. Gửi báo cáo",
        "2. Gửi báo cáo",
    ]
    assert len(newcomer.messages) == 2  # the confirmation, and the card


def test_standing_body_gets_one_line(town, newcomer, standing):
    take_over(town, newcomer)
    assert told(standing) == ["Đổi người giữ chức danh Thủ trưởng đơn vị, Sở Y tế"]
    assert "Báo cáo đơn vị chưa gửi: 2." in standing.last.text


def test_several_changes_are_one_message_to_the_standing_body(town, standing):
    with town.province.database.write() as session:
        for unit, address in (("u1", "501"), ("u2", "502"), ("u3", "503")):
            row = find_unit(session, unit)
            take_post(session, row, address=address, post_kind="head", actor="a", now=town.now)
    town.pump()
    assert told(standing) == ["3 thay đổi về người giữ chức danh"]
    assert all(name in standing.last.text for name in ("Sở Tài chính", "Sở Y tế", "Huyện Lâm Thao"))


def test_change_is_told_once_and_by_night(town, newcomer, standing):
    town.go("2024-07-20 23:30")
    take_over(town, newcomer)
    for moment in ("2024-07-20 23:31", "2024-07-21 09:00"):
        town.go(moment)
    assert [len(phone.messages) for phone in (town.phone("102"), newcomer, standing)] == [1, 2, 1]


def test_bind_on_the_command_line_has_the_same_consequences(town, standing):
    bind(town, "u2", "555")
    heard = [told(phone)[0] for phone in (town.phone("102"), town.phone("555"), standing)]
    assert [one.partition(" Thủ trưởng")[0] for one in heard] == [
        "Đồng chí thôi giữ chức danh",
        "Đồng chí bắt đầu giữ chức danh",
        "Đổi người giữ chức danh",
    ]


def test_same_chat_bound_again_is_no_change(town, standing):
    bind(town, "u2", "102")
    assert standing.messages == town.phone("102").messages == []


def test_first_holder_gets_the_card_and_the_standing_body_hears(town, newcomer, standing):
    town.province.execute("DELETE FROM holder WHERE post_id IN (SELECT post.id FROM post"
                      " JOIN unit ON unit.id = unit_id WHERE code = 'u2')")  # fmt: skip
    take_over(town, newcomer)
    assert "Báo cáo đơn vị chưa gửi: 2." in newcomer.last.text
    assert told(standing) == ["Đã có người giữ chức danh Thủ trưởng đơn vị, Sở Y tế"]


def test_change_and_a_reminder_due_with_it_are_one_card(town, newcomer):
    town.now = town.now.replace(day=22, hour=8)
    newcomer.command(f"/start {code_for(town)}")
    newcomer.press("Đúng, xác nhận")
    town.pump()  # which fires before-7wd, too
    assert len(newcomer.messages) == 2
    assert town.phone("102").messages[-1].text.startswith("Đồng chí thôi giữ")


def test_nobody_is_told_of_himself_as_of_his_superior(town, standing):
    """Who moves to the standing body, and a new head of it."""
    clerk = town.phone("130")
    bind(town, "u0", "130", "clerk")
    before = len(clerk.messages), len(standing.messages)
    bind(town, "u2", "130")  # now head of u2, too
    assert told(clerk)[before[0] :] == ["Đồng chí bắt đầu giữ chức danh Thủ trưởng đơn vị, Sở Y tế"]
    assert len(standing.messages) == before[1] + 1


def test_deputy_who_is_replaced_is_told_and_the_standing_body_is_not(town, newcomer, standing):
    take_over(town, newcomer, "u1", "deputy")
    assert told(town.phone("111")) == [
        "Đồng chí thôi giữ chức danh Phó Thủ trưởng đơn vị, Sở Tài chính"
    ]
    assert (
        told(newcomer)[-1] == "Đồng chí bắt đầu giữ chức danh Phó Thủ trưởng đơn vị, Sở Tài chính"
    )
    assert newcomer.last.labels == standing.messages == []


def test_group_that_is_replaced_is_told(town):
    bind(town, "u2", "-1001", "group")
    bind(town, "u2", "-1002", "group")
    assert told(town.phone("1", "-1001"))[-1] == "Nhóm này thôi nhận tin của Sở Y tế"
    assert told(town.phone("1", "-1002")) == ["Nhóm này bắt đầu nhận tin của Sở Y tế"]


@pytest.fixture
def half_made(town: Town) -> Phone:
    """The head of u2 has told a number and sent one file of two reports' first."""
    former = town.phone("102")
    former.command("/nop")
    former.press("1. Báo cáo bc")
    former.say("125/BC-SYT")
    former.send("bao-cao.pdf")
    return former


def test_half_made_report_is_named_on_the_card_and_gone_on_with(
    town, half_made, newcomer, standing
):
    take_over(town, newcomer)
    assert (
        "Báo cáo người trước đang soạn, chưa gửi: Báo cáo bc (số 125/BC-SYT, 1 tệp)"
        in newcomer.last.text
    )
    newcomer.press("1. Gửi báo cáo")
    assert "Số, ký hiệu: 125/BC-SYT\n1 tệp: bao-cao.pdf" in newcomer.last.text
    newcomer.press("Gửi")
    town.pump()
    rows = town.province.rows("SELECT number, name FROM submission JOIN submissionfile"
                          " ON submission_id = submission.id")  # fmt: skip
    assert rows == [("125/BC-SYT", "bao-cao.pdf")]


def test_half_made_report_waits_longer_than_a_weekend(town, half_made, newcomer):
    take_over(town, newcomer)
    town.go("2024-07-18 10:00")
    newcomer.press("1. Gửi báo cáo")
    assert "125/BC-SYT" in newcomer.last.text


def test_file_the_new_head_sends_unasked_joins_what_was_left(town, half_made, newcomer):
    take_over(town, newcomer)
    newcomer.send("phu-luc.pdf")
    newcomer.press("1. Báo cáo bc")
    assert "2 tệp: phu-luc.pdf, bao-cao.pdf" in newcomer.last.text
    assert "125/BC-SYT" in newcomer.last.text


def test_text_of_the_new_head_is_no_answer_to_what_nobody_asked_her(town, half_made, newcomer):
    take_over(town, newcomer)
    assert newcomer.say("Chào mọi người")[0].startswith("Xem báo cáo phải gửi: /viec")


def test_former_hears_that_his_report_went_over(town, half_made, newcomer):
    take_over(town, newcomer)
    assert "Báo cáo đồng chí đang soạn đã chuyển cho người mới: 1." in half_made.last.text
    assert ledger(town, "half-made report handed over")[0][0] == "pt-2024/bc/once/u2"
    assert "125/BC-SYT" in ledger(town, "half-made report handed over")[0][1]


def test_buttons_and_words_of_the_former_are_answered_with_why(town, half_made, newcomer):
    town.go("2024-07-22 08:00")
    card = half_made.last
    seen = next(button for button in card.buttons if button.text == "Đã nhận")
    summary = next(b for m in half_made.messages for b in m.buttons if b.text == "Gửi")
    take_over(town, newcomer)
    why = "Từ 08:00 thứ Hai, 22/7/2024 đồng chí thôi giữ Thủ trưởng đơn vị, Sở Y tế"
    said = [
        half_made.tap(seen.data, card.id),
        half_made.tap(summary.data),
        half_made.say("126/BC-SYT"),
        half_made.send("khac.pdf"),
        half_made.command("/viec"),
    ]
    assert [one[0][: len(why)] for one in said] == [why] * 5


def test_former_who_still_is_the_deputy_keeps_his_report(town, half_made, newcomer):
    bind(town, "u2", "102", "deputy")
    take_over(town, newcomer)
    half_made.press("Gửi")
    assert any(m.text.startswith("Báo cáo bc\nĐã gửi lúc") for m in half_made.messages)
    assert "Báo cáo người trước đang soạn" not in newcomer.last.text


def test_stand_ins_of_the_former_stay_and_are_named(town, newcomer):
    head = town.phone("101")
    head.command("/uyquyen")
    head.press("Cấp phó")
    head.say("26/7")
    head.press("Đúng")
    town.now = town.now.replace(hour=10)
    take_over(town, newcomer, "u1")
    assert "Đang có người xử lý thay do người trước ủy quyền: 1" in newcomer.last.text


def link_of(town: Town, user: str, unit: str = "u2") -> None:
    """What /lich made for them."""
    with town.province.database.write() as session:
        row = find_unit(session, unit)
        made_for = next(one for one in load_actors(session, LANE, user, now=town.now))
        given = {"issuer_id": row.issuer_id, "name": "Telegram", "created_at": town.now}
        session.add(
            Subscription(
                scope="unit", scope_id=row.id, token_hash=user, maker_id=made_for.person_id, **given
            )
        )


def test_new_head_of_the_standing_body_hears_what_waits_there(town, half_made, newcomer, standing):
    half_made.press("Gửi")
    town.pump()
    take_over(town, newcomer, "u0")
    assert "Đang chờ đồng chí duyệt: 1. Trong bot, xem bằng /duyet." in newcomer.last.text
    assert newcomer.command("/duyet")[0].startswith("Chờ duyệt: 1")
    assert (
        "đề nghị báo ngay người quản trị hệ thống" in standing.last.text
    )  # he was the standing body


def test_calendar_link_of_the_former_is_told_to_who_can_have_it_closed(town, newcomer, standing):
    link_of(town, "102")
    take_over(town, newcomer)
    still = "Liên kết lịch của đơn vị do người trước tạo vẫn mở: "
    assert f"{still}số 1. Muốn đóng, đề nghị báo người quản trị" in standing.last.text
    assert f"{still}1. Muốn đóng, đề nghị báo cơ quan thường trực." in newcomer.last.text
    assert still not in town.phone("102").last.text


def test_calendar_link_of_who_stays_with_the_unit_is_no_news(town, newcomer, standing):
    link_of(town, "102")
    bind(town, "u2", "102", "deputy")
    take_over(town, newcomer)
    assert "Liên kết lịch" not in standing.last.text


def test_change_stands_in_the_ledger(town, newcomer):
    take_over(town, newcomer)
    subject, data = ledger(town, "post handed over")[0]
    assert subject == "u2/head"
    assert '"told": {"former": 1, "holder": 1, "standing_body": 1}' in data
    sent = [data for _subject, data in ledger(town, "message sent")]
    assert [one for one in sent if "u2/head/former" in one] != []


def test_head_of_a_block_is_told_so(town, newcomer):
    take_over(town, newcomer, "u1")
    assert "Đơn vị đang là trưởng Khối 1." in newcomer.last.text


def test_new_head_sees_why_a_report_was_returned(town, half_made, newcomer, standing):
    half_made.press("Gửi")
    town.pump()
    standing.press("Trả lại")
    standing.say("thiếu biểu số 2")
    town.province.execute("DELETE FROM obligation WHERE id NOT IN (SELECT obligation_id FROM submission)"
                      " AND id NOT IN (SELECT obligation_id FROM item)")  # fmt: skip
    take_over(town, newcomer)
    assert "Lý do trả lại: thiếu biểu số 2" in newcomer.last.text


@pytest.mark.parametrize(("others", "topic"), [((), 77), (("u3",), None)])
def test_group_that_confirms_in_another_topic_is_told_there(town, others, topic):
    """Unless it is told of another unit where it is."""
    for unit in ("u2", *others):
        bind(town, unit, "-1001", "group")
    head, place = town.phone("102", "-1001"), Place(LANE, 900, "-1001", "102", thread=77)
    head.do(Commanded(place, "start", code_for(town, "u2", "group"), "900"))
    head.do(Pressed(replace(place, update_id=901), "cb", head.last.buttons[0].data, head.last.id))
    rows = town.province.rows("SELECT thread FROM address WHERE value = '-1001'")
    assert rows == [(topic,)]
