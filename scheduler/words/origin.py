"""Where a day comes from, as people read it: the directive's words, the rule, who set it, or for one unit alone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import MONTHS, say_day, say_day_in_numbers, say_moment, say_weekday
from scheduler.dates.workdays import is_weekend
from scheduler.definition.models import OriginKind
from scheduler.language import _
from scheduler.plan.model import Roll
from scheduler.plan.own import OwnReason
from scheduler.text import capital

_ROMAN = ("I", "II", "III", "IV")


def reason(
    origin: str, text: str, decided_on: date | None = None, *, rolled: Roll | None = None
) -> str:
    """Why it is that day: a line of its own; empty when unknown.

    `decided_on`: the day on which it was decided, where the words do not tell it.
    """
    why = decided(say_day(decided_on)) if decided_on is not None else _source(origin, text)
    return f"{why}. {went(rolled)}" if why and rolled else why


def went(rolled: Roll) -> str:
    """ "31/7/2027 là thứ Bảy; lùi về thứ Sáu, 30/7/2027, vì thời hạn là trong tháng 7/2027": off a day off."""
    kind = say_weekday(rolled.from_on) if is_weekend(rolled.from_on) else _("ngày nghỉ")
    names = {
        "day": say_day_in_numbers(rolled.from_on),
        "kind": kind,
        "to": say_day(rolled.to_on),
        "period": period(rolled.within),
    }
    if rolled.to_on > rolled.from_on:
        words = _("{day} là {kind}; chuyển sang ngày làm việc tiếp theo, {to}")
    elif rolled.within:
        words = _("{day} là {kind}; lùi về {to}, vì thời hạn là trong {period}")
    else:
        words = _("{day} là {kind}; lùi về {to}")
    return words.format(**names)


def period(within: str) -> str:
    """ "tháng 7/2027", "quý III/2027" of a period as a definition writes it."""
    year, _dash, rest = within.partition("-")
    if not rest:
        return _("năm {year}").format(year=year)
    if rest.isdigit():
        return _("tháng {month}/{year}").format(
            month=int(rest), month_name=_(MONTHS[int(rest) - 1]), year=year
        )
    number = int(rest[1])
    if rest[0] == "Q":
        return _("quý {number}/{year}").format(number=_ROMAN[number - 1], year=year)
    words = _("6 tháng đầu năm {year}") if number == 1 else _("6 tháng cuối năm {year}")
    return words.format(year=year)


def _source(origin: str, text: str) -> str:
    if not text:
        return ""
    known: dict[str, str] = {
        OriginKind.QUOTED: _("Căn cứ: “{text}”"),
        OriginKind.DERIVED: _("Căn cứ: xác định theo {text} (văn bản không quy định)"),
        OriginKind.SET: _(
            "Căn cứ: thời hạn do cơ quan thường trực ấn định, văn bản không quy định: {text}"
        ),
        OriginKind.AMENDED: _("Căn cứ: thời hạn của riêng lần này được điều chỉnh: {text}"),
        OriginKind.CALLED: _("Căn cứ: yêu cầu của cơ quan thường trực ngày {text}"),
        OriginKind.CANCELLED: _("Lý do hủy: {text}"),
    }
    return capital(known.get(origin, "{text}").format(text=text))


def decided(when: str) -> str:
    """That the day is another one than its words tell."""
    told = _("Căn cứ: thời hạn do cơ quan phát động ấn định ({text}), khác căn cứ ghi lúc đầu")
    return told.format(text=when)


def depends_on(day: date) -> str:
    """That the deadline would be another one, were `day` a day off, which nobody confirmed: a line of its own."""
    told = _("Ngày {day} chưa xác nhận là ngày nghỉ; nếu được nghỉ, thời hạn này sẽ thay đổi")
    return told.format(day=say_day_in_numbers(day))


def basis(origin: str, text: str) -> str:
    """ "trích: “…”": the same in a cell of a table."""
    names: dict[str, str] = {
        OriginKind.QUOTED: _("trích"),
        OriginKind.DERIVED: _("xác định theo"),
        OriginKind.SET: _("ấn định"),
        OriginKind.AMENDED: _("điều chỉnh riêng lần này"),
        OriginKind.CALLED: _("cơ quan thường trực yêu cầu"),
        OriginKind.CANCELLED: _("lý do hủy"),
    }
    quoted = f"“{text}”" if origin == OriginKind.QUOTED else text
    return f"{names[origin]}: {quoted}" if origin else ""


def own_reason(
    own: OwnReason | None, common_at: datetime, *, zone: ZoneInfo, told: bool = False
) -> str:
    """Why a unit has a deadline of its own, and that of all, `common_at`: a line of its own.

    `told`: who decided it, and when, stands beside it already.
    """
    moment = say_moment(common_at, zone)
    if own is None:
        return _("Thời hạn riêng của đơn vị; thời hạn chung: {moment}").format(moment=moment)
    if told and own.returned:
        words = _(
            "Thời hạn gửi lại của đơn vị sau khi báo cáo được trả lại để hoàn thiện; thời hạn chung: "
            "{moment}"
        )
    elif told:
        words = _("Thời hạn riêng của đơn vị sau khi được gia hạn; thời hạn chung: {moment}")
    elif own.returned:
        words = _(
            "Thời hạn gửi lại, vì báo cáo được trả lại để hoàn thiện ngày {day} bởi {who}; thời hạn "
            "chung: {moment}"
        )
    else:
        words = _("Đơn vị được gia hạn ngày {day} bởi {who}; thời hạn chung: {moment}")
    day = say_day_in_numbers(own.at.astimezone(zone).date())
    return words.format(day=day, who=own.by, moment=moment)
