"""Reports to a superior: the standing body sends or drops them from the card; the superior reads what they are."""

import pytest

LATE = "2024-08-05 08:00"
CARD = [
    "Chờ quyết định gửi báo cáo cấp trên (/duyet): Báo cáo bc",
    "17:00 thứ Tư, 31/7/2024, quá hạn 3 ngày làm việc",
    "Hạn tiếp nhận cuối cùng: 24:00 thứ Tư, 21/8/2024",
    "Báo cáo Thủ trưởng Sở Nội vụ về: Sở Tài chính",
    "Báo cáo Thủ trưởng Sở Tài chính về: Sở Y tế, Huyện Lâm Thao",
    "",
    "Kính gửi: Đồng chí Thủ trưởng Sở Nội vụ",
    "Nơi nhận: Sở Nội vụ",
]
SENT = "đã gửi báo cáo cấp trên lúc 08:00 ngày 05/8 bởi Thủ trưởng đơn vị, Sở Nội vụ"
HEAD_IS_DONE = "UPDATE obligation SET state = 'accepted' WHERE id = 1"  # the block's: the standing body is told of none


@pytest.fixture
def late(town):
    """Three working days late: an escalation to the head of the block, u1, waits at head, deputy and clerk of u0."""
    for post, user in (("deputy", "110"), ("clerk", "120")):
        town.province.bind("u0", user, now=town.now, post=post)
    for moment in ("2024-08-01 08:00", LATE, LATE):
        town.go(moment)
    return town


@pytest.fixture
def unreached(late, standing):
    """Nobody can be reached at u1; the escalation was sent all the same."""
    late.province.execute(HEAD_IS_DONE)
    late.province.execute("UPDATE address SET closed_at = '2024-08-02' WHERE value = '101'")
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    return late


def told(town, user):
    return [m for m in town.phone(user).messages if m.text.startswith("Đề nghị đôn đốc")]


def entries(town, kind):
    return town.province.rows(f"SELECT actor FROM ledger WHERE kind = '{kind}'")


def test_card_says_what_would_be_told_to_whom(late, standing):
    lines = standing.last.text.splitlines()
    assert [line for line in CARD if line not in lines] == []
    assert standing.last.labels == ["Gửi báo cáo cấp trên", "Không gửi"]


def test_card_of_an_escalation_names_the_duty_once(late, standing):
    assert standing.last.text.count("Báo cáo bc") == 1


def test_nothing_is_sent_before_a_person_does(late):
    assert not any("Sở Y tế" in m.text for m in late.phone("101").messages)


def test_escalation_is_sent_from_the_card_and_all_cards_say_by_whom(late, standing):
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    for user in ("100", "110", "120"):
        sent = "Đã gửi báo cáo cấp trên: Báo cáo bc"
        (card,) = [m for m in late.phone(user).messages if m.text.startswith(sent)]
        assert SENT[:1].upper() + SENT[1:] in card.text.splitlines()
        assert card.labels == []
    assert any("Sở Y tế" in m.text for m in late.phone("101").messages)


def test_escalation_is_dropped_from_the_card(late, standing):
    standing.press("Không gửi")
    late.pump()
    assert late.phone("120").last.text.startswith(
        "Đã quyết định không gửi báo cáo cấp trên: Báo cáo bc"
    )
    assert not any("Sở Y tế" in m.text for m in late.phone("101").messages)


@pytest.mark.parametrize(
    ("label", "told"),
    [("Gửi báo cáo cấp trên", f"Đã ghi nhận: {SENT}."), ("Không gửi", f"Nhiệm vụ này {SENT}.")],
)
def test_who_presses_second_hears_who_was_first(late, standing, label, told):
    """As a success where the same was wanted."""
    clerk = late.phone("120")
    standing.press("Gửi báo cáo cấp trên")
    assert clerk.press(label) == [told]
    assert standing.press(label) == [told]
    assert len(entries(late, "escalation sent")) == 1


def test_units_settle_no_escalation(late, standing, head):
    data = standing.last.buttons[0].data
    assert head.tap(data) == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]


def test_escalation_all_have_handed_in_for_offers_nothing(late, standing):
    late.province.execute("UPDATE obligation SET state = 'accepted'")
    late.province.execute("UPDATE delivery SET edit_wanted = true WHERE state = 'sent'")
    late.pump()
    assert standing.last.text.startswith("Không còn nội dung phải báo cáo cấp trên: Báo cáo bc")
    assert standing.last.labels == []


def test_superior_reads_what_is_wanted_of_him(late, standing):
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    lines = late.phone("101").last.text.splitlines()
    assert lines[:6] == [
        "Đề nghị đôn đốc 2 đơn vị gửi báo cáo, quá hạn từ 31/7: Báo cáo bc",
        "17:00 thứ Tư, 31/7/2024, quá hạn 3 ngày làm việc",
        "Hạn tiếp nhận cuối cùng: 24:00 thứ Tư, 21/8/2024",
        (
            "Đề nghị đồng chí đôn đốc thủ trưởng các đơn vị sau gửi ngay báo cáo, đồng thời trao đổi với Sở Nội "
            "vụ nếu có vướng mắc:"
        ),
        "• Sở Y tế",
        "• Huyện Lâm Thao",
    ]


def test_superior_is_told_of_others_only(late, standing):
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    card = late.phone("101").last
    assert "Sở Tài chính" not in card.text.partition("Kính gửi")[2].partition("\n")[2]


