"""Rounds told in one breath: “Đợt 1 và Đợt 2 lần lượt từ … và từ …”, “hai đợt, lần lượt kết thúc ngày … và …”."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Shape, between, ordinal_number
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.duties.sentences import sentences
from scheduler.directives.page.structure import Paragraph, Structure
from scheduler.directives.rounds.mention import RoundMention

_NUMBER = r"(?:\d{1,2}|i{1,3}|iv|v|thứ (?:nhất|hai|ba|tư|năm)|một|hai|ba|bốn)\b"
_NOUN = r"(?P<noun>đợt|giai đoạn|chặng)(?: thi đua)?"
_NAMED = rf"{_NOUN} (?P<numbers>{_NUMBER}(?:,? (?:và )?(?:(?:đợt|giai đoạn|chặng)(?: thi đua)? )?{_NUMBER}){{1,5}})"
_COUNTED = r"(?P<count>0?[2-6]|hai|ba|bốn|năm) (?P<of>đợt|giai đoạn|chặng)(?: thi đua)?"
_HELD = r"(?:diễn ra|tổ chức|thực hiện|phát động|bắt đầu|kéo dài|thời gian|được|sẽ|có|là)"
_IN_TURN = re.compile(
    rf"\b(?:{_NAMED}|{_COUNTED})[ ,:(]{{1,3}}(?:{_HELD} ){{0,3}}lần lượt (?:{_HELD} ){{0,3}}(?P<ends>kết thúc)?"
)
_ASKS = re.compile(r"gửi|nộp|báo cáo|hồ sơ|đăng ký|sơ kết|tổng kết|bình xét|chấm|\bhạn\b|kiểm tra")
_ONE_OF_THEM = re.compile(_NUMBER)
_SPACED = 40  # letters between two of the stretches

Turn = tuple[RoundMention, Stretch | None]


def in_turn(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar
) -> Iterator[Turn]:
    """Every round of such a sentence with its days; with None where there are not as many days as rounds."""
    for paragraph in structure.body():
        for start, end in sentences(structure, paragraph):
            said = _IN_TURN.search(structure.view.low, start, end)
            if said and not _ASKS.search(structure.view.low, start, said.end()):
                yield from _turns(structure, day_mentions, calendar, paragraph, said=said, end=end)


def _turns(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    paragraph: Paragraph,
    *,
    said: "re.Match[str]",
    end: int,
) -> Iterator[Turn]:
    names = _names(structure, paragraph, said)
    place = (said.end(), end)
    if said["ends"]:
        found = _ends(structure, day_mentions, calendar, place)
    else:
        found = list(_stretches(structure, day_mentions, calendar, place))
    if len(found) == len(names):
        yield from zip(names, found, strict=True)
    elif found:
        yield from ((name, None) for name in names)


def _names(structure: Structure, paragraph: Paragraph, said: "re.Match[str]") -> list[RoundMention]:
    if said["count"]:
        numbers = [
            (number, f"{said['of'].capitalize()} {number}", said.span())
            for number in range(1, (ordinal_number(said["count"].lstrip("0")) or 0) + 1)
        ]
        return [
            RoundMention(said["of"], one, label, paragraph, *at, opens=False)
            for one, label, at in numbers
        ]
    noun = structure.view.text[slice(*said.span("noun"))].capitalize()
    each = _ONE_OF_THEM.finditer(structure.view.low, *said.span("numbers"))
    return [
        RoundMention(
            said["noun"],
            ordinal_number(one[0]),
            f"{noun} {structure.view.text[one.start() : one.end()]}",
            paragraph,
            *one.span(),
            opens=False,
        )
        for one in each
    ]


def _stretches(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, place: tuple[int, int]
) -> Iterator[Stretch]:
    at, end = place
    while found := stretch_in(
        structure.view, day_mentions, calendar, at, min(end, at + 2 * _SPACED)
    ):
        yield found
        at = max(found.end, at + 1)


def _ends(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, place: tuple[int, int]
) -> list[Stretch]:
    """“kết thúc ngày 30/6 và 31/12”: each begins the day after the one before; of the first it is not said."""
    ends = []
    for one in between(day_mentions, *place):
        day = calendar.last(one) if one.shape in (Shape.DAY, Shape.MONTH) else None
        if day:
            ends.append(Stretch(None, day, one.start, one.end))
    begun = [
        replace(one, first=before.last + timedelta(days=1))
        for before, one in pairwise(ends)
        if before.last
    ]
    return [*ends[:1], *begun]
