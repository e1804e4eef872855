"""A day typed when more time is asked for: with its reason, by a stretch, by a number, with a fault, too far away."""

import pytest

from tests.bots.telegram.talk.conftest import make_town


@pytest.fixture
def asked(town, head):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    return head


def wishes(town):
    return town.province.rows("SELECT substr(wanted_due_at, 1, 16), reason, state FROM extension")


@pytest.mark.parametrize(
    "typed",
    [
        "9/8 vì chờ số liệu của ba xã",
        "đề nghị gia hạn đến 09/8 do chờ số liệu của ba xã",
        "em đề nghị lùi đến 09/8, lý do: chờ số liệu của ba xã",
        "vì chờ số liệu của ba xã, đề nghị lùi đến 09/8",
    ],
)
def test_reason_typed_with_the_day_is_repeated_and_not_asked_again(town, asked, typed):
    asked.say(typed)
    assert asked.last.text.splitlines() == [
        "Hạn mới: 17:00 thứ Sáu, 09/8/2024",
        "Lý do: “chờ số liệu của ba xã”",
        "Có đúng không?",
    ]
    assert wishes(town) == []
    asked.press("Đúng")
    assert wishes(town) == [("2024-08-09 10:00", "chờ số liệu của ba xã", "asked")]
    assert "Đã gửi đề nghị gia hạn đến 17:00 thứ Sáu, 09/8/2024." in asked.last.text


def test_lunar_day_is_repeated_with_its_lunar_year(town, asked):
    asked.say("15/11 âm lịch")
    assert asked.last.text.splitlines()[:2] == [
        "Hạn mới: 17:00 thứ Hai, 16/12/2024",
        "Hiểu là 15 tháng 11 năm Giáp Thìn âm lịch.",
    ]


def test_day_that_english_says_two_ways_is_chosen_by_a_button(town, asked):
    asked.say("next Friday")
    assert asked.last.text.splitlines() == [
        "Câu này hiểu được nhiều cách, đề nghị ghi rõ ngày.",
    ]
    asked.press("17:00 thứ Sáu, 02/8/2024")
    assert asked.last.text.startswith("Đề nghị ghi lý do gia hạn.")


def test_word_that_was_not_read_is_named(town, asked):
    asked.say("xin đến hết tháng 8 dự phòng")
    assert asked.last.text.splitlines()[0] == (
        "Chưa đọc được “dự phòng”, đề nghị chọn hoặc ghi lại ngày."
    )


def test_reason_is_kept_where_the_day_is_chosen(town, asked):
    asked.say("tuần sau vì chờ số liệu")
    assert asked.last.text.splitlines()[1:] == ["Lý do: “chờ số liệu”"]
    asked.press("17:00 thứ Sáu, 02/8/2024")
    assert wishes(town) == [("2024-08-02 10:00", "chờ số liệu", "asked")]


def test_reason_goes_when_the_day_is_typed_again(town, asked):
    asked.say("9/8 vì chờ số liệu")
    asked.press("Sửa lại")
    asked.say("12/8")
    asked.press("Đúng")
    assert asked.last.text.startswith("Đề nghị ghi lý do gia hạn.")
    assert wishes(town) == []


def test_reason_typed_by_the_approver_is_said_not_to_go_along(town, asked, standing):
    asked.say("9/8 vì chờ số liệu")
    asked.press("Đúng")
    town.pump()
    standing.press("Ngày khác")
    assert "Phần “tỉnh cần sớm” không được gửi kèm." in standing.say("5/8 vì tỉnh cần sớm")[0]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tuần sau", ["17:00 thứ Năm, 01/8/2024", "17:00 thứ Sáu, 02/8/2024"]),
        ("cuối tuần sau", ["17:00 thứ Sáu, 02/8/2024", "17:00 thứ Hai, 05/8/2024"]),
        (
            "tháng sau",
            ["17:00 thứ Năm, 01/8/2024", "17:00 thứ Năm, 15/8/2024", "17:00 thứ Sáu, 30/8/2024"],
        ),
        (
            "tuần sau nữa",
            [
                f"17:00 thứ {name}, {n:02}/8/2024"
                for n, name in enumerate(("Hai", "Ba", "Tư", "Năm", "Sáu"), 5)
            ],
        ),
    ],
)
def test_stretch_offers_its_working_days(asked, typed, offered):
    assert asked.say(typed) == ["Đến ngày nào? Đề nghị chọn hoặc ghi rõ ngày."]
    assert asked.last.labels == [*offered, "Sửa lại", "Hủy"]


def test_stretch_before_the_deadline_is_answered_with_the_deadline(asked):
    assert "Cần một ngày sau 17:00 thứ Tư, 31/7/2024." in asked.say("tuần này")[0]


def test_number_alone_offers_the_day_and_the_days_to_add(town, asked):
    asked.say("5")
    assert asked.last.labels == [
        "17:00 thứ Hai, 05/8/2024",
        "17:00 thứ Năm, 05/9/2024",
        "Thêm 5 ngày: 17:00 thứ Hai, 05/8/2024",
        "Sửa lại",
        "Hủy",
    ]
    asked.press("Thêm 5 ngày: 17:00 thứ Hai, 05/8/2024")
    asked.say("chờ số liệu")
    assert wishes(town)[0][0] == "2024-08-05 10:00"


@pytest.mark.parametrize(
    "typed", ["thuws 6 tuần sau", "thứ sáu tuầnsau", "T6 tuần sau", "mồng 2/8"]
)
def test_day_as_people_type_it_is_read(asked, typed):
    assert asked.say(typed) == ["Hạn mới: 17:00 thứ Sáu, 02/8/2024\nCó đúng không?"]


def test_word_that_was_not_read_is_asked_about(asked):
    assert asked.say("thú 6 tuần sau")[0].startswith("Chưa đọc được “thú”")
    assert asked.last.labels[0] == "17:00 thứ Sáu, 02/8/2024"


def test_day_too_far_is_told_to_be_too_far(asked):
    told = asked.say("09/8/2034")[0]
    assert told.startswith(
        "thứ Tư, 09/8/2034 là quá xa: đề nghị ghi một ngày trong vòng ba năm tới."
    )
    assert "cả năm" not in told


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2024-07-22 08:00", "Ví dụ: 07/8; 07/8 16h; lùi 3 ngày làm việc."),
        ("2024-08-20 08:00", "Ví dụ: 27/8; 27/8 16h."),
    ],
)
def test_every_example_of_the_question_would_be_taken(sqlite_files, now, told):
    town = make_town(sqlite_files, now=now)
    head = town.phone("101")
    head.tap("ex:1:1:0")
    assert told in head.last.text
    for one in told.removeprefix("Ví dụ: ").removesuffix(".").split("; "):
        assert head.say(one)[0].startswith("Hạn mới:")
