"""The form of one part of a definition: opened, shown again, merged with what another clerk wrote, and written.

One machinery for every kind of entry. What a kind asks for and how that is laid out: `drafts.item_forms` and
`drafts.shapes`; what is typed becomes values in `scheduler.campaign.drafting`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to, number_in, number_of
from config.desk.drafts import merging
from config.desk.drafts.review_page import Editing
from config.desk.drafts.typed import values_in
from config.desk.editor.opened import Opened, is_held, meaning_of, open_working
from config.desk.editor.overview import lines_of
from config.desk.editor.part_forms import CLAUSE, adding, changing, show, told, told_in_part
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting.items import Item
from scheduler.campaign.drafting.written import PARTS, Kind, Part, Values
from scheduler.campaign.editing import deeds, history, placing
from scheduler.campaign.editing.doing import Changed
from scheduler.dates import say
from scheduler.errors import CommentsLost, DraftChanged, UnknownDraftItem, ValuesRefused
from scheduler.language import _
from scheduler.store import drafts
from scheduler.web.body import Fields
from scheduler.web.respond import READ

SEEN = "xem"  # the button that shows what is meant and writes nothing
LOST = "mat"  # the form was shown with the comments that go with it


def router(desk: Desk) -> APIRouter:
    """Where they are; behind every other address below "/soan"."""
    routes = APIRouter(prefix=DRAFTS + "/{draft_id:int}/soan", include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/them/{kind}", methods=READ)
    def blank(draft_id: int, kind: str, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        clauses = lines_of(opened.working, "unplaced")
        number = number_in(visit.request, "tu")
        clause = clauses[number] if number is not None and number < len(clauses) else ""
        return show(visit, opened, adding(visit, opened, _kind(kind), clause=clause))

    @routes.post("/them/{kind}")
    def add(draft_id: int, kind: str, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _add(visit, open_working(visit, draft_id), _kind(kind), sent)

    @routes.api_route("/{step}", methods=READ)
    def form(draft_id: int, step: str, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_working(visit, draft_id)
        item = entry_at(opened, step)
        try:
            editing = changing(visit, opened, item)
        except ValueError:  # no field can hold what the text says there; the text can
            return go_to(opened.text_path)
        return show(visit, opened, editing)

    @routes.post("/{step}")
    def change(draft_id: int, step: str, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        item = opened.entry(step)
        if item is None or not is_held(item):
            return _anew(visit, opened, step, sent)
        return _change(visit, opened, item, sent)

    return routes


def write(
    visit: Visit,
    opened: Opened,
    deed: Callable[..., Changed],
    seen: int,
    *given: object,
    **said: object,
) -> Changed:
    """Do one of `deeds` to the draft as it was seen, in one transaction. Raises what the deed raises."""
    issuer, by, now = opened.working.issuer_id, visit.visitor.signature, visit.desk.now
    with visit.desk.installation.database.write(issuer) as session:
        draft = drafts.find(session, opened.working.id, issuer)
        return deed(session, draft, seen, *given, by=by, now=now, **said)


def seen_in(sent: Fields) -> int:
    """The revision of the text that who pressed a button has seen; 0 where the form does not tell."""
    return number_of(sent.get("revision", "")) or 0


def done(opened: Opened, changed: Changed) -> Response:
    """The overview, at the part that was written."""
    return go_to(f"{opened.path}?vua={changed.key}#p-{changed.key}")


def _change(visit: Visit, opened: Opened, item: Item, sent: Fields) -> Response:
    editing = changing(visit, opened, item, sent)
    form, was = editing.form, Part(item.kind, item.key, item.values)
    values = values_in(form, opened.around, was)
    if values is None or SEEN in sent:
        return _again(visit, opened, editing, values)
    known = LOST in sent
    try:
        changed = write(
            visit, opened, deeds.write_entry, form.seen, item.key, values, lost_is_known=known
        )
    except DraftChanged as error:
        return _merge(visit, open_working(visit, opened.working.id), editing, error, sent)
    except UnknownDraftItem:
        return _anew(visit, open_working(visit, opened.working.id), item.key, sent)
    except ValuesRefused as error:
        form.refuse(error)
        return _again(visit, opened, editing, None)
    except CommentsLost as error:
        return _ask_about_comments(visit, opened, editing, values, error)
    return done(opened, changed)


def _add(visit: Visit, opened: Opened, kind: Kind, sent: Fields) -> Response:
    clause = sent.get(CLAUSE, "")
    editing = adding(visit, opened, kind, sent, clause=clause)
    form, was = editing.form, Part(kind, "", {})
    values = values_in(form, opened.around, was, quote=editing.quote, new=True)
    if values is None or SEEN in sent:
        return _again(visit, opened, editing, values)
    known = LOST in sent
    try:
        changed = write(
            visit, opened, placing.place, form.seen, kind, values, clause, lost_is_known=known
        )
    except ValuesRefused as error:
        form.refuse(error)
        return _again(visit, opened, editing, None)
    except CommentsLost as error:
        return _ask_about_comments(visit, opened, editing, values, error)
    return done(opened, changed)


def _ask_about_comments(
    visit: Visit, opened: Opened, editing: Editing, values: Values, error: CommentsLost
) -> Response:
    """The form again, with the comments that would go: written by the same button."""
    editing = replace(editing, hidden={**editing.hidden, LOST: "1"}, lost=error.comments)
    return _again(visit, opened, editing, values, status=409)


def _again(
    visit: Visit, opened: Opened, editing: Editing, values: Values | None, *, status: int = 200
) -> Response:
    """The form again: with its faults, or with what was typed means."""
    key = editing.item.key if editing.item else ""
    if values is None:
        return show(visit, opened, told_in_part(visit, opened, editing), status=422)
    part = Part(Kind(editing.kind), key, values)
    meaning = meaning_of(visit, opened, part=part, item=editing.item)
    editing = told(visit, opened, editing, part)
    editing = replace(editing, says=tuple(meaning.telling.says(part)))
    return show(visit, opened, editing, status=status)


def _merge(
    visit: Visit, opened: Opened, editing: Editing, error: DraftChanged, sent: Fields
) -> Response:
    """Both side by side, to be written on top of the other's; or what has no form any more, to be added again."""
    assert editing.item is not None, "only what is there already is changed by two"
    item = opened.entry(editing.item.key)
    if item is None or not is_held(item):
        return _anew(visit, opened, editing.item.key, sent)
    at = say.say_moment(error.at, visit.desk.installation.zone)
    theirs = changing(visit, opened, item)
    editing, rows = merging.joined(editing, theirs.form, opened.working.revision)
    part = Part(item.kind, item.key, item.values)
    says = tuple(meaning_of(visit, opened).telling.says(part))
    left = merging.Theirs(item.title, "", says, error.by, at, back=opened.part_path(item.key))
    return merging.show(visit, left, editing=editing, rows=rows)


