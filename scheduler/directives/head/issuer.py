"""Who issued the document: from the letterhead, else from signature, place line and the words of the text."""

import re
from dataclasses import replace

from scheduler.directives.head.attached import attached_to
from scheduler.directives.head.heading import HeadPart
from scheduler.directives.head.letterhead import Letterhead
from scheduler.directives.head.mottos import without_mottos
from scheduler.directives.head.naming import ABBREVIATIONS, named, shouted
from scheduler.directives.model import ReadValue
from scheduler.directives.page.view import View, lower
from scheduler.text import fold

_BODY_STARTS = (
    "ủy ban|ubnd|sở|ban|bộ|phòng|trường|công ty|tổng|tập đoàn|ngân hàng|liên đoàn|công "
    "đoàn|hội|đoàn|đảng|huyện ủy|tỉnh ủy|thành ủy|thị ủy|quận ủy|khối|cụm"
    "|cục|chi cục|tòa|viện|bệnh viện|trung tâm|văn phòng|ubmttq|mặt trận|bch|btv|tỉnh đoàn|huyện đoàn|thành "
    "đoàn|đài|báo|kho bạc|học viện|đại học|quân khu"
    "|công an|chi bộ|lđlđ|hđnd|hđtđkt|thanh tra|tct|xí nghiệp|nhà máy|hợp tác xã|chính phủ|thủ tướng|quốc "
    "hội|chủ tịch|bảo hiểm|agribank|cđcs|thị đoàn|quận đoàn|bhxh|hạt|trạm|mttq|ttyt|trung đoàn|sư đoàn|lữ "
    "đoàn|bộ chỉ huy|bộ tư lệnh|tiểu đoàn|vùng|hải đoàn|cơ quan|vườn quốc gia|nhà hát|bảo tàng|thư "
    "viện|thành phố|ubtư|uỷ ban"
)
_STARTS = re.compile(rf"^(?:{_BODY_STARTS})\b")
_LEVEL = r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_OF_LEVEL = re.compile(rf"{_LEVEL} \S")
_LEVELLED = re.compile(rf"\b{_LEVEL} (?P<place>\S.*)$")
_NOISE = re.compile(
    r"cộng h[òo]a xã hội|độc lập\s?-?\s?tự do|đảng cộng sản việt nam$|^số\b|^[\W_]+$|^ngày\b|gmt|văn bản đến"
    r"|chia sẻ|trang chủ|^đến\b|https?:|www\."
)
_UBND = re.compile(r"\bubnd\b|uy ban nh")
_COUNCIL = re.compile(r"(?:hoi dong nhan dan|hdnd)\W+(?=ubnd|uy ban nhan)")
_COMMITTEE = re.compile(r"(?:ubnd|uy ban nhan dan)\b")
# A sentence, no name on a letterhead.
_SAYS = re.compile(
    r"[.;:,!?]$|\b(?:ban hành|tổ chức(?! cán bộ| -)|phát động|triển khai|yêu cầu|đề nghị|về việc|trang chủ|đăng nhập)\b"
)
# A headline: “UBND HUYỆN X BAN HÀNH …”; “BAN TỔ CHỨC” is a name.
_SAYS_ON = re.compile(
    r"(?<!ban)(?<!vụ)(?<!phòng) (?:ban hành|phát động|triển khai|tổ chức|tham mưu|yêu cầu|đề nghị|vừa|đã)\b",
    re.I,
)
_SPREAD = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
_SIGNER = re.compile(r"(?:ký bởi|người ký|cơ quan ký)\s?:\s?(?P<name>[^\n]{4,90})")
_SIGNED = re.compile(r"(?:^|\n)(?:tm|t/m|kt|tl|tuq)\. ?(?P<name>[^\n]{4,70})")


def issuer_of(view: View, head: Letterhead) -> ReadValue:
    """The issuing body, with province or commune where the letterhead gives it."""
    for find in (_from_letterhead, _from_signer, _from_place, _from_signature, _from_decision):
        read = find(view, head)
        if read.value:
            return read
    return ReadValue()


