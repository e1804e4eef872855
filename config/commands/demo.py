"""`thidua demo`: the main job on the samples, from nothing, so that a stranger sees it at work."""

import asyncio
import os
import signal
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.rule import Rule
from rich.table import Table

from calendars import subscriptions
from calendars.pages.clients import say_here_only
from calendars.query import Scope
from calendars.routes import public_url, secret_url
from config.app import make_app
from config.commands import report, tables
from config.commands.narrow_board import shown_board
from config.commands.progress import rehearse_shown
from config.listening import bound, listen
from config.settings import Settings
from scheduler.campaign import board, proposals
from scheduler.campaign.proposals import Proposal
from scheduler.campaign.rehearsal import Message, Transcript, rehearsal_context
from scheduler.dates import civil
from scheduler.definition.models import Definition
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.plan.model import PHASES
from scheduler.store.agenda import load_campaigns
from scheduler.store.organisation import find_unit, save_organisation

CAMPAIGN = "phu-tho-2024"  # unless another sample is asked for
SHOWN = 6  # messages of one unit printed whole; the rest are counted


def run(installation: Installation, console: Console, settings: Settings, campaign: str) -> None:
    """Set up the samples in a temporary folder, rehearse one, print, then serve the feeds until Ctrl-C.

    Raises BadParameter for a `campaign` that no sample has.
    """
    known = sorted(file.stem for file in (installation.samples_dir / "campaigns").glob("*.yaml"))
    if campaign not in known:
        told = _("Không có phong trào mẫu “{given}”. Đang có: {known}.")
        raise typer.BadParameter(told.format(given=campaign, known=", ".join(known)))
    stays = os.environ.get("DEMO_ONCE") != "1"
    if stays:  # a taken port is told now, not behind the whole rehearsal
        bound(settings.http_host, settings.http_port).close()
    with tempfile.TemporaryDirectory() as folder:
        samples = replace(installation, config_dir=installation.samples_dir)
        shown = proposals.propose(samples, samples.config_dir / "campaigns" / f"{campaign}.yaml")
        start, end = _year(shown.definition)
        demo = rehearsal_context(samples, Path(folder), start, author=_("trình diễn"))
        _apply_samples(demo, console)
        transcript = rehearse_shown(
            demo,
            console,
            [shown.organisation],
            until=end,
            title=_("Diễn tập năm {year}").format(year=shown.definition.year),
        )
        _print(demo, console, shown, transcript)
        _print_addresses(demo, console, most_told(transcript))
        if stays:
            asyncio.run(_serve(demo, console, settings))


def _year(of: Definition) -> tuple[datetime, datetime]:
    """From its first day, or that of its document, to the end of the year of a campaign; aware, UTC."""
    zone = ZoneInfo(of.timezone)
    first = max(of.directive.issued_on or date.min, date(of.year, 1, 1))
    return civil.at(first, time(0), zone), civil.end_of_day(date(of.year, 12, 31), zone)


def _apply_samples(installation: Installation, console: Console) -> None:
    with installation.database.write() as session:
        for organisation in installation.organisations:
            save_organisation(
                session, organisation, actor=installation.author, now=installation.clock.now()
            )
    table = Table(
        _("Phong trào"),
        _("Đợt, cao điểm"),
        _("Nhiệm vụ báo cáo"),
        _("Đơn vị"),
        title=_("Đã áp dụng"),
    )
    for file in sorted((installation.config_dir / "campaigns").glob("*.yaml")):
        proposal = proposals.propose(installation, file)
        proposals.apply(installation, proposal, proposals.preview(installation, proposal))
        plan = proposal.plan
        table.add_row(
            proposal.definition.title + f" ({plan.campaign})",
            str(sum(span.kind in PHASES for span in plan.spans)),
            str(len(plan.occurrences)),
            str(len({unit for o in plan.occurrences for unit in o.units})),
        )
    console.print(table)


def _print(
    installation: Installation, console: Console, proposal: Proposal, transcript: Transcript
) -> None:
    console.print(tables.proposal(proposal))
    console.print(Rule(_("Diễn tập: tin gửi qua Telegram (không ai trả lời)")))
    shown = _of_one_unit(transcript)
    for told in shown:
        console.print(report.message(told))
    more = len(transcript.messages) - len(shown)
    if more > 0:
        console.print(
            ngettext("… và {more} tin nữa; `thidua rehearse` in hoặc ghi ra tất cả.", more).format(
                more=more
            )
        )
    report.summary(console, transcript)
    with installation.database.read() as session:
        named = f"{proposal.organisation.issuer.id}/{proposal.plan.campaign}"
        ((campaign, rows),) = board.load_boards(session, named, now=installation.clock.now())
    console.print(report.entries(installation, campaign))
    console.print(shown_board(campaign, rows, width=console.width))


def _of_one_unit(transcript: Transcript) -> list[Message]:
    """The first messages of the unit that is told most: what one head sees, from first reminder to overdue."""
    most = most_told(transcript).unit_id
    return [told for told in transcript.messages if told.unit_id == most][:SHOWN]


def most_told(transcript: Transcript) -> Message:
    """The first message of the unit that is told most."""
    counts = Counter(told.unit_id for told in transcript.messages)
    return max(transcript.messages, key=lambda told: counts[told.unit_id])


def _print_addresses(installation: Installation, console: Console, told: Message) -> None:
    issuer = told.issuer
    table = Table(_("Lịch"), _("Địa chỉ"), title=_("Địa chỉ lịch"))
    with installation.database.read() as session:
        campaigns = load_campaigns(session)
    for campaign in campaigns:
        url = public_url(installation.base_url, campaign.issuer_id, campaign.code)
        table.add_row(campaign.code, url)
    with installation.database.write(issuer) as session:
        unit = find_unit(session, told.unit_id, issuer_id=issuer)
        made = subscriptions.subscribe(
            session,
            issuer_id=issuer,
            scope=Scope("unit", unit.id or 0),
            name=_("trình diễn"),
            actor=installation.author,
            now=installation.clock.now(),
        )
    table.add_row(
        _("{unit} (riêng)").format(unit=told.unit), secret_url(installation.base_url, made.reads)
    )
    # an address broken over two lines cannot be copied
    Console(width=max(console.width, 120)).print(table)
    if not installation.outside_url:
        console.print(say_here_only())


async def _serve(installation: Installation, console: Console, settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    console.print(
        _("Lịch đang phục vụ ở {url}; nhấn Ctrl-C để dừng.").format(url=installation.base_url)
    )
    app = make_app(installation, rehearsal=True)
    await listen(app, host=settings.http_host, port=settings.http_port, stop=stop)
