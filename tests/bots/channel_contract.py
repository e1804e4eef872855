"""What every channel promises, whatever it speaks. A channel's tests subclass `ChannelContract` and give it a far side.

class TestMail(ChannelContract):
    @pytest.fixture
    async def far(self) -> AsyncIterator[FarSide]: …
"""

import asyncio
from datetime import timedelta
from typing import Protocol

from scheduler.clock import Clock
from scheduler.run.outcome import Later, Refused, Sent, Unknown
from scheduler.run.saying.notice import Channel
from tests.bots.notices import make_item, make_notice


class FarSide(Protocol):
    """A real server of the channel on this machine, and what can be done to it."""

    channel: Channel
    clock: Clock
    address: str  # reaches one person
    bad_address: str  # no address at all in this channel
    secret: str  # what must never show: a token, a password

    def received(self) -> list[str]:
        """The texts that arrived, oldest first, as their reader sees them."""

    def close_address(self) -> None:
        """The next message is refused because its address will never work again."""

    def refuse_message(self) -> None:
        """The next message is refused for what it says."""

    def ask_to_wait(self, seconds: int) -> None:
        """The next message is put off: too many."""

    def fail(self) -> None:
        """The next message meets a server in trouble, which says so."""

    def break_after_accepting(self) -> None:
        """The next message arrives, but the line breaks before we are told."""

    def stall_after_accepting(self) -> None:
        """The next message arrives, but we are never told."""

    def reject_credentials(self) -> None:
        """The next call is told that we are not who we say."""

    async def go_away(self) -> None:
        """Nothing listens any more."""

    async def come_back(self) -> None:
        """It listens again, at the same place."""


class ChannelContract:
    """The promises. Instants of outcomes are on the far side's clock."""

    async def test_notice_arrives_and_says_what_when_and_to_whom(self, far: FarSide):
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Sent)
        assert outcome.message_id
        (text,) = far.received()
        first_line = text.splitlines()[0]
        assert "Báo cáo sơ kết đợt 1" in first_line
        assert "28/6" in first_line
        assert "17:00 thứ Sáu, 28/6/2024, còn 3 ngày làm việc" in text
        for value in (
            "Sở Y tế",
            "Sở Nội vụ",
            "Thi đua hoàn thành kế hoạch năm 2024",
            "210/KH-UBND",
        ):
            assert value in text

    async def test_each_message_has_its_own_id(self, far: FarSide):
        notices = [make_notice(delivery_id=number) for number in (1, 2, 3)]
        outcomes = [await far.channel.send(far.address, None, notice) for notice in notices]
        assert len({o.message_id for o in outcomes if isinstance(o, Sent)}) == 3

    async def test_hostile_names_arrive_as_they_are(self, far: FarSide):
        name = "Tổ 1 & 2 <A> \"x\" 'y' {unit} %s &amp; *_`"
        assert isinstance(
            await far.channel.send(far.address, None, make_notice(make_item(unit=name))), Sent
        )
        assert name in far.received()[0]

    async def test_possible_duplicate_says_so(self, far: FarSide):
        await far.channel.send(far.address, None, make_notice(possible_duplicate=True))
        assert "có thể được gửi lặp" in far.received()[0]

    async def test_closed_address_is_refused_for_good(self, far: FarSide):
        far.close_address()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Refused)
        assert outcome.closes_address
        assert outcome.reason
        assert far.received() == []

    async def test_what_is_no_address_is_refused_without_asking(self, far: FarSide):
        outcome = await far.channel.send(far.bad_address, None, make_notice())
        assert isinstance(outcome, Refused)
        assert outcome.closes_address

    async def test_refused_message_leaves_the_address_open(self, far: FarSide):
        far.refuse_message()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Refused)
        assert not outcome.closes_address

    async def test_told_to_wait_waits_and_holds_the_lane(self, far: FarSide):
        far.ask_to_wait(7)
        now = far.clock.now()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Later)
        assert outcome.retry_at >= now + timedelta(seconds=7)
        assert outcome.pauses_lane

    async def test_server_in_trouble_is_tried_later(self, far: FarSide):
        far.fail()
        now = far.clock.now()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Later)
        assert outcome.retry_at > now
        assert far.received() == []

    async def test_server_out_of_reach_holds_the_lane_and_nothing_is_lost(self, far: FarSide):
        await far.go_away()
        now = far.clock.now()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Later)
        assert outcome.retry_at > now
        assert outcome.pauses_lane
        await far.come_back()
        assert isinstance(await far.channel.send(far.address, None, make_notice()), Sent)
        assert len(far.received()) == 1

    async def test_trouble_of_many_at_once_counts_once(self, far: FarSide):
        await far.go_away()
        now = far.clock.now()
        sends = (far.channel.send(far.address, None, make_notice()) for _ in range(6))
        waits = [o.retry_at - now for o in await asyncio.gather(*sends) if isinstance(o, Later)]
        assert len(waits) == 6
        assert max(waits) < timedelta(seconds=60)

    async def test_line_that_breaks_after_accepting_is_unknown(self, far: FarSide):
        far.break_after_accepting()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Unknown)
        assert len(far.received()) == 1

    async def test_silence_after_accepting_is_unknown(self, far: FarSide):
        far.stall_after_accepting()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Unknown)
        assert len(far.received()) == 1

    async def test_rejected_credentials_hold_the_lane_and_close_no_address(self, far: FarSide):
        far.reject_credentials()
        outcome = await far.channel.send(far.address, None, make_notice())
        assert isinstance(outcome, Later)
        assert outcome.pauses_lane
        assert far.secret not in outcome.reason

    async def test_check_says_whether_a_message_would_be_taken_and_sends_none(self, far: FarSide):
        assert await far.channel.check() == Sent("")
        assert isinstance(await far.channel.send(far.address, None, make_notice()), Sent)
        assert len(far.received()) == 1
        await far.go_away()
        away = await far.channel.check()
        assert isinstance(away, Later) and away.pauses_lane

    async def test_check_meets_rejected_credentials(self, far: FarSide):
        far.reject_credentials()
        outcome = await far.channel.check()
        assert isinstance(outcome, Later) and outcome.pauses_lane
        assert far.secret not in outcome.reason
