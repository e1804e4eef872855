"""Days as a person is asked about them."""

from collections.abc import Sequence
from datetime import date

from scheduler.dates.say import in_numbers
from scheduler.directives.days.day_mentions import Days
from scheduler.language import _


def say_either(options: Sequence[Days]) -> str:
    """ "02/02/2024 hoặc 22/01/2025"; a stretch by its first and last day."""
    return _(" hoặc ").join(_said(*days) for days in options)


def _said(first: date, last: date) -> str:
    if first == last:
        return in_numbers(first)
    return f"{in_numbers(first)} - {in_numbers(last)}"
