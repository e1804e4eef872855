"""Duties done at an event the text dates elsewhere: “ký giao ước tại lễ phát động”, “sơ kết ngay trong hội trại”."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from scheduler.definition.models import DutyKind
from scheduler.directives.duties.duties import chosen, hits_in
from scheduler.directives.duties.people import who_in
from scheduler.directives.duties.phrases import whole
from scheduler.directives.model import ReadDuty, ReadMilestone
from scheduler.directives.page.structure import Structure

_HELD = (DutyKind.PLEDGE, DutyKind.INTERIM, DutyKind.FINAL)
_AT = re.compile(
    r"\b(?:ngay |luôn )?(?:tại|trong|vào|nhân|cùng) (?:dịp )?(?P<event>(?:buổi |ngày )?(?:lễ|hội nghị|hội trại|hội thi"
    r"|hội thao|hội diễn|ngày hội|đại hội|liên hoan|mít tinh|gặp mặt|khai giảng|bế giảng|khai mạc|bế mạc)"
    r"(?: (?!sơ kết|tổng kết|của|do|và|ký|để|các|trên|này|đó|nói)\w+){0,4})"
)
_OPENS = re.compile(r"^(?:buổi |ngày (?=hội))|^lễ (?=khai|bế|mít)")
_SHARED = 2  # words an event and its milestone begin with in common


def duties_at_events(
    structure: Structure, place: tuple[int, int], milestones: Sequence[ReadMilestone]
) -> Iterator[ReadDuty]:
    """What a sentence without a day has held at a milestone: due on its day. None where two could be meant."""
    view, (start, end) = structure.view, place
    at = _AT.search(view.low, start, end)
    days = {one.date for one in milestones if at and _is_meant(structure, at, one)}
    if at is None or len(days) != 1:
        return
    hits = [hit for hit in hits_in(view.low, start, end) if hit.kind in _HELD and not hit.aside]
    for kind, hit in chosen(view.low, hits, start=start, end=end):
        until = at.start() if hit.start < at.start() else end
        yield ReadDuty(
            "",
            kind,
            whole(view, hit.start, until, until=end),
            min(days),
            view.quote(at.start("event"), at.end("event")),
            who_in(view, start, hit.end),
            place=place,
        )


def _is_meant(structure: Structure, at: "re.Match[str]", one: ReadMilestone) -> bool:
    """A milestone of that name; “tại buổi lễ”: of the same paragraph, before."""
    said = _OPENS.sub("", at["event"]).split()
    name = _OPENS.sub("", structure.view.low[slice(*_place(structure, one))]).split()
    if len(said) > 1:
        shared = [a for a, b in zip(said, name, strict=False) if a == b]
        return len(shared) >= min(_SHARED, len(said)) and said[:1] == name[:1]
    begin, _end = _place(structure, one)
    return said == name[:1] and structure.at(at.start()).start <= begin < at.start()


def _place(structure: Structure, one: ReadMilestone) -> tuple[int, int]:
    """Where a milestone is told in the view."""
    starts, quote = structure.view.starts, one.evidence
    return bisect_left(starts, quote.offset), bisect_left(starts, quote.offset + len(quote.quote))
