"""Duties without a date: reports “định kỳ 6 tháng”, tổng kết “gắn với hội nghị tổng kết công tác năm”."""

import re
from collections.abc import Iterator

from scheduler.definition.models import DutyKind
from scheduler.directives.duties.joined import joined_in
from scheduler.directives.duties.people import to_whom_in, who_in
from scheduler.directives.model import ReadDuty
from scheduler.directives.page.view import View

_DATED = re.compile(
    r"\d{1,2}/\d|ngày \d|tháng \d|quý [ivx\d]+\b|thứ (?:hai|ba|tư|năm|sáu)\b|trong vòng|trong thời hạn"
    r"|(?:m[ùồ]ng|ngày|vào|trước) \d{1,2} (?:hằng|hàng) "
)
_REGIME = re.compile(
    r"(?:chế độ (?:thông tin,? )?báo cáo|báo cáo)(?: kết quả| tình hình)?(?: thực hiện"
    r"| công tác)?(?: \w+){0,4}? (?:định kỳ|hằng|hàng|theo định kỳ)(?P<list>[^.;:\n]{0,90})|(?:định kỳ|hằng"
    r"|hàng) (?P<list2>(?:tuần|tháng|quý|0?6 tháng|năm)[^.;:\n]{0,50}?) (?:các đơn vị )?báo cáo"
)
_PARTS: tuple[tuple[DutyKind, str], ...] = (
    (DutyKind.INTERIM, r"sơ kết"),
    (DutyKind.FINAL, r"tổng kết"),
    (DutyKind.WEEKLY, r"\btuần\b"),
    (DutyKind.HALF_YEAR, r"(?:0?6|sáu) tháng"),
    (DutyKind.QUARTERLY, r"\bquý\b"),
    (DutyKind.MONTHLY, r"(?<!6 )(?<!sáu )\btháng\b"),
    (DutyKind.YEARLY, r"(?<!tổng kết )(?<!kết )(?<!tháng đầu )(?<!cuối )(?<!đầu )\bnăm\b(?! \d)"),
)
WITH_FINAL = "cùng báo cáo tổng kết"
_WITH_FINAL = re.compile(
    r"(?:hồ sơ|đề nghị khen|(?P<vote>"
    r"(?:bảng|bản|phiếu|kết quả) (?:tự )?(?:chấm|đánh giá|điểm|bình xét)))"
    r"[^.;\n]{0,80}?(?P<with>(?:\b(?:gửi|nộp) (?:[^.;\n]{0,12} )?)?\bcùng (?:với |thời gian "
    r"|thời điểm )?(?:gửi )?báo cáo tổng kết)"
)
# “Báo cáo chuyên đề: sau khi lễ kỷ niệm kết thúc.”
_AFTER_EVENT = re.compile(
    r"(?P<duty>báo cáo|hồ sơ|sơ kết|tổng kết)[^.;\n]{0,80}?(?:: | gửi | nộp |, )(?P<when>(?:ngay )?"
    r"sau khi [^.;:,\n]{4,60}"
    r"(?:kết thúc|hoàn thành|bế mạc|xong))"
)
_AFTER_KINDS = {
    "báo cáo": DutyKind.REPORT,
    "hồ sơ": DutyKind.AWARD_FILE,
    "sơ kết": DutyKind.INTERIM,
    "tổng kết": DutyKind.FINAL,
}


def undated_in(view: View, start: int, end: int) -> Iterator[ReadDuty]:
    """Duties of a sentence that gives them no date at all; their due is None."""
    if _DATED.search(view.low, start, end):
        return
    regime = _REGIME.search(view.low, start, end)
    if regime:
        listed = "list" if regime["list"] is not None else "list2"
        yield from _listed(view, (start, end), regime.start(listed), regime.end(listed))
    with_final = _WITH_FINAL.search(view.low, start, end)
    if with_final:
        what = view.words(with_final.start(), with_final.start("with"))
        quote = view.quote(with_final.start("with"), with_final.end("with"))
        yield ReadDuty(
            "",
            DutyKind.VOTE if with_final["vote"] else DutyKind.AWARD_FILE,
            what,
            None,
            quote,
            relative=WITH_FINAL,
            to_whom=to_whom_in(view, start, end),
        )
    after = _AFTER_EVENT.search(view.low, start, end)
    if after:
        said = view.words(after.start("when"), after.end("when"))
        quote = view.quote(after.start("when"), after.end("when"))
        what = view.words(after.start(), after.start("when"))
        kind = _AFTER_KINDS[after["duty"]]
        yield ReadDuty(
            "", kind, what, None, quote, who_in(view, start, after.start()), relative=said
        )
    yield from joined_in(view, start, end)


def _listed(view: View, sentence: tuple[int, int], start: int, end: int) -> Iterator[ReadDuty]:
    words = view.low[start:end]
    for kind, pattern in _PARTS:
        found = re.search(pattern, words)
        if found:
            said = view.words(max(sentence[0], start - 8), start + found.end())
            yield ReadDuty(
                "", kind, f"báo cáo {view.words(start + found.start(), start + found.end())}", None,
                view.quote(max(sentence[0], start - 8), end), who_in(view, *sentence), to_whom_in(view, *sentence),
                recurrence=said, due_text=said,
            )  # fmt: skip
