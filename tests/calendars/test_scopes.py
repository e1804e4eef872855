"""Feeds of blocks, of people and of everything: what they hold, and that no issuer sees another's."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from calendars.published import Wish
from calendars.query import Scope, owner
from scheduler.errors import NotOfIssuer
from scheduler.store import ledger
from scheduler.store.tables import Campaign, Obligation, Occurrence, Unit
from tests.calendars.peopled import DEPUTY, FOREIGN, HEAD, hold, peopled
from tests.calendars.samples import values
from tests.calendars.stored import DUE, NOW, Served, change, stored

REPORT = "Hạn: Báo cáo sơ kết đợt 1"
BLOCK, MINE, ALL = Scope("block", 1), Scope("person", HEAD), Scope("issuer", "phu-tho")
OURS = [Scope("campaign", 1), Scope("unit", 2), BLOCK, MINE, Scope("person", DEPUTY), ALL]
THEIRS = [
    Scope("campaign", FOREIGN),
    Scope("unit", FOREIGN + 2),
    Scope("block", FOREIGN),
    Scope("person", FOREIGN),
    Scope("issuer", "lai-chau"),
]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    database = stored(tmp_path)
    peopled(database)
    yield Served(database)
    database.close()


def body(served: Served, scope: Scope) -> bytes:
    wish, now = Wish(scope), served.clock.now()
    with served.database.read() as session:
        assert served.feeds.published(session, wish, now=now) is not None
        return served.feeds.document(session, wish, now=now).plain


def titles(served: Served, scope: Scope) -> list[str]:
    return values(body(served, scope), "SUMMARY")


@pytest.mark.parametrize("scope", [BLOCK, ALL])
def test_a_feed_for_many_units_has_one_entry_for_all_of_them(served: Served, scope: Scope) -> None:
    assert titles(served, scope) == ["Đợt 1", REPORT]


@pytest.mark.parametrize("scope", [BLOCK, ALL])
def test_a_feed_for_many_units_does_not_change_with_every_report(
    served: Served, scope: Scope
) -> None:
    before = body(served, scope)
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=served.later(days=1), state="submitted")
    served.later(days=90)
    assert body(served, scope) == before


@pytest.mark.parametrize("scope", [BLOCK, ALL])
def test_a_feed_for_many_units_shows_who_got_more_time(served: Served, scope: Scope) -> None:
    more = DUE + timedelta(days=32)
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=served.later(days=1), due_at=more)
    assert titles(served, scope)[1:] == [
        REPORT,
        "gia hạn đến 30/7: Báo cáo sơ kết đợt 1 – Sở Y tế",
    ]


def test_a_block_holds_only_what_its_units_owe(served: Served) -> None:
    with served.database.write() as session:
        more = Occurrence(**session.get_one(Occurrence, 1).model_dump(exclude={"id"}))
        more.duty, more.title = "khac", "Việc của khối khác"
        session.add(more)
        session.flush()
        session.add(Obligation(occurrence_id=more.id or 0, unit_id=4, changed_at=NOW))
        ledger.append(session, [ledger.Entry("obligation created", "x", "x", "phu-tho")], now=NOW)
    assert titles(served, BLOCK) == ["Đợt 1", REPORT]
    assert "Hạn: Việc của khối khác" in titles(served, ALL)


def test_rule_17_a_block_let_off_sees_it_cancelled_and_back_again(served: Served) -> None:
    sequences = [_sequence(served)]
    for state in ("withdrawn", "open"):
        now = served.later(days=1)
        with served.database.write() as session:  # as apply does: the occurrence counts it too
            for id_ in (1, 2):
                change(session, session.get_one(Obligation, id_), now=now, state=state)
            change(session, session.get_one(Occurrence, 1), now=now)
        sequences.append(_sequence(served))
        cancelled = "[HỦY] Báo cáo sơ kết đợt 1" in titles(served, BLOCK)
        assert cancelled is (state == "withdrawn")
    assert sequences == sorted(set(sequences))


def _sequence(served: Served) -> int:
    return int(values(body(served, BLOCK), "SEQUENCE")[-1])


def test_own_work_names_the_unit(served: Served) -> None:
    assert titles(served, MINE) == ["Đợt 1", f"{REPORT} – Sở Y tế"]


def test_own_work_holds_what_one_stands_in_for_until_it_ends(served: Served) -> None:
    deputy = Scope("person", DEPUTY)
    assert titles(served, deputy) == ["Đợt 1"]
    hold(served.database, 1, DEPUTY, now=NOW, stands_in=True, until_at=NOW + timedelta(days=3))
    one_duty: dict[str, Any] = {
        "stands_in": True,
        "until_at": NOW + timedelta(days=5),
        "obligation_id": 2,
    }
    hold(served.database, 2, DEPUTY, now=NOW, **one_duty)
    seen = []
    for _ in range(3):
        seen.append(titles(served, deputy)[1:])
        served.later(days=2, seconds=1)
    health, finance = f"{REPORT} – Sở Y tế", f"{REPORT} – Sở Tài chính"
    assert seen == [[finance, health], [finance, health], [finance]]
    served.later(days=1)
    assert titles(served, deputy) == ["Đợt 1"]


async def test_rule_25_a_tenure_that_ends_moves_last_modified(served: Served) -> None:
    hold(served.database, 2, DEPUTY, now=NOW, until_at=NOW + timedelta(days=3))
    path = served.link_to(Scope("person", DEPUTY))
    held = (await served.get(path)).headers["last-modified"]
    served.later(days=3, seconds=1)
    assert (await served.get(path, if_modified_since=held)).status_code == 200


def test_rule_12_new_names_grow_every_entry_that_shows_them(served: Served) -> None:
    before = _versions(served)
    now = served.later(days=1)
    with served.database.write() as session:
        campaign, unit = session.get_one(Campaign, 1), session.get_one(Unit, 1)
        campaign.title, campaign.renamed, campaign.renamed_at = "Tên khác", 1, now
        unit.name, unit.renamed, unit.renamed_at = "Sở Nội vụ mới", 1, now
        ledger.append(session, [ledger.Entry("units saved", "phu-tho", "x", "phu-tho")], now=now)
    after = _versions(served)
    assert after == [
        (sequence + 2 * n, "20240602T000000Z")
        for n, (sequence, _) in zip((1, 2), before, strict=True)
    ]


def _versions(served: Served) -> list[tuple[int, str]]:
    document = body(served, MINE)
    return list(
        zip(map(int, values(document, "SEQUENCE")), values(document, "LAST-MODIFIED"), strict=True)
    )


@pytest.mark.parametrize("scope", OURS)
def test_no_feed_of_ours_tells_of_theirs(served: Served, scope: Scope) -> None:
    assert "lai-chau" not in body(served, scope).decode().replace("\r\n ", "").lower()
    assert "Lai Châu" not in body(served, scope).decode().replace("\r\n ", "")


@pytest.mark.parametrize("scope", THEIRS)
def test_no_feed_of_theirs_tells_of_ours(served: Served, scope: Scope) -> None:
    document = body(served, scope).decode().replace("\r\n ", "")
    assert "Sở" not in document and "phu-tho+" not in document and "Phú Thọ" not in document


@pytest.mark.parametrize("scope", THEIRS)
def test_no_link_of_ours_opens_theirs(served: Served, scope: Scope) -> None:
    with served.database.read() as session:
        assert owner(session, scope) == "lai-chau"
    with pytest.raises(NotOfIssuer):
        served.link_to(scope, issuer_id="phu-tho")


async def test_links_open_their_own_scope(served: Served) -> None:
    for scope in OURS:
        assert (await served.get(served.link_to(scope))).content == body(served, scope)
