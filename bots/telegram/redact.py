"""No bot token in a log: neither in messages nor in tracebacks."""

import logging
import re
import traceback
from collections.abc import Callable, Iterable
from types import TracebackType

TOKEN = re.compile(r"\d+:[\w-]{30,}")
HIDDEN = "***"
TALKATIVE = ("httpx", "httpcore")  # write every address, token and all, at INFO

_Factory = Callable[..., logging.LogRecord]
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with "***" for everything that looks like a bot token and for each of `secrets`."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return TOKEN.sub(HIDDEN, text)


def install(secrets: Iterable[str] = ()) -> Callable[[], None]:
    """Hide tokens and `secrets` in all logging of this process from now on; what undoes it.

    Works where records are made, so handlers and loggers that come later (uvicorn's, rich's) are covered too.
    """
    hidden = tuple(secret for secret in secrets if secret)
    plain: _Factory = logging.getLogRecordFactory()

    def make(*args: object, **kwargs: object) -> logging.LogRecord:
        return _clean(plain(*args, **kwargs), hidden)

    logging.setLogRecordFactory(make)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    return lambda: logging.setLogRecordFactory(plain)


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
