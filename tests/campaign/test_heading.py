"""What a campaign says of itself is part of what applying changes, and of what is kept."""

import pytest

from tests.campaign.admin_at_work import Admin


@pytest.mark.parametrize(
    ("old", "new", "name", "before", "after"),
    [
        ("title: Thi đua 2024", "title: Thi đua yêu nước", "title", "Thi đua 2024",
         "Thi đua yêu nước"),
        ("210/KH-UBND", "211/KH-UBND", "directive", "210/KH-UBND", "211/KH-UBND"),
        ("issuer: UBND tỉnh}", "issuer: UBND tỉnh, issued_on: 2024-01-15}", "directive",
         "210/KH-UBND", "210/KH-UBND ngày 15/01/2024"),
        ("year: 2024\n", "year: 2024\ntimezone: Asia/Bangkok\n", "timezone", "Asia/Ho_Chi_Minh",
         "Asia/Bangkok"),
    ],
)  # fmt: skip
def test_edit_of_the_heading_alone_is_shown_and_kept(
    admin: Admin, old: str, new: str, name: str, before: str, after: str
) -> None:
    admin.edit(old, new)
    told = admin.run("plan")
    change = admin.plan()["changes"]["heading"]
    assert before in told and after in told and "Không có gì thay đổi" not in told
    assert (change["before"][name], change["after"][name]) == (before, after)

    assert admin.apply()["applied"] is True
    assert admin.plan()["changes"]["heading"] is None
    assert admin.ledger("campaign changed")[0][0] == "pt-2024"
    assert admin.province.rows("SELECT renamed, revision FROM campaign") == [(1, 2)]


def test_ledger_says_what_the_heading_was_and_is(admin: Admin) -> None:
    admin.edit("title: Thi đua 2024", "title: Thi đua yêu nước")
    admin.apply()

    sides = {"before": {"title": "Thi đua 2024"}, "after": {"title": "Thi đua yêu nước"}}
    assert admin.ledger("campaign changed") == [("pt-2024", sides)]


def test_another_zone_moves_every_deadline(admin: Admin) -> None:
    admin.edit("year: 2024\n", "year: 2024\ntimezone: Asia/Tokyo\n")
    told = admin.run("plan")
    (moved,) = admin.plan()["changes"]["obligations"]

    assert moved["change"] == "moved"
    assert (moved["due_before"], moved["due_after"]) == (
        "2024-07-31T17:00:00+07:00", "2024-07-31T15:00:00+07:00",
    )  # fmt: skip
    assert "Đổi múi giờ thì mọi hạn và lượt nhắc đổi theo" in told


def test_what_the_plan_does_not_see_is_kept_all_the_same(admin: Admin) -> None:
    admin.text += "notes: [Hội nghị tổng kết dời sang tháng 1]\n"
    assert "chỉ phần khác của tệp được viết lại" in admin.run("plan")

    assert admin.apply() == {
        "applied": True, "rewritten": True, "warnings": [], "remarks": [],
        "changes": {"heading": None, "spans": [], "obligations": []},
    }  # fmt: skip
    assert "Hội nghị" in admin.province.rows("SELECT source FROM definitionrevision")[-1][0]
    assert "Không có gì thay đổi." in admin.run("apply")


def test_comments_and_layout_are_nothing_to_apply(admin: Admin) -> None:
    admin.text = "# xem lại\n" + admin.text.replace("due: {by: 07-31}", 'due:\n      by: "07-31"')

    assert "Không có gì thay đổi." in admin.run("apply")
    assert admin.province.rows("SELECT revision FROM campaign") == [(1,)]


def test_campaign_that_owes_nothing_yet_can_be_stored(admin: Admin) -> None:
    head, _phases, _duties = admin.text.replace("pt-2024", "pt-moi-2024").partition("phases:")
    admin.text = head + "duties: []\n"

    assert admin.apply()["applied"] is True


def test_rollover_shows_both_headings(admin: Admin) -> None:
    told = admin.run("rollover", "2025", "--out", str(admin.folder / "sau.yaml"))

    assert "tên Thi đua 2024 Thi đua 2025" in told
    assert "văn bản 210/KH-UBND chưa ghi" in told
