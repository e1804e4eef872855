"""What holds for a unit is the same in a query as for a row: its own deadline and cut-off, or those of all."""

from itertools import product

from sqlmodel import col, select

from scheduler.store.database import Database
from scheduler.store.deadline import (
    effective_closing,
    effective_cut_off,
    effective_deadline,
    effective_due,
    effective_late,
    effective_late_after,
    is_late,
)
from scheduler.store.tables import Obligation, Occurrence
from tests.build import Province, at, definition, duty, organisation

NOW = at("2024-01-15 09:00")
DAYS = (None, at("2024-07-26 17:00"), at("2024-07-31 17:00"))
ENDS = (at("2024-07-31 16:00"), at("2024-08-01 00:00"))


def test_query_and_row_agree_whichever_is_later(database: Database) -> None:
    Province(database, organisation(2)).open().apply(
        definition(duty(owed_by={"ids": ["u1"]})), now=NOW
    )
    query = select(Occurrence, Obligation, effective_due(), effective_closing()).join(
        Occurrence, col(Occurrence.id) == Obligation.occurrence_id
    )
    for own_at, common_at, own_cut_off, common_cut_off in product(DAYS, repeat=4):
        with database.write() as session:
            occurrence, obligation = session.exec(query).one()[:2]
            obligation.due_at, obligation.cut_off_at = own_at, own_cut_off
            occurrence.due_at, occurrence.cut_off_at = common_at, common_cut_off
            session.add_all([occurrence, obligation])
            session.flush()
            _occurrence, _obligation, due_at, closing = session.exec(query).one()
            assert due_at == effective_deadline(occurrence, obligation)
            assert closing == effective_cut_off(occurrence, obligation)


def test_query_and_row_agree_after_when_it_is_late(database: Database) -> None:
    Province(database, organisation(2)).open().apply(
        definition(duty(owed_by={"ids": ["u1"]})), now=NOW
    )
    query = select(Occurrence, Obligation, effective_late()).join(
        Occurrence, col(Occurrence.id) == Obligation.occurrence_id
    )
    for own_at, common_at, own_end, common_end in product(DAYS, DAYS, ENDS, ENDS):
        with database.write() as session:
            occurrence, obligation = session.exec(query).one()[:2]
            obligation.due_at, obligation.late_after = own_at, own_at and own_end
            occurrence.due_at, occurrence.late_after = common_at, common_at and common_end
            session.add_all([occurrence, obligation])
            session.flush()
            _occurrence, _obligation, end = session.exec(query).one()
            assert end == effective_late_after(occurrence, obligation)
            assert common_at is None or (end and end >= common_end)
            for now in ENDS:
                assert is_late(occurrence, obligation, now=now) == bool(end and end < now)
