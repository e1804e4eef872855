"""The time machine: a draft rehearsed over its year, by the engine, and what it came to."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.editor.opened import Opened, open_working
from config.desk.editor.rehearsal_form import DaysForm
from config.desk.editor.rehearsal_result import result_of
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.editing import rehearsal_work, rehearsing
from scheduler.dates import say
from scheduler.language import _
from scheduler.states import WorkState
from scheduler.store import work
from scheduler.store.tables import Work
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ
from scheduler.words import rehearsal as words

AGAIN = 2  # seconds until the page of who waits looks again
AT = DRAFTS + "/{draft_id:int}/dien-tap"
STANDS = ("open", "proposed")  # states of a draft that may be rehearsed


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(AT, methods=READ)
    def look(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_working(visit, draft_id)
        row = _newest(visit, opened)
        return _page(visit, opened, row, _form(visit, opened, row))

    @routes.post(AT)
    def ask(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.WORK)
        opened = open_working(visit, draft_id)
        if opened.working.state not in STANDS:
            raise Refusal(409, _("Bản thảo này đã đóng, chỉ còn để xem."))
        form = DaysForm(sent)
        days = form.read(opened.around)
        if days is None:
            return _page(visit, opened, _newest(visit, opened), form, status=422)
        with desk.installation.database.write(visit.visitor.issuer_id) as session:
            by = visit.visitor.signature
            rehearsal_work.ask(session, opened.working, days, by=by, now=desk.now)
        return go_to(f"{opened.base}/dien-tap")

    return routes


def _newest(visit: Visit, opened: Opened) -> Work | None:
    with visit.desk.installation.database.read() as session:
        return work.newest(session, opened.working.id, rehearsal_work.KIND)


def _form(visit: Visit, opened: Opened, row: Work | None) -> DaysForm | None:
    """Filled with the days of the last time, else with those of the plan; None where it may not be asked for now."""
    working = opened.working
    if working.state not in STANDS or not visit.visitor.may(Right.WORK):
        return None
    days = rehearsal_work.days_of_row(row) if row else None
    if days is None or working.revision != (row.revision if row else 0):
        days = rehearsing.usual_days(visit.desk.installation, working)
    if days is None:
        return None
    form = DaysForm()
    form.fill(days)
    return form


def _page(
    visit: Visit, opened: Opened, row: Work | None, form: DaysForm | None, *, status: int = 200
) -> Response:
    with visit.desk.installation.database.read() as session:
        left = work.was_dropped(session, opened.working.id, rehearsal_work.KIND)
    waits = row is not None and row.state in work.UNDER_WAY
    installation = visit.desk.installation
    answer = visit.page(
        "dien-tap",
        status=status,
        opened=opened,
        row=row,
        waits=waits,
        left=left and form is not None,
        asked=rehearsal_work.days_of_row(row) if row else None,
        begun=say.say_moment(row.begun_at, installation.zone) if row else "",
        form=None if waits else form,
        fault=words.failed(row) if row and row.state == WorkState.FAILED else "",
        result=result_of(opened, row, installation)
        if row and row.state == WorkState.DONE
        else None,
    )
    if waits:
        answer.headers["Refresh"] = str(AGAIN)
    return answer
