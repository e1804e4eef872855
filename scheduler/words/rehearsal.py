"""What a rehearsal came to, in words."""

import json
from collections.abc import Sequence
from datetime import date

from scheduler.dates import say
from scheduler.language import _, ngettext
from scheduler.store.tables import Work


def messages(count: int) -> str:
    """ "12 tin"."""
    return ngettext("{count} tin", count).format(count=count)


def in_all(found: int, people: int) -> str:
    """How much of it there is."""
    if not found:
        return _("Không ai nhận tin nào trong thời gian này.")
    told = ngettext("{count} người", people).format(count=people)
    return _("{messages} tới {people}.").format(messages=messages(found), people=told)


def busiest(unit: str, post: str, count: int) -> str:
    """Who gets most in all."""
    told = _("{post}, {unit}: {messages}")
    return told.format(post=post, unit=unit, messages=messages(count))


def busiest_day(day: date, count: int) -> str:
    """On which day most leave."""
    return _("{day}: {messages}").format(day=say.say_day(day), messages=messages(count))


def unreachable(unit: str, count: int) -> str:
    """How much a unit would miss."""
    return _("{unit}: {messages} không tới").format(unit=unit, messages=messages(count))


def crowded(day: date, unit: str, post: str, count: int) -> str:
    """That one person gets several on one day."""
    told = _("{day}: {post}, {unit} nhận {messages}")
    return told.format(day=say.say_day(day), post=post, unit=unit, messages=messages(count))


def several_due(day: date, titles: Sequence[str], units: int) -> str:
    """That a unit owes several things on one day."""
    owing = ngettext("{count} đơn vị", units).format(count=units)
    told = _("{day}: {units} có {count} hạn cùng ngày: {titles}")
    return told.format(
        day=say.say_day(day), units=owing, count=len(titles), titles="; ".join(titles)
    )


def on_day_off(day: date, titles: Sequence[str], count: int) -> str:
    """That something is due, or told, where nobody works."""
    parts = [_("hạn của {titles}").format(titles="; ".join(titles))] if titles else []
    parts += [_("{messages} gửi đi").format(messages=messages(count))] if count else []
    return f"{say.say_day(day)}: {', '.join(parts)}"


def failed(row: Work) -> str:
    """Why a rehearsal came to nothing, and the way on."""
    fault = json.loads(row.found).get("fault")
    if fault == "invalid":
        return _(
            "Chưa diễn tập được: bản thảo còn chỗ chưa lập được kế hoạch. Đề nghị sửa các chỗ đã chỉ ở trang bản thảo, "
            "rồi diễn tập lại."
        )
    if fault == "died":
        return _(
            "Diễn tập dừng giữa chừng ba lần, nên không thử nữa. Đề nghị thu ngắn thời gian, hoặc báo người vận hành."
        )
    return _("Có lỗi khi diễn tập. Đề nghị diễn tập lại; nếu vẫn lỗi, đề nghị báo người vận hành.")
