"""What is decided on a draft: it is put into force, proposed for approval, withdrawn, given back."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from config.desk.board import address
from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.editor import applied, difference
from config.desk.editor.opened import open_working
from config.desk.forms import RevisedForm, Sent, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.editing import approval, launching
from scheduler.campaign.editing.launching import Seen
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import (
    ApprovesOwn,
    DraftChanged,
    DraftClosed,
    LaunchDiffers,
    NobodyApproves,
    NothingToLaunch,
    NotProposed,
    PlanChanged,
    ThiDuaError,
)
from scheduler.language import _
from scheduler.store import drafts
from scheduler.web.respond import READ
from scheduler.words import drafting

_REMARK = 2000
_SAID: dict[type[ThiDuaError], Callable[..., str]] = {
    LaunchDiffers: drafting.differs,
    NothingToLaunch: drafting.nothing,
    NotProposed: drafting.not_proposed,
    ApprovesOwn: drafting.approves_own,
    NobodyApproves: drafting.nobody_approves,
    DraftChanged: drafting.other_text,
    DraftClosed: drafting.closed,
    PlanChanged: drafting.newer_plan,
    DefinitionInvalid: drafting.invalid,
}
_REFUSED = tuple(_SAID)


class Applying(RevisedForm):
    """What was seen: the revision of the draft, the seal of what applying it would do, and whether it was proposed."""

    digest = HiddenField()
    proposed = HiddenField(name="trinh")


class Remark(RevisedForm):
    """What is to be done to a draft before it is approved."""

    remark = TextAreaField(
        said(lambda: _("Nội dung cần sửa")), [DataRequired(), Length(max=_REMARK)]
    )


def router(desk: Desk) -> APIRouter:
    """Where each is done."""
    routes = APIRouter(prefix=DRAFTS + "/{draft_id:int}", include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.post("/ap-dung")
    def apply(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.APPROVE)
        return _apply(visit, draft_id, Applying(sent))

    @routes.post("/trinh")
    def propose(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _decide(visit, draft_id, approval.propose, Applying(sent).seen)

    @routes.post("/rut")
    def withdraw(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        return _decide(visit, draft_id, approval.withdraw)

    @routes.api_route("/tra-lai", methods=READ)
    def ask_remark(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.APPROVE)
        return _ask_remark(visit, draft_id, Remark())

    @routes.post("/tra-lai")
    def give_back(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.APPROVE)
        form = Remark(sent)
        if not form.validate():
            return _ask_remark(visit, draft_id, form, status=422)
        try:
            return _done(visit, draft_id, approval.give_back, form.seen, form.remark.data)
        except DraftClosed as error:  # what was typed stays
            told = drafting.closed(error)
        except DraftChanged as error:
            told = drafting.proposed_anew(error)
        return _ask_remark(visit, draft_id, form, told=told, status=409)

    return routes


def _ask_remark(
    visit: Visit, draft_id: int, form: Remark, *, told: str = "", status: int = 200
) -> Response:
    opened = open_working(visit, draft_id)
    return visit.page("tra-lai", status=status, opened=opened, form=form, said=told)


def _apply(visit: Visit, draft_id: int, form: Applying) -> Response:
    seen = Seen(form.seen, form.digest.data or "", is_proposed=bool(form.proposed.data))
    issuer, by = visit.visitor.issuer_id, visit.visitor.signature
    try:
        done = launching.launch(visit.desk.installation, draft_id, seen, issuer_id=issuer, by=by)
    except _REFUSED as error:
        return _refused(visit, draft_id, error)
    return go_to(f"{address(done.campaign)}?{applied.ASKED}={draft_id}")


def _decide(visit: Visit, draft_id: int, deed: Callable[..., object], *given: object) -> Response:
    try:
        return _done(visit, draft_id, deed, *given)
    except _REFUSED as error:
        return _refused(visit, draft_id, error)


def _done(visit: Visit, draft_id: int, deed: Callable[..., object], *given: object) -> Response:
    issuer, by = visit.visitor.issuer_id, visit.visitor.signature
    with visit.desk.installation.database.write(issuer) as session:
        draft = drafts.find(session, draft_id, issuer)
        deed(session, draft, *given, by=by, now=visit.desk.now)
    return go_to(f"{DRAFTS}/{draft_id}/{difference.PAGE}")


def _refused(visit: Visit, draft_id: int, error: ThiDuaError) -> Response:
    """The page anew, with the reason."""
    opened = open_working(visit, draft_id)
    return difference.show(visit, opened, said=_SAID[type(error)](error), status=409)
