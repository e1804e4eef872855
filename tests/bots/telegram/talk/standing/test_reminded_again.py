"""The standing body reminds again from the card of the seventh day, and lets a unit off from the list."""

import pytest

ALL = "Sở Tài chính, Sở Y tế, Huyện Lâm Thao"


@pytest.fixture
def seventh(town):
    for moment in ("2024-08-01 08:00", "2024-08-08 09:00", "2024-08-09 08:00"):
        town.go(moment)
    return town


def reminded(town, user):
    return sum(m.text.startswith("Sở Nội vụ đôn đốc") for m in town.phone(user).messages)


def test_card_has_the_list_and_reminds_all(seventh, standing):
    assert standing.last.text.splitlines()[0].startswith(
        "3 đơn vị chưa gửi, quá hạn từ 31/7: Báo cáo bc"
    )
    standing.press("Nhắc lại")
    assert f"3 đơn vị chưa gửi: {ALL}" in standing.last.text
    standing.press("Nhắc 3 đơn vị")
    seventh.pump()
    assert [reminded(seventh, user) for user in ("101", "102", "103")] == [1, 1, 1]


def test_who_was_reminded_today_is_left_out_and_said(seventh, standing):
    standing.press("Nhắc lại")
    standing.press("Nhắc 3 đơn vị")
    seventh.pump()
    standing.press("Nhắc lại")
    assert standing.last.text.splitlines()[1:] == [
        "3 đơn vị chưa gửi.",
        f"Hôm nay đã nhắc 3 đơn vị lúc 08:00: {ALL}",
    ]
    assert standing.last.labels == ["Nhắc tất cả 3 đơn vị, kể cả đã nhắc", "Hủy", "Từng đơn vị"]


def test_who_was_reminded_today_is_reminded_again_on_request(seventh, standing):
    standing.press("Nhắc lại")
    standing.press("Nhắc 3 đơn vị")
    seventh.go("2024-08-09 14:00")
    standing.press("Nhắc lại")
    every = "Nhắc tất cả 3 đơn vị, kể cả đã nhắc"
    tapped = next(button for button in standing.last.buttons if button.text == every)
    assert standing.press(every) == [
        "Đang nhắc.",
        "Báo cáo bc\nĐã yêu cầu nhắc 3 đơn vị, kể cả 3 đơn vị đã nhắc hôm nay. Ngoài giờ gửi tin, tin sẽ "
        "được gửi khi bắt đầu giờ gửi tin.",
    ]
    assert standing.tap(tapped.data) == ["Đã ghi nhận lúc 14:00 ngày 09/8."]
    seventh.pump()
    assert [reminded(seventh, user) for user in ("101", "102", "103")] == [2, 2, 2]


def test_units_whose_own_time_is_over_are_named_and_left_out(seventh, standing):
    seventh.province.execute("UPDATE occurrence SET cut_off_at = '2024-08-08 10:00:00'")
    standing.press("Nhắc lại")
    assert standing.last.text.splitlines()[1:] == [
        "3 đơn vị chưa gửi.",
        f"Đã hết thời hạn tiếp nhận nên không nhắc 3: {ALL}",
    ]
    assert standing.last.labels == ["Từng đơn vị"]


def test_unit_with_a_longer_cut_off_of_its_own_stands_in_the_list(seventh, standing):
    seventh.province.execute("UPDATE occurrence SET cut_off_at = '2024-08-08 10:00:00'")
    assert standing.command("/nhac") == ["Không có nhiệm vụ nào cần nhắc."]
    seventh.province.execute(
        "UPDATE obligation SET due_at = '2024-08-12 10:00:00' WHERE unit_id = 3"
    )
    standing.command("/nhac")
    standing.press("1. Báo cáo bc")
    assert (
        standing.last.text.splitlines()[3]
        == "Đã hết thời hạn tiếp nhận nên không nhắc 2: Sở Tài chính, Huyện Lâm Thao"
    )
    standing.press("Nhắc 1 đơn vị")
    seventh.pump()
    assert [reminded(seventh, user) for user in ("101", "102", "103")] == [0, 1, 0]


