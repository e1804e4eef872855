"""Where a day comes from, and whether the words given for it still tell it. Pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import MONTHS, say_day, say_moment
from scheduler.language import _
from scheduler.plan.model import PlannedOccurrence, PlannedSpan
from scheduler.plan.own import OwnReason

DECIDED = "decided"  # the origin of a day that its words do not tell, as people read it

Planned = PlannedOccurrence | PlannedSpan


def words_hold(before: Planned | None, after: Planned) -> bool:
    """Whether the words of `after` tell its day; where they cannot be read, whether the rule they came with stands.

    A day that moves because another one does, by the same rule, still has its reason.
    """
    if after.words_hold is not None:
        return after.words_hold
    words = (after.origin, after.origin_text)
    if before is None or after.origin not in ("quoted", "derived"):
        return True
    if words != (before.origin, before.origin_text):
        return True
    if before.days == after.days:
        return before.words_hold is not False
    return before.rule in ("", after.rule)


def told_origin(
    origin: str, text: str, decided_at: datetime | None, *, zone: str
) -> tuple[str, str]:
    """Origin and text as people read them: since a day was decided that the words do not tell, when that was."""
    if decided_at is None:
        return origin, text
    return DECIDED, say_day(decided_at.astimezone(ZoneInfo(zone)).date())


def say_own(
    reason: OwnReason | None, common_at: datetime, *, zone: ZoneInfo, told: bool = False
) -> str:
    """Why a unit has a deadline of its own, and that of all, `common_at`: no beginning of a line.

    `told`: who decided it, and when, stands beside it already.
    """
    moment = say_moment(common_at, zone)
    if reason is None:
        return _("hạn riêng của đơn vị; hạn chung {moment}").format(moment=moment)
    if told and reason.returned:
        words = _("hạn nộp lại của đơn vị sau khi báo cáo bị trả lại; hạn chung {moment}")
    elif told:
        words = _("hạn riêng của đơn vị sau khi được gia hạn; hạn chung {moment}")
    elif reason.returned:
        words = _("hạn nộp lại, vì báo cáo bị trả lại ngày {day} bởi {who}; hạn chung {moment}")
    else:
        words = _("đơn vị được gia hạn ngày {day} bởi {who}; hạn chung {moment}")
    return words.format(
        day=_numbers(reason.at.astimezone(zone).date()), who=reason.by, moment=moment
    )


def _numbers(day: date) -> str:
    """ "28/6/2024"."""
    names = {"day": day.day, "month": day.month, "month_name": _(MONTHS[day.month - 1])}
    return _("{day}/{month}/{year}").format(**names, year=day.year)
