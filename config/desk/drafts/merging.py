"""Two clerks at one part: who comes second sees what the first made of it, beside what she wants herself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import HTTPException, Response

from config.desk.desk import Visit
from config.desk.documents.document_page import STYLES
from config.desk.drafts.item_forms import ItemForm, form_for, hints, marks_of, said_of
from config.desk.drafts.review_page import Editing, Opened, led_to
from config.desk.drafts.review_rows import rows_of
from scheduler.campaign.drafting.forms import form_of
from scheduler.campaign.drafting.items import Item
from scheduler.dates import say
from scheduler.language import _

SEEN = "goc"  # in a form: marks of what its fields held when the page was made
Rows = list[tuple[str, str, str]]  # a field in words, mine, theirs


@dataclass(frozen=True)
class Theirs:
    """The part as the other has left it: what it is called, its state and what it says; by whom, at which moment.

    `back`: the address that leaves it so. `item` and `document_id`: of its place in the document, where it has one.
    """

    name: str
    state: str
    says: Sequence[str]
    who: str
    at: str
    back: str
    item: Item | None = None
    document_id: int | None = None


def written(marks: Mapping[str, str]) -> str:
    """Marks as a form carries them."""
    return ",".join(f"{name}:{mark}" for name, mark in marks.items())


def _read(text: str) -> dict[str, str]:
    parts = (one.partition(":") for one in text.split(","))
    return {name: mark for name, _colon, mark in parts if mark}


def untouched(form: ItemForm, seen: str) -> set[str]:
    """The names of fields that hold what they held when the page was made, by the marks that the form carries."""
    marks = _read(seen)
    return {name for name, mark in marks_of(form).items() if marks.get(name) == mark}


def joined(editing: Editing, theirs: ItemForm, revision: int) -> tuple[Editing, Rows]:
    """The form to be sent on top of the other's, and both side by side.

    What its sender has not touched is as the other has made it.
    """
    mine = editing.form
    mine.revision.data = revision
    mine.revision.raw_data = [str(revision)]
    both = [
        (one.label.text, said_of(one), said_of(other))
        for one, other in zip(mine, theirs, strict=True)
        if one.name != "revision"
    ]
    same, now = untouched(mine, str(editing.hidden.get(SEEN, ""))), marks_of(theirs)
    rows = [row for row in both if row[1] or row[2]]
    for one, other in zip(mine, theirs, strict=True):
        if one.name in same:
            one.data = other.data
    return replace(editing, hidden={**editing.hidden, SEEN: written(now)}), rows


def show(visit: Visit, theirs: Theirs, **values: Any) -> Response:
    """The page of both: `rows` with the form `editing`, or one `deed` at `action` with its `word`."""
    given: Mapping[str, object] = {
        "editing": None, "rows": (), "deed": "", "word": "", "action": "", "hints": hints(),
    }  # fmt: skip
    return visit.page("cung-sua", status=409, styles=STYLES, theirs=theirs, **{**given, **values})


def ask_again(visit: Visit, opened: Opened, item_id: int, *, deed: str) -> Response:
    """One press met a changed item: what it is now, and whether to do it all the same."""
    item = _theirs(opened, item_id)
    words = {
        "nhan": _("Vẫn nhận mục này"),
        "bo": _("Vẫn bỏ mục này"),
        "lay-lai": _("Vẫn lấy lại mục này"),
    }
    press = f"{deed}.{item.id}.{item.revision}"
    left = _left(visit, opened, item)
    return show(visit, left, deed=press, action=f"{opened.path}/viec", word=words[deed])


def merge(visit: Visit, opened: Opened, editing: Editing) -> Response:
    """A form of a draft under review met a changed item."""
    assert editing.item is not None, "only what is there already is changed by two"
    item = _theirs(opened, editing.item.id)
    theirs = form_for(item.kind, opened.around)
    theirs.fill(form_of(item.kind, item.key, item.values, opened.around), opened.around)
    editing, rows = joined(editing, theirs, item.revision)
    return show(visit, _left(visit, opened, item), editing=editing, rows=rows)


def _theirs(opened: Opened, item_id: int) -> Item:
    item = opened.view.item(item_id)
    if item is None:
        raise HTTPException(404)
    return item


def _left(visit: Visit, opened: Opened, item: Item) -> Theirs:
    row = next(one for one in rows_of(opened.view) if one.item.id == item.id)
    zone = visit.desk.installation.zone
    return Theirs(
        name=row.name,
        state=row.state[0],
        says=item.says,
        who=item.changed_by or _("người khác"),
        at=say.say_moment(item.changed_at, zone) if item.changed_at else "",
        back=led_to(opened.path, item.id),
        item=item,
        document_id=opened.view.document_id,
    )
