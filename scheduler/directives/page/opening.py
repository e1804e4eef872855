"""Text out of files that strangers made: run as a process of its own, under a budget of time and memory.

`python -I opening.py KIND` takes the file on its input and gives the text on its output, both UTF-8; behind a NUL what
stands beside the text, where anything does. It ends with 0, or with 1 and the word of a reason as the last line of its
errors. A file may be made to cost its reader minutes or gigabytes: such a one costs this process its life, and nobody
else anything. It imports nothing of ours.
"""

import io
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping

import docx
import pypdf
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.table import Table
from selectolax.lexbor import LexborHTMLParser, LexborNode

CPU_SECONDS = 4
MEMORY = 500 * 1024 * 1024  # of addresses, so of this process with its libraries
MOST_UNPACKED = 120_000_000
MOST_TIMES = 200  # its packed size; what people write is packed to a twentieth
MOST_LETTERS = 10_000_000
MOST_PAGES = 400
MOST_COLUMNS = 63  # of a table in Word
LEAST_LETTERS = 20  # a text layer with less is none
MOST_BESIDE = 150_000  # letters
LONGEST_STAMP = 200  # with what stands around it in its line

_BLOCKS = {
    "p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
    "footer", "ul", "ol", "blockquote", "pre", "title", "dd", "dt", "figure", "figcaption", "aside", "nav", "main",
}  # fmt: skip
_P, _T, _TC, _TBL = qn("w:p"), qn("w:t"), qn("w:tc"), qn("w:tbl")
_HELD = tuple(map(qn, (
    "w:txbxContent", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:fldSimple", "w:customXml", "w:bdo", "w:dir",
    "w:ruby",
)))  # what python-docx passes over  # fmt: skip
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_CAPITALS, _VALUE = (qn("w:caps"), qn("w:smallCaps")), qn("w:val")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWN, _DRAWN_LINE = f"{_DRAWING}t", f"{_DRAWING}p"
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_NOTES = ("/FreeText", "/Stamp", "/Widget")
_UNREAD = ("script", "style", "noscript", "template", "svg", "head")


class Unopened(Exception):
    """Gives no text; its argument is the word of the reason."""


def pdf(data: bytes) -> str:
    """The text layer of a PDF, a page after the other. Raises Unopened: locked, scanned."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unopened("locked")
    text = "\n".join(page.extract_text() for page in reader.pages[:MOST_PAGES])
    if sum(letter.isalpha() for letter in text) < LEAST_LETTERS:
        raise Unopened("scanned")
    return text


def pdf_beside(data: bytes) -> str:
    """What was written or stamped upon the pages of a PDF: notes, stamps, fields of a form."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    return _short(text for page in reader.pages[:MOST_PAGES] for text in _written_on(page))


def _written_on(page: pypdf.PageObject) -> Iterator[str]:
    try:
        notes = [note.get_object() for note in page.get("/Annots", ())]
        yield from (
            str(note[key])
            for note in notes
            if note.get("/Subtype") in _NOTES
            for key in ("/Contents", "/V")
            if key in note
        )
    except (AttributeError, KeyError, TypeError, ValueError, pypdf.errors.PyPdfError):
        return  # a page whose notes are broken is read as well


def word(data: bytes) -> str:
    """Paragraphs and tables of a .docx in their order. Raises Unopened: too large, empty."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        unpacked = sum(item.file_size for item in package.infolist())
    if unpacked > min(MOST_UNPACKED, MOST_TIMES * max(len(data), 100_000)):
        raise Unopened("too large")
    lines: list[str] = []
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        lines += _table_lines(part) if isinstance(part, Table) else part.text.split("\n")
    text = "\n".join(lines)
    if not text.strip():
        raise Unopened("empty")
    return text


def _table_lines(table: Table) -> Iterator[str]:
    """Two columns are a letterhead or signatures: cell by cell. More are a table: one line a row."""
    above: dict[int, str] = {}
    for row in table._tbl.tr_lst:
        above = dict(_cells(row, above))
        cells = [text.strip() for text in above.values()]
        if len(cells) <= 2:
            yield from (line for cell in cells for line in cell.split("\n"))
        else:
            yield "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"


def _cells(row: CT_Row, above: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Column and text; a merged cell says its text in each row and column it covers.

    The table's own way to the cell above goes up row by row for each one, and by recursion.
    """
    column = min(row.grid_before, MOST_COLUMNS)
    for cell in row.tc_lst:
        text = above.get(column, "") if cell.vMerge == "continue" else _said(cell)
        end = min(column + max(cell.grid_span, 1), MOST_COLUMNS)
        yield from ((one, text) for one in range(column, end))
        column = end


