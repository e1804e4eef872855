"""A report to a superior, sent on by a person, on each kind of database; the half-year has the other talks."""

from contextlib import closing

from tests.bots.telegram.talk.conftest import make_town


def test_escalation_is_sent_on_and_told_to_the_superior(databases):
    town = make_town(databases)
    with closing(town.province.database):
        for moment in ("2024-08-01 08:00", "2024-08-05 08:00"):
            town.go(moment)
        standing, superior = town.phone("100"), town.phone("101")
        standing.command("/duyet")
        standing.press("1. Gửi")
        town.pump()
        assert "Sở Y tế" in superior.last.text
