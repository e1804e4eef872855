"""What pydantic and our models refuse, as sentences for a clerk with an example of right."""

import calendar
import re
from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches
from itertools import islice

from pydantic_core import ErrorDetails

from scheduler.dates.say import month_in_numbers
from scheduler.definition.document import locate
from scheduler.definition.field_sentences import field_sentence, type_sentence
from scheduler.definition.fields import Model
from scheduler.definition.mend import Places
from scheduler.definition.models import (
    Amendment,
    Audience,
    Definition,
    Directive,
    Duty,
    Manner,
    Milestone,
    OneOff,
    Origin,
    Phase,
    Receiver,
)
from scheduler.definition.organisation import Block, Desk, Issuer, Organisation, Rotation, Unit
from scheduler.definition.policies import Hours, PhaseNotices, Policies, PolicyStep, Rolls
from scheduler.definition.problems import MAX_PROBLEMS, Problem
from scheduler.definition.sentences import code_sentence
from scheduler.definition.tree import Mapping, Path
from scheduler.definition.when import ON_REQUEST, LeftOut, When
from scheduler.language import _

_DATE = re.compile(r"^(?:(?P<year>\d{4})-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})$")
_OTHER_DATES = (
    re.compile(r"^(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.](?P<year>\d{4}))?$"),
    re.compile(r"^(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})$"),
    re.compile(r"^(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})$"),
)
_LEAP_YEAR = 2024
_DAY_OF_YEAR = re.compile(r"^\d{2}-\d{2}$")
_WORDS = re.compile(r"[-_ ]")
_ALIKE, _LOOKED_AT = 0.75, 3  # below, ids share letters but mean something else
_DAY_CODES = ("day", "no_such_day")

# Which keys a place knows, by the last word of its path (the root of a file by its own model).
_PLACES: dict[str, type[Model]] = {
    "directive": Directive,
    "phases": Phase,
    "origin": Origin,
    "milestones": Milestone,
    "occasions": OneOff,
    "day": When,
    "due": When,
    "except": LeftOut,
    "duties": Duty,
    "amendments": Amendment,
    "owed_by": Audience,
    "to": Receiver,
    "proof": Manner,
    "issuer": Issuer,
    "desk": Desk,
    "blocks": Block,
    "rotation": Rotation,
    "units": Unit,
    "hours": Hours,
    "roll": Rolls,
    "reminders": PolicyStep,
}


def problems(
    places: Places, *, name: str, tree: Mapping, model: type[Model]
) -> tuple[Problem, ...]:
    """One problem for each place pydantic complains about; those beyond MAX_PROBLEMS are left out."""
    return tuple(
        _problem(path, faults, name=name, tree=tree, model=model)
        for path, faults in islice(places.items(), MAX_PROBLEMS)
    )


def known_keys(model: type[Model]) -> tuple[str, ...]:
    """The keys of a model as the file writes them."""
    return tuple(field.alias or key for key, field in model.model_fields.items())


def nearest(word: str, known: Collection[str]) -> str:
    """A sentence naming the known word most like `word`; empty when none is near."""
    # what is far longer or shorter is never alike: it is not looked at, for a province has a thousand ids
    alike = _ALIKE / (2 - _ALIKE)
    shortest, longest = int(len(word) * alike), int(len(word) / alike) + 1
    long = [one for one in known if shortest <= len(one) <= longest]
    like = get_close_matches(word, long, n=_LOOKED_AT, cutoff=_ALIKE)
    found = next((one for one in like if _is_slip(word, one)), None)
    return _("Có phải là “{word}”?").format(word=found) if found else ""


