"""Hủy, thôi, không: words that stop as /huy does; thanks and yeses, which are content nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.talk import intent
from bots.telegram.talk.intent import Intent

STOPS = [
    "hủy", "huỷ", "huy", "Hủy!", "HUỶ NHÉ", "hu\u0309y", "xin hủy", "hủy báo cáo", "thôi không nộp",
    "thôi ko nộp nữa", "k nộp nữa ạ", "hông nộp nữa", "hũy", "huỷ giúp em với ạ",
    "thoi khong gui", "đề nghị hủy", "không đề nghị nữa", "thoi khong nop",
    "thôi em không nộp nữa ạ", "Không nộp nữa đâu ạ",
]  # fmt: skip
NOES = ["thôi", "thoi", "không", "khong", "Dạ thôi ạ", "không ạ", "ko", "k", "không cần"]
POLITE = [
    "cảm ơn",
    "cám ơn anh nhiều ạ",
    "cam on",
    "ok",
    "OK ạ 👍",
    "dạ",
    "vâng ạ",
    "👍",
    "đồng ý",
    "Được rồi",
    "đã nhận ạ",
]
TIME = [
    "em xin gia hạn thêm một tuần nhé", "xin gia han den 9/8", "cho em nộp muộn mấy hôm", "xin lùi 3 ngày",
    "em xin thêm 2 ngày", "gia hạn giúp em",
    "em đề nghị gia hạn thêm một tuần nhé", "đề nghị lùi 3 ngày", "cho em gửi chậm mấy hôm", "cho em gửi sau",
    "em chưa xong, xin lùi ạ", "xin khất 2 hôm", "cho em nộp sau",
]  # fmt: skip
CONTENT = [
    "hủy chuyến công tác nên chậm", "không kịp vì mưa lũ", "không đúng mẫu", "thôi được rồi", "thối", "thời",
    "thiếu biểu số 2", "đã nộp", "không đồng ý", "chờ số liệu của ba xã", "Huy chương", "cần đúng hạn",
    "không có", "dừng", "hỏng", "không nộp phụ lục 2", "",
]  # fmt: skip


@pytest.mark.parametrize(
    ("meant", "texts"),
    [
        (Intent.STOP, STOPS),
        (Intent.NO, NOES),
        (Intent.POLITE, POLITE),
        (Intent.MORE_TIME, TIME),
        (None, CONTENT),
    ],
)
def test_intent_is_read_from_the_whole_sentence(meant, texts):
    assert {text: intent.read(text) for text in texts} == dict.fromkeys(texts, meant)


@given(st.text())
def test_any_text_is_survived(text):
    intent.read(text)


@pytest.fixture
def asked(town, head):
    """The head has begun a report."""
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    return head


@pytest.mark.parametrize("typed", [*STOPS, *NOES])
def test_word_that_stops_drops_a_report(town, asked, typed):
    asked.send("a.pdf")
    assert asked.say(typed)[-1] == "Đã hủy, chưa có gì được gửi đi. Xem nhiệm vụ: /viec"
    assert asked.say("125/BC-STC")[0].startswith("Xem báo cáo phải gửi")


@pytest.mark.parametrize("typed", ["huỷ", "thôi", "không"])
def test_word_that_stops_is_no_reason(town, asked, standing, typed):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.press("Gửi")
    town.pump()
    standing.press("Trả lại")
    assert "Đã hủy" in standing.say(typed)[-1]
    assert town.province.rows("SELECT state, reason FROM submission") == [("submitted", None)]


def test_word_that_stops_what_waits_for_a_button_stops_it_too(town, head):
    town.go("2024-07-22 08:00")
    head.press("Ủy quyền")
    assert "Đã hủy" in head.say("hủy")[-1]


def test_nothing_to_stop_is_said(head):
    assert head.say("hủy") == ["Không có thao tác nào đang thực hiện."]


@pytest.mark.parametrize("typed", ["không", "thôi"])
def test_no_note_is_wanted_after_all_and_the_report_stays(town, asked, typed):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.press("Thêm ghi chú")
    assert asked.say(typed)[0].startswith("Đề nghị kiểm tra rồi bấm Gửi")
    asked.press("Gửi")
    assert town.province.rows("SELECT number, note FROM submission") == [("125/BC-STC", None)]


@pytest.mark.parametrize("typed", ["cảm ơn", "ok", "dạ", "👍"])
def test_thanks_are_no_reason_of_a_wish(town, head, typed):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    head.say("9/8")
    head.press("Đúng")
    assert head.say(typed)[0].startswith("Đề nghị gõ lý do bằng chữ")
    assert town.province.rows("SELECT count(*) FROM extension") == [(0,)]
    head.say("chờ số liệu")
    assert town.province.rows("SELECT reason FROM extension") == [("chờ số liệu",)]


def test_thanks_confirm_nothing_that_has_a_button(town, head):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    head.say("9/8")
    head.press("Đúng")
    head.command("/viec")
    head.say("chờ số liệu")
    assert head.say("ok")[0].startswith("Đề nghị bấm một nút")
    assert town.province.rows("SELECT count(*) FROM extension") == [(0,)]
    head.press("Đúng")
    assert town.province.rows("SELECT reason FROM extension") == [("chờ số liệu",)]


def test_ok_under_the_summary_asks_for_its_button(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    assert asked.say("ok")[0].startswith("Báo cáo chưa gửi, đề nghị bấm một nút bên dưới.")
    asked.press("Gửi")
    assert town.province.rows("SELECT note FROM submission") == [(None,)]


def test_thanks_to_nobody_are_answered_with_what_can_be_done(head):
    assert head.say("cảm ơn")[0].startswith("Xem báo cáo phải gửi")


def test_words_people_in_a_group_say_to_each_other_stop_nothing(town, head):
    town.province.bind("u1", "-100300", now=town.now, post="group")
    town.go("2024-07-22 08:00")
    group = town.phone("101", "-100300")
    group.tap("su:1:1:0")
    asked = group.last
    assert group.say("thôi") == []
    assert "Đã hủy" in group.say("thôi", reply_to=asked.id)[-1]


def test_stopping_a_wish_for_more_time_keeps_the_half_made_report(asked):
    asked.say("5/BC")
    asked.send("a.pdf")
    asked.say("em xin gia hạn thêm một tuần nhé")
    asked.press("Đề nghị gia hạn")
    assert asked.say("thôi ko xin nữa")[-1].endswith(
        "Báo cáo đang soạn vẫn được giữ: /nop. Hủy cả báo cáo: /huy"
    )
    assert asked.say("hủy")[-1] == "Đã hủy, chưa có gì được gửi đi. Xem nhiệm vụ: /viec"
