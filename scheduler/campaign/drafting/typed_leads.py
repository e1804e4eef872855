"""A length of time as people type it: “05 ngày làm việc”, “2 tuần”."""

import re

from scheduler.campaign.drafting.typed_days import in_small_letters
from scheduler.dates.numerals import number_of
from scheduler.directives.days.tied import COUNT
from scheduler.errors import NotUnderstood
from scheduler.language import _

_LEAD = re.compile(rf"(?:trước )?{COUNT}(?: trước)?")
_KEYS = {
    "ngày làm việc": "working days",
    "ngày": "days",
    "tuần": "weeks",
    "tháng": "months",
}


def examples() -> tuple[str, ...]:
    """Lengths that are understood, in the language in which they are typed."""
    return ("5 ngày làm việc", "3 ngày", "2 tuần")


def read_lead(typed: str) -> str:
    """The length as a definition writes it ("5 working days"). Raises NotUnderstood."""
    said = _LEAD.fullmatch(in_small_letters(typed))
    count = number_of(said["count"]) if said else None
    if said is None or not count:
        raise NotUnderstood(typed, _("Chưa đọc được khoảng thời gian này."), examples())
    return f"{count} {_KEYS[said['unit']]}"
