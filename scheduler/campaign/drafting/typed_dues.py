"""A due as people type it: a day, a day that comes again, so long after or before something, or none at all.

What a person types is read by the rules that read documents; a word left over that could mean something is asked
about, never passed over.
"""

import re
from datetime import date

from scheduler.campaign.drafting import events, typed_doubts
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.typed_as_document import HOUR, dues_in, rule_of
from scheduler.campaign.drafting.typed_days import in_small_letters, read_day, read_last_day
from scheduler.campaign.drafting.typed_rules import (
    read_exceptions,
    said_rule,
    split_exceptions,
)
from scheduler.campaign.drafting.written import Kind
from scheduler.dates.numerals import number_of
from scheduler.definition.models import DutyKind
from scheduler.definition.when import ISSUED, RECEIVED, When
from scheduler.directives.days.tied import COUNT
from scheduler.errors import NotUnderstood
from scheduler.language import _

Rule = dict[str, object]
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NONE = re.compile(
    r"(?:văn bản )?(?:không|chưa) (?:ghi|có|ấn định|nêu|rõ)(?: rõ)?(?: (?:ngày|thời hạn|hạn|thời gian))?"
)
_ON_REQUEST = re.compile(
    r"(?:báo cáo )?(?:đột xuất|chuyên đề|(?:đột xuất,? |chuyên đề,? )?(?:(?:mỗi )?khi (?:có|được) (?:văn bản )?"
    r"(?:yêu cầu|đề nghị)|theo yêu cầu)(?: (?:của|từ) .+)?)"
)
_MOST = r"(?:(?:chậm|muộn|trễ) nhất(?: là)?|trong(?: vòng| thời hạn)?|không quá|tối đa|ít nhất|tối thiểu|trước)"
_LEAD = rf"(?:(?:gửi|nộp|báo cáo|xong|hoàn thành) )*(?:{_MOST} )?"
_EDGE = (
    r"(?:(?P<edge>kết thúc|bắt đầu|khai mạc|bế mạc|tổ chức|diễn ra|hoàn thành|xong|phát động) )?"
)
_SINCE = r"(?:(?:kể |tính )?từ(?: sau)?|sau)(?: khi| ngày)*"
_AFTER = (
    re.compile(rf"{_LEAD}{COUNT},? {_SINCE} {_EDGE}(?P<what>.+)"),
    re.compile(
        rf"(?:gửi |báo cáo )?sau(?: khi| ngày)* {_EDGE}(?P<what>.+?),? (?:{_MOST} )?{COUNT}"
    ),
)
_BEFORE = (
    re.compile(rf"{_LEAD}{COUNT} trước(?: khi| ngày)* {_EDGE}(?P<what>.+)"),
    re.compile(
        rf"(?:gửi |báo cáo )?trước(?: khi| ngày)* {_EDGE}(?P<what>[^\d].+?) (?:{_MOST} )?{COUNT}"
    ),
)
_SAME_AS = re.compile(
    r"(?:gửi )?cùng (?:kỳ|thời hạn|thời gian|thời điểm|lúc|đợt|ngày)(?: gửi)?(?: với| của)? (?P<what>.+)"
)
_PART_OF = re.compile(
    r"(?:lồng ghép|ghép|gộp|nằm|đưa)(?: chung)? (?:vào|trong|cùng|với)(?: chung)? (?P<what>.+)"
)
_BEFORE_EVENT = re.compile(rf"trước(?: khi| ngày)* {_EDGE}(?P<what>\D.+)")
_BEGINS = ("bắt đầu", "khai mạc", "phát động")
_AT_LEAST = re.compile(r"\b(?:ít nhất|tối thiểu)\b")
_FROM = re.compile(r"(?:từ|bắt đầu)\b")
# “30/6, 17h”: the hour is read in front of its day.
_HOUR_BEHIND = re.compile(
    r"(?P<bound>(?:trước|đến hết|đến|hết|(?:chậm|muộn) nhất(?: là)?|hạn) )?(?:ngày )?"
    rf"(?P<day>\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{4}})?),? (?:(?:vào )?lúc |trước )?(?P<hour>{HOUR})"
)
_ON = re.compile(
    r"(?:đến )?(?:vào |hết |khi |đúng )?(?:ngày |dịp )?(?:kết thúc |cuối |tổ chức )?(?P<what>\D.+)"
)
_EACH = re.compile(
    r"(?:mỗi|từng|các) (?P<kind>đợt|giai đoạn|chặng|cao điểm|chiến dịch)(?: thi đua)?"
)
_REQUEST = re.compile(r"(?:có|được|nhận được) (?:văn bản )?(?:yêu cầu|đề nghị)(?: .+)?")
_UNITS = {
    "ngày làm việc": ("working_days", 1),
    "ngày": ("days", 1),
    "tuần": ("days", 7),
    "tháng": ("months", 1),
}
_REPORTS = (Kind.DUTY,)


