"""How the form of each kind of part is laid out, and what it shows beside its fields: of review and editor alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from config.desk.drafts.item_forms import ItemForm
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import Part

More = Callable[[Around, ItemForm, Part | None], Mapping[str, object]]


def _nothing(around: Around, form: ItemForm, part: Part | None) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Shape:
    """`layout`: a template with a macro `fields(form, hints, meanings, more)`.

    `more` makes what that macro is handed, from the form as it is shown and what it says (None: not understood).
    """

    layout: str = "muc.html"
    more: More = _nothing


# Of kinds that are more than their fields one below the other.
SHAPES: dict[str, Shape] = {}


def shape_of(kind: str) -> Shape:
    """That of the kind."""
    return SHAPES.get(kind, Shape())
