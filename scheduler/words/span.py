"""What stands in a campaign, in words: rounds, peaks, anniversaries, milestones, and what is owed by when."""

from scheduler.language import _, current, ngettext
from scheduler.plan.model import SpanKind


def name(kind: str) -> str:
    """ "đợt thi đua": of a span of the plan, of a deadline, or of the campaign itself."""
    return {
        "campaign": _("phong trào"),
        SpanKind.ROUND: _("đợt thi đua"),
        SpanKind.PEAK: _("cao điểm"),
        SpanKind.ANNIVERSARY: _("ngày kỷ niệm"),
        SpanKind.OCCASION: _("sự kiện"),
        SpanKind.MILESTONE: _("mốc"),
        "deadline": _("thời hạn gửi"),
    }[kind]


def counted(kind: str, count: int) -> str:
    """So many of a kind, for a sentence or a list."""
    return {
        SpanKind.ROUND: ngettext("{count} đợt thi đua", count),
        SpanKind.PEAK: ngettext("{count} cao điểm", count),
        SpanKind.ANNIVERSARY: ngettext("{count} ngày kỷ niệm", count),
        SpanKind.OCCASION: ngettext("{count} sự kiện", count),
        SpanKind.MILESTONE: ngettext("{count} mốc", count),
        "deadline": ngettext("{count} thời hạn gửi", count),
    }[kind].format(count=count)


def occasion(year_class: str) -> str:
    """ "năm tròn": which kind of year an anniversary has, and what that means for who marks it.

    Of the great days by Nghị định 145/2013/NĐ-CP, Điều 3; of the others by Nghị định 111/2018/NĐ-CP, Điều 4(3)
    and 9(2), which knows no "lẻ 5" and lets a ceremony be held in a round year only.
    """
    return {
        "tron": _("năm tròn"),
        "le_5": _("năm lẻ 5"),
        "khac": _("năm khác"),
        "nd111 tron": _("năm tròn theo NĐ 111/2018: được tổ chức lễ kỷ niệm"),
        "nd111 khac": _("năm khác theo NĐ 111/2018: không tổ chức lễ kỷ niệm"),
        "like_nd111 tron": _("năm tròn, vận dụng NĐ 111/2018: được tổ chức lễ kỷ niệm"),
        "like_nd111 khac": _("năm khác, vận dụng NĐ 111/2018: không tổ chức lễ kỷ niệm"),
    }[year_class]


def ordinal(title: str, number: int | None) -> str:
    """ "70 năm Ngày …", "70th anniversary of …": an anniversary with its number; without one as it is."""
    if not number:
        return title
    return _("{ordinal} năm {title}").format(ordinal=_counted(number), title=title)


def _counted(number: int) -> str:
    """The number as it is said of an anniversary: "94th" in English, "94" in Vietnamese."""
    if current() != "en":
        return str(number)
    tens, ones = number % 100, number % 10
    ending = "" if 11 <= tens <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "")
    return f"{number}{ending or 'th'}"
