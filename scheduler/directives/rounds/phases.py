"""Rounds of a campaign: “Đợt 1”, “Đợt thi đua thứ hai”, “giai đoạn 2”, a table of rounds."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, islice

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.model import ReadPhase
from scheduler.directives.page.structure import MOST, Structure
from scheduler.directives.rounds.announced import announced_rounds
from scheduler.directives.rounds.counted_rounds import counted_stretch, with_end_of_whole
from scheduler.directives.rounds.in_turn import in_turn
from scheduler.directives.rounds.labelled_rounds import YEARS_ITEM
from scheduler.directives.rounds.mention import RoundMention
from scheduler.directives.rounds.names import told
from scheduler.directives.rounds.period import with_ending
from scheduler.directives.rounds.round_mentions import mentions_in, rows_in
from scheduler.directives.rounds.series import series_of
from scheduler.directives.rounds.undated import stays_undated

_WHEN_LINE = re.compile(
    r"(?:thời gian|\btừ\b|\btrong (?:\w+ )?(?:tháng|quý)\b|bắt đầu|thực hiện|\(từ|diễn ra|thời hạn|tiến độ"
    r"|nối tiếp|tiếp nối|kéo dài)"
    r"|^\W{0,2}\d{1,2}[/.]\d{1,2}"
)


# “Giai đoạn 1 (2024 - 2025)”, “Giai đoạn 2: từ năm 2026 đến năm 2030”, “(năm 2026)”
_YEARS = re.compile(
    r" ?[:(] ?(?:từ )?(?:năm )?(?P<first>20\d\d)(?: ?(?:-|đến|tới) ?(?:hết )?(?:năm )?(?P<last>20\d\d))?(?=[).,;:]|$)"
)
_DEFINES = re.compile(
    r" ?(?:[:(–-]|(?:thi đua )?(?:từ|vào|đến|kết thúc|kéo dài|bắt đầu|diễn ra|là|chào mừng|lập thành tích|gắn với)\b)"
)
_NEAR = 60  # letters behind a year in which its days are told


def phases_of(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar
) -> tuple[ReadPhase, ...]:
    """The rounds, in order of the text; of several mentions of one the first with days counts."""
    found = list(islice(chain(mentions_in(structure), rows_in(structure)), MOST))
    spans: dict[tuple[str, int | str], ReadPhase] = {
        _key(mention): _span(structure, mention, stretch, stretch.end if stretch else mention.end)
        for mention, stretch in in_turn(structure, day_mentions, calendar)
    }
    untold = [span.begins for span in spans.values() if not (span.start or span.end)]
    stay: set[int] = set()
    for index, mention in enumerate(found):
        if any(mention.start <= place < mention.end for place in untold):
            continue
        limit = _limit(structure, found, index)
        stretch = _stretch(structure, day_mentions, calendar, mention, limit) or counted_stretch(
            structure.view,
            day_mentions,
            calendar,
            place=(mention.start, limit),
            before=list(spans.values()),
        )
        if stretch:
            stretch = with_end_of_whole(structure.view, day_mentions, calendar, stretch)
        key = _key(mention)
        known = spans.get(key)
        if known and (known.start or known.end):
            if not _is_another(known, stretch, mention):
                continue
            key = (mention.noun, f"{mention.label} {mention.start}")
        if stretch or (mention.opens and mention.number is not None and not known):
            stay |= {mention.start} if stretch or stays_undated(structure, mention) else set()
            span = _span(structure, mention, stretch, limit)
            spans[key] = _after_previous(span, stretch, list(spans.values()))
    if undated := _without_days(structure, found, spans):
        by_place = sorted((spans | undated).items(), key=lambda item: item[1].begins)
        spans = dict(by_place)
    row = _is_row_of_rounds(spans)
    kept = [
        span
        for span in _without_steps(spans)
        if span.start or span.end or row or span.begins in stay
    ]
    numbered = _main_series(kept)
    if sum(1 for span in numbered if span.start and span.end) < 2:
        numbered = list(series_of(structure, day_mentions, calendar)) or numbered
    numbered = numbered or announced_rounds(structure)
    return tuple(replace(span, id=f"p{index}") for index, span in enumerate(numbered, 1))


def _without_days(
    structure: Structure,
    mentions: list[RoundMention],
    spans: Mapping[tuple[str, int | str], ReadPhase],
) -> dict[tuple[str, int | str], ReadPhase]:
    """“Đợt 1: …; đợt 2: 6 tháng tiếp theo”: the round next to one with days, whose own were not read."""
    found: dict[tuple[str, int | str], ReadPhase] = {}
    for mention in mentions:
        number, here = mention.number, mention.paragraph
        if number is None or _key(mention) in spans or not _defines(structure, mention):
            continue
        near = [(mention.noun, number - 1), (mention.noun, number + 1)]
        beside = [spans.get(key) or found.get(key) for key in near]
        if any(one and here.start <= one.begins < here.end for one in beside):
            found[_key(mention)] = _span(structure, mention, None, mention.end)
    return found


def _defines(structure: Structure, mention: RoundMention) -> bool:
    return bool(_DEFINES.match(structure.view.low, mention.end, mention.paragraph.end))


def _key(mention: RoundMention) -> tuple[str, int | str]:
    return mention.noun, mention.number if mention.number is not None else mention.label


def _is_another(known: ReadPhase, stretch: Stretch | None, mention: RoundMention) -> bool:
    """The same number printed twice by mistake, over later days."""
    first = stretch.first if stretch and mention.opens else None
    return bool(first and known.end and first.isoformat() > known.end)


def _limit(structure: Structure, found: list[RoundMention], index: int) -> int:
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
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    mention: RoundMention,
    limit: int,
) -> Stretch | None:
    """Days in the round's own line first, then in the lines under it that speak of time."""
    view = structure.view
    if years := YEARS_ITEM.match(view.low, mention.start) if mention.noun == "năm" else None:
        whole = _whole_years(years, not_before=calendar.year)
        inner = stretch_in(
            view, day_mentions, calendar, years.end(), min(limit, years.end() + _NEAR)
        )
        if whole and inner and view.low.startswith("từ", inner.start):
            return inner if whole.first == _new_year(inner) else whole
        return whole
    first_end = min(limit, with_ending(structure, mention.paragraph))
    found = stretch_in(view, day_mentions, calendar, mention.end, first_end)
    if found and not (
        found.start - mention.end < 170
        or re.search(r"thời gian", view.low[mention.end : found.start])
    ):
        found = None
    if found and (found.last or not mention.opens):
        return found
    years = _YEARS.match(view.low, mention.end, first_end) if mention.opens else None
    whole = _whole_years(years) if years else None
    for paragraph in structure.paragraphs[
        mention.paragraph.index + 1 : mention.paragraph.index + 7
    ]:
        if paragraph.start >= limit:
            break
        opening = view.low[paragraph.body : paragraph.body + 40]
        if mention.opens and _WHEN_LINE.search(opening):
            end = min(with_ending(structure, paragraph), limit)
            inner = stretch_in(view, day_mentions, calendar, paragraph.start, end)
            if inner and (inner.last or not found) and not (whole and _is_part(inner, whole)):
                return inner
    return whole or found


