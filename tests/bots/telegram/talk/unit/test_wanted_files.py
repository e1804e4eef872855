"""Files nothing could take are not asked for, and the sentence says why."""

import pytest

from bots.telegram.talk.unit.reporting import MOST_FILES
from tests.build import at

NOTHING = "Hiện không có báo cáo nào phải gửi nên bot không nhận tệp này."


@pytest.fixture
def handed_in(town, head):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    return head


def test_file_for_what_is_owed_is_fetched(head):
    assert head.is_fetched("a.pdf")


def test_file_is_not_fetched_when_nothing_is_owed(handed_in):
    assert not handed_in.is_fetched("b.pdf")
    assert handed_in.send("b.pdf", kept=False) == [NOTHING]


def test_file_of_a_stranger_and_in_a_group_is_not_fetched(town):
    town.province.bind("u1", "-100300", now=town.now, post="group")
    assert not town.phone("900").is_fetched("a.pdf")
    assert not town.phone("101", "-100300").is_fetched("a.pdf")


def test_file_of_the_standing_body_that_owes_nothing_is_not_fetched(standing):
    assert not standing.is_fetched("a.pdf")
    assert standing.send("a.pdf", kept=False) == [NOTHING]


def test_file_after_the_cut_off_is_not_fetched(town, head):
    town.now = at("2024-08-22 00:00")
    assert not head.is_fetched("a.pdf")
    assert head.send("a.pdf", kept=False)[0].startswith("Đã hết thời hạn tiếp nhận")


def test_file_for_a_report_a_colleague_handed_in_is_not_fetched(town, head, deputy, handed_in):
    town.province.execute("UPDATE obligation SET state = 'open' WHERE id = 1")
    deputy.tap("su:1:1:0")
    town.province.execute("UPDATE obligation SET state = 'submitted' WHERE id = 1")
    assert not deputy.is_fetched("b.pdf")
    assert deputy.send("b.pdf", kept=False)[0].startswith("Nhiệm vụ này đã gửi lúc")


def test_one_file_too_many_is_not_fetched(head):
    for number in range(MOST_FILES):
        head.send(f"{number}.pdf", album="7")
    assert not head.is_fetched("more.pdf")
    assert head.send("more.pdf", kept=False) == ["Mỗi lần gửi tối đa 20 tệp."]
