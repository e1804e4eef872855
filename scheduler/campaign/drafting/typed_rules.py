"""A due as `rule_words` says it is read back as the rule it was, whatever the titles in it hold."""

import re

from scheduler.campaign.drafting import events
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.typed_doubts import has_year
from scheduler.campaign.drafting.typed_periods import PERIOD, read_period
from scheduler.definition.when import ISSUED, RECEIVED
from scheduler.errors import NotUnderstood
from scheduler.language import _

Rule = dict[str, object]
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_CLOCK = r"(?:(?P<clock>\d\d:\d\d) )?"
_SPAN = r"(?P<count>\d{1,3}) (?P<unit>ngày làm việc|ngày|tháng)"
_UNITS = {"ngày làm việc": "working_days", "ngày": "days", "tháng": "months"}
_DATE = r"(?:thứ [^ ]+|chủ nhật), (?P<day>\d\d)/(?P<month>\d\d?)/(?P<year>\d{4})"
_WHAT = (
    r"(?P<edge>ngày bắt đầu )?(?:“(?P<name>[^“”]+)”|(?P<issued>ngày ban hành văn bản)"
    rf"|(?P<received>ngày đơn vị nhận được văn bản)|{_DATE})"
)
_AT = r"(?:, lúc (?P<clock>\d\d:\d\d))?"
_BOUNDED = re.compile(rf"(?P<key>trước|đến hết|đến|vào|lúc) {_CLOCK}{_WHAT}")
_KEYS = {"trước": "before", "đến hết": "by", "đến": "by", "vào": "on", "lúc": "on"}
_COUNTED = re.compile(rf"{_SPAN} (?P<key>sau|trước) {_WHAT}{_AT}")
_EACH = re.compile(rf"{_SPAN} sau (?P<edge>ngày bắt đầu )?mỗi (?P<kind>đợt|cao điểm){_AT}")
_CALLED = re.compile(rf"(?:{_SPAN} kể từ )?khi có yêu cầu{_AT}")
_WITHIN = re.compile(rf"trong (?P<period>{PERIOD}){_AT}")
_PART = re.compile(rf"nằm trong “(?P<name>[^“”]+)”(?: kỳ (?P<period>{PERIOD}))?")
_SAME = re.compile(rf"cùng thời hạn với “(?P<name>[^“”]+)”{_AT}")
_TURN = (
    rf"(?P<bound>trước|đến hết) {_CLOCK}(?:ngày (?P<number>\d\d|cuối cùng)"
    rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})|(?P<day>\d\d)/(?P<month>\d\d?))"
)
_TURNS = (
    (re.compile(rf"{_TURN} hằng tuần"), "week", None),
    (re.compile(rf"hằng năm, {_TURN}"), "year", None),
    (re.compile(rf"hằng tháng, {_TURN}"), "month", None),
    (re.compile(rf"hằng tháng, {_TURN} của tháng sau"), "month", "next month"),
    (re.compile(rf"{_TURN} tháng đầu quý"), "quarter", "first month"),
    (re.compile(rf"{_TURN} tháng đầu quý sau"), "quarter", "next month"),
    (re.compile(rf"{_TURN} tháng cuối quý"), "quarter", None),
    (re.compile(rf"6 tháng một lần, {_TURN} tháng đầu kỳ"), "half_year", "first month"),
    (re.compile(rf"6 tháng một lần, {_TURN} tháng đầu kỳ sau"), "half_year", "next month"),
    (re.compile(rf"6 tháng một lần, {_TURN} tháng cuối kỳ"), "half_year", None),
)
_EXCEPT = re.compile(r"[;,] (?:trừ|riêng|trừ các) (?=tháng \d|quý |6 tháng|năm \d)")
_LEFT = re.compile(
    rf"(?P<period>{PERIOD})(?: \(?(?:lồng ghép|nằm|gộp) (?:trong|vào) “(?P<name>[^“”]+)”\)?)?(?:, | và |$)"
)


