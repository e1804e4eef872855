"""A time decided anew is told to who heard of it, with the reason; a report that is in stays in."""

import pytest

from scheduler.words import facts
from tests.build import at, definition, duty
from tests.run.road import Road

MORNING, NOW, NEXT = "2024-07-22 08:00", "2024-07-22 09:00", "2024-07-22 09:00:02"
WHY = {"set": "Công văn số 12/SNV"}


@pytest.fixture
def road(road: Road) -> Road:
    road.province.apply(definition(), now=at("2024-01-15 09:00"))
    return road


def decide(road: Road, *, now: str = NOW, **how: object) -> None:
    entry = {"duty": "bc", "of": "once", "origin": WHY, **how}
    road.province.apply(definition(duty(), amendments=[entry]), now=at(now))


async def test_cancelled_time_tells_why_to_who_heard_of_it(road: Road) -> None:
    await road.pass_at(MORNING)
    decide(road, cancelled=True)
    for lane in road.tick(NEXT):
        await road.drain()(lane)
    told = [item for one in road.channel.said for item in one.notice.items]
    assert {facts.why(item) for item in told} == {"Lý do hủy: Công văn số 12/SNV"}
    assert [step for one in road.channel.said for step in one.steps] == [
        ("u1", "withdrawn"),
        ("u2", "withdrawn"),
    ]


async def test_moved_time_is_told_to_who_heard_of_it(road: Road) -> None:
    await road.pass_at(MORNING)
    decide(road, due="2024-08-09")
    for lane in road.tick(NEXT):
        await road.drain()(lane)
    told = [item for one in road.channel.said for item in one.notice.items]
    assert {facts.why(item) for item in told} == {
        "Căn cứ: thời hạn của riêng lần này được điều chỉnh: Công văn số 12/SNV"
    }
    assert road.channel.told() == [("u1@", "u1", "moved"), ("u2@", "u2", "moved")]


@pytest.mark.parametrize("how", [{"cancelled": True}, {"due": "2024-08-09"}])
async def test_report_that_is_in_stays_in(road: Road, how: dict[str, object]) -> None:
    await road.pass_at(MORNING)
    road.province.execute("UPDATE obligation SET state = 'accepted' WHERE id = 1")
    decide(road, **how)
    assert road.province.rows("SELECT state FROM obligation WHERE id = 1") == [("accepted",)]
    decide_back = definition()
    road.province.apply(decide_back, now=at(NEXT))
    assert road.province.rows("SELECT state FROM obligation WHERE id = 1") == [("accepted",)]


async def test_time_that_comes_back_is_told_to_who_heard_that_it_was_cancelled(road: Road) -> None:
    await road.pass_at(MORNING)
    decide(road, cancelled=True)
    await road.pass_at(NEXT)
    road.province.apply(definition(), now=at("2024-07-22 10:00"))
    assert await road.pass_at("2024-07-22 10:01") == [
        ("u1@", "u1", "before-7wd"),
        ("u2@", "u2", "before-7wd"),
    ]
    decide(road, now="2024-07-22 10:02", cancelled=True)
    road.province.apply(definition(), now=at("2024-07-22 10:03"))
    assert await road.pass_at("2024-07-22 10:04") == []  # nobody heard of that


async def test_cancelling_taken_back_before_it_left_is_not_told(road: Road) -> None:
    await road.pass_at(MORNING)
    decide(road, cancelled=True)
    lanes = road.tick(NEXT)
    road.province.apply(definition(), now=at("2024-07-22 09:01"))
    road.tick("2024-07-22 09:02")
    for lane in lanes:
        await road.drain()(lane)
    assert {step for _to, _unit, step in road.channel.told()} == {"before-7wd"}


async def test_unit_with_longer_hears_too_that_it_comes_back(road: Road) -> None:
    await road.pass_at(MORNING)
    road.province.execute("UPDATE obligation SET due_at = '2024-08-05 10:00:00' WHERE id = 1")
    decide(road, cancelled=True)
    assert len(await road.pass_at(NEXT)) == 2
    road.province.apply(definition(), now=at("2024-07-22 10:00"))
    assert await road.pass_at("2024-07-22 10:01") == [
        ("u1@", "u1", "moved"),
        ("u2@", "u2", "before-7wd"),
    ]


async def test_report_of_a_unit_that_owes_it_again_is_in_still(road: Road) -> None:
    await road.pass_at(MORNING)
    road.province.execute(
        "INSERT INTO person (id, issuer_id, language) VALUES (90, 'pt', 'vi')",
    )
    road.province.execute(
        "INSERT INTO submission (obligation_id, by, person_id, submitted_at, on_time, state)"
        " VALUES (2, 'U2', 90, '2024-07-22 01:30:00', TRUE, 'accepted')"
    )
    road.province.execute("UPDATE obligation SET state = 'accepted' WHERE id = 2")
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at(NOW))
    road.province.apply(definition(), now=at("2024-07-22 10:00"))
    assert road.province.rows("SELECT state FROM obligation ORDER BY id") == [
        ("open",),
        ("accepted",),
    ]
