"""One sentence of a document becomes the values of an item; what it does not say is not guessed."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from scheduler.campaign.drafting import deeds
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.from_sentence import Proposed, propose_from_sentence
from scheduler.campaign.drafting.written import Kind, judge
from scheduler.directives.page.read import read
from scheduler.directives.page.sentences import sentences_of
from scheduler.errors import ValuesRefused
from scheduler.store.database import Database
from tests.campaign.drafting.at_the_desk import Clerk
from tests.campaign.drafting.test_begin import FILES
from tests.campaign.drafting.test_typed_dues import BODY
from tests.databases import SqliteFiles
from tests.directives.letters import letter


@pytest.fixture(scope="module")
def clerk(sqlite_files: SqliteFiles) -> Iterator[Clerk]:
    with closing(Database(sqlite_files.migrated())) as database:
        yield Clerk(database)


@pytest.fixture(scope="module")
def around(clerk: Clerk) -> Around:
    return clerk.around(clerk.begin(letter(BODY)))


def proposed(sentence: str, around: Around) -> Proposed:
    text = f"Một dòng khác.\n{sentence}\nDòng sau."
    start = text.index(sentence)
    found = propose_from_sentence(text, start, start + len(sentence), around)
    assert (found.quote, found.offset) == (sentence, start)
    return found


@pytest.mark.parametrize(
    ("sentence", "kind", "values"),
    [
        (
            "Sở Y tế gửi báo cáo chuyên đề về Sở Nội vụ trước ngày 15/8.",
            Kind.DUTY,
            {"due": {"before": "2024-08-15"}, "owed_by": {"ids": ["so-y-te"]}, "to": "so-noi-vu"},
        ),
        (
            "Gửi báo cáo chậm nhất 05 ngày làm việc sau khi kết thúc đợt 1.",
            Kind.DUTY,
            {"due": {"after": "dot-1", "working_days": 5}},
        ),
        (
            "Đợt 3: từ ngày 01/8/2024 đến ngày 31/8/2024.",
            Kind.ROUND,
            {"first_day": "2024-08-01", "last_day": "2024-08-31"},
        ),
        (
            "Thường xuyên tuyên truyền, nhân rộng điển hình tiên tiến.",
            Kind.DUTY,
            {"due": None, "title": "Thường xuyên tuyên truyền, nhân rộng điển hình tiên tiến"},
        ),
    ],
)
def test_a_sentence_gives_the_values_it_says(
    around: Around, sentence: str, kind: Kind, values: dict[str, object]
) -> None:
    found = proposed(sentence, around)
    told = {key: found.values[key] for key in values}
    assert (found.kind, told) == (kind, values)


def test_whom_a_sentence_does_not_name_is_asked(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    found = proposed("Thường xuyên tuyên truyền, nhân rộng điển hình.", clerk.around(draft))
    assert found.values["owed_by"] == {}
    assert "owed_by" in dict(found.doubts)
    with pytest.raises(ValuesRefused):
        clerk.do(deeds.add, draft, found.kind, found.values, quote=found.quote, offset=found.offset)


def test_a_due_counted_from_what_the_draft_has_not_is_left_open(around: Around) -> None:
    found = proposed("Gửi hồ sơ khen thưởng trước ngày tổ chức hội nghị 10 ngày.", around)
    assert found.values["due"] is None
    assert found.doubts


def test_a_proposal_can_be_added_as_it_is(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    found = proposed(
        "Các đơn vị gửi báo cáo chuyên đề về Sở Nội vụ trước ngày 15/8.", clerk.around(draft)
    )
    item = clerk.do(
        deeds.add, draft, found.kind, found.values, quote=found.quote, offset=found.offset
    )
    assert clerk.view(draft).item(item.id).says[0] == "Trước thứ Năm, 15/8/2024"  # type: ignore[union-attr]


@pytest.mark.parametrize("file", FILES[::8], ids=lambda file: file.stem)
def test_every_sentence_of_a_document_can_become_an_item(around: Around, file) -> None:  # type: ignore[no-untyped-def]
    text = read(file).text
    places = sentences_of(text)
    assert places == sorted(places)
    assert all(first < last for first, last in places)
    for start, end in places[::3]:
        found = propose_from_sentence(text, start, end, around)
        for one in (found, *found.others):
            if not {key for key, _told in one.doubts} & {"first_day", "last_day", "owed_by"}:
                judge(one.kind, "moi", one.values)


def test_sentences_cover_the_words_of_a_text_once() -> None:
    text = (
        "I. MỤC ĐÍCH\n1. Đợt 1: từ 01/01. Gửi báo cáo trước 30/6;  nộp về Sở.\n\n| a | b. C | d |\n"
    )
    assert [text[first:last] for first, last in sentences_of(text)] == [
        "I. MỤC ĐÍCH",
        "1. Đợt 1: từ 01/01.",
        "Gửi báo cáo trước 30/6;",
        "nộp về Sở.",
        "| a | b. C | d |",
    ]
