"""How something is sent, as its sentence says it: by which form, over which channel."""

import re

from scheduler.directives.page.view import View

MOST = 4
_FORM = re.compile(
    r"(?:theo|bằng|\(|,|dùng|sử dụng) ?(?P<form>(?:các )?(?:mẫu|biểu mẫu|biểu|phụ lục)(?: biểu)?(?: số)?:? (?:số )?"
    r"(?:\d{1,2}[a-z]?|[ivx]{1,4}|[a-z])\b(?:(?:,| và) ?(?:mẫu |biểu |phụ lục )?(?:số )?(?:\d{1,2}[a-z]?"
    r"|[ivx]{1,4})\b)*)"
)
_CHANNEL = re.compile(
    r"(?:qua|trên|bằng|vào|về|đến|lên|tới) (?P<channel>(?:hệ thống|phần mềm|trục liên thông|cổng|thư điện tử"
    r"|hộp thư(?: điện tử)?"
    r"|địa chỉ (?:thư|email|e-mail)|email|e-mail|zalo|nhóm zalo|đường bưu điện|bưu điện|bản giấy|văn bản giấy"
    r"|bản điện tử)"
    r"(?:(?! (?:trước|chậm|muộn|và|đồng thời|để|hoặc|kèm|về|gửi|theo|vào|trong|hằng|hàng|từ|của (?:sở|phòng|ban)) )"
    r"[^,;:()\n]){0,60})"
)
_END = re.compile(r"[.\s]+$")


def forms_in(view: View, start: int, end: int) -> tuple[str, ...]:
    """The forms named, as printed: “Mẫu số 01, 02”."""
    return _each(view, _FORM, "form", (start, end))


def channels_in(view: View, start: int, end: int) -> tuple[str, ...]:
    """The channels named, as printed: “Hệ thống quản lý văn bản”, “thư điện tử”."""
    return _each(view, _CHANNEL, "channel", (start, end))


def _each(
    view: View, pattern: "re.Pattern[str]", group: str, place: tuple[int, int]
) -> tuple[str, ...]:
    found = (view.words(*one.span(group)) for one in pattern.finditer(view.low, *place))
    named = (words[:1].upper() + words[1:] for words in (_END.sub("", one) for one in found))
    return tuple(dict.fromkeys(named))[:MOST]
