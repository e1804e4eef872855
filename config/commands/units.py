"""Commands on the units of an issuer: a list from Excel, the list as a file, and the lists before it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.commands import new_files, terminal
from config.settings import Settings
from scheduler.campaign import brought_lists, organising
from scheduler.dates.say import say_moment
from scheduler.definition.dump import dump
from scheduler.definition.organisation import Organisation
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import UnreadableList, WhyNoList
from scheduler.installation import Installation, read_units
from scheduler.language import _, ngettext
from scheduler.store.organisation import find_issuer, issuer_names
from scheduler.store.organisation_revisions import (
    load_history,
    load_in_force,
    organisation_of,
    with_unnamed,
)
from scheduler.store.tables import Issuer
from scheduler.unit_lists.choices import Choices
from scheduler.unit_lists.columns import words
from scheduler.unit_lists.difference import difference
from scheduler.unit_lists.export import as_csv, as_workbook
from scheduler.unit_lists.listed import Listed, read_list
from scheduler.unit_lists.workbook import MOST_OCTETS, read_workbook
from scheduler.words import unit_changes

OfIssuer = Annotated[str | None, typer.Option("--issuer")]


def _as_yaml(organisation: Organisation) -> bytes:
    return dump(organisation).encode()


AS_FILE: dict[str, Callable[[Organisation], bytes]] = {
    ".xlsx": as_workbook,
    ".csv": as_csv,
    ".yaml": _as_yaml,
}


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the commands to `app`."""
    commands = typer.Typer()
    commands.command(
        "import",
        help=_(
            "Đọc danh sách đơn vị (.xlsx, .xls, .ods, .csv hoặc .yaml): cho xem cột, lỗi và thay đổi; --apply thì áp"
            " dụng. Ví dụ: thidua units import don-vi.xlsx --issuer phu-tho"
        ),
    )(import_)
    commands.command(
        help=_("In danh sách đơn vị đang áp dụng, hoặc ghi ra tệp .xlsx, .csv, .yaml.")
    )(export)
    commands.command(
        help=_("Các lần thay đổi danh sách đơn vị: ai, khi nào; kèm số thì in thay đổi.")
    )(history)
    app.add_typer(commands, name="units")


def import_(
    ctx: typer.Context,
    file: Path,
    issuer: OfIssuer = None,
    apply: Annotated[bool, typer.Option("--apply")] = False,
) -> None:
    """Units that the file does not name stay as they are. Raises DefinitionInvalid with every fault."""
    installation, console = terminal.of(ctx)
    given = read_units(file) if file.suffix.lower() in (".yaml", ".yml") else None
    row = _issuer(installation, given.issuer.id if given else issuer)
    with installation.database.read() as session:
        before = load_in_force(session, row.id)
    wanted = with_unnamed(given, before) if given else _read(installation, console, file, before)
    found = difference(before, wanted)
    if not found:
        console.print(_("Không có gì thay đổi."))
        return
    console.print(_changes(unit_changes.say_difference(found, before, wanted)))
    console.print(Text(unit_changes.counts(found)))
    if not apply:
        console.print(_("Chưa áp dụng: thêm --apply để áp dụng."))
        return
    with installation.database.write() as session:
        by, now = installation.author, installation.clock.now()
        number = organising.put(session, wanted, based_on=row.units_revision, by=by, now=now)
    told = _("Đã áp dụng danh sách đơn vị của “{issuer}”, lần {revision}.")
    console.print(Text(told.format(issuer=row.id, revision=number)))


def _issuer(installation: Installation, given: str | None) -> Issuer:
    """The one that is named, or the only one there is. Raises UnknownIssuer."""
    with installation.database.read() as session:
        known = issuer_names(session)
        if given is None and len(known) > 1:
            told = _("Có nhiều cơ quan phát động: đề nghị thêm --issuer ({names}).")
            raise typer.BadParameter(told.format(names=", ".join(known)))
        return find_issuer(session, given or next(iter(known), ""))