def _from_letterhead(view: View, head: Letterhead) -> ReadValue:
    own = _symbol_body(head.symbol)
    bodies = _bodies(head.above) or _in_small_letters(head.above, own)
    if own == "UBND":
        bodies = [_without_council(body) for body in bodies if _UBND.search(fold(body.value))]
    if not bodies:
        return ReadValue()
    index = _lowest(bodies, own)
    name = _with_place(bodies, index, own)
    if _COMMITTEE.fullmatch(fold(name)) and (whole := _committee_of(view, head)).value:
        return whole
    first = bodies[index]
    return ReadValue(named(name), view.quote(first.start, first.end))


def _committee_of(view: View, head: Letterhead) -> ReadValue:
    """The people's committee that the text names of the place it is dated at, with its level."""
    place = head.dated.place if head.dated else ""
    if not place:
        return ReadValue()
    said = re.compile(
        rf"\b(?:ubnd|ủy ban nhân dân)\s+(?P<level>{_LEVEL})\s{re.escape(lower(place))}\b"
    )
    found = said.search(view.low)
    name = f"Ủy ban nhân dân {found['level']} {place}" if found else ""
    return ReadValue(name, view.quote(*found.span())) if found else ReadValue()


def _without_council(body: HeadPart) -> HeadPart:
    """“HỘI ĐỒNG NHÂN DÂN - ỦY BAN NHÂN DÂN …”, of which the number names the committee."""
    found = _COUNCIL.match(fold(body.value))
    return replace(body, value=body.value[found.end() :]) if found else body


def _in_small_letters(above: tuple[HeadPart, ...], own: str) -> list[HeadPart]:
    """The lines of a letterhead that is not in capitals: of a body that the number names, too."""
    bodies = [one for one in _bodies(above, shouting=False) if not _SAYS.search(lower(one.value))]
    named = any(own and _initials(one.value).startswith(own[:3]) for one in bodies)
    committee = own == "UBND" and any(_COMMITTEE.match(fold(one.value)) for one in bodies)
    return bodies if named or committee else []


def _bodies(above: tuple[HeadPart, ...], *, shouting: bool = True) -> list[HeadPart]:
    """Letterhead lines, each a whole name: a line that starts no name goes on the one before."""
    bodies: list[HeadPart] = []
    apart = False
    for part in without_mottos(above):
        value = _SAYS_ON.split(_together(part.value), maxsplit=1)[0]
        low = lower(value)
        if _NOISE.search(low) or len(value) > 110 or (shouting and not shouted(value)):
            apart = apart or bool(re.search(r"\w", low))
            continue
        goes_on = bodies and _goes_on(low, bodies[-1].value)
        if goes_on and not (apart and not _OF_LEVEL.match(low)):
            bodies[-1] = HeadPart(f"{bodies[-1].value} {value}", bodies[-1].start, part.end)
        elif _STARTS.match(low) or _STARTS.match(fold(low)):
            bodies.append(HeadPart(value, part.start, part.end))
        apart = False
    return bodies


def _together(value: str) -> str:
    """“U B N D” in one word."""
    return _SPREAD.sub(lambda found: found[0].replace(" ", ""), value)


def _goes_on(low: str, before: str) -> bool:
    if re.match(rf"(?:{_LEVEL}|và|của|số|-)\b", low):
        return not re.search(rf"\b{_LEVEL} \S", before.lower()) or low.startswith("và ")
    return not _STARTS.match(low)


def _symbol_body(symbol: str) -> str:
    """The letters of the number that name the issuer: UBND in KH-UBND, SYT in SYT-TCCB."""
    parts = [part for part in re.split(r"[/\-]", symbol) if part]
    kinds = {
        "KH",
        "CT",
        "CTR",
        "QC",
        "QĐ",
        "HD",
        "TB",
        "NQ",
        "KL",
        "CV",
        "TTR",
        "ĐA",
        "PA",
        "BC",
        "QYĐ",
        "TL",
        "CTRHĐ",
    }
    own = [part for part in parts if part.upper() not in kinds]
    return own[0].upper() if own else ""


def _initials(name: str) -> str:
    return "".join(
        word if word in ABBREVIATIONS else word[0] for word in re.findall(r"[\w&]+", name.upper())
    )


def _lowest(bodies: list[HeadPart], own: str) -> int:
    """The lowest line, unless only a higher one carries the letters of the number."""
    last = len(bodies) - 1
    if own and not _initials(bodies[last].value).startswith(own[:3]):
        for index in range(last - 1, -1, -1):
            if len(own) >= 2 and _initials(bodies[index].value).startswith(own[:3]):
                return index
    return last


