"""The stamp of secrecy is seen wherever a file holds it: running heads, text boxes, frames, cells, notes on a page."""

import io
import unicodedata
from xml.sax.saxutils import escape

import docx
import pypdf
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from scheduler.directives.head.secrecy import secrecy_of
from scheduler.directives.importer import import_directive
from scheduler.directives.page import opening
from scheduler.directives.page import read as reading
from scheduler.directives.page.read import read
from scheduler.directives.page.source import Source
from scheduler.errors import Secrecy, SecretDocument, UnreadableFile, WhyUnreadable
from tests.directives.test_reading_files import pdf_file, word_file

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RUN = "<w:r><w:t>{}</w:t></w:r>"
PARAGRAPH = f"<w:p>{RUN}</w:p>"
PLACES = {
    "drawn text box": f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
    f"<w:txbxContent>{PARAGRAPH}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r></w:p>",
    "older text box": f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{PARAGRAPH}</w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r></w:p>",
    "text box in capitals of two runs": "<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r>"
    "<w:r><w:t> </w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>",
    "watermark": "<w:p><w:r><w:pict><v:shape><v:textpath string='{}'/></v:shape></w:pict></w:r></w:p>",
    "drawing": "<w:p><w:r><w:drawing><a:t>{}</a:t></w:drawing></w:r></w:p>",
    "frame": f"<w:p><w:pPr><w:framePr w:w='1500' w:hSpace='180'/></w:pPr>{RUN}</w:p>",
    "field around paragraphs": f"<w:sdt><w:sdtContent>{PARAGRAPH}</w:sdtContent></w:sdt>",
    "field within a paragraph": f"<w:p><w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>",
    "change not accepted": f"<w:p><w:ins w:id='1' w:author='x'>{RUN}</w:ins></w:p>",
    "cell": f"<w:tbl><w:tr><w:tc>{PARAGRAPH}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "change that was moved": f"<w:p><w:moveTo w:id='1' w:author='x'>{RUN}</w:moveTo></w:p>",
    "field that is worked out": f"<w:p><w:fldSimple w:instr='X'>{RUN}</w:fldSimple></w:p>",
    "part of a form": f"<w:customXml>{PARAGRAPH}</w:customXml>",
    "words with a direction": f"<w:p><w:bdo w:val='ltr'>{RUN}</w:bdo></w:p>",
    "box with two lines": f"<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p>{RUN}<w:r><w:br/><w:t>HỎA TỐC</w:t></w:r>"
    "</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>",
    "box with a tab": "<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>UBND</w:t><w:tab/><w:t>{}</w:t></w:r>"
    "</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>",
    "table in a table": f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{PARAGRAPH}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>"
    "</w:tbl>",
}


