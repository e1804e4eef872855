"""Below the board: whom a word waits for because nobody there can be reached."""

from scheduler.campaign.board import told_unreached
from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from tests.build import OFFICE, Province, at, definition, organisation


def told(province: Province) -> list[str]:
    with province.database.read() as session:
        campaign = province.campaign(session)
        assert campaign is not None, "it was applied"
        return told_unreached(session, [campaign], now=at("2024-08-05 09:00"))


def test_units_and_superiors_nobody_can_be_reached_at_are_named(sqlite: Database) -> None:
    province = Province(sqlite, organisation(3)).open(bound=False)
    province.bind("u2", "u2@", now=at("2024-01-02 08:00"))
    province.apply(definition(), now=at("2024-01-03 08:00"))
    assert told(province) == []
    tick(sqlite, OFFICE, now=at("2024-08-01 08:00"))
    assert told(province) == ["Chưa có kênh nên chưa báo được 1: Đơn vị u1"]
    tick(sqlite, OFFICE, now=at("2024-08-05 08:00"))
    province.execute("UPDATE item SET state = 'unreachable' WHERE state = 'draft'")
    assert "Chưa gửi được 1 báo cáo cấp trên: Báo cáo bc" in told(province)
