"""Saving a units file: what counts as a change, and what feeds learn of it."""

from sqlmodel import select

from scheduler.definition.organisation import Organisation
from scheduler.store.as_written import issuer_as_written
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit, save_organisation
from scheduler.store.tables import Issuer, LedgerEntry
from tests.build import Province, at, definition, organisation, unit

FIRST, LATER, LAST = (at(f"2024-01-0{day} 08:00") for day in (2, 3, 4))


def saved(database: Database, *files: tuple[Organisation, str]) -> int:
    for given, day in files:
        with database.write() as session:
            save_organisation(session, given, actor="admin", now=at(f"2024-01-0{day} 08:00"))
    with database.read() as session:
        return len(session.exec(select(LedgerEntry).where(LedgerEntry.kind == "units saved")).all())


def test_saving_the_same_units_again_is_no_change(sqlite: Database) -> None:
    given = organisation()
    assert saved(sqlite, (given, "2"), (given, "3")) == 1
    with sqlite.read() as session:
        assert session.get_one(Issuer, "pt").changed_at == FIRST
        assert find_unit(session, "u1").renamed == 0


def test_a_renamed_unit_is_counted_and_told(sqlite: Database) -> None:
    renamed = organisation(units=[unit("u0"), unit("u1", name="Tên mới"), unit("u2")])
    assert saved(sqlite, (organisation(), "2"), (renamed, "3"), (renamed, "4")) == 2
    with sqlite.read() as session:
        row = find_unit(session, "u1")
        assert (row.name, row.renamed, row.renamed_at) == ("Tên mới", 1, LATER)
        assert find_unit(session, "u2").renamed == 0
        assert session.get_one(Issuer, "pt").changed_at == LATER


def test_who_defines_at_the_desk_is_stored_and_a_change(sqlite: Database) -> None:
    said = organisation(issuer={"desk": {"define": ["clerk", "deputy"], "approve": []}})
    assert saved(sqlite, (organisation(), "2"), (said, "3"), (said, "4")) == 2
    with sqlite.read() as session:
        row = session.get_one(Issuer, "pt")
        assert (row.desk_define, row.desk_approve) == ("clerk,deputy", "")


def test_the_desk_is_read_back_as_it_was_written(sqlite: Database) -> None:
    desk = {"define": ["clerk", "deputy"], "approve": [], "two_people": True}
    said = organisation(issuer={"desk": desk})
    assert saved(sqlite, (said, "2")) == 1
    with sqlite.read() as session:
        row = session.get_one(Issuer, "pt")
        assert row.desk_two_people
        assert issuer_as_written(row).desk == said.issuer.desk


def test_another_rotation_is_a_change_but_renames_nobody(sqlite: Database) -> None:
    block = {"id": "k1", "name": "Khối 1", "rotation": [{"year": 2024, "head": "u2"}]}
    assert saved(sqlite, (organisation(), "2"), (organisation(blocks=[block]), "3")) == 2
    with sqlite.read() as session:
        assert find_unit(session, "u1").renamed == 0


def test_a_new_heading_is_counted_only_when_it_differs(sqlite: Database) -> None:
    province = Province(sqlite).open(bound=False)
    province.apply(definition(), now=FIRST)
    province.apply(definition(), now=LATER)
    province.apply(definition(title="Thi đua năm 2024"), now=LAST)
    with sqlite.read() as session:
        campaign = province.campaign(session)
        assert campaign is not None
        assert (campaign.revision, campaign.renamed, campaign.renamed_at) == (3, 1, LAST)
