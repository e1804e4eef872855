"""How a duty is called and whose it is, as the words around its due say it."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.duties.due_words import Clause
from scheduler.directives.duties.duties import Hit
from scheduler.directives.duties.elliptic import is_nameless, names_nothing, sender_in, sends
from scheduler.directives.duties.people import only_in, who_in
from scheduler.directives.duties.phrases import whole
from scheduler.directives.duties.tied import asked_on_request
from scheduler.directives.page.sentences import SENTENCE_END
from scheduler.directives.page.structure import Structure
from scheduler.directives.page.view import View

_STOP = re.compile(
    r"[:;|]|,? (?:gửi|nộp(?= (?:về|cho))) | trước | chậm nhất | muộn nhất | xong "
    r"| (?:được )?(?:(?:chuyển|lùi|dời|đổi|rút|điều chỉnh|thay đổi|gia hạn) )?từ (?:ngày )?\d[^;|]{0,12} sang\b"
)
_SENDING = re.compile(r"\b(?:gửi|gởi|nộp|chuyển|trình)\b")
_TO_SEND_ON = re.compile(r"\b(?:để|rồi|sau đó) $")  # “… để Sở gửi UBND tỉnh trước 15/6”
_BEHIND = 60  # letters behind its word in which a duty is named
_FURTHER = 40  # letters in which the phrase ends that begins within those
_PAUSE = re.compile(r"[,;:.|(]")
_ROUND = re.compile(
    r"\b(?:đợt|lần|giai đoạn|chặng|học kỳ|quý) (?:thứ )?"
    r"(?:\d|[ivx]+|một|nhất|hai|ba|bốn|tư|đầu|cuối)\b"
)
_LEVEL = re.compile(
    r"\bcấp (?:nhà nước|trung ương|bộ|ngành|tỉnh|thành phố|huyện|xã|cơ sở|cục|tổng cục|ban)\b"
)
_THING = re.compile(r"[^\W\d]{2,}\W+[^\W\d]{2,}")
_NAMES = {DutyKind.INTERIM: "báo cáo sơ kết", DutyKind.FINAL: "báo cáo tổng kết"}


def what_of(structure: Structure, clause: Clause, kind: DutyKind, hit: Hit) -> str:
    """The words from that of the duty to where its due, another sentence or what is done with it begins."""
    view, due = structure.view, clause.due
    if kind in _NAMES and is_nameless(view.low, hit.start):
        return _NAMES[kind]
    inside = clause.holds(hit)
    ends = structure.at(hit.start).end
    leads = hit.start < due.start
    end = (
        due.start
        if inside and leads
        else _named_until(view, hit.end, clause.right if inside else ends)
    )
    stops = [_STOP.search(view.low, hit.end, end), SENTENCE_END.search(view.text, hit.end, end)]
    end = min([end, *(stop.start() for stop in stops if stop)])
    end = asked_on_request(view, due) or end
    sent = _what_is_sent(structure, clause, hit) if kind is DutyKind.OTHER and inside else None
    what = sent or whole(view, hit.start, end, until=due.start if leads else ends)
    return _of_its_round(view, clause, what) if hit.start < clause.left else what


def _named_until(view: View, start: int, stop: int) -> int:
    """Where the phrase ends that is a few words behind `start`; one that goes on and on is cut."""
    end = start + _BEHIND
    further = min(stop, end + _FURTHER)
    if pause := _PAUSE.search(view.low, end, further):
        return pause.start()
    return stop if stop == further else min(stop, end)


def _what_is_sent(structure: Structure, clause: Clause, hit: Hit) -> str | None:
    """“Mỗi xã giới thiệu 02 điển hình, gửi về …”: the words before the sending, less who sends."""
    view = structure.view
    if not sends(view.low, hit.start) or hit.start >= clause.due.start:
        return None
    begin = max(clause.left, structure.at(hit.start).body)
    who = who_in(view, begin, hit.end)
    at = view.text.find(who, begin, hit.start) if who else -1
    begin = at + len(who or "") if at >= 0 else begin
    begin = view.low.rfind(";", begin, hit.start) + 1 or begin
    words = whole(view, begin, hit.start, until=hit.start).strip(" ,;:-")
    return words if _THING.search(words) else None


def _of_its_round(view: View, clause: Clause, what: str) -> str:
    """“Hồ sơ đợt 1 nộp trước …, đợt 2 trước …”: the round named beside the second day is its own."""
    pattern = _LEVEL if _is_by_level(view, clause, what) else _ROUND
    named = list(pattern.finditer(view.low, clause.left, clause.due.start))
    if not named:
        return what
    said = view.words(*named[-1].span())
    other = pattern.search(what.lower())
    return f"{what[: other.start()]}{said}{what[other.end() :]}" if other else f"{what} {said}"


def _is_by_level(view: View, clause: Clause, what: str) -> bool:
    """“Hồ sơ cấp Nhà nước: …; cấp tỉnh: …”: the level is that of the award and owes nothing."""
    return bool(
        re.search(rf"hồ sơ [^,;:]*{_LEVEL.pattern}", what.lower())
        and _LEVEL.search(view.low, clause.left, clause.due.start)
    )


def who_of(structure: Structure, clause: Clause, hit: Hit) -> str | None:
    """Who owes it; of what is sent on, who sends it, else who had to make it."""
    view, (start, end) = structure.view, clause.sentence
    due_at = clause.due.start
    if only := only_in(view, clause.left, due_at):
        return only
    carried = hit.start < clause.left
    if carried and _is_by_level(view, clause, view.low[hit.start : clause.left]):
        return None
    sender = sender_in(view.low[clause.left : due_at]) if carried else None
    if sender and _TO_SEND_ON.search(view.low, clause.left, clause.left + sender[0]):
        return view.words(clause.left + sender[0], clause.left + sender[1])
    if clause.holds(hit):
        return who_in(view, start, hit.end)
    if who := who_in(view, start, clause.due.start + 8):
        return who
    gap = view.low[clause.left : clause.due.start]
    if sender := sender_in(gap):
        return view.words(clause.left + sender[0], clause.left + sender[1])
    home = clause.paragraph
    before = [stop.end() for stop in SENTENCE_END.finditer(view.text, home.body, hit.start)]
    same = home.start <= hit.start < end and names_nothing(_SENDING.split(gap)[0])
    return who_in(view, before[-1] if before else home.start, hit.end) if same else None
