"""Commands for feeds: print one, make a link to one, list links, close them."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from calendars import families, subscriptions
from calendars.contents import Places, Shown
from calendars.pages.clients import say_here_only
from calendars.published import Wish, render
from calendars.query import Scope, load_shown
from calendars.routes import manage_url, public_url, secret_url
from calendars.subscriptions import Secrets
from calendars.targets import (
    Target,
    block_target,
    campaign_target,
    issuer_target,
    post_target,
    say_scope,
    unit_target,
)
from config.settings import Settings
from scheduler import language
from scheduler.clock import Clock
from scheduler.language import _, ngettext
from scheduler.store.agenda import find_campaign
from scheduler.store.database import Database
from scheduler.store.organisation import find_issuer, find_unit
from scheduler.store.tables import Campaign, Subscription, Unit
from scheduler.words.links import say_manages, say_once, say_reads

_TARGETS = {
    "unit": unit_target,
    "block": block_target,
    "campaign": campaign_target,
    "issuer": issuer_target,
    "post": post_target,
}


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the commands to `app`; its `ctx.obj` has what `_Given` reads."""
    app.command(help=_("In lịch iCalendar của một phong trào hoặc một đơn vị."))(feed)
    app.command(
        help=_(
            "Tạo một liên kết lịch bí mật: địa chỉ để đọc và địa chỉ để quản lý; chỉ hiện một lần."
        )
    )(subscribe)
    app.command(help=_("Liệt kê liên kết lịch: của ai, ai lấy lần cuối khi nào."))(links)
    app.command(
        help=_("Thu hồi một liên kết lịch và mọi liên kết tạo từ nó: các địa chỉ đó ngừng.")
    )(revoke)
    app.command(
        help=_("Cấp lại một liên kết lịch bị mất: cả hai địa chỉ mới, hai địa chỉ cũ ngừng.")
    )(reissue)


def feed(
    ctx: typer.Context,
    campaign: Annotated[str | None, typer.Option("--campaign")] = None,
    unit: Annotated[str | None, typer.Option("--unit")] = None,
    alarms: Annotated[bool, typer.Option("--alarms")] = False,
) -> None:
    """--campaign: its public part. --unit: what the unit owes; with both, of that campaign only.

    ISSUER/CODE names one where two issuers have the same. The bytes are those the address would serve.
    """
    given = _Given(ctx.obj)
    if campaign is None and unit is None:
        raise typer.BadParameter(_("Cần --campaign, --unit hoặc cả hai."))
    with given.database.read() as session:
        typer.echo(_document(session, given, campaign, unit, alarms=alarms), nl=False)


