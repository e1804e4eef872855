"""A campaign for another year: both years side by side, what waits for a person, and the draft of it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from config.desk.campaign.steered import open_campaign, page_of
from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.forms import DeskForm, Sent, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import names, remark_words, two_years
from scheduler.campaign.editing import another_year, steering
from scheduler.campaign.editing.another_year import AnotherYear
from scheduler.campaign.editing.steering import InForce
from scheduler.dates.lunar import FIRST_YEAR, LAST_YEAR
from scheduler.definition.part_names import part_name
from scheduler.definition.parts import values_of
from scheduler.definition.problems import DefinitionInvalid
from scheduler.language import _
from scheduler.plan import folding
from scheduler.web.body import Fields
from scheduler.web.respond import READ

SHOWN = 80  # rows of the years side by side; with all that a page would grow too long to be read
ASKS = 60


class Choosing(DeskForm):
    """For which year."""

    nam = IntegerField(
        said(lambda: _("Năm")), [InputRequired(), NumberRange(FIRST_YEAR, LAST_YEAR)]
    )


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(prefix=page_of("{code}"), include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/nam-khac", methods=READ)
    def shown(visit: Annotated[Visit, visiting], code: str, nam: str = "") -> Response:
        visit.require(Right.DEFINE)
        of = open_campaign(visit, code)
        last = of.definition.years[-1]
        return _page(visit, of, Choosing(Fields([("nam", nam or str(last + 1))])))

    @routes.post("/nam-khac")
    def begin(visit: Annotated[Visit, visiting], code: str, sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        of, form = open_campaign(visit, code), Choosing(sent)
        found = _found(visit, of, form)
        if found is None or _is_there(visit, found):
            return _page(visit, of, form, status=422)
        with desk.installation.database.write(of.issuer_id) as session:
            by, now = visit.visitor.signature, visit.desk.now
            draft = steering.write_draft(session, found.written, by=by, now=now)
        return go_to(f"{DRAFTS}/{draft.id}/soan")

    return routes


def _found(visit: Visit, of: InForce, form: Choosing) -> AnotherYear | None:
    """The campaign in the year that was chosen; None where the form tells what is wrong with it."""
    if not form.validate():
        return None
    if form.nam.data == of.definition.year:
        form.nam.errors = [_("Đây là năm của chính phong trào này: đề nghị chọn năm khác.")]
        return None
    try:
        return another_year.roll_in_force(visit.desk.installation, of, form.nam.data)
    except DefinitionInvalid as error:
        form.nam.errors = [error.problems[0].reason]
        return None


def _is_there(visit: Visit, found: AnotherYear) -> bool:
    with visit.desk.installation.database.read() as session:
        return another_year.is_there(session, found.code, issuer_id=visit.visitor.issuer_id)


def _page(visit: Visit, of: InForce, form: Choosing, *, status: int = 200) -> Response:
    found = _found(visit, of, form)
    rows = _rows(found) if found else []
    return visit.page(
        "nam-khac",
        status=422 if form.faults else status,
        of=of,
        form=form,
        back=page_of(of.code),
        here=f"{page_of(of.code)}/nam-khac",
        found=found,
        there=page_of(found.code) if found and _is_there(visit, found) else "",
        rows=rows[:SHOWN],
        more=max(0, len(rows) - SHOWN),
        asks=_asks(found) if found else [],
        remarks=_remarks(found) if found else [],
        problems=[one.reason for one in found.problems] if found else [],
    )


def _rows(found: AnotherYear) -> Sequence[two_years.Row]:
    if found.before is None or found.after is None:
        return []
    return list(two_years.rows(found.before.plan, found.after.plan))


def _remarks(found: AnotherYear) -> list[str]:
    if found.after is None:
        return []
    known = names.of(found.after)
    return [remark_words.sentence(one, known) for one in folding.remarks(found.remarks)][:ASKS]


def _asks(found: AnotherYear) -> list[tuple[str, list[str]]]:
    """By what they are about, in the order of the text: the comments that the roll wrote."""
    values = values_of(found.written.source)
    grouped = groupby(found.asks[:ASKS], key=lambda one: one.part)
    return [
        (
            part_name(part, values),
            list(dict.fromkeys(one.told for one in asks)),
        )
        for part, asks in grouped
    ]
