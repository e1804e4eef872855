"""Commands on the database itself: make and upgrade it, copy it for a rehearsal, put a backup to work again."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.commands import terminal
from config.database_url import as_database_url
from config.settings import Settings
from scheduler.campaign.issuers import is_sample_of_real
from scheduler.dates import say
from scheduler.definition.organisation import Organisation
from scheduler.errors import NoRehearsal, UnitsFileDiffers
from scheduler.installation import Installation, read_units
from scheduler.language import _, ngettext
from scheduler.run import restored as restore
from scheduler.run.engines.alone import alone
from scheduler.store import copies
from scheduler.store.database import Database
from scheduler.store.organisation import has_issuers, save_organisation
from scheduler.unit_lists.difference import Difference
from scheduler.words import post
from scheduler.words.unit_lists import file_differs


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the commands to `app`."""
    app.command()(init)
    commands = typer.Typer()
    commands.command(help=_("Tạo bản sao để diễn tập; bản thật không đổi."))(copy)
    commands.command(
        help=_("Dùng lại bản sao lưu: giữ những tin có thể đã đến, chờ người quyết định.")
    )(restored)
    commands.command(help=_("Xem những tin đang giữ; gửi hoặc hủy."))(held)
    app.add_typer(commands, name="db")


def init(
    ctx: typer.Context,
    units: Annotated[list[Path] | None, typer.Option("--units", exists=True)] = None,
    samples: Annotated[bool, typer.Option("--samples")] = False,
    rehearsal: Annotated[bool, typer.Option("--rehearsal")] = False,
) -> None:
    """Without --units: every units file of the office; samples by --samples only, and none in place of real units."""
    installation, console = terminal.of(ctx)
    given = [read_units(file) for file in units] if units else list(installation.organisations)
    offered = installation.samples if samples else ()
    rights = Database(
        installation.database_url
    ).close_to_others()  # first: journals take after the file
    database = _prepared(installation, rehearsal=rehearsal)
    with database.write() as session:
        if not units:
            given = [one for one in given if not is_sample_of_real(session, one.issuer)]
        named = {one.issuer.id for one in given}
        given += [
            one
            for one in offered
            if one.issuer.id not in named and not is_sample_of_real(session, one.issuer)
        ]
        by, now = installation.author, installation.clock.now()
        left = [
            _saved(partial(save_organisation, session, one, actor=by, now=now), one)
            for one in given
        ]
        is_empty = not has_issuers(session)
    _show_units(console, given)
    for sentence in filter(None, left):
        console.print(Text(sentence, style="yellow"), soft_wrap=True)
    _tell_rights(console, *rights)
    _tell_left(installation, console)
    console.print(_("Cơ sở dữ liệu sẵn sàng: {name}").format(name=database.name))
    if is_empty:
        told = _(
            "Chưa có đơn vị nào: đặt tệp đơn vị vào {folder} (mẫu ở {samples}) rồi chạy lại,"
            " hoặc thử với dữ liệu mẫu bằng `thidua init --samples`."
        )
        folders = {
            "folder": installation.config_dir / "units",
            "samples": installation.samples_dir / "units",
        }
        console.print(Text(told.format(**folders)), soft_wrap=True)


def _saved(save: Callable[[], Difference], given: Organisation) -> str:
    """Save the units of a file; what a person should know of that, empty where there is nothing."""
    try:
        found = save()
    except UnitsFileDiffers as error:
        return file_differs(error)
    if not found.unnamed:
        return ""
    told = ngettext(
        "{count} đơn vị không còn ghi trong tệp của “{issuer}” nhưng vẫn giữ: {units}. Đơn vị đã kết thúc thì đề nghị"
        " ghi ngày cuối cùng (last_day).",
        len(found.unnamed),
    )
    names = ", ".join(one.unit.id for one in found.unnamed[:20])
    return told.format(count=len(found.unnamed), issuer=given.issuer.id, units=names)


def _tell_left(installation: Installation, console: Console) -> None:
    """That files in the program's own folder are not read: an office may have put its own there."""
    program = installation.program_dir.resolve()
    if installation.config_dir.resolve() == program:
        return
    for name in ("units", "campaigns"):
        if any((program / name).glob("*.yaml")):
            told = _("Tệp trong {old} không được đọc: đề nghị chuyển sang {new}.")
            folders = {"old": program / name, "new": installation.config_dir / name}
            console.print(Text(told.format(**folders), style="yellow"), soft_wrap=True)


def _show_units(console: Console, given: Sequence[Organisation]) -> None:
    for organisation in given:
        issuer = organisation.issuer
        note = _(" (mẫu)") if issuer.sample else ""
        units, blocks = len(organisation.units), len(organisation.blocks)
        console.print(
            _("{issuer}: {units}, {blocks}{note}").format(
                issuer=issuer.name,
                units=ngettext("{count} đơn vị", units).format(count=units),
                blocks=ngettext("{count} khối", blocks).format(count=blocks),
                note=note,
            )
        )


