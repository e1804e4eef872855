"""Stretches of whole years: "giai đoạn 2021-2025", "từ 2021 đến nay", "năm học 2024-2025"."""

from collections.abc import Iterator
from datetime import date

from scheduler.dates.reading.phrase import Found, Phrase, behind, joined, rule
from scheduler.dates.reading.results import Ask, Interval, Reading
from scheduler.dates.reading.years import four_digits
from scheduler.language import _

JOINTS = (
    "đến",
    "tới",
    "đến hết",
    "tới hết",
    "cho đến",
    "cho tới",
    "cho đến hết",
    "-",
    "đến ngày",
    "và đến",
)
ERAS = (
    "giai đoạn",
    "nhiệm kỳ",
    "thời kỳ",
    "các năm",
    "từ năm",
    "từ",
    "giai đoạn từ",
    "giai đoạn từ năm",
    "năm",
    "trong giai đoạn",
    "những năm",
)


@rule
def eras(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "giai đoạn 2021-2025", "từ 2021 đến 2025"; a school year runs from some day to some day."""
    begins = [found for start in phrase.past(index, *ERAS) for found in four_digits(phrase, start)]
    for first, last, end in joined(
        phrase, begins, (*JOINTS, "đến năm", "tới năm", "đến hết năm"), four_digits
    ):
        yield _years(first, last), end
    for first, middle in begins:
        for end in phrase.follow(middle, ("đến nay",)):
            yield Interval(date(first, 1, 1), phrase.scene.today), end
    schools = behind(phrase, index, ("năm học",), four_digits)
    for _first, _last, end in joined(phrase, schools, ("-",), four_digits):
        yield Ask(_("Năm học tính từ ngày nào đến ngày nào?")), end


def _years(first: int, last: int) -> Reading:
    if first > last:
        return Ask(_("Năm đầu đứng sau năm cuối, đề nghị ghi lại."))
    return Interval(date(first, 1, 1), date(last, 12, 31))
