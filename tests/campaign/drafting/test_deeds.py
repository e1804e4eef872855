"""Deeds on a draft: each its ledger line, two clerks see each other, what is dropped can be taken back."""

import json
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from scheduler.campaign.drafting import compose, deeds
from scheduler.campaign.drafting.items import ACCEPTED, ADDED, CORRECTED, DROPPED, FOUND
from scheduler.campaign.drafting.written import Kind
from scheduler.errors import (
    DraftClosed,
    ItemChanged,
    UnknownDraft,
    UnknownDraftItem,
    ValuesRefused,
)
from scheduler.happenings import Happening
from scheduler.store import drafts
from scheduler.store.database import Database
from scheduler.store.tables import LedgerEntry
from tests.campaign.drafting.at_the_desk import BY, NOW, OTHER, OURS, THEIRS, Clerk, named
from tests.campaign.drafting.test_begin import BODY
from tests.directives.letters import letter


@pytest.fixture
def clerk(database: Database) -> Clerk:
    return Clerk(database)


@pytest.fixture
def at_sqlite(sqlite: Database) -> Iterator[Clerk]:
    yield Clerk(sqlite)


def told(clerk: Clerk) -> list[tuple[str, str, str]]:
    """Kind, subject and actor of every line about drafts, oldest first."""
    with clerk.database.read() as session:
        rows = session.exec(
            select(LedgerEntry)
            .where(col(LedgerEntry.subject).startswith("draft/"))
            .order_by(col(LedgerEntry.seq))
        )
        return [(row.kind, row.subject, row.actor) for row in rows]


