"""Two clerks at one item: who comes second sees what the first made of it, beside what she wants herself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import HTTPException, Response

from config.desk.desk import Visit
from config.desk.documents.document_page import STYLES
from config.desk.drafts.item_forms import form_for, hints, marks_of, said_of
from config.desk.drafts.review_page import Editing, Opened, led_to
from config.desk.drafts.review_rows import rows_of
from scheduler.campaign.drafting.forms import form_of
from scheduler.campaign.drafting.items import Item
from scheduler.dates import say
from scheduler.language import _

SEEN = "goc"  # in a form: marks of what its fields held when the page was made


def written(marks: Mapping[str, str]) -> str:
    """Marks as a form carries them."""
    return ",".join(f"{name}:{mark}" for name, mark in marks.items())


def _read(text: str) -> dict[str, str]:
    parts = (one.partition(":") for one in text.split(","))
    return {name: mark for name, _colon, mark in parts if mark}


def ask_again(visit: Visit, opened: Opened, item_id: int, *, deed: str) -> Response:
    """One press met a changed item: what it is now, and whether to do it all the same."""
    item = _theirs(opened, item_id)
    words = {
        "nhan": _("Vẫn nhận mục này"),
        "bo": _("Vẫn bỏ mục này"),
        "lay-lai": _("Vẫn lấy lại mục này"),
    }
    return _page(visit, opened, item, deed=f"{deed}.{item.id}.{item.revision}", word=words[deed])


def merge(visit: Visit, opened: Opened, editing: Editing) -> Response:
    """A form met a changed item: both side by side, and the form to be sent on top of the other's.

    What its sender has not touched is as the other has made it.
    """
    assert editing.item is not None, "only what is there already is changed by two"
    item = _theirs(opened, editing.item.id)
    mine, theirs = editing.form, form_for(item.kind, opened.around)
    theirs.fill(form_of(item.kind, item.key, item.values, opened.around), opened.around)
    mine.revision.data = item.revision
    mine.revision.raw_data = [str(item.revision)]
    seen, now = _read(str(editing.hidden.get(SEEN, ""))), marks_of(theirs)
    untouched = {name for name, mark in marks_of(mine).items() if seen.get(name) == mark}
    for one, other in zip(mine, theirs, strict=True):
        if one.name in untouched:
            one.data = other.data
    editing = replace(editing, hidden={SEEN: written(now)})
    both = [
        (one.label.text, said_of(one), said_of(other))
        for one, other in zip(mine, theirs, strict=True)
        if one.name != "revision"
    ]
    rows = [row for row in both if row[1] or row[2]]
    return _page(visit, opened, item, editing=editing, rows=rows, hints=hints())


def _theirs(opened: Opened, item_id: int) -> Item:
    item = opened.view.item(item_id)
    if item is None:
        raise HTTPException(404)
    return item


def _page(visit: Visit, opened: Opened, item: Item, **values: Any) -> Response:
    row = next(one for one in rows_of(opened.view) if one.item.id == item.id)
    zone = visit.desk.installation.zone
    given: Mapping[str, object] = {"editing": None, "rows": (), "deed": "", "word": "", "hints": {}}
    return visit.page(
        "cung-sua",
        status=409,
        styles=STYLES,
        opened=opened,
        row=row,
        at=say.say_moment(item.changed_at, zone) if item.changed_at else "",
        back=led_to(opened.path, item.id),
        **{**given, **values},
    )
