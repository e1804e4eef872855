"""A rule of a definition in words: when it is due, who owes it."""

from collections.abc import Callable, Iterable
from datetime import date

from scheduler.dates.say import WEEKDAYS, say_day, say_short_day
from scheduler.definition.models import Audience, DutyKind
from scheduler.definition.spans import MonthDay, Period, Span, period_text
from scheduler.definition.when import ISSUED, RECEIVED, LeftOut, When
from scheduler.language import _, ngettext
from scheduler.words import origin

Name = Callable[[str], str]
_A_LEAP_YEAR = 2024
_ROMAN = ("I", "II", "III", "IV")
_QUARTER, _HALF, _YEAR = 3, 6, 12


def kinds() -> dict[DutyKind, str]:
    """Every kind of duty in words, in the order it is offered."""
    return {
        DutyKind.PLAN: _("kế hoạch"),
        DutyKind.ENROL: _("đăng ký thi đua"),
        DutyKind.PLEDGE: _("ký giao ước thi đua"),
        DutyKind.INTERIM: _("báo cáo sơ kết"),
        DutyKind.FINAL: _("báo cáo tổng kết"),
        DutyKind.ROUND: _("báo cáo kết quả đợt"),
        DutyKind.WEEKLY: _("báo cáo tuần"),
        DutyKind.MONTHLY: _("báo cáo tháng"),
        DutyKind.QUARTERLY: _("báo cáo quý"),
        DutyKind.HALF_YEAR: _("báo cáo 6 tháng"),
        DutyKind.YEARLY: _("báo cáo năm"),
        DutyKind.REPORT: _("báo cáo khác"),
        DutyKind.AWARD_FILE: _("hồ sơ khen thưởng"),
        DutyKind.VOTE: _("bình xét, chấm điểm"),
        DutyKind.INITIATIVE: _("sáng kiến"),
        DutyKind.OTHER: _("việc khác"),
    }


def rule(one: When, name: Name) -> str:
    """The whole rule, so that `typed_dues` reads it back; `name` gives the words for an id."""
    words = _every(one) if one.every else _bounded(one, name) or _once(one, name)
    if not one.except_:
        return words
    left = ", ".join(_left_out(left, name) for left in one.except_)
    return _("{rule}; trừ {periods}").format(rule=words, periods=left)


def _left_out(one: LeftOut, name: Name) -> str:
    """A period in which it is not owed, with the report that tells of it."""
    if not one.part_of:
        return period(one.period)
    words = _("{period} (lồng ghép trong “{other}”)")
    return words.format(period=period(one.period), other=name(one.part_of))


def _bounded(one: When, name: Name) -> str:
    """A day itself, with its hour and how it bounds; empty for any other rule."""
    clock = f"{one.time:%H:%M} " if one.time else ""
    if one.before is not None and not span(one):
        return _("trước {what}").format(what=clock + _from(one.before, one, name))
    if one.by is not None:
        words = _("đến {what}") if clock else _("đến hết {what}")
        return words.format(what=clock + _named(one.by, name))
    if one.on is not None:
        words = _("lúc {what}") if clock else _("vào {what}")
        return words.format(what=clock + _from(one.on, one, name))
    return ""


def _once(one: When, name: Name) -> str:
    words = _counted(one, name)
    if one.time:
        return _("{rule}, lúc {clock}").format(rule=words, clock=f"{one.time:%H:%M}")
    return words


def _counted(one: When, name: Name) -> str:
    if one.on_request:
        words = _("{span} kể từ khi có yêu cầu") if span(one) else _("khi có yêu cầu")
        return words.format(span=span(one))
    if one.within is not None:
        return _("trong {period}").format(period=period(one.within))
    if one.after_each:
        return _after_each(one)
    if one.part_of:
        which = period(one.period) if one.period else ""
        words = _("nằm trong “{other}” kỳ {period}") if which else _("nằm trong “{other}”")
        return words.format(other=name(one.part_of), period=which)
    if one.same_as:
        return _("cùng thời hạn với “{other}”").format(other=name(one.same_as))
    if one.before is not None:
        return _("{span} trước {what}").format(span=span(one), what=_from(one.before, one, name))
    return _("{span} sau {what}").format(span=span(one), what=_from(one.after, one, name))


def _after_each(one: When) -> str:
    if one.edge == "first":
        told = {
            "round": _("{span} sau ngày bắt đầu mỗi đợt"),
            "peak": _("{span} sau ngày bắt đầu mỗi cao điểm"),
        }
    else:
        told = {"round": _("{span} sau mỗi đợt"), "peak": _("{span} sau mỗi cao điểm")}
    return told[one.after_each or "round"].format(span=span(one))


