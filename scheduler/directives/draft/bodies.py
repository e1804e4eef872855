"""Who owes and who receives in a draft: the words of the text as a rule of the definition, or a question.

Ids of units are those of the units file, which the document does not know: a body named by the text becomes the id
its name would have, and `plan` asks where nobody has that id. A body above or outside the issuer is named as printed.
"""

import re

from scheduler import body_names
from scheduler.definition.models import Audience, Receiver
from scheduler.definition.organisation import STANDING_BODY
from scheduler.directives.draft.titles import slug
from scheduler.directives.model import ReadDuty
from scheduler.text import fold

_VIA = re.compile(
    r"^(?P<name>.+?),? ?\(?(?:gửi )?(?:thông qua|qua)(?: đầu mối)?:? (?P<via>[^()]+)\)?$", re.I
)
_BRACKET = re.compile(r"\s*\([^()]*\)?")
_ABOVE = re.compile(
    r"(?:chủ tịch |lãnh đạo |thường trực )?(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\b|chủ tịch nước|(?:lãnh đạo )?bộ\b"
    r"(?! phận| chỉ huy)|chính phủ|thủ tướng|(?:ban thường vụ )?(?:tỉnh ủy|thành ủy|huyện ủy|đảng ủy)|.*\btrung ương\b"
    r"|hiệu trưởng|ban giám hiệu|(?:tổng )?giám đốc|tổng liên đoàn|.*\bquốc gia\b"
)
# A part of a unit is no unit: “Sở Nội vụ (qua phòng Thi đua - Khen thưởng)” goes to the Sở.
_PART = re.compile(r"(?:phòng|tổ|bộ phận|văn thư|văn phòng)\b")
_HEADS = re.compile(
    r"(?:đề nghị )?(?:các )?(?:trưởng (?:các )?(?:cụm|khối)|(?:cụm|khối) trưởng|(?:cụm|khối)(?:,| và|/) (?:cụm"
    r"|khối)|cụm|khối)"
    r"(?: trưởng)?(?: (?:các )?(?:cụm|khối))*(?:(?:,| và)? (?:cụm|khối)(?: trưởng)?)*(?: thi đua)?(?: của tỉnh)?"
)
_COMMUNE = {
    "xã": "xa", "phường": "phuong", "thị trấn": "thi-tran", "đặc khu": "dac-khu"
}  # fmt: skip
_DISTRICT = {"huyện": "huyen", "thành phố": "thanh-pho", "thị xã": "thi-xa", "quận": "quan"}
# “thành phố” alone may be the issuer
_DISTRICTS = re.compile(
    r"(?:(?:chủ tịch|ủy ban nhân dân|ubnd) )*(?:các|mỗi|từng) (?P<kinds>(?:huyện|thành phố|thị xã|quận)"
    r"(?:(?:,| và|, và) (?:các )?(?:huyện|thành phố|thị xã|quận))*)"
)
_COMMUNES = re.compile(
    r"(?:(?:chủ tịch|ủy ban nhân dân|ubnd|các) )*(?P<kinds>(?:xã|phường|thị trấn|đặc khu)"
    r"(?:(?:,| và|, và) (?:các )?(?:xã|phường|thị trấn|đặc khu))*)"
)
_ONE_UNIT = re.compile(
    r"(?:bộ chỉ huy|sở|ban|phòng|văn phòng|công an|bộ chỉ huy|trung tâm|chi cục|cục|vụ|thanh tra|bảo hiểm"
    r"|kho bạc|thuế|liên đoàn"
    r"|hội (?!nghị|đồng)|tỉnh đoàn|huyện đoàn|thành đoàn|trường|bệnh viện|báo|đài|ủy ban mặt trận|mặt trận|ngân hàng"
    r"|công ty|viện|tòa án)\b"
)
_SEVERAL = re.compile(
    r"\b(?:các|mỗi|từng|những|đơn vị|địa phương|thành viên|tập thể|cá nhân|cơ sở)\b|, (?:ban|ngành|phòng)\b"
)
_SOME = re.compile(r"(?:ngành|lực lượng|khối|doanh nghiệp|riêng|nhóm) \w")
_COLLECTORS = re.compile(
    r"sở nội vụ|phòng nội vụ|phòng văn hóa - xã hội|(?:hội đồng|ban) thi đua.*"
    r"|(?:cơ quan|bộ phận) thường trực(?: (?:của )?(?:hội đồng|ban)\b.*)?"
    r"|thường trực (?:hội đồng(?! nhân dân)|ban (?:thi đua|chỉ đạo|tổ chức))\b.*"
)
# “Phòng Văn hóa - Xã hội là cơ quan thường trực”
_IS_STANDING = re.compile(r".+ là (?:cơ quan|đơn vị|bộ phận) thường trực.*")
# Words for everybody, and nothing beside them: any other set (“các đơn vị sự nghiệp”, “công đoàn các cấp”, “các đơn vị,
# trừ …”) has to be told by the ids of its units.
_WHOEVER = (
    r"(?:(?:đề nghị|các|mỗi|từng|những|mọi|tất cả|toàn thể|toàn bộ|thủ trưởng|người đứng đầu|lãnh đạo|chủ tịch|giám đốc"
    r"|[uủ][ỷy] ban nhân dân|ubnd) )*"
)
_SET = (
    r"(?:cơ quan|đơn vị sự nghiệp|đơn vị|địa phương|thành viên|tập thể|cá nhân|cấp|cơ sở|đoàn thể|tổ chức|doanh nghiệp"
    r"|sở|ban|ngành|phòng|trường|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu|thôn|bản|tổ|cụm"
    r"|khối(?: thi đua)?|toàn (?:tỉnh|ngành|huyện|xã|trường|đơn vị))"
)
_OF_ALL = (
    r"(?: trực thuộc)?(?: (?:(?:thuộc|trong|trên địa bàn|toàn|của|cấp|ở) ){0,2}(?:(?:[uủ][ỷy] ban nhân dân|ubnd) )?"
    r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|bộ|sở|ngành|trường))?"
)
_ONE_SET = rf"{_WHOEVER}{_SET}(?: {_SET})?{_OF_ALL}"
_SETS = re.compile(rf"{_ONE_SET}(?:(?: ?[,;/] ?(?:và )?| và ){_ONE_SET})*")
_EVERYBODY = re.compile(
    r"\b(?:(?:cơ quan|đơn vị)(?! sự nghiệp| cấp)|địa phương|thành viên|tập thể|cá nhân|cấp(?! (?:tỉnh|huyện|xã))|cơ sở"
    r"|toàn (?:tỉnh|ngành|huyện|xã|trường|đơn vị))\b"
)
_OFFICES = re.compile(r"\b(?:sở|(?<!ủy )(?<!uỷ )ban)\b")
_PLACES = re.compile(r"\b(?:xã|phường|huyện)\b")
NOBODY = Audience.partial()  # the text does not say who: a person has to
_LONGEST = 9  # words of a unit's name


