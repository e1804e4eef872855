"""Commands that rehearse: rehearse, demo."""

import tempfile
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from config.commands import demo as demonstration
from config.commands import new_files, report, terminal
from config.commands.instants import parse_span
from config.commands.progress import rehearse_shown
from config.settings import Settings
from scheduler.campaign import proposals
from scheduler.campaign.rehearsal import rehearsal_context
from scheduler.language import _


def register(app: typer.Typer, settings: Settings) -> None:
    """Add the commands to `app`."""

    @app.command()
    def rehearse(
        ctx: typer.Context,
        file: Path,
        first: Annotated[str, typer.Option("--from")],
        last: Annotated[str, typer.Option("--to")],
        out: Annotated[Path | None, typer.Option("--out", file_okay=False)] = None,
        units: Annotated[Path | None, typer.Option("--units", exists=True)] = None,
        force: Annotated[bool, typer.Option("--force")] = False,
    ) -> None:
        installation, console = terminal.of(ctx)
        new_files.refuse_existing(report.written(out) if out else (), force=force)
        proposal = proposals.propose(installation, file, units=units)
        zone = ZoneInfo(proposal.definition.timezone)
        start, end = parse_span(first, last, zone)
        with tempfile.TemporaryDirectory() as folder:
            rehearsed = rehearsal_context(installation, Path(folder), start, author=_("diễn tập"))
            proposals.apply(rehearsed, proposal, proposals.preview(rehearsed, proposal))
            transcript = rehearse_shown(
                rehearsed, console, (proposal.organisation,), until=end, title=_("Diễn tập")
            )
            report.show(rehearsed, console, proposal, transcript, out=out, force=force)

    @app.command()
    def demo(
        ctx: typer.Context, campaign: Annotated[str, typer.Argument()] = demonstration.CAMPAIGN
    ) -> None:
        """CAMPAIGN is the id of a sample."""
        demonstration.run(*terminal.of(ctx), settings, campaign)
