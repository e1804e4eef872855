"""Doubts a person should see: what is missing, contradicts itself or the catalogue, or was repaired for reading.

A mismatch is told, never corrected.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.say import in_numbers
from scheduler.directives import printed_days
from scheduler.directives.days.calendar import Calendar, exists
from scheduler.directives.days.day_mentions import DayMention, Days, Shape
from scheduler.directives.days.saying import say_either
from scheduler.directives.head.letterhead import Letterhead
from scheduler.directives.model import Commemoration, Header, Note, ReadDuty, ReadPhase
from scheduler.directives.occasions.sameness import alike, day_of_year, entry_meant, printed_day
from scheduler.directives.page.composing import READ_AT_MOST
from scheduler.directives.page.source import Source
from scheduler.directives.page.view import View
from scheduler.directives.unaccented import unaccented_in
from scheduler.language import _

MOST_NOTES = 60
_DAY_WORD = re.compile(r"^ngày ", re.IGNORECASE)
_DOUBLED = re.compile(r"\b(?P<word>\w{2,12} \w{2,12}) (?P=word)\b")
_LENGTH = re.compile(r"(?<![\d.,/])(?P<count>\d{2,3}) ngày\b")
_IN_TURN = re.compile(r"\blần lượt\b(?: [\w/.]+){0,10}")
_NEAR_TURN = 120  # letters between the name of a round and “lần lượt”
_REPAIRED = re.compile(r"(?<!\w)(?=[\dOolI]{2,4}(?!\w))(?:\d[OolI]|[OolI]\d)[\dOolI]{0,2}")


def notes_of(
    source: Source,
    view: View,
    head: Letterhead,
    header: Header,
    *,
    calendar: Calendar,
    day_mentions: list[DayMention],
    phases: tuple[ReadPhase, ...],
    deadlines: tuple[ReadDuty, ...],
    anniversaries: tuple[Commemoration, ...],
    catalogue: Mapping[str, Anniversary],
) -> tuple[Note, ...]:
    """All notes, at most `MOST_NOTES`: about the file, the header, days, rounds, anniversaries."""
    found = [
        *_about_file(source, view),
        *unaccented_in(view),
        *_about_header(view, head, header),
        *_about_dues(deadlines, header),
        *printed_days.dues_in_doubt(view, deadlines, calendar),
        *_about_days(view, day_mentions, tuple(one for one in deadlines if one.either)),
        *printed_days.weekdays_in(view, day_mentions, calendar),
        *_about_rounds(phases),
        *_about_turns(view, phases),
        *(note for one in anniversaries for note in _about_anniversary(one, header, catalogue)),
        *_about_words(view),
    ]
    return tuple(found[:MOST_NOTES])


def _about_file(source: Source, view: View) -> Iterator[Note]:
    text = source.text[:READ_AT_MOST]
    if source.damaged:
        yield Note("unicode", _("Tệp có chỗ không phải UTF-8, thay bằng ký tự �."))
    if not unicodedata.is_normalized("NFC", text):
        form = "NFD" if unicodedata.is_normalized("NFD", text) else _("lẫn NFC và NFD")
        yield Note("unicode", _("Văn bản dùng dạng Unicode {form}.").format(form=form))
    if len(source.text) > READ_AT_MOST:
        sentence = _("Văn bản dài hơn {number} ký tự: phần sau không được đọc.")
        yield Note("layout", sentence.format(number=READ_AT_MOST))
    repaired = _REPAIRED.search(text)
    if repaired:
        place = view.starts.index(repaired.start()) if repaired.start() in view.starts else 0
        quote = view.quote(place, place + len(repaired[0]))
        yield Note(
            "ocr", _("Có chữ số bị máy quét đọc thành chữ (l/1, O/0); chỉ sửa khi đọc."), quote
        )


def _about_header(view: View, head: Letterhead, header: Header) -> Iterator[Note]:
    place = head.number_place
    if place and head.number is None:
        yield Note("missing", _("Số văn bản để trống."), view.quote(place.start, place.end))
    if head.dated and not head.dated.day:
        quote = view.quote(head.dated.start, head.dated.end)
        yield Note("missing", _("Ngày ban hành để trống."), quote)
    for value, sentence in (
        (header.issuer, _("Không đọc được cơ quan ban hành.")),
        (header.year, _("Không đọc được năm thi đua.")),
    ):
        if value.value is None:
            yield Note("missing", sentence)


def _about_days(
    view: View, day_mentions: list[DayMention], asked: tuple[ReadDuty, ...]
) -> Iterator[Note]:
    """Days of no calendar, and days of which a person has to choose one; once where a duty is due by them."""
    told = [(one.evidence.offset, one.evidence.offset + len(one.evidence.quote)) for one in asked]
    for day_mention in day_mentions:
        quote = view.quote(day_mention.start, day_mention.end)
        said = view.words(day_mention.start, day_mention.end)
        none = day_mention.shape is Shape.NONE
        if none or not (exists(day_mention.first) and exists(day_mention.last)):
            sentence = _("Không có ngày {day} trong lịch; giữ như bản in.")
            yield Note("typo", sentence.format(day=_DAY_WORD.sub("", said)), quote)
        elif _is_asked(day_mention) and not any(first <= quote.offset < end for first, end in told):
            yield Note("missing", _which(said, day_mention.either), quote)


def _is_asked(day_mention: DayMention) -> bool:
    """Of days that may be several; what lies a year back is told only to compare with it."""
    return bool(day_mention.either) and (day_mention.years_on or 0) >= 0


def _about_dues(deadlines: tuple[ReadDuty, ...], header: Header) -> Iterator[Note]:
    issued = str(header.issue_date.value or "")
    for one in deadlines:
        if one.either:
            yield Note(
                "missing", _which(one.due_text or one.evidence.quote, one.either), one.evidence
            )
        elif isinstance(one.due, str) and len(one.due) == len(issued) == 10 and one.due < issued:
            day = in_numbers(date.fromisoformat(one.due))
            sentence = _("Hạn {day} trước ngày ban hành văn bản; giữ như bản in.")
            yield Note("inconsistency", sentence.format(day=day), one.evidence)


def _which(said: str, either: tuple[Days, ...]) -> str:
    sentence = _("“{words}”: có thể là {days}; đề nghị ấn định.")
    return sentence.format(words=said, days=say_either(either))


def _about_rounds(phases: tuple[ReadPhase, ...]) -> Iterator[Note]:
    seen: set[int] = set()
    for span in phases:
        if span.ordinal is not None and span.ordinal in seen:
            yield Note(
                "typo",
                _("Đợt {number} được ghi hai lần.").format(number=span.ordinal),
                span.evidence,
            )
        seen.add(span.ordinal or 0)
        if span.start and span.end and span.start > span.end:
            sentence = _("{name}: ngày kết thúc trước ngày bắt đầu.").format(name=span.name)
            yield Note("inconsistency", sentence, span.evidence)
        yield from _about_length(span)


def _about_turns(view: View, phases: tuple[ReadPhase, ...]) -> Iterator[Note]:
    """“Đợt 1, đợt 2 và đợt 3 lần lượt từ … và từ …”: fewer days than rounds; none of them has any."""
    undated = [one for one in phases if not (one.start or one.end)]
    for said in _IN_TURN.finditer(view.low):
        if sum(0 <= said.start() - one.begins < _NEAR_TURN for one in undated) > 1:
            sentence = _("“lần lượt”: số mốc ngày không khớp số đợt; đề nghị ấn định.")
            yield Note("inconsistency", sentence, view.quote(*said.span()))


def _about_length(span: ReadPhase) -> Iterator[Note]:
    """“90 ngày đêm (từ 01/10 đến 31/12)” are 92: the days stand as printed."""
    said = _LENGTH.search(span.name.lower())
    yearly = (span.start or "").startswith("--")
    if yearly or not (said and span.start and span.end and span.start <= span.end):
        return
    count = (date.fromisoformat(span.end) - date.fromisoformat(span.start)).days + 1
    if count != int(said["count"]):
        sentence = _("{name}: in {printed} ngày, tính từ hai ngày được {count} ngày.")
        text = sentence.format(name=span.name, printed=said["count"], count=count)
        yield Note("inconsistency", text, span.evidence)


def _about_anniversary(
    one: Commemoration, header: Header, catalogue: Mapping[str, Anniversary]
) -> Iterator[Note]:
    """Against arithmetic, then against the catalogue."""
    first, now = _year(one.historical_date), _year(one.commemorated_date)
    year = now or (header.year.value if isinstance(header.year.value, int) else None)
    if first and now and one.ordinal is not None and now - first != one.ordinal:
        sentence = _("{name}: in {printed} năm, tính từ hai ngày được {count} năm.")
        text = sentence.format(name=one.name, printed=one.ordinal, count=now - first)
        yield Note("inconsistency", text, one.evidence)
    then, this = day_of_year(one.historical_date), day_of_year(one.commemorated_date)
    if then and this and then != this:
        yield Note(
            "inconsistency",
            _("{name}: hai ngày trong ngoặc khác nhau.").format(name=one.name),
            one.evidence,
        )
    entry = entry_meant(one, catalogue, issuer=header.issuer.value)
    if entry:
        yield from _against(one, entry, year, recalled=_recalled(entry, catalogue))


def _recalled(entry: Anniversary, catalogue: Mapping[str, Anniversary]) -> tuple[int, ...]:
    """First years of the historical events that a day recalls: texts count it from them too."""
    return tuple(
        first
        for other in catalogue.values()
        if other.kind == "lich_su" and other.date and other.date == entry.date and other != entry
        if any(alike(name, other.name_vi) for name in entry.names)
        for first in other.first_years
    )


def _against(
    one: Commemoration, entry: Anniversary, year: int | None, *, recalled: tuple[int, ...]
) -> Iterator[Note]:
    printed = printed_day(one)
    if entry.date and printed and printed != entry.date:
        sentence = _("{name}: văn bản ghi ngày {printed}, danh mục ghi {known} (tháng-ngày).")
        yield Note(
            "inconsistency",
            sentence.format(name=one.name, printed=printed, known=entry.date),
            one.evidence,
        )
    first, known = _year(one.historical_date), entry.first_years
    if known and first and first not in (*known, *recalled):
        sentence = _("{name}: văn bản ghi năm {printed}, danh mục ghi {known}.")
        text = sentence.format(name=one.name, printed=first, known=_listed(known))
        yield Note("inconsistency", text, one.evidence)
    if known and not first and one.ordinal is not None and year:
        counts = tuple(year - first_year for first_year in known)
        if one.ordinal not in (*counts, *(year - event for event in recalled)):
            sentence = _(
                "{name}: văn bản ghi {printed} năm, theo danh mục năm {year} là {count} năm."
            )
            text = sentence.format(
                name=one.name, printed=one.ordinal, year=year, count=_listed(counts)
            )
            yield Note("inconsistency", text, one.evidence)


def _listed(numbers: tuple[int, ...]) -> str:
    """All of a day that is counted in several ways."""
    return _(" hoặc ").join(map(str, numbers))


def _year(value: str | None) -> int | None:
    return int(value[:4]) if value and value[:4].isdigit() else None


def _about_words(view: View) -> Iterator[Note]:
    for doubled in _DOUBLED.finditer(view.low):
        said = view.words(doubled.start(), doubled.end())
        sentence = _("Lặp từ: “{words}”.").format(words=said)
        yield Note("typo", sentence, view.quote(doubled.start(), doubled.end()))
