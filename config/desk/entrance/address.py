"""Whether a browser keeps a session at the address by which the desk is reached."""

import logging
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from fastapi import Request

from config.desk.desk import HOME
from scheduler.language import _

log = logging.getLogger(__name__)

NEVER_BACK_TO = (f"{HOME}/vao", f"{HOME}/ra", f"{HOME}/giu-lai")  # the road in and out


def keeps_sessions(url: str) -> bool:
    """Whether a cookie that is `Secure` is kept from that address: https, or the machine the browser runs on.

    (W3C Secure Contexts, section 3.1: which origins are potentially trustworthy.)
    """
    parts = urlsplit(url)
    return parts.scheme == "https" or is_loopback(parts.hostname or "")


def is_loopback(host: str) -> bool:
    """Whether that names the machine itself (RFC 6761 6.3, RFC 1122 3.2.1.3, RFC 4291 2.5.3)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def warn_where_none_is_kept(base_url: str) -> None:
    """Say in the log that nobody stays signed in at that address, where it is so."""
    if not keeps_sessions(base_url):
        log.warning(
            "at %s browsers keep no session of the desk: it needs https (THIDUA_PUBLIC_URL), or 127.0.0.1 "
            "on this machine",
            base_url,
        )


def arrives_safely(request: Request, base_url: str) -> bool:
    """The same of the address that was asked, behind a proxy that may speak http to us too."""
    own, asked = urlsplit(base_url), request.url
    behind = own.scheme == "https" and own.netloc == asked.netloc
    return behind or keeps_sessions(str(asked))


def may_enter(request: Request, base_url: str) -> bool:
    """Whether a link is worth using here; a proxy with https may ask us by any name, so that ours decides too."""
    return urlsplit(base_url).scheme == "https" or arrives_safely(request, base_url)


def say_unsafe() -> str:
    """Why nobody can sign in at this address, and what to do."""
    return _(
        "Địa chỉ này không phải https nên trình duyệt không giữ phiên đăng nhập. Đề nghị mở bằng địa chỉ https, "
        "hoặc http://127.0.0.1 trên chính máy chạy chương trình. Người quản trị cần đặt THIDUA_PUBLIC_URL là địa "
        "chỉ https."
    )


def local(path: str) -> str:
    """`path` where it is a page of the desk to come back to, the first page for everything else."""
    plain = unquote(path.partition("?")[0])
    below = plain == HOME or plain.startswith(f"{HOME}/")
    odd = ".." in plain or "//" in plain or "\\" in plain or not path.isprintable()
    if not below or odd or plain.startswith(NEVER_BACK_TO):
        return HOME
    return path
