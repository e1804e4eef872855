"""More time: typed in Vietnamese, repeated in full, confirmed, reasoned, decided."""

import pytest

from tests.bots.telegram.talk.conftest import make_town
from tests.build import at


@pytest.fixture
def asked(town, head):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    return head


@pytest.fixture
def wished(town, asked):
    """The wish lies with the standing body."""
    asked.say("9/8")
    asked.press("Đúng")
    asked.say("chờ số liệu của ba xã")
    town.pump()
    return asked


def wishes(town):
    return town.province.rows("SELECT substr(wanted_due_at, 1, 16), reason, state FROM extension")


def due(town):
    return town.province.rows("SELECT substr(due_at, 1, 16) FROM obligation WHERE id = 1")[0][0]


def test_present_deadline_and_examples_are_shown(asked):
    assert asked.last.text.splitlines()[1:] == [
        "Hạn hiện nay: 17:00 thứ Tư, 31/7/2024.",
        "Đề nghị gia hạn đến ngày nào?",
        "Ví dụ: 07/8; 07/8 16h; lùi 3 ngày làm việc. Hủy: /huy",
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9/8", "17:00 thứ Sáu, 09/8/2024"),
        ("đề nghị lùi 3 ngày làm việc", "17:00 thứ Hai, 05/8/2024"),
        ("lui 3 ngay lam viec", "17:00 thứ Hai, 05/8/2024"),
        ("15h30 ngày 06/8", "15:30 thứ Ba, 06/8/2024"),
        ("24h ngày 09/8", "24:00 thứ Sáu, 09/8/2024"),
        ("12h đêm 9/8", "24:00 thứ Sáu, 09/8/2024"),
        ("chiều 9/8", "17:00 thứ Sáu, 09/8/2024"),
    ],
)
def test_date_is_repeated_in_full(asked, typed, told):
    asked.say(typed)
    assert asked.last.text == f"Hạn mới: {told}\nCó đúng không?"


@pytest.mark.parametrize("typed", ["sáng 9/8", "đến sáng thứ sáu 9/8", "sang 9/8"])
def test_morning_ends_at_noon_and_says_so(asked, typed):
    asked.say(typed)
    assert asked.last.text.splitlines()[:2] == [
        "Hạn mới: 12:00 thứ Sáu, 09/8/2024",
        "Buổi sáng được hiểu là đến 12:00; giờ khác, đề nghị ghi cả giờ.",
    ]


def test_evening_offers_the_end_of_the_day(asked):
    assert asked.say("tối 9/8") == ["Buổi tối đến mấy giờ? Đề nghị chọn hoặc ghi giờ."]
    assert asked.last.labels[0] == "24:00 thứ Sáu, 09/8/2024"


def test_end_of_a_day_off_is_that_of_the_next_working_day(asked):
    asked.say("24h ngày 10/8")
    assert asked.last.text.startswith(
        "Hạn mới: 24:00 thứ Hai, 12/8/2024\nThứ Bảy, 10/8/2024 là ngày nghỉ"
    )


def test_deadline_at_the_end_of_a_day_is_told_of_that_day(town, asked, standing):
    asked.say("24h ngày 09/8")
    asked.press("Đúng")
    asked.say("chờ số liệu")
    town.pump()
    standing.press("Đồng ý")
    town.pump()
    assert due(town) == "2024-08-09 17:00"
    assert "Hạn 24:00 thứ Sáu, 09/8/2024, còn 14 ngày làm việc" in asked.command("/viec")[0]


def test_day_off_rolls_and_says_why(asked):
    asked.say("chủ nhật 11/8")
    assert asked.last.text.splitlines()[:2] == [
        "Hạn mới: 17:00 thứ Hai, 12/8/2024",
        "Chủ nhật, 11/8/2024 là ngày nghỉ nên hạn chuyển sang ngày làm việc tiếp theo "
        "(Bộ luật Dân sự 2015, Điều 148).",
    ]


@pytest.mark.parametrize("typed", ["vâng", "31/2", "hôm qua", "30/7", "???", "01/01/2031"])
def test_what_is_no_later_day_is_asked_again_with_examples(town, asked, typed):
    asked.say(typed)
    assert "Ví dụ:" in asked.last.text
    assert wishes(town) == []


def test_day_that_has_passed_is_not_taken_for_next_years(asked):
    asked.say("20/7")
    assert "Hiểu là thứ Hai, 21/7/2025, quá xa; nếu đúng, đề nghị ghi cả năm." in asked.last.text
    asked.say("21/7/2025")
    assert "17:00 thứ Hai, 21/7/2025" in asked.last.text


def test_wish_needs_a_reason(town, asked):
    asked.say("9/8")
    assert wishes(town) == []
    asked.press("Đúng")
    assert asked.last.text.startswith("Đề nghị ghi lý do gia hạn.")
    asked.say("chờ số liệu của ba xã")
    assert wishes(town) == [("2024-08-09 10:00", "chờ số liệu của ba xã", "asked")]


def test_day_can_be_typed_again(town, asked):
    asked.say("9/8")
    asked.press("Sửa lại")
    asked.say("12/8")
    asked.press("Đúng")
    asked.say("chờ số liệu")
    assert wishes(town)[0][0] == "2024-08-12 10:00"


