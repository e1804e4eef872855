"""What strangers can cause is said once a minute, not as often as they like."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

EVERY_SECONDS = 60.0
REMEMBERED = 100  # sentences


class Seldom(logging.Filter):
    """Lets each warning through once a minute, and the next time says how often it was held back.

    Told apart by its text before values are put in. Errors and tracebacks always pass: they are ours.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, float] = {}
        self._held: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno != logging.WARNING or record.exc_info:
            return True
        sentence = str(record.msg)
        last = self._last.get(sentence)
        if last is not None and abs(record.created - last) < EVERY_SECONDS:
            self._held[sentence] = self._held.get(sentence, 0) + 1
            return False
        if len(self._last) >= REMEMBERED:
            self._last.clear()
            self._held.clear()
        self._last[sentence] = record.created
        if held := self._held.pop(sentence, 0):
            record.msg = f"{sentence} ({held} more times since)"
        return True


@contextmanager
def seldom(*loggers: logging.Logger) -> Iterator[None]:
    """While the block runs, `loggers` repeat no warning within a minute."""
    filters = [(logger, Seldom()) for logger in loggers]
    for logger, one in filters:
        logger.addFilter(one)
    try:
        yield
    finally:
        for logger, one in filters:
            logger.removeFilter(one)