def test_superior_hears_which_of_them_have_handed_in_since(late, standing):
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    other = late.phone("102")
    other.command("/nop")
    other.press("1. Báo cáo bc")
    other.say("7/BC-SYT")
    other.send("a.pdf")
    other.press("Gửi")
    late.pump()
    lines = late.phone("101").last.text.splitlines()
    assert lines[0] == "Đề nghị đôn đốc Huyện Lâm Thao gửi báo cáo, quá hạn từ 31/7: Báo cáo bc"
    assert "• Sở Y tế: đã gửi lúc 08:00 ngày 05/8 bởi Thủ trưởng đơn vị, Sở Y tế" in lines


def test_head_of_the_block_that_owes_is_told_the_standing_body(late, standing):
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    card = standing.last
    assert card.text.startswith("Sở Tài chính chưa gửi, quá hạn từ 31/7: Báo cáo bc")
    assert card.labels == ["Nhắc lại", "Từng đơn vị"]


def test_superior_who_owes_nothing_has_no_buttons(late, standing):
    late.province.execute(HEAD_IS_DONE)
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    card = late.phone("101").last
    assert card.text.startswith("Đề nghị đôn đốc 2 đơn vị gửi báo cáo, quá hạn từ 31/7")
    assert card.labels == []


def test_escalation_is_sent_to_who_holds_the_post_by_then(late, standing):
    late.province.bind("u1", "131", now=late.now)
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    assert any("Sở Y tế" in m.text for m in late.phone("131").messages)


# nobody can be reached


def test_escalation_nobody_can_be_sent_is_not_said_to_be_sent(late, standing):
    late.province.execute(HEAD_IS_DONE)
    late.province.execute("UPDATE address SET closed_at = '2024-08-02' WHERE value = '101'")
    standing.command("/duyet")
    said = standing.press("1. Gửi")[0]
    assert said.startswith("Cấp trên chưa có kênh nhận tin nên không gửi được")


def test_escalation_nobody_can_be_sent_stays_in_the_queue(unreached, standing):
    said = standing.command("/duyet")[0].splitlines()
    assert "Chưa gửi được báo cáo cấp trên: 2 đơn vị chưa gửi, hạn 17:00 thứ Tư, 31/7/2024" in said
    names = "Sở Y tế, Huyện Lâm Thao"
    assert f"Chưa có kênh để báo cáo Thủ trưởng Sở Tài chính về: {names}" in said
    assert standing.last.labels == ["1. Đã báo cáo bằng hình thức khác", "1. Không gửi"]


def test_escalation_nobody_can_be_sent_is_on_the_board(unreached, standing):
    lines = standing.command("/tinhhinh")[0].splitlines()
    assert "Chưa gửi được 1 báo cáo cấp trên, xem /duyet" in lines
    assert "Chưa có kênh nên chưa báo được 1: Sở Tài chính" in lines


def test_superior_told_another_way_is_noted(unreached, standing):
    clerk = unreached.phone("120")
    clerk.press("Đã báo cáo bằng hình thức khác")
    unreached.pump()
    assert standing.command("/duyet") == ["Không có gì chờ duyệt."]
    assert entries(unreached, "escalation told another way") == [("Chuyên viên, Sở Nội vụ",)]
    assert "Đã báo cáo cấp trên bằng hình thức khác: Báo cáo bc" in unreached.phone("110").last.text
    again = "Đã ghi nhận: đã báo cáo cấp trên bằng hình thức khác lúc 08:00 ngày 05/8 bởi Chuyên viên, Sở Nội vụ."
    assert unreached.phone("110").tap("dt:6") == [again]


def test_escalation_nobody_can_be_sent_is_dropped_from_the_queue(unreached, standing):
    standing.command("/duyet")
    standing.press("1. Không gửi")
    assert standing.last.text == "Không có gì chờ duyệt."


def test_superior_who_can_be_reached_at_last_is_told(unreached, standing):
    unreached.province.bind("u1", "131", now=unreached.now)
    unreached.pump()
    assert any("Sở Y tế" in m.text for m in unreached.phone("131").messages)
    assert standing.command("/duyet") == ["Không có gì chờ duyệt."]


def test_superior_told_another_way_is_not_told_again(unreached, standing):
    standing.press("Đã báo cáo bằng hình thức khác")
    unreached.province.bind("u1", "131", now=unreached.now)
    unreached.pump()
    assert not any("Sở Y tế" in m.text for m in unreached.phone("131").messages)


def test_card_of_an_escalation_sent_in_part_claims_only_the_rest_was_dropped(late, standing):
    """Of two superiors one is told; dropping what is left takes nothing of that back."""
    late.province.execute(HEAD_IS_DONE)
    late.province.execute(
        "UPDATE item SET post_id = NULL WHERE id = (SELECT max(id) FROM item WHERE state = 'draft')"
    )
    standing.press("Gửi báo cáo cấp trên")
    late.pump()
    standing.press("Không gửi")
    late.pump()
    lines = standing.messages[-1].text.splitlines()
    assert lines[0] == "Đã quyết định không gửi phần báo cáo cấp trên còn lại: Báo cáo bc"
    assert not any(line.startswith("Báo ") for line in lines)
    assert SENT.capitalize() in [line.capitalize() for line in lines]
    assert any(line.startswith("Đã quyết định không gửi lúc") for line in lines)


def test_escalation_nobody_could_be_sent_is_not_said_to_have_left(unreached, standing):
    assert not any("đã gửi báo cáo" in line.lower() for line in standing.last.text.splitlines())


def test_units_held_up_by_a_paused_lane_are_on_the_board(late, standing):
    late.province.execute("UPDATE lane SET paused_at = '2024-08-05', paused_until = '2024-08-06'")
    late.province.execute(
        "UPDATE delivery SET state = 'queued' WHERE address_id IN"
        " (SELECT id FROM address WHERE value = '101')"
    )
    lines = standing.command("/tinhhinh")[0].splitlines()
    assert "Kênh đang tạm dừng nên chưa báo được 1: Sở Tài chính" in lines
