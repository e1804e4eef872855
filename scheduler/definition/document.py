"""A file as read: its value, and where each part of it stands."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from scheduler.definition.models import Model
from scheduler.definition.problems import Problem
from scheduler.definition.tree import (
    Mapping,
    Mark,
    Node,
    Path,
    Scalar,
    child,
    field_name,
    find,
    find_key,
)

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Document(Generic[M]):
    """`value` and its tree; without a tree (a form, a draft) problems carry no line."""

    name: str
    value: M
    tree: Mapping | None = None

    def problem(
        self, path: Path, reason: str, *, example: str = "", warning: bool = False
    ) -> Problem:
        """A problem with what stands at `path`."""
        return locate(self.name, self.tree, path, reason=reason, example=example, warning=warning)


def locate(
    name: str,
    tree: Mapping | None,
    path: Path,
    *,
    reason: str,
    example: str = "",
    warning: bool = False,
    at_key: bool = False,
) -> Problem:
    """A problem at `path` of `tree`, at the key of its last step when `at_key`."""
    mark = Mark(0, 0, 0, 0)
    if tree is not None:
        mark = find_key(tree, path) if at_key and path else find(tree, path)
    return Problem(
        file=name,
        line=mark.line,
        column=mark.column,
        field=field_name(path),
        reason=reason,
        example=example,
        named=_named(tree, path),
        warning=warning,
    )


def _named(tree: Mapping | None, path: Path) -> str:
    """ "duties[so-ket-dot-1].due": ids instead of numbers where there is an id."""
    name = ""
    node: Node | None = tree
    for step in path:
        below = child(node, step) if node is not None else None
        name += f"[{_id(below) or step}]" if isinstance(step, int) else f".{step}"
        node = below
    return name.removeprefix(".")


def _id(node: Node | None) -> str | None:
    given = node.get("id") if isinstance(node, Mapping) else None
    return given.text[:60] if isinstance(given, Scalar) and given.text else None
