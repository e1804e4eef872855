"""The forms of the items of a draft: what a person types about each kind, as `drafting.correcting` reads it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from wtforms import StringField, TextAreaField

from config.desk.drafts import duty_form, span_form
from config.desk.drafts.item_fields import LINE, decided_field, title_field
from config.desk.drafts.item_fields import ItemForm as ItemForm
from config.desk.forms import said
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import Kind
from scheduler.language import _

_MARK = 8  # figures: a field that is taken for unchanged is still seen by who sends it


class FieldForm(ItemForm):
    """A field of the head."""

    value = TextAreaField(said(lambda: _("Giá trị")), [LINE])


class DayForm(ItemForm):
    """An occasion or a milestone."""

    title = title_field()
    day = StringField(said(lambda: _("Ngày")), [LINE])
    decided = decided_field()


_FORMS: Mapping[Kind, type[ItemForm]] = {
    Kind.FIELD: FieldForm,
    Kind.ROUND: span_form.RoundForm,
    Kind.PEAK: span_form.PeakForm,
    Kind.OCCASION: DayForm,
    Kind.MILESTONE: DayForm,
    Kind.DUTY: duty_form.DutyForm,
}


def form_for(kind: Kind, around: Around, sent: Any = None) -> ItemForm:
    """The form of that kind, with what was `sent`; choices of this issuer."""
    form = _FORMS[kind](sent)
    form.offer(around)
    return form


def hints() -> Mapping[str, str]:
    """What may be typed, by the name of the field."""
    a_day = _("Gõ như thường nói: “30/6”, “hết tháng 7”, “20/12/2024”.")
    return {
        **duty_form.hints(),
        **span_form.hints(),
        "day": a_day,
        "first_day": a_day,
        "last_day": a_day,
    }


def marks_of(form: ItemForm) -> dict[str, str]:
    """Of each field a mark of what it holds, by which it is seen whether a person has changed it."""
    return {one.name: _mark(one.data) for one in form if one.name != "revision"}


def _mark(data: object) -> str:
    given = [data] if isinstance(data, str) else sorted(data) if isinstance(data, list) else []
    words = "\n".join(" ".join(one.split()) for one in given if one.strip())
    return hashlib.sha256(words.encode()).hexdigest()[:_MARK]


def said_of(field: Any) -> str:
    """What a field holds, as people read it; empty where it says nothing of its own."""
    if not field.data:
        return ""
    words = {str(choice[0]): str(choice[1]) for choice in getattr(field, "choices", None) or ()}
    given = [field.data] if isinstance(field.data, str) else field.data
    return "; ".join(words.get(one, one) for one in given)
