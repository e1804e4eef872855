"""Commands that rehearse: rehearse, demo."""

import asyncio
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.progress import Progress

from config.commands import demo as demonstration
from config.commands import new_files, report
from config.commands.instants import parse_span
from config.rehearsal import Rehearsal
from config.settings import Settings
from scheduler.campaign import proposals
from scheduler.clock import RehearsalClock
from scheduler.installation import Context
from scheduler.language import _
from scheduler.store import copies


def register(app: typer.Typer, settings: Settings) -> None:
    """Add the commands to `app`."""

    @app.command(
        help=_("Diễn tập một định nghĩa: cả năm trong vài giây, in mọi tin và mọi mục lịch.")
    )
    def rehearse(
        ctx: typer.Context,
        file: Path,
        first: Annotated[str, typer.Option("--from")],
        last: Annotated[str, typer.Option("--to")],
        out: Annotated[Path | None, typer.Option("--out", file_okay=False)] = None,
        units: Annotated[Path | None, typer.Option("--units", exists=True)] = None,
        force: Annotated[bool, typer.Option("--force")] = False,
    ) -> None:
        context: Context = ctx.obj
        new_files.refuse_existing(report.written(out) if out else (), force=force)
        proposal = proposals.propose(context, file, units=units)
        zone = ZoneInfo(proposal.definition.timezone)
        start, end = parse_span(first, last, zone)
        with tempfile.TemporaryDirectory() as folder:
            rehearsed = rehearsal_context(context, Path(folder), start)
            proposals.apply(rehearsed, proposal, proposals.preview(rehearsed, proposal))
            rehearsal = Rehearsal(
                rehearsed.database,
                context.office,
                _clock(rehearsed),
                (proposal.organisation,),
            )
            with Progress(console=context.console, transient=True) as bar:
                task = bar.add_task(_("Diễn tập"), total=(end - start).total_seconds())
                transcript = asyncio.run(
                    rehearsal.run(
                        end,
                        progress=lambda now: bar.update(
                            task, completed=(now - start).total_seconds()
                        ),
                    )
                )
            report.show(rehearsed, proposal, transcript, out=out, force=force)

    @app.command(help=_("Trình diễn: năm phong trào mẫu, diễn tập năm 2024, bảng và lịch."))
    def demo(ctx: typer.Context) -> None:
        demonstration.run(ctx.obj, settings)


def rehearsal_context(context: Context, folder: Path, start: datetime) -> Context:
    """The same installation over an empty database in `folder`, at `start`."""
    url = f"sqlite:///{folder / 'rehearsal.sqlite3'}"
    copies.open_fresh(url, now=start).close()
    return replace(context, database_url=url, clock=RehearsalClock(start), author=_("diễn tập"))


def _clock(context: Context) -> RehearsalClock:
    assert isinstance(context.clock, RehearsalClock), "made by rehearsal_context"
    return context.clock
