"""Commands of the ledger: look into it, and see whether it is whole."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from config.answers import answer
from config.commands import entries, terminal
from config.kept_files import files_folder
from config.settings import Settings
from scheduler.campaign.drafting import documents
from scheduler.errors import DatabaseUnreachable, LedgerBroken
from scheduler.language import _, ngettext
from scheduler.store import ledger
from scheduler.store.ledger import End, claims
from scheduler.store.organisation import find_issuer
from scheduler.words.ledger import say_ends, say_fault

Json = Annotated[bool, typer.Option("--json")]


def register(app: typer.Typer, settings: Settings) -> None:
    """Add the commands to `app`."""
    book = typer.Typer()
    book.command(name="verify", help=_("Kiểm tra sổ chưa bị sửa."))(_verifying(settings))
    book.command(name="show", help=_("In các dòng của sổ."))(show)
    app.add_typer(book, name="ledger")


def _verifying(settings: Settings) -> Callable[..., None]:
    """The command, which knows where files are kept."""

    def verify_all(
        ctx: typer.Context,
        issuer: Annotated[str, typer.Option()] = "",
        against: Annotated[list[str] | None, typer.Option()] = None,
        as_json: Json = False,
    ) -> None:
        verify(ctx, settings, issuer, against, as_json=as_json)

    return verify_all


def verify(
    ctx: typer.Context, settings: Settings, issuer: str, against: list[str] | None, *, as_json: bool
) -> None:
    """Tell all that is wrong, or where each chain ends; --against takes an end of former days, or a file of them.

    Kept documents must be what the ledger says was brought in; a copy for rehearsals has none of their files.
    """
    installation, console = terminal.of(ctx)
    claimed = [end for given in against or () for end in _claimed(given)]
    folder = (
        None if installation.database.is_for_rehearsals else files_folder(installation, settings)
    )
    faults: LedgerBroken | None = None
    ends: list[End] = []
    with installation.database.read() as session:
        of = find_issuer(session, issuer).id if issuer else None
        _require_read(claimed, of)
        try:
            ends = ledger.verify(session, of, claimed=claimed)
            if folder:
                documents.require_whole(session, folder, of)
        except LedgerBroken as error:
            faults = error
    if as_json:
        typer.echo(json.dumps(_as_json(ends, faults), ensure_ascii=False, indent=1))
        raise typer.Exit(answer(faults).exit_code if faults else 0)
    if faults:
        raise faults
    count = sum(end.seq for end in ends)
    told = ngettext("Sổ không bị sửa: {count} dòng. Ghi lại mã cuối sổ để đối chiếu về sau:", count)
    console.print(told.format(count=count))
    for line in say_ends(ends):
        console.print(Text(line), soft_wrap=True)


def _require_read(claimed: Sequence[End], of: str | None) -> None:
    """Raises BadParameter for ends of other issuers alone, which would prove nothing."""
    if claimed and not any(ledger.is_read(end.chain, of) for end in claimed):
        said = _("Mã cuối sổ đưa vào không có mã nào của {issuer}. Đề nghị bỏ --issuer.")
        raise typer.BadParameter(said.format(issuer=of))


def _claimed(given: str) -> list[End]:
    """The ends in a file of that name, or the one that is `given` itself."""
    file = Path(given)
    is_file = len(given) < 200 and file.is_file()
    found = claims.read(file.read_text("utf-8", "replace") if is_file else given)
    if not found:
        said = _(
            "“{given}” không phải mã cuối sổ, cũng không phải tệp có mã cuối sổ. Ví dụ: {example}"
        )
        example = '--against "phu-tho 1234 ab12cd34ef567890"'
        raise typer.BadParameter(said.format(given=given, example=example))
    return found


def _as_json(ends: list[End], broken: LedgerBroken | None) -> dict[str, object]:
    if broken:
        faults = [asdict(fault) | {"text": say_fault(fault)} for fault in broken.faults]
        return {"whole": False, "faults": faults}
    chains = {end.chain: {"entries": end.seq, "seal": end.hash} for end in ends}
    return {"whole": True, "entries": sum(end.seq for end in ends), "chains": chains}


def show(
    ctx: typer.Context,
    subject: Annotated[str, typer.Option()] = "",
    since: Annotated[str, typer.Option()] = "",
    issuer: Annotated[str, typer.Option()] = "",
    as_json: Json = False,
) -> None:
    """Oldest first; --subject keeps what begins with it, --issuer what is of that issuer."""
    installation, console = terminal.of(ctx)
    try:
        first = date.fromisoformat(since) if since else None
    except ValueError as error:
        raise typer.BadParameter(_("Ngày viết dạng 2024-07-31.")) from error
    of = None
    try:
        with installation.database.read() as session:
            of = find_issuer(session, issuer).id if issuer else None
            found = ledger.load_entries(
                session, subject=subject, since=first, issuer_id=of, zone=installation.zone
            )
            rows = [ledger.entry_as_json(entry, installation.zone) for entry in found]
            ends = ledger.load_ends(session, of)
        told = json.dumps(rows, ensure_ascii=False, indent=1)
    except (ValueError, TypeError, DatabaseUnreachable):  # a line that no program of ours wrote
        with installation.database.read() as session:
            ledger.verify(session, of)
        raise
    if as_json:
        typer.echo(told)
        return
    for row in rows:
        console.print(entries.line(row, installation.zone))
    for line in say_ends(ends):
        console.print(Text(line, style="dim"), soft_wrap=True)
