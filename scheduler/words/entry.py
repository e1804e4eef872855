"""An entry of a calendar in words: the same in a feed, on a page, in the calendar part of a mail and in a card.

Names and titles are taken as they are; what is empty is not said.
"""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_day_in_numbers, say_moment
from scheduler.language import _
from scheduler.states import State
from scheduler.text import capital
from scheduler.words import awaited
from scheduler.words import proof as proofs
from scheduler.words import state as states

DONE = (State.SUBMITTED, State.ACCEPTED)


def untitled() -> str:
    """For what has no title left."""
    return _("(không có tên)")


def cancelled(title: str) -> str:
    """The title of what is cancelled."""
    return _("[HỦY] {title}").format(title=title)


def deadline(title: str, *, state: str, overdue: bool, extended_to: date | None) -> str:
    """The title of a deadline: how it stands, and what is owed. `extended_to`: the later day of one unit."""
    word = states.word(state, overdue=overdue and state not in DONE)
    if state in DONE:
        return f"✔ {word}: {title}"
    if state == State.WAIVED:
        return f"{states.word(state)}: {title}"
    if overdue:
        return f"⚠ {word}: {title}"
    if state == State.RETURNED:
        return _("gửi lại: {title}").format(title=title)
    if extended_to is not None:
        day = say_day_in_numbers(extended_to, year=extended_to.year)
        return _("gia hạn đến {day}: {title}").format(day=day, title=title)
    return _("Hạn: {title}").format(title=title)


def description(
    *,
    cancelled: str = "",
    due: str = "",
    handed_in: str = "",
    unit: str = "",
    to: str = "",
    contents: Iterable[str] = (),
    proof: Iterable[str] = (),
    occasion: str = "",
    reason: str = "",
    unsure: str = "",
    received: date | None = None,
    campaign: str = "",
    directive: str = "",
    bot: str = "",
    link: str = "",
) -> str:
    """Lines for a person: when in full, who, to whom, with what, why it is owed, and where to go."""
    lines = (
        cancelled,
        due,
        handed_in,
        owed_by(unit),
        collected_by(to),
        told_in_it(contents),
        needed(proof),
        occasion,
        reason,
        unsure,
        awaited.received(received) if received else "",
        of_campaign(campaign),
        by_directive(directive),
        _said(_("Gửi báo cáo qua: {text}"), bot),
        _said(_("Xem: {text}"), link),
    )
    return "\n".join(line for line in lines if line)


def due(at: datetime, zone: ZoneInfo) -> str:
    """ "Hạn: 17:00 thứ Sáu, 28/6/2024"."""
    return _("Hạn: {moment}").format(moment=say_moment(at, zone))


def owed_by(unit: str) -> str:
    """Which unit owes it."""
    return _said(_("Đơn vị: {text}"), unit)


def collected_by(to: str) -> str:
    """Whom it is handed to."""
    return _said(_("Nơi nhận: {text}"), to)


def told_in_it(contents: Iterable[str]) -> str:
    """Which reports are told in this one."""
    return _said(_("Nội dung lồng ghép: {text}"), "; ".join(contents))


def needed(proof: Iterable[str]) -> str:
    """With which proof."""
    return _said(_("Cần gửi: {text}"), proofs.listed(proof))


def of_campaign(title: str) -> str:
    """For which campaign; the word is not said again before a title that begins with it."""
    named = _("Phong trào: {text}")
    word = named.partition(":")[0].casefold()
    return capital(title) if title.casefold().startswith(word) else _said(named, title)


def by_directive(directive: str) -> str:
    """By which document: its number and day."""
    return _said(_("Văn bản: {text}"), directive)


def _said(sentence: str, text: str) -> str:
    return sentence.format(text=text) if text else ""
