"""Plans, differences and problems as tables a clerk can read."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from scheduler.campaign import plan_words, remark_words, two_years
from scheduler.campaign.names import Names, of
from scheduler.campaign.proposals import Proposal
from scheduler.dates import say
from scheduler.definition.problems import Problem
from scheduler.language import _, ngettext
from scheduler.plan import folding
from scheduler.plan.model import (
    HELD_FOR,
    Plan,
    PlannedOccurrence,
    PlannedSpan,
    SpanKind,
)
from scheduler.words import announcement, due, entry, origin, post, span, step

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")


def proposal(
    given: Proposal, warnings: Iterable[Problem] | None = None, names: Names | None = None
) -> RenderableType:
    """What to look at, then phases with their anniversaries, what is owed, and when people are reminded.

    `warnings` and `names` stand in for those of the proposal where more is known.
    """
    plan, names = given.plan, names or of(given)
    zone = ZoneInfo(plan.zone)
    lines = [*remark_words.of_proposal(given, warnings, names), *given.definition.notes]
    parts: list[RenderableType] = [
        Text(f"{given.definition.title} ({plan.campaign})", style="bold"),
        *([Text("\n".join(f"• {line}" for line in lines), style="yellow")] if lines else []),
        _phases(plan),
        obligations(plan.occurrences, zone, names),
        *map(Text, practices(plan.occurrences, zone)),
        _reminders(plan.occurrences, zone),
        *_announcements(plan, zone),
    ]
    return Group(*parts)


def practices(owed: Iterable[PlannedOccurrence], zone: ZoneInfo) -> list[str]:
    """That the hour of these days is practice, once an hour; not of what is late at that very hour."""
    by_practice = (one.due_at for one in owed if one.due_at and one.due_at != one.late_after)
    clocks = dict.fromkeys(say.say_clock(at, zone) for at in by_practice)
    return list(map(due.office_practice, clocks))


def years(before: Plan, after: Plan) -> RenderableType:
    """Two years of one campaign side by side: what moved, by how much."""
    table = Table(_("Mục"), before.campaign, after.campaign, title=_("Chuyển sang năm sau"))
    for row in two_years.rows(before, after):
        table.add_row(*map(escape, row))
    return table


def details(data: object, zone: ZoneInfo) -> str:
    """What an entry of the ledger holds, as "name: value" pairs, instants in `zone`; what is empty is left out."""
    if not isinstance(data, dict):
        return str(data)
    kept = ((name, value) for name, value in data.items() if value not in (None, "", [], False))
    return "; ".join(f"{name}: {_plain(value, zone)}" for name, value in kept)


def _plain(value: object, zone: ZoneInfo) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(one, zone)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(one, zone) for one in value)
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value).astimezone(zone).isoformat(timespec="seconds")
    return str(value)


def _phases(plan: Plan) -> Table:
    table = Table(
        _("Đợt, cao điểm, mốc"),
        _("Từ"),
        _("Đến"),
        _("Ngày kỷ niệm"),
        title=_("Đợt, cao điểm, mốc"),
        show_lines=True,
    )
    occasions = {one.key: one for one in plan.spans if one.kind in HELD_FOR}
    for one in plan.spans:
        if one.kind == SpanKind.ANNIVERSARY:
            continue
        days = sorted((occasions[key] for key in one.anniversaries), key=_first_on)
        told = "\n".join(map(_occasion, days))
        table.add_row(_titled(one), due.day(one.first_on), due.day(one.last_on), escape(told))
    return table


def _first_on(given: PlannedSpan) -> date:
    return given.first_on or date.max


def _titled(given: PlannedSpan) -> str:
    told = (origin.basis(given.origin, given.origin_text), _from_template(given.template))
    basis = " ".join(one for one in told if one)
    source = f"\n[dim]{escape(basis)}[/]" if basis else ""
    kind = span.name(given.kind)
    named = given.title.casefold().startswith(kind.casefold())  # a title says it already
    return escape(given.title) + ("" if named else f" [dim]({kind})[/]") + source


def _occasion(given: PlannedSpan) -> str:
    kind = f", {span.occasion(given.occasion)}" if given.occasion else ""
    on = f"{say.in_numbers(given.first_on)}: " if given.first_on else ""
    return f"{on}{span.ordinal(given.title, given.ordinal)}{kind}"


def obligations(
    occurrences: Sequence[PlannedOccurrence], zone: ZoneInfo, names: Names = Names()
) -> Table:
    table = Table(
        _("Nhiệm vụ"),
        _("Thời hạn gửi"),
        _("Hạn tiếp nhận cuối cùng"),
        _("Căn cứ"),
        _("Nơi nhận"),
        _("Số đơn vị"),
        title=_("Nhiệm vụ báo cáo"),
        show_lines=True,
    )
    for column in table.columns:  # broken over lines where there is no room, never cut
        column.overflow = "fold"
    for times in folding.rows(occurrences):
        o, closing = times[0], [one.cut_off_at for one in times if one.cut_off_at]
        ends = [say.say_moment(at, zone) for at in (closing[:1] + closing[1:][-1:])]
        table.add_row(
            escape("\n".join([plan_words.named(times), *map(entry.told_in_it, _contents(times))])),
            plan_words.dues(times, zone, names),
            " … ".join(ends),
            escape("\n".join([_basis(o), *_went(times)])),
            escape(_each(plan_words.collected_by(one, names) for one in times)),
            _each(str(len(one.units)) for one in times),
        )
    return table


def _basis(o: PlannedOccurrence) -> str:
    """Where its day comes from, and the template it stands in."""
    told = [origin.basis(o.origin, o.origin_text), _from_template(o.template)]
    return "\n".join(one for one in told if one)


def _from_template(name: str) -> str:
    """ "(mẫu bao-cao-dinh-ky)"; empty for what the definition says itself."""
    return _("(mẫu {template})").format(template=name) if name else ""


def _announcements(plan: Plan, zone: ZoneInfo) -> list[Table]:
    """What rounds, peaks and anniversaries tell by themselves, the earliest first; no table where nothing is."""
    found = [(one, given) for given in plan.spans for one in given.announcements]
    if not found:
        return []
    table = Table(
        _("Lúc"), _("Đợt, cao điểm"), _("Nội dung"), _("Số đơn vị"), title=_("Thông báo về đợt")
    )
    for one, given in sorted(found, key=lambda pair: pair[0].at):
        told = announcement.name(one.kind)
        table.add_row(due.moment(one.at, zone), escape(given.title), told, str(len(one.units)))
    return [table]


def _each(words: Iterable[str]) -> str:
    """Different words, each once."""
    return ", ".join(dict.fromkeys(words))


def _contents(times: Sequence[PlannedOccurrence]) -> list[tuple[str, ...]]:
    """What is told in these reports."""
    every = tuple(dict.fromkeys(title for one in times for title in one.contents))
    return [every] if every else []


def _went(times: Sequence[PlannedOccurrence]) -> list[str]:
    """Off which days off their days went; of many how many, and the first."""
    rolled = [one.rolled for one in times if one.rolled]
    if len(rolled) < 2:
        return [origin.went(one) for one in rolled]
    told = ngettext("{count} lần vào ngày nghỉ: {first} …", len(rolled))
    return [told.format(count=len(rolled), first=origin.went(rolled[0]))]


def _reminders(occurrences: Sequence[PlannedOccurrence], zone: ZoneInfo) -> Table:
    table = Table(
        _("Lúc"), _("Nhiệm vụ"), _("Bước"), _("Gửi tới"), _("Số đơn vị"), title=_("Lịch nhắc")
    )
    rows = folding.reminder_rows(occurrences)
    for row in rows[: folding.MOST_ROWS]:
        reminder, _of = row[0]
        to = ", ".join(map(post.name, reminder.recipients))
        if reminder.draft:
            to += _(" (dự thảo, chờ cơ quan thường trực gửi)")
        table.add_row(
            plan_words.moments([at.at for at, _of in row], zone),
            escape(plan_words.named([of for _at, of in row])),
            step.told(reminder.step),
            to,
            _each(str(len(of.units)) for _at, of in row),
        )
    if rest := sum(map(len, rows[folding.MOST_ROWS :])):
        told = ngettext("… còn {count} lượt nhắc nữa; xem đủ bằng thidua plan --json.", rest)
        table.caption = told.format(count=rest)
    return table
