"""A day that its words do not tell is said before applying, and people read that it was decided."""

import pytest

from calendars.query import Scope, load_shown
from calendars.words import description_of
from scheduler.words.telling import describe
from tests.build import at
from tests.campaign.admin_at_work import Admin
from tests.run.road import Road

QUOTE = "trước ngày 01/8"
MOVED = "2024-07-12 09:00"


def entry(admin: Admin, key: str) -> str:
    """What the calendar of the campaign says of the entry of that key."""
    with admin.province.database.read() as session:
        shown = load_shown(session, Scope("campaign", 1), now=at(MOVED))
    assert shown is not None, "it was applied"
    return next(description_of(one) for one in shown.entries if one.key == key)


@pytest.fixture
def moved(admin: Admin) -> Admin:
    """The deadline moves, the quote of the old one stays."""
    admin.now = MOVED
    admin.edit("due: {by: 07-31}", "due: {by: 08-15}")
    return admin


def test_plan_and_apply_say_that_day_and_quote_disagree(moved: Admin) -> None:
    for said in (moved.run("plan"), moved.run("apply", "--yes")):
        assert "nhap.yaml:13:22 [duties[bc].origin.quoted]" in said
        assert f"“{QUOTE}” không nói thứ Năm, 15/8/2024." in said
        assert 'Ví dụ: origin: {set: "Sở Nội vụ' in said
    (warning,) = moved.plan()["warnings"]
    assert "nhap.yaml:13:22" in warning


def test_people_read_the_decision_not_the_old_sentence(moved: Admin) -> None:
    assert "Căn cứ: “trước ngày 01/8”" in entry(moved, "bc/once")
    moved.apply()

    told = entry(moved, "bc/once")
    assert QUOTE not in told
    assert "Căn cứ: thời hạn do cơ quan phát động ấn định (thứ Sáu, 12/7/2024)" in told
    assert [data["decided"] for _subject, data in moved.ledger("obligation moved")] == [True]


async def test_card_names_the_decision_too(moved: Admin) -> None:
    moved.apply()
    road = Road(moved.province)
    for lane in road.tick("2024-08-06 08:00"):
        await road.drain()(lane)
    card = describe(road.channel.said[0].notice.items[0])

    assert QUOTE not in card
    assert "Căn cứ: thời hạn do cơ quan phát động ấn định (thứ Sáu, 12/7/2024)" in card


def test_who_decided_is_read_where_the_file_says_it(moved: Admin) -> None:
    moved.edit(f"origin: {{quoted: {QUOTE}}}", 'origin: {set: "Sở Nội vụ, Công văn 12/SNV"}')
    assert moved.apply()["warnings"] == []

    assert "Công văn 12/SNV" in entry(moved, "bc/once")


def test_day_that_goes_back_is_that_of_the_quote_again(moved: Admin) -> None:
    moved.apply()
    moved.edit("due: {by: 08-15}", "due: {by: 07-31}")
    assert moved.apply()["warnings"] == []

    assert f"Căn cứ: “{QUOTE}”" in entry(moved, "bc/once")


def test_words_that_no_one_can_read_are_asked_about_when_the_rule_changes(admin: Admin) -> None:
    derived = "origin: {derived: một tháng sau khi hết đợt 1}"
    admin.edit(f"origin: {{quoted: {QUOTE}}}", derived)
    admin.edit("due: {by: 07-31}", "due: {after: dot-1, months: 1}")
    assert admin.apply()["warnings"] == []
    admin.now = MOVED
    admin.edit("due: {after: dot-1, months: 1}", "due: {by: 08-15}")

    assert "Đổi ngày mà căn cứ “một tháng sau khi hết đợt 1” vẫn như cũ." in admin.run("plan")
    admin.apply()
    assert "một tháng sau" not in entry(admin, "bc/once")
    assert admin.plan()["warnings"] == []
    admin.edit("due: {by: 08-15}", "due: {after: dot-1, months: 1}")
    admin.apply()
    assert "một tháng sau" in entry(admin, "bc/once")


def test_words_of_what_comes_every_week_are_asked_about_once(admin: Admin) -> None:
    admin.edit("due: {by: 07-31}", "due: {every: week, by: 5}")
    admin.edit(f"quoted: {QUOTE}", "quoted: thứ Sáu hằng tuần")
    admin.apply()
    admin.now = MOVED
    admin.edit("due: {every: week, by: 5}", "due: {every: week, by: 4}")

    (warning,) = admin.plan()["warnings"]
    assert "Đổi ngày mà căn cứ “thứ Sáu hằng tuần” vẫn như cũ." in warning


def test_round_whose_days_its_quote_does_not_name(admin: Admin) -> None:
    words = "origin: {quoted: từ 01/01/2024 đến 30/6/2024}"
    admin.edit("last_day: 06-30}", f"last_day: 06-30, {words}}}")
    assert admin.apply()["warnings"] == []
    admin.edit("last_day: 06-30", "last_day: 07-15")
    (warning,) = admin.apply()["warnings"]

    assert "nhap.yaml:7:" in warning and "đến thứ Hai, 15/7/2024" in warning
    assert "thời hạn do cơ quan phát động ấn định" in entry(admin, "dot-1")


def test_deadline_moved_before_this_was_known_is_mended_by_the_next_apply(moved: Admin) -> None:
    moved.apply()
    moved.province.execute("UPDATE occurrence SET decided_at = NULL, rule = ''")
    (change,) = moved.plan()["changes"]["obligations"]
    assert (change["change"], change["origin_tells_the_day"]) == ("changed", False)

    moved.apply()
    assert QUOTE not in entry(moved, "bc/once")
    assert "Không có gì thay đổi." in moved.run("plan")


def test_what_no_duty_says_yet_is_told_until_its_line_is_deleted(admin: Admin) -> None:
    said = "Văn bản còn yêu cầu: “Gửi báo cáo đột xuất khi có yêu cầu”"
    admin.text += "unplaced:\n  - Gửi báo cáo đột xuất khi có yêu cầu\n"

    assert said in admin.run("plan")
    assert said in admin.run("apply", "--yes")
    assert said in admin.run("plan"), "applied, it is told still"
    admin.edit("unplaced:\n  - Gửi báo cáo đột xuất khi có yêu cầu\n", "")
    assert admin.plan()["warnings"] == []
