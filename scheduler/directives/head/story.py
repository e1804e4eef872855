"""The header of a news story: what it tells of the directive behind it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from scheduler.directives.days.calendar import iso
from scheduler.directives.days.day_mentions import DayMention, Shape, day_mentions_in
from scheduler.directives.head.campaign_year import year_in
from scheduler.directives.head.citations import Citation
from scheduler.directives.head.document_types import TYPES
from scheduler.directives.head.issuer_told import issuer_told
from scheduler.directives.head.letterhead import Letterhead
from scheduler.directives.head.page_days import day_before, posted_on
from scheduler.directives.head.theme import theme_of
from scheduler.directives.model import Header, ReadValue
from scheduler.directives.page.view import View

_LAUNCHES = re.compile(r"phát động|thi đua|phong trào|cao điểm|chiến dịch")
_TYPE = (
    r"(?P<type>chỉ thị|kế hoạch|chương trình|công văn|hướng dẫn|quyết định|quy chế|thông báo|lời kêu gọi"
    r"|thư kêu gọi|thư phát động)"
)
# Best first: the paper that was issued, then the one the story goes by.
_TOLD_TYPES = (
    re.compile(rf"(?:ban hành|phát hành|ký|gửi|công bố|ra) (?:bản )?{_TYPE}\b"),
    re.compile(rf"(?:^|[.\n] ?)(?:theo|tại|trong) {_TYPE}\b"),
    re.compile(rf"\b{_TYPE} (?:cũng |còn )?(?:nêu|yêu cầu|đề ra|nhấn mạnh|xác định)"),
)
_POSTED = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?P<year>20\d\d)")
_SIGNED = re.compile(
    r"\b(?:ký|ban hành|phát hành|ký ban hành)(?: vào| hôm| ngày| sáng| chiều)* ?\(?$"
)
_OPENING = 1500


def story_header(view: View, head: Letterhead, citations: list[Citation]) -> Header:
    """Number, kind, issuer, day, year and theme of the directive a story tells of; the rest stays None."""
    told = _told_document(view, citations)
    year = year_in(view, 0, min(len(view.low), _OPENING), most=True)
    posted = _POSTED.search(view.low, 0, _OPENING)
    stamped = posted_on(view)
    if posted and (
        year.value is None or int(year.value) < int(posted["year"])
    ):  # “năm 2023 huyện có …”
        year = ReadValue(int(posted["year"]), view.quote(posted.start(), posted.end()))
    printed_in = int(posted["year"]) if posted else year.value
    told_on = stamped or (date(printed_in, 12, 31) if isinstance(printed_in, int) else None)
    number, type_ = ReadValue(), _told_type(view)
    if told:
        quote = view.quote(max(0, view.low.rfind(" ", 0, max(0, told.start - 8))), told.end)
        number = ReadValue(told.number, view.quote(told.start, told.end))
        type_ = ReadValue(TYPES.get(re.split(r"[/\-]", told.symbol)[0].upper(), "công văn"), quote)
    issued = _issued(view, told, told_on, citations)
    return Header(number, type_, issuer_told(view), issued, year, theme_of(view, head, news=True))


def _told_document(view: View, citations: list[Citation]) -> Citation | None:
    """The document a story is about: issued or launched in its sentence, else the first it goes by."""
    own = [one for one in citations if not one.symbol.startswith(("GP", "QC-TT", "BTTTT"))]
    return next(_issued_here(view, own), None) or next(_gone_by(view, own), None)


def _issued_here(view: View, citations: list[Citation]) -> Iterator[Citation]:
    for citation in citations:
        before = view.low[max(0, citation.start - 130) : citation.start]
        after = view.low[citation.until : citation.until + 160]
        refers = re.search(
            r"(?:tinh thần|quán triệt|tiếp tục|căn cứ|thực hiện|theo) (?:[^.,;]{0,40})$", before
        )
        issued = re.search(r"(?:ban hành|ký|phát hành|có)\b[^.;]{0,60}$", before)
        if (issued or not refers) and _LAUNCHES.search(after + before[-60:]):
            yield citation


def _gone_by(view: View, citations: list[Citation]) -> Iterator[Citation]:
    """“Theo Kế hoạch số … của …, phong trào thi đua …”: opens its sentence."""
    for citation in citations:
        before = view.low[max(0, citation.start - 60) : citation.start]
        after = view.low[citation.until : citation.until + 160]
        if re.search(r"(?:^|[.\n:] ?)theo [^.,;\d]{3,40}$", before) and _LAUNCHES.search(after):
            yield citation


def _issued(
    view: View, told: Citation | None, told_on: date | None, citations: list[Citation]
) -> ReadValue:
    """The day of issue; one without a year is the last before the story, which tells of it as over."""
    others = {one.dated.start for one in citations if one.dated and one is not told}
    dated = (told.dated if told else None) or _day_of_signing(view, told, others)
    if dated is None:
        return ReadValue()
    first = dated.first
    if not first.year and told_on:
        lately = day_before(first, told_on)
        first = replace(first, year=lately.year if lately else told_on.year)
    return ReadValue(iso(first), view.quote(dated.start, dated.end)) if first.year else ReadValue()


def _day_of_signing(view: View, told: Citation | None, others: set[int]) -> DayMention | None:
    """“Ngày 01/10/2025, Chủ tịch … ký ban hành Chỉ thị số …”, or behind it “…, được ký ngày 01/10”."""
    issued = None if told else _TOLD_TYPES[0].search(view.low)
    at = told.start if told else issued.start("type") if issued else None
    if at is None:
        return None
    sentence = max(view.low.rfind("\n", 0, at), view.low.rfind(". ", 0, at)) + 1
    signed = re.search(r"\b(?:ký|ban hành)\b", view.low[sentence:at])
    opening = day_mentions_in(view.low, sentence, at) if signed else []
    stops = [place for mark in ("\n", ". ") if (place := view.low.find(mark, at)) >= 0]
    behind = day_mentions_in(view.low, at, min([*stops, len(view.low)]))
    signing = [
        one for one in behind if _SIGNED.search(view.low[max(at, one.start - 40) : one.start])
    ]
    days = (
        one
        for one in [*opening, *signing]
        if one.shape is Shape.DAY and one.first.month and one.start not in others
    )
    return next(days, None)


def _told_type(view: View) -> ReadValue:
    for pattern in _TOLD_TYPES:
        found = pattern.search(view.low)
        if found:
            return ReadValue(found["type"], view.quote(found.start("type"), found.end("type")))
    return ReadValue()
