"""The header of an import: number, type, issuer, day of issue, campaign year, theme, title."""

import re

from scheduler.directives.days.calendar import iso
from scheduler.directives.days.day_mentions import Point
from scheduler.directives.head.campaign_year import (
    SCHOOL_YEAR,
    YEAR,
    bare_year_in,
    several_years_in,
    year_in,
    year_of_dates,
)
from scheduler.directives.head.citations import Citation
from scheduler.directives.head.document_types import TYPES
from scheduler.directives.head.issuer import issuer_of
from scheduler.directives.head.letterhead import Letterhead
from scheduler.directives.head.story import story_header
from scheduler.directives.head.theme import theme_of
from scheduler.directives.model import Header, ReadValue, SourceKind
from scheduler.directives.page.view import View


def header_of(view: View, head: Letterhead, kind: SourceKind, citations: list[Citation]) -> Header:
    """The header; parts the text leaves blank stay None. Something else than a directive has no year and no theme."""
    if kind is SourceKind.NEWS:
        return story_header(view, head, citations)
    if kind is SourceKind.OTHER and not head.is_letter:
        return Header()
    number = head.number or None
    plain = Header(
        number=ReadValue(number.value, view.quote(number.start, number.end))
        if number
        else ReadValue(),
        type=_type(view, head),
        issuer=issuer_of(view, head),
        issue_date=_issue_date(view, head),
        title=ReadValue(head.title.value, view.quote(head.title.start, head.title.end))
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


def is_school_year(view: View, head: Letterhead, year: ReadValue) -> bool:
    """Whether the campaign of that year runs over a school year."""
    titles = " ".join(part.value.lower() for part in (head.title, head.subject) if part)
    if YEAR.search(titles.replace("năm học", "")):
        return bool(SCHOOL_YEAR.search(titles))
    if titles or (year.evidence and YEAR.search(year.evidence.quote.lower())):
        return bool(SCHOOL_YEAR.search(titles))
    return bool(SCHOOL_YEAR.search(view.low[:3000]))


def several_years(view: View, head: Letterhead) -> tuple[ReadValue, int] | None:
    """First and last year of a campaign whose title says it lasts several; None for one of a year."""
    issued = head.dated.year if head.dated else None
    for part in (head.title, head.subject):
        found = several_years_in(view, part.start, part.end) if part else None
        if found and (issued is None or int(str(found[0].value)) - 1 <= issued <= found[1]):
            return found
    return None


def _subject(view: View, head: Letterhead) -> ReadValue:
    return (
        ReadValue(head.subject.value, view.quote(head.subject.start, head.subject.end))
        if head.subject
        else ReadValue()
    )


def _type(view: View, head: Letterhead) -> ReadValue:
    if head.type:
        return ReadValue(head.type.value, view.quote(head.type.start, head.type.end))
    place = head.number_place
    if not place:
        return ReadValue()
    first = re.split(r"[/\-]", head.symbol)[0].upper()
    return ReadValue(TYPES.get(first, "công văn"), view.quote(place.start, place.end))


def _issue_date(view: View, head: Letterhead) -> ReadValue:
    if not head.dated:
        return ReadValue()
    value = iso(
        Point(head.dated.year, head.dated.month, head.dated.day if head.dated.month else None)
    )
    return ReadValue(value, view.quote(head.dated.start, head.dated.end))


def _year(view: View, head: Letterhead, header: Header) -> ReadValue:
    """Title first, then the opening, then the most frequent year, then the year of issue."""
    if several := several_years(view, head):
        return several[0]
    for part in (head.title, head.subject):
        if part:
            found = year_in(view, part.start, part.end)
            if not found.value and head.dated:
                found = bare_year_in(view, part.start, part.end, issued=head.dated.year)
            if found.value:
                return found
    opening = year_in(view, head.body_from, min(len(view.low), head.body_from + 200), most=True)
    issued = head.dated.year if head.dated else None
    frequent = year_in(view, head.body_from, len(view.low), most=True)
    for read in (opening, frequent):
        if read.value and (issued is None or read.value in (issued, issued + 1)):
            return read
    if issued or frequent.value:
        return ReadValue(issued, header.issue_date.evidence) if issued else frequent
    return year_of_dates(view, head.body_from)
