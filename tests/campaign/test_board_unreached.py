"""Below the board: whom a word waits for because nobody there can be reached."""

from scheduler.campaign.board import told_unreached
from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from tests.build import OFFICE, Desk, at, definition, organisation


def told(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        campaign = desk.campaign(session)
        assert campaign is not None, "it was applied"
        return told_unreached(session, [campaign], now=at("2024-08-05 09:00"))


def test_units_and_superiors_nobody_can_be_reached_at_are_named(sqlite: Database) -> None:
    desk = Desk(sqlite, organisation(3)).open(bound=False)
    desk.bind("u2", "u2@", now=at("2024-01-02 08:00"))
    desk.apply(definition(), now=at("2024-01-03 08:00"))
    assert told(desk) == []
    tick(sqlite, OFFICE, now=at("2024-08-01 08:00"))
    assert told(desk) == ["Chưa có kênh nên chưa báo được 1: Đơn vị u1"]
    tick(sqlite, OFFICE, now=at("2024-08-05 08:00"))
    desk.execute("UPDATE item SET state = 'unreachable' WHERE state = 'draft'")
    assert "Chưa báo được cấp trên 1 báo cáo: Báo cáo bc" in told(desk)
