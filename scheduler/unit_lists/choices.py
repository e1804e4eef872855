"""What a person said about a list: which sheet and columns, other texts for cells, rows left out, who ended."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scheduler.unit_lists.columns import Field


@dataclass(frozen=True)
class Fate:
    """What becomes of a unit that the list does not name: it stays, or ends on a day, and who takes over."""

    last_day: date | None = None
    into: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """All of it; `sheet` empty and no `year`: as found. Rows by their number, columns from 0, units by id."""

    sheet: str = ""
    year: int | None = None
    columns: Mapping[int, Field | None] = field(default_factory=dict)
    rows: Mapping[int, Mapping[Field, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    fates: Mapping[str, Fate] = field(default_factory=dict)
    all_stay: bool = False  # whoever is not named

    def fate(self, unit: str) -> Fate | None:
        """What becomes of that unit, where somebody said so."""
        return self.fates.get(unit, Fate() if self.all_stay else None)

    def columns_text(self) -> str:
        """The choice of sheet and columns as JSON."""
        columns = {str(number): one or "" for number, one in self.columns.items()}
        return json.dumps({"sheet": self.sheet, "year": self.year, "columns": columns})

    def rows_text(self) -> str:
        """The rest as JSON."""
        fates = {
            unit: {"last_day": one.last_day.isoformat() if one.last_day else None, "into": one.into}
            for unit, one in self.fates.items()
        }
        held = {
            "rows": {str(number): dict(texts) for number, texts in self.rows.items()},
            "left_out": sorted(self.left_out),
            "fates": fates,
            "all_stay": self.all_stay,
        }
        return json.dumps(held, ensure_ascii=False)


def choices_of(columns: str, rows: str) -> Choices:
    """What `columns_text` and `rows_text` wrote."""
    chosen, held = json.loads(columns), json.loads(rows)
    return Choices(
        sheet=chosen.get("sheet", ""),
        year=chosen.get("year"),
        columns={
            int(number): Field(one) if one else None
            for number, one in chosen.get("columns", {}).items()
        },
        rows={
            int(number): {Field(key): text for key, text in texts.items()}
            for number, texts in held.get("rows", {}).items()
        },
        left_out=frozenset(held.get("left_out", ())),
        fates={
            unit: Fate(
                date.fromisoformat(one["last_day"]) if one["last_day"] else None,
                tuple(one["into"]),
            )
            for unit, one in held.get("fates", {}).items()
        },
        all_stay=bool(held.get("all_stay")),
    )
