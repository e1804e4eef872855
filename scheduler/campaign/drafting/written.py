"""How an item is written: JSON in the keys of the definition, which its models judge."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.definition.dump import Remarks, dump
from scheduler.definition.fields import Model
from scheduler.definition.models import Definition, Duty, Milestone, OneOff, Phase
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import read_part
from scheduler.definition.sentences import code_sentence
from scheduler.definition.tree import plain
from scheduler.definition.when import When
from scheduler.definition.yaml import parse
from scheduler.errors import ValuesRefused
from scheduler.language import _


class Kind(StrEnum):
    """What an item is."""

    FIELD = "field"  # of the head
    ROUND = "round"
    PEAK = "peak"
    OCCASION = "occasion"
    MILESTONE = "milestone"
    DUTY = "duty"
    UNPLACED = "unplaced"  # asked by the document, and not understood
    NOTE = "note"  # a doubt of the reader about the document


NOT_UNDERSTOOD = (Kind.UNPLACED, Kind.NOTE)  # become something else, or are dropped
Values = Mapping[str, object]  # of a field, an unplaced clause and a note: {"value": …}


@dataclass(frozen=True)
class Part:
    """What one item writes: `key` is the id of an entry, or the field of the head."""

    kind: Kind
    key: str
    values: Values


# In which list of a definition an item stands, and by which model it is judged.
PARTS: Mapping[str, tuple[str, type[Model]]] = {
    Kind.ROUND: ("phases", Phase),
    Kind.PEAK: ("phases", Phase),
    Kind.OCCASION: ("occasions", OneOff),
    Kind.MILESTONE: ("milestones", Milestone),
    Kind.DUTY: ("duties", Duty),
}
# Fields of the head in the order of a definition.
FIELDS = (
    "campaign", "title", "year", "last_year", "directive.number", "directive.type", "directive.issued_on",
    "directive.issuer", "theme",
)  # fmt: skip
NEW = "moi"  # stands for the id of what has none yet
_A_MONTH = len("2024-01")
_DUE = Remarks(beside={("due",): "…"})  # what is remarked is written, a due that nobody knows too
_BASE = {"campaign": "x", "title": "x", "year": 2024, "directive": {"issuer": "x"}, "duties": []}


def plain_of(model: Model) -> dict[str, object]:
    """The values of a model as a file writes them, faulty or not."""
    read = plain(parse(dump(model), name=""))
    assert isinstance(read, dict), "a model has keys"
    return read


def as_json(values: Values) -> str:
    """How values are stored; equal ones are stored alike."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def model_of(kind: str, values: Values) -> Model:
    """The model of stored values; its rules over several values may be broken, which `fault` tells.

    Raises ValueError for what is no value of its field, and for a rule of days that is none or several.
    """
    model = PARTS[kind][1].partial(**values)
    rules = (getattr(model, name, None) for name in ("due", "day"))
    if broken := next((one.fault() for one in rules if isinstance(one, When) and one.fault()), ""):
        raise ValueError(broken)
    return model


def head_of(fields: Mapping[str, object]) -> dict[str, object]:
    """The head of a definition from the values of its fields, by key; None where the text tells nothing."""
    document = {
        key.partition(".")[2]: value
        for key, value in fields.items()
        if key.startswith("directive.")
    }
    if len(str(document.get("issued_on") or "")) == _A_MONTH:
        document["issued_in"], document["issued_on"] = document["issued_on"], None
    elif document.get("issued_on"):
        document["issued_on"] = _as_date(str(document["issued_on"]))
    head = {key: fields.get(key) for key in FIELDS if "." not in key}
    for key in ("year", "last_year"):
        head[key] = _as_number(head[key])
    head["directive"] = document
    return head


def _as_date(text: str) -> object:
    """The day itself, so that it is written without quotes; what is none stays, for the models to judge."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _as_number(value: object) -> object:
    return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else value


def judge(kind: str, key: str, values: Values) -> None:
    """Raises ValuesRefused, with the sentences of the definition's own models, by key.

    `key` is the id of an entry, or the field of the head.
    """
    if kind in NOT_UNDERSTOOD:
        return
    try:
        if kind == Kind.FIELD:
            _judge_field(key, values.get("value"))
        else:
            read_part(dump({"id": key, **values}, _DUE), PARTS[kind][1])
    except DefinitionInvalid as error:
        faults = tuple(
            ("value" if kind == Kind.FIELD else problem.field, in_words_of_a_form(problem.reason))
            for problem in error.problems
        )
        raise ValuesRefused(faults) from error


def in_words_of_a_form(reason: str) -> str:
    """What is wrong with a definition, without the keys of its file where a form has words for them."""
    nobody = code_sentence("audience_empty")
    if nobody and reason == nobody[0]:
        return who_is_missing()
    return reason


def who_is_missing() -> str:
    """What is said of a duty that nobody owes yet."""
    return _("Chưa rõ ai phải báo cáo: đề nghị chọn nơi thực hiện.")


def _judge_field(key: str, value: object) -> None:
    given = head_of({key: value})
    document = _BASE["directive"]
    assert isinstance(document, dict), "written above"
    directive = given.pop("directive")
    assert isinstance(directive, dict), "made so"
    head = {name: one for name, one in given.items() if one is not None}
    told = {name: one for name, one in directive.items() if one is not None}
    read_part(dump({**_BASE, **head, "directive": {**document, **told}}), Definition)
