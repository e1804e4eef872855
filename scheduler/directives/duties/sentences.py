"""The sentences of a paragraph, and what of it only says on what a text rests."""

import re
from collections.abc import Iterator

from scheduler.directives.duties.people import ORGANS
from scheduler.directives.page.sentences import SENTENCE_END
from scheduler.directives.page.structure import Paragraph, Structure, is_row

_BASIS = re.compile(
    r"^(?:căn cứ (?![^.;]{0,40} này)|thực hiện (?:chỉ thị|kế hoạch|nghị quyết|hướng dẫn|công văn|văn bản)"
    r"|xét đề nghị|theo đề nghị)"
)
# “Căn cứ …, Sở Nội vụ đề nghị các đơn vị …”, “…. Nay các trường …”: who does something, behind the basis.
_BODY = rf"(?:{ORGANS}\b(?! (?:nghị định|thông tư|văn bản|quy định|nghị quyết|luật|hành|chống))[^.;:\n]{{0,120}}? )?"
_DOES = (
    r"(?:đề nghị|yêu cầu|giao|thông báo|hướng dẫn|chỉ đạo|điều chỉnh|gia hạn|gửi|nộp|báo cáo|lập|xây dựng|hoàn thành"
    r"|ký|đăng ký|rà soát|tổng hợp|tổ chức|sơ kết|tổng kết|bình xét|chấm|trình|tiến hành|phải|có trách nhiệm)\b"
)
_ASKING = re.compile(rf"(?:, ?|[.;] )(?:và |nay,? |để )?(?P<who>{_BODY}{_DOES})")
_OF_THE_BASIS = re.compile(r"(?:trong đó|về(?: việc)?)[^,.;]*$")
_ARTICLE = re.compile(r"điều 1\b")
_ENDS_ARTICLES = re.compile(r"nơi nhận\b|\W*$")


def asking(structure: Structure) -> Iterator[Paragraph]:
    """The paragraphs of the letter; and the articles of a decision that stand before the regulation it issues."""
    article = False
    for paragraph in structure.paragraphs:
        low = structure.low(paragraph)
        if paragraph.region == "head":
            article = (article or bool(_ARTICLE.match(low))) and not _ENDS_ARTICLES.match(low)
        if paragraph.region == "body" or (article and paragraph.region == "head"):
            yield paragraph


def sentences(structure: Structure, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """First and last place of each; a row of a table is one."""
    start = paragraph.start
    text = structure.view.text
    if is_row(text[start : paragraph.end]):
        yield start, paragraph.end
        return
    for stop in SENTENCE_END.finditer(text, paragraph.body, paragraph.end):
        yield start, stop.start()
        start = stop.end()
    yield start, paragraph.end


def asked_in(structure: Structure, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The sentences less the words on which the paragraph rests: none of “Căn cứ …” alone."""
    begin = _behind_basis(structure, paragraph)
    for start, end in sentences(structure, paragraph):
        if end > begin:
            yield max(start, begin), end


def is_basis(structure: Structure, paragraph: Paragraph) -> bool:
    """“Căn cứ …”, “Thực hiện Chỉ thị …”, and nobody who does something behind it: nothing is asked there."""
    return _behind_basis(structure, paragraph) == paragraph.end


def _behind_basis(structure: Structure, paragraph: Paragraph) -> int:
    """Where the basis ends that opens a paragraph; its start without one, its end where nothing follows."""
    low = structure.view.low
    if not _BASIS.match(structure.low(paragraph)[:60]):
        return paragraph.start
    for found in _ASKING.finditer(low, paragraph.start, paragraph.end):
        if not _OF_THE_BASIS.search(low, paragraph.start, found.start("who")):
            return found.start("who")
    return paragraph.end
