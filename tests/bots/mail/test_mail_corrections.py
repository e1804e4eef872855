"""A mail cannot be edited: what it said of the calendar is corrected by another, once and only when needed."""

from datetime import timedelta

from tests.bots.mail.far_server import UNIT
from tests.bots.notices import DUE, make_item, make_notice


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
