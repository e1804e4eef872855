"""Who hears that a round begins, and when: as an admin reads it before applying and in the ledger."""

from scheduler.campaign.plan_words import announced
from scheduler.definition.read import read_definition_text
from scheduler.definition.roll import roll
from scheduler.words.due import moment
from tests.build import ZONE, at
from tests.campaign.admin_at_work import DEFINITION, Admin

ROUND_1 = "  - {id: dot-1, title: Đợt 1, first_day: 01-01, last_day: 06-30}\n"
ROUND_2 = "  - {id: dot-2, title: Đợt 2, first_day: 07-01, last_day: 12-31}\n"


def test_plan_and_apply_say_how_many_hear_of_the_next_round_and_when(admin: Admin) -> None:
    admin.edit(ROUND_1, ROUND_1 + ROUND_2)
    opens = moment(at("2024-07-01 08:00"), ZONE)
    sentence = f"Thông báo kế tiếp về đợt: {opens}, bắt đầu: Đợt 2, gửi 2 đơn vị."
    assert sentence in admin.run("plan")
    assert sentence in admin.run("apply", "--yes")


def test_nothing_is_said_where_nothing_is_to_be_told(admin: Admin) -> None:
    admin.edit("last_day: 06-30}", "last_day: 06-30, notices: none}")
    told = admin.run("plan")
    assert "Thông báo kế tiếp" not in told and "Thông báo về đợt" not in told


def test_json_tells_announcements_and_how_they_change(admin: Admin) -> None:
    admin.edit(ROUND_1, ROUND_1 + ROUND_2)
    admin.apply()
    admin.edit("first_day: 07-01", "first_day: 07-08")
    given = admin.plan()
    assert [(one["phase"], one["day"]) for one in given["announcements"]] == [
        ("dot-1", "2024-01-01"),
        ("dot-2", "2024-07-08"),
    ]
    (change,) = given["changes"]["spans"]
    assert change["announced_before"] == [{"kind": "opening", "at": "2024-07-01T08:00:00+07:00"}]
    assert change["announced_after"] == [{"kind": "opening", "at": "2024-07-08T08:00:00+07:00"}]


def test_the_difference_names_both_mornings(admin: Admin) -> None:
    admin.edit(ROUND_1, ROUND_1 + ROUND_2)
    admin.apply()
    before = announced(admin.province.plan().spans[1], ZONE)
    assert before == f"bắt đầu {moment(at('2024-07-01 08:00'), ZONE)}"
    admin.edit("first_day: 07-01", "first_day: 07-08")
    told = admin.run("plan")
    assert "thông báo: bắt đầu" in told


def test_applied_again_there_is_nothing_to_do(admin: Admin) -> None:
    admin.edit(ROUND_1, ROUND_1 + ROUND_2)
    admin.apply()
    assert admin.plan()["changes"]["spans"] == []


def test_next_year_the_same_phases_are_silent() -> None:
    text = DEFINITION.replace("last_day: 06-30}", "last_day: 06-30, notices: none}")
    (phase,) = read_definition_text(roll(text, year=2025), name="pt-2025").phases
    assert (phase.id, phase.notices) == ("dot-1", "none")
