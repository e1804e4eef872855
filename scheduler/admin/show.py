"""Plans, differences and problems as tables a clerk can read."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from scheduler.admin.campaigns import Proposal
from scheduler.dates import say
from scheduler.definition.problems import Problem
from scheduler.language import _
from scheduler.plan.model import Plan, PlannedOccurrence, PlannedSpan, Remark

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")


def proposal(given: Proposal) -> RenderableType:
    """Phases with their anniversaries, what is owed, when people are reminded, and what to look at."""
    plan = given.plan
    zone = ZoneInfo(plan.zone)
    parts: list[RenderableType] = [
        Text(f"{given.definition.title} ({plan.campaign})", style="bold"),
        _phases(plan),
        _obligations(plan.occurrences, zone),
        _reminders(plan.occurrences, zone),
    ]
    remarks = [*map(str, given.warnings), *map(remark, plan.remarks), *given.definition.notes]
    if remarks:
        parts.append(Text("\n".join(f"• {line}" for line in remarks), style="yellow"))
    return Group(*parts)


def years(before: Plan, after: Plan) -> RenderableType:
    """Two years of one campaign side by side: what moved, by how much."""
    zone = ZoneInfo(after.zone)
    table = Table(_("Mục"), before.campaign, after.campaign, title=_("Sang năm khác"))
    old_spans = {(s.kind, s.key): s for s in before.spans}
    for span in after.spans:
        old = old_spans.get((span.kind, span.key))
        days = [f"{day(s.first_on)} – {day(s.last_on)}" if s else "" for s in (old, span)]
        table.add_row(escape(span.title), *days)
    known = _by_duty(before)
    for duty, times in _by_duty(after).items():
        row = (_dues_of(known.get(duty, []), zone), _dues_of(times, zone))
        table.add_row(escape(times[0].title), *row)
    return table


def _by_duty(plan: Plan) -> dict[str, list[PlannedOccurrence]]:
    found: dict[str, list[PlannedOccurrence]] = {}
    for occurrence in plan.occurrences:
        found.setdefault(occurrence.duty, []).append(occurrence)
    return found


def _dues_of(times: list[PlannedOccurrence], zone: ZoneInfo) -> str:
    """The due of a duty owed once; of one that comes again how often, the first and the last."""
    if len(times) < 2:
        return moment(times[0].due_at, zone) if times else ""
    first, last = moment(times[0].due_at, zone), moment(times[-1].due_at, zone)
    return _("{count} lần: {first} … {last}").format(count=len(times), first=first, last=last)


def remark(given: Remark) -> str:
    """A remark of the planner as a sentence."""
    sentences = {
        "undated": _("“{subject}” chưa có ngày: chưa nhắc ai cho tới khi có người ấn định."),
        "nobody_owes": _("“{subject}” ({detail}): không đơn vị nào phải làm."),
        "owes_itself": _("{subject} là nơi nhận nên không phải nộp cho chính mình: {detail}."),
        "year_not_announced": _(
            "Lịch nghỉ năm {subject} chưa công bố hoặc chưa nhập: ngày làm việc tính theo luật."
        ),
        "outside_phase": _("Ngày kỷ niệm “{detail}” nằm ngoài “{subject}”."),
    }
    return sentences[given.kind].format(subject=given.subject, detail=given.detail)


def problems(console: Console, given: Iterable[Problem]) -> None:
    """Each problem on a line of its own: file, line, field, what is wrong, an example of right."""
    for problem in given:
        console.print(Text(f"• {problem}"), soft_wrap=True)


def origin(kind: str, text: str) -> str:
    """Where a date comes from, with its text: quoted, derived or set."""
    names = {"quoted": _("trích"), "derived": _("suy ra"), "set": _("ấn định")}
    quoted = f"“{text}”" if kind == "quoted" else text
    return f"{names[kind]}: {quoted}" if kind else ""


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


def moment(instant: datetime | None, zone: ZoneInfo) -> str:
    """An instant in full, or that there is none yet."""
    return say.say_moment(instant, zone) if instant else _("chưa có ngày")


def _phases(plan: Plan) -> Table:
    table = Table(
        _("Đợt, cao điểm, mốc"),
        _("Từ"),
        _("Đến"),
        _("Ngày kỷ niệm"),
        title=_("Đợt, cao điểm, mốc"),
        show_lines=True,
    )
    occasions = {span.key: span for span in plan.spans if span.kind == "anniversary"}
    for span in plan.spans:
        if span.kind == "anniversary":
            continue
        days = sorted((occasions[key] for key in span.anniversaries), key=_first_on)
        told = "\n".join(map(_occasion, days))
        table.add_row(_titled(span), day(span.first_on), day(span.last_on), escape(told))
    return table


def _first_on(span: PlannedSpan) -> date:
    return span.first_on or date.max


def _titled(span: PlannedSpan) -> str:
    kinds = {"round": _("đợt"), "peak": _("cao điểm"), "milestone": _("mốc")}
    source = f"\n[dim]{escape(origin(span.origin, span.origin_text))}[/]" if span.origin else ""
    return f"{escape(span.title)} [dim]({kinds[span.kind]})[/]{source}"


def _occasion(span: PlannedSpan) -> str:
    classes = {"tron": _("năm tròn"), "le_5": _("năm lẻ 5"), "khac": _("năm khác")}
    ordinal = _("{n} năm ").format(n=span.ordinal) if span.ordinal else ""
    kind = f" ({classes[span.occasion]})" if span.ordinal and span.occasion else ""
    on = f"{span.first_on:%d/%m/%Y}: " if span.first_on else ""
    return f"{on}{ordinal}{span.title}{kind}"


def _obligations(occurrences: Iterable[PlannedOccurrence], zone: ZoneInfo) -> Table:
    table = Table(
        _("Việc phải làm"),
        _("Hạn nộp"),
        _("Khóa sổ"),
        _("Căn cứ"),
        _("Nơi nhận"),
        _("Số đơn vị"),
        title=_("Nghĩa vụ"),
        show_lines=True,
    )
    for o in occurrences:
        table.add_row(
            escape(named(o)),
            moment(o.due_at, zone),
            say.say_end(o.cut_off_at, zone) if o.cut_off_at else "",
            escape(origin(o.origin, o.origin_text)),
            escape(o.to),
            str(len(o.units)),
        )
    return table


def named(o: PlannedOccurrence) -> str:
    """The title of what is owed, with the time of it when it comes again."""
    return o.title if o.key == "once" else f"{o.title} ({o.key})"


def _reminders(occurrences: Iterable[PlannedOccurrence], zone: ZoneInfo) -> Table:
    table = Table(
        _("Lúc"), _("Việc"), _("Bước"), _("Gửi tới"), _("Số đơn vị"), title=_("Lịch nhắc")
    )
    rows = sorted(
        ((r.at, o.duty, r, o) for o in occurrences for r in o.reminders), key=lambda row: row[:2]
    )
    for at, _duty, reminder, o in rows:
        to = ", ".join(recipient(name) for name in reminder.recipients)
        if reminder.draft:
            to += _(" (dự thảo, chờ cơ quan thường trực gửi)")
        table.add_row(
            moment(at, zone), escape(named(o)), step(reminder.step), to, str(len(o.units))
        )
    return table


def recipient(name: str) -> str:
    """A recipient of the policies, or a post, in words."""
    return {
        "clerk": _("chuyên viên"),
        "group": _("nhóm"),
        "head": _("thủ trưởng"),
        "deputy": _("cấp phó"),
        "block_head": _("trưởng khối"),
        "standing_body": _("cơ quan thường trực"),
    }[name]


def step(name: str) -> str:
    """A step ("before-7wd") in words."""
    if name == "day":
        return _("đúng ngày hạn")
    if name == "moved":
        return _("báo đổi hạn")
    side, _dash, length = name.partition("-")
    if length == "1wd":
        return _("trước 1 ngày làm việc") if side == "before" else _("quá hạn 1 ngày làm việc")
    units = {"wd": _("{n} ngày làm việc"), "d": _("{n} ngày"), "m": _("{n} tháng")}
    number = length.rstrip("wdm")
    told = units[length[len(number) :]].format(n=number)
    return (
        _("trước {length}").format(length=told)
        if side == "before"
        else _("quá hạn {length}").format(length=told)
    )


def day(given: date | None) -> str:
    """A day in full, or that there is none yet."""
    return say.say_day(given) if given else _("chưa có ngày")