def said_rule(words: str, around: Around) -> Rule | None:
    """The rule of words (in small letters) that say it as we do; None where they say it in another way."""
    for pattern, every, month in _TURNS:
        if said := pattern.fullmatch(words):
            return _turn(said, every, month)
    said = _WITHIN.fullmatch(words)
    if said and has_year(said["period"]):  # of which year one is without, the calendar knows
        return {"within": read_period(said["period"]), **_clock(said)}
    for pattern, read in _NAMED:
        if said := pattern.fullmatch(words):
            return read(said, around)
    return None


def split_exceptions(words: str) -> tuple[str, str]:
    """What is said of a rule, and of the periods that are left out; the second is empty where none are."""
    found = _EXCEPT.search(words)
    return (words[: found.start()], words[found.end() :]) if found else (words, "")


def read_exceptions(words: str, around: Around) -> list[object]:
    """The periods that are left out, with the duty that tells of one. Raises NotUnderstood."""
    found: list[object] = []
    at = 0
    while at < len(words):
        said = _LEFT.match(words, at)
        if said is None or said.end() == at:
            raise NotUnderstood(words[at:], _("Chưa đọc được kỳ được trừ này."))
        period = read_period(said["period"])
        found.append(
            {"period": period, "part_of": _id(said["name"], around)} if said["name"] else period
        )
        at = said.end()
    return found


def _turn(said: "re.Match[str]", every: str, month: str | None) -> Rule | None:
    given = said.groupdict()
    key = "before" if given["bound"] == "trước" else "by"
    value = str(int(given["number"])) if (given["number"] or "").isdigit() else "last"
    if given["weekday"]:
        value = str(_WEEKDAYS.index(given["weekday"]) + 1)
    if given["day"]:
        value = f"{int(given['month']):02}-{given['day']}"
    return {"every": every, key: value, **({"of": month} if month else {}), **_clock(said)}


def _bounded(said: "re.Match[str]", around: Around) -> Rule | None:
    key = _KEYS[said["key"]]
    return {key: _what(said, around), **_edge(said), **_clock(said)}


def _counted(said: "re.Match[str]", around: Around) -> Rule | None:
    key = "after" if said["key"] == "sau" else "before"
    return {key: _what(said, around), **_span(said), **_edge(said), **_clock(said)}


def _each(said: "re.Match[str]", _around: Around) -> Rule | None:
    kind = "round" if said["kind"] == "đợt" else "peak"
    return {"after_each": kind, **_span(said), **_edge(said), **_clock(said)}


def _called(said: "re.Match[str]", _around: Around) -> Rule | None:
    return {"on_request": True, **(_span(said) if said["count"] else {}), **_clock(said)}


def _part(said: "re.Match[str]", around: Around) -> Rule | None:
    period = {"period": read_period(said["period"])} if said["period"] else {}
    return {"part_of": _id(said["name"], around), **period}


def _same(said: "re.Match[str]", around: Around) -> Rule | None:
    return {"same_as": _id(said["name"], around), **_clock(said)}


_NAMED = (
    (_BOUNDED, _bounded),
    (_COUNTED, _counted),
    (_EACH, _each),
    (_CALLED, _called),
    (_PART, _part),
    (_SAME, _same),
)


def _what(said: "re.Match[str]", around: Around) -> str:
    if said["issued"]:
        return ISSUED
    if said["received"]:
        return RECEIVED
    if said["day"]:
        return f"{said['year']}-{int(said['month']):02}-{said['day']}"
    return _id(said["name"], around)


def _id(name: str, around: Around) -> str:
    found = events.found(name, around)
    if found is None:
        reason = _("Chưa rõ “{words}” là đợt, mốc, nhiệm vụ hay ngày nào của bản thảo.")
        raise NotUnderstood(name, reason.format(words=name))
    return found


def _edge(said: "re.Match[str]") -> Rule:
    return {"edge": "first"} if said["edge"] else {}


def _span(said: "re.Match[str]") -> Rule:
    return {_UNITS[said["unit"]]: int(said["count"])}


def _clock(said: "re.Match[str]") -> Rule:
    return {"time": said["clock"]} if said["clock"] else {}
