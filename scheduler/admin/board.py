"""Who owes what: units × duties of a campaign, as it stands now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.markup import escape
from rich.table import Table
from sqlmodel import Session, col, select

from scheduler.language import _
from scheduler.store.deadline import OWED, effective_deadline
from scheduler.store.tables import (
    Address,
    Campaign,
    Holder,
    Lane,
    Obligation,
    Occurrence,
    Post,
    Unit,
)
from scheduler.workflow.drafts import DraftState, load_undecided
from scheduler.workflow.late import load_unreached


@dataclass(frozen=True)
class Cell:
    """One obligation as it stands. `overdue` is computed for the instant asked about."""

    duty: str
    key: str
    title: str
    state: str
    due_at: datetime | None
    overdue: bool


@dataclass(frozen=True)
class Row:
    """One unit (id and short name) and all it owes, in the order of the definition."""

    unit: str
    name: str
    reachable: bool
    cells: tuple[Cell, ...]


def load_board(session: Session, campaign: Campaign, *, now: datetime) -> list[Row]:
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
    reachable = _reachable(session, campaign)
    units: dict[int | None, Unit] = {}
    cells: dict[int | None, list[Cell]] = defaultdict(list)
    for unit, obligation, occurrence in rows:
        due_at = effective_deadline(occurrence, obligation)
        late = due_at is not None and due_at < now and obligation.state in OWED
        units[unit.id] = unit
        cells[unit.id].append(
            Cell(occurrence.duty, occurrence.key, occurrence.title, obligation.state, due_at, late)
        )
    return [
        Row(unit.code, unit.short, unit_id in reachable, tuple(cells[unit_id]))
        for unit_id, unit in units.items()
    ]


def board_table(campaign: Campaign, rows: list[Row]) -> Table:
    """The board for a terminal: a row a unit, a column an occurrence."""
    zone = ZoneInfo(campaign.zone)
    columns = list(dict.fromkeys((c.duty, c.key, c.title) for row in rows for c in row.cells))
    table = Table(_("Đơn vị"), title=escape(campaign.title))
    for _duty, key, title in columns:
        table.add_column(escape(title if key == "once" else f"{title} ({key})"), max_width=24)
    for row in rows:
        by_column = {(c.duty, c.key, c.title): c for c in row.cells}
        name = escape(row.name) + ("" if row.reachable else _(" [red](chưa có kênh)[/]"))
        cells = [by_column.get(column) for column in columns]
        table.add_row(name, *(_cell(cell, zone) if cell else "" for cell in cells))
    return table


def told_unreached(session: Session, campaigns: Iterable[Campaign], *, now: datetime) -> list[str]:
    """Whom a notice about what is still owed cannot reach, units and superiors, a line an issuer and kind."""
    lines = []
    for issuer_id in dict.fromkeys(campaign.issuer_id for campaign in campaigns):
        if units := load_unreached(session, issuer_id):
            told = _("Chưa có kênh nên chưa báo được {count}: {units}")
            lines.append(told.format(count=len(units), units=", ".join(units)))
        drafts = load_undecided(session, issuer_id, now=now)
        if stuck := [one for one in drafts if one.state is DraftState.UNREACHED]:
            told = _("Chưa báo được cấp trên {count} báo cáo: {duties}")
            duties = ", ".join(one.duty for one in stuck)
            lines.append(told.format(count=len(stuck), duties=duties))
    return lines


def state_name(state: str, *, overdue: bool = False) -> str:
    """The state of an obligation in words."""
    if overdue:
        return _("quá hạn")
    return {
        "open": _("chưa nộp"),
        "seen": _("đã nhận việc"),
        "submitted": _("đã nộp"),
        "accepted": _("đã nhận báo cáo"),
        "returned": _("bị trả lại"),
        "waived": _("được miễn"),
        "withdrawn": _("đã rút"),
    }[state]


def board_as_json(rows: list[Row], zone: ZoneInfo) -> list[dict[str, object]]:
    """The board for programs."""
    return [
        {
            "unit": row.unit,
            "name": row.name,
            "reachable": row.reachable,
            "obligations": [
                {
                    "duty": c.duty,
                    "occurrence": c.key,
                    "state": c.state,
                    "overdue": c.overdue,
                    "due_at": c.due_at.astimezone(zone).isoformat() if c.due_at else None,
                }
                for c in row.cells
            ],
        }
        for row in rows
    ]


def _cell(cell: Cell, zone: ZoneInfo) -> str:
    told = state_name(cell.state, overdue=cell.overdue)
    due = f"{cell.due_at.astimezone(zone):%d/%m/%Y}" if cell.due_at else _("chưa có ngày")
    return f"[red]{told}[/], {due}" if cell.overdue else f"{told}, {due}"


def _reachable(session: Session, campaign: Campaign) -> set[int]:
    rows = session.exec(
        select(Post.unit_id)
        .join(Holder, (col(Holder.post_id) == Post.id) & col(Holder.until_at).is_(None))
        .join(
            Address, (col(Address.person_id) == Holder.person_id) & col(Address.closed_at).is_(None)
        )
        .join(Lane, (col(Lane.id) == Address.lane_id) & col(Lane.served))
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(col(Unit.issuer_id) == campaign.issuer_id)
    )
    return set(rows)
