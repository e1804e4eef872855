"""What a plan says, in words: its heading, days and deadlines, who takes in what, what phases announce."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.campaign.names import Names
from scheduler.language import _
from scheduler.plan.model import Heading, PlannedOccurrence, PlannedSpan
from scheduler.words import announcement, due, receiver


def heading(given: Heading) -> dict[str, str]:
    """What a campaign says of itself, by name."""
    return {
        _("tên"): given.title,
        _("văn bản"): given.directive or _("chưa ghi"),
        _("năm"): f"{given.year}–{given.last_year}" if given.last_year else str(given.year),
        _("múi giờ"): given.zone,
    }


def days(given: PlannedSpan | None) -> str:
    """From when until when it lasts: both ends, or the one day it has; empty of none."""
    return due.days(given.first_on, given.last_on) if given else ""


def dues(times: Sequence[PlannedOccurrence], zone: ZoneInfo, names: Names = Names()) -> str:
    """The due of a duty owed once; of one that comes again how often, the first and the last."""
    if len(times) == 1 and times[0].due_at is None:
        return due.waiting(names.title(times[0].waits_for))
    return moments([one.due_at for one in times], zone)


def moments(instants: Sequence[datetime | None], zone: ZoneInfo) -> str:
    """An instant in full; of several how many, the first and the last."""
    if len(instants) < 2:
        return due.moment(instants[0], zone) if instants else ""
    first, last = due.moment(instants[0], zone), due.moment(instants[-1], zone)
    return _("{count} lần: {first} … {last}").format(count=len(instants), first=first, last=last)


def collected_by(o: PlannedOccurrence, names: Names = Names()) -> str:
    """Whom it goes to, and through which unit."""
    return receiver.named(names.unit(o.to), o.receiver, outside=o.is_sent_outside)


def announced(given: PlannedSpan, zone: ZoneInfo) -> str:
    """What a span tells by itself and when; empty where it tells nothing."""
    told = (
        f"{announcement.name(one.kind)} {due.moment(one.at, zone)}" for one in given.announcements
    )
    return "; ".join(told)


def named(times: Sequence[PlannedOccurrence]) -> str:
    """What is owed; of several times of it the first stands for all."""
    return times[0].title if len(times) == 1 else f"{times[0].title} …"