def _with_place(bodies: list[HeadPart], index: int, own: str) -> str:
    """The name of the body; committees and offices take the place from the line above."""
    name, low = bodies[index].value, bodies[index].value.lower()
    above = bodies[index - 1].value if index else ""
    place = _LEVELLED.search(above.lower())
    part = re.match(
        r"(ban chấp hành|bch|ban thường vụ|btv|ban thường trực|hội đồng quản trị)\b ?(.*)", low
    )
    if part and re.match(
        r"(?:đoàn|hội|công đoàn|đảng bộ|tổng|liên đoàn|ủy ban mttq|ủy ban mặt trận)", above.lower()
    ):
        if part[2] and _STARTS.match(part[2]):  # “BCH HỘI … TỈNH …”: whole without the line above
            if own.startswith(("BCH", "BTV", "BTT")):
                return name
            return _with_place_of(name[part.start(2) :], above, place)
        if own and not own.startswith(("BCH", "BTV", "BTT")) and part[2]:
            return f"{re.sub(' VIỆT NAM$', '', above)} {name[part.start(2) :]}"
        return f"{name[: part.end(1)]} {above} {name[part.start(2) :]}".strip()
    takes = re.match(
        r"(?:sở|phòng|hội đồng thi đua|ban thi đua|ban chỉ đạo|văn phòng|chi cục)\b", low
    )
    if (
        takes
        and place
        and re.match(r"(?:ubnd|ủy ban)", above.lower())
        and not _has_place(low, place["place"])
    ):
        return f"{name} {above[place.start() :]}"
    return _with_place_of(name, above, place)


def _with_place_of(name: str, above: str, place: "re.Match[str] | None") -> str:
    """“ĐẢNG BỘ TỈNH X” over “TỈNH ỦY”: of X."""
    if place and re.fullmatch(r"(?:tỉnh|thành|huyện|thị|quận) ủy", lower(name)):
        return f"{name} {above[place.start('place') :]}"
    return name


def _has_place(low: str, place: str) -> bool:
    return place in low or bool(re.search(rf"\b{_LEVEL} \S", low))


def _from_signer(view: View, head: Letterhead) -> ReadValue:
    found = _SIGNER.search(view.low)
    if not found or not _STARTS.match(found["name"]):
        return ReadValue()
    name = re.split(
        r"\s(?:email|cơ quan|ngày|thời gian)\b", view.text[found.start("name") : found.end("name")]
    )[0]
    return ReadValue(named(name), view.quote(found.start(), found.end("name")))


def _from_place(view: View, head: Letterhead) -> ReadValue:
    """“Lai Châu, ngày …” with “Ủy ban nhân dân tỉnh” in the text."""
    if not head.dated or not head.dated.place or _symbol_body(head.symbol) not in ("UBND", ""):
        return ReadValue()
    if (named_so := _committee_of(view, head)).value:
        return named_so
    found = re.search(
        rf"(?:ubnd|ủy ban nhân dân) (?P<level>{_LEVEL})\b", view.low[head.body_from :]
    )
    if not found or (not head.symbol and not re.search(r"ủy ban nhân dân", view.low[-3000:])):
        return ReadValue()
    name = f"Ủy ban nhân dân {found['level']} {head.dated.place}"
    return ReadValue(name, view.quote(head.dated.start, head.dated.end))


def _from_signature(view: View, head: Letterhead) -> ReadValue:
    """“TM. BAN THƯỜNG VỤ …” under the text."""
    found = _SIGNED.search(view.low, head.body_from)
    if not found:
        return ReadValue()
    return ReadValue(
        named(view.text[found.start("name") : found.end("name")]),
        view.quote(found.start("name"), found.end("name")),
    )


def _from_decision(view: View, _head: Letterhead) -> ReadValue:
    """“Kèm theo Quyết định số … của Chủ tịch UBND xã …”."""
    found = attached_to(view)
    if found is None or not _STARTS.match(view.low[found.name_start : found.name_end]):
        return ReadValue()
    place = found.name_start, found.name_end
    return ReadValue(named(view.text[slice(*place)]), view.quote(*place))
