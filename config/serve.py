"""`thidua serve`: web, engine and bots in one process, stopped cleanly by a signal."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

from fastapi import FastAPI

from bots.telegram.channel import InvalidToken, TelegramChannel
from bots.telegram.receive import Receiver
from bots.telegram.routes import router
from config.app import make_app
from config.channels import open_channels
from config.reception import files_folder, make_receivers
from config.settings import Settings
from config.web import run_web
from scheduler.admin.context import Context
from scheduler.errors import DatabaseBusy, DiskFull, ThiDuaError, WrongToken
from scheduler.run import lanes, local
from scheduler.run.drain import Drain
from scheduler.run.notice import Channel
from scheduler.run.tick import tick
from scheduler.store import private
from scheduler.store.tables import Lane

log = logging.getLogger(__name__)


async def serve(context: Context, settings: Settings, *, rehearsal: bool = False) -> None:
    """Run until SIGTERM or SIGINT. Raises WrongToken, PortTaken, AlreadyRunning and the database's errors."""
    if rehearsal:
        log.warning("REHEARSAL: the clock began at %s", context.clock.now().isoformat())
    _close_to_others(context, settings)
    with _alone(context):
        channels = open_channels(context, settings)
        alone = context.database.file is not None
        if alone:
            _free_lanes(context)
        bots = {name: c for name, c in channels.items() if isinstance(c, TelegramChannel)}
        receivers = make_receivers(context, settings, bots, alone=alone)
        app = _application(context, settings, receivers, rehearsal=rehearsal)
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(
                    run_web(app, host=settings.http_host, port=settings.http_port, stop=stop)
                )
                for receiver in receivers:
                    tasks.create_task(receiver.run(stop))
                tasks.create_task(_engine(context, channels, stop, rehearsal=rehearsal))
                # once a bot: of several refusals all but the first would end up as tracebacks in the log
                for bot in set(bots.values()):
                    shared = [lane for lane, c in bots.items() if c is bot]
                    tasks.create_task(_introduce(context, shared, bot, stop))
        except* ThiDuaError as group:
            raise group.exceptions[0] from None
        finally:
            for channel in set(channels.values()):
                await channel.close()
            context.database.close()  # which empties what SQLite keeps beside its file
    log.info("stopped")


def _application(
    context: Context, settings: Settings, receivers: list[Receiver], *, rehearsal: bool
) -> FastAPI:
    ears = {receiver.lane: receiver.health for receiver in receivers}
    app = make_app(context, rehearsal=rehearsal, ears=ears)
    if secret := settings.telegram_webhook_secret:
        doors = {receiver.lane: receiver.keep for receiver in receivers}
        app.include_router(router(doors, secret=secret.get_secret_value()))
    return app


async def _engine(
    context: Context,
    channels: Mapping[str, Channel],
    stop: asyncio.Event,
    *,
    rehearsal: bool,
) -> None:
    async def wake() -> list[str]:
        return await asyncio.to_thread(
            tick, context.database, context.office, now=context.clock.now()
        )

    drain = Drain(
        context.database,
        channels,
        context.office,
        context.clock,
        rehearsal=rehearsal,
        stopping=stop.is_set,
    )
    await local.run(wake, drain, stop=stop)


async def _introduce(
    context: Context, shared: list[str], channel: TelegramChannel, stop: asyncio.Event
) -> None:
    """Learn the bot's name beside everything else; only a token Telegram does not know ends the service."""
    asking = asyncio.create_task(channel.introduce())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([asking, stopping], return_when="FIRST_COMPLETED")
        if asking.done():
            username = asking.result().username
            log.info("%s sends as @%s", ", ".join(shared), username)
            await asyncio.to_thread(_remember, context, shared, username)
    except InvalidToken:
        raise WrongToken(", ".join(shared)) from None  # its text shows the token
    finally:
        asking.cancel()
        stopping.cancel()
        await asyncio.gather(asking, stopping, return_exceptions=True)


def _close_to_others(context: Context, settings: Settings) -> None:
    """What stands in the database and in reports is nobody else's business, whoever made the files."""
    ours, others = context.database.close_to_others()
    files = private.tighten(private.below(files_folder(context, settings)))
    if closed := [*ours, *files[0]]:
        log.warning("others could read %s and %d more: closed", closed[0], len(closed) - 1)
    if still_open := [*others, *files[1]]:
        log.warning(
            "others can read %s and %d more, which are not ours to close: chmod them",
            still_open[0],
            len(still_open) - 1,
        )


def _free_lanes(context: Context) -> None:
    try:
        with context.database.write() as session:
            lanes.free_all(session)
    except (DatabaseBusy, DiskFull) as error:
        log.warning("lanes held by a dead process run out by themselves: %r", error)


def _remember(context: Context, shared: list[str], username: str) -> None:
    """The bot's name, for the links of invitations."""
    with context.database.write() as session:
        for lane in shared:
            session.get_one(Lane, lane).username = username


@contextlib.contextmanager
def _alone(context: Context) -> Iterator[None]:
    file: Path | None = context.database.file
    if file is None:
        yield
        return
    with local.only_process(file.with_name(file.name + ".lock")):
        yield
