"""A board of many units and duties, a page at a time: only what the page shows is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scheduler.campaign.board import BoardRow, Part, load_board
from scheduler.campaign.board_counts import Counts, Standing, live, load_counts, stands
from scheduler.store.tables import Block, Campaign, Obligation, Occurrence, Unit
from scheduler.words import receiver

CELLS = 240  # of a page, about: see DESIGN, section 13
DUTIES = 12  # at most, of a page
FEWEST, MOST = 10, 40  # units of a page


@dataclass(frozen=True)
class Narrowing:
    """What of a board is wanted: the code of a block, where an obligation stands; all where None.

    `page` of its units and `stretch` of its duties count from 1; `stretch` None: the one with what is due next.
    """

    block: str | None = None
    standing: Standing | None = None
    page: int = 1
    stretch: int | None = None


@dataclass(frozen=True)
class Duty:
    """One occurrence, as it is for all units. `to`: whom it goes to."""

    number: int  # among all of the campaign, in the order of the definition
    place: int
    title: str
    due_at: datetime | None
    waits_for: str
    to: str


@dataclass(frozen=True)
class BlockShown:
    """A block that owes something."""

    code: str
    name: str


@dataclass(frozen=True)
class BoardPage:
    """Rows of a board for `narrowing`, whose page and stretch are there; what there is beside them."""

    narrowing: Narrowing
    duties: tuple[Duty, ...]
    rows: tuple[BoardRow, ...]
    counts: Counts  # of the block
    blocks: tuple[BlockShown, ...]
    units: int  # that fit
    pages: int
    all_duties: int
    stretches: int


def load_page(
    session: Session, campaign: Campaign, narrowing: Narrowing, *, now: datetime
) -> BoardPage:
    """The page of the board of `campaign` at `now`; a page or stretch there is not becomes the nearest."""
    duties = _load_duties(session, campaign)
    stretches = max(1, -(-len(duties) // DUTIES))
    stretch = _within(narrowing.stretch or _coming(duties, now), stretches)
    shown = duties[(stretch - 1) * DUTIES : stretch * DUTIES]
    each = min(MOST, max(FEWEST, CELLS // max(1, len(shown))))
    fitting = _fitting(campaign, narrowing, now)
    units = session.exec(select(func.count()).select_from(Unit).where(*fitting)).one()
    pages = max(1, -(-units // each))
    page = _within(narrowing.page, pages)
    ids = _load_units(session, fitting, offset=(page - 1) * each, limit=each)
    rows = load_board(session, campaign, now=now, part=Part(ids, [one.place for one in shown]))
    return BoardPage(
        narrowing=replace(narrowing, page=page, stretch=stretch),
        duties=tuple(shown),
        rows=tuple(rows),
        counts=_load_counts(session, campaign, narrowing, now=now),
        blocks=_load_blocks(session, campaign),
        units=units,
        pages=pages,
        all_duties=len(duties),
        stretches=stretches,
    )


def _within(number: int, last: int) -> int:
    return max(1, min(number, last))


def _coming(duties: Sequence[Duty], now: datetime) -> int:
    """The stretch of what is due next; of the last ones where nothing is."""
    coming = [one for one in duties if one.due_at and one.due_at >= now]
    soonest = min(coming, key=lambda one: (one.due_at, one.number), default=None)
    return (soonest.number - 1) // DUTIES + 1 if soonest else -(-len(duties) // DUTIES)


def _load_duties(session: Session, campaign: Campaign) -> list[Duty]:
    owed = select_columns(col(Obligation.id)).where(
        col(Obligation.occurrence_id) == col(Occurrence.id), *live()
    )
    rows = session.exec(
        select(Occurrence, Unit.short)
        .join(Unit, col(Unit.id) == Occurrence.to_unit_id)
        .where(Occurrence.campaign_id == campaign.id, owed.correlate(Occurrence).exists())
        .order_by(col(Occurrence.id))
    ).all()
    return [
        Duty(
            number,
            one.id or 0,
            one.title,
            one.due_at,
            one.waits_for,
            receiver.named(to, one.receiver),
        )
        for number, (one, to) in enumerate(rows, start=1)
    ]


def _fitting(
    campaign: Campaign, narrowing: Narrowing, now: datetime
) -> tuple[ColumnElement[bool], ...]:
    """Conditions on Unit."""
    which = [stands(narrowing.standing, now=now)] if narrowing.standing else []
    owing = (
        select_columns(col(Obligation.unit_id))
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(*live(col(Occurrence.campaign_id) == campaign.id, *which))
    )
    return (
        col(Unit.issuer_id) == campaign.issuer_id,
        col(Unit.id).in_(owing),
        *_in_block(campaign, narrowing),
    )


def _in_block(campaign: Campaign, narrowing: Narrowing) -> list[ColumnElement[bool]]:
    if narrowing.block is None:
        return []
    block = select_columns(col(Block.id)).where(
        col(Block.issuer_id) == campaign.issuer_id, col(Block.code) == narrowing.block
    )
    return [col(Unit.block_id).in_(block)]


def _load_units(
    session: Session, which: Sequence[ColumnElement[bool]], *, offset: int, limit: int
) -> list[int]:
    query = select(Unit.id).where(*which).order_by(col(Unit.id)).offset(offset).limit(limit)
    return [unit_id or 0 for unit_id in session.exec(query)]


def _load_counts(
    session: Session, campaign: Campaign, narrowing: Narrowing, *, now: datetime
) -> Counts:
    which = (col(Campaign.id) == campaign.id, *_in_block(campaign, narrowing))
    found = load_counts(session, campaign.issuer_id, *which, now=now)
    return found.get(campaign.id or 0, dict.fromkeys(Standing, 0))


def _load_blocks(session: Session, campaign: Campaign) -> tuple[BlockShown, ...]:
    owing = (
        select_columns(col(Unit.block_id))
        .join(Obligation, col(Obligation.unit_id) == Unit.id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(*live(col(Occurrence.campaign_id) == campaign.id))
    )
    query = (
        select(Block.code, Block.name)
        .where(Block.issuer_id == campaign.issuer_id, col(Block.id).in_(owing))
        .order_by(col(Block.id))
    )
    return tuple(BlockShown(code, name) for code, name in session.exec(query))