def _said(cell: CT_Tc) -> str:
    return "\n".join(paragraph.text for paragraph in cell.p_lst)


def word_beside(data: bytes) -> str:
    """What a .docx shows outside its paragraphs and tables: heads and feet of pages, text boxes, frames, watermarks,
    fields to fill in, what was changed and not accepted yet; and what it shows in capitals, though typed in small ones.
    """
    document = docx.Document(io.BytesIO(data))
    parts = document.part.package.iter_parts()
    runs = [part.element for part in parts if isinstance(part, HeaderPart | FooterPart)]
    body = document.element.body
    heads = (_written(one) for run in runs for one in run.iter(_P))
    drawn = (_drawn(one) for one in (*runs, body))
    held = (_written(one) for one in _passed_over(body))
    raised = ([line.upper() for line in _written(one)] for one in _raised(body))
    return _short(line for lines in (*heads, *drawn, *held, *raised) for line in lines)


def _passed_over(body: BaseOxmlElement) -> Iterable[BaseOxmlElement]:
    """The paragraphs that are not read, or not wholly; each once, however much of it is."""
    found: dict[BaseOxmlElement, None] = {}
    for one in body.iter(*_HELD, _TBL):
        parent = one.getparent()
        if one.tag == _TBL and (parent is None or parent.tag != _TC):
            continue
        inside = list(one.iter(_P)) or list(one.iterancestors(_P))[:1]
        found |= dict.fromkeys(inside)
    return found


def _raised(body: BaseOxmlElement) -> Iterable[BaseOxmlElement]:
    """Paragraphs that are shown in capitals, or in part."""
    said = (one for one in body.iter(*_CAPITALS) if one.get(_VALUE) not in ("0", "false", "off"))
    return dict.fromkeys(above for one in said for above in list(one.iterancestors(_P))[:1])


def _written(paragraph: BaseOxmlElement) -> Iterable[str]:
    """Its lines."""
    said = (_SIGNS.get(one.tag) or one.text or "" for one in paragraph.iter(_T, *_SIGNS))
    return "".join(said).split("\n")


def _drawn(element: BaseOxmlElement) -> Iterator[str]:
    yield from (one.get("string") or "" for one in element.iter(_WATERMARK))
    for one in element.iter(_DRAWN_LINE):
        yield "".join(word.text or "" for word in one.iter(_DRAWN))
    for one in element.iter(_DRAWN):
        yield one.text or ""


def _short(lines: Iterator[str]) -> str:
    """Those that say something and are short enough for a stamp, until they are too many."""
    kept, length = [], 0
    for line in lines:
        if line.strip() and len(line) <= LONGEST_STAMP:
            kept.append(line)
            length += len(line)
        if length > MOST_BESIDE:
            break
    return "\n".join(kept)


def page(data: bytes) -> str:
    """What a web page shows, one line a block, the cells of a row between bars."""
    tree = LexborHTMLParser(data.decode("utf-8"))
    tree.strip_tags(list(_UNREAD))
    if tree.root is None:
        return ""
    return "".join(_shown(node) for node in tree.root.traverse(include_text=True))


def _shown(node: LexborNode) -> str:
    if node.tag == "-text":
        return " ".join((node.text_content or "").split("\n"))
    if node.tag in ("td", "th"):
        return " | "
    return "\n" if node.tag in _BLOCKS else ""


KINDS: dict[str, Callable[[bytes], str]] = {"pdf": pdf, "word": word, "page": page}
BESIDE: dict[str, Callable[[bytes], str]] = {"pdf": pdf_beside, "word": word_beside}
NUL = str.maketrans({"\0": "\u200b"})  # no database keeps it; this one is read over as well


def told(kind: str, data: bytes) -> str:
    """The text of a file of that kind and, behind a NUL, what stands beside it. Raises Unopened."""
    text = KINDS[kind](data)
    if len(text) > MOST_LETTERS:
        raise Unopened("too large")
    parts = [text, BESIDE[kind](data) if kind in BESIDE else ""]
    return "\0".join(one.translate(NUL) for one in parts if one)


def main() -> None:
    """Open what comes in as the kind that was named."""
    _bound(resource.RLIMIT_CPU, CPU_SECONDS)
    _bound(resource.RLIMIT_AS, MEMORY)
    _bound(resource.RLIMIT_CORE, 0)
    try:
        said = told(sys.argv[1], sys.stdin.buffer.read())
        sys.stdout.buffer.write(said.encode("utf-8", "replace"))
    except Unopened as reason:
        sys.exit(str(reason))
    except MemoryError:
        sys.exit("costly")


def _bound(kind: int, limit: int) -> None:
    """No more than `limit`; where the machine allows less, that stays."""
    _soft, hard = resource.getrlimit(kind)
    most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
