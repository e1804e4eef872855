"""`thidua demo`: the main job on the samples, from nothing, so that a stranger sees it at work."""

import asyncio
import os
import signal
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
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
from config import long_work
from config.app import make_app
from config.commands import report, tables
from config.commands.narrow_board import shown_board
from config.commands.progress import rehearse_shown, with_bar
from config.demo.mid_year import MidYear
from config.demo.on_the_desk import OnTheDesk
from config.desk.desk import Desk
from config.listening import bound, listen
from config.settings import Settings
from scheduler.access import approvers, links
from scheduler.campaign import board, proposals
from scheduler.campaign.proposals import Proposal
from scheduler.campaign.rehearsal import Message, Transcript, rehearsal_context
from scheduler.clock import WallClock
from scheduler.dates import civil
from scheduler.dates.say import in_numbers, say_moment
from scheduler.definition.models import Definition
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.plan.model import PHASES
from scheduler.store.agenda import load_campaigns
from scheduler.store.organisation import find_unit

CAMPAIGN = "phu-tho-2024"  # unless another sample is asked for
SHOWN = 6  # messages of one unit printed whole; the rest are counted


def run(installation: Installation, console: Console, settings: Settings, campaign: str) -> None:
    """Set up samples in a temporary folder, rehearse one, print; then serve desk and feeds in mid-year until Ctrl-C.

    Raises BadParameter for a `campaign` that no sample has, and for a time outside of its year.
    """
    known = sorted(file.stem for file in (installation.samples_dir / "campaigns").glob("*.yaml"))
    if campaign not in known:
        told = _("Không có phong trào mẫu “{given}”. Đang có: {known}.")
        raise typer.BadParameter(told.format(given=campaign, known=", ".join(known)))
    stays = os.environ.get("DEMO_ONCE") != "1"
    if stays:  # a taken port is told now, not behind the whole rehearsal
        bound(settings.http_host, settings.http_port).close()
    samples = replace(installation, config_dir=installation.samples_dir)
    every = {code: proposals.propose(samples, _file(samples, code)) for code in known}
    shown = every[campaign]
    at = _mid_year(installation, shown.definition)
    with tempfile.TemporaryDirectory() as folder:
        _print_samples(console, every.values())
        most = _rehearse(samples, console, shown, Path(folder) / "year")
        desk, clerk = _live(samples, console, shown, every.values(), Path(folder) / "desk", at)
        _print_addresses(desk, console, most, clerk)
        if stays:
            asyncio.run(_serve(desk, console, settings))


def _file(samples: Installation, code: str) -> Path:
    return samples.config_dir / "campaigns" / f"{code}.yaml"


def _mid_year(installation: Installation, of: Definition) -> datetime:
    """The time of the program where it is another than the real one, else the second Monday of July at 10:00."""
    zone = ZoneInfo(of.timezone)
    first, last = _year(of)
    if not installation.rehearsal:
        monday = 14 - date(of.year, 7, 7).weekday()
        return civil.at(date(of.year, 7, monday), time(10), zone)
    if not first < (at := installation.clock.now()) < last:
        told = _("--at cần một ngày trong năm của phong trào: từ {first} đến {last}.")
        days = [in_numbers(one.astimezone(zone)) for one in (first, last - timedelta(seconds=1))]
        raise typer.BadParameter(told.format(first=days[0], last=days[1]))
    return at


def _year(of: Definition) -> tuple[datetime, datetime]:
    """From its first day, or that of its document, to the end of the year of a campaign; aware, UTC."""
    zone = ZoneInfo(of.timezone)
    first = max(of.directive.issued_on or date.min, date(of.year, 1, 1))
    return civil.at(first, time(0), zone), civil.end_of_day(date(of.year, 12, 31), zone)


def _print_samples(console: Console, samples: Iterable[Proposal]) -> None:
    table = Table(
        _("Phong trào"),
        _("Đợt, cao điểm"),
        _("Nhiệm vụ báo cáo"),
        _("Đơn vị"),
        title=_("Phong trào mẫu"),
    )
    for proposal in samples:
        plan = proposal.plan
        table.add_row(
            proposal.definition.title + f" ({plan.campaign})",
            str(sum(span.kind in PHASES for span in plan.spans)),
            str(len(plan.occurrences)),
            str(len({unit for o in plan.occurrences for unit in o.units})),
        )
    console.print(table)


