"""Every time of every duty of a campaign, in the order in which they fall due, a page at a time."""

from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Response

from config.desk.campaign import one_time
from config.desk.campaign.steered import open_campaign, page_of
from config.desk.desk import Desk, Visit, number_of
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.editing.steering import InForce
from scheduler.campaign.editing.times import A_PAGE, Listed, load_page
from scheduler.web.respond import READ
from scheduler.words import due


@dataclass(frozen=True)
class Row:
    """One of them: its page, its day in words, and how many of how many reports are in."""

    url: str
    one: Listed
    due: str


def router(desk: Desk) -> APIRouter:
    """Where they are."""
    routes = APIRouter(prefix=page_of("{code}"), include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/nhiem-vu", methods=READ)
    def listed(visit: Annotated[Visit, visiting], code: str, trang: str = "") -> Response:
        return _page(visit, open_campaign(visit, code), number_of(trang) or 1)

    return routes


def _page(visit: Visit, of: InForce, page: int) -> Response:
    zone = ZoneInfo(of.zone)
    with visit.desk.installation.database.read() as session:
        found = load_page(session, of.code, issuer_id=of.issuer_id, page=page, now=visit.desk.now)
    rows = [
        Row(
            one_time.address(of.code, one.duty, one.key),
            one,
            due.moment(one.due_at, zone) if one.due_at else due.waiting(one.waits_for),
        )
        for one in found.rows
    ]
    return visit.page(
        "cac-nhiem-vu",
        of=of,
        back=page_of(of.code),
        here=f"{page_of(of.code)}/nhiem-vu",
        rows=rows,
        count=found.count,
        page=found.page,
        pages=-(-found.count // A_PAGE),
        may=visit.visitor.may(Right.DEFINE),
    )
