"""A plan of many times is told in as many lines as it has duties; what is left out is said."""

import io
from datetime import date

import pytest
from rich.console import Console, RenderableType

from config.commands import changes, tables
from scheduler.campaign import remark_words
from scheduler.campaign.proposals import Preview, Proposal
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.plan import folding
from scheduler.plan.diff import diff
from scheduler.plan.model import Plan
from tests.build import ZONE, definition, duty, organisation, plan
from tests.campaign.admin_at_work import Admin
from tests.effort import cpu_seconds

SECONDS = 1.0  # of 60 weekly duties; it was 13


def weekly(count: int, *, time: str = "17:00", every: str = "week") -> Definition:
    """So many duties that come every week of 2024."""
    rule = {"every": every, "by": 5, "time": time}
    return definition(*(duty(f"bc-{number}", due=rule) for number in range(count)), phases=[])


def printed(what: RenderableType) -> list[str]:
    console = Console(file=io.StringIO(), width=250)
    console.print(what)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def proposed(given: Definition) -> list[str]:
    return printed(
        tables.proposal(Proposal(Document("x.yaml", given), organisation(), plan(given), "", ()))
    )


def changed(before: Plan | None, after: Plan) -> list[str]:
    found = diff(before, after)
    return printed(
        changes.preview(Preview(found, 0, 2, 0, at_once=False, first_reminder_at=None), ZONE)
    )


def lines_with(lines: list[str], *words: str) -> int:
    return sum(all(word in line for word in words) for line in lines)


def test_duty_of_every_week_is_one_row_with_its_first_and_last_day() -> None:
    lines = proposed(weekly(1))

    assert lines_with(lines, "52 lần") == 1 + 7  # the due, and each step of its reminders
    assert any("17:00 thứ Sáu, 05/01/2024" in line for line in lines)
    assert any("17:00 thứ Sáu, 27/12/2024" in line for line in lines)


def test_duty_of_every_month_is_told_time_by_time() -> None:
    lines = proposed(weekly(1, every="month"))

    assert lines_with(lines, "Báo cáo bc-0 (tháng ") == 12 * (1 + 7)  # its due, and seven reminders


def test_duties_of_every_month_are_a_row_each_where_they_are_many() -> None:
    lines = proposed(weekly(20, every="month"))

    assert lines_with(lines, "12 lần") == 20 * (1 + 7)


def test_lines_grow_with_the_duties_not_with_their_times() -> None:
    ten, twenty = len(proposed(weekly(10))), len(proposed(weekly(20)))

    assert twenty <= 2 * ten
    assert twenty < 20 * 20  # its times would be more than a thousand


def test_reminders_left_out_are_counted() -> None:
    given = weekly(40)
    planned = sum(len(one.reminders) for one in plan(given).occurrences)
    shown = folding.MOST_ROWS * 52  # a row is one step of a duty, every week
    (line,) = (line for line in proposed(given) if "--json" in line)

    assert f"còn {planned - shown} lượt nhắc nữa" in line


def test_remark_on_every_week_is_one_line() -> None:
    rule = {"every": "week", "by": 5}
    given = definition(duty(due=rule, owed_by={"ids": ["u0"], "except": ["u0"]}), phases=[])
    lines = proposed(given)

    assert lines_with(lines, "(2024-w01 … 2024-w52)”: không đơn vị nào phải báo cáo") == 1


def test_remark_on_many_duties_is_cut_short() -> None:
    given = definition(*(duty(f"bc-{n}", owed_by={"all": True}) for n in range(300)))
    said = [remark_words.sentence(one) for one in plan(given).remarks]

    assert [len(line) < 340 for line in said] == [True]
    assert said[0].endswith(" … (tổng số: 300).")
    assert "u0 là nơi nhận" in said[0] and "; bc-25" in said[0]


def test_what_is_new_every_week_is_one_row_of_the_difference() -> None:
    lines = changed(None, plan(weekly(3)))

    assert lines_with(lines, "thêm", "Báo cáo") == 3
    assert lines_with(lines, "52 lần") == 3


def test_what_moves_every_week_tells_the_first_the_last_and_how_many_between() -> None:
    lines = changed(plan(weekly(1)), plan(weekly(1, time="16:00")))
    text = " ".join(lines)

    assert lines_with(lines, "đổi ngày") == 2
    assert "16:00 thứ Sáu, 05/01/2024" in text
    assert "16:00 thứ Sáu, 27/12/2024" in text
    assert "50 lần nữa" in text


def test_reminders_of_one_deadline_are_planned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = WorkCalendar.add

    def counted(self: WorkCalendar, day: date, n: int) -> date:
        asked.append(day)
        return real(self, day, n)

    monkeypatch.setattr(WorkCalendar, "add", counted)
    plan(weekly(1))
    once = len(asked)
    plan(weekly(30))

    assert (
        len(asked) - once < 2 * once + 30 * 52 * 2
    )  # thirty times the days, not thirty times the reminders


def test_long_plan_is_told_in_little_time() -> None:
    given = weekly(60)

    assert cpu_seconds(lambda: proposed(given), within=SECONDS) < SECONDS


def test_kind_of_a_phase_is_told_where_its_title_does_not(admin: Admin) -> None:
    admin.edit("title: Đợt 1,", "title: Đợt thi đua thứ nhất,")
    assert "Đợt thi đua thứ nhất (đợt thi đua)" not in (shown := admin.run("plan"))
    assert "Đợt thi đua thứ nhất" in shown
    admin.edit("title: Đợt thi đua thứ nhất,", "title: Sáu tháng đầu năm,")
    assert "Sáu tháng đầu năm (đợt thi đua)" in admin.run("plan")
