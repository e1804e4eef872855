"""What a button carries: an action of two letters and up to three numbers. Forged ones read as None."""

import re
from dataclasses import dataclass

from bots.telegram.event import Button
from scheduler.text import cut

LARGEST = 2**31 - 1  # ids are integers of four bytes on PostgreSQL
LABEL = 40
INVISIBLE = " \u200b\u200c\u200d\u2060\u00ad"
_DATA = re.compile(r"([a-z]{2}):(\d{1,10})(?::(\d{1,10}))?(?::(\d{1,10}))?", re.ASCII)


@dataclass(frozen=True)
class Press:
    """A button understood. `id` names the obligation, reminder or question; the rest is the action's own."""

    action: str
    id: int
    revision: int = 0
    about: int = 0

    def encode(self) -> str:
        return f"{self.action}:{self.id}:{self.revision}:{self.about}"


def read(data: str) -> Press | None:
    """The button of `data`; None for what we never gave."""
    found = _DATA.fullmatch(data)
    if found is None:
        return None
    numbers = [int(number or 0) for number in found.groups()[1:]]
    return Press(found[1], *numbers) if max(numbers) <= LARGEST else None


def button(label: str, action: str, id_: int | None, revision: int = 0, about: int = 0) -> Button:
    """A button with `label`, cut to what a phone shows."""
    shown = cut(label, LABEL)
    shown = shown if shown.strip(INVISIBLE) else "…"  # Telegram refuses a button without text
    return Button(shown, Press(action, id_ or 0, revision, about).encode())
