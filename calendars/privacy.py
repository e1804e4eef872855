"""Secrets of links stay out of the log."""

import logging
import re

SECRET_PATH = "/lich/"

_SECRET = re.compile(r"(?<=/lich/)[^/\s?\"']+?(?=\.ics|[/\s?\"']|$)")


def hide_secrets(text: str) -> str:
    """`text` with "…" for what stands behind "/lich/"."""
    return _SECRET.sub("…", text)


class HideSecrets(logging.Filter):
    """For the loggers that write requests down (uvicorn.access): lets every record through, without its secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = hide_secrets(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(hide_secrets(a) if isinstance(a, str) else a for a in record.args)
        return True