def subscribe(
    ctx: typer.Context,
    name: Annotated[str, typer.Option("--name")],
    unit: Annotated[str | None, typer.Option("--unit")] = None,
    block: Annotated[str | None, typer.Option("--block")] = None,
    campaign: Annotated[str | None, typer.Option("--campaign")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer")] = None,
    post: Annotated[str | None, typer.Option("--post")] = None,
) -> None:
    """One of --unit, --block, --campaign, --issuer (everything) or --post UNIT:POST (the holder's own work).

    ISSUER/ID names one where two issuers have the same; NAME says whose link it is, to find and revoke it later.
    """
    given = _Given(ctx.obj)
    if not name.strip():
        raise typer.BadParameter(_("Tên liên kết không được để trống, ví dụ “Máy tính văn thư”."))
    options = {"unit": unit, "block": block, "campaign": campaign, "issuer": issuer, "post": post}
    named = {kind: text for kind, text in options.items() if text is not None}
    if len(named) != 1:
        raise typer.BadParameter(
            _("Cần đúng một trong --unit, --block, --campaign, --issuer, --post.")
        )
    ((kind, text),) = named.items()
    with given.database.write() as session:
        made = _make(session, given, _TARGETS[kind](session, text), name)
    _print_addresses(given, made)


def links(
    ctx: typer.Context,
    issuer: Annotated[str | None, typer.Option("--issuer")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """All of them, or those of one issuer; oldest first."""
    given = _Given(ctx.obj)
    if issuer is not None:
        with given.database.read() as session:
            find_issuer(session, issuer)
    if as_json:
        with given.database.read() as session:
            rows = [
                _as_json(row, given.zone)
                for row in subscriptions.load_subscriptions(session, issuer)
            ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(
        _("Số"), _("Tên"), _("Lịch"), _("Bên phát động"), _("Tạo lúc"), _("Lấy lần cuối"),
        _("Bằng"), _("Tạo từ"), _("Tình trạng"),
    )  # fmt: skip
    for column in table.columns:  # broken over lines where there is no room, never cut
        column.overflow = "fold"
    with given.database.read() as session:
        for row in subscriptions.load_subscriptions(session, issuer):
            table.add_row(*_row(session, row, given.zone))
    given.console.print(table)


def revoke(ctx: typer.Context, number: int) -> None:
    """NUMBER as `thidua links` shows it."""
    given = _Given(ctx.obj)
    with given.database.write() as session:
        issuer_id = subscriptions.find_subscription(session, number).issuer_id
        others = subscriptions.revoke(
            session, number, issuer_id=issuer_id, actor=given.author, now=given.clock.now()
        )
    typer.echo(_("Đã thu hồi liên kết {number}.").format(number=number))
    if others:
        typer.echo(ngettext("Cùng với {others} liên kết tạo từ nó.", others).format(others=others))


def reissue(ctx: typer.Context, number: int) -> None:
    """NUMBER as `thidua links` shows it."""
    given = _Given(ctx.obj)
    with given.database.write() as session:
        issuer_id = subscriptions.find_subscription(session, number).issuer_id
        manager = families.managed_with(session, number)
        made = subscriptions.reissue(
            session, number, issuer_id=issuer_id, actor=given.author, now=given.clock.now()
        )
        others = subscriptions.count_made_with(session, number)
    _print_addresses(given, made)
    if manager:
        told = _("Liên kết này được quản lý ở trang của liên kết {number}.")
        typer.echo(told.format(number=manager), err=True)
    if others:
        told = ngettext(
            "{others} liên kết tạo từ nó vẫn dùng được. Nếu địa chỉ cũ đã lộ: `thidua revoke {number}`, rồi cấp lại.",
            others,
        )
        typer.echo(told.format(others=others, number=number), err=True)


class _Given:
    """What the rim hands down: the Context of scheduler.campaign, which calendars do not import."""

    def __init__(self, given: Any) -> None:
        self.database: Database = given.database
        self.clock: Clock = given.clock
        self.base_url: str = given.base_url
        self.outside_url: str = given.outside_url
        self.author: str = given.author
        self.zone: ZoneInfo = given.zone
        self.console: Console = given.console


def _make(session: Session, given: _Given, target: Target, name: str) -> Secrets:
    return subscriptions.subscribe(
        session,
        issuer_id=target.issuer_id,
        scope=target.scope,
        name=name,
        actor=given.author,
        now=given.clock.now(),
    )


def _print_addresses(given: _Given, made: Secrets) -> None:
    """A line each, which a program may read; beside them what each is for."""
    typer.echo(f"{say_once()} {say_reads()}", err=True)
    typer.echo(secret_url(given.base_url, made.reads))
    if made.manages:
        typer.echo(say_manages(), err=True)
        typer.echo(manage_url(given.base_url, made.manages))
    if not given.outside_url:
        typer.echo(say_here_only(), err=True)


def _as_json(row: Subscription, zone: ZoneInfo) -> dict[str, object]:
    moments = {
        "created_at": row.created_at,
        "fetched_at": row.fetched_at,
        "revoked_at": row.revoked_at,
    }
    told = {name: at.astimezone(zone).isoformat() if at else None for name, at in moments.items()}
    return {
        "number": row.id,
        "name": row.name,
        "issuer": row.issuer_id,
        "scope": row.scope,
        "client": row.client,
        "parent": row.parent_id,
        "managed": row.manage_hash is not None,
        **told,
    }


def _row(session: Session, row: Subscription, zone: ZoneInfo) -> tuple[str, ...]:
    scope = subscriptions.scope_of(row.scope, row.scope_id, row.issuer_id)
    return (
        str(row.id),
        row.name,
        say_scope(session, scope),
        row.issuer_id,
        _moment(row.created_at, zone),
        _moment(row.fetched_at, zone) if row.fetched_at else _("chưa lần nào"),
        row.client or "",
        _("liên kết {number}").format(number=row.parent_id) if row.parent_id else "",
        _status(session, row),
    )


def _status(session: Session, row: Subscription) -> str:
    if row.revoked_at:
        return _("đã thu hồi")
    if row.manage_hash or families.managed_with(session, row.id or 0):
        return _("đang dùng")
    return _("đang dùng, chưa có địa chỉ quản lý")


def _moment(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{local:%H:%M} {local.day}/{local.month}/{local.year}"


def _document(
    session: Session, given: _Given, campaign: str | None, unit: str | None, *, alarms: bool
) -> bytes:
    of = find_campaign(session, campaign) if campaign else None
    wish = _wish(session, given, of, unit, alarms=alarms)
    places = Places(given.outside_url)
    shown = load_shown(session, wish.scope, now=given.clock.now(), places=places)
    assert shown is not None, "found in this session"
    return render(_within(shown, of) if of else shown, wish)


def _wish(
    session: Session, given: _Given, of: Campaign | None, unit: str | None, *, alarms: bool
) -> Wish:
    spoken = language.current()
    if unit is None:
        assert of is not None, "one of the two was named"
        base_url = given.outside_url
        source = public_url(base_url, of.issuer_id, of.code) if base_url else None
        return Wish(Scope("campaign", _id(of)), spoken, alarms=alarms, source_url=source)
    # of the campaign's issuer, whatever stands before the "/"
    row = (
        find_unit(session, unit.rpartition("/")[2], issuer_id=of.issuer_id)
        if of
        else find_unit(session, unit)
    )
    return Wish(Scope("unit", _id(row)), spoken, alarms=alarms)


def _within(shown: Shown, campaign: Campaign) -> Shown:
    entries = tuple(e for e in shown.entries if e.campaign == campaign.code)
    return replace(shown, entries=entries)


def _id(row: Campaign | Unit) -> int:
    assert row.id is not None, "it was read from the database"
    return row.id