def _from(what: object, one: When, name: Name) -> str:
    """What a day is counted from, and of a stretch from which end."""
    named = _named(what, name)
    if isinstance(what, str) and one.edge == "first" and what not in (ISSUED, RECEIVED):
        return _("ngày bắt đầu {what}").format(what=named)
    return named


def _named(what: object, name: Name) -> str:
    if isinstance(what, date):
        return say_day(what)
    if isinstance(what, MonthDay):
        return say_short_day(what.in_year(_A_LEAP_YEAR))
    if what == ISSUED:
        return _("ngày ban hành văn bản")
    if what == RECEIVED:
        return _("ngày đơn vị nhận được văn bản")
    return f"“{name(str(what))}”"


def _every(one: When) -> str:
    clock = f"{one.time:%H:%M} " if one.time else ""
    bound = _("trước {day}") if one.before is not None else _("đến hết {day}")
    return _often(one).format(day=bound.format(day=clock + _day_of(one)))


def _often(one: When) -> str:
    """How often, and in which month of a period; {day} stands for the day with its bound."""
    if one.every == "week":
        return _("{day} hằng tuần")
    if one.every == "year":
        return _("hằng năm, {day}")
    if one.every == "month":
        return (
            _("hằng tháng, {day} của tháng sau")
            if one.of == "next month"
            else _("hằng tháng, {day}")
        )
    if one.every == "quarter":
        return {
            "first month": _("{day} tháng đầu quý"),
            "next month": _("{day} tháng đầu quý sau"),
        }.get(one.of or "", _("{day} tháng cuối quý"))
    return {
        "first month": _("6 tháng một lần, {day} tháng đầu kỳ"),
        "next month": _("6 tháng một lần, {day} tháng đầu kỳ sau"),
    }.get(one.of or "", _("6 tháng một lần, {day} tháng cuối kỳ"))


def _day_of(one: When) -> str:
    given = one.by or one.before
    if isinstance(given, MonthDay):
        return say_short_day(given.in_year(_A_LEAP_YEAR))
    number = one.day_of_period.number if one.day_of_period else None
    if one.every == "week":
        return _(WEEKDAYS[(number or len(WEEKDAYS)) - 1])
    return _("ngày {day}").format(day=f"{number:02}") if number else _("ngày cuối cùng")


def span(one: When) -> str:
    """ "07 ngày làm việc", "10 ngày", "1 tháng"; empty where there is none."""
    if one.working_days is not None:
        return ngettext("{count} ngày làm việc", one.working_days).format(count=one.working_days)
    if one.months is not None:
        return ngettext("{count} tháng", one.months).format(count=one.months)
    return ngettext("{count} ngày", one.days).format(count=one.days) if one.days is not None else ""


def lead(one: Span) -> str:
    """ "05 ngày làm việc": a length by itself, so that `typed_leads` reads it back."""
    if one.working_days:
        return ngettext("{count} ngày làm việc", one.working_days).format(count=one.working_days)
    if one.months:
        return ngettext("{count} tháng", one.months).format(count=one.months)
    return ngettext("{count} ngày", one.days).format(count=one.days)


def period(one: Period) -> str:
    """ "tháng 7/2024", "quý III"; without the year where it is that of the campaign."""
    year = f"/{one.year}" if one.year else ""
    if one.months == _YEAR:
        return origin.period(period_text(one))
    if one.months == _HALF:
        first = _("6 tháng đầu năm") if one.first_month == 1 else _("6 tháng cuối năm")
        return f"{first} {one.year or ''}".strip()
    if one.months == _QUARTER:
        return _("quý {number}").format(number=_ROMAN[one.last_month // _QUARTER - 1]) + year
    return _("tháng {month}").format(month=one.last_month) + year


def owing(one: Audience, *, unit: Name, block: Name) -> str:
    """Who owes: "tất cả đơn vị, trừ Sở Y tế"."""
    parts = [_("tất cả đơn vị")] if one.all else []
    if one.blocks:
        every = _("mọi đơn vị trong các khối, cụm")
        parts.append(every if one.blocks == "all" else listed(map(block, one.blocks)))
    if one.block_heads:
        every = _("trưởng khối, cụm")
        heads = _("trưởng {blocks}")
        named = one.block_heads
        parts.append(every if named == "all" else heads.format(blocks=listed(map(block, named))))
    if one.kinds:
        parts.append(_("các đơn vị loại {kinds}").format(kinds=", ".join(one.kinds)))
    if one.ids:
        parts.append(listed(map(unit, one.ids)))
    words = "; ".join(parts)
    if not one.except_:
        return words
    return _("{units}, trừ {others}").format(units=words, others=listed(map(unit, one.except_)))


def listed(names: Iterable[str]) -> str:
    """Each once, in their order."""
    return ", ".join(dict.fromkeys(names))
