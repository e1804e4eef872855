"""How a mail ends, for everything a server can do, against a real one that does it."""

import logging
from datetime import timedelta

import pytest

from bots.mail.address import is_address
from scheduler.run.outcome import Later, Refused, Sent, Unknown
from tests.bots.mail.far_server import UNIT
from tests.bots.notices import NOW


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
    outcome = await far.answered("RCPT", answer)
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
    assert await far.answered(stage, answer) == Refused(answer, closes_address=False)


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
async def test_temporary_refusal_is_tried_later_and_holds_nobody_else(far, stage):
    outcome = await far.answered(stage, "450 4.2.0 Greylisted, try again")
    assert outcome == Later(NOW + timedelta(minutes=1), "450 4.2.0 Greylisted, try again")
    assert isinstance(await far.send(), Sent)


async def test_closing_server_holds_the_lane_longer_each_time(far):
    waits = []
    for _ in range(7):
        outcome = await far.answered("MAIL", "421 4.3.2 Closing")
        assert outcome.pauses_lane
        waits.append((outcome.retry_at - far.clock.now()).total_seconds())
        far.clock.advance_to(outcome.retry_at)
    assert waits == [60, 60, 60, 60, 80, 160, 300]
    assert isinstance(await far.send(), Sent)


async def test_sender_refused_for_now_holds_the_lane(far):
    outcome = await far.answered("MAIL", "450 4.7.1 You send too much")
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
    outcome = await far.answered(stage, answer)
    assert (outcome.retry_at, outcome.pauses_lane) == (NOW + timedelta(minutes=5), True)
    assert setting in outcome.reason
    assert answer in outcome.reason


async def test_wrong_password_names_the_setting(far):
    far.reject_credentials()
    outcome = await far.send()
    assert outcome.retry_at == NOW + timedelta(minutes=5)
    assert "THIDUA_SMTP_PASSWORD" in outcome.reason
    assert far.received() == []


async def test_login_that_is_wanted_and_not_offered_names_the_setting(far):
    far.offers_login = False
    outcome = await far.send()
    assert (outcome.pauses_lane, "THIDUA_SMTP_USER" in outcome.reason) == (True, True)


async def test_silence_before_the_mail_left_is_later(far):
    far.stall_at("RCPT")
    outcome = await far.send()
    assert (type(outcome), outcome.pauses_lane) == (Later, True)


async def test_line_broken_before_the_mail_left_is_later(far):
    far.break_at("RCPT")
    outcome = await far.send()
    assert (type(outcome), outcome.pauses_lane) == (Later, True)
    assert isinstance(await far.send(), Sent)


async def test_addresses_and_passwords_are_in_no_reason_and_no_log(far, caplog):
    with caplog.at_level(logging.DEBUG):
        closed = await far.answered("RCPT", f"550 5.1.1 <{UNIT}>: User unknown")
        await far.send()
        far.break_after_accepting()
        unknown = await far.send()
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
    outcome = await far.send(text)
    assert (type(outcome), outcome.closes_address) == (Refused, True)
    assert far.connections == 0


@pytest.mark.parametrize("text", [UNIT, "a@b.vn", "van.thu+nhac@so-y-te.phutho.gov.vn.example"])
def test_plain_addresses_are_addresses(text):
    assert is_address(text)
