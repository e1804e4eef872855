"""A draft that is behind its campaign is brought up; where both changed a part, a person decides, side by side."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.editor import difference, part_names
from config.desk.editor.opened import Opened, open_working
from config.desk.forms import RevisedForm, Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.editing import catching_up
from scheduler.campaign.editing.catching_up import Undecided
from scheduler.definition.joining import Disputed
from scheduler.errors import DraftChanged, DraftClosed
from scheduler.store import drafts
from scheduler.web.body import Fields
from scheduler.words import drafting

MINE, THEIRS = "minh", "moi"
_CHOICE = "phan."


@dataclass(frozen=True)
class Side:
    """A disputed part: what the draft says of it, and what the definition in force does."""

    part: str
    name: str
    mine: list[str]
    theirs: list[str]
    chosen: str


def router(desk: Desk) -> APIRouter:
    """Where it is done."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.post(DRAFTS + "/{draft_id:int}/len-moi")
    def bring_up(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _brought_up(visit, open_working(visit, draft_id), sent)

    return routes


def _brought_up(visit: Visit, opened: Opened, sent: Fields) -> Response:
    issuer, revision = visit.visitor.issuer_id, RevisedForm(sent).seen
    chosen = {
        name.removeprefix(_CHOICE): value
        for name, value in sent.multi_items()
        if name.startswith(_CHOICE)
    }
    try:
        with visit.desk.installation.database.write(issuer) as session:
            catching_up.catch_up(
                session,
                drafts.find(session, opened.working.id, issuer),
                revision,
                mine=[part for part, side in chosen.items() if side == MINE],
                theirs=[part for part, side in chosen.items() if side == THEIRS],
                by=visit.visitor.signature,
                now=visit.desk.now,
            )
    except Undecided as undecided:
        return _ask(visit, opened, undecided.parts, revision, chosen)
    except DraftChanged as error:
        return difference.show(visit, opened, said=drafting.other_text(error), status=409)
    except DraftClosed as error:
        return difference.show(visit, opened, said=drafting.closed(error), status=409)
    return go_to(f"{opened.base}/{difference.PAGE}")


def _ask(
    visit: Visit,
    opened: Opened,
    parts: tuple[Disputed, ...],
    revision: int,
    chosen: dict[str, str],
) -> Response:
    sides = [
        Side(
            one.part,
            part_names.name(opened, one.part),
            part_names.says(opened, one.part, one.mine),
            part_names.says(opened, one.part, one.theirs),
            chosen.get(one.part, ""),
        )
        for one in parts
    ]
    asked = {one.part for one in parts}
    kept = {f"{_CHOICE}{part}": side for part, side in chosen.items() if part not in asked}
    return visit.page(
        "len-moi", status=409, opened=opened, sides=sides, revision_seen=revision, kept=kept
    )
