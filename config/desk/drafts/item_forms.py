"""The forms of the items of a draft: what a person types about each kind, as `drafting.correcting` reads it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from config.desk.forms import CHOSEN, RevisedForm, said
from scheduler.campaign.drafting import rule_words
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.forms import Form
from scheduler.campaign.drafting.written import Kind
from scheduler.errors import ValuesRefused
from scheduler.language import _
from scheduler.words import proof

_MARK = 8  # figures: a field that is taken for unchanged is still seen by who sends it
_LINE = Length(max=480)  # the definition takes lines of 500
_LINES_OF = Length(max=8000)
Choices = Iterable[tuple[str, str]]


class Ticked(SelectMultipleField):  # type: ignore[misc]  # the library has no types
    """Several of some choices, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ItemForm(RevisedForm):
    """What all kinds share. `sent` is what a person typed, by the names that drafting knows."""

    def sent(self, around: Around) -> Form:
        """What was typed, every field but the revision; who is called by a whole name is told by the id."""
        ids = {name: id_ for id_, name in _called(around).items()}
        typed: dict[str, str | Sequence[str]] = {}
        for one in self:
            typed[one.name] = one.data or ""
            if one.name in _LINES:
                typed[one.name] = [ids.get(line, line) for line in (one.data or "").splitlines()]
            elif one.name in _UNITS:
                typed[one.name] = ids.get(one.data, one.data or "")
        typed.pop("revision", None)
        return typed

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
            name = _ASKED_AT.get(key, key)
            name = name if name in fields else name.partition(".")[0]
            field = fields.get(_ASKED_AT.get(name, name)) or next(iter(fields.values()))
            field.errors = [*field.errors, sentence]


# Where things are named: a line each, or one unit alone.
_LINES, _UNITS = ("units", "except", "anniversaries"), ("to", "via")


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
    "origin": "decided",
}


class FieldForm(ItemForm):
    """A field of the head."""

    value = TextAreaField(said(lambda: _("Giá trị")), [Length(max=480)])


def _title() -> StringField:
    return StringField(said(lambda: _("Tên gọi")), [InputRequired(), _LINE])


def _decided() -> StringField:
    return StringField(said(lambda: _("Người ấn định ngày")), [_LINE])


class SpanForm(ItemForm):
    """A round or a peak."""

    title = _title()
    first_day = StringField(said(lambda: _("Ngày bắt đầu")), [_LINE])
    last_day = StringField(said(lambda: _("Ngày kết thúc")), [_LINE])
    decided = _decided()
    anniversaries = TextAreaField(said(lambda: _("Ngày kỷ niệm được chào mừng")), [_LINES_OF])


class DayForm(ItemForm):
    """An occasion or a milestone."""

    title = _title()
    day = StringField(said(lambda: _("Ngày")), [_LINE])
    decided = _decided()


class DutyForm(ItemForm):
    """A duty."""

    title = _title()
    kind = SelectField(said(lambda: _("Loại")))
    due = StringField(said(lambda: _("Thời hạn")), [_LINE])
    decided = _decided()
    who = RadioField(said(lambda: _("Nơi thực hiện")))
    blocks = Ticked(said(lambda: _("Khối, cụm thi đua")))
    kinds = Ticked(said(lambda: _("Loại đơn vị")))
    units = TextAreaField(said(lambda: _("Đơn vị")), [_LINES_OF])
    except_ = TextAreaField(said(lambda: _("Trừ các đơn vị")), [_LINES_OF], name="except")
    to = StringField(said(lambda: _("Nơi nhận")), [_LINE])
    outside = StringField(said(lambda: _("Hoặc nơi nhận ở ngoài")), [_LINE])
    via = StringField(said(lambda: _("Gửi qua đơn vị")), [_LINE])
    proof = Ticked(said(lambda: _("Cần gửi")))
    form = TextAreaField(said(lambda: _("Theo mẫu")), [_LINE])
    channel = TextAreaField(said(lambda: _("Gửi bằng")), [_LINE])


_FORMS: Mapping[Kind, type[ItemForm]] = {
    Kind.FIELD: FieldForm,
    Kind.ROUND: SpanForm,
    Kind.PEAK: SpanForm,
    Kind.OCCASION: DayForm,
    Kind.MILESTONE: DayForm,
    Kind.DUTY: DutyForm,
}


def form_for(kind: Kind, around: Around, sent: Any = None) -> ItemForm:
    """The form of that kind, with what was `sent`; choices of this issuer."""
    form = _FORMS[kind](sent)
    for name, choices in _choices(around).items():
        if name in form:
            form[name].choices = [*choices]
    return form


def _choices(around: Around) -> Mapping[str, Choices]:
    fixed = {name: [*words().items()] for name, words in _FIXED.items()}
    return fixed | {
        "blocks": [("all", _("mọi khối, cụm")), *around.blocks.items()],
        "kinds": [(kind, kind) for kind in around.kinds],
    }


def _audiences() -> Mapping[str, str]:
    return {
        "all": _("tất cả đơn vị"),
        "blocks": _("các khối, cụm chọn dưới đây"),
        "heads": _("trưởng các khối, cụm chọn dưới đây"),
        "kinds": _("các loại đơn vị chọn dưới đây"),
        "units": _("các đơn vị ghi dưới đây"),
    }


# What may be chosen whoever the issuer is: words by value.
_FIXED: dict[str, Callable[[], Mapping[str, str]]] = {
    "kind": lambda: {kind.value: words for kind, words in rule_words.kinds().items()},
    "who": _audiences,
    "proof": lambda: {one: proof.name(one) for one in ("number", "file", "note")},
}
CHOSEN.update(_FIXED)


def hints() -> Mapping[str, str]:
    """What may be typed, by the name of the field."""
    a_day = _("Gõ như thường nói: “30/6”, “hết tháng 7”, “20/12/2024”.")
    return {
        "due": _(
            "Gõ như thường nói: “30/6”, “trước ngày 15 hằng tháng”, “05 ngày làm việc sau khi kết thúc đợt 1”, "
            "“khi có yêu cầu”, “không ghi ngày”."
        ),
        "day": a_day,
        "first_day": a_day,
        "last_day": a_day,
        "anniversaries": _("Tên hoặc mã trong danh mục ngày kỷ niệm, mỗi dòng một ngày."),
        "decided": _("Để trống nếu ngày theo đúng văn bản."),
        "units": _("Tên hoặc mã đơn vị, mỗi dòng một đơn vị."),
        "except": _("Tên hoặc mã đơn vị, mỗi dòng một đơn vị; để trống nếu không có."),
        "to": _("Tên hoặc mã đơn vị."),
        "outside": _("Tên cơ quan không có trong danh sách đơn vị."),
        "form": _("Mỗi dòng một mẫu."),
        "channel": _("Mỗi dòng một cách gửi."),
    }


def marks_of(form: ItemForm) -> dict[str, str]:
    """Of each field a mark of what it holds, by which it is seen whether a person has changed it."""
    return {one.name: _mark(one.data) for one in form if one.name != "revision"}


def _mark(data: object) -> str:
    given = [data] if isinstance(data, str) else sorted(data) if isinstance(data, list) else []
    words = "\n".join(" ".join(one.split()) for one in given if one.strip())
    return hashlib.sha256(words.encode()).hexdigest()[:_MARK]


def said_of(field: Any) -> str:
    """What a field holds, as people read it."""
    words = {str(choice[0]): str(choice[1]) for choice in getattr(field, "choices", None) or ()}
    data = field.data or ""
    given = [data] if isinstance(data, str) else data
    return "; ".join(words.get(one, one) for one in given)
