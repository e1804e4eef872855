"""Whether two mentions mean one anniversary, and which entry of the catalogue a name means."""

import re
from collections.abc import Mapping

from scheduler.dates.anniversaries import Anniversary
from scheduler.directives.model import Commemoration
from scheduler.directives.page.view import lower

# Words that many anniversaries share; they tell nothing apart.
_COMMON = {
    "ngày",
    "thành",
    "lập",
    "truyền",
    "thống",
    "việt",
    "nam",
    "năm",
    "kỷ",
    "niệm",
    "lần",
    "thứ",
    "của",
    "và",
    "nước",
    "các",
    "lễ",
    "tỉnh",
    "ngành",
    "công",
    "lực",
    "lượng",
    "vì",
    "cộng",
    "hòa",
    "xã",
    "hội",
    "chủ",
    "nghĩa",
    "quốc",
    "thắng",
    "lợi",
    "cả",
    "toàn",
    "dân",
    "cấp",
    "việc",
    "tết",
}
_ONLY_A_DAY = re.compile(r"(?:ngày |dịp )*\d{1,2} ?[/.-] ?\d{1,2}$")  # “nhân kỷ niệm 30/10”
_SYNONYMS = (
    (r"bác hồ|chủ tịch hồ chí minh|hồ chủ tịch|\bbác\b", "hcm"),
    (r"quân đội nhân dân|qđnd", "qđnd"),
    (r"tháng 8|tháng tám", "thángtám"),
    (r"quốc khánh(?: nước.*)?", "quốckhánh"),
    (r"liệt s[ĩỹ]", "liệtsĩ"),
    (r"lhpn|liên hiệp phụ nữ|phụ nữ việt nam", "hộiphụnữ"),
    (r"đảng cộng sản(?: việt nam)?", "đảngcs"),
    (r"đảng bộ", "đảngbộ"),
    (r"thống nhất đất nước", "giải phóng miền"),
)


def words_of(name: str) -> set[str]:
    """The words of a name that tell it from others."""
    low = lower(name)
    for pattern, word in _SYNONYMS:
        low = re.sub(pattern, word, low)
    words = set(re.findall(r"\w+", low))
    return (words - _COMMON) or words


def alike(one: str, other: str) -> bool:
    """Whether two names share most of the shorter one's telling words."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return False
    if "đảngcs" in first | second and "đảng" in first | second:
        return True
    return len(first & second) / min(len(first), len(second)) >= 0.6


def same_anniversary(old: Commemoration, new: Commemoration) -> bool:
    """One anniversary said twice: nothing printed speaks against it, and names or days agree."""
    pairs = (
        (old.historical_date, new.historical_date),
        (old.commemorated_date, new.commemorated_date),
    )
    if any(a and b and a != b for a, b in pairs):
        return False
    if old.ordinal is not None and new.ordinal is not None and old.ordinal != new.ordinal:
        return False
    if new.commemorated_date and _ONLY_A_DAY.match(lower(new.name)):
        return new.commemorated_date == old.commemorated_date
    if old.ordinal is not None and old.ordinal == new.ordinal and _begins(old.name, new.name):
        return True
    return alike(old.name, new.name)


def _begins(one: str, other: str) -> bool:
    """One name is the other cut short: “Ngày truyền thống ngành” and “… ngành Giao thông vận tải”."""
    short, long = sorted((lower(one), lower(other)), key=len)
    return len(short.split()) > 3 and long.startswith(short)


def entry_of(
    name: str, day: str | None, catalogue: Mapping[str, Anniversary]
) -> Anniversary | None:
    """The entry of the catalogue that the name means; `day` (MM-DD) decides between several."""
    found = [
        entry
        for entry in catalogue.values()
        if any(alike(name, other) for other in (entry.name_vi, *entry.aliases))
    ]
    same_day = [entry for entry in found if entry.date == day]
    if same_day:
        return same_day[0]
    return found[0] if len(found) == 1 else None
