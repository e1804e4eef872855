"""Rounds that stay though no day of theirs is known: a person has to date them."""

import re

from scheduler.directives.duties.above import PAST
from scheduler.directives.page.structure import Structure
from scheduler.directives.rounds.matters import speaks_of_another_matter
from scheduler.directives.rounds.mention import RoundMention

_NOUNS = ("đợt", "giai đoạn", "chặng")
_TOLD = re.compile(
    r"\)?(?: ?[:–-]| (?:thi đua )?(?:từ|chào mừng|lập thành tích|gắn với)\b)[^.;\n]{0,120}"
)
_IN_HONOUR = re.compile(
    r"\b(?:chào mừng|mừng|lập thành tích|hướng tới|tiến tới|kỷ niệm|gắn với)\b.*"
)


def stays_undated(structure: Structure, mention: RoundMention) -> bool:
    """Whether it opens an item that tells of the round itself, and of no other work done in rounds."""
    if not mention.opens or mention.number is None or mention.noun not in _NOUNS:
        return False
    here, low = mention.paragraph, structure.view.low
    told = _TOLD.match(low, mention.end, here.end)
    if here.region != "body" or not told or PAST.search(told[0]):
        return False
    above = (low[one.body : one.end] for one in structure.lead_ins(here))
    own = _IN_HONOUR.sub("", told[0])
    return not any(map(speaks_of_another_matter, [own, *above]))
