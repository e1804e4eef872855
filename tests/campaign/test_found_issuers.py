"""Where the units of a definition come from: a file, the folder, the database."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.campaign.issuers import Found, find_organisation
from scheduler.definition.organisation import Organisation
from scheduler.errors import DatabaseMissing, UnknownIssuer
from scheduler.installation import Installation
from tests.build import definition, organisation
from tests.campaign.admin_at_work import Admin

BY_NAME = definition(issuer=None)


def sample(id: str) -> Organisation:
    return organisation(2, issuer={"id": id, "lane": f"tg-{id}", "sample": True})


@pytest.fixture
def office(admin: Admin) -> Installation:
    """An office whose database has `pt`, three units of it."""
    installation = admin.installation()
    installation.database = admin.province.database
    return installation


def found(installation: Installation, *files: Organisation, alone: bool = False) -> Found:
    return find_organisation(installation, BY_NAME, files, alone=alone)


@pytest.mark.parametrize("id", ["pt", "khac"])
def test_sample_gives_way_to_units_somebody_loaded(office: Installation, id: str) -> None:
    told = found(office, sample(id))
    assert (told.stored, told.organisation.issuer.id, told.namesakes) == (True, "pt", ())
    assert [unit.id for unit in told.organisation.units] == ["u0", "u1", "u2"]


def test_file_goes_before_the_database(office: Installation) -> None:
    assert found(office, organisation(2)) == Found(organisation(2))


def test_file_that_stands_alone_is_not_held_against_the_database(office: Installation) -> None:
    other = organisation(2, issuer={"id": "lc", "lane": "tg-lc"})
    assert found(office, other).namesakes == ("lc", "pt")
    assert found(office, other, alone=True) == Found(other)


@pytest.mark.parametrize("files", [(), (organisation(2, issuer={"name": "UBND huyện"}),)])
def test_database_knows_who_is_in_no_file(
    office: Installation, files: Sequence[Organisation]
) -> None:
    assert found(office, *files).stored


def test_nobody_of_that_name_is_told_with_those_known(office: Installation) -> None:
    with pytest.raises(UnknownIssuer) as refused:
        find_organisation(office, definition(issuer="xx"), (sample("mau"),))
    assert refused.value.known == ("mau", "pt")


def test_database_that_is_not_needed_may_be_unusable(office: Installation, tmp_path: Path) -> None:
    gone = replace(office, database_url=f"sqlite:///{tmp_path / 'trong.sqlite3'}")
    assert found(gone, organisation(2)) == Found(organisation(2))

    (tmp_path / "trong.sqlite3").touch()
    assert found(gone, organisation(2)) == Found(organisation(2))
    with pytest.raises(DatabaseMissing):
        found(gone)
