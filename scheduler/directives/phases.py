"""Rounds of a campaign: “Đợt 1”, “Đợt thi đua thứ hai”, “giai đoạn 2”, a table of rounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain, islice

from scheduler.directives.calendar import Calendar
from scheduler.directives.model import Span
from scheduler.directives.moments import Moment, ordinal_number
from scheduler.directives.stretches import Stretch, stretch_in
from scheduler.directives.structure import MOST, Paragraph, Structure

_NUMBER = (
    r"(?P<number>\d{1,2}(?![\d/.,]?\d|%| ?(?:ngày|tháng|tuần|lần|giờ|tỷ|triệu|năm|đợt|đơn vị))"
    r"|i{1,3}\b|iv\b|vi{0,3}\b|l{1,2}\b|\|{1,3}|thứ (?:nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|\d{1,2})\b|một\b"
    r"|hai\b|ba\b|đầu tiên\b)"
)
_NAMED = re.compile(
    r"\b(?P<noun>đợt|giai đoạn|chặng|vụ(?= thứ)|học k[ỳì])(?: thi đua| phát động| phong trào| ngắn hạn"
    rf"| trong năm)*(?: số)?:? ?(?:\()?{_NUMBER}"
)
_LABELLED = re.compile(r"^đợt(?: thi đua)? (?=[^\W\d])[^:(;.\n]{3,90}(?=[:(])")
# A speech tells its rounds in words: "Trước hết, từ nay đến …", "Tiếp đến, từ …", "Sau cùng, …".
_STEPS = {
    "trước hết": 1,
    "trước mắt": 1,
    "đầu tiên": 1,
    "tiếp đến": 2,
    "tiếp theo": 2,
    "tiếp đó": 2,
    "sau đó": 3,
    "sau cùng": 3,
    "cuối cùng": 3,
}
_STEP = re.compile(rf"(?P<word>{'|'.join(_STEPS)}),? (?=từ )")
_PEAK = re.compile(r"cao điểm|đặc biệt|chiến dịch|nước rút|ngày đêm")
# An inline round is defined only when its days follow at once: "đợt 1 từ 02/10 đến 15/11", "Đợt 1 (05/9 - 20/11)".
_AT_ONCE = re.compile(
    r"^[ ,:(–-]{0,4}(?:năm \d{4}|năm học \S+)?[ ,:(–-]{0,4}(?:được )?(?:thực hiện|diễn ra|tổ chức|bắt đầu|tính"
    r"|thời gian(?: thực hiện)?)?[ :(]{0,3}(?:từ|trong|kể từ|bắt đầu từ|quý|tháng|0?6 tháng|sáu tháng|nối tiếp"
    r"|\d{1,2}/\d|ngày|đến)"
)
_NOT_DEFINED = re.compile(r"^[ ,:(]{0,3}(?:trước|chậm nhất|gửi|xong|muộn nhất|sau|hạn)")
# "đợt 1 chào mừng … (08/7 - 31/8)"
_IN_BRACKETS = re.compile(
    r"^[^.;\n]{0,100}?\((?:từ )?(?:ngày )?\d{1,2}/\d{1,2}(?:/20\d\d)? ?(?:-"
    r"|đến) ?(?:ngày )?\d{1,2}/\d{1,2}(?:/20\d\d)?\)"
)
_REFERS = re.compile(
    r"(?:nối tiếp|tiếp nối|tiếp theo|kết thúc|sau(?: khi)?|so với|kết quả|báo cáo|sơ kết|tổng kết|trong"
    r"|gắn với|hồ sơ|thưởng)(?: của)? ?$"
)
_WHEN_LINE = re.compile(
    r"(?:thời gian|\btừ\b|bắt đầu|thực hiện|\(từ|diễn ra|thời hạn|tiến độ)|^\W{0,2}\d{1,2}[/.]\d{1,2}"
)
_TABLE_HEAD = re.compile(r"^\|[^\n]*\b(?:đợt|giai đoạn|chặng)\b")


@dataclass(frozen=True)
class _Found:
    noun: str
    number: int | None
    label: str
    paragraph: Paragraph
    start: int
    end: int
    opens: bool  # stands at the start of its paragraph


def phases_of(structure: Structure, moments: list[Moment], calendar: Calendar) -> tuple[Span, ...]:
    """The rounds, in order of the text; of several mentions of one the first with days counts."""
    found = list(islice(chain(_mentions(structure), _rows(structure)), MOST))
    spans: dict[tuple[str, int | str], Span] = {}
    for index, mention in enumerate(found):
        limit = _limit(structure, found, index)
        stretch = _stretch(structure, moments, calendar, mention, limit)
        key = (mention.noun, mention.number if mention.number is not None else mention.label)
        known = spans.get(key)
        if known and (known.start or known.end):
            if not _is_another(known, stretch, mention):
                continue
            key = (mention.noun, f"{mention.label} {mention.start}")
        if stretch or (mention.opens and mention.number is not None and not known):
            span = _span(structure, mention, stretch, limit)
            spans[key] = _after_previous(span, stretch, list(spans.values()))
    kept = [span for span in spans.values() if span.start or span.end or _is_row_of_rounds(spans)]
    return tuple(replace(span, id=f"p{index}") for index, span in enumerate(_main_series(kept), 1))


def _is_another(known: Span, stretch: Stretch | None, mention: _Found) -> bool:
    """The same number printed twice by mistake, over later days."""
    first = stretch.first if stretch and mention.opens else None
    return bool(first and known.end and first.isoformat() > known.end)


def _mentions(structure: Structure) -> Iterator[_Found]:
    for paragraph in structure.paragraphs:
        if paragraph.region in ("tail", "chrome") or structure.view.text[paragraph.start] == "|":
            continue
        yield from _in_paragraph(structure, paragraph)


def _in_paragraph(structure: Structure, paragraph: Paragraph) -> Iterator[_Found]:
    low, text = structure.view.low, structure.view.text
    for found in _NAMED.finditer(low, paragraph.start, paragraph.end):
        number = ordinal_number(found["number"].strip())
        if number is None:
            continue
        opens = not re.search(
            r"\w", low[paragraph.body : found.start()].replace("phong trào thi đua", "")
        )
        if paragraph.region == "head" and not opens:
            continue
        after = low[found.end() : min(paragraph.end, found.end() + 150)]
        if not opens and _REFERS.search(
            low[max(paragraph.start, found.start() - 30) : found.start()]
        ):
            continue
        if _NOT_DEFINED.match(after) or (
            not opens and not _AT_ONCE.match(after) and not _IN_BRACKETS.match(after)
        ):
            continue
        if found["noun"].startswith("học") and not (opens and _AT_ONCE.match(after)):
            continue
        label = text[found.start() : found.end()].strip(" :(")
        yield _Found(found["noun"], number, label, paragraph, found.start(), found.end(), opens)
    step = _STEP.match(low, paragraph.body, paragraph.end)
    if step:
        yield _Found(
            "bước",
            _STEPS[step["word"]],
            step["word"].capitalize(),
            paragraph,
            step.start(),
            step.end("word"),
            True,
        )
    labelled = _LABELLED.match(low[paragraph.body : paragraph.end])
    if labelled and paragraph.mark and not _PEAK.search(low[paragraph.body : paragraph.body + 60]):
        stop = min(paragraph.end, paragraph.body + 110)
        name = re.split(r"[:(;]", text[paragraph.body : stop])[0].strip()
        yield _Found(
            "đợt", None, name, paragraph, paragraph.body, paragraph.body + labelled.end(), True
        )


def _rows(structure: Structure) -> Iterator[_Found]:
    """Rows of a table whose head names rounds: the first cell is the number or carries it."""
    inside = False
    for paragraph in structure.paragraphs:
        low = structure.low(paragraph)
        if not low.startswith("|"):
            inside = False
            continue
        if _TABLE_HEAD.match(low) and not inside:
            inside = True
            continue
        cell = re.match(
            r"\|\s?(?:(?P<noun>đợt|giai đoạn|chặng)(?: thi đua)? ?)?(?P<number>\d{1,2}|i{1,3}|iv|v|thứ \w+)\b[^"
            r"|]{0,80}\|",
            low,
        )
        if inside and cell:
            number = ordinal_number(cell["number"])
            label = f"Đợt {cell['number'].upper()}"
            yield _Found(
                cell["noun"] or "đợt",
                number,
                label,
                paragraph,
                paragraph.start,
                paragraph.start + cell.end("number"),
                True,
            )


def _limit(structure: Structure, found: list[_Found], index: int) -> int:
    """Where the round's own words end: at the next round, or where its list item ends."""
    mention = found[index]
    later = [other.start for other in found[index + 1 :] if other.start > mention.start]
    limit = min(later[:1] or [len(structure.view.text)])
    if not mention.opens:
        return min(limit, mention.paragraph.end)
    end = mention.paragraph.end
    for paragraph in structure.paragraphs[
        mention.paragraph.index + 1 : mention.paragraph.index + 40
    ]:
        own = mention.paragraph.index in paragraph.parents or (
            not paragraph.mark and paragraph.parents == mention.paragraph.parents
        )
        if not own or paragraph.start >= limit or paragraph.region != mention.paragraph.region:
            break
        end = paragraph.end
    return min(limit, end)


