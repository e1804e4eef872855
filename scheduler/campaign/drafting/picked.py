"""A due whose rule was picked from a list, and whose blanks were filled in."""

import re
from collections.abc import Callable, Mapping

from scheduler.campaign.drafting import events
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.reading import Reading
from scheduler.campaign.drafting.typed_days import in_small_letters, read_day
from scheduler.campaign.drafting.typed_dues import read_due
from scheduler.campaign.drafting.typed_leads import read_lead
from scheduler.dates.numerals import number_of
from scheduler.dates.say import WEEKDAYS
from scheduler.definition.spans import month_day
from scheduler.definition.when import ISSUED, ON_REQUEST, RECEIVED
from scheduler.errors import NotUnderstood
from scheduler.language import _

Rule = dict[str, object]
_NUMBER = re.compile(r"(?:ngày )?(?P<number>\d{1,2}|cuối(?: cùng)?)")
_YEARLY = re.compile(r"(?:ngày )?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})")
_EVERY = ("week", "month", "quarter", "half_year", "year")


def rules() -> Mapping[str, str]:
    """The rules that can be picked, in words."""
    return {
        "": _("(không chọn; theo điều đã gõ ở trên)"),
        "by": _("Hạn cố định: hết một ngày"),
        "before": _("Trước một ngày"),
        "on": _("Đúng một ngày"),
        "within": _("Trong một tháng, quý, năm"),
        "week": _("Hằng tuần"),
        "month": _("Hằng tháng"),
        "quarter": _("Hằng quý"),
        "half_year": _("6 tháng một lần"),
        "year": _("Hằng năm"),
        "after": _("Sau một đợt, mốc, nhiệm vụ"),
        "ahead": _("Trước một đợt, mốc, nhiệm vụ"),
        "each_round": _("Sau mỗi đợt"),
        "each_peak": _("Sau mỗi cao điểm"),
        "same_as": _("Cùng thời hạn với một nhiệm vụ, mốc"),
        "part_of": _("Nằm trong báo cáo khác"),
        ON_REQUEST: _("Đột xuất, khi có yêu cầu"),
        "none": _("Chưa ấn định"),
    }


def months() -> Mapping[str, str]:
    """In which month of a period its day lies, in words."""
    return {
        "": _("tháng cuối kỳ"),
        "first month": _("tháng đầu kỳ"),
        "next month": _("tháng sau kỳ"),
    }


def read_picked(reading: Reading) -> object:
    """The rule; None for one that waits for its day, and with a fault for a blank that is not filled."""
    pick = reading.text("pick")
    if pick == "none":
        return None
    if pick not in rules():
        reading.fault("pick", _("Đề nghị chọn một mục trong danh sách."))
        return None
    if pick in ("by", "before", "on"):
        return {pick: _filled(reading, "pick_day", lambda typed: read_day(typed, reading.around))}
    if pick == "within":
        around = reading.around
        return _filled(reading, "pick_period", lambda typed: read_due(f"trong {typed}", around))
    if pick in _EVERY:
        return _every(reading, pick)
    if pick in ("same_as", "part_of"):
        return {pick: _what(reading)}
    if pick == ON_REQUEST:
        return {ON_REQUEST: True, **(_span(reading) if reading.text("pick_lead") else {})}
    return _counted(reading, pick)


def _counted(reading: Reading, pick: str) -> Rule:
    edge: Rule = {"edge": "first"} if reading.text("pick_edge") == "first" else {}
    each = {"each_round": "round", "each_peak": "peak"}.get(pick)
    if each:
        return {"after_each": each, **_span(reading), **edge}
    key = "after" if pick == "after" else "before"
    return {key: _what(reading), **_span(reading), **edge}


def _what(reading: Reading) -> object:
    return _filled(reading, "pick_what", lambda typed: _found(typed, reading.around))


def _found(typed: str, around: Around) -> str:
    words = in_small_letters(typed)
    named = {"ban hành văn bản": ISSUED, "nhận văn bản": RECEIVED}
    found = named.get(words.removeprefix("ngày ")) or events.found(words, around)
    if found is None:
        reason = _("Chưa rõ “{words}” là đợt, mốc, nhiệm vụ hay ngày nào của bản thảo.")
        raise NotUnderstood(typed, reason.format(words=typed))
    return found


def _span(reading: Reading) -> Rule:
    lead = _filled(reading, "pick_lead", read_lead)
    if not isinstance(lead, str):
        return {}
    count, _space, unit = lead.partition(" ")
    if unit == "weeks":
        return {"days": int(count) * 7}
    return {unit.replace(" ", "_"): int(count)}


def _every(reading: Reading, pick: str) -> Rule:
    read = {"week": _weekday, "year": _day_of_year}.get(pick, _day_of_month)
    month = reading.text("pick_month")
    month = "" if pick in ("week", "year") or (pick == "month" and month != "next month") else month
    value = _filled(reading, "pick_day", read)
    return {"every": pick, "by": value, **({"of": month} if month else {})}


def _weekday(typed: str) -> str:
    words = in_small_letters(typed)
    names = [one.lower() for one in WEEKDAYS]
    if words in names:
        return str(names.index(words) + 1)
    short = re.fullmatch(r"t(?:hứ )?([2-7])|(cn)", words)
    if short is None:
        raise NotUnderstood(typed, _("Chưa đọc được thứ này."), ("thứ Sáu",))
    return str(int(short[1]) - 1) if short[1] else "7"


def _day_of_month(typed: str) -> str:
    said = _NUMBER.fullmatch(in_small_letters(typed))
    number = number_of(said["number"]) if said else None
    if said is None or (number is not None and not 1 <= number <= 31):
        raise NotUnderstood(typed, _("Chưa đọc được ngày này."), ("20", "cuối"))
    return str(number) if number else "last"


def _day_of_year(typed: str) -> str:
    said = _YEARLY.fullmatch(in_small_letters(typed))
    text = f"{int(said['month']):02}-{int(said['day']):02}" if said else ""
    try:
        known = month_day(text)
    except ValueError:
        known = None
    if known is None:
        raise NotUnderstood(typed, _("Chưa đọc được ngày này."), ("10/12",))
    return text


def _filled(reading: Reading, name: str, read: Callable[[str], object]) -> object:
    typed = reading.text(name)
    if not typed:
        reading.fault(name, _("Quy tắc đã chọn cần mục này."))
        return None
    return reading.read(name, lambda: read(typed))
