"""After when a unit with a day of its own is late."""

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates import civil
from scheduler.plan.own import own_late_after
from tests.build import ZONE, at

OFFICE = time(17)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
CLOCKS = st.sampled_from([OFFICE, time(0), time(9, 30), time(16)])
INSTANTS = st.builds(lambda day, clock: datetime.combine(day, clock, ZONE), DAYS, CLOCKS)


@given(INSTANTS, st.one_of(st.none(), INSTANTS), st.booleans())
def test_own_end_is_that_hour_or_the_end_of_that_day(
    own_at: datetime, common_at: datetime | None, stated: bool
) -> None:
    common = common_at and civil.late_after(common_at, stated=stated, zone=ZONE)
    end = own_late_after(
        own_at, common_at=common_at, common_late_after=common, office=OFFICE, zone=ZONE
    )
    whole = civil.end_of_day(civil.ended_on(own_at, ZONE), ZONE)
    assert end in (own_at, whole)
    if common_at and common_at.time() == own_at.time() and own_at.time() != time(0):
        assert (end == own_at) == (common == common_at)  # means what it means for all
    elif own_at.time() == OFFICE:
        assert end == whole


def test_hour_of_a_person_counts_beside_that_of_the_office() -> None:
    own = at("2024-08-09 16:00")
    common, end = at("2024-07-31 17:00"), at("2024-08-01 00:00")
    given_at = {"common_at": common, "common_late_after": end, "office": OFFICE, "zone": ZONE}
    assert own_late_after(own, **given_at) == own  # type: ignore[arg-type]
