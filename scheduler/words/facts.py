"""What a notice tells of a thing that is owed, fact by fact: each a line, empty where it is not told."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from scheduler.definition.models import OriginKind
from scheduler.run.saying.notice import NoticeItem, Reader
from scheduler.text import cut
from scheduler.words import awaited, entry, happened, origin, owing, receiver

NAME, TITLE, SENTENCE = 200, 300, 600  # longest value shown, in UTF-16 units

Fact = Callable[[NoticeItem], str]


def owing_unit(item: NoticeItem) -> str:
    if item.escalation:
        return ""  # said with whom it is told
    return entry.owed_by(cut(item.unit, NAME))


def collected_by(item: NoticeItem) -> str:
    return entry.collected_by(cut(named_receiver(item), NAME))


def named_receiver(item: NoticeItem) -> str:
    return receiver.named(item.to, item.receiver, outside=item.outside)


def told_in_it(item: NoticeItem) -> str:
    if not happened.is_owed(item):
        return ""
    return cut(entry.told_in_it(item.contents), SENTENCE)


def needed(item: NoticeItem) -> str:
    if item.reader is not Reader.UNIT or not happened.is_owed(item):
        return ""
    return cut(entry.needed(item.proof), NAME)


def of_campaign(item: NoticeItem) -> str:
    return entry.of_campaign(cut(item.campaign, TITLE))


def by_directive(item: NoticeItem) -> str:
    return entry.by_directive(cut(item.directive, NAME))


def why(item: NoticeItem) -> str:
    """Whether the date stands in the directive, follows from a rule or was set by somebody: always told apart.

    A deadline of the unit's own stands in no directive. What nobody has to keep any more needs no reason, but where
    somebody decided so.
    """
    if not happened.is_owed(item):
        cancelled = item.origin == OriginKind.CANCELLED
        return origin.reason(item.origin, cut(item.origin_text, SENTENCE)) if cancelled else ""
    told = happened.tells_who_moved_it(item) and not owing.is_of_others(item)
    return reason(item, told=told)


def unsure(item: NoticeItem) -> str:
    owed = happened.is_owed(item) and item.unsure_on
    return origin.depends_on(item.unsure_on) if owed and item.unsure_on else ""


def reason(item: NoticeItem, *, told: bool) -> str:
    """`told`: what happened is told beside it."""
    of_several = item.escalation is not None and len(item.escalation.units) > 1
    if item.common_due_at and not of_several:
        zone = ZoneInfo(str(item.common_due_at.tzinfo))
        own = origin.own_reason(item.own, item.common_due_at, zone=zone, told=told)
        return cut(own, SENTENCE)
    text = cut(item.origin_text, SENTENCE)
    return origin.reason(item.origin, text, item.decided_on, rolled=item.rolled)


def received(item: NoticeItem) -> str:
    """From which day the deadline of the unit is counted."""
    if item.received_on is None or not happened.is_owed(item):
        return ""
    return awaited.received(item.received_on)


DETAIL: tuple[tuple[Fact, ...], ...] = (
    (
        owing_unit,
        collected_by,
        told_in_it,
        needed,
        of_campaign,
        by_directive,
        why,
        unsure,
        received,
    ),
    (owing_unit, collected_by, of_campaign, by_directive),
    (owing_unit,),
)
