"""The command `invite`: one-time links for a unit, or for all of a block or an issuer, on paper too."""

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import segno
import typer
from rich.console import Console
from rich.text import Text

from config.commands import new_files, terminal
from config.error_words import file_reason
from config.settings import Settings
from scheduler.campaign import invitations
from scheduler.campaign.invitations import Invited
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.store import private
from scheduler.store.tables import Unit
from scheduler.words import post as post_words
from scheduler.workflow.binding import unknown_post

QR_KINDS = (".png", ".svg", ".pdf", ".eps")
LIST = "danh-sach.html"


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""
    app.command()(invite)


def invite(
    ctx: typer.Context,
    unit: Annotated[str | None, typer.Argument()] = None,
    block: Annotated[str | None, typer.Option("--block")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer")] = None,
    post: Annotated[str, typer.Option()] = "head",
    held: Annotated[bool, typer.Option("--held")] = False,
    qr: Annotated[Path | None, typer.Option("--qr", dir_okay=False)] = None,
    qr_dir: Annotated[Path | None, typer.Option("--qr-dir", file_okay=False)] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """One of UNIT, --block, --issuer. Links expire after two weeks; --qr draws one, --qr-dir all with a list."""
    installation, console = terminal.of(ctx)
    _check(unit, block, issuer, post, qr)
    now = installation.clock.now()
    with installation.database.read() as session:
        issuer_id = invitations.issuer_of(session, unit=unit, block=block, issuer=issuer)
    with _undone() as written, installation.database.write(issuer_id) as session:
        units, left_out = invitations.named_units(
            session, post, unit=unit, block=block, issuer=issuer, now=now
        )
        units += left_out if held else []
        if qr or qr_dir:
            invitations.require_bot(session, units)
        made = [
            invitations.make(session, one, post, by=installation.author, now=now) for one in units
        ]
        # within: without its picture nobody gets the code
        if qr:
            _draw(made[0], qr, written, force=force)
        if qr_dir and made:
            _draw_all(installation, made, qr_dir, written, force=force)
    if as_json:
        _give_json(made, many=unit is None)
        return
    _tell(console, made, [] if held else left_out, post)
    for file in [qr] if qr else [qr_dir / LIST] if qr_dir and made else []:
        told = _("Mã QR ở {file}.") if qr else _("Mã QR và danh sách để in: {file}.")
        console.print(Text(told.format(file=file)))


def _check(
    unit: str | None, block: str | None, issuer: str | None, post: str, qr: Path | None
) -> None:
    if sum(one is not None for one in (unit, block, issuer)) != 1:
        raise typer.BadParameter(_("Cần đúng một trong ĐƠN-VỊ, --block, --issuer."))
    if told := unknown_post(post):
        raise typer.BadParameter(told)
    if qr and unit is None:
        raise typer.BadParameter(_("--qr vẽ một mã; nhiều đơn vị thì dùng --qr-dir THƯ-MỤC."))
    if qr and qr.suffix.lower() not in QR_KINDS:
        kinds = ", ".join(QR_KINDS)
        told = _("Tệp mã QR có đuôi {kinds}, ví dụ moi.png; chưa tạo mã mời nào.")
        raise typer.BadParameter(told.format(kinds=kinds), param_hint="--qr")


@contextmanager
def _undone() -> Iterator[list[Path]]:
    """Files written within: away again when it fails, for their codes are worth nothing then."""
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def _draw(one: Invited, file: Path, written: list[Path], *, force: bool) -> None:
    drawn = io.BytesIO()
    segno.make(one.link).save(drawn, kind=file.suffix.lower().removeprefix("."), scale=6)
    _keep(file, drawn.getvalue(), written, force=force)


def _draw_all(
    installation: Installation,
    made: Sequence[Invited],
    folder: Path,
    written: list[Path],
    *,
    force: bool,
) -> None:
    files = [(one, f"{one.unit}.svg") for one in made]  # ids are safe names
    new_files.refuse_existing(
        [folder / LIST, *(folder / name for _one, name in files)], force=force
    )
    private.make_folder(folder)
    for one, name in files:
        _draw(one, folder / name, written, force=force)
    words = post_words.name(made[0].post)
    page = invitations.paper(files, words, now=installation.clock.now(), zone=installation.zone)
    _keep(folder / LIST, page.encode(), written, force=force)


def _keep(file: Path, octets: bytes, written: list[Path], *, force: bool) -> None:
    """Whoever reads it may take the post: it is nobody else's to read."""
    new_files.refuse_existing([file], force=force)
    try:
        private.make_file(file)
        written.append(file)
        new_files.write(file, octets, force=True)
    except OSError as error:
        told = _("Không ghi được {file}: {reason}. Chưa tạo mã mời nào.")
        reason = file_reason(error)
        raise typer.BadParameter(told.format(file=file, reason=reason)) from error


def _give_json(made: Sequence[Invited], *, many: bool) -> None:
    values = [
        {"unit": one.unit, "post": one.post, "link": one.link, "code": one.code} for one in made
    ]
    typer.echo(json.dumps(values if many else values[0], ensure_ascii=False))


def _tell(console: Console, made: Sequence[Invited], left_out: Sequence[Unit], post: str) -> None:
    for one in made:
        typer.echo(one.link)
        console.print(Text(invitations.sentence(one, post_words.name(post))))
    if not all(one.has_bot for one in made):
        told = _("Chưa biết tên bot (đề nghị chạy `thidua serve` một lần): gõ dòng trên cho bot.")
        console.print(Text(told))
    if not made and not left_out:
        console.print(_("Hiện không có đơn vị nào để mời."))
    if left_out:
        told = ngettext(
            "Bỏ qua {count} đơn vị đã có người giữ: {units}. Thêm --held để mời cả các đơn vị này.",
            len(left_out),
        )
        units = ", ".join(unit.short for unit in left_out)
        console.print(Text(told.format(count=len(left_out), units=units)))
