"""What a list of the policies does, in words: when people are told, and who."""

from collections.abc import Iterable, Iterator

from scheduler.definition.policies import PolicyStep
from scheduler.language import _
from scheduler.words import post, step


def steps(listed: Iterable[PolicyStep]) -> Iterator[str]:
    """ "08:00, trước 7 ngày làm việc: thủ trưởng", one a step, in their order."""
    for one in listed:
        words = _("{clock}, {when}: {who}")
        if one.draft:
            words = _("{clock}, {when}: {who} (soạn sẵn, chờ cơ quan thường trực gửi)")
        who = ", ".join(post.name(to) for to in one.to)
        yield words.format(clock=f"{one.at:%H:%M}", when=step.told(one.step), who=who)
