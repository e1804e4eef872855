"""A campaign that is not divided: its own period is its one phase."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from scheduler.directives.model import ReadPeriod, ReadPhase
from scheduler.directives.page.structure import Structure

_NAMED = re.compile(
    r"(?:(?:phong trào|đợt|cuộc)(?: phát động)? )?thi đua\b|phong trào (?=“)|cuộc vận động"
    r"|tháng (?:hành động|thanh niên|công nhân)|tuần lễ"
)
_ENDS = re.compile(
    r"[.;:\n(|]| [–-] ?(?=\d|từ )|, (?!“)(?=các|toàn|mỗi|thời gian|với|gồm|chia|theo)"
    r"|,? (?:(?:được |sẽ |bắt đầu |diễn ra |kéo dài |thực hiện |tổ chức )+|từ ngày|từ \d|từ nay|kể từ|nhằm"
    r"|với chủ đề|trong thời gian)"
)
_LONGEST = 150
_TELLING = 5  # words of a name that tells more than “phong trào thi đua”
_MOST = 40
_PLAIN = "Phong trào thi đua"


def without_a_peaks_days(
    period: ReadPeriod | None, peaks: Sequence[ReadPhase]
) -> ReadPeriod | None:
    """The campaign's period; None where it is that of one of several peaks that stand side by side."""
    if period is None or not (period.start and period.end):
        return period
    days = {(peak.start, peak.end) for peak in peaks}
    beside = any(
        (peak.end and peak.end < period.start) or (peak.start and peak.start > period.end)
        for peak in peaks
    )
    return None if beside and (period.start, period.end) in days else period


def whole_campaign(
    structure: Structure, period: ReadPeriod | None, peaks: Sequence[ReadPhase], *, title: str
) -> tuple[ReadPhase, ...]:
    """The campaign of one period as one phase without a number; none where peaks divide it or have its days."""
    dated = [(peak.start, peak.end) for peak in peaks if peak.start or peak.end]
    if period is None or len(dated) > 1 or (period.start, period.end) in dated:
        return ()
    begins = bisect_left(structure.view.starts, period.evidence.offset)
    ends = begins + len(period.end_text or "")
    names = [*_names(title), *_names(structure.view.text)]
    name = next((name for name in names if len(name.split()) >= _TELLING), _PLAIN)
    return (ReadPhase("p1", name, None, period.start, period.end, period.evidence, begins, ends),)


def _names(text: str) -> Iterator[str]:
    """The campaign by its own words, from “phong trào thi đua” on, at every place that says them."""
    low = text.lower()
    for named in islice(_NAMED.finditer(low), _MOST):
        stop = min(len(text), named.end() + _LONGEST)
        ends = _ENDS.search(low, named.end(), stop)
        words = " ".join(text[named.start() : ends.start() if ends else stop].split())
        whole = words if ends or stop == len(text) else words.rsplit(" ", 1)[0]
        yield whole.strip(" ,-–")
