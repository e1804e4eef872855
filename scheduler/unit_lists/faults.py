"""What is wrong with a list, by row and column; all of it at once."""

from dataclasses import dataclass, field

from scheduler.unit_lists.columns import Field, Header


@dataclass(frozen=True)
class Fault:
    """One: the row as a spreadsheet counts (0: the list as a whole), the field, the cell (“C7”), and a sentence."""

    row: int
    field: Field | None
    cell: str
    text: str


@dataclass
class Faults:
    """Those found so far."""

    header: Header
    found: list[Fault] = field(default_factory=list)

    def add(self, row: int, of: Field | None, text: str) -> None:
        """One more."""
        column = self.header.fields.get(of) if of else None
        cell = f"{column.letter}{row}" if column and row else ""
        self.found.append(Fault(row, of, cell, text))
