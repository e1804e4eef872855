"""Deeds on a definition in the making: on the text as it stands, once, and never over another's change."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
from sqlmodel import Session, col, select

from scheduler.campaign.drafting.written import Kind
from scheduler.campaign.editing import begin, deeds, history
from scheduler.campaign.editing.working import working_of
from scheduler.errors import (
    CommentsLost,
    DraftChanged,
    DraftClosed,
    UnknownDraftItem,
    UnknownDraftText,
    ValuesRefused,
)
from scheduler.happenings import Happening
from scheduler.store.database import Database
from scheduler.store.tables import Draft, LedgerEntry
from tests.campaign.drafting.at_the_desk import Clerk
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

OTHER = "Phó Giám đốc, Sở Nội vụ"
TEXT = """\
campaign: a-2024
title: Thi đua
year: 2024
directive: {issuer: UBND tỉnh Phú Thọ}
occasions:
  # của hội
  - id: dai-hoi   # tên cũ
    title: Đại hội
    day: 2024-05-06
  - id: le
    title: Lễ
    day: 2024-07-08
duties: []
"""
HALL = {"title": "Đại hội XVII", "day": "2024-05-06"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> DeskWorld:
    return open_desk(tmp_path_factory.mktemp("deeds"))


@contextmanager
def drafting(desk: DeskWorld) -> Iterator[tuple[Session, Draft]]:
    """A draft of TEXT, in a transaction of which nothing stays."""
    with desk.database.write(OURS) as session:
        working = begin.from_text(session, TEXT, issuer_id=OURS, by=CLERK, now=NOW)
        yield session, session.get_one(Draft, working.id)
        session.rollback()


def test_a_stale_page_writes_on_top_of_another_part(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        deeds.write_field(session, draft, 1, ("title",), "Thi đua mới", by=OTHER, now=NOW)
        done = deeds.write_entry(session, draft, 1, "dai-hoi", HALL, by=CLERK, now=NOW)
        assert done.working.source == TEXT.replace("Thi đua", "Thi đua mới").replace(
            "title: Đại hội", "title: Đại hội XVII"
        )
        assert (draft.revision, draft.title, draft.changed_by) == (3, "Thi đua mới", CLERK)
        found = [(one.revision, one.part, one.by) for one in history.history(session, draft)]
        assert found == [(3, "occasions/dai-hoi", CLERK), (2, "title", OTHER), (1, "", CLERK)]


def test_the_same_part_is_refused_to_who_has_not_seen_it(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        deeds.write_entry(session, draft, 1, "dai-hoi", HALL, by=OTHER, now=NOW)
        before = draft.source
        for values in ({**HALL, "title": "Khác"}, {**HALL, "day": "2024-05-07"}):
            with pytest.raises(DraftChanged):
                deeds.write_entry(session, draft, 1, "dai-hoi", values, by=CLERK, now=NOW)
        with pytest.raises(DraftChanged):
            deeds.drop_entry(session, draft, 1, "dai-hoi", by=CLERK, now=NOW, lost_is_known=True)
        with pytest.raises(DraftChanged):
            deeds.write_field(session, draft, 9, ("title",), "Khác", by=CLERK, now=NOW)
        assert draft.source == before


def test_what_another_dropped_meanwhile_is_not_written(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        deeds.drop_entry(session, draft, 1, "le", by=OTHER, now=NOW)
        with pytest.raises(DraftChanged):
            deeds.write_entry(session, draft, 1, "le", HALL, by=CLERK, now=NOW)
        with pytest.raises(UnknownDraftItem):
            deeds.write_entry(session, draft, 2, "le", HALL, by=CLERK, now=NOW)


def test_a_deed_that_comes_twice_is_done_once(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        first = deeds.add_entry(session, draft, 1, Kind.OCCASION, HALL, by=CLERK, now=NOW)
        again = deeds.add_entry(session, draft, 1, Kind.OCCASION, HALL, by=CLERK, now=NOW)
        assert (first.key, again.key, draft.revision) == ("dai-hoi-xvii", "dai-hoi-xvii", 2)
        other = deeds.add_entry(session, draft, 2, Kind.OCCASION, HALL, by=CLERK, now=NOW)
        assert (other.key, draft.revision) == ("dai-hoi-xvii-2", 3)
        for _press in range(2):
            deeds.move_entry(session, draft, 3, "le", up=True, by=CLERK, now=NOW)
        for _press in range(2):
            deeds.drop_entry(session, draft, 4, "le", by=CLERK, now=NOW)
        assert draft.revision == 5
        for _press in range(2):
            deeds.write_field(session, draft, 5, ("title",), "Hai", by=CLERK, now=NOW)
        assert draft.revision == 6


def test_comments_that_would_go_are_told_before_anything_is_done(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        with pytest.raises(CommentsLost) as told:
            deeds.drop_entry(session, draft, 1, "dai-hoi", by=CLERK, now=NOW)
        assert told.value.comments == ("của hội", "tên cũ")
        assert (draft.source, draft.revision) == (TEXT, 1)
        known = True
        done = deeds.drop_entry(
            session, draft, 1, "dai-hoi", by=CLERK, now=NOW, lost_is_known=known
        )
        assert done.lost == ("của hội", "tên cũ")


def test_a_whole_text_joins_what_others_changed_elsewhere(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        deeds.write_entry(session, draft, 1, "dai-hoi", HALL, by=OTHER, now=NOW)
        mine = TEXT.replace("Lễ", "Lễ mừng  # sửa").replace("# của hội", "# của đại hội")
        done = deeds.write_text(session, draft, 1, mine, by=CLERK, now=NOW)
        assert done.working.source == mine.replace("title: Đại hội", "title: Đại hội XVII")
        assert deeds.write_text(session, draft, 1, mine, by=CLERK, now=NOW).working.revision == 3
        with pytest.raises(DraftChanged):
            clash = TEXT.replace("title: Đại hội", "title: Hội nghị")
            deeds.write_text(session, draft, 1, clash, by=OTHER, now=NOW)


def test_a_list_is_written_whole_and_left_out_when_empty(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        notes = ["Một câu", "Hai câu"]
        done = deeds.write_list(session, draft, 1, ("notes",), notes, by=CLERK, now=NOW)
        assert done.working.values["notes"] == notes
        done = deeds.write_list(session, draft, 2, ("notes",), [], by=CLERK, now=NOW)
        assert done.working.source == TEXT


def test_an_older_text_is_taken_again(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        deeds.write_field(session, draft, 1, ("title",), "Hai", by=CLERK, now=NOW)
        with pytest.raises(DraftChanged):
            deeds.go_back(session, draft, 1, 1, by=OTHER, now=NOW)
        with pytest.raises(UnknownDraftText):
            deeds.go_back(session, draft, 2, 7, by=CLERK, now=NOW)
        for _press in range(2):
            deeds.go_back(session, draft, 2, 1, by=CLERK, now=NOW)
        assert (draft.source, draft.revision) == (TEXT, 3)
        assert history.history(session, draft)[0].back_to == 1


def test_what_a_definition_refuses_is_refused(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        with pytest.raises(ValuesRefused):
            values = {"title": "Đại hội", "day": "2024-02-30"}
            deeds.write_entry(session, draft, 1, "dai-hoi", values, by=CLERK, now=NOW)
        draft.state = "proposed"
        with pytest.raises(DraftClosed):
            deeds.write_entry(session, draft, 1, "dai-hoi", HALL, by=CLERK, now=NOW)


def test_of_three_at_once_who_change_the_same_part_are_told(database: Database) -> None:
    Clerk(database)  # the units
    with database.write(OURS) as session:
        number = begin.from_text(session, TEXT, issuer_id=OURS, by=CLERK, now=NOW).id
    begun, told = Barrier(3), list[str]()

    def write(key: str, by: str) -> None:
        begun.wait()
        try:
            with database.write(OURS) as session:
                draft = session.get_one(Draft, number)
                values = {"title": f"Của {by}", "day": "2024-05-06"}
                deeds.write_entry(session, draft, 1, key, values, by=by, now=NOW)
        except DraftChanged as error:
            told.append(f"{by} after {error.by}")

    each = (("dai-hoi", "một"), ("dai-hoi", "hai"), ("le", "ba"))
    threads = [Thread(target=write, args=one) for one in each]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with database.read() as session:
        draft = session.get_one(Draft, number)
        found = working_of(draft)
        rows = history.history(session, draft)
    assert len(told) == 1 and len(rows) == 3
    listed = found.values["occasions"]
    assert isinstance(listed, list)
    assert listed[1]["title"] == "Của ba"
    assert listed[0]["title"] in ("Của một", "Của hai")


def test_the_ledger_tells_each_change_once(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        for _press in range(2):
            deeds.write_field(session, draft, 1, ("title",), "Hai", by=CLERK, now=NOW)
        session.flush()
        query = select(LedgerEntry.kind).where(LedgerEntry.subject == f"draft/{draft.id}")
        assert session.exec(query.order_by(col(LedgerEntry.seq))).all() == [
            Happening.DRAFT_BEGUN,
            Happening.DRAFT_TEXT_CHANGED,
        ]


def test_what_was_changed_again_is_not_taken_for_done(desk: DeskWorld) -> None:
    """From a page of before: the same is asked once more, and something else stands meanwhile."""
    with drafting(desk) as (session, draft):
        for title in ("Đại hội XVII", "Đại hội lần thứ XVII"):
            values = HALL | {"title": title}
            deeds.write_entry(session, draft, draft.revision, "dai-hoi", values, by=CLERK, now=NOW)
        with pytest.raises(DraftChanged):
            deeds.write_entry(session, draft, 1, "dai-hoi", HALL, by=CLERK, now=NOW)
    with drafting(desk) as (session, draft):
        deeds.write_field(session, draft, 1, ("title",), "Khác", by=CLERK, now=NOW)
        deeds.go_back(session, draft, 2, 1, by=CLERK, now=NOW)
        deeds.write_text(session, draft, 3, TEXT + "# thêm\n", by=CLERK, now=NOW)
        with pytest.raises(DraftChanged):
            deeds.go_back(session, draft, 2, 1, by=CLERK, now=NOW)
        deeds.go_back(session, draft, 4, 1, by=CLERK, now=NOW)
        assert (draft.source, draft.revision) == (TEXT, 5)


def test_own_changes_do_not_hide_that_another_dropped_it(desk: DeskWorld) -> None:
    with drafting(desk) as (session, draft):
        deeds.drop_entry(session, draft, 1, "le", by=OTHER, now=NOW)
        deeds.write_field(session, draft, 2, ("title",), "Khác", by=CLERK, now=NOW)
        with pytest.raises(DraftChanged):
            deeds.write_entry(session, draft, 1, "le", HALL, by=CLERK, now=NOW)
