"""Values of a tree as lines of a text, in the way `dump` writes them."""

import json
import re
from collections.abc import Mapping, Sequence

from scheduler.definition import dump
from scheduler.definition.models import Definition, Directive, Duty, Milestone, OneOff, Phase
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.tree import Path, plain
from scheduler.definition.yaml import parse

WIDEST = 120  # of an entry in brackets

_BARE = re.compile(r"\d{1,4}|\d\d-\d\d|\d{4}-(?:\d\d(?:-\d\d)?|Q[1-4]|H[12])")
_KEY = re.compile(r"[a-zA-Z_][a-zA-Z0-9_-]*")
_MODELS = {
    "directive": Directive,
    "phases": Phase,
    "occasions": OneOff,
    "milestones": Milestone,
    "duties": Duty,
}


def order(path: Path) -> tuple[str, ...]:
    """The keys of what stands there, in the order in which they are written; none where any order will do."""
    if not path:
        model: type | None = Definition
    else:
        model = (
            _MODELS.get(str(path[0])) if len(path) == (1 if path[0] == "directive" else 2) else None
        )
    fields = getattr(model, "model_fields", {})
    return tuple(info.alias or name for name, info in fields.items())


def one_line(value: object) -> str:
    """Any value in brackets or quotes, or bare."""
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{name(key)}: {one_line(inner)}" for key, inner in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(one_line, value)) + "]"
    if isinstance(value, str) and _BARE.fullmatch(value):
        return value
    return dump.flow(value)


def in_style(value: object, old: str, *, brackets: bool) -> str:
    """The same where `old` stood: bare or in its kind of quotes as far as that says the same."""
    if not isinstance(value, str) or not value.isprintable() or not value:
        return one_line(value)
    if old[:1] == "'":
        return "'" + value.replace("'", "''") + "'"
    if old[:1] not in ('"', "|", ">", "") and _is_bare(value, brackets=brackets):
        return value
    return dump.quoted(value) if old[:1] == '"' else one_line(value)


def name(key: object) -> str:
    """A key as it is written."""
    return str(key) if _KEY.fullmatch(str(key)) else json.dumps(str(key), ensure_ascii=False)


def is_entries(value: object, path: Path) -> bool:
    """Whether each of a list takes lines of its own."""
    return (
        len(path) == 1
        and isinstance(value, list)
        and any(isinstance(one, Mapping) for one in value)
    )


def takes_lines(value: object, path: Path) -> bool:
    """Whether a key has its value on lines below it."""
    if isinstance(value, Mapping):
        return len(path) == 1 and bool(value)
    return is_entries(value, path) or dump.is_lines(value)


def of_key(key: object, value: object, path: Path, *, dash: int = 2) -> list[str]:
    """A key and its value; `dash`: how deep the entries of a list stand."""
    if not takes_lines(value, path):
        return [f"{name(key)}: {one_line(value)}"]
    return [f"{name(key)}:", *below_key(value, path, dash=dash)]


def below_key(value: object, path: Path, *, dash: int = 2) -> list[str]:
    """What stands below its key, as deep as it does."""
    if isinstance(value, Mapping):
        lines = (of_key(key, inner, (*path, str(key))) for key, inner in value.items())
        return [f"  {line}" for one in lines for line in one]
    assert isinstance(value, Sequence), "told by `takes_lines`"
    lines = (of_entry(one, (*path, index)) for index, one in enumerate(value))
    return [f"{' ' * dash}{line}" for one in lines for line in one]


def of_entry(value: object, path: Path, *, gap: int = 2) -> list[str]:
    """One of a list, behind its dash; `gap`: from the dash to what it says."""
    start = "-".ljust(gap)
    if not isinstance(value, Mapping) or not value or len(path) > 2:
        return [f"{start}{one_line(value)}"]
    ranks = {key: rank for rank, key in enumerate(order(path))}
    keys = sorted(value, key=lambda key: ranks.get(key, len(ranks)))
    lines = [line for key in keys for line in of_key(key, value[key], (*path, str(key)))]
    return [f"{start}{lines[0]}", *(f"{' ' * gap}{line}" for line in lines[1:])]


def _is_bare(value: str, *, brackets: bool) -> bool:
    """Whether it reads as itself without quotes."""
    text = f"x: {{y: {value}}}" if brackets else f"x: {value}"
    try:
        return plain(parse(text, name="")) == {"x": {"y": value} if brackets else value}
    except DefinitionInvalid:
        return False
