"""The command `import`: directives to JSON, to a draft definition, or to a table for the eye."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from config.commands import new_files, terminal
from config.settings import Settings
from scheduler.dates.anniversaries import Anniversary, class_of, year_class
from scheduler.directives.as_json import to_json
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from scheduler.directives.model import (
    Commemoration,
    ReadDirective,
    ReadDuty,
    ReadPhase,
    SourceKind,
    Window,
)
from scheduler.directives.occasions.sameness import entry_meant
from scheduler.directives.page.read import read
from scheduler.directives.page.view import Quote
from scheduler.errors import SecretDocument, UnreadableFile
from scheduler.language import _
from scheduler.words.span import occasion, ordinal
from scheduler.words.unreadable import say_secret, say_unreadable

UNREADABLE = (
    2  # exit code when a file could not be read, or must not be; the others are done all the same
)


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""
    app.command(name="import")(import_files)


def import_files(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    out: Annotated[Path | None, typer.Option("--out", file_okay=False)] = None,
    draft_to: Annotated[Path | None, typer.Option("--draft", dir_okay=False)] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """With --out, DIR/NAME.json for each file; with --draft, a definition for a person to complete."""
    installation, console = terminal.of(ctx)
    catalogue, workdays = installation.catalogue, installation.calendar
    if draft_to is not None and len(files) > 1:
        typer.echo(_("Chỉ viết được bản thảo từ một văn bản mỗi lần."), err=True)
        raise typer.Exit(UNREADABLE)
    jsons = [] if out is None or draft_to else [_json_file(file, out) for file in files]
    new_files.refuse_existing([draft_to] if draft_to else jsons, force=force)
    failed = False
    for place, file in enumerate(files, 1):
        try:
            directive = import_directive(read(file), catalogue=catalogue, workdays=workdays)
        except UnreadableFile as problem:
            typer.echo(say_unreadable(problem), err=True)
            failed = True
            continue
        except SecretDocument as problem:
            typer.echo(_which(place, len(files)) + say_secret(problem), err=True)
            failed = True
            continue
        if draft_to is not None and directive.source_kind is SourceKind.OTHER:
            typer.echo(
                _(
                    "{file}: không phải chỉ thị, kế hoạch phát động thi đua; không viết bản thảo."
                ).format(file=directive.file),
                err=True,
            )
            failed = True
        elif draft_to is not None:
            draft_to.parent.mkdir(parents=True, exist_ok=True)
            text = draft_of(directive, catalogue=catalogue).text
            new_files.write(draft_to, text, force=force)
            typer.echo(_("Đã viết bản thảo {file}.").format(file=draft_to))
        elif as_json or out is not None:
            _give_json(directive, file, out, force=force)
        else:
            show(directive, console, catalogue)
    if failed:
        raise typer.Exit(UNREADABLE)


def _which(place: int, of: int) -> str:
    """Which file of the command, not by its name: even that of a secret is not for a log."""
    return _("Tệp thứ {place} trong lệnh: ").format(place=place) if of > 1 else ""


def _give_json(directive: ReadDirective, file: Path, out: Path | None, *, force: bool) -> None:
    text = json.dumps(to_json(directive), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.mkdir(parents=True, exist_ok=True)
        new_files.write(_json_file(file, out), text, force=force)


def _json_file(file: Path, out: Path) -> Path:
    return out / f"{file.stem}.json"


def show(directive: ReadDirective, console: Console, catalogue: Mapping[str, Anniversary]) -> None:
    """Each finding with its quotation beside it."""
    table = Table(title=escape(directive.file), title_justify="left", show_lines=False)
    for heading in (_("Mục"), _("Nội dung"), _("Ngày"), _("Trích nguyên văn")):
        table.add_column(heading, overflow="fold")
    for row in _rows(directive, catalogue):
        table.add_row(*(escape(cell) for cell in row))
    console.print(table)
    if directive.source_kind is SourceKind.OTHER:
        console.print(_("Văn bản này không phải chỉ thị, kế hoạch phát động thi đua."))
    for note in directive.notes:
        console.print(escape(f"• {note.text} {_mark(note.evidence)}"))
    for note in directive.unplaced:
        asked = _("Chưa hiểu, văn bản còn yêu cầu: “{words}”")
        console.print(escape(f"• {asked.format(words=note.text)}"))


def _rows(
    directive: ReadDirective, catalogue: Mapping[str, Anniversary]
) -> list[tuple[str, str, str, str]]:
    names = {
        "number": _("Số"), "type": _("Loại"), "issuer": _("Cơ quan ban hành"), "issue_date": _("Ngày ban hành"),
        "year": _("Năm"), "theme": _("Chủ đề"), "title": _("Trích yếu"),
    }  # fmt: skip
    rows = [
        (names[key], str(read.value or "—"), "", _mark(read.evidence))
        for key, read in vars(directive.header).items()
    ]
    if period := directive.campaign_period:
        days = f"{period.start or '?'} → {period.end or '?'}"
        said = period.end_text or ""
        rows.append((_("Thời gian phong trào"), said, days, _mark(period.evidence)))
    rows += [(_("Đợt"), span.name, _days(span), _mark(span.evidence)) for span in directive.phases]
    rows += [
        (_("Cao điểm"), span.name, _days(span), _mark(span.evidence)) for span in directive.peaks
    ]
    for one in directive.anniversaries:
        name = ordinal(one.name, one.ordinal) + _class(one, directive, catalogue)
        days = f"{one.historical_date or '?'} → {one.commemorated_date or '?'}"
        rows.append((_("Kỷ niệm"), name, days, _mark(one.evidence)))
    rows += [
        (_("Sự kiện"), one.name, one.day or _("không ghi"), _mark(one.evidence))
        for one in directive.occasions
    ]
    rows += [(_("Hạn"), one.what, _due(one), _mark(one.evidence)) for one in directive.deadlines]
    rows += [
        (
            _("Mốc"),
            one.name,
            f"{one.date} → {one.until}" if one.until else one.date,
            _mark(one.evidence),
        )
        for one in directive.milestones
    ]
    return rows


def _class(
    one: Commemoration, directive: ReadDirective, catalogue: Mapping[str, Anniversary]
) -> str:
    """Which kind of year the printed count is, of an anniversary that the catalogue has."""
    entry = entry_meant(one, catalogue, issuer=directive.header.issuer.value)
    if not one.ordinal or entry is None or entry.count_rule is None:
        return ""
    return f", {occasion(year_class(class_of(one.ordinal, entry.count_rule), entry.count_rule))}"


def _days(span: ReadPhase) -> str:
    often = f", {_('hằng năm')}" if (span.start or "").startswith("--") else ""
    return f"{span.start or '?'} → {span.end or '?'}{often}"


def _due(one: ReadDuty) -> str:
    if isinstance(one.due, Window):
        return f"{one.due.first} → {one.due.last}"
    if not one.due:
        return one.relative or one.recurrence or one.due_text or _("không ghi")
    words = {"before": _("trước {day}"), "by": _("đến hết {day}")}
    often = one.due.startswith("---")
    day = _("ngày {day}").format(day=int(one.due[3:])) if often else one.due
    told = words.get(one.bound or "", "{day}").format(day=f"{one.time or ''} {day}".strip())
    months = {"first month": _("tháng đầu của kỳ"), "next month": _("tháng sau kỳ ấy")}
    return ", ".join(filter(None, (told, one.recurrence, months.get(one.of or ""))))


def _mark(quote: Quote | None) -> str:
    return f"“{' '.join(quote.quote.split())}”" if quote else ""
