"""A rehearsal at the terminal: how notices look, and a bar that shows how far the year is."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.progress import Progress

from bots.telegram.sending import card
from scheduler.campaign.rehearsal import Transcript, rehearse
from scheduler.definition.organisation import Organisation
from scheduler.installation import Installation
from scheduler.run.saying.notice import Notice


def rehearse_shown(
    installation: Installation,
    console: Console,
    organisations: Sequence[Organisation],
    *,
    until: datetime,
    title: str,
) -> Transcript:
    """What people would read as Telegram cards from now to `until`, below a bar named `title`."""
    start = installation.clock.now()
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(title, total=(until - start).total_seconds())
        return rehearse(
            installation,
            organisations,
            until=until,
            look=_as_card,
            progress=lambda now: bar.update(task, completed=(now - start).total_seconds()),
        )


def _as_card(notice: Notice) -> str:
    return card.render(notice).plain
