"""Who hears people: one receiver a bot, given the rules, the links and the folder its talk needs."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from bots.telegram import files, talk
from bots.telegram.event import Answers, Event, Uploaded
from bots.telegram.hearing.handler import Fetched
from bots.telegram.hearing.receiver import Hook, Receiver
from bots.telegram.hearing.routes import address
from bots.telegram.sending.channel import TelegramChannel
from calendars.families import require_room_for
from calendars.query import Scope
from calendars.routes import manage_url, secret_url
from calendars.subscriptions import subscribe
from config.kept_files import files_folder
from config.settings import Settings
from scheduler.access import links
from scheduler.clock import Clock, WallClock
from scheduler.errors import FileUnreachable
from scheduler.installation import Installation
from scheduler.store.files import StoredFile
from scheduler.store.inbox import Transaction
from scheduler.store.tables import Unit
from scheduler.workflow.moved_deadline import Rules


class Reception:
    """What one bot's talk is given: made once, told the time with each event."""

    def __init__(
        self,
        installation: Installation,
        channel: TelegramChannel,
        lanes: tuple[str, ...],
        folder: Path,
        *,
        wall: Clock,
    ) -> None:
        self._context = installation
        self._channel = channel
        self._lanes = lanes
        self._folder = folder
        self._wall = wall  # of links into the desk, also where the program runs at another time
        self._rules = Rules(installation.calendar, installation.policies)

    def respond(
        self, session: Transaction, event: Event, *, now: datetime, fetched: Fetched
    ) -> Answers:
        """What `event` is answered with."""
        return talk.respond(session, event, self._rim(now, fetched))

    async def fetch(self, event: Uploaded) -> StoredFile:
        """The file of `event`, kept. Raises FileTooBig, FileTypeRefused, FileUnreachable."""
        if not await asyncio.to_thread(self._is_wanted, event):
            raise FileUnreachable("not wanted")
        bot, octets = self._channel.bot, event.octets
        return await files.keep(
            bot, event.file_id, name=event.name, folder=self._folder, octets=octets
        )

    def _is_wanted(self, event: Uploaded) -> bool:
        with self._context.database.read() as session:
            return talk.wants_file(session, event, self._rim(self._context.clock.now(), {}))

    def _rim(self, now: datetime, fetched: Fetched) -> talk.Rim:
        identity = self._channel.identity
        return talk.Rim(
            now=now,
            rules=self._rules,
            make_feed_link=self._make_feed_link,
            make_desk_link=self._make_desk_link,
            bot_username=identity.username if identity else "",
            outside_url=self._context.outside_url,
            zone=self._context.zone.key,
            lanes=self._lanes,
            fetched=fetched,
        )

    def _make_feed_link(
        self, session: Transaction, unit_id: int, name: str, *, person_id: int, now: datetime
    ) -> talk.FeedLink:
        require_room_for(session, person_id, now=now)
        made = subscribe(
            session,
            issuer_id=session.get_one(Unit, unit_id).issuer_id,
            scope=Scope("unit", unit_id),
            name=name,
            actor="telegram",
            now=now,
            maker_id=person_id,
        )
        assert made.manages is not None, "made with no other link"
        base_url = self._context.outside_url
        return talk.FeedLink(secret_url(base_url, made.reads), manage_url(base_url, made.manages))

    def _make_desk_link(
        self, session: Transaction, *, person_id: int, by: str, now: datetime
    ) -> talk.DeskLink:
        wall = self._wall.now()
        secret = links.make(session, person_id=person_id, by=by, wall=wall, now=now)
        url = links.address_of(self._context.outside_url, secret)
        return talk.DeskLink(url, minutes=links.VALID // timedelta(minutes=1))


def make_receivers(
    installation: Installation,
    settings: Settings,
    channels: Mapping[str, TelegramChannel],
    *,
    alone: bool,
) -> list[Receiver]:
    """A receiver for each bot; lanes that share a bot share it. `alone`: no other process can be alive."""
    found = []
    for channel in dict.fromkeys(channels.values()):
        lanes = tuple(sorted(lane for lane, one in channels.items() if one is channel))
        folder = files_folder(installation, settings)
        reception = Reception(installation, channel, lanes, folder, wall=WallClock())
        receiver = Receiver(
            installation.database,
            channel,
            lanes,
            respond=reception.respond,
            clock=installation.clock,
            hook=_hook(settings, lanes[0]),
            fetch=reception.fetch,
            folder=folder,
            alone=alone,
        )
        found.append(receiver)
    return found


def _hook(settings: Settings, lane: str) -> Hook | None:
    secret = settings.telegram_webhook_secret
    if settings.public_url is None or secret is None:
        return None
    return Hook(address(settings.public_url, lane), secret.get_secret_value())
