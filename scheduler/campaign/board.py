"""Who owes what: units × duties of a campaign, as it stands now."""

import csv
import io
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, false, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scheduler.dates.say import in_numbers
from scheduler.language import _, ngettext
from scheduler.states import OWED, State
from scheduler.store.agenda import find_campaign, load_campaigns
from scheduler.store.deadline import effective_late, later
from scheduler.store.holders import load_to_units, troubled_lanes
from scheduler.store.tables import Campaign, Extension, Obligation, Occurrence, Unit
from scheduler.words import receiver, state
from scheduler.words.post import without_way
from scheduler.workflow.late import load_stuck, load_unreached
from scheduler.workflow.superior import EscalationState, load_undecided


class Cell(NamedTuple):
    """One obligation as it stands. `overdue` is computed for the instant asked about."""

    duty: str
    key: str
    title: str
    state: str
    due_at: datetime | None
    overdue: bool
    to: str = ""  # whom it goes to, and through whom
    waits_for: str = ""  # on whose word it gets a day, where it has none: see WaitsFor
    place: int = 0  # where its occurrence stands in the definition
    wish: str = ""  # how the last wish for more time stands: see ExtensionState
    wish_at: datetime | None = None  # until when time was asked for, or granted


@dataclass(frozen=True)
class BoardRow:
    """One unit (id and short name) and all it owes, in the order of the definition."""

    unit: str
    name: str
    reachable: bool
    paused: bool  # nothing leaves for it now: every lane by which it is reached is in trouble
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Part:
    """Ids of units, as they are to be shown, and of occurrences."""

    units: Sequence[int]
    occurrences: Sequence[int]


class _Found(NamedTuple):
    obligation_id: int
    unit_id: int
    occurrence_id: int
    state: str
    own_at: datetime | None
    overdue: bool


def load_boards(
    session: Session, given: str | None, *, now: datetime
) -> list[tuple[Campaign, list[BoardRow]]]:
    """The campaign `given` ("ISSUER/CODE" or its code) and its board; of every one without. Raises UnknownCampaign."""
    chosen = load_campaigns(session) if given is None else [find_campaign(session, given)]
    return [(campaign, load_board(session, campaign, now=now)) for campaign in chosen]


def load_board(
    session: Session, campaign: Campaign, *, now: datetime, part: Part | None = None
) -> list[BoardRow]:
    """The board of `campaign` at `now`, in the order of the units file; withdrawn duties are left out.

    `part`: of those units and occurrences alone, and then also of a unit that owes none of them.
    """
    occurrences = {one.id: one for one in _load_occurrences(session, campaign, part)}
    names = _load_names(session, campaign, part)
    collecting = _load_collecting(session, occurrences.values())
    wishes = _load_wishes(session, campaign, part)
    cells: dict[int, list[Cell]] = {unit_id: [] for unit_id in part.units} if part else {}
    for found in _load_cells(session, campaign, part, now=now):
        occurrence = occurrences[found.occurrence_id]
        outside = bool(occurrence.receiver) and found.unit_id == occurrence.to_unit_id
        to = receiver.named(collecting[occurrence.to_unit_id], occurrence.receiver, outside=outside)
        cell = _cell(occurrence, found, to, *wishes.get(found.obligation_id, ("", None)))
        cells.setdefault(found.unit_id, []).append(cell)
    units = list(cells) if part else None
    ways = load_to_units(session, campaign.issuer_id, now=now, units=units)
    troubled = troubled_lanes(session)
    return [
        BoardRow(
            *names[unit_id],
            reachable=bool(mine := ways.get(unit_id, [])),
            paused=bool(mine) and troubled.issuperset(way.lane_id for way in mine),
            cells=tuple(cells[unit_id]),
        )
        for unit_id in cells
    ]


def _load_occurrences(
    session: Session, campaign: Campaign, part: Part | None
) -> Sequence[Occurrence]:
    query = select(Occurrence).where(Occurrence.campaign_id == campaign.id)
    if part:
        query = query.where(col(Occurrence.id).in_(part.occurrences))
    return session.exec(query).all()


def _load_names(
    session: Session, campaign: Campaign, part: Part | None
) -> dict[int | None, tuple[str, str]]:
    query = select(Unit.id, Unit.code, Unit.short).where(Unit.issuer_id == campaign.issuer_id)
    if part:
        query = query.where(col(Unit.id).in_(part.units))
    return {unit_id: (code, short) for unit_id, code, short in session.exec(query)}


def _load_collecting(session: Session, occurrences: Iterable[Occurrence]) -> dict[int | None, str]:
    ids = {one.to_unit_id for one in occurrences}
    return dict(session.exec(select(Unit.id, Unit.name).where(col(Unit.id).in_(ids))).all())


