"""A notice in words, as lines: the first says what and when, for it may be all that is read.

Pure, and the same for every channel; how lines are shown, and how many fit, is the channel's own affair.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.say import MONTHS, say_clock, say_day, say_left, say_moment
from scheduler.language import _
from scheduler.plan.origins import say_own
from scheduler.run.saying.notice import Notice, NoticeItem, Reader
from scheduler.text import Line, capital, cut
from scheduler.words import happened, owing, post_changes
from scheduler.words.owing import Topic, topics

NAME, TITLE, SENTENCE = 200, 300, 600  # longest value shown, in UTF-16 units

Fact = Callable[[NoticeItem], str]


def nearest_first(notice: Notice) -> list[NoticeItem]:
    """The items of `notice` by their deadlines."""
    return sorted(notice.items, key=lambda item: item.due_at)


def write_lines(
    notice: Notice, items: Sequence[NoticeItem], *, facts: tuple[Fact, ...]
) -> list[Line]:
    """`notice` in the language spoken here, telling `facts` of `items`: all of it, or the first few."""
    if not items:
        return _opening(notice, items) + _addressed(notice) + _footer(notice, items)
    if _is_all_theirs(notice):
        facts = tuple(fact for fact in facts if fact is not _unit)  # the greeting names it
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
    return lines + _footer(notice, items)


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
        return lines + _footer(notice, items)
    lines = _opening(notice, items) + _addressed(notice)
    said: list[Line] = []
    for number, topic in enumerate(told, start=1):
        words = [Line(_headline(topic, now=now), bold=True), *_due(topic, now=now)]
        if words != said:
            lines += [Line(""), *words]
            said = words
        if not topic.is_of_others:
            lines.append(Line(f"{number}. {cut(topic.first.unit, NAME)}"))
    return lines + _footer(notice, items)


def describe(item: NoticeItem) -> str:
    """Everything about `item` that will still be true tomorrow, as lines: its deadline, then all facts."""
    moment = say_moment(item.due_at, ZoneInfo(str(item.due_at.tzinfo)))
    facts = (fact(item) for fact in (*DETAIL[0][:-1], _why_by_itself))
    return "\n".join([_("Hạn: {moment}").format(moment=moment), *(fact for fact in facts if fact)])


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
    return [Line(""), Line(_("Kính gửi: {post}").format(post=cut(notice.post, NAME)))]


def first_line(notice: Notice, items: Sequence[NoticeItem]) -> str:
    """What is due first and when, and how many things there are; before that, which post changed hands."""
    parts = [
        post_changes.headline(notice.changes),
        _first_due(notice, items) if items else "",
    ]
    return _marked(notice, ". ".join(part for part in parts if part))


def _marked(notice: Notice, line: str) -> str:
    return _("[Diễn tập] {line}").format(line=line) if notice.rehearsal else line


def _first_due(notice: Notice, items: Sequence[NoticeItem]) -> str:
    now = notice.now.astimezone(ZoneInfo(notice.zone))
    line = _headline(topics(items, notice.items)[0], now=now)
    every = [topic.first for topic in topics(notice.items, notice.items)]
    late = sum(item.due_at < now and happened.is_owed(item) for item in every)
    if len(every) > 1 and late:
        line = _("{count} việc ({late} quá hạn). {first}").format(
            count=len(every), late=late, first=line
        )
    elif len(every) > 1:
        line = _("{count} việc. {first}").format(count=len(every), first=line)
    return line


def _headline(topic: Topic, *, now: datetime) -> str:
    """What and when, as short as a notification on a locked phone shows."""
    item = topic.first
    due, duty, zone = item.due_at, cut(item.duty, TITLE), ZoneInfo(str(now.tzinfo))
    due_on = civil.ended_on(due, zone)
    clock, day = say_clock(due, zone), _short_day(due_on, now=now)
    if topic.is_of_others:
        return owing.headline(topic, day=day, late=due < now, closed=item.is_closed(now))
    if told := happened.headline(item, day=day):
        return told
    today = due_on == now.date()
    if due < now and today:
        return _("Quá hạn từ {clock} hôm nay: {duty}").format(clock=clock, duty=duty)
    if due < now:
        return _("Quá hạn từ {day}: {duty}").format(day=day, duty=duty)
    if today:
        return _("Hạn {clock} hôm nay: {duty}").format(clock=clock, duty=duty)
    return _("Hạn {day}: {duty}").format(day=day, duty=duty)


def _short_day(day: date, *, now: datetime) -> str:
    """ "28/6", with the year when it is another one."""
    names = {"day": day.day, "month": day.month, "month_name": _(MONTHS[day.month - 1])}
    if day.year == now.year:
        return _("{day}/{month}").format(**names)
    return _("{day}/{month}/{year}").format(**names, year=day.year)


def _due(topic: Topic, *, now: datetime) -> list[Line]:
    item, zone = topic.first, ZoneInfo(str(now.tzinfo))
    told = (
        owing.lines(topic, closed=item.is_closed(now))
        if topic.is_of_others
        else happened.lines_about(item)
    )
    about = [Line(text) for text in told]
    if not happened.is_owed(item):
        return [Line(_("Hạn: {moment}").format(moment=say_moment(item.due_at, zone))), *about]
    return [*_left_lines(item, now=now, zone=zone), *about]


def _left_lines(item: NoticeItem, *, now: datetime, zone: ZoneInfo) -> list[Line]:
    lines = [Line(_moment_and_left(item, now=now, zone=zone))]
    if item.cut_off_at is None or item.due_at >= now:
        return lines
    moment = say_moment(item.cut_off_at, zone)
    if item.is_closed(now):
        return [*lines, Line(_("Đã khóa sổ từ {moment}").format(moment=moment))]
    return [*lines, Line(_("Còn nhận đến khi khóa sổ: {moment}").format(moment=moment))]


def _moment_and_left(item: NoticeItem, *, now: datetime, zone: ZoneInfo) -> str:
    """What the headline of a deadline of today says already, the clock and that it is today, is not said again."""
    day = civil.ended_on(item.due_at, zone)
    if day == now.date() and not happened.headline(item, day=""):
        return capital(say_day(day))
    return f"{say_moment(item.due_at, zone)}, {_left(item, now=now)}"


def _left(item: NoticeItem, *, now: datetime) -> str:
    """Never "ngày" where the law counts "ngày làm việc"; weekends can leave none before or after the due day."""
    days = item.working_days_left
    if item.due_at < now:
        return say_left(days) if days < 0 else _("đã quá hạn")
    if civil.ended_on(item.due_at, ZoneInfo(str(now.tzinfo))) == now.date():
        return say_left(0)
    return say_left(days) if days > 0 else _("không còn ngày làm việc nào")


def _said(topic: Topic, facts: list[Fact]) -> list[Line]:
    return [Line(text) for text in (_fact(fact, topic) for fact in facts) if text]


def _fact(fact: Fact, topic: Topic) -> str:
    named = topic.is_of_others and fact is _unit  # above, with all others
    return "" if named else fact(topic.first)


def _unit(item: NoticeItem) -> str:
    if item.escalation:
        return ""  # said with whom it is told
    return _("Đơn vị nộp: {unit}").format(unit=cut(item.unit, NAME))


def _to(item: NoticeItem) -> str:
    return _("Nơi nhận: {to}").format(to=cut(item.to, NAME))


def _proof(item: NoticeItem) -> str:
    if item.reader is not Reader.UNIT or not happened.is_owed(item):
        return ""
    words = {"number": _("số, ký hiệu văn bản"), "file": _("tệp văn bản"), "note": _("ghi chú")}
    wanted = ", ".join(words.get(name, name) for name in item.proof)
    return _("Cần có: {proof}").format(proof=cut(wanted, NAME)) if wanted else ""


def _campaign(item: NoticeItem) -> str:
    return _("Phong trào: {campaign}").format(campaign=cut(item.campaign, TITLE))


def _directive(item: NoticeItem) -> str:
    if not item.directive:
        return ""
    return _("Văn bản: {directive}").format(directive=cut(item.directive, NAME))


def _why(item: NoticeItem) -> str:
    """Whether the date stands in the directive, follows from a rule or was set by somebody: always told apart.

    A deadline of the unit's own stands in no directive.
    """
    told = happened.tells_who_moved_it(item) and not owing.is_of_others(item)
    return _reason(item, told=told)


def _why_by_itself(item: NoticeItem) -> str:
    """The same where nothing tells beside it what happened."""
    return _reason(item, told=False)


def _reason(item: NoticeItem, *, told: bool) -> str:
    if not happened.is_owed(item):
        return ""  # nobody has to keep it any more
    of_several = item.escalation is not None and len(item.escalation.units) > 1
    if item.common_due_at and not of_several:
        zone = ZoneInfo(str(item.common_due_at.tzinfo))
        own = say_own(item.own, item.common_due_at, zone=zone, told=told)
        return _("Vì sao: {reason}").format(reason=cut(own, SENTENCE))
    text = cut(item.origin_text, SENTENCE)
    reasons = {
        "quoted": _("Vì sao: văn bản ghi “{text}”"),
        "derived": _("Vì sao: suy ra theo quy tắc, văn bản không ghi hạn này: {text}"),
        "decided": _("Vì sao: cơ quan phát động ấn định hạn này ({text}), khác căn cứ ghi lúc đầu"),
        "set": _("Vì sao: do người ấn định, văn bản không ghi hạn này: {text}"),
    }
    return reasons[item.origin].format(text=text)


def may_have_arrived() -> str:
    """The mark of whatever is sent again though nobody knows whether it arrived."""
    return _("Tin này có thể đã đến một lần rồi; nếu đã nhận, xin bỏ qua.")


def _footer(notice: Notice, shown: Sequence[NoticeItem]) -> list[Line]:
    lines = []
    count = len(topics(shown, notice.items))
    if left := topics(nearest_first(notice), notice.items)[count:]:
        later = left[0].first.due_at > shown[-1].due_at
        more = _("… và {count} việc nữa, hạn muộn hơn.") if later else _("… và {count} việc nữa.")
        lines.append(more.format(count=len(left)))
    if notice.possible_duplicate:
        lines.append(may_have_arrived())
    if notice.rehearsal:
        lines.append(_("Đây là diễn tập: không ai phải nộp gì."))
    return [Line(""), *map(Line, lines)] if lines else []


DETAIL: tuple[tuple[Fact, ...], ...] = (
    (_unit, _to, _proof, _campaign, _directive, _why),
    (_unit, _to, _campaign, _directive),
    (_unit,),
)
