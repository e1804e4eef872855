"""Days of the year named without an ordinal: “Ngày Nhà giáo Việt Nam 20/11”, “các ngày 30/4 và 01/5”."""

import re
from collections.abc import Iterator

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.occasions.anniversary_mentions import AnniversaryMention, cleaned, halves
from scheduler.directives.page.structure import Paragraph, Structure
from scheduler.directives.page.view import CAPITALS

_DATE = re.compile(
    r"(?<![\d/.,\-])(?P<d>3[01]|[12]\d|0?[1-9]) ?[/\-.] ?(?P<m>1[0-2]|0?[1-9])"
    r"(?: ?[/.\-] ?(?P<y>(?:1[0-9]|20)\d\d))?(?![\d/%]|[.,]\d)"
)
# What may stand in front of the date, from the name on; no digit, no stop.
_NAME = re.compile(
    r"(?:(?P<day>\bngày (?!lễ lớn|tháng|kỷ niệm|hội thao|làm việc|càng|nay|đêm|công|mùng|mồng|ban hành|ký|hết"
    r"|từ)[^\d,;:.()“”|\n]{3,90}?)"
    r"|(?P<feast>(?:quốc khánh|quốc tế lao động|quốc tế phụ nữ|giải phóng miền nam|cách mạng tháng tám"
    r"|quốc tế thiếu nhi|phụ nữ việt nam"
    r"|nhà giáo việt nam|thương binh[ ,-]+liệt s[ĩỹ])[^\d,;:.()“”|\n]{0,45}?))"
    r"[,\-]? ?(?:\( ?)?(?:ngày )?$"
)
_BARE_DAYS = re.compile(
    r"(?:chào mừng|kỷ niệm|\bmừng)(?:(?: các| những)? (?:ngày|dịp)(?: lễ)?(?: lớn)?(?: trong năm)?:?)? (?:ngày )?"
    r"(?=\d{1,2}[/\-]\d{1,2}\b)(?P<days>(?:\d{1,2}[/\-]\d{1,2}(?:, | và |; | - |,)?(?:ngày )?){1,8})(?!/|\d)"
)
_ONE_OF_THEM = re.compile(r"(?P<d>3[01]|[12]\d|0?[1-9])[/\-](?P<m>1[0-2]|0?[1-9])(?P<y>(?!.))?\b")
_NOT_A_FEAST = re.compile(
    r"\b(?:tổ chức|gửi|họp|trước|hoàn thành|báo cáo|ban hành|thực hiện|diễn ra|trong|từ|đến|sau|vào|khai mạc"
    r"|hội nghị|ký|thi(?! đua)|hết|cuối|đầu|chậm|kết thúc|làm việc|bắt đầu)\b"
)
_PROPER = re.compile(
    rf"Ngày [{CAPITALS}]|Ngày (?:thành lập|truyền thống|giải phóng|sinh|hội|vì|toàn)"
    r"|ngày (?:Nhà giáo|Thầy thuốc|Phụ nữ|Quốc tế|Doanh nhân|Báo chí|Pháp luật|Thương binh|Gia đình)\b"
)
_CELEBRATED = re.compile(r"kỷ niệm|chào mừng|\bmừng\b|lập thành tích|hướng tới|nhân dịp")
_NAME_REACH = 110
_CONTEXT = 260


def named_days(
    structure: Structure, paragraph: Paragraph, calendar: Calendar
) -> Iterator[AnniversaryMention]:
    """“Ngày Nhà giáo Việt Nam 20/11”, “Quốc khánh 2/9”: no ordinal, one date."""
    low, text = structure.view.low, structure.view.text
    floor = paragraph.start
    for dated in _DATE.finditer(low, paragraph.start, paragraph.end):
        begin = max(floor, dated.start() - _NAME_REACH)
        floor = dated.end()
        named = _NAME.search(low, begin, dated.start())
        if not named or not _is_feast(low, text, named, paragraph):
            continue
        historical, commemorated = halves(dated, calendar)
        if historical or commemorated:
            name = cleaned(re.sub(r"\(?\s?(?:ngày )?$", "", text[named.start() : dated.start()]))
            yield AnniversaryMention(
                name, historical, commemorated, None, named.start(), dated.end()
            )


def _is_feast(low: str, text: str, named: "re.Match[str]", paragraph: Paragraph) -> bool:
    words = named["day"][5:] if named["day"] else named["feast"]
    if _NOT_A_FEAST.search(words) or len(words.split()) > 14:
        return False
    if named["feast"] or _PROPER.match(text, named.start()):
        return True
    return bool(
        _CELEBRATED.search(low, max(paragraph.start, named.start() - _CONTEXT), named.start())
    )


def bare_days(
    structure: Structure, paragraph: Paragraph, calendar: Calendar
) -> Iterator[AnniversaryMention]:
    """“chào mừng các ngày 30/4, 01/5 và 19/5”: the day is its own name."""
    for listed in _BARE_DAYS.finditer(structure.view.low, paragraph.start, paragraph.end):
        for day in _ONE_OF_THEM.finditer(listed["days"]):
            start = listed.start("days") + day.start()
            historical, commemorated = halves(day, calendar)
            if historical or commemorated:
                name = f"ngày {day['d']}/{day['m']}"
                yield AnniversaryMention(
                    name, historical, commemorated, None, start, start + len(day[0])
                )


_ONLY_NAMED = re.compile(
    r"\b(?:ngày (?:thành lập|truyền thống|giải phóng|sinh|chiến thắng|quốc khánh|quốc tế|nhà giáo|thầy thuốc"
    r"|thương binh|phụ nữ|hội|báo chí|doanh nhân"
    r"|gia đình|toàn quốc|cách mạng|chủ tịch|khai sinh|bác hồ|thống nhất|hội lhpn)\b[^,;.:()“”\d\n]{0,90}?"
    r"|quốc khánh|cách mạng tháng tám|giỗ tổ hùng vương|chiến thắng điện biên phủ)"
    r"(?:, thống nhất đất nước)?(?=\s?(?:[,;.:\n]|và |gắn |nhằm |tổ chức |năm \d|-|$))"
)
_LEADS_UP = re.compile(r"(?:kỷ niệm|chào mừng|\bmừng|hướng tới|phục vụ)[^.;:\n\d]{0,200}$")


def only_named(
    structure: Structure, paragraph: Paragraph, calendar: Calendar
) -> Iterator[AnniversaryMention]:
    """“chào mừng Ngày thành lập Đảng, Ngày Quốc khánh”: neither ordinal nor date."""
    low, text = structure.view.low, structure.view.text
    for named in _ONLY_NAMED.finditer(low, paragraph.start, paragraph.end):
        before = low[max(paragraph.start, named.start() - _CONTEXT) : named.start()]
        counted = re.search(r"(?:\d năm|lần thứ \d+)(?: ngày)? ?$", before)
        if _LEADS_UP.search(before) and not counted and not _NOT_A_FEAST.search(named[0][5:]):
            name = cleaned(text[named.start() : named.end()])
            yield AnniversaryMention(name, None, None, None, named.start(), named.end())
