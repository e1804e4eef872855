"""Commands for who comes into the desk: accounts, links that sign in once, signing out."""

import getpass
import json
import warnings
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from config.commands import terminal
from config.desk.entrance.address import keeps_sessions, say_unsafe
from config.settings import Settings
from scheduler.access import accounts, holding, links, passwords, sessions
from scheduler.access.visitor import Whose
from scheduler.clock import WallClock
from scheduler.dates.say import say_moment
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.posts import PERSONS
from scheduler.store.organisation import find_issuer, find_unit
from scheduler.store.tables import Account
from scheduler.words import access as words
from scheduler.words import desk_link

Name = Annotated[str, typer.Argument(metavar="NAME")]
AnyName = Annotated[str | None, typer.Argument(metavar="NAME")]
OfUnit = Annotated[str | None, typer.Option("--unit")]
OfPost = Annotated[str, typer.Option("--post")]
Json = Annotated[bool, typer.Option("--json")]


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the commands to `app`."""
    commands = typer.Typer()
    commands.command(
        help=_(
            "Thêm một tài khoản; in liên kết một lần để người đó tự đặt mật khẩu. Ví dụ:"
            " thidua user add quan-tri.snv --role admin --issuer phu-tho"
        )
    )(add)
    commands.command(
        "list", help=_("Liệt kê tài khoản: vai trò, đã đặt mật khẩu chưa, vào lần cuối.")
    )(list_)
    commands.command(
        help=_(
            "In liên kết đăng nhập một lần, cho tài khoản hoặc người giữ chức danh ở cơ quan thường trực."
            " Ví dụ: thidua user link --unit phu-tho/ban-tdkt"
        )
    )(link)
    commands.command(help=_("Đóng một tài khoản: mọi thiết bị thoát ngay, tên không dùng lại."))(
        close
    )
    commands.command(
        "sign-out",
        help=_(
            "Đăng xuất khỏi mọi thiết bị một tài khoản, hoặc người giữ chức danh; vẫn vào lại được."
        ),
    )(sign_out)
    app.add_typer(commands, name="user")


def add(
    ctx: typer.Context,
    account: Name,
    role: Annotated[str, typer.Option("--role")],
    issuer: Annotated[str | None, typer.Option("--issuer")] = None,
    ask_password: Annotated[bool, typer.Option("--password")] = False,
) -> None:
    """A link is printed by which its holder chooses the password; with --password it is asked for here instead."""
    installation, console = terminal.of(ctx)
    chosen = _ask_twice(account) if ask_password else None
    now, wall, by = installation.clock.now(), WallClock().now(), installation.author
    with installation.database.write(*accounts.owners(issuer)) as session:
        made = accounts.add(
            session, name=account, role=role, issuer_id=issuer, by=by, wall=wall, now=now
        )
        if chosen is None:
            secret = links.make(session, account_id=made.id, by=by, wall=wall, now=now)
    told = _("Đã thêm tài khoản {name} ({role}).").format(name=made.name, role=words.role(role))
    if chosen is None:
        typer.echo(told, err=True)
        _print_link(installation, secret, wall=wall, now=now)
        return
    accounts.set_password(installation.database, made, chosen, by=by, wall=wall, now=now)
    console.print(Text(told))


def list_(
    ctx: typer.Context,
    issuer: Annotated[str | None, typer.Option("--issuer")] = None,
    as_json: Json = False,
) -> None:
    """Open ones first; with --issuer those of one issuer."""
    installation, console = terminal.of(ctx)
    with installation.database.read() as session:
        if issuer is not None:
            find_issuer(session, issuer)
        found = accounts.load(session, issuer)
        seen = sessions.load_last_seen(session)
    if as_json:
        values = [_as_json(one, seen.get(one.id or 0), installation.zone) for one in found]
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    if not found:
        console.print(_("Chưa có tài khoản nào. Thêm bằng `thidua user add`."))
        return
    table = Table(title=_("Tài khoản bàn làm việc"))
    for heading in (_("Tên"), _("Vai trò"), _("Cơ quan"), _("Mật khẩu"), _("Vào lần cuối")):
        table.add_column(heading)
    for one in found:
        table.add_row(*_row(one, seen.get(one.id or 0), installation.zone))
    console.print(table)


def link(
    ctx: typer.Context, account: AnyName = None, unit: OfUnit = None, post: OfPost = "clerk"
) -> None:
    """One of NAME and --unit. It works once, and ends the one before."""
    installation = terminal.of(ctx).installation
    _require_one(account, unit, post)
    now, wall = installation.clock.now(), WallClock().now()
    with installation.database.read() as session:
        if unit is not None:
            body = find_unit(session, unit)
            holder = holding.find_holder(session, body, post, now=now)
            issuer_id, whose = body.issuer_id, Whose(person_id=holder)
        else:
            known = accounts.find(session, account or "")
            issuer_id, whose = known.issuer_id or "", Whose(account_id=known.id)
    with installation.database.write(*accounts.owners(issuer_id)) as session:
        secret = links.make(session, **vars(whose), by=installation.author, wall=wall, now=now)
    _print_link(installation, secret, wall=wall, now=now)


def close(ctx: typer.Context, account: Name) -> None:
    """Who is signed in by it is out at once; what it did stays told under its name."""
    installation, console = terminal.of(ctx)
    with installation.database.read() as session:
        issuer_id = accounts.find(session, account).issuer_id
    with installation.database.write(*accounts.owners(issuer_id)) as session:
        row = accounts.find(session, account)
        accounts.close(
            session,
            row,
            by=installation.author,
            wall=WallClock().now(),
            now=installation.clock.now(),
        )
    console.print(Text(_("Đã đóng tài khoản {name}.").format(name=row.name)))


def sign_out(
    ctx: typer.Context, account: AnyName = None, unit: OfUnit = None, post: OfPost = "clerk"
) -> None:
    """One of NAME and --unit. Unused links end, too."""
    installation, console = terminal.of(ctx)
    _require_one(account, unit, post)
    when = {"wall": WallClock().now(), "now": installation.clock.now()}
    by = installation.author
    with installation.database.write() as session:
        if unit is not None:
            name = f"{unit} ({words.role(post)})"
            body = find_unit(session, unit)
            ended = accounts.sign_out_holder(session, body, post, by=by, **when)
        else:
            row = accounts.find(session, account or "")
            name, ended = row.name, accounts.sign_out(session, row, by=by, **when)
    told = ngettext("Đã đăng xuất {name} khỏi {count} thiết bị.", ended)
    console.print(Text(told.format(name=name, count=ended)))


def _require_one(account: str | None, unit: str | None, post: str) -> None:
    if (account is None) == (unit is None):
        raise typer.BadParameter(_("Cần đúng một trong NAME và --unit."))
    if post not in PERSONS:
        raise typer.BadParameter(_("Ở bàn làm việc chức danh là head, deputy hoặc clerk."))


def _ask_twice(name: str) -> str:
    """Asked again until both are the same. Raises WeakPassword."""
    while True:
        given = _ask_unseen(_("Mật khẩu: "))
        passwords.require_good(given, name)
        if _ask_unseen(_("Nhập lại mật khẩu: ")) == given:
            return given
        typer.echo(_("Hai lần nhập không giống nhau, đề nghị nhập lại."), err=True)


def _ask_unseen(prompt: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except getpass.GetPassWarning:
            told = _(
                "--password cần một cửa sổ lệnh để nhập mà không hiện ra; bỏ đi thì nhận liên kết."
            )
            raise typer.BadParameter(told) from None
        except (EOFError, KeyboardInterrupt):
            raise typer.Abort from None


def _print_link(installation: Installation, secret: str, *, wall: datetime, now: datetime) -> None:
    """The address on a line of its own, which a program may read; beside it whom it lets in, and until when."""
    with installation.database.read() as session:
        guest = links.look(session, secret, wall=wall, now=now)
    told = _(
        "Liên kết đăng nhập của {name}, dùng một lần, đến {moment}; chỉ hiện lần này. Ai có liên kết đều vào "
        "được, đề nghị chuyển riêng."
    )
    moment = say_moment(guest.until_at, installation.zone)
    typer.echo(told.format(name=guest.signature, moment=moment), err=True)
    typer.echo(links.address_of(installation.base_url, secret))
    if not installation.outside_url:
        typer.echo(desk_link.here_only(), err=True)
    elif not keeps_sessions(installation.base_url):
        typer.echo(say_unsafe(), err=True)


def _row(account: Account, seen_at: datetime | None, zone: ZoneInfo) -> tuple[str, ...]:
    chosen = _("đã đặt") if account.password else _("chưa đặt")
    return (
        account.name,
        words.role(account.role),
        account.issuer_id or "",
        _("đã đóng") if account.closed_at else chosen,
        say_moment(seen_at, zone) if seen_at else _("chưa lần nào"),
    )


def _as_json(account: Account, seen_at: datetime | None, zone: ZoneInfo) -> dict[str, object]:
    moments = {
        "made_at": account.made_at,
        "closed_at": account.closed_at,
        "last_seen_at": seen_at,
    }
    told = {name: at.astimezone(zone).isoformat() if at else None for name, at in moments.items()}
    return {
        "name": account.name,
        "role": account.role,
        "issuer": account.issuer_id,
        "has_password": account.password is not None,
        **told,
    }
