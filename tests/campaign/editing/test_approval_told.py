"""Who approves, and who prepared, are told once, each with a way into the desk to the draft."""

from datetime import datetime, timedelta

import pytest

from bots.mail import message
from bots.telegram.sending import card
from scheduler.access import links
from scheduler.access.approvers import load
from scheduler.access.roles import Right
from scheduler.campaign.editing import approval, begin
from scheduler.errors import LinkUsed
from scheduler.run.outcome import Unknown
from scheduler.run.saying.notice import Notice
from scheduler.store import drafts
from scheduler.store.database import Database
from tests.access.test_asked_links import CLERK, DAY, OFFICE_BOX, WALL, Office
from tests.build import at

SOURCE = "campaign: pt\ntitle: Thi đua\nyear: 2024\ndirective: {issuer: A}\nduties: []\n"
PAGES = "https://thidua.example"


class Draft:
    """A draft of the clerk, at an office whose head and clerk read mail."""

    def __init__(self, database: Database) -> None:
        self.office = Office(database)
        with database.write() as session:
            people = load(session, "pt", now=DAY)
            by = {right: one.signature for one in people for right in one.rights}
            self.clerk, self.head = by[Right.DEFINE], by[Right.APPROVE]
            self.id = begin.from_text(session, SOURCE, issuer_id="pt", by=self.clerk, now=DAY).id

    def do(self, deed: object, *given: object, by: str, now: datetime = DAY) -> None:
        with self.office.database.write("pt") as session:
            deed(session, drafts.find(session, self.id, "pt"), *given, by=by, now=now)  # type: ignore[operator]

    @property
    def path(self) -> str:
        return f"/ban/ban-thao/{self.id}/thay-doi"


@pytest.fixture
def draft(database: Database) -> Draft:
    return Draft(database)


def about(notice: Notice) -> tuple[str, str, str]:
    assert notice.desk_link and notice.desk_link.about
    told = notice.desk_link.about
    return told.title, told.by, told.remark


async def test_who_may_approve_is_told_once_with_a_way_to_it(draft: Draft) -> None:
    for _twice in range(2):
        draft.do(approval.propose, 1, by=draft.clerk)
    [(address, notice)] = await draft.office.send()
    assert (address, about(notice)) == (OFFICE_BOX, ("Thi đua", draft.clerk, ""))
    assert await draft.office.send() == []
    assert notice.desk_link
    secret, _to, asked = notice.desk_link.path.removeprefix("/ban/vao/").partition("?toi=")
    assert asked == draft.path.replace("/", "%2F")
    wall = WALL + timedelta(hours=23)
    with draft.office.database.write_unowned() as session:
        links.use(session, secret, device="test", wall=wall, now=DAY)
    with draft.office.database.read() as session, pytest.raises(LinkUsed):
        links.look(session, secret, wall=wall, now=DAY)


async def test_a_retry_tells_it_once(draft: Draft) -> None:
    draft.office.channel.answers.append(Unknown("no answer"))
    draft.do(approval.propose, 1, by=draft.clerk)
    await draft.office.send()
    draft.office.clock.advance_to(DAY + timedelta(minutes=2))
    assert len(await draft.office.send()) == 1
    assert draft.office.states() == ["sent"]


async def test_who_proposed_is_told_what_is_to_be_corrected(draft: Draft) -> None:
    draft.do(approval.propose, 1, by=draft.clerk)
    await draft.office.send()
    for _twice in range(2):
        draft.do(approval.give_back, 1, "Sửa hạn đợt 1", by=draft.head)
    [(address, notice)] = await draft.office.send()
    assert (address, about(notice)) == (CLERK, ("Thi đua", draft.head, "Sửa hạn đợt 1"))


async def test_what_is_withdrawn_before_it_leaves_is_not_told(draft: Draft) -> None:
    draft.do(approval.propose, 1, by=draft.clerk)
    draft.do(approval.withdraw, by=draft.clerk)
    assert (await draft.office.send(), draft.office.states()) == ([], ["dropped"])


async def test_at_night_it_waits_for_the_morning(draft: Draft) -> None:
    night = at("2024-07-15 22:00")
    draft.office.clock.advance_to(night)
    draft.do(approval.propose, 1, by=draft.clerk, now=night)
    assert (await draft.office.send(), draft.office.links()) == ([], [])
    draft.office.clock.advance_to(at("2024-07-16 08:00"))
    assert len(await draft.office.send()) == 1


async def test_card_and_mail_say_what_waits_and_open_it(draft: Draft) -> None:
    draft.do(approval.propose, 1, by=draft.clerk)
    [(_address, notice)] = await draft.office.send()
    told = card.render(notice, pages=PAGES)
    assert told.plain.startswith("Chờ phê duyệt: Thi đua\n")
    assert f"{draft.clerk} trình lúc 09:00 thứ Hai, 15/7/2024." in told.plain
    assert "trong 24 giờ" in told.plain
    assert notice.desk_link
    assert f"{PAGES}{notice.desk_link.path}" in told.plain
    mail = message.plain(notice)
    assert mail.startswith("Chờ phê duyệt: Thi đua") and "không yêu cầu" not in mail
