"""Names of units as people write them: what kind of body one is, its id, and whether two are the same.

Compared without case, “UBND”, and the place of the issuer behind, and without marks where one has none; a level
(“huyện”) may be left out on one side, and words may stand as their first letters (“Sở KH&ĐT”).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from scheduler.body_names import differ, folded
from scheduler.definition.organisation import Unit
from scheduler.text import fold
from scheduler.unit_lists import initials

_COMMITTEE = re.compile(r"^(?:uy ban nhan dan|ubnd)\b\s*")
_LEVELS = {
    "thanh pho": ("thanh-pho", "tp"),
    "thi xa": ("thi-xa", "tx"),
    "thi tran": ("thi-tran", "tt"),
    "huyen": ("huyen", "h"),
    "quan": ("quan", "q"),
    "xa": ("xa", "xa"),
    "phuong": ("phuong", "p"),
    "dac khu": ("dac-khu", "dk"),
    "tinh": ("tinh", "tinh"),
    "tp": ("thanh-pho", "tp"),
    "tx": ("thi-xa", "tx"),
    "tt": ("thi-tran", "tt"),
    "h": ("huyen", "h"),
    "q": ("quan", "q"),
    "p": ("phuong", "p"),
    "x": ("xa", "xa"),
}
# What is no place behind “TT” and “P.”: a centre and an office are shortened as a township and a ward are.
_FIELDS = (
    r"(?:noi vu|tai chinh|to chuc|hanh chinh|giao duc|gd\w*|van hoa|tu phap|lao dong|y te|kinh te|tai nguyen"
    r"|nong nghiep|ke hoach|quan ly|cong tac|chinh tri|dao tao|nghiep vu|ky thuat|kiem soat|dich vu|phuc vu"
    r"|xuc tien|phat trien|khuyen nong|cong nghe|thong tin|huan luyen|bao tro|ung dung|van phong)\b"
)
_LEVEL = re.compile(rf"^(?!(?:tt|p) {_FIELDS})({'|'.join(_LEVELS)})\b\s+(?=\w)")
_WHOLE = {
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "h": "huyen",
    "q": "quan",
    "p": "phuong",
    "x": "xa",
}
_SCHOOLS = {
    "trung hoc pho thong": "thpt",
    "trung hoc co so": "thcs",
    "tieu hoc": "th",
    "mam non": "mn",
    "mau giao": "mg",
}
_SCHOOL = re.compile(rf"(?:truong )?(?=(?:thpt|thcs|th|mn|mg|ptdt\w*|{'|'.join(_SCHOOLS)})\b \w)")
_KINDS: tuple[tuple[str, str, str], ...] = (
    # how a name begins, its kind, and what its head is called
    (r"khoi pho|to dan pho", "khoi-pho", "Tổ trưởng"),
    (r"(?:ban|thon|lang) (?!\w+ (?:dang|tinh)\b)(?=.*\b(?:so|mau)\b \d)", "ban-lang", "Trưởng bản"),
    (r"so (?!\d)", "so", "Giám đốc"),
    (r"(?:van phong|vp) (?:uy ban|ubnd|hdnd|hoi dong|doan dbqh)", "so", "Chánh Văn phòng"),
    (r"thanh tra tinh", "so", "Chánh Thanh tra"),
    (r"cong an", "luc-luong-vu-trang", "Thủ trưởng đơn vị"),
    (r"bo chi huy|ban chi huy|bo doi|quan su|bien phong", "luc-luong-vu-trang", "Chỉ huy trưởng"),
    (
        r"dang uy|tinh uy|huyen uy|thanh uy|van phong (?:tinh|huyen|thanh|dang) uy|ban (?:to chuc|tuyen giao|dan van"
        r"|noi chinh|tuyen giao va dan van)|uy ban kiem tra|truong chinh tri",
        "dang",
        "Thủ trưởng đơn vị",
    ),
    (r"tinh doan|huyen doan|thanh doan|doan thanh nien|doan tncs", "doan-the", "Bí thư"),
    (
        r"hoi (?!dong)|lien doan|mat tran|(?:uy ban|ub) (?:mat tran|mttq)|mttq|lien minh|lien hiep",
        "doan-the",
        "Chủ tịch",
    ),
    (r"hoc vien", "truong", "Giám đốc"),
    (rf"truong|{_SCHOOL.pattern}", "truong", "Hiệu trưởng"),
    (r"vu ", "vu", "Vụ trưởng"),
    (
        r"cong ty|tong cong ty|tap doan|ngan hang|dien luc|buu dien|vien thong|doanh nghiep|hop tac xa|quy tin dung",
        "doanh-nghiep",
        "Giám đốc",
    ),
    (r"bao (?!hiem)|dai ", "bao-dai", "Thủ trưởng đơn vị"),
    (r"toa an|vien kiem sat|cuc thi hanh an|thi hanh an", "tu-phap", "Thủ trưởng đơn vị"),
    (
        r"cuc |chi cuc|kho bac|thue |bao hiem|hai quan|ngan hang nha nuoc",
        "trung-uong",
        "Thủ trưởng đơn vị",
    ),
    (rf"tt {_FIELDS}|trung tam|benh vien|thu vien|bao tang|nha ", "don-vi-su-nghiep", "Giám đốc"),
    (r"vien |tram ", "don-vi-su-nghiep", "Thủ trưởng đơn vị"),
    (r"van phong", "phong", "Chánh Văn phòng"),
    (rf"p {_FIELDS}|phong ", "phong", "Trưởng phòng"),
    (r"ban ", "ban", "Trưởng ban"),
)
_KIND = tuple((re.compile(pattern), kind, title) for pattern, kind, title in _KINDS)
_ASIDE = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_ID = 60
_LEVEL_BEHIND = re.compile(r"(?<=\w)\s+(?:tinh|huyen|thanh pho|thi xa|xa|phuong)$")


def kind_of(name: str) -> str:
    """The kind that a name tells; empty where it tells none."""
    return _guess(name)[0]


def head_title_of(name: str) -> str:
    """What the head of a unit of that name is called; empty where nobody can tell."""
    return _guess(name)[1]


def _guess(name: str) -> tuple[str, str]:
    said = folded(_ASIDE.sub(" ", name))
    if name.lower().lstrip().startswith("số"):  # a number, no sở
        return "", ""
    committee = _COMMITTEE.match(said)
    rest = _COMMITTEE.sub("", said)
    if (level := _LEVEL.match(f"{rest} ")) and not (committee is None and level[1] == "tinh"):
        return _LEVELS[level[1]][0], "Chủ tịch Ủy ban nhân dân"
    found = (one for one in _KIND if one[0].match(f"{said} "))
    return next(((kind, title) for _pattern, kind, title in found), ("", ""))


class Known:
    """Units that a name may mean. `place`: where the issuer is (“Phú Thọ”), which names of its units may end with."""

    def __init__(self, units: Iterable[Unit], *, place: str = "") -> None:
        self._place = folded(place)
        self._ids: set[str] = set()
        self._names: dict[str, str] = {}
        self._called: dict[str, list[str]] = {}
        self._by_key: dict[str, dict[str, None]] = defaultdict(dict)
        self._by_bare: dict[str, dict[str, None]] = defaultdict(dict)
        self._by_initials: dict[str, dict[str, None]] = defaultdict(dict)
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """One more."""
        self._ids.add(unit.id)
        self._names[unit.id] = unit.name
        self._called[unit.id] = [one for one in (unit.name, unit.short) if one]
        for name in self._called[unit.id]:
            key = self.key(name)
            self._by_key[key][unit.id] = None
            self._by_bare[_bare(key)][unit.id] = None
        self._by_initials[initials.of(self._without_place(unit.name))][unit.id] = None

    def find(self, name: str) -> list[str]:
        """Ids of the units that `name` may mean, by the surest way that finds any; several: it is not clear which.

        With marks it means none that has others: “Xã Hùng Long” is not “Xã Hưng Long”.
        """
        return [one for one in self.near(name) if self._is_written_so(one, name)]

    def near(self, name: str) -> list[str]:
        """The same, whatever marks they have."""
        if name.strip() in self._ids:
            return [name.strip()]
        key = self.key(name)
        if found := list(self._by_key.get(key, ())):
            return found
        bare = _bare(key)
        if found := [id_ for id_ in self._by_bare.get(bare, ()) if self._agree(id_, key)]:
            return found
        if initials.stand_in(name):
            spelt = self._by_initials.get(initials.of(self._without_place(name)), ())
            return [id_ for id_ in spelt if initials.spell(name, self._names[id_])]
        return []

    def _is_written_so(self, id_: str, name: str) -> bool:
        """Whether the marks of the name are its own."""
        key = _bare(self.key(name))
        of_key = [one for one in self._called[id_] if _bare(self.key(one)) == key]
        return not all(differ(one, name) for one in of_key or [self._names[id_]])

    def key(self, name: str) -> str:
        """What is compared of a name."""
        said = _COMMITTEE.sub("", folded(_ASIDE.sub(_place_aside, name)))
        if (level := _LEVEL.match(said)) and level[1] in _WHOLE:
            said = f"{_WHOLE[level[1]]} {said.removeprefix(level[1]).lstrip()}"
        said = re.sub(rf"^tt (?={_FIELDS})", "trung tam ", said)
        said = re.sub(rf"^p (?={_FIELDS})", "phong ", said)
        if _SCHOOL.match(said):
            said = _school(said)
        said = re.sub(r"\bva\b ?", "", said)
        return self._cut(said)

    def _cut(self, said: str) -> str:
        """Without the level and the place of the issuer behind, as far as a name is left."""
        rest = said
        if self._place and said.endswith(f" {self._place}"):
            rest = said.removesuffix(f" {self._place}")
            rest = rest if _LEVEL_BEHIND.search(rest) else said
        cut = _LEVEL_BEHIND.sub("", rest)
        level = _LEVEL.match(f"{cut} ")
        return cut if len(cut.split()) > 1 and not (level and level[1] == cut) else said

    def _without_place(self, name: str) -> str:
        words = _WORD.findall(name)
        count = len(self.key(name).split()) + sum(fold(one) == "va" for one in words)
        return " ".join(words[:count]) if not _COMMITTEE.match(folded(name)) else name

    def _agree(self, id_: str, key: str) -> bool:
        """Whether the levels of both names may be the same: one of them is left out."""
        own = _LEVEL.match(self.key(self._names[id_]))
        other = _LEVEL.match(key)
        return own is None or other is None or own[1] == other[1]


def _place_aside(aside: re.Match[str]) -> str:
    """What a bracket says of a name: in which district or province a place lies, else nothing."""
    said = folded(aside[0])
    level = _LEVEL.match(f"{said} ")
    return f" {_WHOLE.get(level[1], level[1])} {said[level.end() :]} " if level else " "


def _school(said: str) -> str:
    """The name of a school as people shorten it: “thpt long chau sa”."""
    said = said.removeprefix("truong ")
    for long, short in _SCHOOLS.items():
        said = re.sub(rf"\b{long}\b", short, said)
    return said


def _bare(key: str) -> str:
    return _LEVEL.sub("", key)


def new_id(name: str, taken: Collection[str], *, place: str = "") -> str:
    """An id for a unit of that name that none of `taken` is: “ubnd-lam-thao”, “so-noi-vu”."""
    known = Known((), place=place)
    key = known.key(name)
    kind = kind_of(name)
    level = _LEVEL.match(key)
    words = folded(_ASIDE.sub(" ", name))
    if level and kind in {kind for kind, _short in _LEVELS.values()}:
        rest = _bare(key)
        options = [f"ubnd {rest}", f"ubnd {_LEVELS[level[1]][1]} {rest}"]
    else:
        options = [known._cut(words), words]
    for option in options:
        id_ = fitting(option)
        if id_ and id_ not in taken:
            return id_
    base, count = fitting(options[0]) or "don-vi", 2
    while f"{base}-{count}" in taken:
        count += 1
    return f"{base}-{count}"


def fitting(words: str) -> str:
    """As many of the words as an id has room for."""
    kept = ""
    for word in re.findall(r"[a-z0-9]+", words):
        if len(kept) + len(word) + 1 > _LONGEST_ID:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept


def place_of(issuer: str) -> str:
    """The place that the name of an issuer tells: “Phú Thọ”; empty where it tells none."""
    words = issuer.split()
    said = [fold(word) for word in words]
    for level in ("thanh pho", "thi xa", "tinh", "huyen", "xa", "phuong", "quan"):
        parts = level.split()
        for at in range(len(said) - len(parts)):
            if said[at : at + len(parts)] == parts:
                return " ".join(words[at + len(parts) :])
    return ""
