"""What a whole sentence wants when it tells nothing: to stop, to be polite, or to have more time."""

import re
from enum import StrEnum

from scheduler.dates.reading.normalise import bare as without_marks
from scheduler.dates.reading.normalise import key, tokens


class Intent(StrEnum):
    STOP = "stop"  # hủy, thôi không nộp nữa: as /huy
    NO = "no"  # không, thôi: as /huy, but where something was only offered it declines that
    POLITE = "polite"  # cảm ơn, ok, dạ, đồng ý: no content anywhere
    MORE_TIME = "more time"  # em xin gia hạn thêm một tuần


_ADDRESS = "ạ với nhé nha nhá em anh chị tôi mình bot ơi dạ vâng"  # said around what is meant
_WORDS = (
    f"{_ADDRESS} hủy bỏ thôi không nộp gửi làm xin đề nghị nữa đâu đi luôn qua giúp cho lệnh báo cáo việc này gia hạn"
    " cảm cám ơn được rồi rõ đã hiểu nhất trí đồng ý đúng có tốt nhiều rất chào sao gì ừ nhận cần"
)
# A marked word must be marked right ("thối" is not "thôi"); one without marks stands for any of these.
_KNOWN = {key(word): without_marks(word) for word in _WORDS.split()}
_SHORT = dict.fromkeys(("ko", "k", "kg", "khg", "hok"), "khong")  # as people type it
_KNOWN |= {key("hông"): "khong", key("hổng"): "khong", key("hũy"): "huy", key("okê"): "oke"}
_AROUND = frozenset(without_marks(word) for word in _ADDRESS.split())
_DECLINED = r"khong (?:nop|gui|lam|xin|de nghi)(?: bao cao| gia han| viec nay)?(?: nua)?(?: dau)?"
_STOP = re.compile(
    rf"(?:xin |cho |de nghi )?(?:thoi )?(?:huy(?: bo)?(?: nop| gui| xin)?(?: bao cao| gia han| viec nay| lenh)?"
    rf"(?: di| luon| giup)?|bo(?: di| qua| luon)|{_DECLINED})|cancel|stop"
)
_NO = re.compile(r"(?:thoi )?khong(?: can(?: nua)?)?|thoi(?: nua| di| khong)?|no")
_POLITE = re.compile(
    r"(?:(?:cam on|ok|oke|okie|oki|okay|duoc|ro|hieu|roi|da|nhat tri|dong y|dung|nhan|co|tot|nhieu|rat|u|um|uh"
    r"|khong (?:sao|co gi)|(?:xin )?chao|thanks?|thank you|tks|hello|hi|alo|yes)(?: |$))+"
)
_MORE_TIME = re.compile(
    r"(?:^|\b(?:xin|cho|mong|de nghi|nho|muon|can|duoc)\b(?: \S+){0,5}? )"
    r"(?:gia han|lui (?:han|thoi han|lai|ngay|den|sang|them|\d)|doi (?:han|lai)|hoan (?:nop|gui|den|lai|han|them)"
    r"|(?:lui|hoan)(?=(?: a| nhe)*$)|khat"
    r"|(?:nop|gui) (?:muon|cham|tre|sau)"
    r"|them (?:thoi gian|han|(?:\d+|mot|hai|ba|bon|nam|vai|it|may) (?:ngay|tuan|thang|hom)))"
    r"\b"
)


def read(text: str) -> Intent | None:
    """The intent `text` consists of, with or without diacritics; None for everything that tells something."""
    words = tokens(text)
    whole = " ".join(_KNOWN.get(w.key, "?") if w.is_marked else w.bare for w in words)
    core = " ".join(_SHORT.get(word, word) for word in whole.split() if word not in _AROUND)
    if (not core and text.strip()) or _POLITE.fullmatch(core):  # "dạ", "👍"
        return Intent.POLITE
    if _STOP.fullmatch(core):
        return Intent.STOP
    if _NO.fullmatch(core):
        return Intent.NO
    if _MORE_TIME.search(" ".join(w.bare for w in words)):
        return Intent.MORE_TIME
    return None
