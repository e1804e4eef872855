"""A mail cannot be edited: what it said of the calendar is corrected by another, once and only when needed."""

from dataclasses import replace
from datetime import timedelta

from scheduler.run.saying.notice import PostChange
from scheduler.store.handovers import ToldAs
from tests.bots.mail.far_server import UNIT
from tests.bots.notices import DUE, NOW, make_item, make_notice


def invited(**changes: object):
    return make_notice(make_item(uid="a@thidua", **changes))


async def test_edit_after_a_change_of_state_sends_nothing(far):
    sent = await far.channel.send(UNIT, None, invited(sequence=2))
    edited = await far.channel.edit(UNIT, sent.message_id, invited(sequence=4, state="submitted"))
    assert edited.message_id == sent.message_id
    assert len(far.arrived) == 1


async def test_edit_after_the_deadline_moved_sends_it_once(far):
    sent = await far.channel.send(UNIT, None, invited(sequence=2))
    moved = invited(sequence=4, due_at=DUE + timedelta(days=7))
    edited = await far.channel.edit(UNIT, sent.message_id, moved)
    again = await far.channel.edit(UNIT, edited.message_id, moved)
    assert again.message_id == edited.message_id != sent.message_id
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


async def test_edit_sends_what_no_other_mail_tells(far):
    both = [invited(step=f"before-{n}wd") for n in (7, 3)]
    sent = [await far.channel.send(UNIT, None, notice) for notice in both]
    due_at = DUE + timedelta(days=7)
    (knows,) = sent[0].told
    for more in ({"coming": True}, {"told": replace(knows, due_at=due_at)}):
        edited = await far.channel.edit(
            UNIT, sent[0].message_id, invited(step="before-7wd", due_at=due_at, **more)
        )
        assert edited.message_id == sent[0].message_id
    assert len(far.arrived) == 2


async def test_edit_leaves_out_what_the_calendar_knows(far):
    mine = make_item(uid="a@thidua", reference="a", obligation_id=1)
    other = make_item(uid="b@thidua", reference="b", obligation_id=2)
    sent = await far.channel.send(UNIT, None, make_notice(mine, other))
    knows = {one.obligation_id: one for one in sent.told}
    moved = replace(mine, due_at=DUE + timedelta(days=7), told=knows[1])
    notice = make_notice(moved, replace(other, told=knows[2]))
    edited = await far.channel.edit(UNIT, sent.message_id, notice)
    assert [one.obligation_id for one in edited.told] == [1]
    (part,) = far.arrived[1].calendars
    assert "UID:a@thidua" in part.get_content()


async def test_edit_does_not_tell_anew_that_a_post_changed_hands(far):
    took_over = PostChange(
        ToldAs.HOLDER, "so-y-te/head", "Giám đốc, Sở Y tế", "Sở Y tế", NOW, open=1
    )
    sent = await far.channel.send(UNIT, None, replace(invited(), changes=(took_over,)))
    moved = invited(due_at=DUE + timedelta(days=7), step="moved")
    said_before = replace(took_over, open=None)
    await far.channel.edit(UNIT, sent.message_id, replace(moved, changes=(said_before,)))
    first, second = (str(mail.message["Subject"]) for mail in far.arrived)
    assert first.startswith("Đồng chí bắt đầu giữ chức danh")
    assert second == "Điều chỉnh thời hạn thành 05/7: Báo cáo sơ kết đợt 1"
