"""The sentences of a paragraph, and the paragraphs that only say on what a text rests."""

import re
from collections.abc import Iterator

from scheduler.directives.page.sentences import SENTENCE_END
from scheduler.directives.page.structure import Paragraph, Structure, is_row

_BASIS = re.compile(
    r"^(?:căn cứ (?![^.;]{0,40} này)|thực hiện (?:chỉ thị|kế hoạch|nghị quyết|hướng dẫn|công văn|văn bản)"
    r"|xét đề nghị|theo đề nghị)"
)


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


def is_basis(structure: Structure, paragraph: Paragraph) -> bool:
    """“Căn cứ …”, “Thực hiện Chỉ thị …”: nothing is asked there."""
    return bool(_BASIS.match(structure.low(paragraph)[:60]))
