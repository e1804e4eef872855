"""What a form says becomes values of the definition: dates as people speak, units by name or id. Nothing is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from scheduler.campaign.drafting.items import DraftView
from scheduler.campaign.drafting.written import Kind, Values
from scheduler.installation import Installation
from scheduler.store.tables import Block, Unit


@dataclass(frozen=True)
class Around:
    """What typed words may lean on: the draft, the units and blocks of its issuer (name by id)."""

    view: DraftView
    installation: Installation
    units: Mapping[str, str]
    blocks: Mapping[str, str]


def around(session: Session, view: DraftView, installation: Installation) -> Around:
    """With the units and blocks of the issuer of that draft."""
    units = session.exec(select(Unit.code, Unit.name).where(Unit.issuer_id == view.issuer_id))
    blocks = session.exec(select(Block.code, Block.name).where(Block.issuer_id == view.issuer_id))
    return Around(view, installation, dict(list(units)), dict(list(blocks)))


Form = Mapping[str, str | Sequence[str]]
"""What a form sends, by field:

- field: `value` (a day as people type it for directive.issued_on)
- round, peak: `title`, `first_day`, `last_day` (as people type days), `anniversaries` (ids)
- occasion: `title`, `day`
- milestone: `title`, `day` (any rule for a day, or "không ghi ngày")
- duty: `title`, `kind`, `due` (any rule), `who` (all, blocks, heads, kinds, units), `blocks`, `kinds`, `units`,
  `except` (each a list of names or ids, or one text with commas), `to` (id or name of a unit; or a name outside with
  `via`), `proof` (number, file, note), `form`, `channel`
- each of the last four: `decided` (who set the day; empty: the words of the document stand)
"""


def values_of(kind: Kind, key: str, form: Form, around: Around) -> Values:
    """The values of the definition that a form says. Raises ValuesRefused with every field that was not understood."""
    raise NotImplementedError


def form_of(kind: Kind, key: str, values: Values, around: Around) -> dict[str, str | list[str]]:
    """The form that says these values, as a person would type them: `values_of` of it gives them back."""
    raise NotImplementedError


def read_due(typed: str, around: Around) -> dict[str, object] | None:
    """The rule a person means, in the keys of `due`; None for "không ghi ngày". Raises NotUnderstood."""
    raise NotImplementedError


def read_day(typed: str, around: Around) -> str:
    """One day (ISO), in the year of the campaign where none is typed. Raises NotUnderstood."""
    raise NotImplementedError
