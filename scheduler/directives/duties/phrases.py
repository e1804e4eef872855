"""Whole phrases: words of a clause that end where a phrase ends, not where a pattern did."""

import re

from scheduler.directives.page.view import View

LONGEST = 160
_CLOSES_WITHIN = 60  # letters in which a bracket left open is looked for its end
# Words that lead on to something: no phrase ends with them.
_LEADS_ON = re.compile(
    r"(?:[\s,;:.(|+•*–-]+(?:và|hoặc|cùng|cùng với|(?<!đính )kèm|kèm theo|đồng thời|qua|về|cho|tới|đến|lên|với|của|để"
    r"|do|tại|trong|vào|(?<!tiếp )theo|(?<!mặt )(?<!công )(?<!đồng )(?<!cân )(?<!văn )bằng"
    r"|gửi|gởi|gửi về|nộp|(?<!xác )(?<!công )(?<!ghi )(?<!chứng )nhận"
    r"|phải|được|xin|sẽ|là|từ|các|những|khoảng|thời hạn|thời gian"
    r"|(?<=[,;:] )hạn|(?:buổi )?(?:sáng|chiều)|(?<!\d )ngày|chậm nhất|muộn nhất|(?<!tháng )(?<!năm )(?<!quý )trước"
    r"|(?<=[,;:] )hoàn thành|xong|như sau|gồm|lần lượt"
    r"|(?<!ban )(?<!vụ )(?<!phòng )(?<!công tác )tổ chức|diễn ra|dự kiến))+\W*$",
    re.IGNORECASE,
)


def whole(view: View, start: int, end: int, *, until: int) -> str:
    """The words between, less what leads on and a word cut through.

    A bracket left open is taken to its end where that is not behind `until`, else left out.
    """
    end = _whole_word(view.text, start, min(end, start + LONGEST))
    opened = view.text.rfind("(", start, end)
    if opened >= 0 and view.text.find(")", opened, end) < 0:
        closed = view.text.find(")", end, min(until, opened + _CLOSES_WITHIN))
        end = closed + 1 if closed >= 0 else opened
    words = view.words(start, end)
    if view.text[end - 1 : end] == ")" and "(" in words and ")" not in words[words.rfind("(") :]:
        words += ")"
    if ")" in words and "(" not in words:
        words = words.replace(")", "")
    return ended(words)


def ended(words: str) -> str:
    """The words without those at their end that lead on to something."""
    return _LEADS_ON.sub("", words) or words


def _whole_word(text: str, start: int, end: int) -> int:
    """Where the last whole word of `text[start:end]` ends."""
    if not (text[end - 1 : end].isalnum() and text[end : end + 1].isalnum()):
        return end
    cut = end
    while cut > start and text[cut - 1].isalnum():
        cut -= 1
    return cut if cut > start else end
