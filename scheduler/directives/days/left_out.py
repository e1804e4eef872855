"""Periods in which what recurs is not sent by itself: “riêng tháng 6, 12 gộp vào báo cáo 6 tháng, báo cáo năm”."""

import re
from dataclasses import dataclass

from scheduler.dates.numerals import number_of
from scheduler.directives.model import LeftOut
from scheduler.directives.page.view import View

_NUMBER = r"(?:1[0-2]|0?[1-9]|iv|i{1,3})\b(?:/20\d\d)?"
_PERIODS = rf"(?P<unit>tháng|quý) {_NUMBER}(?:(?:,| và|, và|;) ?(?:(?:báo cáo |kỳ )?(?:tháng|quý) )?{_NUMBER})*"
_LEFT_OUT = re.compile(
    rf"(?:riêng|ngoại trừ|trừ|không kể)(?: (?:các|báo cáo|kỳ|đối với))* {_PERIODS}(?P<rest>[^.;\n]{{0,160}})"
    rf"|{_PERIODS.replace('unit', 'unit2')}(?P<rest2>,? (?:được |thì )?(?:gộp|ghép|lồng ghép)\b[^.;\n]{{0,160}})"
)
_HOW = re.compile(
    r"\W*(?:$|(?:được |thì |sẽ )?(?:gộp|ghép|lồng|chung|thay|kết hợp|không|gửi|nộp|trước|chậm nhất|báo cáo"
    r"|thực hiện)\b)"
)
_OTHER = re.compile(
    r"báo cáo (?:(?:kết quả|định kỳ|sơ kết|tổng kết|công tác) )*(?:(?:0?6|sáu|9|chín) tháng(?: đầu năm)?"
    r"|(?:cả )?năm|quý"
    r"(?: [ivx]+\b)?|sơ kết|tổng kết)|(?<=, )(?:năm|tổng kết)\b|(?<=và )(?:năm|tổng kết)\b"
)


@dataclass(frozen=True)
class PeriodsLeftOut:
    """What a sentence leaves out, and where it says so (view)."""

    periods: tuple[LeftOut, ...]
    start: int
    end: int


def left_out_in(view: View, start: int, end: int) -> PeriodsLeftOut | None:
    """The periods a sentence takes out of a recurring report; None when it takes out none."""
    found = _LEFT_OUT.search(view.low, start, end)
    rest = "rest" if found and found["unit"] else "rest2"
    if found is None or not _HOW.match(found[rest]):
        return None
    unit = found["unit"] or found["unit2"]
    words = view.low[found.start() : found.start(rest)]
    numbers = [
        number_of(one) for one in re.findall(r"(?<![\w/])(?:1[0-2]|0?[1-9]|iv|i{1,3})\b", words)
    ]
    others = [one[0].strip() for one in _OTHER.finditer(found[rest])]
    others = [one if one.startswith("báo cáo") else f"báo cáo {one}" for one in others]
    held = (
        others if len(others) == len(numbers) else others * len(numbers) if len(others) == 1 else []
    )
    written = [f"Q{number}" if unit == "quý" else f"{number:02d}" for number in numbers if number]
    periods = tuple(
        LeftOut(period, held[index] if held else None) for index, period in enumerate(written)
    )
    return PeriodsLeftOut(periods, found.start(), found.end()) if periods else None
