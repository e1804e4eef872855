"""What applying would change, as a table a clerk can read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from config.commands import folding, tables
from config.commands.names import Names
from scheduler.campaign.proposals import Preview
from scheduler.dates import say
from scheduler.language import _, ngettext
from scheduler.plan.diff import ChangeKind, HeadingChange, OccurrenceChange, SpanChange
from scheduler.plan.model import PlannedOccurrence, PlannedSpan
from scheduler.plan.own import Fate, OwnChange
from scheduler.words import announcement, due, origin, post, proof, span, step
from scheduler.words import change as words

_FIRST_AND_LAST = 2
_COLOURS = {
    ChangeKind.CREATED: "green",
    ChangeKind.MOVED: "yellow",
    ChangeKind.WITHDRAWN: "red",
}


def preview(shown: Preview, zone: ZoneInfo, names: Names = Names()) -> RenderableType:
    """What applying would do, who hears of it and when."""
    names = names.with_changes(shown)
    if not shown.changes:
        return Text(_rewritten() if shown.rewritten else _("Không có gì thay đổi."))
    table = Table(_("Thay đổi"), _("Mục"), _("Trước"), _("Sau"), title=_("Các thay đổi sẽ áp dụng"))
    if shown.changes.heading:
        table.add_row(*_heading_row(shown.changes.heading))
    for one in shown.changes.spans:
        table.add_row(*_span_row(one, zone, names))
    for times in folding.changes(shown.changes.occurrences):
        for row in _occurrence_rows(times, zone, names):
            table.add_row(*row)
        for change in times:
            for own in change.own:
                table.add_row(*_own_row(change, own, zone, names))
    return Group(table, *_another_zone(shown.changes.heading, zone), Text(_hearing(shown, zone)))


def _rewritten() -> str:
    return _(
        "Tên, ngày, đơn vị và lượt nhắc giữ nguyên; chỉ phần khác của tệp được viết lại"
        " (chủ đề, ghi chú, cách viết). Áp dụng thì lưu bản mới, không ai nhận tin."
    )


def _another_zone(change: HeadingChange | None, zone: ZoneInfo) -> list[Text]:
    if change is None or change.before is None or change.before.zone == change.after.zone:
        return []
    told = _("Đổi múi giờ thì mọi hạn và lượt nhắc đổi theo; bảng trên ghi theo giờ {zone}.")
    return [Text(told.format(zone=zone.key))]


def _heading_row(change: HeadingChange) -> Iterator[str]:
    yield _change(change.kind)
    yield span.name("campaign")
    before = tables.heading(change.before) if change.before else {}
    after = tables.heading(change.after)
    for mine, other in ((before, after), (after, before)):
        yield escape("\n".join(_only(mine, other)))


def _change(kind: ChangeKind) -> str:
    return _coloured(words.name(kind), _COLOURS.get(kind))


def _coloured(text: str, colour: str | None) -> str:
    return f"[{colour}]{text}[/]" if colour else text


def _span_row(change: SpanChange, zone: ZoneInfo, names: Names) -> Iterator[str]:
    yield _change(change.kind)
    yield escape(change.span.title)
    before, after = change.before, change.after
    for side, other in ((before, after), (after, before)):
        told = [tables.days(side)] if side else []
        if side and other:
            told += _only(
                _span_said(side, other, zone, names), _span_said(other, side, zone, names)
            )
        if side is after and not change.words_hold:
            told.append(_decided())
        yield escape("\n".join(told))


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
        _("thông báo"): tables.announced(side, zone),
    }


def _occurrence_rows(
    times: Sequence[OccurrenceChange], zone: ZoneInfo, names: Names
) -> Iterator[Iterable[str]]:
    """One change; of many alike what they have in common, or the first, the last and how many lie between."""
    first, last = times[0], times[-1]
    if len(times) <= _FIRST_AND_LAST:
        yield from (_occurrence_row(change, zone, names) for change in times)
    elif first.before is None or first.after is None:
        befores = [change.before for change in times if change.before]
        afters = [change.after for change in times if change.after]
        named = escape(first.occurrence.title + _units(first))
        yield (
            _change(first.kind),
            named,
            tables.dues(befores, zone, names),
            tables.dues(afters, zone, names),
        )
    else:
        yield _occurrence_row(first, zone, names)
        hidden = len(times) - _FIRST_AND_LAST
        yield "", escape(ngettext("… {count} lần nữa", hidden).format(count=hidden)), "", ""
        yield _occurrence_row(last, zone, names)


def _units(change: OccurrenceChange) -> str:
    counts = [f"+{len(change.joined)}"] if change.joined else []
    counts += [f"−{len(change.left)}"] if change.left else []
    told = ngettext(" ({counts} đơn vị)", len(change.joined) + len(change.left))
    return told.format(counts=", ".join(counts)) if counts else ""


def _occurrence_row(change: OccurrenceChange, zone: ZoneInfo, names: Names) -> Iterator[str]:
    yield _change(change.kind)
    yield escape(change.occurrence.title + _units(change))
    before, after = (
        _said(side, zone, names, moved=change.kind is ChangeKind.MOVED)
        for side in (change.before, change.after)
    )
    for side, mine, other in ((change.before, before, after), (change.after, after, before)):
        told = [tables.dues([side], zone, names)] if side else []
        if change.before and change.after:
            told += _only(mine, other)
        if side is change.after and not change.words_hold:
            told.append(_decided())
        yield escape("\n".join(told))


def _decided() -> str:
    return _("người nhận đọc: {reason}").format(reason=origin.decided(_("ngày áp dụng")))


def _own_row(
    change: OccurrenceChange, own: OwnChange, zone: ZoneInfo, names: Names
) -> Iterator[str]:
    """What holds for one unit with a day of its own."""
    yield _coloured(words.fate(own.fate), None if own.fate is Fate.KEPT else "yellow")
    yield escape(f"{change.occurrence.title} – {names.unit(own.unit)}")
    yield due.moment(own.before_at, zone)
    yield due.moment(own.after_at, zone)


def _said(
    side: PlannedOccurrence | None, zone: ZoneInfo, names: Names, *, moved: bool
) -> dict[str, str]:
    """What a side says besides its day, by name; with a `moved` day not what moves along with it."""
    if side is None:
        return {}
    said = {
        _("tên"): side.title,
        _("nơi nhận"): tables.collected_by(side, names),
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


def _hearing(shown: Preview, zone: ZoneInfo) -> str:
    first = due.moment(shown.first_reminder_at, zone) if shown.first_reminder_at else _("không có")
    if shown.at_once:
        first = _("ngay sau khi áp dụng, trong giờ gửi tin")
    told = ngettext(
        "{units} đơn vị phải báo cáo, {reachable} đơn vị có người nhận tin; lượt nhắc kế tiếp: {first}.",
        shown.units,
    ).format(units=shown.units, reachable=shown.reachable, first=first)
    return f"{told}\n{_announcing(shown, zone)}".strip()


def _announcing(shown: Preview, zone: ZoneInfo) -> str:
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
