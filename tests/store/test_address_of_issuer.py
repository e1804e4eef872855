"""How an issuer addresses who reads is kept with it, and is the custom where a lane's issuers do not agree."""

from scheduler.store.organisation import address_in, save_organisation
from scheduler.store.tables import Issuer
from tests.build import at, organisation

NOW = at("2024-01-02 08:00")


def test_word_of_the_units_file_is_kept(database):
    given = organisation(2)
    assert given.issuer.address == "đồng chí"
    issuer = given.issuer.model_copy(update={"address": "thầy/cô"})
    with database.write() as session:
        save_organisation(session, given.model_copy(update={"issuer": issuer}), actor="t", now=NOW)
        assert session.get_one(Issuer, issuer.id).address == "thầy/cô"
        assert address_in(session, [issuer.lane]) == "thầy/cô"
        assert address_in(session, ["tg-none"]) == "đồng chí"


def test_issuers_of_one_lane_that_do_not_agree_use_the_custom(database):
    given = organisation(2)
    other = given.issuer.model_copy(update={"id": "khac", "name": "B", "address": "ông/bà"})
    with database.write() as session:
        save_organisation(session, given, actor="t", now=NOW)
        save_organisation(session, given.model_copy(update={"issuer": other}), actor="t", now=NOW)
        assert address_in(session, [given.issuer.lane]) == "đồng chí"
