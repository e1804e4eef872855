"""The form of one row of a list: the cells of its columns, as they were written or corrected."""

from wtforms import StringField
from wtforms.validators import Length

from config.desk.forms import RevisedForm, said
from scheduler.unit_lists.columns import Field, word
from scheduler.unit_lists.listed import Listed
from scheduler.unit_lists.rows import Row
from scheduler.web.body import Fields

_CELL = Length(max=2000)


class RowForm(RevisedForm):
    """Every field that a row may have; those without a column are left out."""

    name = StringField(said(lambda: word(Field.NAME)), [_CELL])
    id_ = StringField(said(lambda: word(Field.ID)), [_CELL], name="id")
    short = StringField(said(lambda: word(Field.SHORT)), [_CELL])
    kind = StringField(said(lambda: word(Field.KIND)), [_CELL])
    block = StringField(said(lambda: word(Field.BLOCK)), [_CELL])
    block_id = StringField(said(lambda: word(Field.BLOCK_ID)), [_CELL])
    block_head = StringField(said(lambda: word(Field.BLOCK_HEAD)), [_CELL])
    block_deputy = StringField(said(lambda: word(Field.BLOCK_DEPUTY)), [_CELL])
    role = StringField(said(lambda: word(Field.ROLE)), [_CELL])
    head_title = StringField(said(lambda: word(Field.HEAD_TITLE)), [_CELL])
    email = StringField(said(lambda: word(Field.EMAIL)), [_CELL])
    channels = StringField(said(lambda: word(Field.CHANNELS)), [_CELL])
    first_day = StringField(said(lambda: word(Field.FIRST_DAY)), [_CELL])
    last_day = StringField(said(lambda: word(Field.LAST_DAY)), [_CELL])
    into = StringField(said(lambda: word(Field.INTO)), [_CELL])
    week = StringField(said(lambda: word(Field.WEEK)), [_CELL])
    basis = StringField(said(lambda: word(Field.BASIS)), [_CELL])


# Attribute of the form by field.
_ATTRIBUTES = {field: "id_" if field is Field.ID else field.value for field in Field}


def row_form(listed: Listed, row: Row, revision: int, fields: Fields | None = None) -> RowForm:
    """As the row stands, or as it was sent; with what is wrong at its fields."""
    texts = {_ATTRIBUTES[field]: text for field, text in row.texts.items()}
    form = RowForm(fields) if fields is not None else RowForm(data=texts | {"revision": revision})
    wanted = {*listed.header.fields, Field.ID, Field.BLOCK}  # what is not clear is said by them
    for field, name in _ATTRIBUTES.items():
        if field not in wanted and name in form:
            del form[name]
    for fault in listed.faults if fields is None else ():
        if fault.row == row.number and fault.field and _ATTRIBUTES[fault.field] in form:
            one = form[_ATTRIBUTES[fault.field]]
            one.errors = [*one.errors, fault.text]
    return form


def texts_of(form: RowForm, row: Row) -> dict[Field, str]:
    """What was typed and differs from what stands there."""
    sent = {field: form[name].data or "" for field, name in _ATTRIBUTES.items() if name in form}
    return {field: text for field, text in sent.items() if text != row.text(field)}
