"""Rounds and peaks that stay though no day of theirs is known: a person has to date them."""

import re

from scheduler.directives.duties.above import PAST
from scheduler.directives.page.structure import Structure
from scheduler.directives.rounds.matters import speaks_of_another_matter
from scheduler.directives.rounds.mention import RoundMention

_NOUNS = ("đợt", "giai đoạn", "chặng")
_DAY_ALONE = r"(?:ngày )?\d{1,2}/\d{1,2}(?:/20\d\d)? ?(?:[.;,)]|$)"
_TOLD = re.compile(
    r"\)?(?: (?:thi đua )?(?:chào mừng|lập thành tích|gắn với)\b"
    rf"|(?: ?[:–-]| (?:thi đua )?(?:từ|là|vào|trong)\b)(?! ?(?:trước (?!tết)|chậm|muộn|hạn|{_DAY_ALONE})))"
    r"[^.;\n]{0,120}"
)
_ROUND = re.compile(r"\b(?:đợt|giai đoạn|chặng)(?: thi đua)? (?:\d{1,2}|[ivx]{1,4}|thứ \w+)\b")
_IN_HONOUR = re.compile(
    r"\b(?:chào mừng|mừng|lập thành tích|hướng tới|tiến tới|kỷ niệm|gắn với)\b.*"
)


def stays_undated(structure: Structure, mention: RoundMention) -> bool:
    """Whether it opens an item that tells of the round itself, and of no other work done in rounds."""
    if not mention.opens or mention.number is None or mention.noun not in _NOUNS:
        return False
    here, low = mention.paragraph, structure.view.low
    if here.region != "body" or not tells_of_itself(low, mention.end, here.end):
        return False
    above = (low[one.body : one.end] for one in structure.lead_ins(here))
    return not any(map(speaks_of_another_matter, above))


def tells_of_itself(low: str, start: int, end: int, *, since: int | None = None) -> bool:
    """Whether the words behind its number say what the round or peak is, and of no other work; none that is over.

    With `since` (a position before it) the sentence from there on has to speak of no other work either.
    """
    told = _TOLD.match(low, start, end)
    if not told or PAST.search(told[0]):
        return False
    before = low[since if since is not None else start : start]
    words = (before[before.rfind(". ") + 1 :], told[0])
    return not any(
        speaks_of_another_matter(_ROUND.sub("", _IN_HONOUR.sub("", one))) for one in words
    )
