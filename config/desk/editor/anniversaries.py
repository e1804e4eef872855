"""The anniversaries of a phase, picked from all that may be named: one form, in which they are also searched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import DRAFTS, Desk, Visit, number_of
from config.desk.editor.opened import Opened, may_change, meaning_of, open_working
from config.desk.editor.parts import LOST, done, entry_at, write
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting.items import Item
from scheduler.campaign.drafting.written import Kind
from scheduler.campaign.editing import anniversaries, deeds
from scheduler.campaign.editing.anniversaries import Choice
from scheduler.dates.say import MONTHS, say_month
from scheduler.errors import CommentsLost
from scheduler.language import _, ngettext
from scheduler.text import capital
from scheduler.web.body import Fields
from scheduler.web.respond import READ

_MOST = 90  # choices a page: some 30 kB


@dataclass(frozen=True)
class _Asked:
    """What is ticked, and what is to be shown besides: days found by words, or those of a month."""

    ticked: Sequence[str]
    seen: Sequence[str]
    words: str = ""
    month: int | None = None


def router(desk: Desk) -> APIRouter:
    """Where they are picked."""
    path = DRAFTS + "/{draft_id:int}/soan/{step}/ngay-ky-niem"
    routes = APIRouter(prefix=path, include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("", methods=READ)
    def offered(draft_id: int, step: str, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_working(visit, draft_id)
        item, query = _phase(opened, step), visit.request.query_params
        named = _named(item)
        month = number_of(query.get("thang", ""))
        return _show(visit, opened, item, _Asked(named, named, query.get("tim", ""), month))

    @routes.post("")
    def pick(draft_id: int, step: str, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        return _pick(visit, opened, _phase(opened, step), sent)

    return routes


def _phase(opened: Opened, step: str) -> Item:
    item = entry_at(opened, step)
    if item.kind not in (Kind.ROUND, Kind.PEAK):
        raise HTTPException(404)
    return item


def _named(item: Item) -> list[str]:
    given = item.values.get("anniversaries")
    return [str(one) for one in given] if isinstance(given, list) else []


def _pick(visit: Visit, opened: Opened, item: Item, sent: Fields) -> Response:
    known = {one.id for one in anniversaries.choices(opened.around, None)} | {*_named(item)}
    ticked = [one for one in sent.getlist("ngay") if one in known]
    seen, month = sent.get("goc", "").split(), number_of(sent.get("thang", ""))
    asked = _Asked(ticked, seen, sent.get("tim", ""), month)
    if "xem" in sent or month is not None:
        return _show(visit, opened, item, asked)
    named = anniversaries.joined(_named(item), seen, ticked)
    values = {key: value for key, value in item.values.items() if key != "anniversaries"}
    values |= {"anniversaries": named} if named else {}
    revision = opened.working.revision  # what others picked meanwhile stays
    known_lost = LOST in sent
    try:
        changed = write(
            visit, opened, deeds.write_entry, revision, item.key, values, lost_is_known=known_lost
        )
    except CommentsLost as error:
        return _show(visit, opened, item, asked, lost=error.comments)
    return done(opened, changed)


def _show(
    visit: Visit, opened: Opened, item: Item, asked: _Asked, *, lost: tuple[str, ...] = ()
) -> Response:
    stretch = meaning_of(visit, opened).telling.stretch(item.key)
    listed = anniversaries.choices(opened.around, stretch)
    return visit.page(
        "ngay-ky-niem",
        status=409 if lost else 200,
        opened=opened,
        item=item,
        asked=asked,
        groups=list(_groups(listed, asked)),
        months=[(number, capital(_(name))) for number, name in enumerate(MONTHS, 1)],
        lost=lost,
        may=may_change(visit, opened),
    )


def _groups(listed: Sequence[Choice], asked: _Asked) -> Iterator[tuple[str, Sequence[Choice]]]:
    """What is ticked, what was asked for, then what lies within the phase: each once, as many as a page takes."""
    chosen = [one for one in listed if one.id in asked.ticked]
    rest = [one for one in listed if one.id not in asked.ticked]
    if chosen:
        yield ngettext("Đã chọn {count} ngày", len(chosen)).format(count=len(chosen)), chosen
    if asked.words:
        found = anniversaries.searched(rest, asked.words)[:_MOST]
        yield ngettext("Tìm thấy {count} ngày", len(found)).format(count=len(found)), found
        return
    if asked.month is not None and 1 <= asked.month <= len(MONTHS):
        yield capital(_(MONTHS[asked.month - 1])), [o for o in rest if o.on.month == asked.month]
        return
    inside = [one for one in rest if one.inside][: max(_MOST - len(chosen), 0)]
    for month, of_month in groupby(inside, key=lambda one: one.on.replace(day=1)):
        heading = _("{month}, trong thời gian của đợt")
        yield heading.format(month=say_month(month)), [*of_month]
