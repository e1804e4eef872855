"""Units that have not handed in, told together to who sees to them: a superior, or the standing body."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_moment
from scheduler.language import _, ngettext
from scheduler.run.saying.notice import NoticeItem, Reader
from scheduler.states import ExtensionState
from scheduler.text import cut
from scheduler.words.happened import is_owed
from scheduler.words.state import told_state

NAME, TITLE, LINE = 200, 300, 400  # longest value shown, in UTF-16 units


@dataclass(frozen=True)
class Topic:
    """What is told as one: an item, or all units that owe a report by one instant, to who is told of others.

    `shown` is the part of `whole` that there is room for.
    """

    shown: tuple[NoticeItem, ...]
    whole: tuple[NoticeItem, ...]

    @property
    def first(self) -> NoticeItem:
        """An item that is owed, if any is: it stands for all."""
        return next((item for item in self.whole if is_owed(item)), self.whole[0])

    @property
    def is_of_others(self) -> bool:
        """Whether who reads is told of other units."""
        return is_of_others(self.first)

    @property
    def owed(self) -> int:
        """How many units owe."""
        return sum(map(is_owed, self.whole))

    @property
    def is_one(self) -> bool:
        """Whether it is about one unit, which the headline names."""
        return len(self.whole) == 1

    @property
    def left_out(self) -> int:
        """Units there was no room for."""
        return len(self.whole) - len(self.shown)


def topics(shown: Sequence[NoticeItem], among: Iterable[NoticeItem]) -> list[Topic]:
    """`shown` of the items `among` which they are, put together in their order."""
    groups: dict[object, list[NoticeItem]] = {}
    wholes: dict[object, list[NoticeItem]] = {}
    for found, items in ((groups, shown), (wholes, among)):
        for item in items:
            found.setdefault(_key(item), []).append(item)
    return [Topic(tuple(one), tuple(wholes.get(key, one))) for key, one in groups.items()]


def headline(topic: Topic, *, day: str, late: bool, closed: bool) -> str:
    """What is wanted of who reads; `day` is that of the deadline, `closed`: nothing is taken in any more."""
    item, count = topic.first, topic.owed
    names = {
        "duty": cut(item.duty, TITLE),
        "unit": cut(item.unit, NAME),
        "count": count,
        "day": day,
    }
    if not count:
        return _("Không còn đơn vị nào phải gửi: {duty}").format(**names)
    if closed and item.reader is Reader.OTHER:
        many = _("Đề nghị đôn đốc {count} đơn vị báo cáo lý do chưa gửi: {duty}")
        one = _("Đề nghị đôn đốc {unit} báo cáo lý do chưa gửi: {duty}")
        return (many if count > 1 else one).format(**names)
    return _sentence(item.reader, late=late, many=count > 1).format(**names)


def lines(topic: Topic, *, closed: bool) -> list[str]:
    """What to do, and which units it is about; `closed`: nothing is taken in any more."""
    owed = [item for item in topic.shown if is_owed(item)]
    done = [item for item in topic.shown if not is_owed(item)]
    found = [_asked(topic, closed=closed)] if topic.owed else []
    found += _wish_alone(owed[0]) if topic.is_one and owed else [_owing(item) for item in owed]
    if topic.left_out:
        found.append(
            ngettext("… và {count} đơn vị nữa", topic.left_out).format(count=topic.left_out)
        )
    return found + [_done(item) for item in done]


def is_of_others(item: NoticeItem) -> bool:
    """Whether `item` reminds somebody of what another unit owes."""
    reminds = item.escalation is None and not item.step.has_happened
    return reminds and item.reader in (Reader.OTHER, Reader.STANDING_BODY)


def _key(item: NoticeItem) -> object:
    if not is_of_others(item):
        return id(item)
    return item.reference.rpartition("/")[0], item.due_at, item.reader


def _sentence(reader: Reader, *, late: bool, many: bool) -> str:
    """By who reads, whether the deadline has passed, and whether several units owe."""
    return {
        (Reader.OTHER, True, True): _(
            "Đề nghị đôn đốc {count} đơn vị gửi báo cáo, quá hạn từ {day}: {duty}"
        ),
        (Reader.OTHER, True, False): _(
            "Đề nghị đôn đốc {unit} gửi báo cáo, quá hạn từ {day}: {duty}"
        ),
        (Reader.OTHER, False, True): _(
            "Đề nghị đôn đốc {count} đơn vị gửi báo cáo, hạn {day}: {duty}"
        ),
        (Reader.OTHER, False, False): _("Đề nghị đôn đốc {unit} gửi báo cáo, hạn {day}: {duty}"),
        (Reader.STANDING_BODY, True, True): _("{count} đơn vị chưa gửi, quá hạn từ {day}: {duty}"),
        (Reader.STANDING_BODY, True, False): _("{unit} chưa gửi, quá hạn từ {day}: {duty}"),
        (Reader.STANDING_BODY, False, True): _("{count} đơn vị chưa gửi, hạn {day}: {duty}"),
        (Reader.STANDING_BODY, False, False): _("{unit} chưa gửi, hạn {day}: {duty}"),
    }[reader, late, many]


def _asked(topic: Topic, *, closed: bool) -> str:
    """What is wanted of who reads, and where a superior turns to."""
    if topic.first.reader is Reader.STANDING_BODY:
        if topic.is_one:
            return _("Đề nghị xem lại đơn vị này.") if closed else _("Đề nghị nhắc lại đơn vị này.")
        return (
            _("Đề nghị xem từng đơn vị:") if closed else _("Đề nghị nhắc lại hoặc xem từng đơn vị:")
        )
    return _asked_above(topic, closed=closed).format(to=cut(topic.first.to, NAME))


def _asked_above(topic: Topic, *, closed: bool) -> str:
    if topic.is_one:
        urge = _(
            "Đề nghị {you} đôn đốc thủ trưởng đơn vị gửi ngay báo cáo, đồng thời trao đổi với {to} nếu "
            "có vướng mắc."
        )
        ask = _("Đã hết thời hạn tiếp nhận, đề nghị {you} đôn đốc đơn vị báo cáo lý do với {to}.")
    elif topic.owed == 1:
        urge = _(
            "Đề nghị {you} đôn đốc thủ trưởng đơn vị sau gửi ngay báo cáo, đồng thời trao đổi với {to} nếu "
            "có vướng mắc:"
        )
        ask = _(
            "Đã hết thời hạn tiếp nhận, đề nghị {you} đôn đốc đơn vị sau báo cáo lý do với {to}:"
        )
    else:
        urge = _(
            "Đề nghị {you} đôn đốc thủ trưởng các đơn vị sau gửi ngay báo cáo, đồng thời trao đổi với {to} "
            "nếu có vướng mắc:"
        )
        ask = _(
            "Đã hết thời hạn tiếp nhận, đề nghị {you} đôn đốc các đơn vị sau báo cáo lý do với {to}:"
        )
    return ask if closed else urge


def _owing(item: NoticeItem) -> str:
    """A unit, and the wish for more time that waits."""
    unit = cut(item.unit, NAME)
    if not (moment := _wanted(item)):
        return f"• {unit}"
    return _("• {unit}, đang đề nghị gia hạn đến {moment}").format(unit=unit, moment=moment)


def _wish_alone(item: NoticeItem) -> list[str]:
    """The wish of the one unit that is named already."""
    moment = _wanted(item)
    return [_("Đang đề nghị gia hạn đến {moment}").format(moment=moment)] if moment else []


def _wanted(item: NoticeItem) -> str:
    """Until when more time is wished for; empty where nothing waits for an answer."""
    about = item.about
    if about is None or about.state != ExtensionState.ASKED or about.wanted_at is None:
        return ""
    return say_moment(about.wanted_at, ZoneInfo(str(item.due_at.tzinfo)))


def _done(item: NoticeItem) -> str:
    zone = ZoneInfo(str(item.due_at.tzinfo))
    told = told_state(item.state, item.state_at, item.state_by, zone=zone, now=item.due_at)
    return cut(f"• {item.unit}: {told}", LINE)
