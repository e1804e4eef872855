"""Who issued the directive that a news story tells of."""

import re

from scheduler.directives.head.naming import named
from scheduler.directives.model import ReadValue
from scheduler.directives.page.view import CAPITALS, SMALL, View

_LEVEL = r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_ORGAN = (
    rf"\b(?:(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) {_LEVEL}|(?:sở|bộ|ban thường vụ|ban chấp hành|ban chỉ đạo"
    r"|ban (?:tổ chức|tuyên giáo|dân vận|thi đua)"
    r"|liên đoàn|tổng liên đoàn|công đoàn|hội|đoàn|tỉnh đoàn|thành đoàn|tỉnh ủy|đảng ủy|thành ủy|huyện ủy|quận ủy"
    r"|trường|bệnh viện|công ty|tổng công ty|tập đoàn|ngân hàng|cục|tổng cục|công an|bộ chỉ huy|bộ tư lệnh|quân khu"
    r"|bảo hiểm xã hội|kho bạc|đại học|học viện|viện|ủy ban mttq|cụm|khối|thủ tướng chính phủ|hội đồng thi đua)\b)"
)
# What a body does is no part of its name, but for “Ban Tổ chức”, “Vụ Tổ chức cán bộ”.
_DOES = (
    r"(?:tham mưu|tổ chức|triển khai|phát động|ban hành|ký|yêu cầu|đề nghị|phối hợp|giao|chỉ đạo|hướng dẫn|thông báo"
    r"|vừa|đã|sẽ|mới)\b"
)
_NAME = rf"(?P<name>{_ORGAN}(?: (?:(?<=ban )|(?<=vụ )|(?<=phòng )|(?!{_DOES}))[^\s,.;:()“”\"]+){{0,12}}?)"
_TELLS = re.compile(
    rf"{_NAME},? (?:vừa |đã |mới |vừa mới |chính thức ){{0,2}}(?:ký )?(?:(?:tổ chức|triển khai)"
    r"(?: (?!báo cáo|gửi|nộp)\w+){0,4}?,? (?:và )?)?(?:ban hành|phát động|phát hành|ra lời kêu gọi"
    r"|gửi thư|có (?:công văn|kế hoạch|chỉ thị|văn bản))\b"
)
# “Theo Kế hoạch số … của Bộ …”
_OF = re.compile(
    r"\b(?:chỉ thị|kế hoạch|chương trình|công văn|hướng dẫn|văn bản|lời kêu gọi)[^.;,\n]{0,40}? của "
    rf"{_NAME}(?=[,.;\n]| (?:ban hành|ký|về|ngày|hôm|nêu|yêu cầu|vừa|phát động))"
)
# Names of these need no place behind them: “Bộ Xây dựng”.
_NEEDS_NO_PLACE = re.compile(
    rf"^(?:Bộ|Cục|Tổng|Ngân hàng|Tập đoàn|Công ty|Trường|Bệnh viện|Đại học|Học viện|Viện|Quân khu)\b.* [{CAPITALS}]"
    rf"|^(?:Bộ|Cục|Tổng cục) [{CAPITALS}]"
)
_BODY_OF_PLACE = re.compile(rf"(?:ubnd|ủy ban(?: nhân)?(?: dân)?) (?P<level>{_LEVEL})")
_PROPER = rf"(?: [{CAPITALS}][{SMALL}]*){{1,4}}"
_STORY = 6000  # letters of a page in which the issuer is named
_CENTRAL = ("thủ tướng chính phủ", "hội đồng thi đua - khen thưởng trung ương")
_NO_NAME = re.compile(r"\b(?:được|tổng kết|về|để|nhằm|trong|khi|do|tại|sẽ|và các|đến)\b")


def issuer_told(view: View) -> ReadValue:
    """A news story: “UBND tỉnh X vừa ban hành …”, else the level named and the place named elsewhere."""
    for pattern in (_TELLS, _OF):
        for found in pattern.finditer(view.low[:_STORY]):
            name = view.text[found.start("name") : found.end("name")]
            if found["name"] in _CENTRAL:
                return ReadValue(
                    name[:1].upper() + name[1:], view.quote(found.start(), found.end())
                )
            if _is_whole(name) and not _NO_NAME.search(found["name"]):
                return ReadValue(named(name), view.quote(found.start(), found.end()))
    return _of_a_place(view)


def _is_whole(name: str) -> bool:
    """Ends with a proper name, or is one that needs no place."""
    return bool(
        re.search(rf"(?:^| )[{CAPITALS}][{SMALL}]*$", name) or _NEEDS_NO_PLACE.match(name)
    ) and not re.search(rf" {_LEVEL}$", name.lower())


def _of_a_place(view: View) -> ReadValue:
    body = _BODY_OF_PLACE.search(view.low)
    if not body:
        return ReadValue()
    place = re.search(rf"\b{body['level']}(?P<place>{_PROPER})", view.text)
    if not place:
        return ReadValue(f"Ủy ban nhân dân {body['level']}", view.quote(body.start(), body.end()))
    name = f"Ủy ban nhân dân {body['level']}{place['place']}"
    return ReadValue(name, view.quote(place.start(), place.end()))
