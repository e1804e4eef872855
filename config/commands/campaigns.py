"""Commands for admins: define, apply, look."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from config.commands import changes, launching, new_files, remarks, tables, terminal
from config.commands.asking import ask
from config.commands.narrow_board import shown_board
from config.settings import Settings
from scheduler.campaign import board, names, proposals, remark_words
from scheduler.campaign.rollover import roll_over
from scheduler.dates.lunar import FIRST_YEAR, LAST_YEAR
from scheduler.dates.say import say_moment
from scheduler.language import _
from scheduler.plan import folding
from scheduler.plan.as_json import changes_as_json, plan_as_json
from scheduler.posts import PostKind
from scheduler.store import ledger
from scheduler.store.organisation import find_unit
from scheduler.store.people import find_post
from scheduler.store.tables import Issuer
from scheduler.words.ledger import say_ends
from scheduler.workflow import binding
from scheduler.workflow.handover import concerns_standing_body, held_since, take_post


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the commands to `app`."""
    app.command()(bind)
    app.command()(plan)
    app.command()(apply)
    app.command()(rollover)
    app.command(name="board")(show_board)


Json = Annotated[bool, typer.Option("--json")]
Force = Annotated[bool, typer.Option("--force")]
UnitsFile = Annotated[Path | None, typer.Option("--units", exists=True, dir_okay=False)]


def bind(
    ctx: typer.Context,
    unit: str,
    chat_id: str,
    post: Annotated[str | None, typer.Option()] = None,
) -> None:
    """UNIT is its id, or ISSUER/UNIT where two issuers have the same; a negative id is that of a group."""
    installation, console = terminal.of(ctx)
    if refusal := binding.refusal(unit, chat_id, post):
        raise typer.BadParameter(refusal)
    kind = binding.post_of(chat_id, post)
    with installation.database.read() as session:
        issuer_id = find_unit(session, unit).issuer_id
    with installation.database.write(issuer_id) as session:
        row = find_unit(session, unit)
        now = installation.clock.now()
        lane = session.get_one(Issuer, row.issuer_id).lane_id
        held_post = find_post(session, row, kind)
        held = held_since(session, held_post, lane, address=chat_id)
        told_above = concerns_standing_body(session, held_post)
        take_post(session, row, address=chat_id, post_kind=kind, actor=installation.author, now=now)
        name = row.name
    told = _("Từ nay tin của {unit} tới {chat}.")
    if kind == PostKind.GROUP:
        told = _("Từ nay tin chung của {unit} tới nhóm {chat}; bot phải có trong nhóm đó.")
    console.print(told.format(unit=name, chat=chat_id))
    if held:
        console.print(_replaced(kind, say_moment(held[1], installation.zone), told_above))


def _replaced(kind: str, since: str, told_above: bool) -> str:
    if kind == PostKind.GROUP:
        return _("Nhóm nhận tin từ {since} thôi nhận và được báo.").format(since=since)
    told = _("Người giữ từ {since} thôi giữ và được báo.").format(since=since)
    return f"{told} {_('Cơ quan thường trực cũng được báo.')}" if told_above else told


def plan(ctx: typer.Context, file: Path, units: UnitsFile = None, as_json: Json = False) -> None:
    """With a database at hand, also what applying would change in it."""
    installation, console = terminal.of(ctx)
    proposal = proposals.propose(installation, file, units=units)
    shown = proposals.preview(installation, proposal) if installation.has_database else None
    if as_json:
        values = plan_as_json(proposal.plan)
        values["warnings"] = list(map(str, proposals.warnings(proposal, shown)))
        if shown:
            values["changes"] = changes_as_json(shown.changes, installation.zone)
            values["rewritten"] = shown.rewritten
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    named = names.known_to(installation, proposal)
    console.print(tables.proposal(proposal, proposals.warnings(proposal, shown), named))
    if shown:
        console.print(changes.preview(shown, installation.zone, named))


