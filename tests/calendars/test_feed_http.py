"""FEEDS rules 22 to 34 on the real routes over a real database."""

import gzip
import re
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select

from calendars.published import PublishedFeeds
from scheduler.store import ledger
from scheduler.store.tables import Campaign, LedgerEntry, Obligation, Subscription
from tests.calendars.samples import value, values
from tests.calendars.stored import DUE, Served, change

PUBLIC = "/cong-khai/phu-tho/phu-tho-2024.ics"


async def test_rule_22_serves_a_calendar_inline(served: Served) -> None:
    got = await served.get(served.link())
    assert got.status_code == 200
    assert got.headers["content-type"] == "text/calendar; charset=utf-8"
    assert got.headers["content-disposition"] == 'inline; filename="phu-tho-so-y-te.ics"'


async def test_rule_23_two_fetches_are_the_same_bytes(served: Served) -> None:
    path = served.link()
    first = await served.get(path)
    served.later(days=20)
    assert (await served.get(path)).content == first.content


async def test_rule_23_also_after_a_restart(served: Served) -> None:
    path = served.link()
    first = await served.get(path)
    again = await Served(served.database, served.clock).get(path)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])


async def test_rule_24_an_unchanged_feed_is_a_304(served: Served) -> None:
    path = served.link()
    first = await served.get(path)
    again = await served.get(path, if_none_match=f'"x", W/{first.headers["etag"]}')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


async def test_rule_24_reads_a_header_given_twice(served: Served) -> None:
    path = served.link()
    tag = (await served.get(path)).headers["etag"]
    transport = httpx.ASGITransport(served.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        twice = [("If-None-Match", '"x"'), ("If-None-Match", tag)]
        assert (await client.get(path, headers=twice)).status_code == 304


async def test_rule_25_last_modified_follows_a_change_and_never_goes_back(served: Served) -> None:
    path = served.link()
    seen = [(await served.get(path)).headers["last-modified"]]
    now = served.later(days=1)
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=now, state="withdrawn")
    seen.append((await served.get(path)).headers["last-modified"])
    served.later(days=31)
    gone = await served.get(path)
    assert "Báo cáo sơ kết" not in gone.text
    seen.append(gone.headers["last-modified"])
    assert seen == [
        "Mon, 15 Jan 2024 03:00:00 GMT",
        "Sun, 02 Jun 2024 00:00:00 GMT",
        "Tue, 02 Jul 2024 00:00:01 GMT",
    ]


async def test_rule_25_a_client_with_only_a_date_sees_the_deletion(served: Served) -> None:
    path = served.link()
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=served.clock.now(), state="withdrawn")
    held = (await served.get(path)).headers["last-modified"]
    assert (await served.get(path, if_modified_since=held)).status_code == 304
    served.later(days=31)
    assert (await served.get(path, if_modified_since=held)).status_code == 200


async def test_rule_26_answers_head(served: Served) -> None:
    path = served.link()
    got, head = await served.get(path), await served.get(path, "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)


async def test_rule_27_compresses_on_request(served: Served) -> None:
    path = served.link()
    plain = await served.get(path)
    packed = await served.get(path, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 6, mtime=0))
    again = await served.get(path, accept_encoding="gzip", if_none_match=packed.headers["etag"])
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {}),
        ("?x=1", {}),
        ("", {"authorization": "Basic eDp5"}),
        ("", {"accept": "text/html"}),
        ("?nhac=0&lang=xx", {"user_agent": ""}),
        ("", {"cookie": "a=b", "range": "bytes=0-10"}),
    ],
)
async def test_rule_28_answers_everybody_alike(
    served: Served, query: str, headers: dict[str, str]
) -> None:
    path = served.link()
    usual, got = await served.get(path), await served.get(path + query, **headers)
    assert (got.status_code, got.content, got.headers) == (200, usual.content, usual.headers)


async def test_rule_29_and_30_is_private_and_not_indexed(served: Served) -> None:
    secret = served.link()
    for path in (secret, PUBLIC, "/lich/unknown.ics"):
        got = await served.get(path)
        assert got.headers["x-robots-tag"].startswith("noindex")
        assert got.headers["cache-control"].startswith("private")
        assert got.headers["referrer-policy"] == "no-referrer"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in got.headers


async def test_rule_31_keeps_only_the_hash_of_256_bits(served: Served) -> None:
    paths = [served.link("Văn thư"), served.link("Điện thoại")]
    tokens = [path.removeprefix("/lich/").removesuffix(".ics") for path in paths]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)
    with served.database.read() as session:
        rows = session.exec(select(Subscription)).all()
        entries = session.exec(select(LedgerEntry)).all()
        names = [row.name for row in rows]
        kept = repr([row.model_dump() for row in (*rows, *entries)])
    assert names == ["Văn thư", "Điện thoại"]
    assert not any(token in kept for token in tokens)


MALFORMED = ["a", "A" * 43, "%00", "..%2f..", "x" * 3000, "%F0%9F%98%80", "' OR 1=1 --", "%ff%fe"]