def _stretch(
    structure: Structure, moments: list[Moment], calendar: Calendar, mention: _Found, limit: int
) -> Stretch | None:
    """Days in the round's own line first, then in the lines under it that speak of time."""
    view = structure.view
    first_end = min(limit, mention.paragraph.end)
    found = stretch_in(view, moments, calendar, mention.end, first_end)
    if found and (
        found.start - mention.end < 170
        or re.search(r"thời gian", view.low[mention.end : found.start])
    ):
        return found
    for paragraph in structure.paragraphs[
        mention.paragraph.index + 1 : mention.paragraph.index + 7
    ]:
        if paragraph.start >= limit:
            break
        opening = view.low[paragraph.body : paragraph.body + 40]
        if mention.opens and _WHEN_LINE.search(opening):
            inner = stretch_in(view, moments, calendar, paragraph.start, min(paragraph.end, limit))
            if inner:
                return inner
    return None


def _span(structure: Structure, mention: _Found, stretch: Stretch | None, limit: int) -> Span:
    view = structure.view
    place = (stretch.start, stretch.end) if stretch else (mention.start, mention.end)
    return Span(
        id="",
        name=mention.label,
        ordinal=mention.number,
        start=stretch.first.isoformat() if stretch and stretch.first else None,
        end=stretch.last.isoformat() if stretch and stretch.last else None,
        evidence=view.quote(*place),
        begins=mention.start,
        ends=limit,
    )


def _after_previous(span: Span, stretch: Stretch | None, before: list[Span]) -> Span:
    """“Nối tiếp đợt 1”: begins the day after the one before has ended."""
    if not (stretch and stretch.follows and before and before[-1].end):
        return span
    ended = stretch.last.fromisoformat(before[-1].end) if stretch.last else None
    return replace(span, start=(ended + timedelta(days=1)).isoformat()) if ended else span


def _is_row_of_rounds(spans: dict[tuple[str, int | str], Span]) -> bool:
    numbers = {span.ordinal for span in spans.values()}
    return {1, 2} <= numbers


def _main_series(spans: list[Span]) -> list[Span]:
    """One series only: rounds before stages before school terms, when the same days are told twice."""
    seen: set[tuple[str | None, str | None]] = set()
    kept = []
    for span in spans:
        days = (span.start, span.end)
        if days != (None, None) and days in seen:
            continue
        seen.add(days)
        kept.append(span)
    return kept
