"""The stamps of secrecy in one line of a document, however it was drawn, scanned or typed. Pure."""

import re
from collections.abc import Sequence

from scheduler.errors import Secrecy
from scheduler.text import fold

LONGEST = 60  # letters of a line that may be a stamp, with its frame
_WORDS = {"mat": Secrecy.SECRET, "toimat": Secrecy.HIGHLY_SECRET, "tuyetmat": Secrecy.TOP_SECRET}
_CODES = {"c": Secrecy.SECRET, "b": Secrecy.HIGHLY_SECRET, "a": Secrecy.TOP_SECRET}
# "TUYỆT MẬT" in the older ways to write Vietnamese, whose letters are read as others: VNI and TCVN3.
_OLD = (
    ("MAÄT", "MẬT"), ("maät", "mật"), ("Maät", "Mật"), ("TOÁI", "TỐI"), ("Toái", "Tối"), ("TUYEÄT", "TUYỆT"),
    ("Tuyeät", "Tuyệt"), ("MËT", "MẬT"), ("Mët", "Mật"), ("mËt", "mật"), ("TèI", "TỐI"), ("Tèi", "Tối"),
    ("TUYÖT", "TUYỆT"), ("TuyÖt", "Tuyệt"), ("§é", "Độ"), ("§é", "Độ"),
)  # fmt: skip
# Words of one syllable that a scanner without accents, or a careless one, makes of another: eye, face, lost, cool.
_OTHER = re.compile(r"m[ắặấáảãàằẳẵầẩẫăắ]t", re.I)
_MARKS = re.compile(r"[*_|│┃║¦#=~+<>{}\[\]“”\"'\u2500-\u257f•]")
_SCANNED = str.maketrans("01l", "oii")  # as a scanner reads "TỐI"
_ONCE = re.compile(r"^(tuyetmat|toimat|mat)\1*$")  # bold, where it was printed twice
_FRAME = re.compile(r"[^\w]+")
_EDGES = re.compile(r"\t|\s{2,}|[|│┃║¦;/]|\s[-–—]\s")
_WIDE_EDGES = re.compile(r"\t|\s{2,}|[|│┃║¦;]")
_PAGE = r"(?:trang )?\d{1,3}(?:/\d{1,3})?"
_OFFICE = r"(?:uy ban|ubnd|hoi dong|hdnd|tinh uy|thanh uy|huyen uy|dang uy|bo|so|cuc|chi cuc|cong an) [^.;:]{2,60}"
_DAY = r"[^\d.;:]{2,30} ngay .{0,30}nam .{0,6}"
_NUMBER = r"so\W{0,3}[\d .…_]{0,12}[/-]?[\w/.-]*(?: ?\(\w{1,3}\))?"
_URGENT = r"(?:thuong |hoa )?(?:khan|toc)(?: hen gio)?"
_COPY = r"ban so\W.*"
_MOTTO = (
    r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doc lap ?- ?tu do ?- ?hanh phuc"
)
_LEVEL = r"(?P<level>tuyet mat|toi mat|mat)"
_BESIDE = re.compile(
    rf"(?:(?:{_NUMBER}|{_URGENT}|{_MOTTO}|{_PAGE}) )?{_LEVEL}"
    rf"(?: (?:{_NUMBER}|{_URGENT}|{_COPY}|{_MOTTO}|{_PAGE}|{_OFFICE}|{_DAY}))?"
)
_NUMBERED = re.compile(rf"so\W{{0,3}}[\d .…_]{{0,12}}[/-][\w/.-]+ ?\({_LEVEL}\)")
_NAMED = re.compile(rf"(?:tai lieu|van ban|ho so|cong van) (?:thuoc do )?{_LEVEL}")
_LABEL = re.compile(
    rf"\W*(?:{_NUMBER}\W+|[^.]{{0,60}}?\bdo khan\b[^.]{{0,40}}?)?\(?(?:dau (?:chi )?|muc |cap )?do mat\b\s?[:.\-–]?\s?"
    r"(?P<said>.*)"
)
_BEHIND = re.compile(r"\W*(?:do khan|ban so|thoi han|tu ngay)|\s*[,;(]")  # what follows the level
_BOXES = re.compile(r"[☐□◻☑☒✓✔✗✘■▣]|\[\s?[xX✓]?\s?\]")
_TICKED = re.compile(r"[☑☒✓✔✗✘■▣]|\[[xX✓]\]")
# "BẢO / MẬT", "MẬT / MÃ": a word of two syllables that a narrow column cut in two.
_CUT_BEFORE = re.compile(r"(?:^|\W)(?:bảo|bí|cơ|giải|độ|thân|gan|túi|đường|sáp|trái|và)$")
_CUT_AFTER = re.compile(
    r"(?:mã(?! (?:số|hiệu|hồ sơ))|khẩu|ong|hoa(?! lư)|thiết(?= gắn)|nhà nước|độ(?! (?:khẩn|mật)))(?:$|\W)"
    r"|(?:danh|thiết|thư|vụ|nghị|thám|phục)$"
)
# "HUYỆN VĨNH BẢO / MẬT": the last of a name, not the first half of a word.
_PLACE = re.compile(
    r"(?:^|\W)(?:tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\W+\w+ \w+$"
)
_LIFTED = re.compile(r"(?:da )?giai mat(?:\W+(?:tu|ngay)\b.*)?")


