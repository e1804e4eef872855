"""In 80 columns nothing that is told is cut."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console

from config.commands import tables
from scheduler.plan.model import PlannedOccurrence
from tests.build import ZONE, definition, duty, plan


def test_long_words_of_a_basis_are_broken_and_not_cut() -> None:
    owed = PlannedOccurrence(
        duty="nam", key="once", title="Báo cáo năm", kind="nam",
        due_at=datetime(2024, 12, 20, 10, tzinfo=UTC), late_after=datetime(2024, 12, 20, 17, tzinfo=UTC),
        cut_off_at=datetime(2025, 1, 13, 17, tzinfo=UTC),
        origin="derived", origin_text="ngày chốt số liệu, Nghị định 09/2019/NĐ-CP)",
        to="ban-tdkt", proof=("number",), units=("so-y-te",),
    )  # fmt: skip
    console = Console(record=True, width=80)
    console.print(tables.obligations([owed], ZoneInfo("Asia/Ho_Chi_Minh")))
    told = console.export_text()
    assert "…" not in told
    assert "CP)" in told


def test_hour_of_practice_is_told_once_and_a_stated_hour_is_not() -> None:
    (by_practice,) = plan(definition(duty())).occurrences
    (stated,) = plan(definition(duty(due={"by": "07-31", "time": "17:00"}))).occurrences
    told = tables.practices([by_practice, by_practice, stated], ZONE)
    assert [line.split(";")[0] for line in told] == ["17:00 là giờ ghi theo thông lệ của cơ quan"]
    assert tables.practices([stated], ZONE) == []
