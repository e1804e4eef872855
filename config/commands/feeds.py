"""Commands for feeds: print one, make a link to one, list links, close them."""

import json
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from calendars import families, subscriptions
from calendars.listed_links import ListedLink, load_links
from calendars.pages.clients import say_here_only
from calendars.printed import load_document
from calendars.routes import manage_url, secret_url
from calendars.subscriptions import Secrets
from calendars.targets import (
    block_target,
    campaign_target,
    issuer_target,
    post_target,
    unit_target,
)
from config.commands import terminal
from config.settings import Settings
from scheduler.dates.say import in_numbers
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.posts import PostKind
from scheduler.words.links import say_manages, say_once, say_reads
from scheduler.workflow.binding import unknown_post

_TARGETS = {
    "unit": unit_target,
    "block": block_target,
    "campaign": campaign_target,
    "issuer": issuer_target,
    "post": post_target,
}


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the commands to `app`."""
    app.command()(feed)
    app.command()(subscribe)
    app.command()(links)
    app.command()(revoke)
    app.command()(reissue)


def feed(
    ctx: typer.Context,
    campaign: Annotated[str | None, typer.Option("--campaign")] = None,
    unit: Annotated[str | None, typer.Option("--unit")] = None,
    alarms: Annotated[bool, typer.Option("--alarms")] = False,
) -> None:
    """--campaign: its public part. --unit: what the unit owes; with both, of that campaign only.

    ISSUER/CODE names one where two issuers have the same. The bytes are those the address would serve.
    """
    installation = terminal.of(ctx).installation
    if campaign is None and unit is None:
        raise typer.BadParameter(_("Cần --campaign, --unit hoặc cả hai."))
    with installation.database.read() as session:
        document = load_document(
            session,
            campaign=campaign,
            unit=unit,
            alarms=alarms,
            outside_url=installation.outside_url,
            now=installation.clock.now(),
        )
    typer.echo(document, nl=False)


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
    installation = terminal.of(ctx).installation
    if not name.strip():
        raise typer.BadParameter(
            _("Tên liên kết không được để trống, ví dụ “Máy tính chuyên viên”.")
        )
    options = {"unit": unit, "block": block, "campaign": campaign, "issuer": issuer, "post": post}
    named = {kind: text for kind, text in options.items() if text is not None}
    if len(named) != 1:
        raise typer.BadParameter(
            _("Cần đúng một trong --unit, --block, --campaign, --issuer, --post.")
        )
    ((kind, text),) = named.items()
    if post and (told := unknown_post(post.partition(":")[2] or PostKind.HEAD)):
        raise typer.BadParameter(told)
    with installation.database.read() as session:
        target = _TARGETS[kind](session, text)
    with installation.database.write(target.issuer_id) as session:
        made = subscriptions.subscribe(
            session,
            issuer_id=target.issuer_id,
            scope=target.scope,
            name=name,
            actor=installation.author,
            now=installation.clock.now(),
        )
    _print_addresses(installation, made)


def links(
    ctx: typer.Context,
    issuer: Annotated[str | None, typer.Option("--issuer")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """All of them, or those of one issuer; oldest first."""
    installation, console = terminal.of(ctx)
    with installation.database.read() as session:
        found = load_links(session, issuer)
    if as_json:
        rows = [_as_json(link, installation.zone) for link in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(
        _("Số"), _("Tên"), _("Lịch"), _("Cơ quan phát động"), _("Tạo lúc"), _("Lấy lần cuối"),
        _("Bằng"), _("Tạo từ"), _("Tình trạng"),
    )  # fmt: skip
    for column in table.columns:  # broken over lines where there is no room, never cut
        column.overflow = "fold"
    for link in found:
        table.add_row(*_row(link, installation.zone))
    console.print(table)


def revoke(ctx: typer.Context, number: int) -> None:
    """NUMBER as `thidua links` shows it."""
    installation = terminal.of(ctx).installation
    with installation.database.read() as session:
        issuer_id = subscriptions.find_subscription(session, number).issuer_id
    with installation.database.write(issuer_id) as session:
        others = subscriptions.revoke(
            session,
            number,
            issuer_id=issuer_id,
            actor=installation.author,
            now=installation.clock.now(),
        )
    typer.echo(_("Đã thu hồi liên kết {number}.").format(number=number))
    if others:
        typer.echo(ngettext("Cùng với {others} liên kết tạo từ nó.", others).format(others=others))


def reissue(ctx: typer.Context, number: int) -> None:
    """NUMBER as `thidua links` shows it."""
    installation = terminal.of(ctx).installation
    with installation.database.read() as session:
        issuer_id = subscriptions.find_subscription(session, number).issuer_id
    with installation.database.write(issuer_id) as session:
        manager = families.managed_with(session, number)
        made = subscriptions.reissue(
            session,
            number,
            issuer_id=issuer_id,
            actor=installation.author,
            now=installation.clock.now(),
        )
        others = subscriptions.count_made_with(session, number)
    _print_addresses(installation, made)
    if manager:
        told = _("Liên kết này được quản lý ở trang của liên kết {number}.")
        typer.echo(told.format(number=manager), err=True)
    if others:
        told = ngettext(
            "{others} liên kết tạo từ nó vẫn dùng được. Nếu địa chỉ cũ đã lộ: `thidua revoke {number}`, rồi cấp lại.",
            others,
        )
        typer.echo(told.format(others=others, number=number), err=True)


def _print_addresses(installation: Installation, made: Secrets) -> None:
    """A line each, which a program may read; beside them what each is for."""
    typer.echo(f"{say_once()} {say_reads()}", err=True)
    typer.echo(secret_url(installation.base_url, made.reads))
    if made.manages:
        typer.echo(say_manages(), err=True)
        typer.echo(manage_url(installation.base_url, made.manages))
    if not installation.outside_url:
        typer.echo(say_here_only(), err=True)


def _as_json(link: ListedLink, zone: ZoneInfo) -> dict[str, object]:
    moments = {
        "created_at": link.created_at,
        "fetched_at": link.fetched_at,
        "revoked_at": link.revoked_at,
    }
    told = {name: at.astimezone(zone).isoformat() if at else None for name, at in moments.items()}
    return {
        "number": link.number,
        "name": link.name,
        "issuer": link.issuer,
        "scope": link.scope,
        "client": link.client,
        "parent": link.parent,
        "managed": link.has_page,
        **told,
    }


def _row(link: ListedLink, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        str(link.number),
        link.name,
        link.shows,
        link.issuer,
        _moment(link.created_at, zone),
        _moment(link.fetched_at, zone) if link.fetched_at else _("chưa lần nào"),
        link.client or "",
        _("liên kết {number}").format(number=link.parent) if link.parent else "",
        _status(link),
    )


def _status(link: ListedLink) -> str:
    if link.revoked_at:
        return _("đã thu hồi")
    return _("đang dùng") if link.is_managed else _("đang dùng, chưa có địa chỉ quản lý")


def _moment(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{local:%H:%M} {in_numbers(local)}"
