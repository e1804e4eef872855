"""Rows of a real database become entries: states, extensions, tombstones, and SEQUENCE that grows with each."""

from datetime import date, timedelta

import pytest

from calendars.contents import TOMBSTONE, Shown
from calendars.entry import Entry, Kind
from calendars.query import Scope, load_shown
from calendars.words import origin_of, title_of
from scheduler.store.tables import Issuer, Obligation, Occurrence, Span, Unit
from tests.calendars.stored import DUE, NOW, Served, change, occurrence, span

UNIT, CAMPAIGN = Scope("unit", 2), Scope("campaign", 1)


def shown(served: Served, scope: Scope = UNIT) -> Shown:
    with served.database.read() as session:
        found = load_shown(session, scope, now=served.clock.now())
    assert found is not None, "stored"
    return found


def the_deadline(served: Served) -> Entry:
    (only,) = [e for e in shown(served).entries if e.kind is Kind.DEADLINE]
    return only


def test_nothing_is_shown_of_what_is_not_there(served: Served) -> None:
    with served.database.read() as session:
        assert load_shown(session, Scope("unit", 9), now=NOW) is None
        assert load_shown(session, Scope("campaign", 9), now=NOW) is None


def test_a_milestone_without_a_day_is_not_shown(served: Served) -> None:
    assert {entry.key for entry in shown(served).entries} == {"dot-1", "so-ket-dot-1/2024"}


def test_a_duty_without_a_day_is_not_shown(served: Served) -> None:
    with served.database.write() as session:
        session.add(occurrence(7, "tong-ket", None))
    assert "tong-ket/2024" not in {entry.key for entry in shown(served, CAMPAIGN).entries}


def test_a_unit_that_owes_nothing_sees_the_campaign(served: Served) -> None:
    assert [entry.key for entry in shown(served, Scope("unit", 1)).entries] == ["dot-1"]


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("open", "Hạn: Báo cáo sơ kết đợt 1"),
        ("submitted", "✔ đã gửi: Báo cáo sơ kết đợt 1"),
        ("returned", "gửi lại: Báo cáo sơ kết đợt 1"),
        ("withdrawn", "[HỦY] Báo cáo sơ kết đợt 1"),
    ],
)
def test_the_state_of_the_row_is_shown(served: Served, state: str, title: str) -> None:
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=NOW, state=state)
    assert title_of(the_deadline(served)) == title


def test_an_extension_moves_the_entry_and_keeps_its_uid(served: Served) -> None:
    before = the_deadline(served)
    with served.database.write() as session:
        row = session.get_one(Obligation, 1)
        change(session, row, now=NOW, due_at=DUE + timedelta(days=32))
    after = the_deadline(served)
    assert after.name == before.name
    assert after.due_at == DUE + timedelta(days=32)
    assert after.extended_to == date(2024, 7, 30)
    assert "Thời hạn riêng của đơn vị" in origin_of(after) and "28/6/2024" in origin_of(after)
    assert after.changed_at == NOW and after.revision > before.revision


def test_rule_12_every_visible_change_grows_sequence_and_last_modified(served: Served) -> None:
    seen = [the_deadline(served)]
    served.clock.advance_to(DUE + timedelta(hours=1))
    seen.append(the_deadline(served))
    edits: list[dict[str, object]] = [
        {"due_at": DUE + timedelta(days=9)},
        {"state": "submitted"},
        {"state": "returned"},
    ]
    for days, fields in enumerate(edits):
        now = served.later(days=days, hours=1)
        with served.database.write() as session:
            change(session, session.get_one(Obligation, 1), now=now, **fields)
        seen.append(the_deadline(served))
    now = served.later(hours=1)
    with served.database.write() as session:
        change(session, session.get_one(Occurrence, 1), now=now, withdrawn=True)
    seen.append(the_deadline(served))
    sequences = [entry.revision for entry in seen]
    assert sequences == sorted(set(sequences))
    assert [entry.changed_at for entry in seen] == sorted({entry.changed_at for entry in seen})


def test_rule_17_a_withdrawn_duty_is_a_tombstone_for_thirty_days(served: Served) -> None:
    with served.database.write() as session:
        change(session, session.get_one(Occurrence, 1), now=NOW, withdrawn=True)
        change(session, session.get_one(Span, 1), now=NOW, withdrawn=True)
    assert all(entry.cancelled_at == NOW for entry in shown(served).entries)
    served.clock.advance_to(NOW + TOMBSTONE)
    assert len(shown(served).entries) == 2
    served.later(seconds=1)
    assert shown(served).entries == ()


def test_rule_17_a_duty_that_comes_back_grows_on(served: Served) -> None:
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=NOW, state="withdrawn")
    gone = the_deadline(served)
    served.later(days=2)
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=served.clock.now(), state="open")
    back = the_deadline(served)
    assert (gone.cancelled, back.cancelled) == (True, False)
    assert back.revision > gone.revision


def test_a_submitted_report_never_becomes_overdue(served: Served) -> None:
    with served.database.write() as session:
        change(session, session.get_one(Obligation, 1), now=NOW, state="submitted")
    before = shown(served)
    served.clock.advance_to(DUE + timedelta(days=100))
    assert shown(served) == before


def test_good_until_says_when_time_alone_changes_the_feed(served: Served) -> None:
    assert shown(served).good_until == DUE + timedelta(seconds=1)
    assert shown(served, CAMPAIGN).good_until is None


def test_anniversaries_peaks_and_occasions_keep_their_kind(served: Served) -> None:
    day = date(2024, 5, 7)
    with served.database.write() as session:
        session.add(span(8, "anniversary", "dien-bien-phu", "Ngày Chiến thắng", day, day))
        session.add(span(9, "peak", "cao-diem", "Cao điểm", date(2024, 4, 7), day))
        session.add(span(10, "occasion", "dai-hoi", "Đại hội", day, day))
    kinds = {entry.key: entry.kind for entry in shown(served).entries}
    assert kinds["dien-bien-phu"] is Kind.ANNIVERSARY
    assert kinds["cao-diem"] is Kind.PEAK
    assert kinds["dai-hoi"] is Kind.OCCASION


def test_one_issuer_never_sees_another(served: Served) -> None:
    with served.database.write() as session:
        lane = session.get_one(Issuer, "phu-tho").lane_id
        session.add(
            Issuer(
                id="lai-chau",
                name="UBND tỉnh Lai Châu",
                lane_id=lane,
                zone="Asia/Ho_Chi_Minh",
                standing_body="so-noi-vu",
                standing_body_title="Cơ quan thường trực",
            )
        )
        session.flush()
        session.add(
            Unit(id=5, issuer_id="lai-chau", code="so-y-te", name="Sở Y tế", short="", kind="so")
        )
    assert shown(served, Scope("unit", 5)).entries == ()
