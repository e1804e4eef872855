"""A button tapped twice, delivered twice, or tapped by a colleague after it did its work: told as a success."""

import pytest

HEAD, STANDING = "Thủ trưởng đơn vị, Sở Tài chính", "Thủ trưởng đơn vị, Sở Nội vụ"
CLERK = "Chuyên viên, Sở Nội vụ"
NOW = "lúc 08:00 ngày 22/7"


@pytest.fixture
def morning(town):
    town.province.bind("u0", "120", now=town.now, post="clerk")
    town.go("2024-07-22 08:00")
    return town


@pytest.fixture
def handed(morning, head):
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    morning.pump()
    return morning


@pytest.fixture
def wished(morning, head):
    head.press("Đề nghị gia hạn")
    head.say("9/8 vì chờ số liệu")
    head.press("Đúng")
    morning.pump()
    return morning


def data(phone, label):
    """Of the latest button of that label."""
    found = [b.data for m in phone.messages for b in m.buttons if label == b.text]
    return found[-1]


def is_success(phone, said, told):
    return (said[0], phone.alerted) == (told, False)


def test_taken_note_of_twice(morning, head, deputy):
    tap = data(head, "Đã nhận")
    head.tap(tap)
    told = f"Đã ghi nhận: đã nhận nhiệm vụ {NOW} bởi {HEAD}."
    assert is_success(head, head.tap(tap), told)
    assert is_success(deputy, deputy.tap(tap), told)
    assert len(morning.province.rows("SELECT seq FROM ledger WHERE kind = 'obligation seen'")) == 1


def test_taken_note_of_after_it_was_handed_in(morning, head, deputy):
    tap = data(head, "Đã nhận")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    assert is_success(deputy, deputy.tap(tap), f"Đã ghi nhận: đã gửi {NOW} bởi {HEAD}.")


def test_list_of_the_second_is_brought_up_to_date(morning, head, deputy):
    deputy.command("/viec")
    head.tap(data(head, "Đã nhận"))
    deputy.press("Đã nhận")
    assert deputy.last.labels == ["Gửi báo cáo", "Đề nghị gia hạn"]


def test_note_of_what_was_waived_says_that_it_is_waived(wished, head, standing):
    tap = data(head, "Đã nhận")
    standing.command("/duyet")
    standing.press("1. Miễn báo cáo")
    standing.say("thiên tai")
    assert head.tap(tap) == [f"Nhiệm vụ này được miễn {NOW} bởi {STANDING}."]
    assert head.alerted


def test_handed_in_twice(morning, head):
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    tap = data(head, "Gửi")
    head.tap(tap, head.last.id)
    assert is_success(head, head.tap(tap, head.last.id), f"Đã ghi nhận {NOW}.")
    assert len(morning.province.rows("SELECT id FROM submission")) == 1


def test_other_button_of_what_is_done_is_no_success(morning, head):
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    done, drop = data(head, "Gửi"), data(head, "Hủy")
    head.tap(done, head.last.id)
    assert head.tap(drop, head.last.id)[0].startswith("Nội dung này đã xử lý")
    assert head.alerted


def test_dropped_twice(morning, head):
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    done, drop = data(head, "Gửi"), data(head, "Hủy")
    head.tap(drop, head.last.id)
    told = f"Đã hủy {NOW}, chưa có gì được gửi đi."
    assert is_success(head, head.tap(drop, head.last.id), told)
    assert head.tap(done, head.last.id)[0].startswith("Nội dung này đã xử lý")


def test_taken_in_twice(handed, standing):
    tap, other = data(standing, "Nhận"), data(standing, "Trả lại")
    standing.tap(tap)
    clerk = handed.phone("120")
    assert is_success(clerk, clerk.tap(tap), f"Đã ghi nhận: đã tiếp nhận {NOW} bởi {STANDING}.")
    assert clerk.tap(other) == [f"Nhiệm vụ này đã tiếp nhận {NOW} bởi {STANDING}."]
    assert clerk.alerted


def test_given_back_twice(handed, standing):
    tap, other = data(standing, "Trả lại"), data(standing, "Nhận")
    clerk = handed.phone("120")
    clerk.tap(tap)
    clerk.say("thiếu biểu")
    told = f"được trả lại để hoàn thiện {NOW} bởi {CLERK}."
    assert is_success(standing, standing.tap(tap), f"Đã ghi nhận: {told}")
    assert standing.tap(other) == [f"Nhiệm vụ này {told}"]


def test_button_under_a_returned_report_tells_of_that_report(handed, standing, head):
    tap = data(standing, "Nhận")
    standing.press("Trả lại")
    standing.say("thiếu biểu")
    handed.pump()
    head.press("Gửi báo cáo")
    head.say("126/BC-STC")
    head.send("b.pdf")
    head.press("Gửi")
    assert standing.tap(tap) == [f"Nhiệm vụ này được trả lại để hoàn thiện {NOW} bởi {STANDING}."]


def test_granted_twice(wished, standing):
    tap, other = data(standing, "Đồng ý"), data(standing, "Không đồng ý")
    standing.tap(tap)
    clerk, told = wished.phone("120"), f"được gia hạn {NOW} bởi {STANDING}"
    assert is_success(clerk, clerk.tap(tap), f"Đã ghi nhận: {told}.")
    assert clerk.tap(other) == [f"Nhiệm vụ này {told}, đến 17:00 thứ Sáu, 09/8/2024."]


def test_grant_after_another_day_was_granted_names_that_day(wished, standing):
    tap = data(standing, "Đồng ý")
    clerk = wished.phone("120")
    clerk.press("Ngày khác")
    clerk.say("7/8")
    clerk.press("Đúng")
    told = f"Nhiệm vụ này được gia hạn {NOW} bởi {CLERK}, đến 17:00 thứ Tư, 07/8/2024."
    assert (standing.tap(tap), standing.alerted) == ([told], True)


def test_refused_twice(wished, standing):
    tap = data(standing, "Không đồng ý")
    clerk = wished.phone("120")
    clerk.tap(tap)
    clerk.say("tỉnh cần số liệu đúng hạn")
    assert is_success(
        standing,
        standing.tap(tap),
        f"Đã ghi nhận: không được chấp thuận gia hạn {NOW} bởi {CLERK}.",
    )


def test_waived_twice(wished, standing):
    standing.command("/duyet")
    tap = data(standing, "1. Miễn báo cáo")
    standing.tap(tap)
    standing.say("thiên tai")
    clerk = wished.phone("120")
    assert is_success(clerk, clerk.tap(tap), f"Đã ghi nhận: được miễn {NOW} bởi {STANDING}.")
