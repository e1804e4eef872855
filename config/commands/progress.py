"""A rehearsal at the terminal: how notices look, and a bar that shows how far the year is."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

from bots.telegram.sending import card
from scheduler.campaign.rehearsal import Transcript, rehearse
from scheduler.definition.organisation import Organisation
from scheduler.installation import Installation
from scheduler.run.saying.notice import Notice

T = TypeVar("T")


def rehearse_shown(
    installation: Installation,
    console: Console,
    organisations: Sequence[Organisation],
    *,
    until: datetime,
    title: str,
) -> Transcript:
    """What people would read as Telegram cards from now to `until`, below a bar named `title`."""
    work = partial(rehearse, installation, organisations, until=until, look=_as_card)
    return with_bar(console, title, (installation.clock.now(), until), work)


def with_bar(
    console: Console, title: str, span: tuple[datetime, datetime], work: Callable[..., T]
) -> T:
    """What `work` returns, which is handed `progress` and tells it each instant passed, from one to the other."""
    start, end = span
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(title, total=(end - start).total_seconds())
        return work(progress=lambda now: bar.update(task, completed=(now - start).total_seconds()))


def _as_card(notice: Notice) -> str:
    return card.render(notice).plain
