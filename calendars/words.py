"""What an entry says: title, description and categories, in the language spoken here."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from calendars.entry import Entry, Kind, State
from scheduler.dates.say import MONTHS, say_day, say_moment
from scheduler.language import _, ngettext
from scheduler.store import tally
from scheduler.text import capital

STILL_OWED = frozenset({State.OPEN, State.RETURNED})


def title_of(entry: Entry) -> str:
    """One line: what it is, and for a deadline how it stands. Not yet cleaned of what people typed."""
    title = entry.title
    if entry.ordinal:
        title = ngettext("{ordinal} năm {title}", entry.ordinal).format(
            ordinal=entry.ordinal, title=title
        )
    if entry.unit_name:
        title = _("{title} – {unit}").format(title=title, unit=entry.unit_name)
    if entry.cancelled:
        return _("[HỦY] {title}").format(title=title)
    if entry.kind is Kind.DEADLINE:
        return _deadline_title(entry, title)
    return title


def _deadline_title(entry: Entry, title: str) -> str:
    if entry.state is State.SUBMITTED:
        return _("✔ đã nộp: {title}").format(title=title)
    if entry.state is State.ACCEPTED:
        return _("✔ đã tiếp nhận: {title}").format(title=title)
    if entry.state is State.WAIVED:
        return _("được miễn: {title}").format(title=title)
    if entry.overdue:
        return _("⚠ quá hạn: {title}").format(title=title)
    if entry.state is State.RETURNED:
        return _("nộp lại: {title}").format(title=title)
    if entry.extended_to is not None:
        day = entry.extended_to
        return _("gia hạn đến {day}/{month}: {title}").format(
            day=day.day, month=day.month, month_name=_(MONTHS[day.month - 1]), title=title
        )
    return _("Hạn: {title}").format(title=title)


def description_of(entry: Entry) -> str:
    """Lines for a person: when in full, who, to whom, with what, why it is owed, and where to go."""
    return "\n".join(line for line in _lines(entry) if line)


def _lines(entry: Entry) -> Iterator[str]:
    if entry.cancelled and entry.cancelled_at is not None:
        day = entry.cancelled_at.astimezone(ZoneInfo(entry.zone)).date()
        yield _("Đã hủy ngày {day}.").format(day=say_day(day))
    if entry.due_at is not None:
        yield _("Hạn: {moment}").format(moment=say_moment(entry.due_at, ZoneInfo(entry.zone)))
    yield handed_in_of(entry)
    yield _said(_("Đơn vị: {text}"), entry.unit_name)
    yield _said(_("Nộp cho: {text}"), entry.to)
    yield _said(_("Cần có: {text}"), "; ".join(_proof(item) for item in entry.proof))
    yield occasion_of(entry)
    yield origin_of(entry)
    yield _said(_("Phong trào: {text}"), entry.campaign_title)
    yield _said(_("Văn bản: {text}"), entry.directive)
    yield _said(_("Báo đã nộp: {text}"), entry.bot)
    yield _said(_("Xem: {text}"), entry.link)


def _said(sentence: str, text: str) -> str:
    return sentence.format(text=text) if text else ""


def _proof(item: str) -> str:
    known = {
        "number": _("số, ký hiệu văn bản"),
        "file": _("tệp văn bản"),
        "note": _("ghi chú"),
    }
    return known.get(item, item)


def handed_in_of(entry: Entry) -> str:
    """How many units have handed in, and since when it is so; empty where it is not told."""
    if not entry.units or entry.counted_on is None or entry.cancelled:
        return ""
    said = _("Đã nộp: {text} (đếm mỗi ngày; số này có từ {day})")
    text = _part(entry).format(
        units=entry.units,
        handed_in=entry.handed_in,
        percent=tally.steps(entry.handed_in, entry.units) * 100 // tally.STEPS,
    )
    return said.format(text=text, day=say_day(entry.counted_on))


def _part(entry: Entry) -> str:
    if entry.handed_in == 0:
        return ngettext("chưa đơn vị nào trong {units} đơn vị", entry.units)
    if entry.handed_in == entry.units:
        return ngettext("đủ {units}/{units} đơn vị", entry.units)
    if entry.units <= tally.FEW:
        return ngettext("{handed_in}/{units} đơn vị", entry.units)
    if tally.steps(entry.handed_in, entry.units) == 0:
        return _("dưới 10 % của {units} đơn vị")
    return _("từ {percent} % của {units} đơn vị")


def occasion_of(entry: Entry) -> str:
    """Which kind of year an anniversary has, by the decree that applies; empty for the rest."""
    known = {
        "tron": _("Năm tròn"),
        "le_5": _("Năm lẻ 5"),
        "khac": _("Năm khác (không tròn)"),
    }
    return known.get(entry.occasion or "", "")


def origin_of(entry: Entry) -> str:
    """Where the day comes from: the directive's words, the rule, who set it, or the unit alone; empty when unknown."""
    known = {
        "quoted": _("Theo văn bản: “{text}”"),
        "derived": _("Văn bản không ấn định ngày; suy ra từ: {text}"),
        "decided": _("Ngày do cơ quan phát động ấn định ({text}), khác căn cứ ghi lúc đầu"),
        "set": _("Văn bản không ấn định ngày; do người quản trị đặt: {text}"),
    }
    return capital(_said(known.get(entry.origin, "{text}"), entry.origin_text))


def categories_of(entry: Entry) -> tuple[str, ...]:
    """One word for the kind, for clients that colour or filter by it."""
    known = {
        Kind.PHASE: _("Đợt thi đua"),
        Kind.PEAK: _("Cao điểm"),
        Kind.ANNIVERSARY: _("Ngày kỷ niệm"),
        Kind.MILESTONE: _("Mốc"),
        Kind.DEADLINE: _("Hạn nộp"),
    }
    return (known[entry.kind],)


def counted(kind: Kind, count: int) -> str:
    """So many of a kind, for a sentence or a list."""
    known = {
        Kind.PHASE: ngettext("{count} đợt thi đua", count),
        Kind.PEAK: ngettext("{count} cao điểm", count),
        Kind.ANNIVERSARY: ngettext("{count} ngày kỷ niệm", count),
        Kind.MILESTONE: ngettext("{count} mốc", count),
        Kind.DEADLINE: ngettext("{count} hạn nộp", count),
    }
    return known[kind].format(count=count)