def test_reminder_of_the_plan_counts_too(seventh, standing):
    """A deadline of its own brought one unit a reminder this morning."""
    seventh.province.execute(
        "UPDATE obligation SET due_at = '2024-08-12 10:00:00' WHERE unit_id = 3"
    )
    seventh.province.execute(
        "INSERT INTO reminder (occurrence_id, obligation_id, revision, step, at, recipients, draft)"
        " VALUES (1, 2, 9, 'before-1wd', '2024-08-09 01:00:00', 'head', false)"
    )
    seventh.pump()
    standing.press("Nhắc lại")
    lines = standing.last.text.splitlines()
    assert lines[1:] == [
        "3 đơn vị chưa gửi.",
        "Hôm nay chưa nhắc 2: Sở Tài chính, Huyện Lâm Thao",
        "Hôm nay đã nhắc 1 đơn vị lúc 08:00: Sở Y tế",
    ]
    standing.press("Nhắc 2 đơn vị")
    seventh.pump()
    assert [reminded(seventh, user) for user in ("101", "102", "103")] == [1, 0, 1]


def test_next_day_all_can_be_reminded_again(seventh, standing):
    standing.press("Nhắc lại")
    standing.press("Nhắc 3 đơn vị")
    seventh.pump()
    seventh.go("2024-08-12 08:00")
    standing.command("/nhac")
    standing.press("1. Báo cáo bc")
    assert "Nhắc 3 đơn vị" in standing.last.labels


def test_question_answered_after_all_were_reminded_reminds_nobody(seventh, standing):
    seventh.province.bind("u0", "120", now=seventh.now, post="clerk")
    standing.press("Nhắc lại")
    yes = next(b for b in standing.last.buttons if b.text == "Nhắc 3 đơn vị")
    clerk = seventh.phone("120")
    clerk.command("/nhac")
    clerk.press("1. Báo cáo bc")
    clerk.press("Nhắc 3 đơn vị")
    seventh.pump()
    assert standing.tap(yes.data)[0] == "Chưa nhắc ai."
    seventh.pump()
    assert reminded(seventh, "102") == 1


@pytest.mark.parametrize("state", ["accepted", "waived", "withdrawn"])
def test_when_nobody_owes_that_is_said_quietly(seventh, standing, state):
    seventh.province.execute(f"UPDATE obligation SET state = '{state}'")
    for label in ("Nhắc lại", "Từng đơn vị"):
        assert (standing.press(label), standing.alerted) == (
            ["Không còn đơn vị nào phải gửi."],
            False,
        )


def test_each_unit_is_listed_with_its_lateness(seventh, standing):
    standing.press("Từng đơn vị")
    lines = standing.last.text.splitlines()
    assert lines[:2] == ["Chưa gửi: 3 đơn vị", "Báo cáo bc"]
    assert lines[3:5] == ["1. Sở Tài chính", "Hạn 17:00 thứ Tư, 31/7/2024, quá hạn 7 ngày làm việc"]
    assert standing.last.labels == ["1. Miễn báo cáo", "2. Miễn báo cáo", "3. Miễn báo cáo"]


def test_long_list_is_turned_page_by_page_in_its_place(seventh, standing, monkeypatch):
    monkeypatch.setattr("bots.telegram.talk.standing.each_unit.MOST_NUMBERED", 2)
    standing.press("Từng đơn vị")
    count = len(standing.messages)
    assert standing.last.labels == ["1. Miễn báo cáo", "2. Miễn báo cáo", "Trang sau"]
    standing.press("Trang sau")
    assert "3. Huyện Lâm Thao" in standing.last.text.splitlines()
    assert standing.last.labels == ["3. Miễn báo cáo", "Trang trước"]
    standing.press("Trang trước")
    assert (standing.last.labels, len(standing.messages)) == (
        ["1. Miễn báo cáo", "2. Miễn báo cáo", "Trang sau"],
        count,
    )


@pytest.mark.parametrize("data", ["ow:1:0:0", "ow:1:1:10", "nh:1:0:0"])
def test_units_see_and_remind_nobody(seventh, head, data):
    assert head.tap(data) == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]


def test_lists_of_long_names_fit_one_message(seventh, standing):
    """The town refuses what Telegram would."""
    seventh.province.execute(
        "UPDATE unit SET short = short || ' ' || printf('%.*c', 1500, 'x') WHERE id > 1"
    )
    seventh.province.execute("UPDATE address SET closed_at = '2024-08-01' WHERE value = '103'")
    seventh.province.execute(
        "UPDATE obligation SET due_at = '2024-08-12 10:00:00' WHERE unit_id > 2"
    )
    seventh.province.execute("UPDATE occurrence SET cut_off_at = '2024-08-08 10:00:00'")
    standing.press("Nhắc lại")
    assert [line.partition(":")[0] for line in standing.last.text.splitlines()[1:]] == [
        "3 đơn vị chưa gửi.",
        "Hôm nay chưa nhắc 1",
        "Chưa có kênh nên không nhắc được 1",
        "Đã hết thời hạn tiếp nhận nên không nhắc 1",
    ]
