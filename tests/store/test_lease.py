"""Who waits for a lease: patient with the living whatever their clock shows, soon done with the dead."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.store.lease import FRESH, HEARTBEAT_SECONDS, LEASE, LONGEST_LOOK, Sign, Vigil

LANE = "tg-pt"
NOON = datetime(2024, 7, 22, 5, tzinfo=UTC)
looks = st.lists(st.floats(0.1, 30), min_size=1, max_size=60)  # seconds between two


@given(looks, st.lists(st.integers(-10, 10), min_size=60, max_size=60))
def test_who_gives_signs_of_life_is_never_dead(gaps: list[float], hours: list[int]) -> None:
    """One sign between any two looks is enough; what its clock shows does not count."""
    vigil, steady = Vigil(), 0.0
    for number, (gap, hour) in enumerate(zip(gaps, hours, strict=False)):
        steady += gap
        until = NOON + timedelta(hours=hour, microseconds=number)
        vigil.look(LANE, Sign("alive", until), steady=steady)
        assert vigil.dead(LANE) is None


@given(looks)
def test_who_is_silent_is_dead_when_it_was_seen_to_be_for_a_lease(gaps: list[float]) -> None:
    vigil, sign, steady, silent = Vigil(), Sign("dead", NOON), 0.0, 0.0
    vigil.look(LANE, sign, steady=steady)
    for gap in gaps:
        steady, silent = steady + gap, silent + min(gap, LONGEST_LOOK)
        vigil.look(LANE, sign, steady=steady)
        assert (vigil.dead(LANE) == sign) is (silent >= LEASE.total_seconds())


def test_next_sign_of_another_begins_the_wait_anew() -> None:
    vigil = Vigil()
    told = [vigil.look(LANE, Sign("a", NOON), steady=at) for at in range(0, 9, 3)]
    told += [vigil.look(LANE, Sign("b", NOON), steady=at) for at in range(9, 18, 3)]
    assert told == [True] + [False] * 5
    assert vigil.dead(LANE) is None
    vigil.end(LANE)
    assert vigil.look(LANE, Sign("b", NOON), steady=18)


def test_holder_stops_before_anybody_takes_its_lease() -> None:
    """A sign may be late; a send that is begun on a fresh one has a start of some seconds."""
    assert timedelta(seconds=HEARTBEAT_SECONDS) < FRESH < LEASE - timedelta(seconds=3)
