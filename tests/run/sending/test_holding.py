"""A lane counts as held from the instant others can see it."""

from scheduler.run.sending.holding import Hold, Keeper
from tests.run.road import LANE, Road


async def test_lane_is_held_when_that_is_durable(both_road: Road) -> None:
    """Else the heartbeat, which does not see it yet, takes it for lost."""
    database, keeper = (
        both_road.province.database,
        Keeper(both_road.province.database, both_road.clock),
    )
    hold = Hold(LANE)
    with database.write_unowned() as session:
        assert keeper.keep(session, hold)
        assert not hold.is_held
    assert hold.is_held
    with database.write_unowned() as session:
        assert keeper.keep(session, hold)
    assert not hold.lost
