"""Cards that were sent follow what happens, and never stand in the way of what is new."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from scheduler.errors import DatabaseBusy
from scheduler.run.outcome import Later, Outcome, Sent
from scheduler.run.saying.notice import Notice
from tests.build import at, definition, duty
from tests.run.road import Road, ScriptedChannel

MORNING = "2024-07-22 08:00"
ONLY_U1 = duty(owed_by={"ids": ["u1"]})


@dataclass
class EditingChannel(ScriptedChannel):
    """Notes what was made to say something else."""

    edited: list[tuple[str, Notice]] = field(default_factory=list)
    has_edited: asyncio.Event = field(default_factory=asyncio.Event)
    trouble: list[Outcome | Exception] = field(default_factory=list)

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        if self.trouble:
            answer = self.trouble.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        self.edited.append((message_id, notice))
        self.has_edited.set()
        return Sent(message_id)


@pytest.fixture
def channel(road: Road) -> EditingChannel:
    road.channel = EditingChannel()
    road.province.apply(definition(ONLY_U1), now=at("2024-01-15 09:00"))
    return road.channel


async def test_card_is_edited_once(road: Road, channel: EditingChannel) -> None:
    await road.pass_at(MORNING)
    road.province.execute("UPDATE delivery SET edit_wanted = true")
    for minute in (1, 2):
        await road.pass_at(f"2024-07-22 08:0{minute}")

    assert [message_id for message_id, _ in channel.edited] == ["1"]


async def test_card_whose_duty_lost_its_day_stands_in_nobodys_way(
    road: Road, channel: EditingChannel
) -> None:
    await road.pass_at(MORNING)
    undated = ONLY_U1.model_copy(update={"due": None})
    road.province.apply(definition(undated), now=at("2024-07-22 09:00"))
    road.province.execute("UPDATE delivery SET edit_wanted = true")

    await road.pass_at("2024-07-22 09:01")
    assert road.province.rows("SELECT count(*) FROM delivery WHERE edit_wanted = true") == [(0,)]


async def test_edits_that_must_wait_all_wait(road: Road, channel: EditingChannel) -> None:
    both = duty(owed_by={"ids": ["u1", "u2"]})
    road.province.apply(definition(both), now=at("2024-01-15 09:30"))
    await road.pass_at(MORNING)
    road.province.execute("UPDATE delivery SET edit_wanted = true")
    until = at("2024-07-22 08:05")
    channel.trouble.append(Later(until, "429", pauses_lane=True))

    await road.pass_at("2024-07-22 08:01")
    assert channel.edited == []
    await road.pass_at("2024-07-22 08:05")
    assert {message_id for message_id, _ in channel.edited} == {"1", "2"}


async def test_edit_that_must_wait_is_not_forgotten_while_the_database_is_away(
    road: Road, channel: EditingChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await road.pass_at(MORNING)
    road.province.execute("UPDATE delivery SET edit_wanted = true")
    channel.trouble.append(Later(at("2024-07-22 08:05"), "502"))
    database, away = road.province.database, [True] * 5
    write = database.write

    def away_after_it_is_tried(*issuers: str, **more: Any) -> object:
        if not channel.trouble and away:
            away.pop()
            raise DatabaseBusy("somewhere")
        return write(*issuers, **more)

    monkeypatch.setattr(database, "write", away_after_it_is_tried)
    await road.pass_at("2024-07-22 08:01")
    assert away == []
    await road.pass_at("2024-07-22 08:05")
    assert [message_id for message_id, _ in channel.edited] == ["1"]


async def test_edit_that_raises_stops_no_other(road: Road, channel: EditingChannel) -> None:
    both = duty(owed_by={"ids": ["u1", "u2"]})
    road.province.apply(definition(both), now=at("2024-01-15 09:30"))
    await road.pass_at(MORNING)
    road.province.execute("UPDATE delivery SET edit_wanted = true")
    channel.trouble.append(RuntimeError("a fault of ours"))

    await road.pass_at("2024-07-22 08:01")
    assert len(channel.edited) == 1


async def test_card_changes_while_a_push_goes_on(road: Road, channel: EditingChannel) -> None:
    await road.pass_at(MORNING)
    road.province.execute("UPDATE delivery SET edit_wanted = true")
    another = duty("khac", owed_by={"ids": ["u1"]})
    road.province.apply(definition(ONLY_U1, another), now=at("2024-07-22 09:00"))
    channel.gate = channel.has_edited  # the new card arrives only after the old one has changed

    async with asyncio.timeout(20):
        assert len(await road.pass_at("2024-07-22 09:01")) == 1


async def test_card_that_is_on_its_way_is_edited_when_it_has_arrived(
    road: Road, channel: EditingChannel
) -> None:
    """Somebody answers on another card meanwhile: what is being sent was worded before."""
    await road.pass_at(MORNING)
    another = duty("khac", owed_by={"ids": ["u1"]})
    road.province.apply(definition(ONLY_U1, another), now=at("2024-07-22 09:00"))

    class Meanwhile(EditingChannel):
        async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
            if message_id == "1" and not self.edited:
                road.province.execute("UPDATE delivery SET edit_wanted = true")
                self.edited.append((message_id, notice))
                return Sent(message_id)
            return await super().edit(address, message_id, notice)

    road.province.execute("UPDATE delivery SET edit_wanted = true")
    road.channel = Meanwhile()
    road.channel.gate = road.channel.has_edited  # it arrives after the old card has changed twice
    road.channel.answers.append(Sent("2"))
    async with asyncio.timeout(20):
        await road.pass_at("2024-07-22 09:01")
    assert [message_id for message_id, _ in road.channel.edited] == ["1", "1", "2"]


async def test_new_title_is_shown_on_cards_of_what_is_open_and_pushed_to_nobody(
    road: Road, channel: EditingChannel
) -> None:
    both = duty(owed_by={"ids": ["u1", "u2"]})
    road.province.apply(definition(both), now=at("2024-01-15 09:30"))
    await road.pass_at(MORNING)
    road.province.execute(
        "UPDATE obligation SET state = 'accepted' WHERE unit_id = (SELECT id FROM unit WHERE code = 'u2')"
    )
    road.province.apply(definition(both, title="Thi đua yêu nước"), now=at("2024-07-22 09:00"))

    assert await road.pass_at("2024-07-22 09:01") == []
    ((_message, card),) = channel.edited
    assert [(item.unit, item.campaign) for item in card.items] == [
        ("Đơn vị u1", "Thi đua yêu nước")
    ]