@pytest.mark.parametrize("token", MALFORMED)
async def test_rule_32_unknown_and_malformed_are_the_same_404(served: Served, token: str) -> None:
    unknown = await served.get(f"/lich/{'B' * 43}.ics")
    got = await served.get(f"/lich/{token}.ics")
    assert (got.status_code, got.content) == (404, unknown.content)
    assert dict(got.headers) == dict(unknown.headers)


async def test_rule_32_unknown_campaigns_are_the_same_404(served: Served) -> None:
    unknown = await served.get(f"/lich/{'B' * 43}.ics")
    for path in ("/cong-khai/phu-tho/khac.ics", "/cong-khai/khac/phu-tho-2024.ics"):
        got = await served.get(path)
        assert (got.status_code, got.content) == (404, unknown.content)


async def test_rule_34_the_first_answer_is_complete(served: Served) -> None:
    document = (await served.get(served.link())).content
    assert values(document, "SUMMARY") == ["Đợt 1", "Hạn: Báo cáo sơ kết đợt 1"]


async def test_the_public_feed_holds_the_campaign_but_nobody(served: Served) -> None:
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=served.clock.now(), state="submitted")
    document = (await served.get(PUBLIC)).content
    assert values(document, "SUMMARY") == ["Đợt 1", "Hạn: Báo cáo sơ kết đợt 1"]
    assert "Sở Y tế" not in document.decode() and "so-y-te" not in document.decode()
    assert value(document, "SOURCE") == f"https://thidua.example{PUBLIC}"


async def test_rule_09_the_secret_is_not_in_the_body(served: Served) -> None:
    path = served.link()
    got = await served.get(path)
    token = path.removeprefix("/lich/").removesuffix(".ics")
    assert token not in got.text and token not in repr(got.headers)


async def test_rule_19_the_link_asks_for_alarms(served: Served) -> None:
    path = served.link()
    assert "BEGIN:VALARM" not in (await served.get(path)).text
    assert "BEGIN:VALARM" in (await served.get(path + "?nhac=1")).text


async def test_a_link_may_ask_for_english(served: Served) -> None:
    path = served.link()
    assert (await served.get(path + "?lang=en")).status_code == 200


async def test_overdue_turns_once_when_the_due_passes(served: Served) -> None:
    path = served.link()
    before = await served.get(path)
    served.clock.advance_to(DUE)
    assert (await served.get(path, if_none_match=before.headers["etag"])).status_code == 304
    served.clock.advance_to(DUE + timedelta(seconds=1))
    late = await served.get(path, if_none_match=before.headers["etag"])
    assert "SUMMARY:⚠ quá hạn: Báo cáo sơ kết đợt 1" in late.text
    served.later(days=90)
    assert (await served.get(path)).content == late.content


async def test_rule_35_a_304_reads_no_rows(served: Served) -> None:
    path = served.link()
    tag = (await served.get(path)).headers["etag"]
    with served.database.write() as session:  # behind the ledger's back: nobody may notice
        session.get_one(Campaign, 1).title = "Khác"
    assert (await served.get(path, if_none_match=tag)).status_code == 304


async def test_rule_35_reminders_sent_render_nothing(served: Served) -> None:
    path = served.link()
    tag = (await served.get(path)).headers["etag"]
    note(served, "message sent", "reminder fired")
    with served.database.write() as session:  # behind the ledger's back: nobody may notice
        session.get_one(Campaign, 1).title = "Khác"
    assert (await served.get(path, if_none_match=tag)).status_code == 304
    note(served, "definition applied")
    assert "Khác" in (await served.get(path, if_none_match=tag)).text


async def test_rule_35_another_issuers_changes_render_nothing_and_ask_for_no_link(
    served: Served,
) -> None:
    path = served.link()
    tag = (await served.get(path)).headers["etag"]
    with served.database.write() as session:  # behind the ledger's back: nobody may notice
        session.get_one(Campaign, 1).title = "Khác"
        for link in session.exec(select(Subscription)):
            link.revoked_at = served.clock.now()
    note(served, "definition applied", "subscription revoked", issuer_id="son-la")
    assert (await served.get(path, if_none_match=tag)).status_code == 304
    note(served, "subscription revoked")
    assert (await served.get(path, if_none_match=tag)).status_code == 410


async def test_rule_35_dropped_bytes_are_made_again(served: Served) -> None:
    again = Served(served.database, served.clock, PublishedFeeds(octets=1))
    health, home = again.link(unit_id=2), again.link(unit_id=1)
    first = [(await again.get(path)).content for path in (health, home)]
    assert [(await again.get(path)).content for path in (health, home)] == first


def note(served: Served, *kinds: str, issuer_id: str = "phu-tho") -> None:
    entries = [ledger.Entry(kind, "test", "test", issuer_id) for kind in kinds]
    with served.database.write() as session:
        ledger.append(session, entries, now=served.clock.now())