def _read(
    installation: Installation, console: Console, file: Path, before: Organisation
) -> Organisation:
    """What the list wants. Raises UnreadableList, and DefinitionInvalid with every fault by its cell."""
    sheets = read_workbook(_octets(file), file.name)
    choices = Choices(all_stay=True)
    listed = read_list(sheets, before, name=file.name, today=_today(installation), choices=choices)
    _tell(console, listed)
    if listed.wanted is None:
        raise DefinitionInvalid(brought_lists.problems(file.name, listed))
    return listed.wanted


def _octets(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_OCTETS + 1)
    except OSError as error:
        raise UnreadableList(file.name, WhyNoList.MISSING) from error


def _today(installation: Installation) -> date:
    return installation.clock.now().astimezone(installation.zone).date()


def _tell(console: Console, listed: Listed) -> None:
    """Which column is what, what was passed over, and who is not named."""
    called = words()
    table = Table(_("Cột"), _("Tên cột"), _("Được hiểu là"), title=listed.sheet)
    for one in listed.header.columns:
        if one.header or one.field:
            meant = called[one.field] if one.field else _("không dùng")
            table.add_row(one.letter, Text(one.header), meant)
    console.print(table)
    if listed.skipped:
        rows = ", ".join(str(one.number) for one in listed.skipped)
        console.print(Text(_("Dòng không phải đơn vị: {rows}.").format(rows=rows)), soft_wrap=True)
    if listed.missing:
        count = len(listed.missing)
        told = ngettext("{count} đơn vị không có trong tệp, vẫn giữ nguyên: {units}.", count)
        names = "; ".join(unit.name for unit in listed.missing[:20])
        console.print(Text(told.format(count=count, units=names)), soft_wrap=True)


def _changes(said: Sequence[unit_changes.Said]) -> Table:
    table = Table(_("Đơn vị, khối"), _("Thay đổi"))
    for one in said:
        table.add_row(Text(one.title), Text("\n".join((one.word, *one.lines))))
    return table


def export(
    ctx: typer.Context,
    issuer: OfIssuer = None,
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False)] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Without --out as YAML on standard output; the kind of the file by its ending."""
    installation, console = terminal.of(ctx)
    if out is not None and out.suffix not in AS_FILE:
        raise typer.BadParameter(_("--out cần tên tệp .xlsx, .csv hoặc .yaml."))
    row = _issuer(installation, issuer)
    with installation.database.read() as session:
        found = load_in_force(session, row.id)
    if out is None:
        typer.echo(dump(found), nl=False)
        return
    new_files.write(out, AS_FILE[out.suffix](found), force=force)
    console.print(Text(_("Đã viết danh sách đơn vị vào {file}.").format(file=out)), soft_wrap=True)


def history(
    ctx: typer.Context,
    revision: Annotated[int | None, typer.Argument(min=0)] = None,
    issuer: OfIssuer = None,
) -> None:
    """Without REVISION all that are kept, newest first."""
    installation, console = terminal.of(ctx)
    row = _issuer(installation, issuer)
    with installation.database.read() as session:
        found = load_history(session, row.id)
    pairs = list(zip(found, [*found[1:], None], strict=True))
    table = Table(_("Lần"), _("Người thay đổi"), _("Lúc"), _("Thay đổi"))
    for one, was in pairs:
        after, before = organisation_of(one), organisation_of(was) if was else None
        changes = difference(before, after)
        if revision == one.revision and before:
            console.print(_changes(unit_changes.say_difference(changes, before, after)))
        at = say_moment(one.applied_at, installation.zone)
        told = unit_changes.counts(changes) if before else "—"
        if revision in (None, one.revision):
            table.add_row(str(one.revision), Text(one.author), at, told)
    if not table.row_count:
        raise typer.BadParameter(_("Không có lần thay đổi này. Xem số ở `thidua units history`."))
    console.print(table)
