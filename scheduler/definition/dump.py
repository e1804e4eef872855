"""A definition as YAML text: the keys in the order of the models, one way to write each value, remarks as comments.

Reading the text gives the same values back.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import TypeGuard

from scheduler.definition.fields import Model
from scheduler.definition.spans import DayOfPeriod, MonthDay, Period, Span, period_text
from scheduler.definition.tree import Path
from scheduler.definition.when import ON_REQUEST, LeftOut, When

# Words that need no quotes: ids and “next month”, but nothing that YAML takes for another value.
_PLAIN = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9_-]*(?: [a-z0-9][a-z0-9_-]*)*")
_NOT_PLAIN = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True)
class Remarks:
    """What a person should look at: before everything, behind a value on its line, or on lines below it."""

    top: tuple[str, ...] = ()
    beside: Mapping[Path, str] = field(default_factory=dict)
    below: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)


_NONE = Remarks()


def dump(values: Model | Mapping[str, object], remarks: Remarks = _NONE) -> str:
    """The text of a definition, or of the part of one that is known: its keys and their values.

    What a model has by default is left out, and so is None without a remark where the model asks for nothing.
    An entry whose rules are not kept yet (`Model.fault`) is written all the same: who reads it tells what it lacks.
    """
    blocks: list[list[str]] = [[_comment(text) for text in remarks.top]]
    for key, value in _written(values, (), remarks):
        if _is_entries(value):
            blocks += [list(_entries(key, value, remarks)), []]
        else:
            blocks[-1] += _field(key, value, (key,), remarks)
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _written(
    values: Model | Mapping[str, object], path: Path, remarks: Remarks
) -> Iterator[tuple[str, object]]:
    """Key and value of all that is written."""
    if not isinstance(values, Model):
        for key, value in values.items():
            if value is not None or (*path, key) in remarks.beside:
                yield key, value
        return
    for name, info in type(values).model_fields.items():
        key, value = info.alias or name, getattr(values, name)
        told = {(*path, key)} & (remarks.beside.keys() | remarks.below.keys())
        if told or info.is_required() or value != info.default:
            yield key, value


def _is_entries(value: object) -> bool:
    models = isinstance(value, tuple | list) and all(isinstance(one, Model) for one in value)
    return models and value != () and value != []


def is_lines(value: object) -> TypeGuard[Sequence[str]]:
    """Sentences of which a person deletes one: each on its own line. Ids share one."""
    if not isinstance(value, tuple | list):
        return False
    words = all(isinstance(one, str) and not isinstance(one, Enum) for one in value)
    return words and any(" " in one for one in value)


def _entries(key: str, entries: object, remarks: Remarks) -> Iterator[str]:
    assert isinstance(entries, Sequence), "told by `_is_entries`"
    yield f"{key}:"
    for index, entry in enumerate(entries):
        lines = [
            line
            for name, value in _written(entry, (key, index), remarks)
            for line in _field(name, value, (key, index, name), remarks)
        ]
        yield f"  - {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])


def _field(key: str, value: object, path: Path, remarks: Remarks) -> Iterator[str]:
    """The lines of one key, with what is remarked of it."""
    said = f"  {_comment(remarks.beside[path])}" if path in remarks.beside else ""
    below = remarks.below.get(path, ())
    if len(path) == 1 and isinstance(value, Model | Mapping) and flow(value) != "{}":
        yield f"{key}:{said}"
        for name, inner in _written(value, path, remarks):
            yield from (f"  {line}" for line in _field(name, inner, (*path, name), remarks))
    elif is_lines(value):
        yield f"{key}:{said}"
        yield from (f"  - {flow(line)}" for line in value)
    elif not (below and value == ()):
        yield f"{key}: {flow(value)}{said}"
    yield from map(_comment, below)


def flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, LeftOut) and value.part_of is None:
        return flow(value.period)
    if isinstance(value, When) and value == When(on_request=True):
        return ON_REQUEST
    if isinstance(value, Model | Mapping):
        pairs = _written(value, (), _NONE)
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in pairs) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str) and not isinstance(value, Enum):
        plain = _PLAIN.fullmatch(value) and value not in _NOT_PLAIN
        return value if plain else quoted(value)
    return _small(value)


def _small(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case time():
            return f'"{value:%H:%M}"'
        case MonthDay(month=month, day=day):
            return f"{month:02d}-{day:02d}"
        case DayOfPeriod(number=number):
            return "last" if number is None else str(number)
        case Span():
            return _span(value)
        case Period():
            return period_text(value)
    return str(value)


def _span(span: Span) -> str:
    if span.working_days:
        return f"{span.working_days} working days"
    return f"{span.months} months" if span.months else f"{span.days} days"


def quoted(text: str) -> str:
    """In double quotes; signs that nobody sees are written as their numbers."""
    said = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in said)


def _comment(text: str) -> str:
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return "# " + " ".join(seen.split())
