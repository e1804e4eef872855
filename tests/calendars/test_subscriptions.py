"""Links: rules 31 to 33, and what is known of who fetches."""

import logging
from datetime import datetime

import pytest
from sqlmodel import select

from calendars import subscriptions
from scheduler.errors import UnknownSubscription
from scheduler.store import ledger
from scheduler.store.tables import Subscription
from tests.calendars.stored import NOW, Served


def fetched(served: Served) -> tuple[datetime | None, str | None]:
    with served.database.read() as session:
        row = session.exec(select(Subscription)).one()
        return row.fetched_at, row.client


async def test_rule_31_several_named_links_open_their_own_scope(served: Served) -> None:
    health, home = served.link("Văn thư", unit_id=2), served.link("Văn thư", unit_id=1)
    assert "Sở Y tế" in (await served.get(health)).text
    assert "X-WR-CALNAME:Sở Nội vụ" in (await served.get(home)).text


async def test_rule_32_a_revoked_link_is_gone(served: Served) -> None:
    path, other = served.link("Cũ"), served.link("Mới")
    assert (await served.get(path)).status_code == 200
    with served.database.write() as session:
        subscriptions.revoke(session, 1, issuer_id="phu-tho", actor="test", now=NOW)
        subscriptions.revoke(session, 1, issuer_id="phu-tho", actor="test", now=NOW)
    assert (await served.get(path)).status_code == 410
    assert (await served.get(path, "HEAD")).content == b""
    assert (await served.get(other)).status_code == 200


async def test_rule_32_a_reissued_link_leaves_the_old_address(served: Served) -> None:
    path = served.link()
    with served.database.write() as session:
        made = subscriptions.reissue(session, 1, issuer_id="phu-tho", actor="test", now=NOW)
    assert (await served.get(path)).status_code == 410
    assert (await served.get(f"/lich/{made.reads}.ics")).status_code == 200


def test_a_link_of_another_issuer_is_unknown(served: Served) -> None:
    served.link()
    with (
        served.database.write() as session,
        pytest.raises(UnknownSubscription),
    ):
        subscriptions.revoke(session, 1, issuer_id="lai-chau", actor="test", now=NOW)


def test_links_are_written_into_the_ledger(served: Served) -> None:
    served.link()
    with served.database.write() as session:
        subscriptions.revoke(session, 1, issuer_id="phu-tho", actor="test", now=NOW)
    with served.database.read() as session:
        assert sum(end.seq for end in ledger.verify(session)) == 2
        (link,) = subscriptions.load_subscriptions(session, "phu-tho")
        assert (link.name, link.revoked_at) == ("Văn thư", NOW)


async def test_the_last_fetch_is_noted_at_most_once_a_minute(served: Served) -> None:
    path = served.link()
    assert fetched(served) == (None, None)
    await served.get(path, user_agent="Google-Calendar-Importer\x01")
    served.later(seconds=59)
    await served.get(path, user_agent="Outlook")
    assert fetched(served) == (NOW, "Google-Calendar-Importer")
    later = served.later(seconds=1)
    await served.get(path, user_agent="Outlook")
    assert fetched(served) == (later, "Outlook")


async def test_a_304_counts_as_a_fetch(served: Served) -> None:
    path = served.link()
    tag = (await served.get(path)).headers["etag"]
    later = served.later(hours=4)
    await served.get(path, if_none_match=tag)
    assert fetched(served)[0] == later


async def test_rule_33_our_own_log_holds_no_token(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    path = served.link()
    with caplog.at_level(logging.DEBUG):
        await served.get(path)
        await served.get(path.replace("/lich/", "/lich/x"))
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    token = path.removeprefix("/lich/").removesuffix(".ics")
    assert not [line for line in ours if token in line]


async def test_rule_33_nobody_is_blocked_by_address(served: Served) -> None:
    path = served.link()
    answers = [await served.get(path) for _ in range(60)]
    assert {answer.status_code for answer in answers} == {200}