def _open(
    samples: Installation, folder: Path, start: datetime, campaigns: Iterable[Proposal]
) -> Installation:
    """A database of its own in `folder`, with these campaigns and the units of their issuers, at `start`."""
    folder.mkdir()
    opened = rehearsal_context(samples, folder, start, author=_("trình diễn"))
    for proposal in campaigns:
        proposals.apply(opened, proposal, proposals.preview(opened, proposal))
    return opened


def _rehearse(samples: Installation, console: Console, shown: Proposal, folder: Path) -> Message:
    """The whole year of one campaign, in which nobody answers; the first message of the unit that is told most."""
    start, end = _year(shown.definition)
    year = _open(samples, folder, start, [shown])
    title = _("Diễn tập năm {year}").format(year=shown.definition.year)
    transcript = rehearse_shown(year, console, [shown.organisation], until=end, title=title)
    _print(year, console, shown, transcript)
    year.database.close()
    return most_told(transcript)


def _live(
    samples: Installation,
    console: Console,
    shown: Proposal,
    every: Iterable[Proposal],
    folder: Path,
    at: datetime,
) -> tuple[Installation, int]:
    """Every campaign of that year at `at`, in which people answer, for the desk; and the clerk of the one shown."""
    start, _end = _year(shown.definition)
    same = [one for one in every if one.definition.year == shown.definition.year]
    office = _open(samples, folder, start, same)
    organisations = {one.organisation.issuer.id: one.organisation for one in same}
    title = _("Đến giữa năm {year}").format(year=shown.definition.year)
    offices = with_bar(
        console,
        title,
        (start, at),
        partial(MidYear(office, folder / "files", at).live, [*organisations.values()]),
    )
    told = _("Bàn làm việc và lịch ở {moment}: {count} phong trào của {issuers} cơ quan.")
    moment = say_moment(at, ZoneInfo(shown.definition.timezone))
    console.print(told.format(moment=moment, count=len(same), issuers=len(organisations)))
    clerk = offices[shown.organisation.issuer.id].clerk_id
    laid = OnTheDesk(office, shown.organisation, _signature(office, shown, clerk))
    told = ", ".join(laid.lay(shown.plan.campaign))
    console.print(_("Trên bàn có sẵn: {things}.").format(things=told))
    return replace(office, clock=WallClock(at), rehearsal=True), clerk


def _signature(office: Installation, shown: Proposal, person: int) -> str:
    """Of who came to the desk of that issuer, as the ledger names them."""
    issuer = shown.organisation.issuer.id
    with office.database.read() as session:
        people = approvers.load(session, issuer, now=office.clock.now())
    return next(one.signature for one in people if one.person_id == person)


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


def _print_addresses(
    installation: Installation, console: Console, told: Message, clerk: int
) -> None:
    issuer = told.issuer
    table = Table(_("Mở"), _("Địa chỉ"), title=_("Bàn làm việc và lịch"))
    table.add_row(_("Bàn làm việc (mở một lần)"), _way_in(installation, issuer, clerk))
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


def _way_in(installation: Installation, issuer: str, clerk: int) -> str:
    """The address that signs the clerk of the standing body in, once."""
    with installation.database.write(issuer) as session:
        wall, now = WallClock().now(), installation.clock.now()
        secret = links.make(session, person_id=clerk, by=installation.author, wall=wall, now=now)
    return links.address_of(installation.base_url, secret)


async def _serve(installation: Installation, console: Console, settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    told = _("Bàn làm việc và lịch đang phục vụ ở {url}; nhấn Ctrl-C để dừng.")
    console.print(told.format(url=installation.base_url))
    assert installation.database.file is not None, "made by rehearsal_context"
    desk = Desk(installation, WallClock(), installation.database.file.with_name("files"))
    app = make_app(installation, rehearsal=True, desk=desk)
    working = asyncio.create_task(long_work.work_off(installation, stop=stop))
    try:
        await listen(app, host=settings.http_host, port=settings.http_port, stop=stop)
    finally:
        stop.set()
        await working
