"""Whether a printed line goes on with the sentence of the one before: typists and scanners cut lines anywhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.text import fold

_MARKER = re.compile(
    r"^(?:[-+•*–]\s|\(?\d{1,2}[.)](?!\d)\s?|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s|[a-zđA-ZĐ]\)|[a-zđ]\.\s|\(\w\)\s"
    r"|[IVX]{1,5}[.)\-]\s?"
    r"|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|PHỤ LỤC|Phụ lục|Đợt|ĐỢT|Giai đoạn|Quý)\s|["
    r"|“\"]?(?:Nơi nhận|NƠI NHẬN|Kính gửi|KÍNH GỬI)\b)"
)
_ENDS_OPEN = re.compile(
    r"(?:\b(?:ngày|tháng|(?<!đầu )(?<!cuối )(?<!giữa )(?<!cả )(?<!hết )năm|từ|đến|trước|hết"
    r"|và|của|với|cho|các|số|tại|về|trong|nhất|là|theo|quý|hoặc|đợt"
    r"|kỷ niệm|khóa|từ (?:ngày|khi) (?:ban hành|ký))|[,/(–]|\d\s?-)$",
    re.I,
)
_ENDS_CLOSED = re.compile(r"[.;:!?…][\"”*)]{0,3}$|/\.$")
_STARTS_TAIL = re.compile(
    r"^(?:/|-\s?\d{1,2}/\d|\d{1,2}/\d{1,2}/\d{4}|\d{4}\b|tháng\s\d|năm\s\d|\))", re.I
)
# “sơ kết 6 tháng” is whole; “ngày 6 tháng” goes on.
WANTS_NUMBER = re.compile(
    r"(?:\b(?:ngày|(?<!\d )tháng|(?<=ngày \d )tháng|(?<=ngày \d\d )tháng|năm|số|đợt|trước|từ|đến)|/|\bsố ?:)$",
    re.I,
)
# “quy định tại” / “Điều 5 của …”: a word that a line never ends a sentence with.
_ENDS_ON_WORD = re.compile(
    r"\b(?:tại|theo|của|và|với|về|hoặc|từ|đến|hết|trước|sau|kết thúc)$", re.I
)
# “báo cáo kết quả” / “Đợt 1 về Sở Nội vụ”: no heading, it has no days and no colon behind it.
_OF_A_ROUND = re.compile(
    r"\b(?:kết quả|sơ kết|tổng kết|báo cáo|thực hiện|phát động|thi đua)$", re.I
)
_ROUND_WITHIN = re.compile(
    r"(?:Đợt|Giai đoạn|Quý) \S{1,4}(?:/\d{4})? (?!từ\b|bắt|kéo|diễn|là\b|gồm|năm\b)[a-zđ]"
)
_BARE_BODY = re.compile(
    r"\b(?:gửi|về|cho|tới|đến|của|qua|do|với) (?:Sở|Phòng|Ban|Cục|Vụ|Bộ|Hội|Hội đồng|Ủy ban|Uỷ ban)$"
)
# A day that lies across the cut.
_DAYS = (
    re.compile(r"\b\d{1,2} ?/ ?\d{1,2} ?/ ?\d{4}\b"),
    re.compile(r"(?:ngày|từ|đến|trước|hết|sau) \d{1,2} ?([-–.]) ?\d{1,2} ?\1 ?\d{4}\b", re.I),
    re.compile(r"\bngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?\b", re.I),
    re.compile(
        r"\b(?:từ|\() ?(?:ngày )?\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})? [-–] ?(?:ngày )?\d{1,2}[/.]\d",
        re.I,
    ),
)
_TAIL, _HEAD = 60, 30  # letters on both sides of a cut that are looked at
_DASH = re.compile(r"[-–] ?(?=\S)")
# Words that are written with a dash between them, wherever they stand.
_HYPHENED = re.compile(
    r"\b(?:thi dua [-–] khen thuong|kinh te [-–] (?:xa hoi|ha tang|ngan sach|ky thuat)|chinh tri [-–] xa hoi"
    r"|van hoa [-–] (?:xa hoi|thong tin|the thao|nghe thuat)|xa hoi [-–] nghe nghiep|nong [-–] lam"
    r"|lao dong [-–] (?:thuong binh|xa hoi)|quoc phong [-–] an ninh|an ninh [-–] (?:quoc phong|trat tu)"
    r"|ke hoach [-–] tai chinh|tai chinh [-–] ke (?:hoach|toan)|to chuc [-–] (?:hanh chinh|can bo|kiem tra)"
    r"|hanh chinh [-–] (?:tong hop|quan tri)|tuyen giao [-–] dan van|khoa hoc [-–] ky thuat)\b"
)
_HYPHENED_HERE = re.compile(r"(?<=\w) [-–] \w+ \w+")
# “gửi báo cáo về Phòng Kinh tế” / “- Hạ tầng trước ngày …”: the receiver's name goes on, and the sentence behind it.
_SENT_TO = re.compile(
    r"\b(?:gui|nop|bao cao|trinh|chuyen|dang ky)\b[^.;:]{0,80} (?:ve|cho|toi|den|qua|len|voi) (?:ban|phong|so"
    r"|hoi dong|uy ban|to|vu|cuc|vien|van phong|trung tam|bo)(?: [^\W\d_]+){1,6}$"
)
_NAME_ENDS = re.compile(
    r"[-–] ?(?!(?:bao cao|ho so|so ket|tong ket|dang ky|gui|nop|dot|quy|lan|giai doan|thang|nam|ngay|truoc|cham|thoi"
    r"|han|noi dung|ban|danh sach|ke hoach|cac|viec|so lieu|moi|tung|doi voi|rieng)\b)[^\W\d_]+(?: [^\W\d_]+){0,6}?"
    r"(?:[,;.)(]| (?:truoc|cham nhat|muon nhat|de|qua|theo|trong|vao|xem xet|thuoc|tinh|huyen|xa|phuong|thanh pho)\b)"
)
_TITLE_CASE_FROM = 100  # a line longer than this is a paragraph of its own, not a wrapped line
_SHORTEST_OPEN = 25
_ASIDE = re.compile(r"\((?!\w\))[a-zà-ỹđ]")  # “báo cáo sơ kết” / “(qua Sở Nội vụ)” / “trước ngày …”
_FEWEST_ITEMS, _NEARLY_ALL = 6, 0.95
_LONGEST_HEADING = 35  # letters of one that stands without an empty line over its text


@dataclass(frozen=True)
class PrintedLine:
    """One printed line: positions of its letters, its text, and whether an empty line stood before it."""

    places: list[int]
    text: str
    after_gap: bool


class Joints:
    """How the lines of one text are cut: at which width, and which of its words have a dash between them."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self._width = _wrap_width(lines)
        self._apart = _items_stand_apart(lines)
        self._hyphened = {
            fold(found[0]) for line in lines for found in _HYPHENED_HERE.finditer(line.text)
        }

    def goes_on(self, before: str, previous: str, line: PrintedLine, *, opened: bool) -> bool:
        """Whether `line` belongs to the paragraph `before`, whose last line is `previous`.

        `opened`: a bracket is open there.
        """
        text = line.text
        if any(one.startswith("|") or " | " in one for one in (text, previous)):
            return False
        if _lies_across(before, text) or _starts_tail(previous, line, opened=opened):
            return True
        if _MARKER.match(text):
            return not _ENDS_CLOSED.search(previous) and self._marks_nothing(before, line)
        label = line.after_gap and len(before) < _SHORTEST_OPEN  # “Về trang trước”
        if _ENDS_OPEN.search(previous) and not _is_shout(previous) and not label:
            return True
        if _ENDS_CLOSED.search(previous):
            return False
        aside = _ASIDE.match(text) and not line.after_gap and not _is_shout(previous)
        return (
            bool(aside)
            or text[0].islower()
            or self._wrapped(previous, line)
            or (self._apart and _is_of_its_item(before, previous, line))
        )

    def _marks_nothing(self, before: str, line: PrintedLine) -> bool:
        """What looks like the mark of a list or heading stands within a sentence."""
        text = line.text
        if text[:1].isdigit():
            return bool(WANTS_NUMBER.search(before))
        if _DASH.match(text):
            return not line.after_gap and self._is_hyphen(before, text)
        if not text[:2].isalpha() or text.isupper() or _is_shout(before):
            return False
        within = _OF_A_ROUND.search(before) and _ROUND_WITHIN.match(text)
        return bool(within or _ENDS_ON_WORD.search(before))

    def _is_hyphen(self, before: str, text: str) -> bool:
        """Whether the dash that opens a line stands between two words of one name."""
        left, right = fold(before[-2 * _TITLE_CASE_FROM :]), fold(text[:_TITLE_CASE_FROM])
        spaced = f" {_DASH.sub('- ', right, count=1)}"
        at = len(left)
        known = _HYPHENED.finditer(left[-_TAIL:] + spaced)
        if any(one.start() < min(at, _TAIL) < one.end() for one in known):
            return True
        own = _HYPHENED_HERE.match(f"x{spaced}", 1)
        if own and own[0] in self._hyphened and not _is_shout(before):
            return bool(re.search(r"\w$", left))
        return bool(_SENT_TO.search(left) and _NAME_ENDS.match(right))

    def _wrapped(self, previous: str, line: PrintedLine) -> bool:
        """A full line without a full stop goes on, unless it shouts (headings) or a gap follows."""
        if line.after_gap or _is_shout(previous) or _is_shout(line.text):
            return False
        if _BARE_BODY.search(previous):
            return True
        return bool(self._width) and len(previous) >= max(0.72 * self._width, 41)


