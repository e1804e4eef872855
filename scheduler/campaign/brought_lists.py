"""Lists of units that were brought in: kept as rows until they are put into force or dropped, so that nothing is lost.

Each deed is one transaction of the caller, with its ledger line. `revision` is that of the list as the page showed it:
where somebody changed it meanwhile UnitsChanged is raised and nothing is done; UnitListClosed where it is over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import update
from sqlmodel import Session, col, select

from scheduler.campaign import organising
from scheduler.definition.organisation import Organisation
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.errors import UnitListClosed, UnitsChanged, UnknownUnitList
from scheduler.happenings import Happening
from scheduler.language import _
from scheduler.store import ledger
from scheduler.store.ledger import Entry
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Issuer, UnitList
from scheduler.unit_lists.choices import Choices, choices_of
from scheduler.unit_lists.columns import Field, word
from scheduler.unit_lists.faults import Fault
from scheduler.unit_lists.listed import Listed, read_list
from scheduler.unit_lists.workbook import Sheet, sheets_of, text_of

_LONGEST = 120  # letters of the name of a file
OPEN, APPLIED, DROPPED = "open", "applied", "dropped"


def keep(
    session: Session,
    sheets: Sequence[Sheet],
    *,
    issuer_id: str,
    name: str,
    by: str,
    now: datetime,
) -> UnitList:
    """A list that was read, as a new row."""
    issuer = session.get_one(Issuer, issuer_id)
    row = UnitList(
        issuer_id=issuer_id,
        name=_short(name),
        rows=text_of(sheets),
        based_on=issuer.units_revision,
        by=by,
        kept_at=now,
        changed_by=by,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    rows = sum(len(one.rows) for one in sheets)
    _note(session, row, Happening.UNIT_LIST_KEPT, {"rows": rows}, by=by, now=now)
    return row


def _short(name: str) -> str:
    """What a file is called, in so many letters as a page has room for; its ending is left."""
    seen = "".join(sign if sign.isprintable() else " " for sign in name)
    return seen if len(seen) <= _LONGEST else f"{seen[: _LONGEST - 9]}…{seen[-8:]}"


def find(session: Session, number: int, issuer_id: str) -> UnitList:
    """The list of that number, whatever its state. Raises UnknownUnitList, also for another issuer's."""
    found = session.get(UnitList, number) if 0 <= number < 2**31 else None
    if found is None or found.issuer_id != issuer_id:
        raise UnknownUnitList(number)
    return found


def load_open(session: Session, issuer_id: str) -> list[UnitList]:
    """Those still worked on, the last changed first."""
    query = select(UnitList).where(UnitList.issuer_id == issuer_id, UnitList.state == OPEN)
    return list(
        session.exec(query.order_by(col(UnitList.changed_at).desc(), col(UnitList.id).desc()))
    )


def choices(row: UnitList) -> Choices:
    """What people said of it."""
    return choices_of(row.columns, row.corrected)


def read(session: Session, row: UnitList, *, today: date) -> Listed:
    """What it says against the units in force. Raises UnreadableList where its columns name no units any more."""
    before = load_in_force(session, row.issuer_id)
    return _read(row.rows, row.columns, row.corrected, row.name, before, today)


@lru_cache(maxsize=8)
def _read(
    rows: str, columns: str, corrected: str, name: str, before: Organisation, today: date
) -> Listed:
    given = choices_of(columns, corrected)
    return read_list(sheets_of(rows), before, name=name, today=today, choices=given)


def say(
    session: Session, row: UnitList, revision: int, given: Choices, *, by: str, now: datetime
) -> None:
    """What a person says of it now, in place of what was said before."""
    columns, corrected = given.columns_text(), given.rows_text()
    if (columns, corrected) == (row.columns, row.corrected) and row.state == OPEN:
        return
    _change(session, row, revision, by=by, now=now, columns=columns, corrected=corrected)
    _note(session, row, Happening.UNIT_LIST_CORRECTED, {}, by=by, now=now)


def drop(session: Session, row: UnitList, *, by: str, now: datetime) -> None:
    """It is not wanted. Twice is as once; one that is in force stays so (UnitListClosed)."""
    if row.state == DROPPED:
        return
    _change(session, row, row.revision, by=by, now=now, state=DROPPED)
    _note(session, row, Happening.UNIT_LIST_DROPPED, {}, by=by, now=now)


def put_into_force(
    session: Session,
    row: UnitList,
    revision: int,
    *,
    based_on: int,
    today: date,
    by: str,
    now: datetime,
) -> int:
    """The units are what the list wants, as the page showed it on top of list `based_on`; the number they have now.

    Twice is as once. Raises DefinitionInvalid with all faults, or while somebody missing was not asked about.
    """
    if row.state == APPLIED:
        return session.get_one(Issuer, row.issuer_id).units_revision
    listed = read(session, row, today=today)
    if listed.wanted is None or not listed.is_ready:
        raise DefinitionInvalid(problems(row.name, listed))
    _change(session, row, revision, by=by, now=now, state=APPLIED)
    return organising.put(session, listed.wanted, based_on=based_on, by=by, now=now)


def problems(name: str, listed: Listed) -> tuple[Problem, ...]:
    """What keeps it from being put into force, each with its cell."""
    found = [_problem(name, one) for one in listed.faults]
    told = _("{unit} ({id}) không có trong danh sách: đề nghị chọn vẫn hoạt động, hay đã kết thúc.")
    found += [
        Problem(name, 0, 0, "", told.format(unit=unit.name, id=unit.id))
        for unit in listed.unanswered
    ]
    return tuple(found)


def _problem(name: str, fault: Fault) -> Problem:
    place = fault.cell or (str(fault.row) if fault.row else "")
    of = word(fault.field) if fault.field else ""
    return Problem(f"{name}:{place}" if place else name, 0, 0, of, fault.text)


def with_row(given: Choices, number: int, texts: Mapping[Field, str]) -> Choices:
    """With other texts for the cells of a row, which is no longer left out."""
    rows = {**given.rows, number: {**given.rows.get(number, {}), **texts}}
    return replace(given, rows=rows, left_out=given.left_out - {number})


def _change(
    session: Session, row: UnitList, revision: int, *, by: str, now: datetime, **values: object
) -> None:
    """One conditional update: of two clerks one is first, and the other is told."""
    if row.state != OPEN:
        raise UnitListClosed(row.name, row.state, row.changed_by, row.changed_at)
    as_seen = (
        col(UnitList.id) == row.id,
        col(UnitList.revision) == revision,
        col(UnitList.state) == OPEN,
    )
    statement = (
        update(UnitList)
        .where(*as_seen)
        .values(revision=revision + 1, changed_by=by, changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    done = session.connection().execute(statement).rowcount
    session.refresh(row)
    if done != 1:
        raise UnitsChanged(row.changed_by, row.changed_at)


def _note(
    session: Session,
    row: UnitList,
    happening: Happening,
    data: dict[str, object],
    *,
    by: str,
    now: datetime,
) -> None:
    entry = Entry(happening, f"unit-list/{row.id}", by, issuer_id=row.issuer_id, data=data)
    ledger.append(session, [entry], now=now)
