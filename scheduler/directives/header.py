"""The header of an import: number, type, issuer, day of issue, campaign year, theme, title."""

import re
from collections import Counter

from scheduler.directives.calendar import iso
from scheduler.directives.citations import Citation
from scheduler.directives.document_types import TYPES
from scheduler.directives.issuer import issuer_of
from scheduler.directives.letterhead import Letterhead
from scheduler.directives.model import Header, Read, SourceKind
from scheduler.directives.moments import Moment, Point, Shape, moments_in
from scheduler.directives.theme import theme_of
from scheduler.directives.view import View

_SCHOOL_YEAR = re.compile(r"năm học:?\s(?P<first>20\d\d)\s?[-/]\s?(?:20)?\d\d")
_YEAR = re.compile(r"năm (?P<year>20\d\d)(?!\s?[-/]\s?20)")
_ISSUED_IN_STORY = re.compile(
    r"(?:vừa|mới|đã)? ?(?:ký )?(?:ban hành|phát động|theo|nêu rõ|thực hiện)"
)
_LAUNCHES = re.compile(r"phát động|thi đua|phong trào")


def header_of(view: View, head: Letterhead, kind: SourceKind, citations: list[Citation]) -> Header:
    """The header; parts the text leaves blank stay None. Something else than a directive has no year and no theme."""
    if kind is SourceKind.NEWS:
        return _story_header(view, head, citations)
    if kind is SourceKind.OTHER and not head.is_letter:
        return Header()
    number = head.number or None
    plain = Header(
        number=Read(number.value, view.quote(number.start, number.end)) if number else Read(),
        type=_type(view, head),
        issuer=issuer_of(view, head, news=False),
        issue_date=_issue_date(view, head),
        title=Read(head.title.value, view.quote(head.title.start, head.title.end))
        if head.title
        else _subject(view, head),
    )
    if kind is SourceKind.OTHER:
        return plain
    year = _year(view, head, plain)
    theme = theme_of(view, head, news=False)
    return Header(
        plain.number, plain.type, plain.issuer, plain.issue_date, year, theme, plain.title
    )


def is_school_year(view: View, head: Letterhead) -> bool:
    """Whether the campaign runs over a school year."""
    titles = " ".join(part.value.lower() for part in (head.title, head.subject) if part)
    if _YEAR.search(titles.replace("năm học", "")):
        return bool(_SCHOOL_YEAR.search(titles))
    return bool(
        _SCHOOL_YEAR.search(titles) or (not titles and _SCHOOL_YEAR.search(view.low[:3000]))
    )


def _subject(view: View, head: Letterhead) -> Read:
    return (
        Read(head.subject.value, view.quote(head.subject.start, head.subject.end))
        if head.subject
        else Read()
    )


def _type(view: View, head: Letterhead) -> Read:
    if head.type:
        return Read(head.type.value, view.quote(head.type.start, head.type.end))
    place = head.number_place
    if not place:
        return Read()
    first = re.split(r"[/\-]", head.symbol)[0].upper()
    return Read(TYPES.get(first, "công văn"), view.quote(place.start, place.end))


def _issue_date(view: View, head: Letterhead) -> Read:
    if not head.dated:
        return Read()
    value = iso(
        Point(head.dated.year, head.dated.month, head.dated.day if head.dated.month else None)
    )
    return Read(value, view.quote(head.dated.start, head.dated.end))


def _year(view: View, head: Letterhead, header: Header) -> Read:
    """Title first, then the opening, then the most frequent year, then the year of issue."""
    for part in (head.title, head.subject):
        if part:
            found = _year_in(view, part.start, part.end)
            if found.value:
                return found
    opening = _year_in(view, head.body_from, min(len(view.low), head.body_from + 200), most=True)
    issued = head.dated.year if head.dated else None
    frequent = _year_in(view, head.body_from, len(view.low), most=True)
    for read in (opening, frequent):
        if read.value and (issued is None or read.value in (issued, issued + 1)):
            return read
    return Read(issued, header.issue_date.evidence) if issued else frequent


def _year_in(view: View, start: int, end: int, *, most: bool = False) -> Read:
    school = _SCHOOL_YEAR.search(view.low, start, end)
    if school:
        return Read(int(school["first"]), view.quote(school.start(), school.end()))
    found = list(_YEAR.finditer(view.low, start, end))
    if not found:
        found = (
            []
            if most
            else list(
                re.finditer(r"(?:/|đến ngày \d+/\d+/|- ?)(?P<year>20\d\d)(?=\))", view.low[:end])
            )[-1:]
        )
        found = [one for one in found if one.start() >= start]
    if not found:
        return Read()
    chosen = found[0]
    if most:
        year = Counter(one["year"] for one in found).most_common(1)[0][0]
        chosen = next(one for one in found if one["year"] == year)
    return Read(int(chosen["year"]), view.quote(chosen.start(), chosen.end()))


def _story_header(view: View, head: Letterhead, citations: list[Citation]) -> Header:
    told = _told_document(view, citations)
    number, type_, issued = Read(), Read(), Read()
    if told:
        quote = view.quote(max(0, view.low.rfind(" ", 0, max(0, told.start - 8))), told.end)
        number = Read(told.number, view.quote(told.start, told.end))
        type_ = Read(TYPES.get(re.split(r"[/\-]", told.symbol)[0].upper(), "công văn"), quote)
        dated = told.dated or _day_of_signing(view, told)
        if dated:
            issued = Read(iso(dated.first), view.quote(dated.start, dated.end))
    else:
        type_ = _told_type(view)
    year = _year_in(view, 0, min(len(view.low), 1500), most=True)
    return Header(
        number,
        type_,
        issuer_of(view, head, news=True),
        issued,
        year,
        theme_of(view, head, news=True),
    )


def _told_document(view: View, citations: list[Citation]) -> Citation | None:
    """The document a story is about: launched or issued in the same sentence, not one it refers to."""
    for citation in citations:
        if citation.symbol.startswith(("GP", "QC-TT", "BTTTT")):  # the licence of the web site
            continue
        before = view.low[max(0, citation.start - 130) : citation.start]
        after = view.low[citation.until : citation.until + 160]
        refers = re.search(
            r"(?:tinh thần|quán triệt|tiếp tục|căn cứ|thực hiện|theo) (?:[^.,;]{0,40})$", before
        )
        if (
            re.search(r"(?:ban hành|ký|phát hành|có)\b[^.;]{0,60}$", before) or not refers
        ) and _LAUNCHES.search(after + before[-60:]):
            return citation
    return None


def _day_of_signing(view: View, told: Citation) -> Moment | None:
    """“Ngày 01/10/2025, Chủ tịch … ký ban hành Chỉ thị số …”: the day opens the sentence."""
    sentence = max(view.low.rfind("\n", 0, told.start), view.low.rfind(". ", 0, told.start)) + 1
    signed = re.search(r"\b(?:ký|ban hành)\b", view.low[sentence : told.start])
    opening = moments_in(view.low, sentence, told.start) if signed else []
    return next(
        (moment for moment in opening if moment.shape is Shape.DAY and moment.first.year), None
    )


def _told_type(view: View) -> Read:
    found = re.search(
        r"ban hành (?P<type>chỉ thị|kế hoạch|chương trình|công văn|hướng dẫn|quyết định|quy chế)",
        view.low,
    )
    if not found:
        return Read()
    return Read(found["type"], view.quote(found.start("type"), found.end("type")))
