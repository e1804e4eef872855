"""Handing a report in, as people really do it: in any order, in albums, halfway, twice."""

from datetime import timedelta

import pytest

from tests.bots.telegram.talk.conftest import make_town
from tests.build import at, duty


@pytest.fixture
def asked(town, head):
    """The head has the card and pressed its button."""
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    return head


def submissions(town):
    return town.province.rows("SELECT number, note, by, state FROM submission")


def files(town):
    return [name for (name,) in town.province.rows("SELECT name FROM submissionfile ORDER BY id")]


def test_report_is_gathered_shown_and_confirmed(town, asked):
    asked.say("125/BC-STC")
    asked.send("bao-cao.pdf")
    assert asked.last.text.splitlines() == [
        "Đề nghị kiểm tra rồi bấm Gửi",
        "Báo cáo bc",
        "Sở Tài chính",
        "Số, ký hiệu: 125/BC-STC",
        "1 tệp: bao-cao.pdf",
    ]
    assert submissions(town) == []
    asked.press("Gửi")
    assert submissions(town) == [
        ("125/BC-STC", None, "Thủ trưởng đơn vị, Sở Tài chính", "submitted")
    ]


def test_file_may_come_before_the_number(town, asked):
    assert "Số, ký hiệu văn bản là gì?" in asked.send("bao-cao.pdf")[0]
    asked.say("125/BC-STC")
    asked.press("Gửi")
    assert (submissions(town)[0][0], files(town)) == ("125/BC-STC", ["bao-cao.pdf"])


def test_caption_that_is_a_number_is_the_number(town, asked):
    asked.send("bao-cao.pdf", caption="125/BC-STC")
    asked.press("Gửi")
    assert submissions(town)[0][0] == "125/BC-STC"


def test_number_sent_again_with_a_file_is_no_note(town, asked):
    asked.say("125/BC-STC")
    asked.send("bao-cao.pdf", caption="125/BC-STC")
    asked.press("Gửi")
    assert submissions(town)[0][:2] == ("125/BC-STC", None)


def test_album_is_one_report(town, asked):
    asked.say("125/BC-STC")
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        asked.send(name, album="7")
    summaries = [m for m in asked.messages if m.text.startswith("Đề nghị kiểm tra")]
    assert ["3 tệp: a.jpg, b.jpg, c.jpg" in one.text for one in summaries] == [True]
    asked.press("Gửi")
    assert files(town) == ["a.jpg", "b.jpg", "c.jpg"]


