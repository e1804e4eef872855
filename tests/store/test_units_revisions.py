"""Units put into force at the desk: numbered lists with all that a file says, which no file overrules."""

import pytest
from sqlmodel import select

from scheduler.definition.organisation import Organisation, Unit
from scheduler.errors import UnitsChanged, UnitsFileDiffers
from scheduler.store.database import Database
from scheduler.store.organisation import put_into_force, save_organisation
from scheduler.store.organisation_revisions import load_history, load_in_force
from scheduler.store.tables import Issuer, LedgerEntry, OrganisationRevision
from tests.build import at, organisation, unit

NOW = at("2024-01-02 08:00")


def put(database: Database, given: Organisation, *, based_on: int) -> int:
    with database.write() as session:
        return put_into_force(session, given, based_on=based_on, actor="Chuyên viên", now=NOW)


def save(database: Database, given: Organisation) -> None:
    with database.write() as session:
        save_organisation(session, given, actor="admin", now=NOW)


def whole() -> Organisation:
    """With what no row holds."""
    later = [unit("u0"), unit("u1", week="six_day", basis="mẫu"), unit("u2")]
    return organisation(units=later, issuer={"short": "PT"})


def in_force(database: Database) -> Organisation:
    with database.read() as session:
        return load_in_force(session, "pt")


def test_what_is_in_force_says_all_that_was_said(sqlite: Database) -> None:
    save(sqlite, whole())
    assert in_force(sqlite) == whole()
    named = Unit.model_validate(unit("u2", name="Mới"))
    renamed = whole().model_copy(update={"units": (*whole().units[:2], named)})
    assert put(sqlite, renamed, based_on=0) == 1
    assert in_force(sqlite) == renamed


def test_a_list_is_put_into_force_once_and_on_what_was_seen(database: Database) -> None:
    save(database, organisation())
    assert put(database, whole(), based_on=0) == 1
    assert put(database, whole(), based_on=1) == 1
    with pytest.raises(UnitsChanged) as refused:
        put(database, organisation(), based_on=0)
    assert (refused.value.by, refused.value.at) == ("Chuyên viên", NOW)
    assert in_force(database) == whole()


def test_history_names_who_and_the_ledger_numbers(sqlite: Database) -> None:
    save(sqlite, organisation())
    more = organisation(
        units=[
            *organisation().units,
            unit("u9"),
        ]
    )
    put(sqlite, more, based_on=0)
    with sqlite.read() as session:
        found = [(one.revision, one.author) for one in load_history(session, "pt")]
        entry = session.exec(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()  # type: ignore[attr-defined]  # a column
    assert found == [(1, "Chuyên viên"), (0, "admin")]
    assert entry is not None and '"new": 1' in str(entry.data).replace("'", '"')


def test_no_file_overrules_what_was_made_at_the_desk(sqlite: Database) -> None:
    save(sqlite, organisation())
    put(sqlite, whole(), based_on=0)
    save(sqlite, whole())  # says the same
    with pytest.raises(UnitsFileDiffers) as refused:
        save(sqlite, organisation())
    assert (refused.value.revision, refused.value.differences) == (1, 2)
    assert in_force(sqlite) == whole()


def test_rows_alone_tell_what_they_can(sqlite: Database) -> None:
    save(sqlite, organisation())
    with sqlite.write() as session:
        row = session.get_one(OrganisationRevision, ("pt", 0))
        session.delete(row)
    assert {one.id for one in in_force(sqlite).units} == {one.id for one in organisation().units}
    assert put(sqlite, whole(), based_on=0) == 1
    with sqlite.read() as session:
        assert session.get_one(Issuer, "pt").units_revision == 1
