"""The board of a campaign: who owes what, and where it stands. Nothing is changed here."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, HTTPException, Query, Response

from config.desk.desk import FOLDER, HOME, STYLE, Desk, Visit, number_of
from config.desk.editor import applied
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import board_counts
from scheduler.campaign.board import BoardRow, Cell
from scheduler.campaign.board_counts import Standing
from scheduler.campaign.board_page import DUTIES, BoardPage, Duty, Narrowing, load_page
from scheduler.dates import say
from scheduler.errors import UnknownCampaign
from scheduler.language import _
from scheduler.states import OWED, ExtensionState, State
from scheduler.store.agenda import find_campaign
from scheduler.text import cut
from scheduler.web import static, templates
from scheduler.web.respond import READ
from scheduler.words import due, state

BOARDS = f"{HOME}/phong-trao"
OWN_STYLE = static.read(FOLDER / "bang.css")
STYLES = (templates.STYLE, STYLE, OWN_STYLE)
_TITLE = 32  # letters of a duty beside each of its cells, where a row is a list


@dataclass(frozen=True)
class Told:
    """A cell in words. `look`: the class of its shape; `notes`: what is true of this unit alone."""

    look: str
    label: str
    word: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A link that narrows the board, or the one that is chosen."""

    url: str
    word: str
    chosen: bool
    count: int | None = None


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(prefix=BOARDS, include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/{code}", methods=READ)
    def board(
        visit: Annotated[Visit, visiting],
        code: str,
        khoi: str = "",
        standing: Annotated[str, Query(alias="tinh-trang")] = "",
        trang: str = "",
        cot: str = "",
    ) -> Response:
        visit.require(Right.LOOK)
        narrowing = Narrowing(
            block=khoi or None,
            standing=Standing(standing) if standing in set(Standing) else None,
            page=number_of(trang) or 1,
            stretch=number_of(cot),
        )
        return _board(visit, code, narrowing)

    return routes


def address(code: str, narrowing: Narrowing | None = None) -> str:
    """Of the board of that campaign, narrowed."""
    path = f"{BOARDS}/{code}"
    if narrowing is None:
        return path
    words = {
        "khoi": narrowing.block,
        "tinh-trang": narrowing.standing,
        "trang": narrowing.page if narrowing.page > 1 else None,
        "cot": narrowing.stretch,
    }
    asked = urlencode({name: value for name, value in words.items() if value})
    return f"{path}?{asked}" if asked else path


def _up_to_page(code: str, narrowing: Narrowing) -> str:
    """The address of the same part of the board up to where the number of a page belongs."""
    first = address(code, replace(narrowing, page=1))
    return f"{first}{'&' if '?' in first else '?'}trang="


def _board(visit: Visit, code: str, narrowing: Narrowing) -> Response:
    now = visit.desk.now
    with visit.desk.installation.database.read() as session:
        try:
            campaign = find_campaign(session, code, issuer_id=visit.visitor.issuer_id)
        except UnknownCampaign:
            raise HTTPException(404) from None
        page = load_page(session, campaign, narrowing, now=now)
        title, directive, zone = campaign.title, campaign.directive, ZoneInfo(campaign.zone)
    return visit.page(
        "bang",
        styles=STYLES,
        title=title,
        applied=applied.note(visit, code),
        directive=directive,
        moment=say.say_moment(now, zone),
        page=page,
        duties=[(duty, _due(duty.due_at, duty.waits_for, zone)) for duty in page.duties],
        rows=[(row, _marks(row), _cells(page, row, zone)) for row in page.rows],
        standings=_standings(code, page),
        blocks=_blocks(code, page),
        address=_up_to_page(code, page.narrowing),
        stretches=_stretches(code, page),
        here=address(code),
        may_define=visit.visitor.may(Right.DEFINE),
    )


def _due(due_at: datetime | None, waits_for: str, zone: ZoneInfo) -> str:
    return say.say_moment(due_at, zone) if due_at else due.waiting(waits_for)


def _marks(row: BoardRow) -> list[str]:
    if not row.reachable:
        return [_("chưa có kênh")]
    return [_("kênh đang tạm dừng")] if row.paused else []


def _cells(page: BoardPage, row: BoardRow, zone: ZoneInfo) -> list[Told | None]:
    cells = {cell.place: cell for cell in row.cells}
    return [
        _told(duty, cell, zone) if (cell := cells.get(duty.place)) else None for duty in page.duties
    ]


def _told(duty: Duty, cell: Cell, zone: ZoneInfo) -> Told:
    notes = []
    owed = cell.state in OWED
    if cell.overdue and cell.state == State.RETURNED:
        notes.append(state.word(cell.state))
    if owed and cell.due_at != duty.due_at:
        notes.append(_("hạn riêng {moment}").format(moment=_due(cell.due_at, "", zone)))
    if cell.wish == ExtensionState.ASKED and cell.wish_at:
        told = _("đang đề nghị gia hạn đến {moment}")
        notes.append(told.format(moment=say.say_moment(cell.wish_at, zone)))
    elif owed and cell.wish == ExtensionState.GRANTED:
        notes.append(state.word(cell.wish))
    return Told(
        look="late" if cell.overdue else cell.state,
        label=f"{duty.number}. {cut(duty.title, _TITLE)}",
        word=state.word(cell.state, overdue=cell.overdue),
        notes=tuple(notes),
    )


def _standings(code: str, page: BoardPage) -> list[Choice]:
    now = replace(page.narrowing, page=1)
    every = Choice(address(code, replace(now, standing=None)), _("tất cả"), now.standing is None)
    return [every] + [
        Choice(
            address(code, replace(now, standing=one)),
            board_counts.word(one),
            now.standing is one,
            count,
        )
        for one, count in page.counts.items()
        if count or now.standing is one
    ]


def _blocks(code: str, page: BoardPage) -> list[Choice]:
    now = replace(page.narrowing, page=1)
    every = Choice(address(code, replace(now, block=None)), _("tất cả"), now.block is None)
    return [every] + [
        Choice(address(code, replace(now, block=one.code)), one.name, now.block == one.code)
        for one in page.blocks
    ]


def _stretches(code: str, page: BoardPage) -> list[Choice]:
    """Parts of the duties, where they are too many for one page."""
    now = page.narrowing
    firsts = range(1, page.all_duties + 1, DUTIES) if page.stretches > 1 else ()
    return [
        Choice(
            address(code, replace(now, stretch=number)),
            f"{first} – {min(first + DUTIES - 1, page.all_duties)}",
            now.stretch == number,
        )
        for number, first in enumerate(firsts, start=1)
    ]
