"""Who was told of a duty hears that it is owed no more; who was not is left in peace."""

import pytest

from tests.build import at, definition, duty
from tests.run.road import Road

MORNING = "2024-07-22 08:00"
TELLS = [("u1@", "u1", "withdrawn"), ("u2@", "u2", "withdrawn")]


@pytest.fixture
def road(road: Road) -> Road:
    road.province.apply(definition(), now=at("2024-01-15 09:00"))
    return road


async def test_withdrawn_duty_is_told_to_who_heard_of_it(road: Road) -> None:
    await road.pass_at(MORNING)
    road.province.apply(
        definition(duty("khac", due={"on": "2024-12-01"})), now=at("2024-07-22 09:00")
    )
    assert await road.pass_at("2024-07-22 09:00:02") == TELLS
    assert await road.pass_at("2024-07-23 08:00") == []


async def test_withdrawn_duty_nobody_heard_of_is_not_mentioned(road: Road) -> None:
    road.province.apply(
        definition(duty("khac", due={"on": "2024-12-01"})), now=at("2024-02-01 09:00")
    )
    assert await road.pass_at("2024-02-01 09:00:02") == []


async def test_unit_that_owes_no_more_is_told_and_the_others_are_not(road: Road) -> None:
    await road.pass_at(MORNING)
    fewer = duty(owed_by={"all": True, "except": ["u0", "u2"]})
    road.province.apply(definition(fewer), now=at("2024-07-22 09:00"))
    assert await road.pass_at("2024-07-22 09:00:02") == TELLS[1:]
