"""How the form of each kind of part is laid out, and what it shows beside its fields: of review and editor alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from config.desk.drafts import duty_shape, span_form
from config.desk.drafts.item_forms import ItemForm
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import Kind, Part


class More(Protocol):
    """Makes what a layout needs beside its fields; `short`: where little room is."""

    def __call__(
        self, around: Around, form: ItemForm, part: Part | None, *, short: bool
    ) -> Mapping[str, object]: ...


def _nothing(
    around: Around, form: ItemForm, part: Part | None, *, short: bool
) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Shape:
    """`layout`: a template with a macro `fields(form, hints, meanings, more)`.

    `more` makes what that macro is handed, from the form as it is shown and what it says (None: not understood).
    """

    layout: str = "muc.html"
    more: More = _nothing


# Of kinds that are more than their fields one below the other.
SHAPES: dict[str, Shape] = {
    Kind.ROUND: Shape(span_form.LAYOUT, span_form.more),
    Kind.PEAK: Shape(span_form.LAYOUT, span_form.more),
    Kind.DUTY: Shape(duty_shape.LAYOUT, duty_shape.more),
}


def shape_of(kind: str) -> Shape:
    """That of the kind."""
    return SHAPES.get(kind, Shape())
