"""The table of channels: how each is opened from the settings. Adding a channel adds a line."""

import logging
from collections.abc import Callable, Mapping, Sequence

from sqlmodel import select

from bots.mail.channel import MailChannel
from bots.mail.connection import Server
from bots.telegram.channel import TelegramChannel, connect
from config.settings import Settings
from scheduler.admin.context import Context
from scheduler.store.mailboxes import is_mail_served, serve_mail
from scheduler.store.tables import Lane

log = logging.getLogger(__name__)

Opened = TelegramChannel | MailChannel


def open_channels(context: Context, settings: Settings) -> dict[str, Opened]:
    """A channel for each lane the settings reach; lanes of the same sender share the channel and its pace."""
    opened: dict[str, Opened] = {}
    for kind, open_kind in CHANNELS.items():
        with context.database.read() as session:
            lanes = session.exec(select(Lane.id).where(Lane.channel == kind)).all()
        opened.update(open_kind(context, settings, sorted(lanes)))
    return opened


def _open_telegram(
    context: Context, settings: Settings, lanes: Sequence[str]
) -> dict[str, TelegramChannel]:
    tokens = {lane: token for lane in lanes if (token := settings.token(lane))}
    for lane in sorted(set(lanes) - set(tokens)):
        log.warning("lane %s has no bot token: nothing leaves by it", lane)
    by_token = {
        token: connect(
            token,
            clock=context.clock,
            base_url=settings.telegram_base_url,
            base_file_url=settings.telegram_base_file_url or "",
            proxy=settings.telegram_proxy,
        )
        for token in set(tokens.values())
    }
    return {lane: by_token[token] for lane, token in tokens.items()}


def _open_mail(
    context: Context, settings: Settings, lanes: Sequence[str]
) -> dict[str, MailChannel]:
    server = _mail_server(settings)
    with context.database.read() as session:
        told = is_mail_served(session, served=server is not None)
    if not told:  # a busy database must not keep the web part down for nothing
        with context.database.write() as session:
            serve_mail(session, served=server is not None)
    if server is None:
        if lanes:
            log.warning("no mail server is set: units are not reached by mail")
        return {}
    channel = MailChannel(server, clock=context.clock)
    return dict.fromkeys(lanes, channel)


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


CHANNELS: dict[str, Callable[[Context, Settings, Sequence[str]], Mapping[str, Opened]]] = {
    "telegram": _open_telegram,
    "mail": _open_mail,
}