def _is_part(inner: Stretch, whole: Stretch) -> bool:
    """“- Trong tháng 7/2025: …” under “Giai đoạn 1 (2025 - 2027)”: days of a work, not of the round's both years."""
    if not (inner.first and inner.last and whole.first and whole.last):
        return True
    return (inner.first.year, inner.last.year) != (whole.first.year, whole.last.year)


def _new_year(stretch: Stretch) -> date | None:
    """1 January of the year in which it begins and ends."""
    first, last = stretch.first, stretch.last
    return date(first.year, 1, 1) if first and last and first.year == last.year else None


def _whole_years(years: "re.Match[str]", *, not_before: int | None = None) -> Stretch | None:
    """From 1 January of the first year to 31 December of the last; None for years that are over."""
    first, last = int(years["first"]), int(years["last"] or years["first"])
    if first > last or first < (not_before or 0):
        return None
    return Stretch(date(first, 1, 1), date(last, 12, 31), years.start("first"), years.end())


def _span(
    structure: Structure, mention: RoundMention, stretch: Stretch | None, limit: int
) -> ReadPhase:
    view = structure.view
    place = (stretch.start, stretch.end) if stretch else (mention.start, mention.end)
    return ReadPhase(
        id="",
        name=mention.label if mention.number else told(mention.label),
        ordinal=mention.number,
        start=stretch.first.isoformat() if stretch and stretch.first else None,
        end=stretch.last.isoformat() if stretch and stretch.last else None,
        evidence=view.quote(*place),
        begins=mention.start,
        ends=limit,
    )


def _after_previous(span: ReadPhase, stretch: Stretch | None, before: list[ReadPhase]) -> ReadPhase:
    """“Nối tiếp đợt 1”: begins the day after the one before has ended."""
    if not (stretch and stretch.follows and before and before[-1].end):
        return span
    ended = stretch.last.fromisoformat(before[-1].end) if stretch.last else None
    return replace(span, start=(ended + timedelta(days=1)).isoformat()) if ended else span


def _without_steps(spans: dict[tuple[str, int | str], ReadPhase]) -> list[ReadPhase]:
    """“Bước 1, bước 2” are rounds only where nothing else is, and only with days."""
    rounds = [span for (noun, _number), span in spans.items() if noun != "bước"]
    return rounds or [span for span in spans.values() if span.start or span.end]


def _is_row_of_rounds(spans: dict[tuple[str, int | str], ReadPhase]) -> bool:
    numbers = {span.ordinal for span in spans.values()}
    return {1, 2} <= numbers


def _main_series(spans: list[ReadPhase]) -> list[ReadPhase]:
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