def _tell_rights(console: Console, closed: Sequence[Path], still_open: Sequence[Path]) -> None:
    for file in closed:
        told = _("{file}: trước đây người khác trên máy đọc được, nay chỉ mình chủ tệp đọc được.")
        console.print(Text(told.format(file=file)))
    for file in still_open:
        told = _(
            "{file}: người khác trên máy đọc được. Đề nghị để chủ tệp chạy `chmod 600 {file}`."
        )
        console.print(Text(told.format(file=file), style="yellow"))


def _prepared(installation: Installation, *, rehearsal: bool) -> Database:
    """The database with our tables, made or upgraded. Raises NoRehearsal rather than mark a real one."""
    database = Database(installation.database_url)
    if not database.is_for_rehearsals:
        if rehearsal and not database.is_there:
            return copies.open_fresh(installation.database_url, now=installation.clock.now())
        if rehearsal or installation.rehearsal:
            raise NoRehearsal(database.name)
    database.migrate()
    return database


def copy(ctx: typer.Context, to: Annotated[str, typer.Option("--to")]) -> None:
    """To a file or to an empty PostgreSQL database; neither is ever written over."""
    installation, console = terminal.of(ctx)
    url = _address(to)
    count = copies.copy(installation.database, url, now=installation.clock.now())
    console.print(
        Text(
            ngettext(
                "Đã tạo bản sao diễn tập {target}, {count} dòng. Dùng nó: {command}", count
            ).format(
                target=Database(url).name,
                count=count,
                command=f"THIDUA_DATABASE_URL={Database(url).name} thidua serve --at …",
            )
        ),
        soft_wrap=True,
    )


def restored(ctx: typer.Context) -> None:
    """Before the first `thidua serve` on a backup. Raises AlreadyRunning."""
    installation, console = terminal.of(ctx)
    now = installation.clock.now()
    with alone(installation.database), installation.database.write() as session:
        stopped_at = restore.hold(session, installation.office, actor=installation.author, now=now)
        found = restore.load_held(session)
    told = _("Dịch vụ chưa từng chạy trên bản sao lưu này.")
    if stopped_at:
        told = _(
            "Bản sao lưu dừng ở {at}. Những gì đơn vị trả lời và quản trị làm sau đó không có ở đây: đề nghị "
            "hỏi và thực hiện lại."
        ).format(at=say.say_moment(stopped_at, installation.zone))
    console.print(Text(told), soft_wrap=True)
    _show(console, found)


def held(
    ctx: typer.Context,
    numbers: Annotated[list[int] | None, typer.Argument()] = None,
    send: Annotated[bool, typer.Option("--send")] = False,
    drop: Annotated[bool, typer.Option("--drop")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Without --send or --drop nothing changes; NUMBERS choose some."""
    installation, console = terminal.of(ctx)
    if send and drop:
        raise typer.BadParameter(_("Chọn một trong --send và --drop."))
    now = installation.clock.now()
    with installation.database.write() if send or drop else installation.database.read() as session:
        found = restore.load_held(session, numbers)
        unknown = sorted(set(numbers or ()) - {one.id for one in found})
        if unknown:
            told = _("Không giữ tin số {numbers}. Xem số ở `thidua db held`.")
            raise typer.BadParameter(told.format(numbers=", ".join(map(str, unknown))))
        if send or drop:
            decide = restore.release if send else restore.drop
            decide(session, found, actor=installation.author, now=now)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], default=str, ensure_ascii=False))
    elif send or drop:
        told = (
            ngettext("Đã chuyển gửi {count} tin.", len(found))
            if send
            else ngettext("Đã hủy {count} tin, không gửi nữa.", len(found))
        )
        console.print(told.format(count=len(found)))
    else:
        _show(console, found)


def _show(console: Console, found: Sequence[restore.Held]) -> None:
    if not found:
        console.print(_("Không giữ tin nào."))
        return
    table = Table(_("Số"), _("Gửi tới"), _("Kênh"), _("Về nhiệm vụ"))
    for one in found:
        to = f"{one.unit} ({post.name(one.post)})"
        table.add_row(str(one.id), Text(to), one.channel, Text(", ".join(one.about)))
    console.print(table)
    told = ngettext(
        "Đang giữ {count} tin có thể đã đến. Gửi: `thidua db held --send`; hủy: `thidua db held --drop`; "
        "thêm số để chọn từng tin.",
        len(found),
    )
    console.print(Text(told.format(count=len(found))), soft_wrap=True)


def _address(to: str) -> str:
    """`to` as the URL of a database; what is none is the name of a SQLite file."""
    try:
        return as_database_url(to if "://" in to else f"sqlite:///{to}")
    except ValueError as error:
        told = _("Cần tên một tệp, sqlite:///tệp.sqlite3 hoặc postgresql://người@máy/tên.")
        raise typer.BadParameter(told, param_hint="--to") from error
