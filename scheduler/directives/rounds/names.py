"""Names of rounds and peaks as a person would say them: whole, without the days and the verbs around them."""

import re

from scheduler.directives.duties.phrases import ended

_DAYS = re.compile(r" ?\((?=[^()\d]*\d)[^()]*\)")
_TIME_BEGINS = re.compile(r"(?:[ ,]+(?:kể|bắt đầu|kéo dài))+$")
_LAUNCH = re.compile(
    r"^(?:(?:phát động|mở|tổ chức|triển khai|thực hiện) )+(?=(?:đợt|phong|cao|chiến|thi|tháng|\d)\b)",
    re.IGNORECASE,
)
_LONGEST = 150


def told(words: str) -> str:
    """The name within these words; one that is too long ends where a phrase of it does."""
    name = _LAUNCH.sub("", _DAYS.sub("", words).strip(" ,;:-–*+•."))
    if len(name) > _LONGEST:
        cut = name[:_LONGEST]
        phrase = max(cut.rfind(", "), cut.rfind(" và "))
        name = cut[:phrase] if phrase > _LONGEST // 3 else cut.rsplit(" ", 1)[0]
    name = ended(_TIME_BEGINS.sub("", ended(name))).strip(" ,;:-–")
    return name.strip("“") if "”" not in name else name


def closing(text: str, start: int, behind: int, *, stop: int) -> int:
    """Where the quotation closes that opens between `start` and `behind`, curled or straight; -1 where none does."""
    curled = text.find("”", start, stop)
    opened = text.find('"', start, behind + 2)
    return curled if curled >= 0 or opened < 0 else text.find('"', opened + 1, stop)
