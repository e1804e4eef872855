"""Whether two mentions mean one anniversary, and which entry of the catalogue a name means."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from scheduler.dates.anniversaries import Anniversary
from scheduler.directives.model import Commemoration
from scheduler.directives.page.view import lower
from scheduler.text import fold

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
_LATIN = re.compile(r"[a-z0-9]+")
_HALF = 0.5
_SAME = 2
_PROVINCE = "province:"
_ONLY_A_DAY = re.compile(r"(?:ngày |dịp )*\d{1,2} ?[/.-] ?\d{1,2}$")  # “nhân kỷ niệm 30/10”


def _joined(found: "re.Match[str]") -> str:
    return found[0].replace(" ", "")


_SYNONYMS: tuple[tuple[str, str | Callable[["re.Match[str]"], str]], ...] = (
    (r"bác hồ|chủ tịch hồ chí minh|hồ chủ tịch|\bbác\b", "hcm"),
    (r"quân đội nhân dân|qđnd", "qđnd"),
    (r"bộ đội biên phòng|bđbp", "bđbp"),
    (r"công an nhân dân|cand\b", "cand"),
    (r"dân quân tự vệ|dqtv", "dqtv"),
    (r"tháng 8|tháng tám", "thángtám"),
    (r"quốc khánh(?: nước.*)?", "quốckhánh"),
    (r"liệt s[ĩỹ]", "liệtsĩ"),
    (r"lhpn|liên hiệp phụ nữ|phụ nữ việt nam", "hộiphụnữ"),
    (r"đảng cộng sản(?: việt nam)?|(?<=thành lập )đảng(?! bộ)\b", "đảngcs"),
    (r"đảng bộ", "đảngbộ"),
    (r"thống nhất đất nước", "giải phóng miền"),
    # where all words but one are common ones, they tell nothing apart singly
    (r"công (đoàn|thương|an|nhân)\b", r"công\1"),
    (r"(?<!quốc )dân (vận|số|tộc|quân)\b", r"dân\1"),
    (r"nông (dân|nghiệp)\b", r"nông\1"),
    (r"quốc phòng|thống kê|độc lập|hòa bình|công tác xã hội", _joined),
    (r"chữ thập đỏ|thông tấn xã", _joined),
    # whose birth it is: the family name alone is shared by many
    (
        r"(?:ngày|năm) sinh (?:nhật )?(?:(?:của|cố|đồng chí|tổng bí thư|chủ tịch nước|chủ tịch|thủ tướng|đại "
        r"tướng|bí thư)\s)*(hcm|[^\W\d]+(?: [^\W\d]+){1,2}).*",
        r"sinh \1",
    ),
)


@lru_cache(maxsize=2048)
def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    low = lower(name)
    for pattern, word in _SYNONYMS:
        low = re.sub(pattern, word, low)
    if low.startswith("sinh "):
        return frozenset({low.replace(" ", "")})
    words = frozenset(re.findall(r"\w+", low))
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


def entry_meant(
    one: Commemoration, catalogue: Mapping[str, Anniversary], *, issuer: object
) -> Anniversary | None:
    """As `entry_of`, of an anniversary as it was read."""
    return entry_of(one.name, printed_day(one), catalogue, issuer=issuer)


def printed_day(one: Commemoration) -> str | None:
    """The day of the year (MM-DD) that the text prints beside it; None for a year or nothing."""
    return day_of_year(one.commemorated_date) or day_of_year(one.historical_date)


def day_of_year(value: str | None) -> str | None:
    """Month and day of an ISO date; None for one that is partial."""
    whole = value and value[-3:-2] == "-" and value.count("-") >= 2
    return value[-5:] if value and whole else None


def entry_of(
    name: str, day: str | None, catalogue: Mapping[str, Anniversary], *, issuer: object = None
) -> Anniversary | None:
    """The entry of the catalogue that the name means; None where two may be meant, or none for sure.

    `day` (MM-DD) is what the text prints beside it: on that day a name that is much alike is enough, of
    another day only the same words make it the same thing. Without a day one name holds all words of the other.
    The day of a province is meant where `issuer`, the printed name of who writes, or the name itself says which.
    """
    said, writer = words_of(name), "-".join(_LATIN.findall(fold(str(issuer or ""))))
    found = [(_likeness(name, said, entry, day, writer), entry) for entry in catalogue.values()]
    best = max((likeness for likeness, _entry in found), default=0.0)
    meant = [entry for likeness, entry in found if likeness == best > 0]
    return meant[0] if len(meant) == 1 else None


def _likeness(
    name: str, said: frozenset[str], entry: Anniversary, day: str | None, writer: str
) -> float:
    """How much of the words of both is shared, of the name most alike; 0 when it is not meant.

    More on the very day, and most of all where the words are the same.
    """
    on_day = bool(day) and entry.date == day
    at_home = not entry.scope.startswith(_PROVINCE) or _is_of(writer, entry.scope)
    most = 0.0
    for other in entry.names:
        words = words_of(other)
        shared = len(said & words) / len(said | words)
        held = said <= words or (words <= said and (len(words) > 1 or shared >= _HALF))
        within = held and not (day and entry.date)
        meant = said == words or within or (on_day and alike(name, other))
        if meant and (at_home or words <= said):
            most = max(most, shared + on_day + _SAME * (said == words))
    return most


def _is_of(writer: str, scope: str) -> bool:
    return f"-{scope.removeprefix(_PROVINCE)}-" in f"-{writer}-"
