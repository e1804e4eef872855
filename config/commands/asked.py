"""Commands of the standing body for what waits for its word: calling for a report, saying when units received it."""

import json
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from config.commands import terminal
from config.commands.asking import ask
from config.commands.instants import parse_day
from config.settings import Settings
from scheduler.dates.say import say_moment
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.plan.model import WaitsFor
from scheduler.store.agenda import find_campaign
from scheduler.words import awaited, due
from scheduler.workflow import called as calls
from scheduler.workflow import calling, receiving
from scheduler.workflow.calling import Call, Wish
from scheduler.workflow.moved_deadline import Rules
from scheduler.workflow.receiving import Noted
from scheduler.workflow.waiting import Waiting, find_waiting, load_of_campaign


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the commands to `app`."""
    app.command()(call)
    app.command()(received)


Yes = Annotated[bool, typer.Option("--yes", "-y")]
Json = Annotated[bool, typer.Option("--json")]
Duty = Annotated[str | None, typer.Argument()]
Units = Annotated[str, typer.Option("--units")]


def call(
    ctx: typer.Context,
    campaign: str,
    duty: Duty = None,
    due_on: Annotated[str | None, typer.Option("--due")] = None,
    of_units: Units = "",
    of_blocks: Annotated[str, typer.Option("--blocks")] = "",
    reason: Annotated[str, typer.Option("--reason")] = "",
    withdraw: Annotated[str | None, typer.Option("--withdraw")] = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Without DUTY: what may be called, and the calls that stand. With --withdraw KEY one of these is taken back."""
    installation, console = terminal.of(ctx)
    if duty is None:
        _show_waiting(installation, console, campaign, as_json=as_json)
        return
    if withdraw is not None:
        _withdraw(installation, console, campaign, duty, withdraw, reason)
        return
    day = parse_day(due_on) if due_on else None
    wish = Wish(day, _listed(of_units), _listed(of_blocks), reason)
    rules, now = Rules(installation.calendar, installation.policies), installation.clock.now()
    with installation.database.read() as session:
        waiting = find_waiting(session, campaign, duty, WaitsFor.REQUEST)
        shown = calling.preview(session, waiting, wish, rules, now=now)
    if not as_json:
        console.print(Text(_told_call(shown)))
    if not yes and not ask(_("Yêu cầu báo cáo?"), _asking(console, as_json=as_json)):
        raise typer.Abort
    with installation.database.write(waiting.campaign.issuer_id) as session:
        waiting = find_waiting(session, campaign, duty, WaitsFor.REQUEST)
        row = calling.call(session, waiting, wish, rules, by=installation.author, now=now)
        key = row.key
    if as_json:
        at = shown.due_at.astimezone(waiting.zone).isoformat()
        typer.echo(json.dumps({"occurrence": key, "due_at": at, "units": list(shown.units)}))
        return
    told = _(
        "Đã yêu cầu: {key}. Đơn vị được báo ngay, trong giờ gửi tin. Hủy bằng --withdraw {key}."
    )
    console.print(Text(told.format(key=key)))


def received(
    ctx: typer.Context,
    campaign: str,
    duty: str,
    day: Annotated[str | None, typer.Argument()] = None,
    of_units: Units = "",
    of_all: Annotated[bool, typer.Option("--all")] = False,
    as_json: Json = False,
) -> None:
    """Without DAY: which units said when they received it. Else for --units A,B or --all that still owe it."""
    installation, console = terminal.of(ctx)
    units = _listed(of_units)
    if day is None:
        _show_receipts(installation, console, campaign, duty, as_json=as_json)
        return
    if bool(units) == of_all:
        raise typer.BadParameter(_("Cần đúng một trong --units, --all."))
    rules, on = Rules(installation.calendar, installation.policies), parse_day(day)
    now = installation.clock.now()
    with installation.database.read() as session:
        issuer_id = find_campaign(session, campaign).issuer_id
    with installation.database.write(issuer_id) as session:
        waiting = find_waiting(session, campaign, duty, WaitsFor.RECEIPT)
        noted = receiving.enter(
            session, waiting, on, rules, units=units, by=installation.author, now=now
        )
    if as_json:
        typer.echo(json.dumps(_noted_as_json(noted, waiting), ensure_ascii=False))
        return
    for one in noted:
        moment = due.moment(one.after_at, waiting.zone)
        console.print(Text(_("{unit}: thời hạn {moment}").format(unit=one.unit, moment=moment)))
    told = ngettext("Đã ghi ngày nhận của {count} đơn vị.", len(noted))
    console.print(Text(told.format(count=len(noted))))


