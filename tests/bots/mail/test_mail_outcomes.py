"""How a mail ends, for everything a server can do, against a real one that does it."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bots.mail.address import is_address
from scheduler.run.outcome import Later, Refused, Sent, Unknown
from tests.bots.mail.far_server import MailFar
from tests.bots.notices import DUE, NOW, make_item, make_notice

UNIT = "so-y-te@phutho.example"


async def send(far: MailFar, address: str = UNIT, **changes: object):
    return await far.channel.send(address, None, make_notice(**changes))


async def answered(far: MailFar, stage: str, answer: str):
    far.answer(stage, answer)
    return await send(far)


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 User unknown",
        "550 5.1.10 Recipient not found",
        "553 5.1.3 Bad recipient address syntax",
        "551 5.1.6 Mailbox has moved",
        "550 5.2.1 Mailbox disabled",
        "550 No such user here",
        "550 Requested action not taken: mailbox does not exist",
    ],
)
async def test_mailbox_that_does_not_exist_closes_the_address(far, answer):
    outcome = await answered(far, "RCPT", answer)
    assert outcome == Refused(answer, closes_address=True)


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("RCPT", "550 5.7.1 Blocked by policy"),
        ("RCPT", "552 5.2.2 Mailbox full"),
        ("RCPT", "550 Rejected by our rules"),
        ("RCPT", "550 5.1.8 Sender address rejected: user unknown"),
        ("DATA", "552 5.3.4 Message too big"),
        ("DATA", "554 5.7.1 Looks like spam, sender unknown"),
        ("DATA", "554 Transaction failed"),
    ],
)
async def test_refusal_for_another_reason_leaves_the_address_open(far, stage, answer):
    assert await answered(far, stage, answer) == Refused(answer, closes_address=False)


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
async def test_temporary_refusal_is_tried_later_and_holds_nobody_else(far, stage):
    outcome = await answered(far, stage, "450 4.2.0 Greylisted, try again")
    assert outcome == Later(NOW + timedelta(minutes=1), "450 4.2.0 Greylisted, try again")
    assert isinstance(await send(far), Sent)


async def test_closing_server_holds_the_lane_longer_each_time(far):
    waits = []
    for _ in range(7):
        outcome = await answered(far, "MAIL", "421 4.3.2 Closing")
        assert outcome.pauses_lane
        waits.append((outcome.retry_at - far.clock.now()).total_seconds())
        far.clock.advance_to(outcome.retry_at)
    assert waits == [60, 60, 60, 60, 80, 160, 300]
    assert isinstance(await send(far), Sent)


async def test_sender_refused_for_now_holds_the_lane(far):
    outcome = await answered(far, "MAIL", "450 4.7.1 You send too much")
    assert (type(outcome), outcome.pauses_lane) == (Later, True)


@pytest.mark.parametrize(
    ("stage", "answer", "setting"),
    [
        ("MAIL", "550 5.7.1 Sender not allowed", "THIDUA_SMTP_FROM"),
        ("MAIL", "530 5.7.0 Authentication required", "THIDUA_SMTP_USER"),
        ("RCPT", "554 5.7.1 Relay access denied", "THIDUA_SMTP_USER"),
    ],
)
async def test_what_an_admin_must_put_right_holds_the_lane_and_says_so(far, stage, answer, setting):
    outcome = await answered(far, stage, answer)
    assert (outcome.retry_at, outcome.pauses_lane) == (NOW + timedelta(minutes=5), True)
    assert setting in outcome.reason
    assert answer in outcome.reason


async def test_wrong_password_names_the_setting(far):
    far.reject_credentials()
    outcome = await send(far)
    assert outcome.retry_at == NOW + timedelta(minutes=5)
    assert "THIDUA_SMTP_PASSWORD" in outcome.reason
    assert far.received() == []


async def test_login_that_is_wanted_and_not_offered_names_the_setting(far):
    far.offers_login = False
    outcome = await send(far)
    assert (outcome.pauses_lane, "THIDUA_SMTP_USER" in outcome.reason) == (True, True)


async def test_silence_before_the_mail_left_is_later(far):
    far.stall_at("RCPT")
    outcome = await send(far)
    assert (type(outcome), outcome.pauses_lane) == (Later, True)


async def test_line_broken_before_the_mail_left_is_later(far):
    far.break_at("RCPT")
    outcome = await send(far)
    assert (type(outcome), outcome.pauses_lane) == (Later, True)
    assert isinstance(await send(far), Sent)


# one connection


async def test_connection_is_kept(far):
    for number in range(5):
        assert isinstance(await send(far, delivery_id=number), Sent)
    assert far.connections == 1


async def test_refusal_keeps_the_connection_and_the_next_mail_is_whole(far):
    await answered(far, "DATA", "554 5.7.1 Looks like spam")
    await send(far, address="khac@phutho.example")
    assert [mail.recipient for mail in far.arrived] == ["khac@phutho.example"]
    assert far.connections == 1


async def test_idle_connection_the_server_closed_is_opened_again(far):
    await send(far, delivery_id=1)
    far.hang_up()
    assert isinstance(await send(far, delivery_id=2), Sent)
    assert (far.connections, len(far.arrived)) == (2, 2)


async def test_idle_connection_the_server_ends_with_421_is_opened_again(far):
    await send(far, delivery_id=1)
    far.answer("MAIL", "421 4.4.2 Idle too long")
    assert isinstance(await send(far, delivery_id=2), Sent)


async def test_cancelled_send_leaves_the_channel_usable(far):
    far.stall_at("RCPT")
    sending = asyncio.create_task(send(far))
    while not far.stalled:
        await asyncio.sleep(0)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert isinstance(await send(far), Sent)


async def test_what_waits_behind_a_slow_server_is_later_and_not_late(far):
    async def slow() -> None:
        await far.clock.sleep(30)

    far.before_answer = slow
    outcomes = await asyncio.gather(*(send(far, delivery_id=n) for n in range(4)))
    assert [type(outcome) for outcome in outcomes] == [Sent, Later, Later, Later]
    assert not any(outcome.pauses_lane for outcome in outcomes[1:])


async def test_two_hundred_mails_arrive_over_one_connection(far):
    outcomes = []
    for first in range(0, 200, 8):  # by the handful, as the outbox hands them
        handful = range(first, first + 8)
        sends = (send(far, f"don-vi-{n}@phutho.example", delivery_id=n) for n in handful)
        outcomes += await asyncio.gather(*sends)
    assert len({outcome.message_id for outcome in outcomes}) == 200
    assert sorted(mail.recipient for mail in far.arrived) == sorted(
        f"don-vi-{n}@phutho.example" for n in range(200)
    )
    assert far.connections == 1


async def test_server_that_ends_a_connection_after_so_many_mails_gets_them_all(far):
    far.answer("MAIL", *(["250 OK"] * 5 + ["421 4.7.0 Enough for one connection"]) * 4)
    outcomes = await asyncio.gather(*(send(far, delivery_id=n) for n in range(20)))
    assert {type(outcome) for outcome in outcomes} == {Sent}
    assert (len(far.arrived), far.connections) == (20, 4)


# edits


def invited(**changes: object):
    return make_notice(make_item(uid="a@thidua", **changes))


async def test_edit_after_a_change_of_state_sends_nothing(far):
    sent = await far.channel.send(UNIT, None, invited(sequence=2))
    edited = await far.channel.edit(UNIT, sent.message_id, invited(sequence=4, state="submitted"))
    assert edited == sent
    assert len(far.arrived) == 1


async def test_edit_after_the_deadline_moved_sends_it_once(far):
    sent = await far.channel.send(UNIT, None, invited(sequence=2))
    moved = invited(sequence=4, due_at=DUE + timedelta(days=7))
    edited = await far.channel.edit(UNIT, sent.message_id, moved)
    again = await far.channel.edit(UNIT, edited.message_id, moved)
    assert again == edited != sent
    first, second = (mail.calendars[0].get_content() for mail in far.arrived)
    assert ("SEQUENCE:2" in first, "SEQUENCE:4" in second) == (True, True)
    assert "DTSTART:20240705T100000Z" in second
    assert far.arrived[1].message["In-Reply-To"] == f"<{sent.message_id}>"


async def test_edit_after_it_was_withdrawn_takes_it_out_of_the_calendar(far):
    sent = await far.channel.send(UNIT, None, invited(sequence=2))
    await far.channel.edit(UNIT, sent.message_id, invited(sequence=4, state="withdrawn"))
    (part,) = far.arrived[1].calendars
    assert part.get_param("method") == "CANCEL"
    assert "UID:a@thidua" in part.get_content()


async def test_edit_of_several_reminders_of_one_deadline_corrects_it_once(far):
    reminders = [
        await far.channel.send(UNIT, None, invited(step=f"before-{n}")) for n in (14, 7, 3)
    ]
    for sent in reversed(reminders):
        await far.channel.edit(UNIT, sent.message_id, invited(due_at=DUE + timedelta(days=7)))
    assert len(far.arrived) == 4


async def test_edit_after_a_notice_of_the_new_day_sends_nothing(far):
    moved = {"due_at": DUE + timedelta(days=7), "sequence": 4}
    sent = await far.channel.send(UNIT, None, invited())
    await far.channel.send(UNIT, None, invited(step="extension_granted-1", **moved))
    assert await far.channel.edit(UNIT, sent.message_id, invited(**moved)) == sent
    assert len(far.arrived) == 2


# encryption


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


# what must not show


async def test_addresses_and_passwords_are_in_no_reason_and_no_log(far, caplog):
    with caplog.at_level(logging.DEBUG):
        closed = await answered(far, "RCPT", f"550 5.1.1 <{UNIT}>: User unknown")
        await send(far)
        far.break_after_accepting()
        unknown = await send(far)
    ours = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("mail.log"))
    assert isinstance(unknown, Unknown)
    for secret in (UNIT, far.secret):
        assert secret not in closed.reason + unknown.reason + ours
    assert closed.reason == "550 5.1.1 <***>: User unknown"
    assert far.secret not in repr(far.server())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "77",
        "@phutho.example",
        "a@",
        "a b@phutho.example",
        "a@phutho.example\r\nRCPT TO:<b@c.example>",
        "a@phutho.example>",
        "a@@phutho.example",
        "sở-y-tế@phutho.example",
        "a@-x.example",
        "x" * 65 + "@phutho.example",
        "a@" + "x." * 130 + "example",
        "Sở Y tế <a@phutho.example>",
    ],
)
async def test_what_is_no_address_never_reaches_the_server(far, text):
    assert not is_address(text)
    outcome = await send(far, text)
    assert (type(outcome), outcome.closes_address) == (Refused, True)
    assert far.connections == 0


@pytest.mark.parametrize("text", [UNIT, "a@b.vn", "van.thu+nhac@so-y-te.phutho.gov.vn.example"])
def test_plain_addresses_are_addresses(text):
    assert is_address(text)
