"""A unit whose time is counted from its receipt is asked for that day, before it has any deadline."""

from datetime import date

from tests.build import at, definition, duty
from tests.run.road import Road

DIRECTIVE = {"number": "210/KH-UBND", "issuer": "UBND tỉnh", "issued_on": date(2024, 1, 15)}


async def test_unit_is_asked_for_its_day_of_receipt_once(both_road: Road) -> None:
    road = both_road
    waits = duty(due={"after": "received", "working_days": 10})
    road.province.apply(definition(waits, directive=DIRECTIVE), now=at("2024-01-15 07:00"))

    first = [("u1@", "u1", "receipt-1"), ("u2@", "u2", "receipt-1")]
    assert await road.pass_at("2024-01-15 08:00") == first
    assert await road.pass_at("2024-01-15 08:01") == []
    again = [("u1@", "u1", "receipt-2"), ("u2@", "u2", "receipt-2")]
    assert await road.pass_at("2024-01-18 08:00") == again
    assert road.deliveries() == [("sent", 1)] * 4


async def test_asking_comes_with_what_has_a_day_in_one_card(road: Road) -> None:
    waits = duty("kh", due={"after": "received", "working_days": 10})
    dated = duty("dk", due={"by": "2024-01-24"})  # 7 working days after the 15th
    road.province.apply(definition(waits, dated, directive=DIRECTIVE), now=at("2024-01-15 07:00"))

    await road.pass_at("2024-01-15 08:00")

    assert road.deliveries() == [("sent", 1)] * 2
