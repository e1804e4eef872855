"""What the form of a duty shows beside its fields: whom it means now, how people are reminded, and when first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wtforms import Field

from config.desk.drafts.item_fields import ItemForm
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.items import FOUND
from scheduler.campaign.drafting.said import doubt
from scheduler.campaign.drafting.written import NEW, Kind, Part, model_of
from scheduler.campaign.editing.audience import Meant
from scheduler.campaign.editing.foreseen import Foreseen, foresee
from scheduler.campaign.editing.meaning import meanings
from scheduler.dates.say import say_day, say_moment
from scheduler.definition.models import Duty
from scheduler.language import _, ngettext
from scheduler.words import policy, post

LAYOUT = "nhiem-vu.html"
_NAMED = 100  # units that are named; of more there are only the first
_LISTED = 40  # names that are offered while one is typed: more make a page too long
_REMINDERS = 4
_NOTHING: Mapping[str, object] = {
    "meant": (), "left": 0, "policies": {}, "units": (), "things": (),
}  # fmt: skip


PICKING = (
    "pick", "pick_day", "pick_month", "pick_period", "pick_lead", "pick_edge", "pick_what",
)  # fmt: skip
ORIGIN = ("quoted", "derived")
_DOUBTED = {"owed_by": "who"}  # else a doubt is about the field of its name
_Behind = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Seldom:
    """Fields behind a summary; open where one is wrong, or holds what most duties do not say."""

    summary: str
    fields: tuple[Field, ...]
    is_open: bool


@dataclass(frozen=True)
class Group:
    """Fields about one question, and those that are seldom filled."""

    legend: str
    fields: tuple[Field, ...]
    seldom: tuple[Seldom, ...] = ()


def more(around: Around, form: ItemForm, part: Part | None, *, short: bool) -> Mapping[str, object]:
    """What the macro of the layout is handed: groups of fields, and lines and lists by the names of fields.

    A `short` one names neither units nor policies, and has no list to pick a rule from.
    """
    foreseen = _foreseen(around, part)
    given = {
        "groups": tuple(_groups(form, short=short)),
        "lines": _lines(around, foreseen),
        "doubts": _doubts(around, part),
    }
    if short:
        return {**given, **_NOTHING}
    units, things = [*around.receivers.values()], [one.title for one in around.standing]
    meant = foreseen.meant.units if foreseen else ()
    policies = around.installation.policies.reminders
    return {
        **given,
        "meant": meant[:_NAMED],
        "left": len(meant[_NAMED:]),
        "policies": {name: [*policy.steps(steps)] for name, steps in policies.items()},
        "units": units if len(units) <= _LISTED else [],
        "things": things if len(things) <= _LISTED else [],
    }


def _foreseen(around: Around, part: Part | None) -> Foreseen | None:
    if part is None or part.kind is not Kind.DUTY:
        return None
    try:
        duty = model_of(part.kind, {"id": part.key or NEW, **part.values})
    except ValueError:
        return None
    assert isinstance(duty, Duty), "of that kind"
    own = (one.id for one in around.standing if (one.kind, one.key) == (part.kind, part.key))
    now, installation = around.installation.clock.now(), around.installation
    shown = Part(part.kind, part.key or NEW, part.values)
    telling = meanings(around, now=now, part=shown, instead_of=next(own, None)).telling
    return foresee(duty, telling.definition, around.organisation, installation, now=now)


def _doubts(around: Around, part: Part | None) -> Mapping[str, list[str]]:
    """What the reader of the document doubted, by the field it is about, until somebody has decided."""
    found: dict[str, list[str]] = {}
    for one in around.standing if part else ():
        if part and (one.kind, one.key, one.state) == (part.kind, part.key, FOUND):
            for key, told in one.doubts:
                found.setdefault(_DOUBTED.get(key, key), []).append(doubt(key, told))
    return found


def _lines(around: Around, foreseen: Foreseen | None) -> Mapping[str, list[str]]:
    if foreseen is None:
        return {}
    return {"who": [*_told(foreseen.meant)], "reminders": [*_first(around, foreseen)]}


def _told(meant: Meant) -> Iterator[str]:
    """How many owe on their day, and who of those named does not."""
    count, day = len(meant.units), say_day(meant.on)
    yield ngettext("{count} đơn vị thực hiện, tính đến {day}", count).format(count=count, day=day)
    for one in meant.ended:
        if one.into:
            told = _("“{unit}” không còn đến ngày ấy; thay bằng {others}")
            yield told.format(unit=one.name, others=", ".join(one.into))
        else:
            yield _("“{unit}” không có vào ngày ấy").format(unit=one.name)
    yield from (_("“{id}” không có trong danh sách đơn vị").format(id=one) for one in meant.unknown)
    if meant.collects:
        told = _("{unit} là nơi nhận nên không tự gửi")
        yield told.format(unit=meant.collects)


def _first(around: Around, foreseen: Foreseen) -> Iterator[str]:
    """The first reminders still to come of the next time."""
    if foreseen.due_at is None:
        yield _("chưa ấn định ngày nên chưa nhắc")
        return
    now, zone = around.installation.clock.now(), around.installation.zone
    ahead = [one for one in foreseen.reminders if one.at > now]
    if not ahead:
        yield _("không còn lần nhắc nào")
        return
    told = (
        f"{say_moment(one.at, zone)} ({', '.join(post.name(to) for to in one.recipients)})"
        for one in ahead[:_REMINDERS]
    )
    yield _("những lần nhắc tới: {moments}").format(moments="; ".join(told))


def _groups(form: ItemForm, *, short: bool) -> Iterator[Group]:
    named = {one.name: one for one in form}
    for legend, always, behind in _layout(short=short):
        seldom = (_seldom(named, summary, names) for summary, names in behind)
        yield Group(legend, tuple(named[name] for name in always), tuple(seldom))


def _layout(*, short: bool) -> Iterator[tuple[str, tuple[str, ...], _Behind]]:
    """The question of each group, the names of its fields, and of those behind a summary."""
    picking = () if short else ((_("Chọn quy tắc thay cho gõ"), PICKING),)
    yield _("Việc gì"), ("title", "kind"), ()
    yield (
        _("Khi nào"),
        ("due", "decided"),
        (
            *picking,
            (_("Căn cứ của ngày này"), ORIGIN),
            (_("Khi trùng ngày nghỉ"), ("roll",)),
        ),
    )
    several = (_("Chọn nhiều cách cùng lúc"), ("also", "heads"))
    sets = (_("Khối, cụm, loại đơn vị"), ("blocks", "kinds"))
    yield _("Ai thực hiện"), ("who", "units", "except"), (sets, several)
    yield (
        _("Gửi đến đâu, gửi gì"),
        ("to", "proof"),
        (
            (_("Nơi nhận ở ngoài, gửi qua đơn vị khác"), ("outside", "via")),
            (_("Theo mẫu, gửi bằng cách nào"), ("form", "channel")),
        ),
    )
    yield (
        _("Nhắc thế nào"),
        ("reminders",),
        (
            (_("Nhắc riêng"), ("leads",)),
            (_("Tổng hợp, thôi tiếp nhận"), ("consolidation", "cut_off")),
        ),
    )


def _seldom(named: Mapping[str, Field], summary: str, names: tuple[str, ...]) -> Seldom:
    fields = tuple(named[name] for name in names)
    is_filled = any(one.data not in (None, "", []) for one in fields)
    if names == ORIGIN:  # the words of the document are there most often
        is_filled = not is_filled and not named["decided"].data
    is_faulty = any(one.errors for one in fields)
    return Seldom(summary, fields, is_filled or is_faulty)
