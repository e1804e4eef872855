"""A faulty text with a stand-in for each ill-shaped value, so that the rest is checked in the same run."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scheduler.definition.fields import ALONE, Model
from scheduler.definition.tree import Path

M = TypeVar("M", bound=Model)
Places = dict[Path, list[ErrorDetails]]  # what pydantic complains about, by where it stands

_ROUNDS = 8  # one for each level of what is missing, and one for each bound of a number
_TEXT = "0000-00"  # an id, a title and a month to the models; nobody writes it
_DAY = "1968-01-01"
_BY_CODE = {
    "whole": "10",
    "span": "1 day",
    "day": _DAY,
    "no_such_day": _DAY,
    "day_of_period": "1",
    "clock": "08:00",
    "period": "01",
}
_BY_TYPE: Mapping[str, object] = {
    "missing": {},
    "model_type": {},
    "dict_type": {},
    "tuple_type": [],
    "list_type": [],
    "int_type": "10",
    "date_type": _DAY,
    "string_type": _TEXT,
    "string_too_short": _TEXT,
    "string_too_long": _TEXT,
    "string_pattern_mismatch": _TEXT,
}
# These weigh the values themselves; the other rules only which of them are there.
_OF_VALUES = frozenset(
    {
        "audience_empty",
        "ends_before_it_starts",
        "every_day_of_week",
        "every_year_needs_day",
        "except_too_short",
        "last_year_before_year",
        "policy_default_missing",
        "policy_step_twice",
    }
)


@dataclass(frozen=True)
class Mended(Generic[M]):
    """The model of some values; None when no stand-in helps."""

    value: M | None
    places: Places
    gaps: frozenset[Path] = frozenset()  # where stand-ins are
    strays: frozenset[Path] = frozenset()  # what has an unknown key, which may be any of its keys


def mend(values: object, model: type[M]) -> Mended[M]:
    """The model of `values`, and every fault of shape. A rule over several values is told where they are known.

    `values` (dicts, lists, strings) is changed where it is faulty.
    """
    try:
        return Mended(model.model_validate(values), {})
    except ValidationError:
        pass  # which fault belongs where is found out below
    told: Places = {}
    for round_ in range(_ROUNDS):
        try:
            value = model.model_validate(values, context=ALONE)
            break
        except ValidationError as error:
            places = _places(error, values)
            told = told if round_ else places
            _put_right(values, places)
    else:
        return Mended(None, told)
    unknown = {path for path, faults in told.items() if faults[0]["type"] == "extra_forbidden"}
    gaps, strays = told.keys() - unknown, {path[:-1] for path in unknown}
    for path, faults in _broken_rules(values, model).items():
        if not _follows(path, faults, gaps=gaps, strays=strays):
            told[path] = faults
    return Mended(value, told, frozenset(gaps), frozenset(strays))


def _broken_rules(values: object, model: type[M]) -> Places:
    try:
        model.model_validate(values)
    except ValidationError as error:
        return _places(error, values)
    return {}


def _follows(path: Path, faults: list[ErrorDetails], *, gaps: set[Path], strays: set[Path]) -> bool:
    """Whether a broken rule may only follow from what is told already."""
    above = any(path[:length] in gaps for length in range(len(path) + 1))
    weighs = str(faults[0].get("ctx", {}).get("error", "")) in _OF_VALUES
    return above or path in strays or (weighs and any(gap[: len(path)] == path for gap in gaps))


def _places(error: ValidationError, values: object) -> Places:
    """The complaints by place; what is said of a branch of a union gives way to what is said further below."""
    places: Places = {}
    for fault in error.errors(include_url=False):
        places.setdefault(_path(values, fault), []).append(fault)
    above = {path[:length] for path in places for length in range(len(path))}
    return {
        path: faults
        for path, faults in places.items()
        if not (path in above and any(len(fault["loc"]) != len(path) for fault in faults))
    }


def _path(values: object, fault: ErrorDetails) -> Path:
    """The part of pydantic's path that stands in the values; the names of union branches do not."""
    path: list[str | int] = []
    steps = fault["loc"]
    for index, step in enumerate(steps):
        if _holds(values, step):
            path.append(step)
            values = values[step]  # type: ignore[index]  # told by `_holds`
        elif fault["type"] == "missing" and index == len(steps) - 1:
            path.append(step)
    return tuple(path)


def _holds(values: object, step: str | int) -> bool:
    if isinstance(values, list):
        return isinstance(step, int) and step < len(values)
    return isinstance(values, dict) and step in values


def _put_right(values: object, places: Places) -> None:
    for path, faults in places.items():
        holder = values
        for step in path[:-1]:
            holder = holder[step] if _holds(holder, step) else None  # type: ignore[index]
        found = [stand_in for fault in faults if (stand_in := _stand_in(fault)) is not None]
        if isinstance(holder, list):
            holder[int(path[-1])] = copy(found[0]) if found else _TEXT
        elif isinstance(holder, dict):
            was = holder.pop(path[-1], None)
            if found and found[0] != was:
                holder[path[-1]] = copy(found[0])


def _stand_in(fault: ErrorDetails) -> object:
    """What the complaint asks for; None when it is best left out."""
    kind, told = fault["type"], fault.get("ctx", {})
    if kind in ("literal_error", "enum"):
        words = re.findall(r"'([^']+)'", str(told.get("expected")))
        return words[0] if words else True
    if kind == "value_error":
        return _BY_CODE.get(str(told.get("error")))
    if kind in ("greater_than_equal", "less_than_equal"):
        return str(told["ge" if kind.startswith("g") else "le"])
    return _BY_TYPE.get(kind)
