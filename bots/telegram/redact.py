"""No secret in a log: neither in messages nor in tracebacks, however it is spelt there."""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from types import TracebackType
from urllib.parse import quote, quote_plus

# Bot tokens; and what we make of 256 random bits: secrets of feeds, codes of invitations and of who stands in.
# Without a capital and a small letter it is a hash or a name.
SECRET = re.compile(
    r"\d+:[\w-]{30,}|(?<![A-Za-z0-9_-])(?=[0-9_a-z-]*[A-Z])(?=[0-9_A-Z-]*[a-z])[A-Za-z0-9_-]{43,}"
)
HIDDEN = "***"
# How loud they may be: these write every address, token and all, at INFO; those every message at DEBUG.
TALKATIVE = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "telegram": logging.INFO,
}

_Factory = Callable[..., logging.LogRecord]
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with "***" for everything that looks like a secret of ours and for each of `secrets`."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return SECRET.sub(HIDDEN, text)


def install(secrets: Iterable[str] = ()) -> Callable[[], None]:
    """Hide our secrets and `secrets` in all logging of this process from now on; what undoes it.

    Works where records are made, so handlers and loggers that come later (uvicorn's, rich's) are covered too; and
    in the tracebacks of what nobody caught.
    """
    spelt = {spelling for secret in secrets if secret for spelling in _spellings(secret)}
    hidden = tuple(sorted(spelt, key=len, reverse=True))
    plain: _Factory = logging.getLogRecordFactory()
    hooks = sys.excepthook, threading.excepthook
    levels = {name: logging.getLogger(name).level for name in TALKATIVE}

    def make(*args: object, **kwargs: object) -> logging.LogRecord:
        return _clean(plain(*args, **kwargs), hidden)

    def undo() -> None:
        logging.setLogRecordFactory(plain)
        sys.excepthook, threading.excepthook = hooks
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)

    logging.setLogRecordFactory(make)
    sys.excepthook = lambda _kind, error, _trace: _print(error, hidden)
    threading.excepthook = lambda ended: _print(ended.exc_value, hidden)
    for name, level in TALKATIVE.items():
        # a level of its own would let a logger say more than the setting asks for
        logging.getLogger(name).setLevel(max(level, logging.getLogger().level))
    return undo


def _spellings(secret: str) -> set[str]:
    """As it may stand in addresses, in reprs and in JSON."""
    in_addresses = {quote(secret), quote(secret, safe=""), quote_plus(secret)}
    return {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], *in_addresses}


def _print(error: BaseException | None, secrets: tuple[str, ...]) -> None:
    if error is not None and not isinstance(error, SystemExit):
        print(
            redacted("".join(traceback.format_exception(error)), secrets), end="", file=sys.stderr
        )


def _clean(record: logging.LogRecord, secrets: tuple[str, ...]) -> logging.LogRecord:
    message = _message(record)
    clean = redacted(message, secrets)
    if clean != message:  # else args stay apart: some formatters read them
        record.msg, record.args = clean, None
    if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
        _clean_traceback(record, record.exc_info, secrets)
    if record.stack_info:
        record.stack_info = redacted(record.stack_info, secrets)
    return record


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (
        TypeError,
        ValueError,
    ):  # arguments that do not fit; logging prints them all when it complains
        return f"{record.msg} {record.args}"


def _clean_traceback(
    record: logging.LogRecord, exc_info: _ExcInfo, secrets: tuple[str, ...]
) -> None:
    told = "".join(traceback.format_exception(*exc_info)).rstrip("\n")
    clean = redacted(told, secrets)
    if clean != told:  # formatters print exc_text and have no exception left to format themselves
        record.exc_text, record.exc_info = clean, None