def apply(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument()] = None,
    draft: Annotated[int | None, typer.Option("--draft", min=1)] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y")] = False,
    units: UnitsFile = None,
    as_json: Json = False,
) -> None:
    """Show the difference, ask (unless --yes), do exactly that in one transaction. FILE, or a draft of the desk."""
    installation, console = terminal.of(ctx)
    if (file is None) == (draft is None) or (draft and units):
        raise typer.BadParameter(
            _("Đề nghị ghi một tệp định nghĩa, hoặc --draft và số của bản thảo.")
        )
    if draft is not None:
        launching.apply(installation, console, draft, yes=yes, as_json=as_json)
        return
    assert file is not None, "one of the two"
    proposal = proposals.propose(installation, file, units=units)
    shown = proposals.preview(installation, proposal)
    screen = terminal.Terminal(stderr=True) if as_json else console
    if not (as_json and yes):
        warnings = proposals.warnings(proposal, shown)
        named = names.known_to(installation, proposal)
        remarks.tell(screen, remark_words.of_proposal(proposal, warnings, named))
        screen.print(changes.preview(shown, installation.zone, named))
    if shown.is_new and not yes:
        _go_on(_("Áp dụng?"), screen)
    applied = proposals.apply(installation, proposal, shown) if shown.is_new else None
    if as_json:
        values: dict[str, object] = {"applied": applied is not None, "rewritten": shown.rewritten}
        values["changes"] = changes_as_json(shown.changes, installation.zone)
        values["warnings"] = list(map(str, proposals.warnings(proposal, shown)))
        values["remarks"] = plan_as_json(proposal.plan)["remarks"]
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
    elif applied:
        console.print(
            _("Đã áp dụng “{campaign}”, lần {revision}.").format(
                campaign=applied.code, revision=applied.revision
            )
        )


def _go_on(question: str, console: Console) -> None:
    """Return when the person says yes. Raises Abort, which `main` says."""
    if not ask(question, console):
        raise typer.Abort


def rollover(
    ctx: typer.Context,
    campaign: str,
    year: Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR)],
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False)] = None,
    force: Force = False,
) -> None:
    """CAMPAIGN is a definition file, the id of a file in the campaigns folder, or an applied campaign.

    Without --out the new one goes beside the old; that of a sample, to the office's campaigns.
    """
    installation, console = terminal.of(ctx)
    rolled = roll_over(installation, campaign, year=year, out=out)
    if out is None:
        rolled.file.parent.mkdir(parents=True, exist_ok=True)
    new_files.write(rolled.file, rolled.after.source, force=force)
    console.print(tables.years(rolled.before.plan, rolled.after.plan))
    named = names.known_to(installation, rolled.after)
    found = folding.remarks(rolled.remarks)
    remarks.tell(console, (remark_words.sentence(one, named) for one in found))
    told = _("Đã viết {file}. Xem lại từng dòng có chú thích rồi áp dụng.")
    console.print(Text(told.format(file=rolled.file)))


def show_board(
    ctx: typer.Context,
    campaign: Annotated[str | None, typer.Argument()] = None,
    as_json: Json = False,
    csv_to: Annotated[Path | None, typer.Option("--csv", dir_okay=False)] = None,
    force: Force = False,
) -> None:
    """Without CAMPAIGN: every one in the database. --csv writes it for a spreadsheet."""
    installation, console = terminal.of(ctx)
    new_files.refuse_existing([csv_to] if csv_to else (), force=force)
    with installation.database.read() as session:
        boards = board.load_boards(session, campaign, now=installation.clock.now())
        chosen = [found for found, _rows in boards]
        unreached = board.told_unreached(session, chosen, now=installation.clock.now())
        issuers = sorted({one.issuer_id for one in chosen})
        ends = [end for of in issuers for end in ledger.load_ends(session, of)]
    if as_json:
        values = {
            f"{c.issuer_id}/{c.code}": board.board_as_json(b, installation.zone) for c, b in boards
        }
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    if csv_to:
        new_files.write(csv_to, board.board_as_csv(boards), force=force)
        told = _("Đã viết bảng vào {file}: mở bằng Excel hoặc LibreOffice.")
        console.print(Text(told.format(file=csv_to)))
        return
    if not boards:
        console.print(
            _("Chưa có phong trào nào: đề nghị chạy `thidua apply` trước."), soft_wrap=True
        )
    for found, rows in boards:
        console.print(shown_board(found, rows, width=console.width))
    for line in unreached:
        console.print(Text(line, style="yellow"))
    for line in say_ends(ends):
        console.print(Text(line, style="dim"), soft_wrap=True)
