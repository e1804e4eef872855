"""A document becomes items, and its items the definition that the reader would have written."""

from pathlib import Path

import pytest

from scheduler import language
from scheduler.campaign.drafting import compose, documents
from scheduler.campaign.drafting.bringing_in import bring_in, read_for_a_draft
from scheduler.campaign.drafting.written import Kind
from scheduler.definition.tree import plain
from scheduler.definition.yaml import parse
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from scheduler.directives.page.read import read
from scheduler.directives.page.source import Source
from scheduler.store.database import Database
from tests.campaign.drafting.at_the_desk import BY, NOW, OURS, Clerk, named, without
from tests.directives.letters import letter

HERE = Path(__file__).parent
DIRECTIVES = HERE.parents[1] / "directives"
FILES = sorted([*DIRECTIVES.glob("seeds/*.txt"), *DIRECTIVES.glob("corpus/open/*.txt")])
BODY = """Phát động thi đua chào mừng kỷ niệm 94 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2024).
Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024, mừng 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024).
Đợt 2: từ ngày 01/7/2024 đến khi kết thúc Đại hội.
Các đơn vị gửi báo cáo sơ kết về Sở Nội vụ trước ngày 15/6/2024. Tổ chức tổng kết trong quý IV năm 2024.
Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày tổ chức hội nghị 10 ngày.
Các đơn vị chủ động báo cáo kết quả thực hiện theo quy định.
"""


@pytest.fixture
def clerk(sqlite: Database) -> Clerk:
    return Clerk(sqlite)


def values(text: str) -> dict[str, object]:
    read_back = plain(parse(text, name=""))
    assert isinstance(read_back, dict)
    return read_back


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_items_say_what_the_document_says_each_at_its_place(sqlite: Database, file: Path) -> None:
    clerk = Clerk(sqlite)
    source = read(file)
    catalogue, workdays = clerk.installation.catalogue, clerk.installation.calendar
    directive = import_directive(source, catalogue=catalogue, workdays=workdays)
    expected = draft_of(directive, catalogue=catalogue)
    view = clerk.view(clerk.begin(source))
    text = compose.compose(view)
    assert without(values(text), "issuer") == values(expected.text)
    said = [line.strip() for line in expected.text.splitlines() if line.lstrip().startswith("#")]
    kept = [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]
    assert kept[1:] == said[1:]  # the first names the draft, or the file
    for one in view.items:
        if one.quote is not None and one.offset is not None:
            assert source.text[one.offset :].startswith(one.quote), one.title
        else:
            assert one.kind in (Kind.FIELD, Kind.NOTE), f"{one.title} has no place"


def test_doubts_come_first_then_the_order_of_the_document(clerk: Clerk) -> None:
    view = clerk.view(clerk.begin(letter(BODY)))
    doubtful = [one.is_doubtful for one in view.items]
    assert doubtful == sorted(doubtful, reverse=True)
    places = [
        one.offset for one in view.items if not one.is_doubtful and one.kind is not Kind.FIELD
    ]
    assert places == sorted(places, key=lambda place: place or 0)
    assert view.doubtful == sum(doubtful)
    assert (view.accepted, view.left) == (0, len(view.items))


def test_what_repeats_the_text_is_no_doubt_and_what_it_leaves_out_is(clerk: Clerk) -> None:
    view = clerk.view(clerk.begin(letter(BODY)))
    assert named(view, "bao-cao-so-ket").doubts == ()
    assert [key for key, _told in named(view, "dot-2").doubts] == ["last_day"]
    assert "hội nghị" in next(one for one in view.items if one.kind is Kind.MILESTONE).title.lower()


def test_anniversaries_and_clauses_nobody_understood_are_kept(clerk: Clerk) -> None:
    view = clerk.view(clerk.begin(letter(BODY)))
    dot_1 = named(view, "dot-1")
    assert dot_1.values["anniversaries"] == ["dien-bien-phu"]
    assert any("Điện Biên Phủ" in said for said in dot_1.says)
    told = [said for one in view.not_understood for said in one.says]
    assert any("thành lập Đảng" in one for one in told), told
    assert any("theo quy định" in one for one in told), told


def test_days_are_said_in_full_with_their_weekday(clerk: Clerk) -> None:
    view = clerk.view(clerk.begin(letter(BODY)))
    assert named(view, "bao-cao-so-ket").says[1] == "17:00 thứ Sáu, 14/6/2024"
    assert named(view, "dot-1").says[0] == "Từ thứ Năm, 15/02/2024 đến Chủ nhật, 30/6/2024"
    assert named(view, "directive.issued_on").says == ("Thứ Hai, 15/01/2024",)


def test_a_document_without_duties_says_so(clerk: Clerk) -> None:
    view = clerk.view(clerk.begin(letter("Các đơn vị tích cực hưởng ứng phong trào.")))
    assert any("không giao việc" in said for one in view.not_understood for said in one.says)


def test_a_text_of_signs_is_a_draft_too(clerk: Clerk) -> None:
    view = clerk.view(clerk.begin(Source("KẾ HOẠCH\nphát động thi đua \U0001f600 “x”\n", "x.txt")))
    assert values(compose.compose(view))["issuer"] == "phu-tho"


def test_what_is_left_out_says_which_report_tells_of_it(clerk: Clerk) -> None:
    body = """1. Báo cáo tháng: gửi về Sở Nội vụ trước ngày 20 hằng tháng; riêng tháng 12 gộp vào báo cáo tổng kết.
2. Báo cáo tổng kết phong trào: gửi về Sở Nội vụ trước ngày 10/12/2024."""
    monthly = named(clerk.view(clerk.begin(letter(body))), "bao-cao-thang")
    told = "; trừ tháng 12 (lồng ghép trong “Báo cáo tổng kết"
    assert any(told in one for one in monthly.says)


def test_doubts_are_stored_in_vietnamese_and_said_in_the_language_of_who_reads(
    sqlite: Database, tmp_path: Path
) -> None:
    clerk = Clerk(sqlite)
    with language.use("en"):
        source = letter(BODY)
        directive = read_for_a_draft(source, clerk.installation)
        kept = documents.keep(b"x", source, folder=tmp_path)
        done = bring_in(
            sqlite,
            kept,
            directive,
            issuer_id=OURS,
            catalogue=clerk.installation.catalogue,
            by=BY,
            now=NOW,
        )
        assert done.draft_id
        english = {ask for one in clerk.view(done.draft_id).items for ask in one.asks}
    vietnamese = {ask for one in clerk.view(done.draft_id).items for ask in one.asks}
    assert "Who owes it: not stated; please choose the units." in english
    assert "Nơi thực hiện: văn bản không nói rõ; đề nghị chọn đơn vị." in vietnamese


def test_a_stored_sentence_keeps_what_was_put_into_it() -> None:
    stored = "theo văn bản: Các sở, ban, ngành; đề nghị ghi mã đơn vị theo danh sách"
    assert language.again(stored) == stored
    with language.use("en"):
        said = language.again(stored)
        assert said == "in the text: Các sở, ban, ngành; write the id the units file gives"
        assert language.again("Câu không có trong danh mục") == "Câu không có trong danh mục"