def test_standing_body_sees_who_wants_how_long_and_why(wished, standing):
    lines = standing.last.text.splitlines()
    assert lines[0] == "Sở Tài chính đề nghị gia hạn: Báo cáo bc"
    assert "Đề nghị gia hạn đến 17:00 thứ Sáu, 09/8/2024" in lines
    assert "Lý do đề nghị: chờ số liệu của ba xã" in lines
    assert standing.last.labels == ["Đồng ý", "Không đồng ý", "Ngày khác"]


def test_card_of_the_unit_tells_that_the_wish_waits(town, wished):
    card = wished.messages[0]
    assert "Đề nghị gia hạn đến 17:00 thứ Sáu, 09/8/2024" in card.text
    assert "Đề nghị gia hạn" in card.labels


def test_granted_wish_moves_the_deadline_and_tells_the_unit(town, wished, standing):
    standing.press("Đồng ý")
    town.pump()
    assert due(town) == "2024-08-09 10:00"
    assert wished.last.text.startswith("Được gia hạn đến 09/8: Báo cáo bc")
    assert standing.last.text.startswith("Đã gia hạn cho Sở Tài chính")
    assert standing.last.labels == []


def test_refusal_is_reasoned_and_told(town, wished, standing):
    standing.press("Không đồng ý")
    assert wishes(town)[0][2] == "asked"
    standing.say("tỉnh cần số liệu đúng hạn")
    town.pump()
    assert wished.last.text.startswith(
        "Đề nghị gia hạn không được chấp thuận; thời hạn vẫn là 31/7"
    )
    assert "Lý do không chấp thuận: tỉnh cần số liệu đúng hạn" in wished.last.text
    assert due(town) is None


def test_approver_names_another_day_the_same_way(town, wished, standing):
    standing.press("Ngày khác")
    assert "Đơn vị đề nghị đến 17:00 thứ Sáu, 09/8/2024" in standing.last.text
    standing.say("thứ sáu tuần sau")
    standing.press("Sửa lại")
    standing.say("5/8")
    standing.press("Đúng")
    town.pump()
    assert due(town) == "2024-08-05 10:00"
    assert wished.last.text.startswith("Được gia hạn đến 05/8")


def test_second_decision_is_told_of_the_first(wished, standing):
    card = standing.last
    standing.press("Đồng ý")
    said = standing.tap(card.buttons[0].data, card.id)
    assert said[0].startswith("Đã ghi nhận: được gia hạn lúc 08:00 ngày 22/7 bởi")


def test_unit_cannot_grant_its_own_wish(town, wished, standing):
    assert wished.tap(standing.last.buttons[0].data) == [
        "Nút hoặc lệnh này không dành cho chức danh của đồng chí."
    ]
    assert due(town) is None


def test_report_before_the_answer_closes_the_wish(town, wished, standing):
    card = standing.last
    wished.press("Gửi báo cáo")
    wished.say("1/BC")
    wished.send("a.pdf")
    wished.press("Gửi")
    said = standing.tap(card.buttons[0].data, card.id)
    assert "thay đổi khác" in said[0]


def test_nothing_is_asked_after_the_cut_off(town, head):
    town.now = at("2024-08-22 00:00")
    assert head.tap("ex:1:1:0")[0].startswith("Đã hết thời hạn tiếp nhận từ")


def test_cut_off_while_typing_ends_it(town, head):
    town.now = at("2024-08-21 23:50")
    head.tap("ex:1:1:0")
    head.say("30/8")
    head.press("Đúng")
    town.now = at("2024-08-22 00:10")
    assert head.say("chờ số liệu")[0].startswith("Đã hết thời hạn tiếp nhận từ")
    assert wishes(town) == []


def test_vague_phrase_offers_what_it_may_mean(sqlite_files):
    town = make_town(sqlite_files)
    head = town.phone("101")
    head.tap("ex:1:1:0")
    head.say("05/08 hoặc 06/08")
    assert head.last.text


def test_example_of_a_day_is_one_that_is_taken(asked):
    told = asked.say("30/7")[0].splitlines()
    assert told[1] == "Hạn hiện nay: 17:00 thứ Tư, 31/7/2024."
    example = told[2].removeprefix("Ví dụ: ").split(";")[0]
    assert asked.say(example)[0].startswith("Hạn mới: 17:00 thứ Tư, 07/8/2024")


@pytest.mark.parametrize("typed", ["15", "đến 15", "ngày 15", "đề nghị lùi đến ngày 15"])
def test_day_without_its_month_is_offered_when_the_next_is_too_early(sqlite_files, typed):
    town = make_town(sqlite_files, now="2024-06-12 09:00")
    head = town.phone("101")
    head.tap("ex:1:1:0")
    head.say(typed)
    assert head.last.labels[-2:] == ["Sửa lại", "Hủy"]
    head.press("17:00 thứ Năm, 15/8/2024")
    head.say("chờ số liệu")
    assert wishes(town) == [("2024-08-15 10:00", "chờ số liệu", "asked")]


def test_number_alone_offers_this_month_and_the_next_on_working_days(asked):
    told = asked.say("15")[0]
    assert told == "Đây là ngày, hay số ngày?"
    assert asked.last.labels == [
        "17:00 thứ Năm, 15/8/2024",
        "17:00 thứ Hai, 16/9/2024",
        "Thêm 15 ngày: 17:00 thứ Năm, 15/8/2024",
        "Sửa lại",
        "Hủy",
    ]


def test_day_offered_is_never_past(sqlite_files):
    town = make_town(sqlite_files, now="2024-08-15 18:00")
    head = town.phone("101")
    head.tap("ex:1:1:0")
    head.say("15")
    assert head.last.labels[0] == "17:00 thứ Hai, 16/9/2024"
