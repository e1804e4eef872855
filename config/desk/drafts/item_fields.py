"""What the forms of all kinds of items share: how fields are sent, shown, and told to be wrong."""

import re
from collections import Counter
from collections.abc import Sequence

from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from config.desk.forms import RevisedForm, said
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.forms import Form
from scheduler.campaign.drafting.written import Kind
from scheduler.errors import ValuesRefused
from scheduler.language import _

_INDEX = re.compile(r"\[\d+\]")
LINE = Length(max=500)  # as the definition takes them
LINES_OF = Length(max=8000)


class Ticked(SelectMultipleField):  # type: ignore[misc]  # the library has no types
    """Several of some choices, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ItemForm(RevisedForm):
    """What all kinds share. `sent` is what a person typed, by the names that drafting knows."""

    def sent(self, around: Around) -> Form:
        """What was sent of every field but the revision; who is called by a whole name is told by the id."""
        ids = {name: id_ for id_, name in _called(around).items()}
        typed: dict[str, str | Sequence[str]] = {}
        for one in self:
            if one.type in _ALWAYS_SENT and not one.raw_data:
                continue
            typed[one.name] = one.data or ""
            if one.name in _LINES:
                typed[one.name] = [ids.get(line, line) for line in (one.data or "").splitlines()]
            elif one.name in _UNITS:
                typed[one.name] = ids.get(one.data, one.data or "")
        typed.pop("revision", None)
        return typed

    def offer(self, around: Around) -> None:
        """Fill in what may be chosen from; nothing where all is typed."""

    def fill(self, values: Form, around: Around) -> None:
        """Show these values, units by their names."""
        names = _called(around)
        for one in self:
            given = values.get(one.name)
            if given is None:
                continue
            if one.name in _LINES:
                given = "\n".join(names.get(id_, id_) for id_ in given)
            elif one.name in _UNITS:
                given = names.get(str(given), given)
            one.data = given

    def refuse(self, error: ValuesRefused) -> None:
        """Put each fault beside its field; what belongs to none beside the first."""
        fields = {one.name: one for one in self if one.name != "revision"}
        for key, sentence in error.faults:
            key = _INDEX.sub("", key)
            name = _ASKED_AT.get(key, key)
            name = name if name in fields else name.partition(".")[0]
            field = fields.get(_ASKED_AT.get(name, name)) or next(iter(fields.values()))
            field.errors = [*field.errors, sentence]


_ALWAYS_SENT = ("StringField", "TextAreaField", "SelectField")  # of a browser, also when empty
# Where things are named: a line each, or one unit alone.
_LINES, _UNITS = ("units", "except", "anniversaries"), ("to", "via", "anniversary")


def _called(around: Around) -> dict[str, str]:
    """The name of each unit, anniversary and occasion that no other has, by id."""
    days = {one.id: one.name_vi for one in around.installation.catalogue.values()}
    days |= {one.key: one.title for one in around.standing if one.kind is Kind.OCCASION}
    known = {**days, **around.receivers}
    named = Counter(known.values())
    return {id_: name for id_, name in known.items() if named[name] == 1}


# Where a value of the definition is asked for, when not by its own name.
_ASKED_AT = {
    "owed_by": "who",
    "owed_by.ids": "units",
    "owed_by.blocks": "blocks",
    "owed_by.block_heads": "blocks",
    "owed_by.kinds": "kinds",
    "owed_by.except": "except",
    "due.roll": "roll",
    "to.unit": "to",
    "to.name": "outside",
    "to.via": "via",
    "origin": "decided",
    "origin.quoted": "quoted",
    "origin.derived": "derived",
}


def title_field(*, needed: bool = True) -> StringField:
    """What it is called."""
    return StringField(said(lambda: _("Tên gọi")), [InputRequired(), LINE] if needed else [LINE])


def decided_field() -> StringField:
    """Who set its day, where that is not the document."""
    return StringField(said(lambda: _("Người ấn định ngày")), [LINE])
