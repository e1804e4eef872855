"""What applying would change, row by row, in words a clerk reads; what comes again and again is folded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from scheduler.campaign import plan_words
from scheduler.campaign.names import Names
from scheduler.campaign.proposals import Preview
from scheduler.dates import say
from scheduler.language import _, ngettext
from scheduler.plan import folding
from scheduler.plan.diff import ChangeKind, HeadingChange, OccurrenceChange, SpanChange
from scheduler.plan.model import PlannedOccurrence, PlannedSpan
from scheduler.plan.own import Fate, OwnChange
from scheduler.words import announcement, due, origin, post, proof, span, step
from scheduler.words import change as words

_FIRST_AND_LAST = 2


@dataclass(frozen=True)
class Row:
    """One change: what happens, to what, and the lines of either side. `kind` None: of one unit's own deadline, which
    is no longer as it was where `is_odd`."""

    kind: ChangeKind | None
    word: str
    named: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    is_odd: bool = False
    of: str = ""  # the part of the definition it comes from: a duty, phase, milestone


def rows(shown: Preview, zone: ZoneInfo, names: Names) -> Iterator[Row]:
    """All that `shown` would change, in the order of the plan."""
    names = names.with_changes(shown)
    if shown.changes.heading:
        yield _heading_row(shown.changes.heading)
    for one in shown.changes.spans:
        yield _span_row(one, zone, names)
    for times in folding.changes(shown.changes.occurrences):
        yield from _occurrence_rows(times, zone, names)
        for change in times:
            for own in change.own:
                yield _own_row(change, own, zone, names)


def rewritten() -> str:
    """That only the text changes."""
    return _(
        "Tên, ngày, đơn vị và lượt nhắc giữ nguyên; chỉ phần khác của tệp được viết lại"
        " (chủ đề, ghi chú, cách viết). Áp dụng thì lưu bản mới, không ai nhận tin."
    )


def another_zone(change: HeadingChange | None, zone: ZoneInfo) -> str:
    """That all days move with the zone; empty where it stays."""
    if change is None or change.before is None or change.before.zone == change.after.zone:
        return ""
    told = _("Đổi múi giờ thì mọi hạn và lượt nhắc đổi theo; bảng trên ghi theo giờ {zone}.")
    return told.format(zone=zone.key)


def hearing(shown: Preview, zone: ZoneInfo) -> str:
    """How many owe something and can be told, and what is told next."""
    first = due.moment(shown.first_reminder_at, zone) if shown.first_reminder_at else _("không có")
    if shown.at_once:
        first = _("ngay sau khi áp dụng, trong giờ gửi tin")
    return ngettext(
        "{units} đơn vị phải báo cáo, {reachable} đơn vị có người nhận tin; lượt nhắc kế tiếp: {first}.",
        shown.units,
    ).format(units=shown.units, reachable=shown.reachable, first=first)


def announcing(shown: Preview, zone: ZoneInfo) -> str:
    """Which round or peak is told of next, when and to how many; empty where none is."""
    if shown.next_announcement is None:
        return ""
    span_, one = shown.next_announcement
    return ngettext(
        "Thông báo kế tiếp về đợt: {moment}, {what}: {title}, gửi {count} đơn vị.", len(one.units)
    ).format(
        moment=due.moment(one.at, zone),
        what=announcement.name(one.kind),
        title=span_.title,
        count=len(one.units),
    )


def _heading_row(change: HeadingChange) -> Row:
    before = plan_words.heading(change.before) if change.before else {}
    after = plan_words.heading(change.after)
    return Row(
        change.kind,
        words.name(change.kind),
        span.name("campaign"),
        tuple(_only(before, after)),
        tuple(_only(after, before)),
        of="title",
    )


def _span_row(change: SpanChange, zone: ZoneInfo, names: Names) -> Row:
    before, after = change.before, change.after
    sides: list[tuple[str, ...]] = []
    for side, other in ((before, after), (after, before)):
        told = [plan_words.days(side)] if side else []
        if side and other:
            told += _only(
                _span_said(side, other, zone, names), _span_said(other, side, zone, names)
            )
        if side is after and not change.words_hold:
            told.append(_decided())
        sides.append(tuple(told))
    named = change.span.title
    return Row(change.kind, words.name(change.kind), named, sides[0], sides[1], of=change.span.key)


def _span_said(
    side: PlannedSpan, other: PlannedSpan, zone: ZoneInfo, names: Names
) -> dict[str, str]:
    """What a side says besides its days, by name; of the anniversaries those the other does not have."""
    own = (names.title(key) for key in side.anniversaries if key not in other.anniversaries)
    return {
        _("tên"): side.title,
        _("căn cứ"): origin.basis(side.origin, side.origin_text),
        _("số năm kỷ niệm"): str(side.ordinal or ""),
        _("loại năm"): span.occasion(side.occasion) if side.occasion else "",
        _("ngày kỷ niệm"): "; ".join(own),
        _("thông báo"): plan_words.announced(side, zone),
    }


def _occurrence_rows(
    times: Sequence[OccurrenceChange], zone: ZoneInfo, names: Names
) -> Iterator[Row]:
    """One change; of many alike what they have in common, or the first, the last and how many lie between."""
    first, last = times[0], times[-1]
    if len(times) <= _FIRST_AND_LAST:
        yield from (_occurrence_row(change, zone, names) for change in times)
    elif first.before is None or first.after is None:
        befores = [change.before for change in times if change.before]
        afters = [change.after for change in times if change.after]
        yield Row(
            first.kind,
            words.name(first.kind),
            first.occurrence.title + _units(first),
            (plan_words.dues(befores, zone, names),),
            (plan_words.dues(afters, zone, names),),
            of=first.duty[0],
        )
    else:
        yield _occurrence_row(first, zone, names)
        hidden = len(times) - _FIRST_AND_LAST
        yield Row(None, "", ngettext("… {count} lần nữa", hidden).format(count=hidden))
        yield _occurrence_row(last, zone, names)


def _units(change: OccurrenceChange) -> str:
    counts = [f"+{len(change.joined)}"] if change.joined else []
    counts += [f"−{len(change.left)}"] if change.left else []
    told = ngettext(" ({counts} đơn vị)", len(change.joined) + len(change.left))
    return told.format(counts=", ".join(counts)) if counts else ""


def _occurrence_row(change: OccurrenceChange, zone: ZoneInfo, names: Names) -> Row:
    before, after = (
        _said(side, zone, names, moved=change.kind is ChangeKind.MOVED)
        for side in (change.before, change.after)
    )
    sides: list[tuple[str, ...]] = []
    for side, mine, other in ((change.before, before, after), (change.after, after, before)):
        told = [plan_words.dues([side], zone, names)] if side else []
        if change.before and change.after:
            told += _only(mine, other)
        if side is change.after and not change.words_hold:
            told.append(_decided())
        sides.append(tuple(told))
    named = change.occurrence.title + _units(change)
    return Row(change.kind, words.name(change.kind), named, sides[0], sides[1], of=change.duty[0])


def _decided() -> str:
    return _("người nhận đọc: {reason}").format(reason=origin.decided(_("ngày áp dụng")))


def _own_row(change: OccurrenceChange, own: OwnChange, zone: ZoneInfo, names: Names) -> Row:
    """What holds for one unit with a day of its own."""
    return Row(
        None,
        words.fate(own.fate),
        f"{change.occurrence.title} – {names.unit(own.unit)}",
        (due.moment(own.before_at, zone),),
        (due.moment(own.after_at, zone),),
        is_odd=own.fate is not Fate.KEPT,
        of=change.duty[0],
    )


def _said(
    side: PlannedOccurrence | None, zone: ZoneInfo, names: Names, *, moved: bool
) -> dict[str, str]:
    """What a side says besides its day, by name; with a `moved` day not what moves along with it."""
    if side is None:
        return {}
    said = {
        _("tên"): side.title,
        _("nơi nhận"): plan_words.collected_by(side, names),
        _("căn cứ"): origin.basis(side.origin, side.origin_text),
        _("minh chứng"): proof.listed(side.proof),
        _("lồng ghép"): "; ".join(side.contents),
        _("hạn rơi vào ngày nghỉ"): origin.went(side.rolled) if side.rolled and not moved else "",
    }
    if side.cut_off_at and not moved:
        said[_("hạn tiếp nhận cuối cùng")] = say.say_moment(side.cut_off_at, zone)
    for reminder in side.reminders:
        to = ", ".join(map(post.name, reminder.recipients))
        to += _(" (dự thảo)") if reminder.draft else ""
        at = "" if moved else f"{due.moment(reminder.at, zone)}, "
        said[_("nhắc {step}").format(step=step.told(reminder.step))] = f"{at}{to}"
    return said


def _only(mine: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The lines of one side that the other does not have."""
    return [f"{name}: {text}" for name, text in mine.items() if text and other.get(name) != text]
