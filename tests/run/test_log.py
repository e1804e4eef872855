"""The log says what happened: who was to be told, and how each lane ended. No address, no content."""

import logging

import pytest

from scheduler.run.firing import tick as ticks
from scheduler.run.outcome import Later, Refused, Sent, Unknown
from tests.build import at, definition, duty
from tests.run.road import LANE, Road

MORNING = "2024-07-22 08:00"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="scheduler.run")
    return caplog


def test_push_is_one_line_with_its_people_and_lanes(
    both_road: Road, log: pytest.LogCaptureFixture
) -> None:
    both_road.province.apply(definition(duty(owed_by={"all": True})), now=at("2024-01-15 09:00"))
    both_road.province.execute("UPDATE holder SET until_at = from_at WHERE post_id = 2")
    both_road.tick(MORNING)
    pushes = [m for m in log.messages if "people" in m]
    assert pushes == ["push of pt-2024/bc/once/before-7wd: people 1, lanes 1, nobody to reach 1"]
    both_road.tick("2024-07-22 08:00:02")
    assert [m for m in log.messages if "people" in m] == pushes


async def test_lane_is_one_line_when_it_is_empty(road: Road, log: pytest.LogCaptureFixture) -> None:
    road.province.apply(definition(duty(owed_by={"all": True})), now=at("2024-01-15 09:00"))
    road.tick(MORNING)
    later = Later(at("2024-07-22 08:05"), "busy")
    road.channel.answers.extend([Sent("1"), Refused("no: u1@ is gone"), later, Unknown("?")])
    await road.drain()(LANE)
    told = [m for m in log.messages if m.startswith(f"lane {LANE}: ")]
    counts = dict(part.split(" ", 1)[::-1] for part in told[0].split(": ")[1].split(", ")[:-1])
    assert len(told) == 1
    assert counts.pop("sent") == "1" and counts.pop("refused") == "1"
    assert "@" not in log.text


async def test_lane_without_anything_to_say_is_no_line(
    road: Road, log: pytest.LogCaptureFixture
) -> None:
    for second in range(3):
        road.tick(f"2024-07-20 08:00:0{second}")
        await road.drain()(LANE)
    assert log.messages == []


async def test_one_card_is_a_line_too_and_so_is_one_that_is_cut_off(
    road: Road, log: pytest.LogCaptureFixture
) -> None:
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))
    road.tick(MORNING)
    await road.drain()(LANE)
    assert [m for m in log.messages if m.startswith("lane")] == [f"lane {LANE}: 1 sent, in 0.0 s"]


def test_thousands_of_reminders_after_a_long_stop_fill_no_log(
    road: Road, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticks, "TOLD", 1)
    many = [duty(f"d{n}", owed_by={"ids": ["u1"]}) for n in range(4)]
    road.province.apply(definition(*many), now=at("2024-01-15 09:00"))
    road.tick(MORNING)
    assert len([m for m in log.messages if "people" in m]) == 1
    assert "more reminders were due" in log.text
