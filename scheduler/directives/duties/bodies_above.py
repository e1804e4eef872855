"""What bodies of the whole country owe or want themselves, told in the paper of one below them."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from scheduler.directives.model import ReadDuty
from scheduler.directives.page.view import View

_NATIONAL = (
    r"(?:chính phủ|thủ tướng|quốc hội|trung ương|tổng liên đoàn|tổng cục"
    r"|bộ (?!phận|chỉ huy|đội|tư lệnh|tham mưu|môn|hồ sơ|tài liệu|tiêu chí|quy|mặt|máy)\w"
    r"|(?:hội đồng|ban|cơ quan|hội|ủy ban|đoàn)\b[^.;:,]{0,60}? trung ương)"
)
_IN_FRONT = re.compile(rf"\W*(?:\w{{1,2}}[.)] ?)?{_NATIONAL}")
_ISSUERS = re.compile(rf"(?:văn phòng )?{_NATIONAL}|.*\btrung ương\b|quân |tổng ")
# “Bộ … yêu cầu …, đề nghị các đơn vị …”: whose turn it is then.
_TURN = re.compile(
    r"[,;:.] ?(?:vì vậy,? |do đó,? |để \w+ \w+,? )?"
    r"(?:đề nghị|yêu cầu|giao|các|mỗi|từng|những|sở|phòng|đơn vị|cơ quan)\b"
)


def less_bodies_above(view: View, duties: Iterable[ReadDuty], issuer: str) -> tuple[ReadDuty, ...]:
    """Without the duties of a sentence that a national body opens, where `issuer` (lower case) is none."""
    if _ISSUERS.match(issuer):
        return tuple(duties)
    return tuple(one for one in duties if not _is_above(view, one))


def _is_above(view: View, duty: ReadDuty) -> bool:
    start, due = duty.place[0], bisect_left(view.starts, duty.evidence.offset)
    opened = _IN_FRONT.match(view.low, start, due)
    return bool(opened) and not _TURN.search(view.low, opened.end() if opened else start, due)
