"""What was held overnight comes with that morning's reminders, in one card, not an hour before."""

from datetime import time

from scheduler.run.office import Office
from tests.build import CALENDAR, ZONE, at

OFFICE = Office(CALENDAR, time(7), time(19), morning=time(8))


def ready(now: str, due: str | None = None) -> str:
    due_at = at(due) if due else None
    found = OFFICE.ready_at(at(now), due_at=due_at, zone=ZONE)
    return f"{found.astimezone(ZONE):%Y-%m-%d %H:%M}"


def test_held_notice_waits_for_the_morning() -> None:
    assert ready("2024-07-22 20:00") == "2024-07-23 08:00"
    assert ready("2024-07-23 07:30") == "2024-07-23 08:00"
    assert ready("2024-07-27 10:00") == "2024-07-29 08:00"


def test_notice_within_hours_leaves_at_once() -> None:
    assert ready("2024-07-23 08:00") == "2024-07-23 08:00"
    assert ready("2024-07-23 18:59") == "2024-07-23 18:59"


def test_due_day_is_urgent_until_it_is_due() -> None:
    assert ready("2024-07-31 06:30", "2024-07-31 17:00") == "2024-07-31 06:30"
    assert ready("2024-07-31 23:58", "2024-07-31 17:00") == "2024-08-01 08:00"
