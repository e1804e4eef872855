"""Opening what was handed in: by who may see it, where they ask, and nobody else."""

import pytest

from bots.telegram.event import Uploaded
from scheduler.store.files import StoredFile
from tests.bots.telegram.talk.conftest import make_town
from tests.build import duty

GROUP, OTHER_GROUP = "-100300", "-100400"
FORBIDDEN = ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]
ELSEWHERE = ["Nhiệm vụ này không thuộc nhóm này. Đề nghị mở cuộc trò chuyện riêng với bot."]
CAPTION = "Báo cáo bc\nSở Tài chính\nSố, ký hiệu: 125/BC-STC"


def hand_in(head, *names: str) -> None:
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    for name in names:
        head.send(name)
    head.press("Gửi")
    head.town.pump()


@pytest.fixture
def handed(town, head):
    """u1 has handed in two files."""
    town.go("2024-07-22 08:00")
    hand_in(head, "bao-cao.pdf", "biểu 2.xlsx")
    return town


def test_standing_body_opens_what_came_in_from_its_card(handed, standing):
    assert standing.last.labels == ["Nhận", "Trả lại", "Xem tệp"]
    assert standing.press("Xem tệp") == [
        "Đang gửi 2 tệp.",
        f"<tệp bao-cao.pdf> {CAPTION}",
        f"<tệp biểu 2.xlsx> {CAPTION}",
    ]


def test_card_stays_to_be_decided_after_its_files_were_opened(handed, standing):
    standing.press("Xem tệp")
    standing.press("Nhận")
    handed.pump()
    assert standing.last.text.startswith("Đã tiếp nhận: Báo cáo bc")


def test_standing_body_opens_files_from_the_queue(handed, standing):
    handed.phone("102").press("Gửi báo cáo")
    standing.command("/duyet")
    assert standing.last.rows[0][-1].text == "1. Xem tệp"
    assert standing.press("1. Xem tệp")[0] == "Đang gửi 2 tệp."


def test_unit_opens_what_it_handed_in(handed, head):
    done = head.messages[-1]
    assert done.text.startswith("Báo cáo bc\nĐã gửi")
    assert done.labels == ["Xem tệp"]
    assert head.press("Xem tệp")[0] == "Đang gửi 2 tệp."


def test_reminder_of_what_was_handed_in_opens_it_too(handed, head, deputy):
    reminder = head.messages[0]
    assert reminder.labels == ["Xem tệp"]
    assert len(deputy.tap(reminder.buttons[0].data)) == 3


def test_latest_report_is_opened_by_every_button(handed, standing, head):
    old = standing.last.buttons[-1].data
    standing.press("Trả lại")
    standing.say("thiếu biểu số 2")
    handed.pump()
    hand_in(head, "lan-2.pdf")
    assert standing.tap(old)[1:] == [f"<tệp lan-2.pdf> {CAPTION}"]


def test_returned_report_can_still_be_opened_by_its_old_button(handed, standing, head):
    old = head.messages[-1].buttons[0].data
    standing.press("Trả lại")
    standing.say("thiếu biểu số 2")
    assert len(head.tap(old)) == 3


@pytest.mark.parametrize("user", ["102", "555"])
def test_nobody_else_opens_it(handed, user):
    assert handed.phone(user).tap("fi:1:0:0") == FORBIDDEN


def test_unit_opens_it_in_its_own_group_only(handed):
    handed.province.bind("u1", GROUP, now=handed.now, post="group")
    handed.province.bind("u2", OTHER_GROUP, now=handed.now, post="group")
    assert len(handed.phone("101", GROUP).tap("fi:1:0:0")) == 3
    assert handed.phone("101", OTHER_GROUP).tap("fi:1:0:0") == ELSEWHERE


def test_standing_body_opens_nothing_in_the_group_of_another_unit(handed):
    handed.province.bind("u2", OTHER_GROUP, now=handed.now, post="group")
    assert handed.phone("100", OTHER_GROUP).tap("fi:1:0:0") == ELSEWHERE


def test_what_nobody_handed_in_says_so(handed, standing):
    assert standing.tap("fi:2:0:0") == ["Nhiệm vụ này chưa gửi."]


def test_report_without_files_has_no_button_and_says_so(sqlite_files):
    town = make_town(sqlite_files, duty("bc", proof=["number"]))
    head, standing = town.phone("101"), town.phone("100")
    town.go("2024-07-22 08:00")
    hand_in(head)
    assert standing.last.labels == ["Nhận", "Trả lại"]
    assert head.last.labels == []
    assert standing.tap("fi:1:0:0") == ["Báo cáo này không kèm tệp nào."]


def test_rows_fit_a_phone(handed, standing):
    hand_in(handed.phone("102"), "a.pdf")
    standing.command("/duyet")
    assert max(len(row) for row in standing.last.rows) <= 3
    assert max(len(label) for label in standing.last.labels) <= 12


def photo(phone, content: str, album: str | None = None) -> list[str]:
    event = Uploaded(phone.place, content, "", "image/jpeg", 9, "902", album=album)
    file = StoredFile(content * 64, "", "image/jpeg", 9)
    return phone.do(event, fetched={content: file})


def test_photos_of_one_report_differ_by_name(town, head):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    photo(head, "a", "7")
    photo(head, "b", "7")
    head.send("bao-cao.pdf")
    photo(head, "b")  # the same one again
    head.press("Gửi")
    names = town.province.rows("SELECT name FROM submissionfile ORDER BY id")
    assert [name for (name,) in names] == ["anh-1.jpg", "anh-2.jpg", "bao-cao.pdf"]
