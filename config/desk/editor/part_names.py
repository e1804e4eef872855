"""What the parts of a definition are called, and what one says, in words."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from config.desk.editor.opened import Opened
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.written import FIELDS, Kind, Part
from scheduler.campaign.editing.working import kind_of
from scheduler.dates.say import say_day
from scheduler.definition.part_names import part_name
from scheduler.definition.parts import AMENDMENTS, LISTS
from scheduler.language import _
from scheduler.text import capital

_ENTRY = re.compile(r"(\w+)\[([^\]]+)\]")


def name(opened: Opened, part: str) -> str:
    """Of a part as `definition.parts` names it."""
    return part_name(part, opened.working.values)


def name_of_field(opened: Opened, field: str) -> str:
    """Of the part that a field of a problem is in: "duties[so-ket-dot-1].due.by"; empty for the whole text."""
    found = _ENTRY.match(field)
    if found is None:
        return name(opened, field) if field else ""
    return name(opened, f"{found[1]}/{found[2]}")


def says(opened: Opened, part: str, value: object) -> list[str]:
    """What it would say with that value, a sentence each; that it is not there for None."""
    if value is None:
        return [_("không có")]
    listed, slash, key = part.partition("/")
    if slash and key and listed in LISTS and isinstance(value, Mapping):
        rest = {one: held for one, held in value.items() if one != "id"}
        told = _telling(opened)
        shown = Part(kind_of(listed, value), key, rest)
        return [told.title(shown), *told.says(shown)]
    if listed == AMENDMENTS and isinstance(value, Mapping):
        return list(_amended(value))
    if part in FIELDS:
        return list(_telling(opened).says(Part(Kind.FIELD, part, {"value": value})))
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _amended(value: Mapping[str, object]) -> Iterator[str]:
    """The day that was decided, or that it is not owed, and the reason."""
    told = str(value.get("due") or "")
    with suppress(ValueError):
        told = say_day(date.fromisoformat(told))
    yield capital(told or _("hủy lần này"))
    if isinstance(reason := value.get("origin"), Mapping):
        yield from map(str, reason.values())


def _telling(opened: Opened) -> Telling:
    around = opened.around
    parts = [Part(one.kind, one.key, one.values) for one in opened.working.view.items]
    return Telling.of(parts, around.installation, units=around.units, blocks=around.blocks)