def plain(line: str) -> str:
    """The line without accents and frame, in small letters, as patterns of this module ask for it."""
    return fold(_bare(line))


def _bare(line: str) -> str:
    """The same with its accents."""
    return " ".join(_MARKS.sub(" ", _modern(line).lower()).split())


def alone(before: str, line: str, after: str, *, shouted: bool = False) -> Secrecy | None:
    """The level of a line that is nothing but a stamp; of one in capitals only when `shouted`.

    The lines beside it tell a stamp from one half of a word.
    """
    level = _level(line, shouted=shouted)
    if level is not Secrecy.SECRET or _squeezed(line) != "mat":
        return level
    above = plain(before)
    if above in ("toi", "tuyet"):
        return _WORDS[above + "mat"]
    return None if _is_cut(before) or _CUT_AFTER.match(_bare(after)) else level


def _is_cut(before: str) -> bool:
    """Whether that line ends with the first half of a word that "mật" is the second of."""
    words = _bare(before)
    return _CUT_BEFORE.search(words) is not None and not _PLACE.search(words)


def in_head(before: str, line: str, after: str) -> Sequence[Secrecy]:
    """The levels that a line of a head says: as a stamp, in a cell, beside the number, or behind the words "Độ mật"."""
    if "do mat" in plain(line):
        found = [_labelled(line, after)]
    elif _level(line, shouted=False):
        found = [alone(before, line, after)]
    elif plain(line).startswith("mat ") and _is_cut(before):
        found = []
    else:
        found = [_in_cell(cell) for cell in _cells(line)]
    return [level for level in found if level]


def _in_cell(cell: str) -> Secrecy | None:
    """The level that a cell says, alone or beside the number, the motto, how urgent it is."""
    if level := _level(cell, shouted=False):
        return level
    text = plain(cell)
    words = " ".join(re.sub("[,;:()]", " ", text).split())
    named = _NUMBERED.fullmatch(text) or (
        (_NAMED.fullmatch(words) or _BESIDE.fullmatch(text) or _BESIDE.fullmatch(words))
        if _shouts(cell)
        else None
    )
    return _WORDS[named["level"].replace(" ", "")] if named else None


def _cells(line: str) -> Sequence[str]:
    """The whole line, and its parts between wide gaps, bars and dashes; none of a row of figures."""
    parts = _EDGES.split(line)
    if len(line) > 4 * LONGEST or (
        len(parts) > 2 and any(part.strip().isdigit() for part in parts)
    ):
        return ()
    return (line, *parts)


def _labelled(line: str, after: str) -> Secrecy | None:
    """The level behind the words "Độ mật", in their line or in the next; None where none of several is chosen."""
    parts = (line, *_WIDE_EDGES.split(line))
    found = next(filter(None, (_LABEL.match(plain(part)) for part in parts)), None)
    if found is None:
        return None
    if _BOXES.search(line):
        return _ticked(line)
    said, *behind = _BEHIND.split(found["said"].strip(" .:;-–()"), maxsplit=1)
    if behind and re.search(r"\bmat\b|neu co", behind[0]):  # a list of levels, a form to fill in
        return None
    return _said(said) or (_said(plain(after).strip(" .:;()")) if not said else None)


def heads_levels(line: str) -> bool:
    """Whether it is "Độ mật" and nothing else, as over a column."""
    return len(line) <= LONGEST // 2 and plain(line) in ("do mat", "muc do mat")


def is_lifted(line: str) -> bool:
    """Whether it is the stamp that ends secrecy, with the day or without."""
    return len(line) <= 2 * LONGEST and any(
        _LIFTED.fullmatch(plain(cell)) and "ẢI" in _modern(cell)
        for cell in (line, *_WIDE_EDGES.split(line))
    )


def _modern(text: str) -> str:
    for old, new in _OLD:
        text = text.replace(old, new)
    return text


def _said(words: str) -> Secrecy | None:
    return _WORDS.get(words.replace(" ", "")) or _CODES.get(words)


def _ticked(line: str) -> Secrecy | None:
    """What stands behind the box that is ticked."""
    for ticked in _TICKED.finditer(line):
        rest = _BOXES.split(line[ticked.end() :], maxsplit=1)[0]
        if level := _said(plain(rest).strip(" .:;,()")):
            return level
    return None


def _level(line: str, *, shouted: bool) -> Secrecy | None:
    """Of what is a stamp and its frame: in capitals, or each of its letters apart; "Mật" where that will do."""
    if len(line) > LONGEST:
        return None
    modern = _modern(line)
    level = _WORDS.get(_ONCE.sub(r"\1", _squeezed(modern).translate(_SCANNED)))
    if level is None or _OTHER.search(modern.replace(" ", "")):
        return None
    letters = [letter for letter in modern if letter.isalpha()]
    capitals = all(letter.isupper() for letter in letters)
    return (
        level
        if capitals or (not shouted and letters[0].isupper() and len(modern.split()) < 3)
        else None
    )


def _squeezed(line: str) -> str:
    return _FRAME.sub("", plain(line)).replace("_", "")


def _shouts(text: str) -> bool:
    return bool(re.search(r"M[ẬÂ]T\b", _modern(text)))