def _is_slip(word: str, other: str) -> bool:
    """Whether two ids differ by a slip of the pen: what all communes have in common, “ubnd-xa-”, tells nothing."""
    one, two = _WORDS.split(word), _WORDS.split(other)
    while one and two and one[0] == two[0]:
        one, two = one[1:], two[1:]
    while one and two and one[-1] == two[-1]:
        one, two = one[:-1], two[:-1]
    left, right = "-".join(one), "-".join(two)
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    edits = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in steps if tag != "equal")
    return not (left and right) or edits <= max(2, max(len(left), len(right)) // 3)


def _problem(
    path: Path, faults: list[ErrorDetails], *, name: str, tree: Mapping, model: type[Model]
) -> Problem:
    fault = faults[0]
    at_key = fault["type"] == "extra_forbidden"
    reason, example = _sentence(path, faults, tree=tree, model=model)
    return locate(name, tree, path, reason=reason, example=example, at_key=at_key)


def _sentence(
    path: Path, faults: list[ErrorDetails], *, tree: Mapping, model: type[Model]
) -> tuple[str, str]:
    fault = faults[0]
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if path == ("directive", "issuer"):
        key = "issuer_name"
    if key == "except" and "due" in path:
        key = "except_period"
    if key == "kind" and model is Organisation:
        key = "unit_kind"
    if path[:1] == ("phases",) and model is Policies:
        key = "phase_notices"
    if path == ("roll",):
        key = "rolls"
    if key == "day" and path[0] == "occasions":
        key = "day_of_occasion"
    if path[:1] == ("amendments",) and key in ("of", "due"):
        key = f"amendment_{key}"
    if fault["type"] == "extra_forbidden":
        return _unknown_key(path, model)
    if fault["type"] == "missing":
        reason = _("Thiếu mục “{key}”: đề nghị thêm vào.").format(key=path[-1])
        return reason, field_sentence(key)[1]
    code = _code(faults)
    lacks_year = code == "day" and _DAY_OF_YEAR.match(str(fault["input"]))
    if code in _DAY_CODES and isinstance(fault["input"], str) and not lacks_year:
        return day_sentence(fault["input"])
    if code and (said := code_sentence(code)):
        return said[0], (code == "whole" and field_sentence(key)[1]) or said[1]
    in_list = bool(path) and isinstance(path[-1], int) and key != "proof"
    return _by_type(fault, key, in_list=in_list, several=len(faults) > 1)


def _by_type(fault: ErrorDetails, key: str, *, in_list: bool, several: bool) -> tuple[str, str]:
    named = in_list and key not in ("except_period", "define", "approve")
    said, example = field_sentence("id" if named else key)
    if named:
        example = ""
    alone = key in (
        "all",
        "on_day",
        "notices",
        "address",
        "define",
        "approve",
        "cancelled",
        ON_REQUEST,
    )
    if said and (several or fault["type"] in _OF_THE_FIELD or alone):
        return said, example
    reason = type_sentence(fault["type"], {k: str(v) for k, v in fault.get("ctx", {}).items()})
    if fault["type"] in ("literal_error", "enum") and isinstance(fault["input"], str):
        reason = f"{reason} {_choice(fault)}"
        example = ""
    return reason, example


def _choice(fault: ErrorDetails) -> str:
    """The words that are allowed, or the one that was probably meant."""
    words = tuple(re.findall(r"'([^']+)'", str(fault.get("ctx", {}).get("expected", ""))))
    return nearest(str(fault["input"]), words) or f"({', '.join(words)})"


# A slug, a span, a day: what is wrong depends on the field, not on pydantic's type of error.
_OF_THE_FIELD = ("string_pattern_mismatch", "date_type", "date_parsing", "is_instance_of")


def _code(faults: list[ErrorDetails]) -> str:
    for fault in faults:
        if fault["type"] == "value_error":
            return str(fault.get("ctx", {}).get("error", ""))
    return ""


def _unknown_key(path: Path, model: type[Model]) -> tuple[str, str]:
    known = known_keys(_model_at(path[:-1], model))
    word = str(path[-1]) if path else ""
    reason = _("Không có mục nào tên “{key}” ở đây.").format(key=word[:60])
    guess = nearest(word, known)
    every = _("Các mục được dùng: {keys}.").format(keys=", ".join(known))
    return f"{reason} {guess or every}", ""


def _model_at(path: Path, model: type[Model]) -> type[Model]:
    if not path:
        return model
    words = [step for step in path if isinstance(step, str)]
    if model is Policies and words[0] == "reminders":
        return PolicyStep
    if model is Policies and words[0] == "phases":
        return PhaseNotices
    if model is Organisation and words == ["issuer"]:
        return Issuer
    return _PLACES.get(words[-1], Definition) if words else model


def day_sentence(text: str) -> tuple[str, str]:
    """Why `text` is no day, with the day it may mean: one there is."""
    other = next((found for one in _OTHER_DATES if (found := one.match(text))), None)
    order = _("Đề nghị viết ngày theo thứ tự năm-tháng-ngày.") if other else ""
    found = other or _DATE.match(text)
    if found is None:
        return _("Đây không phải một ngày. Đề nghị viết năm-tháng-ngày."), "2024-07-31"
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    if not 1 <= month <= 12:
        return _both(order, _("Không có tháng {month}.").format(month=month)), _day(year, 7, 31)
    last = calendar.monthrange(year or _LEAP_YEAR, month)[1]
    right = _day(year, month, min(max(day, 1), last))
    if 1 <= day <= last:
        return order or _("Đề nghị viết tháng và ngày bằng hai chữ số."), right
    reason = _("Không có ngày {day}/{month}: tháng {month} năm {year} có {last} ngày.")
    if not year:
        reason = _("Không có ngày {day}/{month}: tháng {month} có nhiều nhất {last} ngày.")
    return _both(
        order, reason.format(day=f"{day:02}", month=month_in_numbers(month), year=year, last=last)
    ), right


def _both(order: str, reason: str) -> str:
    return f"{reason} {order}".strip()


def _day(year: int, month: int, day: int) -> str:
    """As the file writes it; without a year (0) a day of every year."""
    return f"{year:04}-{month:02}-{day:02}" if year else f"{month:02}-{day:02}"
