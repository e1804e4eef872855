"""Launches and congresses that units are to have held by a day: “các đơn vị phát động xong trước ngày …”."""

import re

_LIMIT = re.compile(
    r"[ ,]*(?P<over>(?:phải |cần )?(?:xong|hoàn thành))?[ ,]*"
    r"(?P<bound>(?:trước|chậm nhất|muộn nhất|trong|vào)(?: là| vào| trong)?)?(?: ngày)? ?$"
)
_BOUNDS = re.compile(r"trước|nhất")
_LAUNCHES = re.compile(
    r"(?<!ngày )(?<!gian )(?<!hoạch )\bphát động\b"
    r"|\bhội nghị (?:người lao động|viên chức|công chức|cán bộ|nhà giáo)"
)
_ASKED = re.compile(
    r"gửi|nộp|báo cáo|hồ sơ|đăng ký|kế hoạch|sơ kết|tổng kết|giao ước|bình xét|chấm|kiểm tra|công trình|nhiệm vụ"
    r"|\bkhi\b|chỉ tiêu|đã\b|\bdo\b"
)
_CONGRESS = re.compile(r"đại hội")
_WELCOMED = re.compile(
    r"(?:mừng|hướng tới|tiến tới|thành tích|phục vụ|chuẩn bị|văn kiện|trình|sau|tinh thần|nghị quyết)[^.;:,]*$"
)
# Who holds one: “100% chi đoàn”, “cấp xã”, “các đảng bộ cơ sở”.
_LEVEL = re.compile(
    r"(?:\d{1,3}% )?(?:số )?(?:các |toàn bộ )?(?:đại hội|cấp (?!nước|điện)\w+|chi (?:bộ|đoàn|hội)"
    r"|đoàn (?:xã|cơ sở|trường)|đảng bộ|công đoàn|mặt trận|hội (?:cơ sở|nông dân|phụ nữ|cựu|chữ)|cơ sở)\b"
)
_PART = re.compile(r"\d{4}|\d/\d{1,2}|[;:]")


def limited_event(low: str, start: int, day: int) -> tuple[int, int] | None:
    """Where such an event is named between `start`, of the sentence, and its `day` (positions of `low`), or None."""
    limit = _LIMIT.search(low, max(start, day - 45), day)
    if not limit or not (limit["over"] or _BOUNDS.search(limit["bound"] or "")):
        return None
    cuts = [cut.end() for cut in _PART.finditer(low, start, limit.start())]
    begin = max([start, *cuts])
    begin += len(low[begin:day]) - len(low[begin:day].lstrip(" ,-+*•"))
    if _ASKED.search(low, begin, limit.start()):
        return None
    launched = _LAUNCHES.search(low, begin, limit.start())
    held = launched or (limit["over"] and _is_congress(low, start, begin))
    return (begin, limit.end("over") if limit["over"] else limit.start()) if held else None


def _is_congress(low: str, start: int, begin: int) -> bool:
    told = _CONGRESS.search(low, start, begin + 40)
    if not told or _WELCOMED.search(low[start : told.start()]):
        return False
    return bool(_LEVEL.match(low, begin) or begin <= told.start())