def test_accepting_says_who_and_when(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    item = named(clerk.view(draft), "bao-cao-so-ket")
    done = clerk.do(deeds.accept, draft, item.id, item.revision)
    assert (done.state, done.revision, done.changed_by) == (ACCEPTED, 2, BY)
    assert clerk.row(draft).changed_by == BY
    assert told(clerk)[1:] == [(Happening.DRAFT_ITEM_ACCEPTED, f"draft/{draft}/{item.id}", BY)]


def test_second_clerk_sees_the_change_of_the_first(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    item = named(clerk.view(draft), "bao-cao-so-ket")
    values = {**item.values, "title": "Báo cáo sơ kết 6 tháng"}
    clerk.do(deeds.correct, draft, item.id, item.revision, values, by=OTHER)
    with pytest.raises(ItemChanged) as refused:
        clerk.do(deeds.drop, draft, item.id, item.revision)
    assert (refused.value.by, refused.value.revision) == (OTHER, 2)
    stands = named(clerk.view(draft), "bao-cao-so-ket")
    assert (stands.state, stands.title) == (CORRECTED, "Báo cáo sơ kết 6 tháng")
    mine = {**stands.values, "title": "Báo cáo giữa năm"}  # merged, and written over what she saw
    clerk.do(deeds.correct, draft, item.id, refused.value.revision, mine)
    assert named(clerk.view(draft), "bao-cao-so-ket").title == "Báo cáo giữa năm"


def test_of_two_clerks_at_once_one_is_told(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    item = named(clerk.view(draft), "bao-cao-so-ket")
    begun, ended = Barrier(2), list[str]()

    def correct(by: str) -> None:
        begun.wait()
        try:
            values = {**item.values, "title": f"Báo cáo của {by}"}
            clerk.do(deeds.correct, draft, item.id, item.revision, values, by=by)
            ended.append(by)
        except ItemChanged as error:
            ended.append(f"after {error.by}")

    threads = [Thread(target=correct, args=(by,)) for by in (BY, OTHER)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    first = next(one for one in ended if not one.startswith("after"))
    assert sorted(ended) == sorted([first, f"after {first}"])
    assert named(clerk.view(draft), "bao-cao-so-ket").title == f"Báo cáo của {first}"


def test_second_press_on_a_button_does_nothing(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    item = named(clerk.view(draft), "bao-cao-so-ket")
    for _press in range(2):
        clerk.do(deeds.accept, draft, item.id, item.revision)
    clerk.do(deeds.drop, draft, item.id, 2)
    clerk.do(deeds.drop, draft, item.id, 2)
    clerk.do(deeds.take_back, draft, item.id, 3)
    clerk.do(deeds.take_back, draft, item.id, 3)
    added = [
        clerk.do(deeds.add, draft, Kind.OCCASION, {"title": "Bầu cử", "day": "2024-05-22"})
        for _press in range(2)
    ]
    assert added[0].id == added[1].id
    assert len(told(clerk)) == 5
    assert clerk.view(draft).item(item.id).state == ACCEPTED  # type: ignore[union-attr]


def test_all_without_doubt_are_accepted_in_one_deed(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    before = clerk.view(draft)
    count = clerk.do(deeds.accept_sure, draft)
    after = clerk.view(draft)
    assert count == before.sure > 3
    assert after.accepted == count
    assert after.sure == 0
    assert [one for one in after.items if one.doubts and one.state != FOUND] == []
    assert [kind for kind, _subject, _by in told(clerk)] == [
        Happening.DRAFT_BEGUN,
        Happening.DRAFT_ITEMS_ACCEPTED,
    ]
    assert clerk.do(deeds.accept_sure, draft) == 0  # nothing more to tell
    assert len(told(clerk)) == 2


def test_what_was_not_understood_is_not_accepted_but_becomes_a_duty(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    clause = next(one for one in clerk.view(draft).items if one.kind is Kind.UNPLACED)
    with pytest.raises(UnknownDraftItem):
        clerk.do(deeds.accept, draft, clause.id, clause.revision)
    values = {**named(clerk.view(draft), "bao-cao-so-ket").values, "title": "Báo cáo theo quy định"}
    added = clerk.do(
        deeds.add,
        draft,
        Kind.DUTY,
        values,
        quote=clause.quote,
        offset=clause.offset,
        instead_of=clause.id,
    )
    view = clerk.view(draft)
    assert (added.state, added.key) == (ADDED, "bao-cao-theo-quy-dinh")
    assert view.item(clause.id).state == DROPPED  # type: ignore[union-attr]
    assert "unplaced" not in compose.compose(view)
    assert "bao-cao-theo-quy-dinh" in compose.compose(view)


def test_values_that_are_no_definition_are_refused_in_its_words(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    item = named(clerk.view(draft), "bao-cao-so-ket")
    for wrong in ({"due": {"by": "2024-06-31"}}, {"kind": "x"}, {"owed_by": {}}, {"title": ""}):
        with pytest.raises(ValuesRefused) as refused:
            clerk.do(deeds.correct, draft, item.id, item.revision, {**item.values, **wrong})
        assert refused.value.faults[0][0].startswith(next(iter(wrong)))
    year = named(clerk.view(draft), "year")
    with pytest.raises(ValuesRefused):
        clerk.do(deeds.correct, draft, year.id, year.revision, {"value": "hai nghìn"})
    clerk.do(deeds.correct, draft, year.id, year.revision, {"value": "2025"})
    assert "\nyear: 2025\n" in compose.compose(clerk.view(draft))


def test_a_draft_that_is_dropped_is_changed_no_more(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    item = named(clerk.view(draft), "bao-cao-so-ket")
    clerk.do(deeds.drop_draft, draft)
    clerk.do(deeds.drop_draft, draft)
    with pytest.raises(DraftClosed):
        clerk.do(deeds.accept, draft, item.id, item.revision)
    with pytest.raises(DraftClosed):
        clerk.do(deeds.accept_sure, draft)
    with clerk.database.read() as session:
        assert drafts.load_open(session, OURS) == []
    assert [kind for kind, _subject, _by in told(clerk)][1:] == [Happening.DRAFT_DROPPED]


def test_drafts_and_items_of_others_are_not_there(clerk: Clerk) -> None:
    ours = clerk.begin(letter(BODY))
    other = Clerk(clerk.database, THEIRS)
    theirs = other.begin(letter(BODY))
    item = named(other.view(theirs), "bao-cao-so-ket")
    with pytest.raises(UnknownDraft):
        clerk.view(theirs)
    with pytest.raises(UnknownDraft):
        clerk.view(2**70)
    with pytest.raises(UnknownDraftItem):
        clerk.do(deeds.accept, ours, item.id, item.revision)
    with clerk.database.read() as session:
        assert [one.draft.id for one in drafts.load_open(session, OURS)] == [ours]
        assert len(drafts.load_open(session, None)) == 2


def test_a_quote_that_changed_stays_in_the_ledger(at_sqlite: Clerk) -> None:
    draft = at_sqlite.begin(letter(BODY))
    item = named(at_sqlite.view(draft), "title")
    at_sqlite.do(deeds.correct, draft, item.id, item.revision, {"value": "Tên khác"})
    with at_sqlite.database.read() as session:
        row = session.exec(
            select(LedgerEntry).where(LedgerEntry.kind == Happening.DRAFT_ITEM_CORRECTED)
        ).one()
    data = json.loads(row.data)
    assert json.loads(data["written"]) == {"value": "Tên khác"}
    assert json.loads(data["before"]) == item.values
    assert row.at > NOW


@settings(max_examples=15)
@given(
    picks=st.lists(st.integers(0, 30), min_size=1, max_size=6, unique=True), accept=st.booleans()
)
def test_drop_and_take_back_is_nothing_changed(
    at_sqlite: Clerk, picks: list[int], *, accept: bool
) -> None:
    draft = at_sqlite.begin(letter(f"{BODY}\n{picks}{accept}"))
    if accept:
        at_sqlite.do(deeds.accept_sure, draft)
    before = at_sqlite.view(draft)
    count = len(before.items)
    chosen = [before.items[place] for place in dict.fromkeys(pick % count for pick in picks)]
    for one in chosen:
        at_sqlite.do(deeds.drop, draft, one.id, at_sqlite.view(draft).item(one.id).revision)  # type: ignore[union-attr]
    assert any(one.state == DROPPED for one in at_sqlite.view(draft).items)
    for one in chosen:
        at_sqlite.do(deeds.take_back, draft, one.id, at_sqlite.view(draft).item(one.id).revision)  # type: ignore[union-attr]
    after = at_sqlite.view(draft)
    assert compose.compose(after) == compose.compose(before)
    assert [(one.id, one.state, one.values) for one in after.items] == [
        (one.id, one.state, one.values) for one in before.items
    ]


def test_a_field_added_twice_is_one_and_another_value_is_told(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    first = clerk.do(deeds.add, draft, Kind.FIELD, {"value": 2025}, key="last_year")
    again = clerk.do(deeds.add, draft, Kind.FIELD, {"value": 2025}, key="last_year")
    assert first.id == again.id
    with pytest.raises(
        ValuesRefused, match="value"
    ):  # what the second clerk typed is not passed over
        clerk.do(deeds.add, draft, Kind.FIELD, {"value": 2026}, key="last_year", by=OTHER)