def examples() -> tuple[str, ...]:
    """Dues that are understood, in the language in which they are typed."""
    return (
        "30/6",
        "hết tháng 7",
        "trước ngày 15 hằng tháng",
        "ngày 20 tháng cuối quý",
        "chậm nhất 05 ngày làm việc sau khi kết thúc đợt 1",
        "khi có yêu cầu",
        "không ghi ngày",
    )


def read_due(typed: str, around: Around, *, kind: DutyKind = DutyKind.REPORT) -> Rule | None:
    """The rule a person means, in the keys of `due`; None for “không ghi ngày”. Raises NotUnderstood.

    A bare day is that of a meeting where `kind` is one, else the last by which a report is sent.
    """
    words = in_small_letters(typed)
    if not words:
        reason = _("Đề nghị ghi thời hạn. Văn bản không ghi thì ghi “không ghi ngày”.")
        raise NotUnderstood(typed, reason, examples())
    if _NONE.fullmatch(words):
        return None
    if _ON_REQUEST.fullmatch(words):
        return {"on_request": True}
    words, left = split_exceptions(words)
    rule = said_rule(words, around) or _understood(typed, words, around, kind)
    _require_likely(rule, words, around)
    if left:
        if "every" not in rule:
            raise NotUnderstood(typed, _("Chỉ việc định kỳ mới có kỳ được trừ."), examples())
        rule["except"] = read_exceptions(left, around)
    return _judged(rule, typed)


def _understood(typed: str, words: str, around: Around, kind: DutyKind) -> Rule:
    if typed_doubts.is_vague_due(words):
        raise NotUnderstood(typed, typed_doubts.many_ways(), examples())
    words = _hour_in_front(words)
    rule = _counted(words, around) or _tied(words, around) or _read(words, around, kind)
    # one day, said as people say it: “thứ Sáu tuần này”
    return rule or _on_an_event(words, around) or {_bound(kind): _as_day(words, around)}


def _require_likely(rule: Rule, words: str, around: Around) -> None:
    if "every" in rule:
        return
    for key in ("by", "on", "before"):
        day = str(rule.get(key) or "")
        if _A_DAY.fullmatch(day):
            typed_doubts.require_likely(date.fromisoformat(day), words, around.calendar)
    if "within" in rule and around.calendar.last_year and not typed_doubts.has_year(words):
        raise NotUnderstood(words, typed_doubts.which_year(), examples())


def _hour_in_front(words: str) -> str:
    said = _HOUR_BEHIND.fullmatch(words)
    return f"{said['bound'] or 'lúc '}{said['hour']} ngày {said['day']}" if said else words


def _bound(kind: DutyKind) -> str:
    meetings = (DutyKind.INTERIM, DutyKind.FINAL, DutyKind.VOTE, DutyKind.PLEDGE)
    return "on" if kind in meetings else "by"


def _as_day(typed: str, around: Around) -> str:
    if _FROM.match(in_small_letters(typed)):
        raise NotUnderstood(typed, typed_doubts.many_ways(), examples())
    try:
        return read_last_day(typed, around)
    except NotUnderstood as error:
        reason = error.reason
        if reason == _("Chưa đọc được ngày này."):
            reason = _("Chưa đọc được thời hạn này.")
        raise NotUnderstood(typed, reason, examples()) from error


