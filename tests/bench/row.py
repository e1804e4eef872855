"""A row of the report."""

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, against what was wanted; `held` None where nobody judges."""

    what: str
    wanted: str
    measured: str
    held: bool | None = None