def _lies_across(before: str, text: str) -> bool:
    """Whether a day begins in the one and ends in the other."""
    left, right = before[-_TAIL:], text[:_HEAD]
    both = f"{left} {right}"
    found = (one for days in _DAYS for one in days.finditer(both))
    return any(one.start() < len(left) < one.end() - 1 for one in found)


def _starts_tail(previous: str, line: PrintedLine, *, opened: bool) -> bool:
    text = line.text
    if _STARTS_TAIL.match(text) and (opened or WANTS_NUMBER.search(previous) or text[0] in "/)"):
        return True
    figures = text[:1] in "-–" and text[1:3].strip()[:1].isdigit()
    return opened and not line.after_gap and figures


def _items_stand_apart(lines: Sequence[PrintedLine]) -> bool:
    """Whether an empty line stands before each numbered item: a line without one then goes on."""
    items = (one for one in lines if _MARKER.match(one.text) and one.text[0] not in "-+•*–")
    gaps = [one.after_gap for one in items]
    return len(gaps) >= _FEWEST_ITEMS and sum(gaps) >= _NEARLY_ALL * len(gaps)


def _is_of_its_item(before: str, previous: str, line: PrintedLine) -> bool:
    """“5. Hằng năm, tập trung cho Tháng cao điểm” / “Vì người nghèo” (từ …)”: no heading with its text under it."""
    if line.after_gap or _is_shout(previous) or _is_shout(line.text):
        return False
    return bool(_MARKER.match(before)) and len(previous) > _LONGEST_HEADING


def _wrap_width(lines: Sequence[PrintedLine]) -> int:
    """The width at which a typist or scanner wrapped the lines; 0 when paragraphs stand on one line each."""
    lengths = sorted(len(line.text) for line in lines if not line.text.startswith("|"))
    if len(lengths) < 6 or lengths[-1] > 3 * lengths[len(lengths) // 2] + 120:
        return 0
    return lengths[int(len(lengths) * 0.8)] if lengths[-1] < 180 else 0


def leaves_open(text: str, *, opened: bool) -> bool:
    """Whether a bracket is open at the end of this line."""
    last_open, last_closed = text.rfind("("), text.rfind(")")
    if last_open == last_closed == -1:
        return opened and len(text) < _TITLE_CASE_FROM
    return last_open > last_closed


def _is_shout(text: str) -> bool:
    return text.isupper() and len(text) < _TITLE_CASE_FROM
