"""What a duty of a draft may take its day from: the other duties, the milestones, a meeting still without a day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.dates.numerals import number_of
from scheduler.definition.models import DutyKind
from scheduler.directives.draft.titles import Ids
from scheduler.directives.model import ReadDuty, ReadMilestone
from scheduler.text import fold

# What another report is called, and the kinds of duty it may be; the first row that fits counts.
_REPORTS = (
    (r"tổng kết", (DutyKind.FINAL,)),
    (r"sơ kết", (DutyKind.INTERIM,)),
    (r"(?:0?6|sáu) tháng", (DutyKind.HALF_YEAR, DutyKind.INTERIM)),
    (r"\btuần\b", (DutyKind.WEEKLY,)),
    (r"\btháng\b", (DutyKind.MONTHLY,)),
    (r"\bquý\b", (DutyKind.QUARTERLY,)),
    (r"\bnăm\b|cuối năm", (DutyKind.YEARLY, DutyKind.FINAL)),
    (r"\bđợt\b", (DutyKind.ROUND,)),
)
_MONTH = re.compile(r"tháng (?P<number>1[0-2]|0?[1-9])\b")
_QUARTER = re.compile(r"quý (?P<number>iv|i{1,3}|[1-4])\b")
_SUBJECT = re.compile(r"^(?:kỳ |các )*báo cáo (?:(?:định kỳ|tình hình|kết quả|công tác) )*")
_MEETINGS = (DutyKind.FINAL, DutyKind.INTERIM, DutyKind.OTHER)
_FEW = 8  # letters below which words name no matter of their own


@dataclass
class Hosts:
    """Ids of the draft, by what they stand for. `made` are meetings that only a due has named so far."""

    ids: Ids
    duties: Sequence[tuple[str, ReadDuty]]
    milestones: Sequence[tuple[str, ReadMilestone]]
    made: dict[str, tuple[str, ReadDuty]] = field(default_factory=dict)

    def report(self, words: str, *, of: ReadDuty) -> tuple[str | None, str | None]:
        """Id of the duty that words call “báo cáo …”, and which of its times: “12”, “Q4”. None: not of this draft."""
        low = words.lower()
        others = [(id_, one) for id_, one in self.duties if one is not of and not _is_within(one)]
        subject = fold(_SUBJECT.sub("", low))
        for id_, one in others:
            if len(subject) >= _FEW and subject in fold(one.what):
                return id_, None
        kinds = next((kinds for pattern, kinds in _REPORTS if re.search(pattern, low)), ())
        for kind in kinds:
            for id_, one in others:
                if one.kind is kind:
                    period = _period(low) if one.recurrence else None
                    held = next(
                        (left.other for left in one.left_out if left.period == period), None
                    )
                    return self.report(held, of=one) if held else (id_, period)
        return None, None

    def meeting(self, words: str, *, of: ReadDuty) -> str:
        """Id of the milestone or dated duty that words call “hội nghị …”; a new milestone where there is none."""
        folded = fold(words)
        for id_, name in [(id_, fold(one.name)) for id_, one in self.milestones]:
            if folded in name or name in folded:
                return id_
        for id_, duty in self.duties:
            held = duty.kind in _MEETINGS and duty.due is not None
            if (
                held
                and duty is not of
                and "hội nghị" in duty.what.lower()
                and folded in fold(duty.what)
            ):
                return id_
        if folded not in self.made:
            self.made[folded] = (self.ids.new(words), of)
        return self.made[folded][0]


def _is_within(one: ReadDuty) -> bool:
    """Itself part of another, or with the days of another: no circle is drafted."""
    return one.tie is not None and one.tie.kind.value in ("part_of", "same_as")


def _period(low: str) -> str | None:
    if month := _MONTH.search(low):
        return f"{int(month['number']):02d}"
    quarter = _QUARTER.search(low)
    return f"Q{number_of(quarter['number'])}" if quarter else None
