"""What a duty is called in a draft, and the ids of a draft: whole phrases, each id once."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.model import ReadDuty
from scheduler.text import fold

_SLUG_LENGTH = 48
# A definition is written in the language of its directive, whoever runs the command.
_PERIODS = {
    DutyKind.WEEKLY: "Báo cáo tuần",
    DutyKind.MONTHLY: "Báo cáo tháng",
    DutyKind.QUARTERLY: "Báo cáo quý",
    DutyKind.HALF_YEAR: "Báo cáo 6 tháng",
    DutyKind.YEARLY: "Báo cáo năm",
    DutyKind.ROUND: "Báo cáo kết quả đợt",
}
_BARE = re.compile(r"(?:(?:gửi|nộp|có|làm) )*báo cáo|(?:gửi|nộp)(?: về)?", re.IGNORECASE)
_PERIOD_ALONE = re.compile(
    r"(?:(?:hằng|hàng|mỗi|từng) )?(?:tuần|tháng|quý|(?:0?6|sáu) tháng|(?:cả )?năm)(?: đầu năm)?",
    re.IGNORECASE,
)
# “báo cáo kết quả 6 tháng, năm”: each of the two is called by its own.
_TWO_PERIODS = re.compile(
    r"(?:(?:0?6|sáu) tháng|tháng|quý)(?:,| và) (?:(?:0?6|sáu) tháng|(?:cả )?năm)\b(?! \d)",
    re.IGNORECASE,
)
_PERIOD_OF = {
    DutyKind.MONTHLY: "tháng",
    DutyKind.QUARTERLY: "quý",
    DutyKind.HALF_YEAR: "6 tháng",
    DutyKind.YEARLY: "năm",
}
_SENT = re.compile(r",? (?:và )?(?:gửi|nộp)$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(?:vào|lúc|lần lượt) )+[\d.:/]+$")
_ASIDE = re.compile(r"\([^()]*\)")
_PHRASES = re.compile(
    r"[,;:()“”–]| - |(?<!gắn) (?=(?:và|gắn|kèm|để|giữa|của|về|do|trong|tại|qua|theo|cùng|với|cho) )",
    re.I,
)


def title_of(one: ReadDuty) -> str:
    """The words for the duty without who receives it, which stands beside it; a bare report by its period."""
    words = one.what
    if one.to_whom:
        receiver = re.escape(one.to_whom)
        words = re.split(rf"[\s,]+(?:về|cho|tới|đến|lên|với|qua|trình) {receiver}", words)[0]
        words = _SENT.sub("", words) or words
    words = _TWO_PERIODS.sub(_PERIOD_OF.get(one.kind, r"\g<0>"), words)
    words = words.replace(": thực hiện theo", " theo")
    words = _NUMBERED.sub("", words).strip(" ,;:") or one.what
    if one.kind in _PERIODS and _PERIOD_ALONE.fullmatch(words):
        words = f"Báo cáo {words[:1].lower()}{words[1:]}"
    elif _BARE.fullmatch(words):
        words = _PERIODS.get(one.kind, words)
    words = words or one.kind.value
    return capital(words)


def capital(words: str) -> str:
    """With a capital letter in front."""
    return words[:1].upper() + words[1:]


def slug(text: str) -> str:
    """ASCII words of a text joined by hyphens: as many whole phrases as fit, of the first as many words."""
    kept = ""
    for phrase in _PHRASES.split(_ASIDE.sub(" ", text)):
        words = re.findall(r"[a-z0-9]+", fold(phrase))
        longer = "-".join(filter(None, (kept, *words)))
        if len(longer) > _SLUG_LENGTH:
            return kept or _fitting(words)
        kept = longer
    return kept


def _fitting(words: list[str]) -> str:
    kept = ""
    for word in words:
        if len(kept) + len(word) + 1 > _SLUG_LENGTH:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept


class Ids:
    """Slugs, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, text: str) -> str:
        """A slug of the text; a number is added when it was given before."""
        base = slug(text) or "muc"
        name, count = base, 1
        while name in self._given:
            count += 1
            name = f"{base}-{count}"
        self._given.add(name)
        return name