def audience_of(one: ReadDuty) -> tuple[Audience, bool]:
    """Who owes, and whether a person has to name them: their id is only what their name would give."""
    who = " ".join((one.who or "").split())
    low = who.lower()
    if not low:
        return NOBODY, True
    if communes := _COMMUNES.fullmatch(low):
        kinds = re.findall(r"xã|phường|thị trấn|đặc khu", communes["kinds"])
        return Audience(kinds=tuple(dict.fromkeys(_COMMUNE[kind] for kind in kinds))), False
    if districts := _DISTRICTS.fullmatch(low):
        kinds = re.findall("|".join(_DISTRICT), districts["kinds"])
        return Audience(kinds=tuple(dict.fromkeys(_DISTRICT[kind] for kind in kinds))), False
    if _IS_STANDING.fullmatch(low) or _COLLECTORS.fullmatch(low):
        return Audience(ids=(STANDING_BODY,)), False
    if _HEADS.fullmatch(low):
        return Audience(block_heads="all"), False
    named = re.split(r", | và ", who)
    if not all(_is_named(one.lower()) for one in named):
        named = [who] if _is_named(low) else []
    ids = {
        STANDING_BODY if _COLLECTORS.fullmatch(one.lower()) else slug(one): None for one in named
    }
    ids.pop("", None)
    if ids:
        return Audience(ids=tuple(ids)), ids.keys() != {STANDING_BODY}
    if _is_everybody(low):
        return Audience(all=True), False
    known = slug(who)
    return (Audience(ids=(known,)) if known else NOBODY), True


def _is_everybody(low: str) -> bool:
    """Every unit there is, not those that the words pick out, nor one that is called after what it is."""
    if not _SETS.fullmatch(low):
        return False
    return bool(_EVERYBODY.search(low) or (_OFFICES.search(low) and _PLACES.search(low)))


def _is_named(low: str) -> bool:
    """One body, not a set that the words only describe."""
    if not low or len(low.split()) > _LONGEST or _SEVERAL.search(low):
        return False
    return bool(_ONE_UNIT.match(low) and " " in low) or bool(_SOME.match(low))


def receiver_of(one: ReadDuty, *, issuer: str) -> str | Receiver:
    """Who receives: the id that its name would give, or the name of a body above or outside the issuer."""
    words = " ".join((one.to_whom or "").split())
    if via := _VIA.match(words):
        if _PART.match(via["via"].lower()) and not is_outside(via["name"], issuer):
            return slug(via["name"]) or STANDING_BODY
        name = via["name"].strip(" ,")
        return Receiver(name=_in_full(name, issuer), via=slug(via["via"]))
    name = _BRACKET.sub("", words).strip(" ,")
    name = _in_full(name, issuer)
    if is_outside(name, issuer):
        return Receiver(name=name)
    return slug(name) or STANDING_BODY


def _in_full(name: str, issuer: str) -> str:
    """The issuer's own name where only its first word is said: “Bộ”."""
    return issuer if name and fold(name) == fold(issuer).partition(" ")[0] else name


def is_outside(name: str, issuer: str) -> bool:
    """Whether a name is that of the issuer, who is no unit of its own, or of a body above it."""
    return bool(body_names.begins(issuer, name) or _ABOVE.match(name.lower()))
