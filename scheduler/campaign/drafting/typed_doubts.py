"""What is asked about before typed words are believed: a day that could be several, that is no such weekday."""

import re
from datetime import date

from scheduler.dates.say import in_numbers, say_day
from scheduler.directives.days.calendar import Calendar
from scheduler.errors import NotUnderstood
from scheduler.language import _
from scheduler.text import capital

# “trước hết tháng 7”: before it begins, or before it ends? “tầm 30/6” is no day at all.
_MANY_WAYS = re.compile(
    r"\btrước (?:khi )?(?:hết|cuối) (?=ngày|tháng|quý|năm|\d)|\b(?:tầm|quãng|chừng|khoảng|trên|dưới)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FROM_TODAY = re.compile(
    r"\b(?:nay|mai|kia|mốt|(?:tuần|tháng|quý|năm) (?:này|tới|sau)|today|tomorrow|(?:this|next) \w+)\b"
)
_LUNAR = re.compile(r"\b(?:giêng|chạp|rằm|m[ùồ]ng|âm lịch|âl)\b")
_WEEKDAY = re.compile(
    r"(?<!đợt )(?<!lần )(?<!tuần )(?<!quý )(?<!năm )(?<!tháng )(?<!kỳ )"
    r"\b(?:thứ (?P<name>hai|ba|tư|năm|sáu|bảy|[2-7])|t(?P<short>[2-7])|(?P<sunday>chủ nhật|cn)"
    r"|(?P<english>(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
)
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7}
# “báo cáo 6 tháng trước 15/6”: the report of six months, or a report so long before?
_VAGUE = re.compile(
    r"\b(?:giữa|khoảng|vài|đầu (?:tháng|quý|năm)(?! quý)|tuần (?:đầu|cuối|thứ)|ngày \d{1,2} tháng sau"
    r"|ngày làm việc .+ tháng sau|báo cáo \w+ tháng trước (?:ngày )?\d{1,2})\b"
)
_EVERY = re.compile(
    r"tháng đầu (?:quý|kỳ)|tháng (?:đầu tiên|thứ nhất)|\b(?:hằng|hàng|mỗi|định kỳ)\b"
)


def many_ways(days: tuple[date, ...] = ()) -> str:
    """The question about words that could mean several days: those, where they are known."""
    if len(days) > 1:
        told = _("Có thể hiểu là {days}: đề nghị ghi rõ một ngày.")
        return told.format(days=_(" hoặc ").join(in_numbers(day) for day in days))
    return _("Có thể hiểu nhiều cách: đề nghị ghi đủ ngày và tháng.")


def has_many_ways(words: str) -> bool:
    """Whether words (in small letters) could mean several days, whatever else they say."""
    return _MANY_WAYS.search(words) is not None


def is_lunar(words: str) -> bool:
    """Whether words (in small letters) may name a day by the moon."""
    return _LUNAR.search(words) is not None


def has_year(words: str) -> bool:
    """Whether they say a year, or count from today."""
    return bool(_YEAR.search(words) or _FROM_TODAY.search(words))


def which_year() -> str:
    """The question about a day without its year, in a campaign of several."""
    return _("Phong trào kéo dài nhiều năm: đề nghị ghi cả năm.")


def require_likely(day: date, words: str, calendar: Calendar) -> None:
    """Raises NotUnderstood for another weekday than was typed, and for a year far from the campaign or open."""
    said = _weekday(words)
    if said is not None and said != day.isoweekday():
        told = _("{day}: thứ và ngày không khớp.").format(day=capital(say_day(day)))
        raise NotUnderstood(words, told)
    year, last = calendar.year, calendar.last_year
    if last is not None and not has_year(words):
        raise NotUnderstood(words, which_year())
    if year is not None and not year - 1 <= day.year <= (last or year) + 1:
        told = _("Năm {year} cách xa năm của phong trào: đề nghị xem lại.")
        raise NotUnderstood(words, told.format(year=day.year))


def _weekday(words: str) -> int | None:
    """Monday is 1; None where none is said."""
    said = _WEEKDAY.search(words)
    if said is None:
        return None
    if said["sunday"]:
        return len(_NUMBERS) + 1
    if said["english"]:
        return _ENGLISH.index(said["english"]) + 1
    name = said["name"] or said["short"]
    return (_NUMBERS.get(name) or int(name)) - 1


def is_vague_due(words: str) -> bool:
    """Whether a due (in small letters) could be several days, or come again or not."""
    return has_many_ways(words) or bool(_VAGUE.search(words) and not _EVERY.search(words))
