"""The first page: an issuer's campaigns and what waits there; for who keeps the installation, how that is."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk import board
from config.desk.desk import HOME, Desk, Visit
from config.desk.drafts.drafts import address
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import board_counts, overview
from scheduler.campaign.board_counts import Standing
from scheduler.campaign.board_page import Narrowing
from scheduler.campaign.overview import Overview
from scheduler.dates import say
from scheduler.run.sending.lane_states import load_lanes
from scheduler.store import drafts
from scheduler.web.respond import READ
from scheduler.words import due, lane

SHOWN = 8  # campaigns told at length; of the others the title
OPENED = 12  # drafts, and documents; more stand on their own pages


@dataclass(frozen=True)
class Card:
    """A campaign in words. `counts`: address, word, number and kind of the tag of each."""

    url: str
    title: str
    directive: str
    phases: tuple[str, ...]
    counts: tuple[tuple[str, str, int, str], ...]
    next_due: str


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(prefix=HOME, include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("", methods=READ)
    def home(visit: Annotated[Visit, visiting]) -> Response:
        return _issuer(visit) if visit.visitor.may(Right.LOOK) else _installation(visit)

    return routes


def _issuer(visit: Visit) -> Response:
    issuer, now = visit.visitor.issuer_id, visit.desk.now
    with visit.desk.installation.database.read() as session:
        found = overview.load_overviews(session, issuer, now=now)
        opened = drafts.load_open(session, issuer)[:OPENED]
        waiting = drafts.load_proposed(session, issuer)[:OPENED]
        documents = overview.load_without_draft(session, issuer)[:OPENED]
        name = overview.issuer_name(session, issuer)
    going = [one for one in found if not one.is_over]
    return visit.page(
        "trang-dau",
        styles=board.STYLES,
        issuer=name,
        cards=[_card(one) for one in going[:SHOWN]],
        others=[(board.address(one.code), one.title) for one in going[SHOWN:]],
        over=[(board.address(one.code), one.title) for one in found if one.is_over],
        waiting=waiting if visit.visitor.may(Right.APPROVE) else [],
        drafts=opened,
        address=address,
        documents=documents,
        may_define=visit.visitor.may(Right.DEFINE),
        zone=visit.desk.installation.zone,
    )


_KINDS = {Standing.LATE: "late", Standing.UNREACHED: "late", Standing.ACCEPTED: "done"}
_WAITING = {Standing.ASKED: "doubt", Standing.SUBMITTED: "doubt"}  # for the standing body


def _card(one: Overview) -> Card:
    kinds = _KINDS | _WAITING
    return Card(
        url=board.address(one.code),
        title=one.title,
        directive=one.directive,
        phases=tuple(f"{p.title}: {_days(p.first_on, p.last_on)}" for p in one.phases),
        counts=tuple(
            (
                board.address(one.code, Narrowing(standing=standing)),
                board_counts.word(standing),
                count,
                kinds.get(standing, ""),
            )
            for standing, count in one.counts.items()
            if count
        ),
        next_due=_next(one),
    )


def _next(one: Overview) -> str:
    if one.next_due is None:
        return ""
    title, due_at = one.next_due
    return f"{title}: {say.say_moment(due_at, one.zone)}"


def _days(first: date | None, last: date | None) -> str:
    return say.say_span(first, last) if first and last else due.days(first, last)


def _installation(visit: Visit) -> Response:
    """Issuers and lanes; nothing of what an issuer has in it."""
    visit.require(Right.KEEP)
    with visit.desk.installation.database.read() as session:
        issuers = overview.load_issuers(session)
        lanes = load_lanes(session)
    zone = visit.desk.installation.zone
    return visit.page(
        "he-thong",
        issuers=issuers,
        lanes=lanes,
        reasons=lane.told_reasons(lanes, zone),
        zone=zone,
    )
