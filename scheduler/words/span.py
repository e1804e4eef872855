"""What stands in a campaign, in words: rounds, peaks, anniversaries, milestones, and what is owed by when."""

from scheduler.language import _, ngettext
from scheduler.plan.model import SpanKind


def name(kind: str) -> str:
    """ "đợt thi đua": of a span of the plan, of a deadline, or of the campaign itself."""
    return {
        "campaign": _("phong trào"),
        SpanKind.ROUND: _("đợt thi đua"),
        SpanKind.PEAK: _("cao điểm"),
        SpanKind.ANNIVERSARY: _("ngày kỷ niệm"),
        SpanKind.MILESTONE: _("mốc"),
        "deadline": _("thời hạn gửi"),
    }[kind]


def counted(kind: str, count: int) -> str:
    """So many of a kind, for a sentence or a list."""
    return {
        SpanKind.ROUND: ngettext("{count} đợt thi đua", count),
        SpanKind.PEAK: ngettext("{count} cao điểm", count),
        SpanKind.ANNIVERSARY: ngettext("{count} ngày kỷ niệm", count),
        SpanKind.MILESTONE: ngettext("{count} mốc", count),
        "deadline": ngettext("{count} thời hạn gửi", count),
    }[kind].format(count=count)


def occasion(kind: str) -> str:
    """ "năm tròn": which kind of year an anniversary has, by the decree that applies."""
    return {
        "tron": _("năm tròn"),
        "le_5": _("năm lẻ 5"),
        "khac": _("năm khác"),
    }[kind]


def ordinal(title: str, number: int | None) -> str:
    """ "70 năm Ngày …": an anniversary with its number; without one as it is."""
    if not number:
        return title
    return ngettext("{ordinal} năm {title}", number).format(ordinal=number, title=title)
