"""What applying would change, as a clerk reads it."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from rich.console import Console

from config.commands.changes import preview
from scheduler.campaign.proposals import Preview
from scheduler.plan.diff import ChangeKind, Changes, SpanChange
from scheduler.plan.model import PlannedSpan

ROUND = PlannedSpan("round", "dot-1", "Đợt [1]", date(2024, 1, 1), date(2024, 6, 30))


def said(change: SpanChange) -> str:
    shown = Preview(
        Changes((change,), ()), 1, units=0, reachable=0, at_once=False, first_reminder_at=None
    )
    console = Console(width=200)
    with console.capture() as capture:
        console.print(preview(shown, ZoneInfo("Asia/Ho_Chi_Minh")))
    return capture.get()


def test_new_name_of_a_round_is_shown_beside_the_old_one() -> None:
    after = replace(ROUND, title="Đợt một")
    told = said(SpanChange(ChangeKind.CHANGED, ROUND, after))

    assert "tên: Đợt [1]" in told and "tên: Đợt một" in told


def test_round_that_only_moves_says_its_days_alone() -> None:
    after = replace(ROUND, last_on=date(2024, 7, 31))
    told = said(SpanChange(ChangeKind.MOVED, ROUND, after))

    assert "30/6/2024" in told and "31/7/2024" in told
    assert "tên:" not in told


def test_anniversary_that_joins_or_leaves_a_round_is_named() -> None:
    before = replace(ROUND, anniversaries=("quoc-khanh", "dien-bien-phu"))
    told = said(
        SpanChange(ChangeKind.CHANGED, before, replace(ROUND, anniversaries=("quoc-khanh",)))
    )

    assert told.count("ngày kỷ niệm: dien-bien-phu") == 1
    assert "quoc-khanh" not in told


def test_new_class_of_a_year_is_shown_beside_the_old_one() -> None:
    before = PlannedSpan("anniversary", "a", "Ngày A", *[date(2024, 12, 22)] * 2, 35, "khac")
    told = said(SpanChange(ChangeKind.CHANGED, before, replace(before, occasion="nd111 khac")))

    assert "loại năm: năm khác theo NĐ 111/2018: không tổ chức lễ kỷ niệm" in " ".join(told.split())
