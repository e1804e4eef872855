"""A rehearsal speaks to this machine only: whoever has the real tokens set tells nobody anything by mistake."""

import ipaddress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from config.settings import Settings

ASKED_SECONDS = 2.0


def confined(settings: Settings) -> tuple[Settings, tuple[str, ...]]:
    """`settings` without the senders that reach beyond this machine, and the names of the settings left out."""
    names: list[str] = []
    if not _is_loopback_api(settings):
        names += [n for n in ("telegram_token", "telegram_tokens") if getattr(settings, n)]
    if settings.smtp_host and not is_here(settings.smtp_host):
        names += ["smtp_host", "smtp_from"]
    told = tuple(f"THIDUA_{name.upper()}" for name in names)
    return settings.model_copy(update=dict.fromkeys(names)), told


def _is_loopback_api(settings: Settings) -> bool:
    host = urlsplit(settings.telegram_base_url).hostname or ""
    if settings.telegram_proxy or not is_here(host):
        return False
    return not _is_telegrams_own(settings.telegram_base_url)


def _is_telegrams_own(base_url: str) -> bool:
    """Whether a Bot API server of Telegram's runs here, which speaks to the world; nobody there is no danger."""
    address = urlsplit(base_url)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    line = kind(address.hostname or "", address.port, timeout=ASKED_SECONDS)
    try:
        line.request("GET", f"{address.path}/_control/refusals")
        return line.getresponse().status != HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def is_here(host: str) -> bool:
    """Whether `host` is this machine, as nobody else reaches it."""
    if host == "localhost":
        return True
    try:
        ip = ipaddress.ip_address(host)
        return ip.is_loopback or ip.is_unspecified
    except ValueError:
        return False
