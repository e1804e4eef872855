"""The forms of the desk: WTForms carries them and says what is wrong in our language; what they mean others judge.

class Naming(DeskForm):
    name = StringField(said(lambda: _("Tên")), [InputRequired()])

form = Naming(fields)  # the `Fields` of a request, or none
if not form.validate():
    return visit.page("dat-ten", status=422, form=form)
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from fastapi import Depends
from wtforms import Field, Form, IntegerField, StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.meta import DefaultMeta
from wtforms.widgets import HiddenInput

from scheduler.language import _
from scheduler.text import clean, one_line
from scheduler.web.body import Fields, read_fields

Sent = Annotated[Fields, Depends(read_fields)]

# What is typed into fields of exactly these classes comes without control characters and outer blanks.
TIDY = {StringField: one_line, TextAreaField: clean}
# The label of each field by its name, of every form there is.
LABELS: list[dict[str, object]] = []
MOST_REVISIONS = 2**31 - 1  # as far as a row counts
GROUPS = ("RadioField", "Ticked")  # of several controls, the first of which an error leads to
# What the values of a field that is chosen are called, by its name.
CHOSEN: dict[str, Callable[[], Mapping[str, str]]] = {}


class said:
    """A sentence made when it is shown: a class of forms is made before the language is known."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __str__(self) -> str:
        return self._make()


class _Translations:
    """What WTForms says of a field, in the language spoken here."""

    def gettext(self, text: str) -> str:
        """Of a thing it says that is not in the table: that the value is wrong."""
        return _SAID.get(text, _say_wrong)()

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Our sentences of numbers are in both forms the same."""
        return self.gettext(one)


class DeskForm(Form):  # type: ignore[misc]  # the library has no types
    """A form of the desk. Sent fields are `Fields`; `faults` what an error summary lists."""

    class Meta(DefaultMeta):  # type: ignore[misc]
        """Our language, and text as people see it."""

        def get_translations(self, form: Form) -> _Translations:
            return _TRANSLATIONS

        def bind_field(
            self, form: Form, unbound_field: UnboundField, options: dict[str, Any]
        ) -> Field:
            tidy = TIDY.get(unbound_field.field_class)
            if tidy:
                own = unbound_field.kwargs.get("filters", ())
                options = options | {"filters": [_given(tidy), *own]}
            return super().bind_field(form, unbound_field, options)

    def __init_subclass__(cls) -> None:
        """Its fields are known by their names, for who is shown what was sent once."""
        fields = [(attr, getattr(cls, attr)) for attr in dir(cls)]
        unbound = [(attr, one) for attr, one in fields if isinstance(one, UnboundField)]
        LABELS.append(
            {one.kwargs.get("name", attr): one.args[0] for attr, one in unbound if one.args}
        )

    @property
    def faults(self) -> list[tuple[str, str]]:
        """The id of the field, and its label with the sentence, of all that is wrong, in the order of the page."""
        return [fault for field in self for fault in _faults(field)]


def labels_of(names: set[str]) -> dict[str, str]:
    """The labels of fields so named, in the form that has most of them and few others."""
    best = max(LABELS, key=lambda labels: (len(names & labels.keys()), -len(labels)), default={})
    return {name: str(label) for name, label in best.items()}


class RevisedForm(DeskForm):
    """A form about a thing as it stood when the page was made."""

    revision = IntegerField(widget=HiddenInput())

    @property
    def seen(self) -> int:
        """The revision that who sent it has seen; 0, which nothing has, where the form does not tell."""
        given = self.revision.data or 0
        return given if 0 < given < MOST_REVISIONS else 0


def _given(tidy: Callable[[str], str]) -> Callable[[str | None], str | None]:
    return lambda text: tidy(text) if text else text


def _faults(field: Field) -> Iterator[tuple[str, str]]:
    if isinstance(field.errors, dict):  # of a form inside a field
        for inner in field:
            yield from _faults(inner)
        return
    anchor = f"{field.id}-0" if field.type in GROUPS else field.id
    for error in field.errors:
        if not isinstance(error, (list, dict)):
            yield anchor, f"{field.label.text}: {error}"


def _say_wrong() -> str:
    return _("Giá trị không đúng.")


def _say_needed() -> str:
    return _("Đề nghị ghi mục này.")


def _say_number() -> str:
    return _("Đề nghị ghi một số nguyên.")


def _say_choice() -> str:
    return _("Đề nghị chọn một mục trong danh sách.")


def _say_too_long() -> str:
    return _("Quá dài: tối đa {max_length} ký tự.").replace("{max_length}", "%(max)d")


_TRANSLATIONS = _Translations()
_SAID: dict[str, Callable[[], str]] = {
    "This field is required.": _say_needed,
    "Not a valid integer value.": _say_number,
    "Not a valid choice.": _say_choice,
    "Invalid Choice: could not coerce.": _say_choice,
    "Field cannot be longer than %(max)d character.": _say_too_long,
}