def _anew(visit: Visit, opened: Opened, step: str, sent: Fields) -> Response:
    """What was typed about a part that another has left out, or put beyond all forms, to be added as a new one."""
    working = opened.working
    with visit.desk.installation.database.read() as session:
        draft = drafts.find(session, working.id, working.issuer_id)
        seen = history.text_at(session, draft, seen_in(sent))
        found = replace(working, source=seen).entry(step.removeprefix("~")) if seen else None
        if found is None:
            raise HTTPException(404)
        (part, _index), item = found
        touch = history.last_touch(session, draft, seen_in(sent), f"{part}/{item.key}")
        by, when = (touch.by, touch.at) if touch else (working.changed_by, working.changed_at)
    editing = adding(visit, opened, item.kind, sent)
    editing.form.revision.data = working.revision
    editing.form.revision.raw_data = [str(working.revision)]
    words = _(
        "“{name}”: {who} vừa bỏ mục này lúc {at}, nên chưa ghi gì. Bấm “Thêm” để ghi lại thành mục mới."
    )
    if opened.entry(step):
        words = _(
            "“{name}”: {who} vừa ghi ở văn bản YAML, lúc {at}, điều biểu mẫu không chứa được, nên chưa ghi gì. "
            "Đề nghị sửa ở văn bản ấy, hoặc bấm “Thêm” để ghi thành mục mới."
        )
    at = say.say_moment(when, visit.desk.installation.zone)
    name = str(item.values.get("title") or item.key)
    asks = (words.format(name=name, who=by, at=at),)
    return show(visit, opened, replace(editing, doubts=asks), status=409)


def _kind(name: str) -> Kind:
    if name not in PARTS:
        raise HTTPException(404)
    return Kind(name)


def entry_at(opened: Opened, step: str) -> Item:
    """The entry that the last step of an address means. Raises HTTPException (404) where there is none."""
    found = opened.entry(step)
    if found is None:
        raise HTTPException(404)
    return found