def _load_wishes(
    session: Session, campaign: Campaign, part: Part | None
) -> dict[int, tuple[str, datetime | None]]:
    """How the last wish for more time of each obligation stands, and for when it is."""
    until = func.coalesce(col(Extension.granted_due_at), col(Extension.wanted_due_at))
    query = (
        select_columns(col(Extension.obligation_id), col(Extension.state), until)
        .join(Obligation, col(Obligation.id) == Extension.obligation_id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(col(Occurrence.campaign_id) == campaign.id)
        .order_by(col(Extension.id))
    )
    if part:
        query = query.where(col(Obligation.unit_id).in_(part.units))
    rows: Any = session.execute(query)
    return {obligation_id: (wish, at) for obligation_id, wish, at in rows}


def _load_cells(
    session: Session, campaign: Campaign, part: Part | None, *, now: datetime
) -> Iterable[_Found]:
    """Columns, not objects: a board has some ten thousand."""
    query = (
        select_columns(
            col(Obligation.id),
            col(Obligation.unit_id),
            col(Obligation.occurrence_id),
            col(Obligation.state),
            col(Obligation.due_at),
            and_(col(Obligation.state).in_(OWED), func.coalesce(effective_late() < now, false())),
        )
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(
            col(Occurrence.campaign_id) == campaign.id,
            col(Occurrence.withdrawn).is_(False),
            col(Obligation.state) != State.WITHDRAWN.value,
        )
        .order_by(col(Obligation.unit_id), col(Obligation.occurrence_id))
    )
    if part:
        query = query.where(
            col(Obligation.unit_id).in_(part.units),
            col(Obligation.occurrence_id).in_(part.occurrences),
        )
    rows: Any = session.execute(query)
    return itertools.starmap(_Found, rows)


def _cell(
    occurrence: Occurrence, found: _Found, to: str, wish: str, wish_at: datetime | None
) -> Cell:
    return Cell(
        occurrence.duty,
        occurrence.key,
        occurrence.title,
        found.state,
        later(found.own_at, occurrence.due_at),
        bool(found.overdue),
        to,
        occurrence.waits_for,
        occurrence.id or 0,
        wish,
        wish_at,
    )


class Column(NamedTuple):
    """One occurrence of one duty."""

    duty: str
    key: str
    title: str


def columns_of(rows: Iterable[BoardRow]) -> list[Column]:
    """What anybody owes, each once, in the order of the definition."""
    cells = sorted((cell for row in rows for cell in row.cells), key=lambda cell: cell.place)
    return list(dict.fromkeys(Column(c.duty, c.key, c.title) for c in cells))


def cells_of(row: BoardRow) -> dict[Column, Cell]:
    """What a unit owes, by column."""
    return {Column(c.duty, c.key, c.title): c for c in row.cells}


def told_unreached(session: Session, campaigns: Iterable[Campaign], *, now: datetime) -> list[str]:
    """Whom a notice about what is still owed cannot reach, units and superiors, a line an issuer and kind."""
    lines = []
    for issuer_id in dict.fromkeys(campaign.issuer_id for campaign in campaigns):
        if units := load_unreached(session, issuer_id, now=now):
            lines.append(without_way(len(units), ", ".join(units)))
        if units := load_stuck(session, issuer_id):
            told = _("Kênh đang tạm dừng (xem `thidua lanes`) nên chưa báo được {count}: {units}")
            lines.append(told.format(count=len(units), units=", ".join(units)))
        escalations = load_undecided(session, issuer_id, now=now)
        if stuck := [one for one in escalations if one.state is EscalationState.UNREACHED]:
            told = ngettext("Chưa gửi được {count} báo cáo cấp trên: {duties}", len(stuck))
            duties = ", ".join(one.duty for one in stuck)
            lines.append(told.format(count=len(stuck), duties=duties))
    return lines


def board_as_csv(boards: Iterable[tuple[Campaign, list[BoardRow]]]) -> str:
    """A line an obligation below a line of names, for a spreadsheet: it wants the byte order mark."""
    written = io.StringIO()
    lines = csv.writer(written)
    names = (_("Phong trào"), _("Mã đơn vị"), _("Đơn vị"), _("Kênh"), _("Nhiệm vụ"), _("Hạn"))
    lines.writerow((*names, _("Tình trạng"), _("Nơi nhận")))
    for campaign, rows in boards:
        zone = ZoneInfo(campaign.zone)
        for row in rows:
            way = _("tạm dừng") if row.paused else _("có") if row.reachable else _("chưa có")
            for column, cell in cells_of(row).items():
                due = _due(cell.due_at.astimezone(zone)) if cell.due_at else ""
                stands = state.word(cell.state, overdue=cell.overdue)
                words = (campaign.code, row.unit, row.name, way, column.title, due, stands, cell.to)
                lines.writerow(map(_harmless, words))
    return "\ufeff" + written.getvalue()


def _due(at: datetime) -> str:
    return f"{in_numbers(at)} {at:%H:%M}"


def _harmless(text: str) -> str:
    """A spreadsheet computes what begins like a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def board_as_json(rows: list[BoardRow], zone: ZoneInfo) -> list[dict[str, object]]:
    """The board for programs."""
    return [
        {
            "unit": row.unit,
            "name": row.name,
            "reachable": row.reachable,
            "paused": row.paused,
            "obligations": [
                {
                    "duty": c.duty,
                    "occurrence": c.key,
                    "to": c.to,
                    "state": c.state,
                    "overdue": c.overdue,
                    "due_at": c.due_at.astimezone(zone).isoformat() if c.due_at else None,
                    "waits_for": None if c.due_at else c.waits_for or None,
                }
                for c in row.cells
            ],
        }
        for row in rows
    ]
