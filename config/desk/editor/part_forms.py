"""The forms of the parts of a written-down definition: made, and shown with what stands in their fields."""

from collections.abc import Iterator
from dataclasses import replace

from fastapi import Response

from config.desk.desk import Visit
from config.desk.drafts import merging
from config.desk.drafts.item_forms import form_for, hints, marks_of
from config.desk.drafts.review_page import Editing
from config.desk.drafts.review_rows import kind_names
from config.desk.editor.opened import Opened, may_change, meaning_of
from config.desk.editor.overview import lines_of
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.forms import Form, form_of
from scheduler.campaign.drafting.from_sentence import propose_from_sentence
from scheduler.campaign.drafting.items import Item
from scheduler.campaign.drafting.written import NEW, PARTS, Kind, Part
from scheduler.campaign.editing import parts
from scheduler.campaign.editing.places import Place, places_of
from scheduler.errors import ValuesRefused
from scheduler.web.body import Fields

CLAUSE = "cau"  # in a form: what it is made of


def changing(visit: Visit, opened: Opened, item: Item, sent: Fields | None = None) -> Editing:
    """The form of an entry as it stands, or with what was `sent`."""
    form = form_for(item.kind, opened.around, sent)
    part, action = Part(item.kind, item.key, item.values), opened.step_path(item.key)
    editing = Editing(form, action, item.kind, opened.around, item)
    if sent is not None:
        return replace(editing, hidden={merging.SEEN: sent.get(merging.SEEN, "")})
    form.fill(form_of(item.kind, item.key, item.values, opened.around), opened.around)
    form.revision.data = opened.working.revision
    form.refuse(ValuesRefused(faults_of(visit, opened, item)))
    editing = replace(editing, hidden={merging.SEEN: merging.written(marks_of(form))})
    return told(visit, opened, editing, part)


def faults_of(visit: Visit, opened: Opened, item: Item) -> tuple[tuple[str, str], ...]:
    """What stands in the way of planning it: pairs of the key and the sentence."""
    found = parts.problems_of(visit.desk.installation, opened.working)
    return tuple((key, one.reason) for key, one in found.entries.get(item.key, ()))


def adding(
    visit: Visit, opened: Opened, kind: Kind, sent: Fields | None = None, *, clause: str = ""
) -> Editing:
    """The form of something new of that kind; made of a `clause` that no part says yet, it begins with its words."""
    form = form_for(kind, opened.around, sent)
    if sent is None:
        read = read_clause(clause, kind, opened.around) if clause else None
        form.fill(read or form_of(kind, "", None, opened.around), opened.around)
        form.revision.data = opened.working.revision
    hidden: dict[str, object] = {CLAUSE: clause} if clause else {}
    action = f"{opened.path}/them/{kind}"
    return Editing(form, action, kind, opened.around, hidden=hidden, quote=clause)


def read_clause(clause: str, kind: Kind, around: Around) -> Form:
    """The form of a part of that kind with what is read in the clause."""
    found = propose_from_sentence(clause, 0, len(clause), around)
    for one in (found, *found.others):
        if one.kind == kind:
            return form_of(kind, NEW, one.values, around)
    title = str(found.values.get("title") or "")
    return {**form_of(kind, "", None, around), "title": title}


def show(visit: Visit, opened: Opened, editing: Editing, *, status: int = 200) -> Response:
    """The page of that form."""
    return visit.page(
        "soan-phan",
        status=status,
        opened=opened,
        editing=editing,
        kind=kind_names()[Kind(editing.kind)],
        hints=hints(),
        may=may_change(visit, opened),
        place=_place(visit, opened, editing.item),
        kinds=() if editing.item else tuple(_kinds(opened, editing)),
    )


def _place(visit: Visit, opened: Opened, item: Item | None) -> Place | None:
    """Where the document says it."""
    if item is None:
        return None
    places = places_of(visit.desk.installation, opened.working)
    return places.get((item.kind, item.key))


def _kinds(opened: Opened, editing: Editing) -> Iterator[tuple[str, str, bool]]:
    """What else may be added: address, words, and whether it is that."""
    clauses, clause = lines_of(opened.working, "unplaced"), editing.hidden.get(CLAUSE)
    query = f"?tu={clauses.index(str(clause))}" if clause in clauses else ""
    for kind in map(Kind, PARTS):
        yield f"{opened.path}/them/{kind}{query}", kind_names()[kind], kind == editing.kind


def told(visit: Visit, opened: Opened, editing: Editing, part: Part) -> Editing:
    """With what stands in its fields, which say `part`, said beside them."""
    meaning = meaning_of(visit, opened, part=part, item=editing.item)
    return replace(editing, meanings=meaning.of_part(part), part=part)


def told_in_part(visit: Visit, opened: Opened, editing: Editing) -> Editing:
    """With what stands in the fields that are understood said beside them, where others are not."""
    item, kind, around = editing.item, Kind(editing.kind), opened.around
    key, was = (item.key, item.values) if item else ("", None)
    wrong = {one.name for one in editing.form if one.errors}
    before = form_of(kind, key, was, around)
    typed = {**editing.form.sent(around), **{name: before.get(name, "") for name in wrong}}
    typed["title"] = typed.get("title") or NEW
    try:
        values = values_of(kind, key, typed, around, was=was, quote=editing.quote or NEW)
    except ValuesRefused:
        return editing
    part = Part(kind, key, values)
    told = meaning_of(visit, opened, part=part, item=item).of_part(part)
    return replace(editing, meanings={n: lines for n, lines in told.items() if n not in wrong})
