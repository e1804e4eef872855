"""A file as read: its value, and where each part of it stands."""

from collections.abc import Iterable
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from scheduler.definition.fields import Model
from scheduler.definition.problems import MAX_PROBLEMS, Problem, by_line, more_problems
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
from scheduler.language import _

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Document(Generic[M]):
    """`value` and its tree; without a tree (a form, a draft) problems carry no line.

    With `faults` of writing or shape the value has stand-ins at `gaps`, and at `strays` keys nobody knows.
    `warnings` of writing are told and hinder nothing.
    """

    name: str
    value: M
    tree: Mapping | None = None
    faults: tuple[Problem, ...] = ()
    gaps: frozenset[Path] = frozenset()
    strays: frozenset[Path] = frozenset()
    warnings: tuple[Problem, ...] = ()
    joined: Mapped[Path, str] = field(
        default_factory=dict
    )  # parts of no file of its own: the template

    def sure(self, *path: str | int) -> bool:
        """Whether the value says at `path` what the writer meant, as far as anybody can tell."""
        if not self.faults:
            return True
        above = any(path[:length] in self.gaps for length in range(len(path) + 1))
        return not above and not (path[:-1] in self.strays and self._lacks(path))

    def _lacks(self, path: Path) -> bool:
        node: Node | None = self.tree
        for step in path:
            node = child(node, step) if node is not None else None
        return node is None

    def told(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Its faults and what was `found` where it is sure, by line: MAX_PROBLEMS, and whether there are more."""
        hidden = tuple(field_name(gap) for gap in self.gaps)
        faults, warnings, more = list(self.faults), list(self.warnings), False
        for problem in found:
            if _is_within(problem.field, hidden):
                continue
            kept = warnings if problem.warning else faults
            if len(kept) < MAX_PROBLEMS:
                kept.append(problem)
            elif not problem.warning:
                more = True
                break
        told = by_line((*faults, *warnings))
        return (*told, more_problems(self.name)) if more else told

    def problem(
        self, path: Path, reason: str, *, example: str = "", warning: bool = False
    ) -> Problem:
        """A problem with what stands at `path`; with what joined, where its template is named."""
        if template := self.joined.get(path[:2]):
            return self._of_template(template, path, reason, warning=warning)
        return locate(self.name, self.tree, path, reason=reason, example=example, warning=warning)

    def _of_template(self, template: str, path: Path, reason: str, *, warning: bool) -> Problem:
        part = getattr(self.value, str(path[0]))[path[1]]
        said = _("Mẫu “{template}”, mục “{id}”: {reason}")
        told = said.format(template=template, id=part.id, reason=reason)
        return locate(self.name, self.tree, ("template",), reason=told, warning=warning)


def _is_within(field: str, places: tuple[str, ...]) -> bool:
    return any(field == place or field.startswith((place + ".", place + "[")) for place in places)


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
