"""Voice, stickers, places, edits: each is answered with what is expected now; nothing is swallowed."""

import pytest

from bots.telegram.event import Kind

NUMBER = "Số, ký hiệu văn bản là gì? Ví dụ: 125/BC-STC. Hủy: /huy"
FILE = "Đề nghị gửi tệp văn bản: PDF, Word, Excel hoặc ảnh chụp, mỗi tệp tối đa 20 MB. Hủy: /huy"


@pytest.fixture
def asked(town, head):
    """The head has begun a report."""
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    return head


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_sentence_and_says_what_is_expected(asked, kind):
    told = asked.other(kind)
    assert len(told) == 1
    assert told[0].endswith(NUMBER)
    assert len(told[0]) > len(NUMBER)


def test_what_is_expected_follows_the_report(asked):
    asked.say("125/BC-STC")
    assert asked.other(Kind.VOICE) == [f"Bot không nghe được tin thoại. {FILE}"]
    asked.send("a.pdf")
    assert asked.other(Kind.VOICE)[0].endswith(
        "Báo cáo chưa gửi: đề nghị bấm một nút ở tin tóm tắt."
    )
    asked.press("Thêm ghi chú")
    assert "Đề nghị gõ ghi chú" in asked.other(Kind.STICKER)[0]


def test_answer_after_a_voice_message_is_taken_at_once(town, head):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    assert head.other(Kind.VOICE)[0].endswith("Đề nghị gõ ngày, hoặc /huy để hủy.")
    head.say("9/8")
    assert head.other(Kind.VOICE)[0].endswith(
        "Đề nghị bấm một nút ở tin hỏi gần nhất, hoặc /huy để hủy."
    )
    head.press("Đúng")
    assert head.other(Kind.VOICE)[0].endswith("Đề nghị gõ lý do bằng chữ, hoặc /huy để hủy.")
    head.say("chờ số liệu")
    assert town.province.rows("SELECT reason FROM extension") == [("chờ số liệu",)]


def test_what_is_owed_is_named_when_nothing_was_asked(head):
    assert head.other(Kind.LOCATION) == [
        "Bot không dùng vị trí. Báo cáo gần hạn nhất phải gửi: Báo cáo bc. Gửi: /nop · Xem nhiệm vụ: /viec"
    ]


def test_nothing_owed_is_said(standing):
    assert standing.other(Kind.CONTACT) == [
        "Bot không dùng danh thiếp. Hiện không có báo cáo nào phải gửi. Cách dùng: /trogiup"
    ]


def test_edit_changes_nothing_and_asks_for_a_new_message(town, asked):
    asked.say("125/BC-STC")
    assert asked.other(Kind.EDITED) == [
        f"Tin đã sửa không được đọc lại, đề nghị gửi tin mới. {FILE}"
    ]
    asked.send("a.pdf")
    asked.press("Gửi")
    assert town.province.rows("SELECT number FROM submission") == [("125/BC-STC",)]


def test_stranger_hears_who_the_bot_is_for(town):
    assert town.phone("900").other(Kind.VOICE)[0].startswith("Kính chào đồng chí. Bot này dành cho")


def test_group_hears_it_only_in_reply_to_what_was_asked(town):
    town.province.bind("u1", "-100300", now=town.now, post="group")
    group = town.phone("101", "-100300")
    group.tap("su:1:1:0")
    asked = group.last
    assert group.other(Kind.STICKER) == []
    assert group.other(Kind.STICKER, reply_to=asked.id)[0].endswith(NUMBER)


def test_report_a_colleague_handed_in_is_said_to_be_over(town, asked):
    town.province.execute("UPDATE obligation SET state = 'submitted' WHERE id = 1")
    assert asked.other(Kind.VOICE)[0].startswith("Nhiệm vụ này đã gửi")
