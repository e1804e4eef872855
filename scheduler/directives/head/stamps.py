"""The stamps of secrecy in one line of a document, however it was drawn, scanned or typed. Pure."""

import re
from collections.abc import Sequence

from scheduler.directives.head.letterhead import fold
from scheduler.errors import Secrecy

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
_FRAME = re.compile(r"[^\w]+")
_EDGES = re.compile(r"\t|\s{2,}|[|│┃║¦;/]|\s[-–—]\s")
_WIDE_EDGES = re.compile(r"\t|\s{2,}|[|│┃║¦;]")
_NUMBER = r"so\W{0,3}[\d .…_]{0,12}[/-]?[\w/.-]*(?: ?\(\w{1,3}\))?"
_URGENT = r"(?:thuong |hoa )?(?:khan|toc)(?: hen gio)?"
_COPY = r"ban so\W.*"
_MOTTO = (
    r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doc lap ?- ?tu do ?- ?hanh phuc"
)
_LEVEL = r"(?P<level>tuyet mat|toi mat|mat)"
_BESIDE = re.compile(
    rf"(?:(?:{_NUMBER}|{_URGENT}|{_MOTTO}) )?{_LEVEL}(?: (?:{_NUMBER}|{_URGENT}|{_COPY}|{_MOTTO}))?"
)
_NUMBERED = re.compile(rf"so\W{{0,3}}[\d .…_]{{0,12}}[/-][\w/.-]+ ?\({_LEVEL}\)")
_NAMED = re.compile(rf"(?:tai lieu|van ban|ho so|cong van) (?:thuoc do )?{_LEVEL}")
_LABEL = re.compile(r"(?:dau (?:chi )?|muc |cap )?do mat\b\s?[:.\-–]?\s?(?P<said>.*)")
_BOXES = re.compile(r"[☐□◻☑☒✓✔✗✘■▣]|\[\s?[xX✓]?\s?\]")
_TICKED = re.compile(r"[☑☒✓✔✗✘■▣]|\[[xX✓]\]")
# "BẢO / MẬT", "MẬT / MÃ": a word of two syllables that a narrow column cut in two.
_CUT_BEFORE = re.compile(r"(?:^|\W)(?:bao|bi|co|giai|do|than|gan|tui|duong|sap|trai|hong|noi|va)$")
_CUT_AFTER = re.compile(
    r"(?:ma|khau|ong|danh|thu|vu|nghi|tham|phuc|hoa|nha nuoc)(?:$|\W)|do(?! (?:khan|mat))(?:$|\W)"
)
_LIFTED = re.compile(r"(?:da )?giai mat(?:\W+(?:tu|ngay)\b.*)?")


def plain(line: str) -> str:
    """The line without accents and frame, in small letters, as patterns of this module ask for it."""
    for old, new in _OLD:
        line = line.replace(old, new)
    return " ".join(re.sub(r"[*_|│┃║¦#=~+<>{}\[\]“”\"'\u2500-\u257f•]", " ", fold(line)).split())


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
    if _CUT_BEFORE.search(above) or _CUT_AFTER.match(plain(after)):
        return None
    return level


def in_head(before: str, line: str, after: str) -> Sequence[Secrecy]:
    """The levels that a line of a head says: as a stamp, in a cell, beside the number, or behind the words "Độ mật"."""
    if "do mat" in plain(line):
        found = [_labelled(line, after)]
    elif _level(line, shouted=False):
        found = [alone(before, line, after)]
    else:
        found = [_in_cell(cell) for cell in _cells(line)]
    return [level for level in found if level]


def _in_cell(cell: str) -> Secrecy | None:
    """The level that a cell says, alone or beside the number, the motto, how urgent it is."""
    if level := _level(cell, shouted=False):
        return level
    text = plain(cell)
    named = _NUMBERED.fullmatch(text) or (
        (_NAMED.fullmatch(text) or _BESIDE.fullmatch(text)) if _shouts(cell) else None
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
    said = re.split(r"\W*do khan", found["said"])[0].strip(" .:;-–()")
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
    level = _WORDS.get(_squeezed(modern))
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
