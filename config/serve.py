"""`thidua serve`: web, engine and bots in one process, stopped cleanly by a signal."""

import asyncio
import logging
import signal
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from fastapi import FastAPI

from bots.telegram.hearing.receiver import Receiver
from bots.telegram.hearing.routes import router
from bots.telegram.sending.channel import TelegramChannel
from config import long_work
from config.app import make_app
from config.attendance import Attendance
from config.channels import REFUSED, Opened, note_lanes, open_channels
from config.desk.desk import HOME, Desk
from config.desk.entrance import address
from config.kept_files import files_folder
from config.listening import listen
from config.reception import make_receivers
from config.settings import Settings
from config.start import Start
from scheduler.campaign.rehearsal import is_worth_a_line
from scheduler.clock import WallClock, Watch
from scheduler.errors import DiskFull, ThiDuaError
from scheduler.installation import Installation
from scheduler.run.daily import daily
from scheduler.run.engines import local
from scheduler.run.engines.alone import alone
from scheduler.run.firing.tick import tick
from scheduler.run.saying.notice import Channel
from scheduler.run.sending import lanes
from scheduler.run.sending.drain import Drain
from scheduler.store import file_folder, private
from scheduler.store.serving import Faults

log = logging.getLogger(__name__)


async def serve(installation: Installation, settings: Settings, *, rehearsal: bool = False) -> None:
    """Run until SIGTERM or SIGINT. Raises PortTaken, AddressRefused, AlreadyRunning and the database's errors."""
    if rehearsal:
        log.warning("REHEARSAL: the clock began at %s", installation.clock.now().isoformat())
    _close_to_others(installation, settings)
    for handler in logging.getLogger().handlers:
        handler.addFilter(is_worth_a_line)
    with alone(installation.database):
        channels, faults = open_channels(installation, settings)
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        try:
            async with asyncio.TaskGroup() as tasks:
                await _serve(
                    installation, settings, channels, faults, tasks, stop, rehearsal=rehearsal
                )
        except* ThiDuaError as group:
            raise group.exceptions[0] from None
        finally:
            for channel in set(channels.values()):
                await channel.close()
            installation.database.close()  # which empties what SQLite keeps beside its file
    log.info("stopped")


async def _serve(
    installation: Installation,
    settings: Settings,
    channels: Mapping[str, Opened],
    faults: Faults,
    tasks: asyncio.TaskGroup,
    stop: asyncio.Event,
    *,
    rehearsal: bool,
) -> None:
    """Pages and feeds at once; reminders and answers as soon as the database can be written."""
    alone = installation.database.file is not None
    bots = {name: c for name, c in channels.items() if isinstance(c, TelegramChannel)}
    receivers = make_receivers(installation, settings, bots, alone=alone)
    if receivers and not installation.outside_url:
        log.warning("THIDUA_PUBLIC_URL is not set: the bot gives nobody a calendar link")
    log.info("the desk is at %s%s", installation.base_url, HOME)
    if rehearsal:
        log.info("sessions and links of the desk go by the real clock")
    start = Start()
    app = _application(installation, settings, receivers, start, rehearsal=rehearsal)
    tasks.create_task(listen(app, host=settings.http_host, port=settings.http_port, stop=stop))
    # a bot says at once whether its token is known; a mail server, when it is asked
    unproven = channels.keys() - bots.keys()
    if not await start.begin(
        partial(_begin_lanes, installation, faults, unproven, alone=alone), stop
    ):
        return
    for attendance in _attendances(installation, settings, bots, receivers):
        tasks.create_task(attendance.run(stop))
    # at another time, files of the real reports would seem nobody's
    folder = None if rehearsal else files_folder(installation, settings)
    tasks.create_task(_engine(installation, channels, folder, stop, rehearsal=rehearsal))
    tasks.create_task(long_work.work_off(installation, stop=stop))


def _attendances(
    installation: Installation,
    settings: Settings,
    bots: Mapping[str, TelegramChannel],
    receivers: Iterable[Receiver],
) -> Iterator[Attendance]:
    for receiver in receivers:
        sources = {lane: settings.token_source(lane) for lane in receiver.lanes}
        yield Attendance(
            installation,
            bots[receiver.lane],
            receiver,
            refused={lane: REFUSED[source] for lane, source in sources.items()},
            settings=", ".join(dict.fromkeys(sources.values())),
        )


def _application(
    installation: Installation,
    settings: Settings,
    receivers: list[Receiver],
    start: Start,
    *,
    rehearsal: bool,
) -> FastAPI:
    address.warn_where_none_is_kept(installation.base_url)
    ears = {receiver.lane: receiver.health for receiver in receivers}
    desk = Desk(installation, WallClock(), files_folder(installation, settings))
    app = make_app(installation, rehearsal=rehearsal, ears=ears, start=start, desk=desk)
    if secret := settings.telegram_webhook_secret:
        lanes = {receiver.lane: receiver.keep for receiver in receivers}
        app.include_router(router(lanes, secret=secret.get_secret_value()))
    return app


async def _engine(
    installation: Installation,
    channels: Mapping[str, Channel],
    files: Path | None,
    stop: asyncio.Event,
    *,
    rehearsal: bool,
) -> None:
    """`files`: where those of no report are to be removed."""
    database, office, zone = installation.database, installation.office, installation.zone

    async def wake() -> list[str]:
        return await asyncio.to_thread(tick, database, office, now=installation.clock.now())

    async def look() -> list[str]:
        remove = partial(file_folder.remove_unowned, files) if files else None
        now, wall = installation.clock.now(), WallClock().now()
        return await asyncio.to_thread(daily, database, remove, zone=zone, now=now, wall=wall)

    drain = Drain(
        database,
        channels,
        office,
        installation.clock,
        rehearsal=rehearsal,
        stopping=stop.is_set,
    )
    await local.run(wake, drain, look, stop=stop, watch=Watch(WallClock()))


def _close_to_others(installation: Installation, settings: Settings) -> None:
    """What stands in the database and in reports is nobody else's business, whoever made the files."""
    ours, others = installation.database.close_to_others()
    files = private.tighten(private.below(files_folder(installation, settings).resolve()))
    if closed := [*ours, *files[0]]:
        log.warning("others could read %s and %d more: closed", closed[0], len(closed) - 1)
    if still_open := [*others, *files[1]]:
        log.warning(
            "others can read %s and %d more, which are not ours to close: chmod them",
            still_open[0],
            len(still_open) - 1,
        )


def _begin_lanes(
    installation: Installation, faults: Faults, unproven: Collection[str], *, alone: bool
) -> None:
    """Raises DatabaseBusy. A full disk keeps the web part up."""
    note_lanes(installation, faults)
    try:
        with installation.database.write() as session:
            if alone:
                lanes.free_all(session)
            lanes.doubt(session, unproven, now=installation.clock.now())
    except DiskFull as error:
        log.warning("lanes held by a dead process run out by themselves: %r", error)