def _judged(rule: Rule, typed: str) -> Rule:
    try:
        When.model_validate(rule)
    except ValueError as error:
        raise NotUnderstood(typed, _("Chưa đọc được thời hạn này."), examples()) from error
    return rule


def _counted(words: str, around: Around) -> Rule | None:
    """So long after or before something."""
    for key, patterns in (("after", _AFTER), ("before", _BEFORE)):
        for pattern in patterns:
            if said := pattern.fullmatch(words):
                if key == "after" and _AT_LEAST.search(words):
                    raise NotUnderstood(words, typed_doubts.many_ways(), examples())
                return _span_of(key, said, around)
    return None


def _span_of(key: str, said: "re.Match[str]", around: Around) -> Rule:
    unit, times = _UNITS[said["unit"]]
    span = {unit: (number_of(said["count"]) or 0) * times}
    what = re.sub(r"^(?:(?:ngày|khi|gửi|nộp|có) )+", "", said["what"])
    if key == "after" and _REQUEST.fullmatch(said["what"]):
        return {"on_request": True, **span}
    edge = {"edge": "first"} if said["edge"] in _BEGINS else {}
    if key == "after" and (each := _EACH.fullmatch(what)):
        peaks = each["kind"] in ("cao điểm", "chiến dịch")
        return {"after_each": "peak" if peaks else "round", **span, **edge}
    named = events.found(what, around)
    if named is None and said["edge"]:
        named = events.found(f"{said['edge']} {what}", around)
    if named is not None:
        edge = edge or _edge_before(key, said, named, around)
        return {key: named, **span, **({} if named in (ISSUED, RECEIVED) else edge)}
    return {key: _event_day(what, around), **span}


def _event_day(what: str, around: Around) -> str:
    try:
        return read_day(what, around)
    except NotUnderstood as error:
        reason = _("Chưa rõ “{words}” là đợt, mốc, nhiệm vụ hay ngày nào của bản thảo.")
        raise NotUnderstood(what, reason.format(words=what), examples()) from error


def _tied(words: str, around: Around) -> Rule | None:
    """With the days of another report."""
    for key, pattern in (("same_as", _SAME_AS), ("part_of", _PART_OF)):
        if said := pattern.fullmatch(words):
            kinds = _REPORTS if key == "part_of" else (*_REPORTS, Kind.MILESTONE)
            named = events.found(said["what"], around, kinds=kinds)
            if named is None:
                reason = _("Bản thảo chưa có nhiệm vụ “{words}”.").format(words=said["what"])
                raise NotUnderstood(words, reason, examples())
            return {key: named}
    return None


def _on_an_event(words: str, around: Around) -> Rule | None:
    if said := _BEFORE_EVENT.fullmatch(words):
        key = "before"
    elif said := _ON.fullmatch(words):
        key = "on"
    else:
        return None
    named = events.found(said["what"], around)
    if named in (None, ISSUED, RECEIVED):
        return None
    first = {"edge": "first"} if key == "before" and said["edge"] in _BEGINS else {}
    return {key: named, **(first or _edge_before(key, said, named, around))}


def _edge_before(
    key: str, said: "re.Match[str]", named: str | None, around: Around
) -> dict[str, str]:
    """“Trước đợt 2” is before it begins; what comes after it, or before “kết thúc”, is counted from its end."""
    if key != "before" or said["edge"]:
        return {}
    spans = {one.key for one in around.standing if one.kind in (Kind.ROUND, Kind.PEAK)}
    return {"edge": "first"} if named in spans else {}


def _read(words: str, around: Around, kind: DutyKind) -> Rule | None:
    """As a document would say it; what stands alone is tried as a stretch too (“tháng 7”)."""
    if typed_doubts.is_lunar(words):
        return None
    for said in (words, f"lúc {words}", f"trong {words}"):
        dues = dues_in(said, around)
        if len(dues) > 1:
            reason = _("Có nhiều thời hạn ở đây: đề nghị ghi mỗi thời hạn thành một mục.")
            raise NotUnderstood(words, reason, examples())
        if dues:
            return rule_of(dues[0], around, kind)
    return None
