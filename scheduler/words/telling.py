"""A notice in words, as lines: the first says what and when, for it may be all that is read.

Pure, and the same for every channel; how lines are shown, and how many fit, is the channel's own affair.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.say import say_clock, say_day, say_day_in_numbers, say_moment
from scheduler.language import _
from scheduler.run.saying.notice import Notice, NoticeItem, Reader
from scheduler.text import Line, capital, cut, one_line
from scheduler.words import (
    announcement,
    awaited,
    desk_link,
    due,
    entry,
    happened,
    origin,
    owing,
    post,
    post_changes,
)
from scheduler.words.facts import NAME, TITLE, Fact, named_receiver, owing_unit, reason
from scheduler.words.ledger import say_end
from scheduler.words.owing import Topic, topics


def nearest_first(notice: Notice) -> list[NoticeItem]:
    """The items of `notice` by their deadlines."""
    return sorted(notice.items, key=lambda item: item.due_at)


def write_lines(
    notice: Notice, items: Sequence[NoticeItem], *, facts: tuple[Fact, ...]
) -> list[Line]:
    """`notice` in the language spoken here, telling `facts` of `items`: all of it, or the first few."""
    if not items:
        return _opening(notice, items) + _addressed(notice) + _closing(notice, items)
    if _is_all_theirs(notice):
        facts = tuple(fact for fact in facts if fact is not owing_unit)  # the greeting names it
    told = topics(items, notice.items)
    shared = [fact for fact in facts if len({_fact(fact, topic) for topic in told}) == 1]
    own = [fact for fact in facts if fact not in shared]
    zone = ZoneInfo(notice.zone)
    now = notice.now.astimezone(zone)
    lines = _opening(notice, items)
    if len(told) == 1:
        lines += _due(told[0], now=now)
    lines += _addressed(notice)
    lines += _said(told[0], shared)
    if len(told) > 1:
        for number, topic in enumerate(told, start=1):
            title = f"{number}. {_headline(topic, now=now)}"
            lines += [] if lines[-1] == Line("") else [Line("")]
            lines += [Line(title, bold=True), *_due(topic, now=now), *_said(topic, own)]
    return lines + _closing(notice, items)


def _is_all_theirs(notice: Notice) -> bool:
    """Whether all of it is owed by the unit of who reads."""
    return all(
        item.reader is Reader.UNIT and item.unit == notice.unit and not item.escalation
        for item in notice.items
    )


def write_list(notice: Notice, items: Sequence[NoticeItem]) -> list[Line]:
    """`items` in the fewest lines: what is said of several units in the same words is said once, above their names."""
    now = notice.now.astimezone(ZoneInfo(notice.zone))
    told = topics(items, notice.items)
    if len(told) == 1:  # its headline opens the card
        lines = _opening(notice, items) + _due(told[0], now=now) + _addressed(notice)
        return lines + _closing(notice, items)
    lines = _opening(notice, items) + _addressed(notice)
    said: list[Line] = []
    for number, topic in enumerate(told, start=1):
        words = [Line(_headline(topic, now=now), bold=True), *_due(topic, now=now)]
        if words != said:
            lines += [Line(""), *words]
            said = words
        if not topic.is_of_others:
            lines.append(Line(f"{number}. {cut(topic.first.unit, NAME)}"))
    return lines + _closing(notice, items)


def describe(item: NoticeItem) -> str:
    """Everything about `item` that will still be true tomorrow, as feeds say it.

    The unit is named: nobody knows whether the calendar it goes into is that of one unit.
    """
    return entry.description(
        due=_due_line(item),
        unit=item.unit,
        to=named_receiver(item),
        contents=item.contents,
        proof=item.proof,
        reason=reason(item, told=False),
        unsure=origin.depends_on(item.unsure_on) if item.unsure_on else "",
        received=item.received_on,
        campaign=item.campaign,
        directive=item.directive,
    )


def title(item: NoticeItem, *, cancelled: bool) -> str:
    """The title of its calendar entry; what is overdue is in no invitation."""
    name = one_line(item.duty) or entry.untitled()
    if cancelled:
        return entry.cancelled(name)
    zone, common_at = ZoneInfo(str(item.due_at.tzinfo)), item.common_due_at
    extended = common_at is not None and item.due_at > common_at
    extended_to = civil.ended_on(item.due_at, zone) if extended else None
    return entry.deadline(name, state=item.state, overdue=False, extended_to=extended_to)


def _due_line(item: NoticeItem) -> str:
    if not item.dated:
        return awaited.undated()
    return entry.due(item.due_at, ZoneInfo(str(item.due_at.tzinfo)))


def _opening(notice: Notice, items: Sequence[NoticeItem]) -> list[Line]:
    """What the eye finds first; posts that changed hands before what is due."""
    if not notice.changes:
        return [Line(first_line(notice, items), bold=True)]
    lines = [Line(_marked(notice, post_changes.headline(notice.changes)), bold=True)]
    lines += post_changes.lines(notice.changes)
    return [*lines, Line(""), Line(_first_due(notice, items), bold=True)] if items else lines


def _addressed(notice: Notice) -> list[Line]:
    """To which post it goes; not where the first line names it."""
    if post_changes.is_about_reader(notice.changes):
        return [Line("")] if notice.items else []
    to = post.addressed(cut(notice.post, NAME), by_title=not notice.is_to_unit)
    return [Line(""), Line(to)]


def first_line(notice: Notice, items: Sequence[NoticeItem]) -> str:
    """Which post changed hands, what is due first and when, of how many things; which round or peak begins or ends;
    or that a link opens the desk."""
    due_first = _first_due(notice, items) if items else ""
    begins = announcement.headline(notice.announced, today=_today(notice))
    link = notice.desk_link
    opens = desk_link.headline(link.unit, link.about) if link else ""
    parts = [opens, post_changes.headline(notice.changes), due_first, begins]
    return _marked(notice, ". ".join(part for part in parts if part))


def _marked(notice: Notice, line: str) -> str:
    return _("[Diễn tập] {line}").format(line=line) if notice.rehearsal else line


def _first_due(notice: Notice, items: Sequence[NoticeItem]) -> str:
    now = notice.now.astimezone(ZoneInfo(notice.zone))
    line = _headline(topics(items, notice.items)[0], now=now)
    every = [topic.first for topic in topics(notice.items, notice.items)]
    late = sum(item.is_late(now) and happened.is_owed(item) for item in every)
    if len(every) > 1 and late:
        line = _("{count} nhiệm vụ ({late} quá hạn). {first}").format(
            count=len(every), late=late, first=line
        )
    elif len(every) > 1:
        line = _("{count} nhiệm vụ. {first}").format(count=len(every), first=line)
    return line


def _headline(topic: Topic, *, now: datetime) -> str:
    """What and when, as short as a notification on a locked phone shows."""
    item = topic.first
    due_at, duty, zone = item.due_at, cut(item.duty, TITLE), ZoneInfo(str(now.tzinfo))
    due_on = civil.ended_on(due_at, zone)
    clock, day = say_clock(due_at, zone), say_day_in_numbers(due_on, year=now.year)
    if topic.is_of_others:
        return owing.headline(topic, day=day, late=item.is_late(now), closed=item.is_closed(now))
    if told := happened.headline(item, day=day):
        return told
    if not item.dated:
        return awaited.undated_headline(duty)
    today = due_on == now.date()
    if item.is_late(now) and today:
        return _("Quá hạn từ {clock} hôm nay: {duty}").format(clock=clock, duty=duty)
    if item.is_late(now):
        return _("Quá hạn từ {day}: {duty}").format(day=day, duty=duty)
    if today:
        return _("Hạn {clock} hôm nay: {duty}").format(clock=clock, duty=duty)
    return _("Hạn {day}: {duty}").format(day=day, duty=duty)


def _due(topic: Topic, *, now: datetime) -> list[Line]:
    item, zone = topic.first, ZoneInfo(str(now.tzinfo))
    told = (
        owing.lines(topic, closed=item.is_closed(now))
        if topic.is_of_others
        else happened.lines_about(item)
    )
    about = [Line(text) for text in told]
    if not item.dated:
        return [*([Line(awaited.undated())] if happened.is_owed(item) else []), *about]
    if not happened.is_owed(item):
        return [Line(entry.due(item.due_at, zone)), *about]
    return [*_left_lines(item, now=now, zone=zone), *about]


def _left_lines(item: NoticeItem, *, now: datetime, zone: ZoneInfo) -> list[Line]:
    lines = [Line(_moment_and_left(item, now=now, zone=zone))]
    if item.cut_off_at is None or not item.is_late(now):
        return lines
    if item.is_closed(now):
        return [*lines, Line(due.closed(item.cut_off_at, zone))]
    moment = say_moment(item.cut_off_at, zone)
    return [*lines, Line(_("Hạn tiếp nhận cuối cùng: {moment}").format(moment=moment))]


def _moment_and_left(item: NoticeItem, *, now: datetime, zone: ZoneInfo) -> str:
    """What the headline of a deadline of today says already, the clock and that it is today, is not said again."""
    day = civil.ended_on(item.due_at, zone)
    if day == now.date() and not happened.headline(item, day=""):
        return capital(say_day(day))
    days, late = item.working_days_left, item.is_late(now)
    left = due.left(item.due_at, days, late=late, zone=zone, now=now)
    return f"{say_moment(item.due_at, zone)}, {left}"


def _said(topic: Topic, facts: list[Fact]) -> list[Line]:
    return [Line(text) for text in (_fact(fact, topic) for fact in facts) if text]


def _fact(fact: Fact, topic: Topic) -> str:
    named = topic.is_of_others and fact is owing_unit  # above, with all others
    return "" if named else fact(topic.first)


def may_have_arrived() -> str:
    """The mark of whatever is sent again though nobody knows whether it arrived."""
    return _("Tin này có thể được gửi lặp; nếu đã nhận, đề nghị bỏ qua.")


def left_out(count: int, *, later: bool) -> str:
    """How many there was no room for; `later`: all of them are due later than what is shown."""
    more = (
        _("… và {count} nhiệm vụ nữa, hạn muộn hơn.") if later else _("… và {count} nhiệm vụ nữa.")
    )
    return more.format(count=count)


def _today(notice: Notice) -> date:
    return notice.now.astimezone(ZoneInfo(notice.zone)).date()


def _closing(notice: Notice, shown: Sequence[NoticeItem]) -> list[Line]:
    """Rounds and peaks behind what is due, and what is true of all of it."""
    titled = bool(notice.items or notice.changes or len(notice.announced) > 1)
    told = announcement.lines(notice.announced, today=_today(notice), titled=titled)
    return told + _footer(notice, shown)


def _footer(notice: Notice, shown: Sequence[NoticeItem]) -> list[Line]:
    if (
        notice.desk_link
    ):  # the one sent last is the one that works, and it does so in a rehearsal too
        return []
    lines = []
    count = len(topics(shown, notice.items))
    if left := topics(nearest_first(notice), notice.items)[count:]:
        later = left[0].first.due_at > shown[-1].due_at
        lines.append(left_out(len(left), later=later))
    if notice.possible_duplicate:
        lines.append(may_have_arrived())
    if notice.rehearsal:
        lines.append(_("Tin diễn tập, không phải thực hiện."))
    if notice.ledger_end:
        lines.append(say_end(notice.ledger_end))
    return [Line(""), *map(Line, lines)] if lines else []
