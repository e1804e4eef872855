"""A document in pages, with its marks: nothing of it lost, none of it twice."""

import itertools
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from config.desk.documents.marked import LONGEST, Mark, page_at, page_starts, paragraphs_of

LETTERS = "ạ. \n;Đ"
texts = st.text(LETTERS, max_size=400).map(lambda text: text * 60)


def read(text: str, marks: list[Mark], number: int, sentences: list[tuple[int, int]]) -> str:
    paragraphs = paragraphs_of(text, page_at(text, number=number), marks, sentences)
    return "".join(piece.text for paragraph in paragraphs for piece in paragraph)


def bare(text: str) -> str:
    return "".join(text.split())


@given(texts, st.lists(st.tuples(st.integers(0, 24_000), st.integers(1, 300)), max_size=12))
def test_all_of_a_text_is_on_its_pages_once(text: str, places: list[tuple[int, int]]) -> None:
    marks = [Mark(offset, length, item) for item, (offset, length) in enumerate(places)]
    pages = range(1, len(page_starts(text)) + 1)
    assert bare("".join(read(text, marks, number, []) for number in pages)) == bare(text)


@given(texts)
def test_no_page_is_longer_than_a_page(text: str) -> None:
    starts = [*page_starts(text), len(text)]
    assert max(end - start for start, end in itertools.pairwise(starts)) <= LONGEST


@given(texts, st.integers(-5, 30_000))
def test_a_place_is_on_the_page_it_leads_to(text: str, offset: int) -> None:
    page = page_at(text, offset=offset)
    assert page.start <= min(max(offset, 0), max(len(text) - 1, 0)) <= page.end
    assert 1 <= page.number <= page.count


def test_a_page_ends_where_a_paragraph_does() -> None:
    text = ("Một câu văn bản dài vừa phải. " * 20 + "\n\n") * 40
    assert {text[start - 2 : start] for start in page_starts(text)[1:]} == {"\n\n"}


def test_a_mark_is_on_its_words_and_tells_where_it_begins() -> None:
    text = "Các đơn vị gửi báo cáo trước ngày 15/6/2024. Hết."
    quote = "gửi báo cáo trước ngày 15/6/2024"
    mark = Mark(text.index(quote), len(quote), 7, doubtful=True)
    (paragraph,) = paragraphs_of(text, page_at(text), [mark])
    told = [(piece.text, piece.marks, piece.begins) for piece in paragraph]
    assert told == [
        ("Các đơn vị ", (), ()),
        (quote, (mark,), (mark,)),
        (". Hết.", (), ()),
    ]
    assert [piece.doubtful for piece in paragraph] == [False, True, False]


def test_marks_over_the_same_words_are_both_there() -> None:
    first, second = Mark(0, 10, 1), Mark(5, 10, 2)
    text = "0123456789abcdefgh"
    (paragraph,) = paragraphs_of(text, page_at(text), [second, first])
    assert [(piece.text, [mark.item for mark in piece.marks]) for piece in paragraph] == [
        ("01234", [1]),
        ("56789", [1, 2]),
        ("abcde", [2]),
        ("fgh", []),
    ]
    assert [[mark.item for mark in piece.begins] for piece in paragraph] == [[1], [2], [], []]


def test_a_mark_over_two_paragraphs_begins_once() -> None:
    text = "Một\n\nHai"
    mark = Mark(0, len(text), 1)
    paragraphs = paragraphs_of(text, page_at(text), [mark])
    assert [[piece.begins for piece in one] for one in paragraphs] == [[(mark,)], [()]]


def test_each_sentence_ends_with_its_own_place_to_add_from() -> None:
    text = "Một hai. Ba bốn.\n\nNăm."
    paragraphs = paragraphs_of(text, page_at(text), [], [(0, 8), (9, 16), (18, 22)])
    told = [[(piece.text, piece.sentence) for piece in one] for one in paragraphs]
    assert told == [[("Một hai.", 0), (" Ba bốn.", 9)], [("Năm.", 18)]]


def test_a_text_of_ten_megabytes_costs_no_more_than_its_page() -> None:
    text = ("Các cơ quan, đơn vị gửi báo cáo kết quả trước ngày 15 tháng 6. " * 9 + "\n") * 18_000
    assert len(text.encode()) > 10_000_000
    marks = [Mark(place, 60, place) for place in range(0, len(text), len(text) // 900)]
    begun = process_time()
    page = page_at(text, offset=len(text) // 2)
    assert paragraphs_of(text, page, marks)
    assert process_time() - begun < 0.025


def test_page_of_short_sentences_ends_sooner() -> None:
    text = "Thi đua yêu nước. " * 2_000 + "\n" + "Gửi báo cáo\n" * 2_000
    starts = page_starts(text)
    pages = [text[first:last] for first, last in itertools.pairwise([*starts, len(text)])]
    assert max(page.count(". ") + page.count("\n") for page in pages) < 400
    assert len(pages) > 10
