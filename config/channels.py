"""The table of channels: how each is opened from the settings. Adding a channel adds a line."""

import logging
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from bots.mail.channel import MailChannel
from bots.mail.connection import Server
from bots.telegram.sending.channel import TelegramChannel, connect
from config.confinement import is_here
from config.settings import TOKEN, TOKENS, Settings
from scheduler.installation import Installation
from scheduler.store.serving import Fault, Faults, is_noted, load_ids, load_paused, note

log = logging.getLogger(__name__)

Opened = TelegramChannel | MailChannel

# By the setting that a token comes from: what is wrong when Telegram does not know it.
REFUSED = {TOKEN: Fault.TOKEN_REFUSED, TOKENS: Fault.OWN_TOKEN_REFUSED}


def open_channels(
    installation: Installation, settings: Settings
) -> tuple[dict[str, Opened], Faults]:
    """A channel for each lane the settings reach; lanes of the same sender share the channel and its pace.

    With it what is to be noted of each lane (see `note_lanes`) before anything is put into one.
    """
    opened: dict[str, Opened] = {}
    faults: dict[str, Fault | None] = {}
    for kind, (open_kind, missing) in CHANNELS.items():
        with installation.database.read() as session:
            lanes = load_ids(session, channel=kind)
        found = open_kind(installation, settings, lanes)
        opened.update(found)
        faults.update({lane: None if lane in found else missing for lane in lanes})
    return opened, faults


def note_lanes(installation: Installation, faults: Faults) -> None:
    """Write down which lanes are served: nothing is put into another. Raises DatabaseBusy."""
    with installation.database.read() as session:
        noted = is_noted(session, faults)
    if not noted:  # a busy database must not keep the web part down for nothing
        with installation.database.write() as session:
            note(session, faults, now=installation.clock.now())
    with installation.database.read() as session:
        for lane in load_paused(session):
            log.warning("lane %s was paused when we stopped: %s", lane.id, lane.pause_reason)


def _open_telegram(
    installation: Installation, settings: Settings, lanes: Sequence[str]
) -> dict[str, TelegramChannel]:
    tokens = {lane: token for lane in lanes if (token := settings.token(lane))}
    for lane in sorted(set(lanes) - set(tokens)):
        log.warning("lane %s has no bot token: nothing leaves by it", lane)
    for name in settings.lanes_with_tokens:
        if name not in lanes:
            known = ", ".join(lanes) or "none yet"
            log.warning("%s names %s, which is no lane; lanes are: %s", TOKENS, name, known)
    by_token = {
        token: connect(
            token,
            clock=installation.clock,
            base_url=settings.telegram_base_url,
            base_file_url=settings.telegram_base_file_url or "",
            proxy=settings.telegram_proxy,
            pages=installation.outside_url,
        )
        for token in set(tokens.values())
    }
    return {lane: by_token[token] for lane, token in tokens.items()}


def _open_mail(
    installation: Installation, settings: Settings, lanes: Sequence[str]
) -> dict[str, MailChannel]:
    server = _mail_server(settings)
    if server is None:
        if lanes:
            log.warning("no mail server is set: units are not reached by mail")
        return {}
    channel = MailChannel(server, clock=installation.clock, pages=public_pages(settings))
    return dict.fromkeys(lanes, channel)


def public_pages(settings: Settings) -> str:
    """Where our public pages are for who reads mail elsewhere; empty where they are for this machine, or shut."""
    address = urlsplit(settings.public_url or "")
    if is_here(address.hostname or "localhost") or address.username or address.password:
        return ""
    return settings.public_url or ""


def _mail_server(settings: Settings) -> Server | None:
    if settings.smtp_host is None or settings.smtp_from is None:
        return None
    if settings.smtp_tls == "none" and settings.smtp_password:
        log.warning("THIDUA_SMTP_TLS=none: the mail password crosses the network as it is")
    password = settings.smtp_password
    return Server(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        user=settings.smtp_user,
        password=password.get_secret_value() if password else None,
        tls=settings.smtp_tls,
    )


Open = Callable[[Installation, Settings, Sequence[str]], Mapping[str, Opened]]

# By channel: how its lanes are opened, and what is missing where one was not.
CHANNELS: dict[str, tuple[Open, Fault]] = {
    "telegram": (_open_telegram, Fault.NO_TOKEN),
    "mail": (_open_mail, Fault.NO_SERVER),
}
