"""What an entry says: title, description and categories, in the language spoken here."""

from zoneinfo import ZoneInfo

from calendars.entry import Entry, Kind
from scheduler.dates.say import say_clock, say_day
from scheduler.language import _, ngettext
from scheduler.states import State
from scheduler.store import tally
from scheduler.text import capital
from scheduler.words import due, origin, receiver, span
from scheduler.words import entry as words

STILL_OWED = frozenset({State.OPEN, State.RETURNED})


def title_of(entry: Entry) -> str:
    """One line: what it is, and for a deadline how it stands. Not yet cleaned of what people typed."""
    title = span.ordinal(entry.title, entry.ordinal)
    if entry.unit_name:
        title = _("{title} – {unit}").format(title=title, unit=entry.unit_name)
    if entry.cancelled:
        return words.cancelled(title)
    if entry.kind is Kind.DEADLINE:
        return words.deadline(
            title, state=entry.state, overdue=entry.overdue, extended_to=entry.extended_to
        )
    return title


def description_of(entry: Entry) -> str:
    """Lines for a person: when in full, who, to whom, with what, why it is owed, and where to go."""
    return words.description(
        cancelled=_cancelled(entry),
        due=words.due(entry.due_at, ZoneInfo(entry.zone)) if entry.due_at else "",
        handed_in=handed_in_of(entry),
        unit=entry.unit_name,
        to=receiver_of(entry),
        contents=entry.contents,
        proof=entry.proof,
        occasion=occasion_of(entry),
        reason=origin_of(entry),
        unsure=origin.depends_on(entry.unsure_on) if entry.unsure_on else "",
        campaign=entry.campaign_title,
        directive=entry.directive,
        bot=entry.bot,
        link=entry.link,
    )


def receiver_of(entry: Entry) -> str:
    """Whom it goes to, and through whom; empty for what goes to nobody."""
    return receiver.named(entry.to, entry.receiver, outside=entry.outside)


def _cancelled(entry: Entry) -> str:
    if not entry.cancelled or entry.cancelled_at is None:
        return ""
    day = entry.cancelled_at.astimezone(ZoneInfo(entry.zone)).date()
    return _("Đã hủy ngày {day}.").format(day=say_day(day))


def handed_in_of(entry: Entry) -> str:
    """How many units have handed in, and since when it is so; empty where it is not told."""
    if not entry.units or entry.counted_on is None or entry.cancelled:
        return ""
    said = _("Đã gửi: {text} (đếm mỗi ngày; số này có từ {day})")
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
    return capital(span.occasion(entry.occasion)) if entry.occasion else ""


def origin_of(entry: Entry) -> str:
    """Where the day comes from: the directive's words, the rule, who set it, or the unit alone; empty when unknown."""
    if entry.common_due_at is not None:
        return origin.own_reason(entry.own, entry.common_due_at, zone=ZoneInfo(entry.zone))
    return origin.reason(entry.origin, entry.origin_text, entry.decided_on, rolled=entry.rolled)


def practice_of(entry: Entry) -> str:
    """That the hour beside its day is practice; empty where it counts, and for what has none."""
    if entry.due_at is None or entry.late_after in (None, entry.due_at):
        return ""
    return due.office_practice(say_clock(entry.due_at, ZoneInfo(entry.zone)))


def categories_of(entry: Entry) -> tuple[str, ...]:
    """One word for the kind, for clients that colour or filter by it."""
    return (capital(span.name(entry.kind.in_plan)),)
