"""Entries of the ledger as people read them; programs get the kinds as they are stored."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from rich.text import Text

from config.commands.tables import details
from scheduler.words import ledger


def line(row: Mapping[str, object], zone: ZoneInfo) -> Text:
    """An entry (see `ledger.entry_as_json`) on one line: when, whose, who, what, about what, and the rest."""
    told = (
        row["at"],
        row["issuer"] or "",
        row["actor"],
        ledger.name(str(row["kind"])),
        row["subject"],
    )
    return Text("  ".join(map(str, told))) + Text("  " + details(row["data"], zone), style="dim")