@pytest.fixture(autouse=True)
def opened_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are opened by the same code, but not each by a process of its own: test_reading_files has that."""

    def opened(kind: str, data: bytes, name: str) -> Source:
        text, _nul, beside = opening.told(kind, data).partition("\0")
        return Source(text, name, beside=beside)

    monkeypatch.setattr(reading, "_opened", opened)


def letter() -> Document:
    return docx.Document(io.BytesIO(word_file()))


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def stamped(place: str, words: str) -> bytes:
    """A plan with `words` in that place of its body."""
    document = letter()
    head, _end, rest = PLACES[place].format(escape(words)).partition(">")
    document.element.body.insert(1, parse_xml(f"{head} {SPACES}>{rest}"))
    return saved(document)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("words", "level"), [("MẬT", Secrecy.SECRET), ("TUYỆT MẬT", Secrecy.TOP_SECRET)]
)
def test_stamp_in_a_word_file_is_seen(place: str, words: str, level: Secrecy) -> None:
    assert secrecy_of(read(stamped(place, words))) is level


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", ["BẢO MẬT", "Trang 1", "Độ mật: Không", "MẬT KHẨU"])
def test_other_words_there_are_no_stamp(place: str, words: str) -> None:
    source = read(stamped(place, words))
    assert secrecy_of(source) is None
    assert import_directive(source, catalogue={}).header.number.value == "45/KH-UBND"


@pytest.mark.parametrize("part", ["header", "footer", "first_page_header"])
def test_stamp_in_a_running_head_is_seen(part: str) -> None:
    document = letter()
    section = document.sections[0]
    section.different_first_page_header_footer = part.startswith("first")
    getattr(section, part).paragraphs[0].text = "TỐI MẬT"
    assert secrecy_of(read(saved(document))) is Secrecy.HIGHLY_SECRET


@pytest.mark.parametrize("words", ["UBND TỈNH\tTỐI MẬT", "TỐI MẬT\t1", "TỐI MẬT\nHỎA TỐC"])
def test_stamp_beside_other_words_of_a_running_head_is_seen(words: str) -> None:
    document = letter()
    document.sections[0].header.paragraphs[0].add_run(words)
    assert secrecy_of(read(saved(document))) is Secrecy.HIGHLY_SECRET


def test_stamp_drawn_in_pieces_is_seen() -> None:
    pieces = "<w:drawing><a:p><a:r><a:t>M</a:t></a:r><a:r><a:t>ẬT</a:t></a:r></a:p></w:drawing>"
    assert secrecy_of(read(with_paragraph(f"<w:r>{pieces}</w:r>"))) is Secrecy.SECRET


@pytest.mark.parametrize(("value", "level"), [("", Secrecy.SECRET), (" w:val='0'", None)])
def test_stamp_typed_in_small_letters_and_shown_in_capitals_is_seen(
    value: str, level: Secrecy | None
) -> None:
    run = f"<w:r><w:rPr><w:caps{value}/></w:rPr><w:t>mật</w:t></w:r>"
    assert secrecy_of(read(with_paragraph(run))) is level


def test_stamp_behind_many_changes_is_seen() -> None:
    document = letter()
    for number in range(3_000):
        words = f"Nội dung thứ {number} được thêm vào khi sửa, chưa ai nhận."
        document.element.body.insert(1, paragraph(f"<w:ins>{RUN.format(words)}</w:ins>"))
    mark = "<w:r><w:pict><v:shape><v:textpath string='MẬT'/></v:shape></w:pict></w:r>"
    document.element.body.append(paragraph(mark))
    assert secrecy_of(read(saved(document))) is Secrecy.SECRET


def paragraph(inside: str) -> BaseOxmlElement:
    return parse_xml(f"<w:p {SPACES}>{inside}</w:p>")


def with_paragraph(inside: str) -> bytes:
    document = letter()
    document.element.body.insert(1, paragraph(inside))
    return saved(document)


def test_watermark_in_a_running_head_is_seen() -> None:
    document = letter()
    mark = PLACES["watermark"].format("MẬT").replace("<w:p>", f"<w:p {SPACES}>", 1)
    document.sections[0].header._element.append(parse_xml(mark))
    assert secrecy_of(read(saved(document))) is Secrecy.SECRET


def test_what_stands_beside_the_text_moves_no_offset() -> None:
    plain = read(word_file())
    assert read(stamped("older text box", "HỎA TỐC")).text.replace("\n\n", "\n") == plain.text


@pytest.mark.parametrize("subtype", ["/FreeText", "/Stamp"])
def test_stamp_put_upon_a_pdf_is_seen(subtype: str) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(readable_pdf()))
    writer.pages[0][NameObject("/Annots")] = ArrayObject(
        [
            DictionaryObject(
                {
                    NameObject("/Subtype"): NameObject(subtype),
                    NameObject("/Contents"): TextStringObject("TUYỆT MẬT"),
                }
            )
        ]
    )
    out = io.BytesIO()
    writer.write(out)
    assert secrecy_of(read(out.getvalue())) is Secrecy.TOP_SECRET


def test_stamp_in_the_text_layer_of_a_pdf_is_seen() -> None:
    assert secrecy_of(read(readable_pdf(b"(TUYET MAT) Tj T* "))) is Secrecy.TOP_SECRET


def readable_pdf(first: bytes = b"") -> bytes:
    lines = first + b"(UY BAN NHAN DAN) Tj T* (KE HOACH thi dua nam 2024) Tj"
    return pdf_file(b"BT /F1 12 Tf 14 TL 72 700 Td " + lines + b" ET")


def test_notes_of_a_pdf_that_are_broken_hinder_nobody() -> None:
    broken = readable_pdf().replace(
        b"/MediaBox [0 0 612 792]", b"/Annots [9 0 R null 7]/MediaBox [0 0 612 792]"
    )
    assert "KE HOACH" in read(broken).text


def test_stamp_on_a_web_page_is_seen() -> None:
    page = "<html><body><p>UBND TỈNH</p><div>MẬT</div><p>Số: 1/KH-UBND</p></body></html>"
    assert secrecy_of(read(page.encode())) is Secrecy.SECRET


def test_nothing_is_read_in_a_secret_document() -> None:
    with pytest.raises(SecretDocument):
        import_directive(read(stamped("cell", "MẬT")), catalogue={})


@pytest.mark.parametrize("text", ["a\0b thi đua", "\0"])
def test_text_holds_nothing_a_database_does_not_keep(text: str) -> None:
    source = read(text.encode() + b" x")
    assert "\0" not in source.text and len(source.text) == len(text) + 2


def older(text: str, encoding: str) -> bytes:
    """As files of before Unicode have it, which are not read as Vietnamese; "vni" and "tcvn3" for stamps alone."""
    if encoding in ("vni", "tcvn3"):
        words = {
            "vni": {"TUYỆT": "TUYE\xc4T", "MẬT": "MA\xc4T"},
            "tcvn3": {"TUYỆT": "TUY\xd6T", "MẬT": "M\xcbT"},
        }
        for word, octets in words[encoding].items():
            text = text.replace(word, octets)
        return text.encode("latin-1", "replace")
    if encoding == "cp1258":
        tones = "\u0300\u0301\u0303\u0309\u0323"
        flat = "".join(
            unicodedata.normalize(
                "NFC", "".join(c for c in unicodedata.normalize("NFD", one) if c not in tones)
            )
            + "".join(c for c in unicodedata.normalize("NFD", one) if c in tones)
            for one in text
        )
        return flat.encode("cp1258", "replace")
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["cp1258", "vni", "tcvn3", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("stamp", ["MẬT", "TUYỆT MẬT"])
def test_stamp_is_seen_in_a_text_of_before_unicode(encoding: str, stamp: str) -> None:
    words = f"UBND TỈNH\n{stamp}\nSố: 12/KH-UBND\nKẾ HOẠCH\nPhát động thi đua năm 2024.\n"
    assert secrecy_of(read(older(words, encoding))) is not None
    page = f"<html><body><p>UBND</p><p>{stamp}</p><p>Kế hoạch</p></body></html>"
    if "16" not in encoding:
        assert secrecy_of(read(older(page, encoding))) is not None


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16-le", "utf-16"])
def test_other_text_of_before_unicode_is_not_secret(encoding: str) -> None:
    words = "UBND TỈNH\nSố: 12/KH-UBND\nKẾ HOẠCH\nVề bảo vệ bí mật nhà nước, BẢO MẬT\nMẶT TRẬN\n"
    assert secrecy_of(read(older(words, encoding))) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rb"{\rtf1\ansi M\'c2\'f2T}", WhyUnreadable.OLD_WORD),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\nM=E1=BA=ACT", WhyUnreadable.BROKEN),
        (b"MIME-Version: 1.0\r\n\r\nM=E1=BA=ACT", WhyUnreadable.BROKEN),
    ],
)
def test_what_hides_its_letters_is_not_read_as_text(data: bytes, reason: WhyUnreadable) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(data)
    assert refused.value.reason is reason
