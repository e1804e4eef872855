"""Anniversaries a directive names: with both dates, with an ordinal, or as a day of the year."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from scheduler.directives.days.calendar import Calendar, iso
from scheduler.directives.days.day_mentions import Point
from scheduler.directives.model import Commemoration
from scheduler.directives.occasions.anniversary_mentions import AnniversaryMention, cleaned, halves
from scheduler.directives.occasions.feast_days import bare_days, named_days, only_named
from scheduler.directives.occasions.sameness import same_anniversary
from scheduler.directives.page.structure import MOST, Paragraph, Structure

MOST_IN_A_PARAGRAPH = 40
_DAY = (
    r"(?:(?P<d{0}>3[01]|[12]\d|0?[1-9]) ?(?:[/.\-]|tháng) ?)?(?:(?P<m{0}>1[0-2]|0?[1-9]) ?(?:[/.\-]|năm) ?)?"
    r"(?P<y{0}>(?:1[0-9]|20)\d\d)"
)
# (03/02/1930 - 03/02/2024), (1945 - 2025), (02/3/1992 - 2024)
_PAIR = re.compile(
    r"(?<![\d/.])"
    + _DAY.format(1)
    + r" ?\)?,? ?(?:-|đến|/(?= )|\() ?(?:ngày )?"
    + _DAY.format(2)
    + r"(?![\d/])"
)
_ORDINAL = re.compile(
    r"(?<![\d.,/])(?:lần thứ (?P<nth>\d{1,3})\b|(?P<count>\d{1,4}) năm\b(?! ?(?:học|\d|\(|qua\b|nay\b|tới\b"
    r"|trước\b|liền|liên|gần|tiếp|sau\b|đầu|cuối)))"
)
_CELEBRATES = re.compile(
    r"kỷ niệm|kỉ niệm|chào mừng|\bmừng\b|lập thành tích|hướng (?:tới|đến)|nhân dịp|thi đua|gắn với|hưởng ứng"
)
_PASSING = re.compile(
    r"(?:qua|sau|hơn|gần|trên|suốt|trong|trải qua|kế hoạch|nhiệm kỳ|từ|mỗi|ít nhất|tối thiểu|đủ|chu kỳ|khoảng"
    r"|thời hạn|chiến lược|đúng|liên tục|truyền thống|cứ|tuổi|án|bình quân)(?: dịp)? $"
)
_SOME_DAY = (
    r"(?:ngày|lễ|quốc khánh|quốc tế|cách mạng|giải phóng|thành lập|thống nhất|chiến thắng|khởi nghĩa"
    r"|phong trào|truyền thống|thực hiện di chúc|tái lập|chia tách|xô viết|tín ngưỡng|khai sinh|xây dựng và"
    r"|thành phố|khu|quốc dân|năm sinh|tổng khởi nghĩa|nam bộ|đại thắng|chủ tịch|bác hồ|hội|đoàn|đảng bộ)"
)
_COUNTED = re.compile(
    rf"(?<![\d.,/])(?:(?P<count>\d{{1,4}}) năm|lần thứ (?P<nth>\d{{1,3}})) (?=“?(?P<first>{_SOME_DAY})\b)"
)
_NAME_ENDS = re.compile(
    r"[;:.(\n“”|]|(?<=\w)\"|,(?! (?:thống nhất|liệt s|khen thưởng|thể thao|giải phóng)\b)| - (?=\d)| và (?=\d{1,4} năm"
    r"|ngày|quốc khánh|lễ|tiến tới|hướng|chào|các|đại hội|đón|thi đua|tổ chức|kỷ niệm|những|sự|thành công|lập)"
    r"| gắn với| lần thứ [ivx]+| của đất nước| nhằm | để | tổ chức | phải | là | trên địa bàn"
)
_DATE_AFTER = re.compile(
    r"[ ,]{0,2}(?:vào )?(?:\(|- )?(?:ngày )?(?P<d>3[01]|[12]\d|0?[1-9]) ?[/.\-] ?(?P<m>1[0-2]"
    r"|0?[1-9])(?: ?[/.\-] ?(?P<y>(?:1[0-9]|20)\d\d))?(?!\d|/|%| ?(?:-|đến) ?\d{1,2}[/.])"
)
_IN_A_LIST = re.compile(r"(?:^|[:;|,(]|\bvà)\s*$")
_SECOND = re.compile(
    r"[ ,)]{0,3}(?:thành công)?[^.;:()\n]{0,24}?(?:\(?\d[\d/ .\-]{3,24}\d\)?)? ?(?:và"
    r"|,) (?:ngày )?(?P<name>quốc khánh(?: nước chxhcn việt nam| nước cộng hòa xã hội chủ nghĩa việt nam"
    r"| việt nam)?)"
)


def anniversaries_of(structure: Structure, calendar: Calendar) -> tuple[Commemoration, ...]:
    """Every anniversary once, in the order of the text; `tied_to` is filled in by `ties.py`."""
    merged: list[Commemoration] = []
    for paragraph in structure.paragraphs:
        if paragraph.region in ("tail", "chrome") or len(merged) >= MOST:
            continue
        for found in sorted(
            _in_paragraph(structure, paragraph, calendar), key=lambda one: one.start
        ):
            _merge(merged, _commemoration(structure, found))
    return tuple(replace(one, id=f"a{index}") for index, one in enumerate(merged, 1))


def _commemoration(structure: Structure, found: AnniversaryMention) -> Commemoration:
    quote = structure.view.quote(found.start, found.end)
    return Commemoration(
        "", found.name, found.historical, found.commemorated, found.ordinal, quote, (found.start,)
    )


def _merge(merged: list[Commemoration], new: Commemoration) -> None:
    """Each once: a later mention adds its place and what the first did not say (rule 11)."""
    for index, old in enumerate(merged):
        if same_anniversary(old, new):
            merged[index] = replace(
                old,
                historical_date=old.historical_date or new.historical_date,
                commemorated_date=old.commemorated_date or new.commemorated_date,
                ordinal=old.ordinal if old.ordinal is not None else new.ordinal,
                places=old.places + new.places,
            )
            return
    merged.append(new)


def _in_paragraph(
    structure: Structure, paragraph: Paragraph, calendar: Calendar
) -> list[AnniversaryMention]:
    found: list[AnniversaryMention] = []
    for find in (_pairs, _counted, named_days, bare_days, only_named):
        for one in islice(find(structure, paragraph, calendar), MOST_IN_A_PARAGRAPH):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return found + list(_seconds(structure, paragraph, calendar, found))


def _pairs(
    structure: Structure, paragraph: Paragraph, calendar: Calendar
) -> Iterator[AnniversaryMention]:
    floor = paragraph.start
    for pair in _PAIR.finditer(structure.view.low, paragraph.start, paragraph.end):
        if not _is_anniversary_pair(pair):
            continue
        name, ordinal, start = _before(structure, floor, pair.start())
        dated = bool(pair["m1"] and pair["m2"])
        if (
            not name
            or not (dated or ordinal is not None)
            or re.search(r"nhiệm kỳ|giai đoạn|kế hoạch|chiến lược", name.lower())
        ):
            continue
        yield AnniversaryMention(name, _date(pair, 1), _date(pair, 2), ordinal, start, pair.end())
        floor = pair.end()


def _is_anniversary_pair(pair: "re.Match[str]") -> bool:
    years = int(pair["y2"]) - int(pair["y1"])
    if pair["d1"] and pair["d2"]:
        return (
            years != 0
            and (int(pair["d1"]), int(pair["m1"] or 0)) == (int(pair["d2"]), int(pair["m2"] or 0))
        ) or years >= 5
    return years >= 5


def _date(pair: "re.Match[str]", half: int) -> str | None:
    day, month = pair[f"d{half}"], pair[f"m{half}"]
    if day and not month:
        day, month = None, day
    return iso(
        Point(int(pair[f"y{half}"]), int(month) if month else None, int(day) if day else None)
    )


def _before(structure: Structure, floor: int, end: int) -> tuple[str, int | None, int]:
    """Name and ordinal in front of a pair of dates, and where they begin."""
    begin = max(floor, end - 240)
    segment = structure.view.low[begin:end]
    cut = max(segment.rfind(";"), segment.rfind(". "), segment.rfind("|"), segment.rfind(": "))
    begin, segment = begin + cut + 1, segment[cut + 1 :]
    ordinals = list(_ORDINAL.finditer(segment))
    if ordinals:
        last = ordinals[-1]
        ordinal = int(last["nth"] or last["count"])
        name_start = begin + last.end()
        name = cleaned(structure.view.text[name_start:end])
        if len(name) < 4:  # "kỷ niệm ngày thành lập Đảng lần thứ 94 (…)"
            name_start, name = _plain_name(structure, begin, begin + last.start())
        return name, ordinal, min(begin + last.start(), name_start)
    start, name = _plain_name(structure, begin, end)
    return name, None, start


_NAME_BEGINS = re.compile(
    r"(?:kỷ niệm|chào mừng|\bmừng|lập thành tích|hướng tới|hướng đến|nhân dịp|gắn với|, (?=ngày|lễ|quốc)"
    r"| và (?=ngày|quốc khánh|lễ|tết))\s?"
)


def _plain_name(structure: Structure, begin: int, end: int) -> tuple[int, str]:
    found = list(_NAME_BEGINS.finditer(structure.view.low, begin, end))
    start = found[-1].end() if found else begin
    return start, cleaned(structure.view.text[start:end])


def _counted(
    structure: Structure, paragraph: Paragraph, calendar: Calendar
) -> Iterator[AnniversaryMention]:
    """“80 năm Ngày thành lập …” with at most one date behind it."""
    low, text = structure.view.low, structure.view.text
    for counted in _COUNTED.finditer(low, paragraph.start, paragraph.end):
        sentence = max(low.rfind(". ", paragraph.start, counted.start()), paragraph.start)
        before = low[sentence : counted.start()]
        celebrated = (
            _CELEBRATES.search(before[-400:])
            or _IN_A_LIST.search(before)
            or counted["first"] in ("ngày", "quốc khánh")
        )
        if _PASSING.search(before) or not celebrated:
            continue
        if counted["first"] in ("hội", "đoàn", "thành phố", "khu", "chủ tịch") and not re.search(
            r"kỷ niệm|chào mừng|mừng|lập thành tích", before[-200:]
        ):
            continue
        end = _name_end(low, counted.end(), paragraph.end)
        name = cleaned(text[counted.end() : end])
        yield _with_date(
            structure,
            calendar,
            AnniversaryMention(
                name, None, None, int(counted["count"] or counted["nth"]), counted.start(), end
            ),
            paragraph.end,
        )


def _name_end(low: str, start: int, limit: int) -> int:
    found = _NAME_ENDS.search(low, start + 3, min(limit, start + 160))
    end = found.start() if found else min(limit, start + 160)
    dated = re.search(r" (?:\(|ngày )?\d{1,2}[/\-.]\d{1,2}\b", low[start:end])
    return start + dated.start() if dated else end


def _with_date(
    structure: Structure, calendar: Calendar, found: AnniversaryMention, limit: int
) -> AnniversaryMention:
    low = structure.view.low
    inner_end = found.end
    dated = _DATE_AFTER.match(low, inner_end, min(limit, inner_end + 30))
    if not dated:
        return found
    historical, commemorated = halves(dated, calendar)
    closed = dated.end() + (low[dated.end() : dated.end() + 1] == ")")
    return replace(found, historical=historical, commemorated=commemorated, end=closed)


def _seconds(
    structure: Structure, paragraph: Paragraph, calendar: Calendar, found: list[AnniversaryMention]
) -> Iterator[AnniversaryMention]:
    """“80 năm Cách mạng tháng Tám và Quốc khánh 2/9”: the second shares the ordinal of the first."""
    low, text = structure.view.low, structure.view.text
    for first in [
        one for one in found if one.ordinal is not None and "cách mạng" in one.name.lower()
    ]:
        second = _SECOND.match(
            low, max(first.start, first.end - 1), min(paragraph.end, first.end + 140)
        )
        if not second:
            continue
        start, end = second.start("name"), second.end("name")
        known = [one for one in found if one.start <= start < one.end]
        if known:
            if known[0].ordinal is None:
                found[found.index(known[0])] = replace(known[0], ordinal=first.ordinal)
            continue
        one = AnniversaryMention(text[start:end], None, None, first.ordinal, start, end)
        yield _with_date(structure, calendar, one, paragraph.end)
