"""A place where a text names a round."""

from dataclasses import dataclass

from scheduler.directives.page.structure import Paragraph

# “nối tiếp đợt thứ nhất …”, “sau khi kết thúc đợt 1, …”: the words for a beginning behind another round.
FOLLOWS = (
    r"(?:nối tiếp|tiếp nối|tiếp (?:theo|liền|sau|ngay)|liền (?:sau|kề)"
    r"|(?:bắt đầu )?(?:từ )?(?:ngay )?(?:sau|khi)(?: khi)?(?: kết thúc)?)(?: sau| với| của)?"
    r" (?:đợt|giai đoạn|chặng)(?: thi đua)?"
    r" (?:\d{1,2}|i{1,3}|iv|thứ \w+|một|hai|ba|đầu|trước)\b(?! ngày)"
)


@dataclass(frozen=True)
class RoundMention:
    """A round named at `start:end`; `noun` and `number` (or `label`) tell it from the others."""

    noun: str
    number: int | None
    label: str
    paragraph: Paragraph
    start: int
    end: int
    opens: bool  # stands at the start of its paragraph
