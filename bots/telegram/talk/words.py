"""Obligations in the words of a chat, and long texts cut between items."""

import html
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.telegram.text import LIMIT
from scheduler.dates import civil
from scheduler.dates.say import say_moment
from scheduler.dates.workdays import WorkCalendar
from scheduler.language import _
from scheduler.states import OWED, State
from scheduler.store.columns import split_titles
from scheduler.text import capital, cut, units
from scheduler.words import awaited, due, entry
from scheduler.words.facts import NAME, TITLE
from scheduler.words.state import told_state
from scheduler.workflow import receiving
from scheduler.workflow.actor import Case
from scheduler.workflow.moved_deadline import closing, deadline, is_late

PAGE = LIMIT - 200  # room for a heading and a last line, or the mark of what is sent again


def esc(value: str, limit: int = NAME) -> str:
    """`value` as one line of HTML, cut to `limit`."""
    return html.escape(cut(value, limit), quote=False)


def zone_of(case: Case) -> ZoneInfo:
    return ZoneInfo(case.campaign.zone)


def title(case: Case) -> str:
    """The duty, and which time of it: HTML."""
    return esc(case.occurrence.title, TITLE)


def told_deadline(case: Case, calendar: WorkCalendar, *, now: datetime) -> str:
    """ "hạn 17:00 thứ Sáu, 28/6/2024, còn 3 ngày làm việc"."""
    due_at, zone = deadline(case), zone_of(case)
    if due_at is None and receiving.is_awaited(case):
        return awaited.undated()
    if due_at is None:
        return due.undated()
    moment = say_moment(due_at, zone)
    due_on = civil.ended_on(due_at, zone)
    days = calendar.count(now.astimezone(zone).date(), due_on)
    left = due.left(due_at, days, late=is_late(case, now=now), zone=zone, now=now)
    return _("hạn {moment}, {left}").format(moment=moment, left=left)


def told_standing(case: Case, *, now: datetime) -> str:
    """ "đã nhận nhiệm vụ lúc 08:12 ngày 28/6 bởi …": HTML; empty while nothing happened."""
    row = case.obligation
    if row.state == State.OPEN:
        return ""
    return esc(told_state(row.state, row.state_at, row.state_by, zone=zone_of(case), now=now), 400)


def block(
    number: int,
    case: Case,
    calendar: WorkCalendar,
    *,
    now: datetime,
    unit: bool,
    issuer: bool = False,
    wanted_at: datetime | None = None,
) -> str:
    """One item of a list: HTML.

    `unit` also says whose it is, `issuer` who asks for it, `wanted_at` until when more time was asked for.
    """
    lines = [f"<b>{number}. {title(case)}</b>"]
    if unit:
        lines.append(esc(case.unit.name))
    if issuer:
        lines.append(esc(case.issuer.name))
    lines.append(capital(told_deadline(case, calendar, now=now)))
    if contents := split_titles(case.occurrence.contents):
        lines.append(esc(entry.told_in_it(contents), TITLE))
    if wanted_at is not None:
        lines.append(told_cut_short(wanted_at, deadline(case), zone_of(case)))
    cut_off_at = closing(case)
    if cut_off_at and cut_off_at <= now and case.obligation.state in OWED:
        lines.append(due.closed_ask(cut_off_at, zone_of(case)))
    if standing := told_standing(case, now=now):
        lines.append(capital(standing))
    return "\n".join(lines)


def told_cut_short(wanted_at: datetime, granted_at: datetime | None, zone: ZoneInfo) -> str:
    """ "Đề nghị gia hạn đến …, được đến …": where another day was granted than was asked for."""
    given = due.moment(granted_at, zone)
    return _("Đề nghị gia hạn đến {wanted}, được gia hạn đến {given}").format(
        wanted=say_moment(wanted_at, zone), given=given
    )


def nobody_owes() -> str:
    """That there is nobody left to remind or to let off."""
    return _("Không còn đơn vị nào phải gửi.")


def nothing_sent() -> str:
    """That what was asked is over, and nothing came of it."""
    return _("Đã hủy, chưa có gì được gửi đi.")


def has_changed() -> str:
    """That a button is older than what it is about."""
    return _("Vừa có thay đổi, đề nghị xem tin mới nhất.")


def press_one() -> str:
    """That a question waits for one of its buttons."""
    return _("Đề nghị bấm một nút ở tin hỏi gần nhất, hoặc /huy để hủy.")


def type_reason() -> str:
    """That a question waits for a reason in words."""
    return _("Đề nghị gõ lý do bằng chữ, hoặc /huy để hủy.")


def is_closed(case: Case, *, now: datetime) -> bool:
    """Whether nothing is taken in any more."""
    cut_off_at = closing(case)
    return cut_off_at is not None and cut_off_at <= now


def pages(blocks: Iterable[str], *, most: int = 1000, limit: int = PAGE) -> list[list[str]]:
    """`blocks` in groups of at most `most` that fit one message each when joined by blank lines.

    HTML is measured as written, which is never shorter than what Telegram counts. A block too long by itself
    loses its end, and its marks.
    """
    found: list[list[str]] = [[]]
    room = limit
    for given in blocks:
        text = given if units(given) <= limit else html.escape(cut(given, limit // 6))
        if found[-1] and (len(found[-1]) >= most or units(text) + 2 > room):
            found.append([])
            room = limit
        found[-1].append(text)
        room -= units(text) + 2
    return found


def joined(page: list[str]) -> str:
    return "\n\n".join(page)
