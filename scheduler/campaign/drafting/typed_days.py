"""One day as people type it, in the year of the campaign where they type none."""

import re
import unicodedata
from datetime import date, datetime

from scheduler.campaign.drafting.around import Around
from scheduler.dates.reading import Day, Invalid, Until, read
from scheduler.dates.reading.results import Ask
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
    r"\d+ (?:ngày|ngay|tuần|tuan|tháng(?! \d)|thang(?! \d))"
)  # “sau 3 ngày”: after what?
_MONTH = re.compile(r"\d[/.-]\d|\b(?:tháng|thang|quý|quy|năm|nam)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FROM_TODAY = re.compile(r"\b(?:nay|mai|kia|mốt|(?:tuần|tháng|quý|năm) (?:này|tới|sau))\b")


def examples() -> tuple[str, ...]:
    """Days that are understood, in the language in which they are typed."""
    return ("30/6", "28/6/2024", "hết tháng 7", "thứ Sáu tuần này")


def in_small_letters(typed: str) -> str:
    """What was typed as one line, as it is read."""
    text = unicodedata.normalize("NFC", clean(typed))
    return lower(" ".join(text.split()).strip(" .;,"))


def read_day(typed: str, around: Around) -> str:
    """The day (ISO). Raises NotUnderstood where it is none, or could be several."""
    words = in_small_letters(typed)
    if not words:
        raise NotUnderstood(typed, _("Đề nghị ghi một ngày."), examples())
    return _iso(words) or _mentioned(words, around) or _relative(words, around, typed)


def _iso(words: str) -> str | None:
    try:
        return date.fromisoformat(words).isoformat() if words[4:5] == "-" else None
    except ValueError:
        return None


def _mentioned(words: str, around: Around) -> str | None:
    mentions = [one for one in day_mentions_in(words) if one.shape is not Shape.NOW]
    if len(mentions) != 1:
        return None
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
    meant = read(words, now=now, zone=zone, calendar=installation.calendar)
    day = _day(meant)
    if day is not None and _is_sure(day, words, around):
        return day.isoformat()
    raise NotUnderstood(typed, _reason(meant), examples())


def _is_sure(day: date, words: str, around: Around) -> bool:
    """Whether the year is said, or follows from today, or is that of the campaign."""
    if _YEAR.search(words) or _FROM_TODAY.search(words):
        return True
    if _COUNTED.search(words) or not _MONTH.search(words):
        return False
    return around.calendar.last_year is None and day.year == around.calendar.year


def _reason(meant: object) -> str:
    match meant:
        case Invalid(reason=reason):
            return reason
        case Ask():
            return _("Có thể hiểu nhiều cách: đề nghị ghi đủ ngày và tháng.")
    return _("Chưa đọc được ngày này.")


def _day(meant: object) -> date | None:
    match meant:
        case Day(on=on, part=None):
            return on
        case Until(last=last, part=None) if not isinstance(last, datetime):
            return last
    return None  # an hour is no day
