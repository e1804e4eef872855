"""A page of the board shows what the whole board has; what it is narrowed to and counts agree with that."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

import pytest
from sqlmodel import Session, col, select

from scheduler.campaign.board import BoardRow, Cell, load_board
from scheduler.campaign.board_counts import Standing
from scheduler.campaign.board_page import DUTIES, BoardPage, Narrowing, load_page
from scheduler.campaign.overview import load_overviews
from scheduler.states import OWED, ExtensionState
from scheduler.store.agenda import find_campaign
from scheduler.store.database import Database
from scheduler.store.tables import Obligation, Occurrence, Unit
from scheduler.workflow import extension, report
from scheduler.workflow.actor import Actor, Case, load_actors, load_case
from tests.build import Province, at, definition, duty, organisation, unit
from tests.databases import Filled
from tests.workflow.world import REPORT, RULES, latest_extension

BEGUN, JUNE, NOW = at("2024-01-03 08:00"), at("2024-06-03 08:00"), at("2024-08-01 09:00")
LONGER, LONGEST = at("2024-08-20 17:00"), at("2024-08-27 17:00")
UNITS = 57
MANY = organisation(
    units=[unit(f"u{n}", block="k2" if n % 5 == 0 else "k1") for n in range(UNITS)],
    blocks=[{"id": "k1", "name": "Khối 1"}, {"id": "k2", "name": "Khối 2"}],
)
LATER = [duty(f"sau-{n}", due={"on": f"2024-{9 + n % 3:02}-{1 + n:02}"}) for n in range(1, 17)]


@pytest.fixture
def province(databases: Filled) -> Iterator[Province]:
    """57 units of two blocks and 17 duties; of `bc`, due in July, every kind of thing has happened."""
    with closing(Database(databases.filled("board pages", fill))) as database:
        yield Province(database, MANY)


def fill(database: Database) -> None:
    given = Province(database, MANY).open(bound=False)
    given.bind("u0", "u0@", now=BEGUN)
    for number in range(1, UNITS):
        if number % 7:
            given.bind(f"u{number}", f"u{number}@", now=BEGUN)
    given.apply(definition(duty(), *LATER), now=BEGUN)
    for number in range(1, UNITS):
        if number % 7:
            live(given, f"u{number}", number % 6)
    for who, what in (("u11", "asks again"), ("u17", "is denied it")):
        live_on(given, who, what)


@contextmanager
def acting(province: Province, address: str, unit: str) -> Iterator[tuple[Session, Case, Actor]]:
    """Whoever is at `address` looks at what `unit` owes of `bc`."""
    with province.database.write() as session:
        (actor,) = load_actors(session, "tg-pt", address, now=JUNE)
        number = session.exec(
            select(Obligation.id)
            .join(Unit, col(Unit.id) == Obligation.unit_id)
            .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
            .where(Unit.code == unit, Occurrence.duty == "bc")
        ).one()
        yield session, load_case(session, number or 0, actor), actor


def live(province: Province, who: str, what: int) -> None:
    """0, 1: silent; 2: handed in; 3: taken in; 4: given back; 5: more time asked for, of one in two granted."""
    if what >= 2:
        with acting(province, f"{who}@", who) as (session, case, head):
            if what < 5:
                report.submit(session, case, head, REPORT, now=JUNE)
            else:
                extension.ask(session, case, head, LONGER, "chờ", RULES, now=JUNE)
    if what > 2:
        with acting(province, "u0@", who) as (session, case, standing):
            decide(session, case, standing, what if what < 5 else what + int(who[1:]) % 2)


def live_on(province: Province, who: str, what: str) -> None:
    """Who has been granted more time asks for still more."""
    with acting(province, f"{who}@", who) as (session, case, head):
        extension.ask(session, case, head, LONGEST, "chờ", RULES, now=JUNE)
    if what == "is denied it":
        with acting(province, "u0@", who) as (session, case, standing):
            asked = latest_extension(session)
            extension.refuse(session, case, asked, standing, "đủ rồi", now=JUNE)


def decide(session: Session, case: Case, standing: Actor, what: int) -> None:
    if what == 3:
        report.accept(session, case, standing, now=JUNE)
    elif what == 4:
        report.give_back(session, case, standing, "thiếu", RULES, now=JUNE)
    elif what == 6:
        asked = latest_extension(session)
        extension.grant(session, case, asked, standing, RULES, now=JUNE)


def whole(province: Province, now: datetime = NOW) -> list[BoardRow]:
    with province.database.read() as session:
        return load_board(session, find_campaign(session, "pt-2024"), now=now)


def page(province: Province, narrowing: Narrowing, now: datetime = NOW) -> BoardPage:
    with province.database.read() as session:
        return load_page(session, find_campaign(session, "pt-2024"), narrowing, now=now)


def pages(province: Province, narrowing: Narrowing) -> Iterator[BoardPage]:
    first = page(province, narrowing)
    yield first
    for number in range(2, first.pages + 1):
        yield page(
            province,
            Narrowing(narrowing.block, narrowing.standing, number, first.narrowing.stretch),
        )


def stands(row: BoardRow, cell: Cell) -> set[Standing]:
    """Where a cell stands, said by what the whole board has of it."""
    owed = cell.state in OWED
    said = {
        Standing.OWED: owed,
        Standing.LATE: cell.overdue,
        Standing.ASKED: cell.wish == ExtensionState.ASKED,
        Standing.GRANTED: owed and cell.wish == ExtensionState.GRANTED,
        Standing.RETURNED: cell.state == "returned",
        Standing.UNREACHED: owed and not row.reachable,
        Standing.SUBMITTED: cell.state == "submitted",
        Standing.ACCEPTED: cell.state == "accepted",
        Standing.WAIVED: cell.state == "waived",
    }
    return {standing for standing, holds in said.items() if holds}


def test_pages_and_stretches_together_are_the_whole_board(province: Province) -> None:
    cells: dict[str, list[Cell]] = {}
    for stretch in (1, 2):
        for one in pages(province, Narrowing(stretch=stretch)):
            for row in one.rows:
                cells.setdefault(row.unit, []).extend(row.cells)
    assert cells == {row.unit: list(row.cells) for row in whole(province)}


def test_rows_say_who_can_be_reached_as_the_whole_board_does(province: Province) -> None:
    found = {r.unit: (r.reachable, r.paused) for p in pages(province, Narrowing()) for r in p.rows}
    assert found == {row.unit: (row.reachable, row.paused) for row in whole(province)}
    assert {unit for unit, (reached, _paused) in found.items() if not reached} == {
        f"u{number}" for number in range(7, UNITS, 7)
    }


@pytest.mark.parametrize("block", [None, "k1", "k2"])
def test_counts_agree_with_the_cells(province: Province, block: str | None) -> None:
    mine = {f"u{n}" for n in range(UNITS) if block in (None, "k2" if n % 5 == 0 else "k1")}
    expected = Counter(
        standing
        for row in whole(province)
        if row.unit in mine
        for cell in row.cells
        for standing in stands(row, cell)
    )
    counts = page(province, Narrowing(block=block)).counts
    assert {one: count for one, count in counts.items() if count} == expected
    assert expected[Standing.LATE] and expected[Standing.GRANTED]  # something is there to count


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("block", [None, "k2"])
def test_narrowed_board_has_the_units_with_such_a_cell(
    province: Province, standing: Standing, block: str | None
) -> None:
    found = [row.unit for p in pages(province, Narrowing(block, standing)) for row in p.rows]
    assert found == [
        row.unit
        for row in whole(province)
        if any(standing in stands(row, cell) for cell in row.cells)
        and (block is None or int(row.unit[1:]) % 5 == 0)
    ]


def test_page_opens_at_what_is_due_next(province: Province) -> None:
    opened = page(province, Narrowing())
    assert (opened.narrowing.stretch, opened.stretches, opened.all_duties) == (1, 2, 17)
    assert len(opened.duties) == DUTIES
    last = page(province, Narrowing(), now=at("2025-02-01 09:00"))
    assert [one.number for one in last.duties] == [13, 14, 15, 16, 17]


@pytest.mark.parametrize("wanted", [0, -3, 99_999])
def test_page_there_is_not_becomes_the_nearest(province: Province, wanted: int) -> None:
    shown = page(province, Narrowing(page=wanted)).narrowing.page
    assert shown == (1 if wanted < 1 else page(province, Narrowing()).pages)


def test_unit_that_owes_nothing_of_what_is_shown_has_an_empty_row(province: Province) -> None:
    more = duty(
        "rieng", owed_by={"ids": ["u0"]}, to={"name": "Bộ Nội vụ"}, due={"on": "2024-12-20"}
    )
    province.apply(definition(duty(), *LATER, more), now=JUNE)
    shown = page(province, Narrowing(stretch=1))
    assert [len(row.cells) for row in shown.rows if row.unit == "u0"] == [0]
    assert shown.duties[0].to == "Đơn vị u0"


def test_overview_counts_what_the_board_counts(province: Province) -> None:
    with province.database.read() as session:
        (found,) = load_overviews(session, "pt", now=NOW)
        assert load_overviews(session, "other", now=NOW) == []
    assert found.counts == page(province, Narrowing()).counts
    assert [phase.title for phase in found.phases] == ["Đợt 1"]
    assert found.next_due == ("Báo cáo bc", LONGER)
    assert not found.is_over


def test_campaign_of_a_year_that_is_over_says_so(province: Province) -> None:
    province.apply(definition(campaign="pt-2025", year=2025), now=NOW)
    with province.database.read() as session:
        found = load_overviews(session, "pt", now=at("2025-01-01 00:30"))
    assert [(one.code, one.is_over) for one in found] == [("pt-2025", False), ("pt-2024", True)]
