"""Who owes what: units × duties of a campaign, as it stands now."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scheduler.dates.say import in_numbers
from scheduler.language import _, ngettext
from scheduler.states import OWED
from scheduler.store.agenda import find_campaign, load_campaigns
from scheduler.store.deadline import effective_deadline, is_late
from scheduler.store.holders import load_to_units, troubled_lanes
from scheduler.store.outside import is_sent_outside
from scheduler.store.tables import Campaign, Obligation, Occurrence, Unit
from scheduler.words import receiver, state
from scheduler.words.post import without_way
from scheduler.workflow.late import load_stuck, load_unreached
from scheduler.workflow.superior import EscalationState, load_undecided


@dataclass(frozen=True)
class Cell:
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


@dataclass(frozen=True)
class BoardRow:
    """One unit (id and short name) and all it owes, in the order of the definition."""

    unit: str
    name: str
    reachable: bool
    paused: bool  # nothing leaves for it now: every lane by which it is reached is in trouble
    cells: tuple[Cell, ...]


def load_boards(
    session: Session, given: str | None, *, now: datetime
) -> list[tuple[Campaign, list[BoardRow]]]:
    """The campaign `given` ("ISSUER/CODE" or its code) and its board; of every one without. Raises UnknownCampaign."""
    chosen = load_campaigns(session) if given is None else [find_campaign(session, given)]
    return [(campaign, load_board(session, campaign, now=now)) for campaign in chosen]


def load_board(session: Session, campaign: Campaign, *, now: datetime) -> list[BoardRow]:
    """The board of `campaign` at `now`, in the order of the units file; withdrawn duties are left out."""
    rows = session.exec(
        select(Unit, Obligation, Occurrence)
        .join(Obligation, col(Obligation.unit_id) == Unit.id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(
            col(Occurrence.campaign_id) == campaign.id,
            col(Occurrence.withdrawn).is_(False),
            col(Obligation.state) != "withdrawn",
        )
        .order_by(col(Unit.id), col(Occurrence.id))
    )
    of_issuer = select(Unit.id, Unit.name).where(Unit.issuer_id == campaign.issuer_id)
    names = dict(session.exec(of_issuer).all())
    ways = load_to_units(session, campaign.issuer_id, now=now)
    troubled = troubled_lanes(session)
    units: dict[int | None, Unit] = {}
    cells: dict[int | None, list[Cell]] = defaultdict(list)
    for unit, obligation, occurrence in rows:
        units[unit.id] = unit
        collecting = names[occurrence.to_unit_id]
        cells[unit.id].append(_cell(occurrence, obligation, collecting, now=now))
    return [
        BoardRow(
            unit.code,
            unit.short,
            reachable=bool(mine := ways.get(unit_id or 0, [])),
            paused=bool(mine) and troubled.issuperset(way.lane_id for way in mine),
            cells=tuple(cells[unit_id]),
        )
        for unit_id, unit in units.items()
    ]


def _cell(
    occurrence: Occurrence, obligation: Obligation, collecting: str, *, now: datetime
) -> Cell:
    due_at = effective_deadline(occurrence, obligation)
    late = obligation.state in OWED and is_late(occurrence, obligation, now=now)
    outside = is_sent_outside(occurrence, obligation)
    return Cell(
        occurrence.duty,
        occurrence.key,
        occurrence.title,
        obligation.state,
        due_at,
        late,
        receiver.named(collecting, occurrence.receiver, outside=outside),
        occurrence.waits_for,
        occurrence.id or 0,
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