def _listed(text: str) -> tuple[str, ...]:
    """What is named with commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _asking(console: Console, *, as_json: bool) -> Console:
    return terminal.Terminal(stderr=True) if as_json else console


def _told_call(shown: Call) -> str:
    lines = [
        shown.waiting.occurrence.title,
        _("Thời hạn gửi: {moment}").format(moment=say_moment(shown.due_at, shown.waiting.zone)),
    ]
    if shown.rolled:
        lines.append(awaited.rolled())
    return "\n".join([*lines, awaited.units(len(shown.units), shown.names)])


def _withdraw(
    installation: Installation,
    console: Console,
    campaign: str,
    duty: str,
    key: str,
    reason: str,
) -> None:
    now = installation.clock.now()
    with installation.database.read() as session:
        issuer_id = find_campaign(session, campaign).issuer_id
    with installation.database.write(issuer_id) as session:
        row = calls.find_called(session, campaign, duty, key)
        calls.withdraw(session, row, reason, by=installation.author, now=now)
        title = row.title
    told = _("Đã hủy yêu cầu: {title}. Đơn vị đã nhận tin được báo lại.")
    console.print(Text(told.format(title=title)))


def _show_waiting(
    installation: Installation, console: Console, campaign: str, *, as_json: bool
) -> None:
    with installation.database.read() as session:
        waiting = load_of_campaign(session, campaign, WaitsFor.REQUEST)
        called = [(one, calls.load_called(session, one)) for one in waiting]
    if as_json:
        values = [
            {
                "duty": one.occurrence.duty,
                "title": one.occurrence.title,
                "calls": [{"occurrence": row.key, "due_at": _iso(row.due_at, one)} for row in rows],
            }
            for one, rows in called
        ]
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    table = Table(
        _("Mã nhiệm vụ"),
        _("Tên nhiệm vụ"),
        _("Đã yêu cầu"),
        title=_("Chờ cơ quan thường trực yêu cầu"),
    )
    for one, rows in called:
        told = "\n".join(f"{row.key}: {due.moment(row.due_at, one.zone)}" for row in rows)
        table.add_row(one.occurrence.duty, escape(one.occurrence.title), told)
    console.print(table)


def _show_receipts(
    installation: Installation, console: Console, campaign: str, duty: str, *, as_json: bool
) -> None:
    with installation.database.read() as session:
        waiting = find_waiting(session, campaign, duty, WaitsFor.RECEIPT)
        found = receiving.load_receipts(session, waiting)
    if as_json:
        values = [
            {
                "unit": one.unit,
                "received_on": one.on and one.on.isoformat(),
                "due_at": _iso(one.due_at, waiting),
            }
            for one in found
        ]
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    table = Table(
        _("Đơn vị"),
        _("Ngày nhận"),
        _("Thời hạn của đơn vị"),
        title=escape(waiting.occurrence.title),
    )
    for one in found:
        at = due.moment(one.due_at, waiting.zone) if one.due_at else _("chưa rõ ngày nhận")
        table.add_row(escape(one.unit), due.day(one.on) if one.on else "", at)
    console.print(table)


def _noted_as_json(noted: list[Noted], waiting: Waiting) -> list[dict[str, object]]:
    return [
        {
            "unit": one.unit,
            "before": _iso(one.before_at, waiting),
            "after": _iso(one.after_at, waiting),
        }
        for one in noted
    ]


def _iso(at: datetime | None, waiting: Waiting) -> str | None:
    return at.astimezone(waiting.zone).isoformat() if at else None
