"""A row of the report."""

import sys
import time
from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, against what was wanted; `held` None where nobody judges."""

    what: str
    wanted: str
    measured: str
    held: bool | None = None


def at_most(what: str, limit: float, unit: str, value: float, told: str) -> Row:
    """A row that holds while `value` is no more than `limit`, both in `unit`; `told` is what was measured."""
    return Row(what, f"≤ {limit:g}{unit}", told, value <= limit)


def at_least(what: str, limit: float, unit: str, value: float, told: str) -> Row:
    """The same for what is to be no less."""
    return Row(what, f"≥ {limit:g}{unit}", told, value >= limit)


def progress(text: str) -> None:
    """Say what is being measured: a run takes minutes."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
