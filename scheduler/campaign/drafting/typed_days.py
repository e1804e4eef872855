"""One day as people type it, in the year of the campaign where they type none."""

import re
import unicodedata
from datetime import date, datetime

from scheduler.campaign.drafting import typed_doubts
from scheduler.campaign.drafting.around import Around
from scheduler.dates.reading import Day, Invalid, Until, read
from scheduler.dates.reading.results import Ask
from scheduler.dates.say import in_numbers
from scheduler.definition.blanks import clean
from scheduler.directives.days.day_mentions import Shape, day_mentions_in
from scheduler.directives.page.view import lower
from scheduler.errors import NotUnderstood
from scheduler.language import _

_AROUND_A_DAY = re.compile(
    r"(?:(?:từ|đến|vào|ngày|hôm|bắt đầu|kết thúc|là|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b|[ ,:.()])*"
)
_LAST = re.compile(r"(?:đến )?(?:hết|cuối|ngày cuối(?: cùng)?(?: của)?) *")
_FIRST = re.compile(r"(?:từ )?(?:đầu|ngày đầu(?: tiên)?(?: của)?) *")
_COUNTED = re.compile(
    r"\d+ (?:ngày|ngay|tuần|tuan|tháng(?! (?:\d|giêng|chạp))|thang(?! \d))"
)  # “sau 3 ngày”: after what?
_MONTH = re.compile(
    r"\d[/.-]\d|\b(?:tháng|thang|quý|quy|năm|nam)\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
# “cuối tháng”, “ngày cuối quý”: of which, or of each?
_WHICH = re.compile(
    r"\b(?:tháng|thang|quý|quy)\b(?! (?:\d|i{1,3}\b|iv\b|v\b|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|giêng|chạp"
    r"|này|nay|sau|tới|toi))"
)
_SHORT_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2'?(\d\d)(?![\d/.-])")
_BEFORE = re.compile(r"(?:trước|truoc|before)\b")


def examples() -> tuple[str, ...]:
    """Days that are understood, in the language in which they are typed."""
    return ("30/6", "28/6/2024", "hết tháng 7", "thứ Sáu tuần này")


def in_small_letters(typed: str) -> str:
    """What was typed as one line, as it is read; years of two digits are of this century."""
    text = unicodedata.normalize("NFC", clean(typed))
    words = lower(" ".join(text.split()).strip(" .;,"))
    return _SHORT_YEAR.sub(r"\1\g<2>\3\g<2>20\4", words)


def read_day(typed: str, around: Around) -> str:
    """The day (ISO). Raises NotUnderstood where it is none, or could be several, as “trước 30/6”."""
    if _BEFORE.match(in_small_letters(typed)):
        raise NotUnderstood(typed, typed_doubts.many_ways(), examples())
    return read_last_day(typed, around)


def read_last_day(typed: str, around: Around) -> str:
    """The last day (ISO) that is meant: of “trước 30/6” the 29th. Raises NotUnderstood."""
    words = in_small_letters(typed)
    if not words:
        raise NotUnderstood(typed, _("Đề nghị ghi một ngày."), examples())
    if typed_doubts.has_many_ways(words):
        raise NotUnderstood(typed, typed_doubts.many_ways(), examples())
    day = _iso(words) or _mentioned(words, around) or _relative(words, around, typed)
    typed_doubts.require_likely(date.fromisoformat(day), words, around.calendar)
    return day


def _iso(words: str) -> str | None:
    try:
        return date.fromisoformat(words).isoformat() if words[4:5] == "-" else None
    except ValueError:
        return None


def _mentioned(words: str, around: Around) -> str | None:
    if typed_doubts.is_lunar(words):
        return None
    mentions = [one for one in day_mentions_in(words) if one.shape is not Shape.NOW]
    if len(mentions) != 1 or mentions[0].years_on is not None:
        return None  # “năm sau” is counted from today where people type it
    mention, calendar = mentions[0], around.calendar
    before, behind = words[: mention.start], words[mention.end :]
    first, last = calendar.first(mention), calendar.last(mention)
    if not _AROUND_A_DAY.fullmatch(behind) or first is None or last is None:
        return None
    if _AROUND_A_DAY.fullmatch(before) and first == last:
        return first.isoformat()
    if _LAST.fullmatch(before):
        return last.isoformat()
    return first.isoformat() if _FIRST.fullmatch(before) else None


def _relative(words: str, around: Around, typed: str) -> str:
    installation = around.installation
    now, zone = installation.clock.now(), installation.zone
    year, said = around.calendar.year, words
    has_year = typed_doubts.has_year(words)
    if typed_doubts.is_lunar(words) and year and not around.calendar.school and not has_year:
        said = f"{words} năm {year}"
    meant = read(said, now=now, zone=zone, calendar=installation.calendar)
    day = _day(meant)
    if day is not None and _is_sure(day, words, around):
        return day.isoformat()
    if around.calendar.last_year and not has_year:
        raise NotUnderstood(typed, typed_doubts.which_year(), examples())
    if _WHICH.search(words):
        raise NotUnderstood(typed, typed_doubts.many_ways(), examples())
    offered = _offered(meant)
    raise NotUnderstood(typed, _reason(meant), tuple(map(in_numbers, offered)) or examples())


def _is_sure(day: date, words: str, around: Around) -> bool:
    """Whether the year is said, or follows from today, or is that of the campaign."""
    if typed_doubts.has_year(words):
        return True
    if _COUNTED.search(words) or _WHICH.search(words):
        return False
    if not _MONTH.search(words) and not typed_doubts.is_lunar(words):
        return False
    calendar = around.calendar
    return calendar.last_year is None and day.year == calendar.year_of(day.month)


def _reason(meant: object) -> str:
    match meant:
        case Invalid(reason=reason):
            return reason
        case Ask():
            return typed_doubts.many_ways(_offered(meant))
    return _("Chưa đọc được ngày này.")


def _offered(meant: object) -> tuple[date, ...]:
    """The days of a question, each of which can be typed as it is said."""
    offered = meant.alternatives if isinstance(meant, Ask) else ()
    return tuple(dict.fromkeys(day for day in map(_day, offered) if day is not None))


def _day(meant: object) -> date | None:
    match meant:
        case Day(on=on, part=None):
            return on
        case Until(last=last, part=None) if not isinstance(last, datetime):
            return last
    return None  # an hour is no day
