"""One connection for many mails, encrypted as it is set, and what a server may do to it."""

import asyncio

import pytest

from scheduler.run.outcome import Later, Sent
from tests.bots.mail.far_server import UNIT
from tests.bots.notices import make_notice


async def test_connection_is_kept(far):
    for number in range(5):
        assert isinstance(await far.send(delivery_id=number), Sent)
    assert far.connections == 1


async def test_refusal_keeps_the_connection_and_the_next_mail_is_whole(far):
    await far.answered("DATA", "554 5.7.1 Looks like spam")
    await far.send(address="khac@phutho.example")
    assert [mail.recipient for mail in far.arrived] == ["khac@phutho.example"]
    assert far.connections == 1


async def test_idle_connection_the_server_closed_is_opened_again(far):
    await far.send(delivery_id=1)
    far.hang_up()
    assert isinstance(await far.send(delivery_id=2), Sent)
    assert (far.connections, len(far.arrived)) == (2, 2)


async def test_idle_connection_the_server_ends_with_421_is_opened_again(far):
    await far.send(delivery_id=1)
    far.answer("MAIL", "421 4.4.2 Idle too long")
    assert isinstance(await far.send(delivery_id=2), Sent)


async def test_cancelled_send_leaves_the_channel_usable(far):
    far.stall_at("RCPT")
    sending = asyncio.create_task(far.send())
    while not far.stalled:
        await asyncio.sleep(0)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert isinstance(await far.send(), Sent)


async def test_what_waits_behind_a_slow_server_is_later_and_not_late(far):
    async def slow() -> None:
        await far.clock.sleep(30)

    far.before_answer = slow
    outcomes = await asyncio.gather(*(far.send(delivery_id=n) for n in range(4)))
    assert [type(outcome) for outcome in outcomes] == [Sent, Later, Later, Later]
    assert not any(outcome.pauses_lane for outcome in outcomes[1:])


async def test_two_hundred_mails_arrive_over_one_connection(far):
    outcomes = []
    for first in range(0, 200, 8):  # by the handful, as the outbox hands them
        handful = range(first, first + 8)
        sends = (far.send(f"don-vi-{n}@phutho.example", delivery_id=n) for n in handful)
        outcomes += await asyncio.gather(*sends)
    assert len({outcome.message_id for outcome in outcomes}) == 200
    assert sorted(mail.recipient for mail in far.arrived) == sorted(
        f"don-vi-{n}@phutho.example" for n in range(200)
    )
    assert far.connections == 1


async def test_server_that_ends_a_connection_after_so_many_mails_gets_them_all(far):
    far.answer("MAIL", *(["250 OK"] * 5 + ["421 4.7.0 Enough for one connection"]) * 4)
    outcomes = await asyncio.gather(*(far.send(delivery_id=n) for n in range(20)))
    assert {type(outcome) for outcome in outcomes} == {Sent}
    assert (len(far.arrived), far.connections) == (20, 4)


async def test_starttls_that_is_not_offered_sends_nothing_and_names_the_setting(far):
    channel = far.connect(tls="starttls")
    outcome = await channel.send(UNIT, None, make_notice())
    assert (outcome.pauses_lane, "THIDUA_SMTP_TLS" in outcome.reason) == (True, True)
    assert (far.received(), far.logins) == ([], 0)


async def test_starttls_with_a_known_certificate_sends(far, certificate):
    far.tls = certificate.server
    channel = far.connect(tls="starttls", trust=certificate.client)
    assert isinstance(await channel.send(UNIT, None, make_notice()), Sent)
    await channel.close()


async def test_unknown_certificate_sends_nothing_and_says_so(far, certificate):
    far.tls = certificate.server
    channel = far.connect(tls="starttls")
    outcome = await channel.send(UNIT, None, make_notice())
    assert outcome.pauses_lane
    assert "Chứng thư" in outcome.reason
    assert (far.received(), far.logins) == ([], 0)


async def test_tls_from_the_first_byte(far, certificate):
    await far.go_away()
    far.tls, far.tls_at_once = certificate.server, True
    await far.come_back()
    trusted = far.connect(tls="tls", trust=certificate.client)
    stranger = far.connect(tls="tls")
    assert isinstance(await trusted.send(UNIT, None, make_notice()), Sent)
    assert "Chứng thư" in (await stranger.send(UNIT, None, make_notice())).reason
    await trusted.close()
