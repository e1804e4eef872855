"""The forms of a draft: one of its items corrected, or something added that was not read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to, number_in, number_of
from config.desk.drafts import merging
from config.desk.drafts.item_forms import form_for, marks_of
from config.desk.drafts.review_page import (
    Asked,
    Editing,
    Opened,
    led_to,
    open_draft,
    sentence_at,
    show,
)
from config.desk.drafts.review_rows import kind_names
from config.desk.drafts.typed import values_in
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import deeds
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.forms import Form, form_of
from scheduler.campaign.drafting.from_sentence import Proposed, propose_from_sentence
from scheduler.campaign.drafting.items import DROPPED, Item
from scheduler.campaign.drafting.said import Telling, doubt, field_name
from scheduler.campaign.drafting.written import NOT_UNDERSTOOD, Kind, Part, Values
from scheduler.definition.blanks import LONGEST
from scheduler.errors import ItemChanged, ValuesRefused
from scheduler.store import drafts
from scheduler.web.body import Fields
from scheduler.web.respond import READ

ADDABLE = (Kind.DUTY, Kind.MILESTONE, Kind.ROUND, Kind.PEAK, Kind.OCCASION)
LEFT_OUT = ("theme", "last_year")  # fields of the head that a draft need not have
_NEW = "moi"  # id of what has none yet


def router(desk: Desk) -> APIRouter:
    """Where they are sent to."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/muc/{item_id:int}", methods=READ)
    def form(draft_id: int, item_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return go_to(f"{DRAFTS}/{draft_id}?muc={item_id}#m{item_id}")  # as after loading again

    @routes.api_route(DRAFTS + "/{draft_id:int}/them", methods=READ)
    def blank(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return go_to(f"{DRAFTS}/{draft_id}?them=#muc")

    @routes.post(DRAFTS + "/{draft_id:int}/muc/{item_id:int}")
    def correct(
        draft_id: int, item_id: int, visit: Annotated[Visit, visiting], sent: Sent
    ) -> Response:
        visit.require(Right.DEFINE)
        opened = open_draft(visit, draft_id)
        item = opened.view.item(item_id)
        if item is None or item.kind in NOT_UNDERSTOOD:
            raise HTTPException(404)
        return _correct(visit, opened, item, sent)

    @routes.post(DRAFTS + "/{draft_id:int}/them")
    def add(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _add(visit, open_draft(visit, draft_id), sent)

    return routes


def open_form(visit: Visit, opened: Opened) -> Editing | None:
    """The form that the address asks for: `muc` an item, `them` a place in the document, `tu` what was not read."""
    query = visit.request.query_params
    asked = opened.view.item(number_in(visit.request, "muc") or 0)
    if asked and asked.kind not in NOT_UNDERSTOOD:
        return correcting_form(visit, opened, asked)
    if "them" not in query and "tu" not in query:
        return None
    instead = opened.view.item(number_in(visit.request, "tu") or 0)
    place = instead.offset if instead else number_in(visit.request, "them")
    return _adding_form(visit, opened, query.get("loai", ""), place, instead)


def correcting_form(
    visit: Visit, opened: Opened, item: Item, sent: Fields | None = None
) -> Editing:
    """That of an item as it stands, or with what was `sent`."""
    form = form_for(item.kind, opened.around, sent)
    if sent is None:
        form.fill(form_of(item.kind, item.key, item.values, opened.around), opened.around)
        form.revision.data = item.revision
    seen = merging.written(marks_of(form)) if sent is None else sent.get(merging.SEEN, "")
    path = f"{opened.path}/muc/{item.id}"
    hidden: dict[str, object] = {merging.SEEN: seen}
    part = None if sent else Part(item.kind, item.key, item.values)
    return Editing(form, path, item.kind, opened.around, item, hidden=hidden, part=part)


def _correct(visit: Visit, opened: Opened, item: Item, sent: Fields) -> Response:
    editing = correcting_form(visit, opened, item, sent)
    was = Part(item.kind, item.key, item.values)
    values = values_in(editing.form, opened.around, was)
    if values is None or "xem" in sent:
        return _shown(visit, opened, editing, Part(item.kind, item.key, values or {}), values)
    try:
        with visit.desk.installation.database.write(opened.view.issuer_id) as session:
            draft = drafts.find(session, opened.view.id, opened.view.issuer_id)
            by, now = visit.visitor.signature, visit.desk.now
            deeds.correct(session, draft, item.id, editing.form.seen, values, by=by, now=now)
    except ItemChanged:
        return merging.merge(visit, open_draft(visit, opened.view.id), editing)
    except ValuesRefused as error:
        editing.form.refuse(error)
        return show(visit, opened, Asked(), editing=editing, status=422)
    return go_to(led_to(opened.path, item.id, done=item.id))


def _add(visit: Visit, opened: Opened, sent: Fields) -> Response:
    place = number_of(sent.get("cho", ""))
    instead = opened.view.item(number_of(sent.get("tu", "")) or 0)
    editing = _adding_form(visit, opened, sent.get("loai", ""), place, instead, sent)
    kind, key = _kind_of(sent.get("loai", ""))
    was = Part(kind, key, {})
    values = values_in(editing.form, opened.around, was, quote=editing.quote, new=True)
    if values is None or "xem" in sent:
        return _shown(visit, opened, editing, Part(kind, key or _NEW, values or {}), values)
    found = sentence_at(opened.text, place) if place is not None else None
    try:
        with visit.desk.installation.database.write(opened.view.issuer_id) as session:
            added = deeds.add(
                session,
                drafts.find(session, opened.view.id, opened.view.issuer_id),
                kind,
                values,
                key=key,
                quote=opened.text[slice(*found)] if found else None,
                offset=found[0] if found else None,
                instead_of=instead.id if instead else None,
                by=visit.visitor.signature,
                now=visit.desk.now,
            )
    except ValuesRefused as error:
        editing.form.refuse(error)
        return show(visit, opened, Asked(), editing=editing, place=place, status=422)
    return go_to(led_to(opened.path, added.id, done=added.id))


def _shown(
    visit: Visit, opened: Opened, editing: Editing, part: Part, values: Values | None
) -> Response:
    """The form again: with its faults, or with what was typed means."""
    says = () if values is None else tuple(_telling(visit, opened, editing, part).says(part))
    place = editing.hidden.get("cho")
    return show(
        visit,
        opened,
        Asked(),
        editing=replace(editing, says=says, part=part if values is not None else None),
        place=place if isinstance(place, int) else None,
        status=422 if values is None else 200,
    )


def _adding_form(
    visit: Visit,
    opened: Opened,
    asked: str,
    place: int | None,
    instead: Item | None,
    sent: Fields | None = None,
) -> Editing:
    found = sentence_at(opened.text, place) if place is not None else None
    around = opened.around
    proposed = propose_from_sentence(opened.text, *found, around) if found else None
    kind, key = _kind_of(asked or (proposed.kind if proposed else Kind.DUTY))
    form = form_for(kind, opened.around, sent)
    if sent is None:
        form.fill(_proposed(proposed, kind, key, around), around)
    loai = f"{kind}.{key}" if key else str(kind)
    hidden = {"loai": loai, "cho": place, "tu": instead.id if instead else None}
    return Editing(
        form,
        f"{opened.path}/them",
        kind,
        opened.around,
        kinds=tuple(_others(opened, loai, place, instead)),
        hidden={name: value for name, value in hidden.items() if value is not None},
        quote=opened.text[slice(*found)][:LONGEST] if found else "",
        doubts=tuple(doubt(*one) for one in proposed.doubts)
        if proposed and proposed.kind == kind
        else (),
    )


def _proposed(proposed: Proposed | None, kind: Kind, key: str, around: Around) -> Form:
    read = (proposed, *proposed.others) if proposed else ()
    for one in read:
        if one.kind == kind:
            return form_of(kind, _NEW, one.values, around)
    title = str(proposed.values.get("title") or "") if proposed else ""
    return {**form_of(kind, key, None, around), "title": title}


def _others(
    opened: Opened, loai: str, place: int | None, instead: Item | None
) -> Iterator[tuple[str, str, bool]]:
    """What else it may be: address, words, and whether it is that."""
    whence = f"tu={instead.id}" if instead else f"them={'' if place is None else place}"
    names = [(str(kind), kind_names()[kind]) for kind in ADDABLE]
    standing = {one.key for one in opened.view.items if one.state != DROPPED}
    names += [(f"field.{key}", field_name(key)) for key in LEFT_OUT if key not in standing]
    for name, words in names:
        yield f"{opened.path}?{whence}&loai={name}#muc", words, name == loai


def _kind_of(asked: str) -> tuple[Kind, str]:
    """The kind and, of a field, which. Raises HTTPException for what cannot be added."""
    name, _dot, key = asked.partition(".")
    if name in ADDABLE and not key:
        return Kind(name), ""
    if name == Kind.FIELD and key in LEFT_OUT:
        return Kind.FIELD, key
    raise HTTPException(422)


def _telling(visit: Visit, opened: Opened, editing: Editing, part: Part) -> Telling:
    """Says what the parts of the draft mean, with `part` in place of what is edited."""
    own = editing.item.id if editing.item else None
    standing = [one for one in opened.view.in_order if one.state != DROPPED and one.id != own]
    parts = [Part(one.kind, one.key, one.values) for one in standing]
    units, blocks = opened.around.units, opened.around.blocks
    return Telling.of([*parts, part], visit.desk.installation, units=units, blocks=blocks)