def test_summary_that_misses_a_file_is_not_handed_in(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    stale, data = asked.last, asked.last.buttons[0].data
    asked.send("b.pdf")
    assert stale.text == "Đã thay bằng tin mới hơn ở dưới."
    said = asked.tap(data, stale.id)
    assert said[0] == "Vừa có thay đổi, đề nghị xem lại trước khi gửi."
    assert submissions(town) == []


def test_same_file_twice_counts_once(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.send("a.pdf")
    asked.press("Gửi")
    assert files(town) == ["a.pdf"]


def test_same_file_under_another_name_is_said_to_be_the_same(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    said = asked.send("b.pdf", content="a.pdf")
    assert said[0].splitlines()[0] == "Tệp “b.pdf” giống hệt “a.pdf” đã gửi nên chỉ giữ một bản."
    asked.press("Gửi")
    assert files(town) == ["a.pdf"]


def test_same_picture_twice_in_an_album_is_said_to_be_the_same(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.jpg", album="7")
    asked.send("b.jpg", album="7")
    said = asked.send("c.jpg", content="a.jpg", album="7")
    assert said[-1] == "Tệp “c.jpg” giống hệt “a.jpg” đã gửi nên chỉ giữ một bản."
    asked.press("Gửi")
    assert files(town) == ["a.jpg", "b.jpg"]


def test_note_is_optional(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.press("Thêm ghi chú")
    asked.say("số liệu đến 25/6")
    asked.press("Gửi")
    assert submissions(town)[0][1] == "số liệu đến 25/6"


def test_everything_can_be_done_again(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.press("Sửa lại")
    asked.say("126/BC-STC")
    asked.send("b.pdf")
    asked.press("Gửi")
    assert (submissions(town)[0][0], files(town)) == ("126/BC-STC", ["b.pdf"])


def test_text_where_a_file_is_asked_for_asks_again(asked):
    asked.say("125/BC-STC")
    assert asked.say("vâng ạ")[0].startswith("Đề nghị gửi tệp văn bản")


@pytest.mark.parametrize("way", ["/huy", "button"])
def test_half_a_report_is_dropped(town, asked, way):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    said = asked.command("/huy") if way == "/huy" else asked.press("Hủy")
    assert "Đã hủy" in said[0]
    asked.say("125/BC-STC")
    assert submissions(town) == []


def test_button_of_a_dropped_report_says_so(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    summary, data = asked.last, asked.last.buttons[0].data
    asked.command("/huy")
    assert (summary.text, summary.labels) == ("Đã hủy, chưa có gì được gửi đi.", [])
    assert asked.tap(data, summary.id)[0].startswith("Nội dung này đã xử lý")
    assert submissions(town) == []


def test_question_expires_after_a_day(town, asked):
    message = asked.last
    town.now += timedelta(hours=24)
    assert "đã quá 24 giờ" in asked.say("125/BC-STC", reply_to=message.id)[0]


def test_each_answer_renews_the_day(town, asked):
    town.now += timedelta(hours=23)
    asked.say("125/BC-STC")
    town.now += timedelta(hours=23)
    asked.send("a.pdf")
    asked.press("Gửi")
    assert len(submissions(town)) == 1


def test_second_of_two_is_told_who_was_first(town, asked, deputy):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    deputy.command("/nop")
    deputy.press("1. Báo cáo bc")
    deputy.say("126/BC-STC")
    deputy.send("b.pdf")
    deputy.press("Gửi")
    said = asked.press("Gửi")
    assert (
        said[0]
        == "Đã ghi nhận: đã gửi lúc 08:00 ngày 22/7 bởi Phó Thủ trưởng đơn vị, Sở Tài chính."
    )
    assert said[1].splitlines()[-1] == "Báo cáo đồng chí đang soạn không được gửi thêm."
    assert [row[0] for row in submissions(town)] == ["126/BC-STC"]


def test_old_button_tells_when_and_by_whom(town, asked, deputy):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.press("Gửi")
    said = deputy.tap("su:1:1:0")
    by = "Thủ trưởng đơn vị, Sở Tài chính"
    assert said[0] == f"Đã ghi nhận: đã gửi lúc 08:00 ngày 22/7 bởi {by}."


def test_file_nobody_asked_for_finds_the_only_duty(town, head):
    assert "Số, ký hiệu văn bản là gì?" in head.send("a.pdf")[0]
    head.say("125/BC-STC")
    head.press("Gửi")
    assert files(town) == ["a.pdf"]


def test_file_nobody_asked_for_is_kept_until_its_duty_is_chosen(sqlite_files):
    town = make_town(sqlite_files, duty("bc", proof=["file"]), duty("hai"))
    head = town.phone("101")
    head.send("a.pdf", album="5")
    head.send("b.pdf", album="5")
    head.press("1. Báo cáo bc")
    head.press("Gửi")
    assert files(town) == ["a.pdf", "b.pdf"]


def test_duty_without_proof_is_one_button_more(sqlite_files):
    town = make_town(sqlite_files, duty("bc", proof=[]))
    head = town.phone("101")
    head.command("/nop")
    head.press("1. Báo cáo bc")
    head.press("Gửi")
    assert len(submissions(town)) == 1


def test_late_report_is_said_to_be_late(town, head):
    town.go("2024-08-02 09:00")
    head.press("Gửi báo cáo")
    head.say("1/BC")
    assert "báo cáo sẽ ghi là gửi chậm" in head.send("a.pdf")[0]
    assert "chậm 2 ngày làm việc" in head.press("Gửi")[1]


def test_nothing_is_taken_in_after_the_cut_off(town, head):
    town.now = at("2024-08-22 00:00")
    said = head.tap("su:1:1:0")
    assert said[0].startswith("Đã hết thời hạn tiếp nhận từ 24:00 thứ Tư, 21/8/2024")


def test_cut_off_in_the_middle_ends_the_report(town, head):
    town.now = at("2024-08-21 23:50")
    head.tap("su:1:1:0")
    head.say("1/BC")
    head.send("a.pdf")
    town.now = at("2024-08-22 00:10")
    assert head.press("Gửi")[0].startswith("Đã hết thời hạn tiếp nhận từ")
    assert submissions(town) == []


def test_file_that_did_not_come_is_asked_for_again(town, asked):
    asked.say("125/BC-STC")
    assert asked.send("a.pdf", kept=False) == ["Chưa tải được tệp từ Telegram. Đề nghị gửi lại."]
    asked.send("a.pdf")
    asked.press("Gửi")
    assert len(submissions(town)) == 1


def test_summary_can_be_called_up_after_a_restart(town, asked):
    """Nothing lives in memory: another process answers with what the rows say."""
    asked.say("125/BC-STC")
    again = make_phone_of_another_process(town)
    again.send("a.pdf")
    assert "125/BC-STC" in again.last.text


def make_phone_of_another_process(town):
    return town.phone("101")


@pytest.mark.parametrize("typed", ["số 125/BC-STC", "Số: 125/BC-STC", "số hiệu 125/BC-STC"])
def test_number_is_kept_without_the_word_before_it(town, head, typed):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    assert "Số, ký hiệu: 125/BC-STC" in head.say(typed)[0].splitlines()
