"""Reading what an admin wrote. Every fault of a file is told at once, with its line."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from scheduler.dates.anniversaries import Anniversary, BadCatalogue, catalogue
from scheduler.dates.workdays import YearOverride
from scheduler.definition import reasons
from scheduler.definition.document import Document, locate
from scheduler.definition.models import Day, Definition, Line, Model, Year
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.tree import Mapping, plain
from scheduler.definition.yaml import MAX_BYTES, parse
from scheduler.language import _

# Five thousand units with their channels are about 1.5 MB.
MAX_ORGANISATION_BYTES = 5_000_000

M = TypeVar("M", bound=Model)


class Workdays(Model):
    """What the notice of one year changes: config/workdays/YEAR.yaml."""

    year: Year
    days_off: tuple[Day, ...] = ()
    working_days: tuple[Day, ...] = ()
    basis: Line


def read_definition(path: Path) -> Definition:
    """The campaign of a file. Raises DefinitionInvalid with every problem found."""
    return read_document(path).value


def read_definition_text(text: str | bytes, *, name: str) -> Definition:
    """The campaign of a text; `name` stands for the file in problems. Raises DefinitionInvalid."""
    return read_document_text(text, name=name).value


def read_document(path: Path) -> Document[Definition]:
    """The campaign with its lines, for `check`. Raises DefinitionInvalid."""
    return read_document_text(load(path), name=str(path))


def read_document_text(text: str | bytes, *, name: str) -> Document[Definition]:
    """As `read_document`, from a text."""
    return _document(parse(text, name=name), Definition, name=name)


def read_organisation(path: Path) -> Organisation:
    """The issuer and its units. Raises DefinitionInvalid. See `check_organisation` for references."""
    return read_organisation_document(path).value


def read_organisation_document(path: Path) -> Document[Organisation]:
    """The issuer and its units with their lines. Raises DefinitionInvalid."""
    text = load(path, max_bytes=MAX_ORGANISATION_BYTES)
    tree = parse(text, name=str(path), max_bytes=MAX_ORGANISATION_BYTES)
    return _document(tree, Organisation, name=str(path))


def read_policies(path: Path) -> Policies:
    """Due time, hours and reminder lists. Raises DefinitionInvalid."""
    return _document(parse(load(path), name=str(path)), Policies, name=str(path)).value


def read_catalogue(path: Path) -> dict[str, Anniversary]:
    """The anniversaries by id, in the order of the file. Raises DefinitionInvalid."""
    name = str(path)
    tree = parse(load(path), name=name)
    try:
        return catalogue(plain(tree))
    except BadCatalogue as error:
        found = (_catalogue_problem(where, name=name, tree=tree) for where, _what in error.faults)
        raise DefinitionInvalid(tuple(dict.fromkeys(found))) from error


def read_overrides(folder: Path) -> dict[int, YearOverride]:
    """The yearly notices of `folder` (YEAR.yaml), by year ascending. No folder: none. Raises DefinitionInvalid."""
    found: dict[int, YearOverride] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            override = _override(path)
        except DefinitionInvalid as error:
            problems += error.problems
            continue
        if override.year in found:
            reason = _("Năm {year} đã có ở một tệp khác.").format(year=override.year)
            problems.append(Problem(str(path), 1, 1, "year", reason))
        found[override.year] = override
    if problems:
        raise DefinitionInvalid(tuple(problems))
    return dict(sorted(found.items()))


def load(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file, one more than `max_bytes` at most. Raises DefinitionInvalid when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise _unreadable(path, _("Không có tệp này.")) from error
    except OSError as error:
        raise _unreadable(path, _("Không mở được tệp này.")) from error


def _unreadable(path: Path, reason: str) -> DefinitionInvalid:
    return DefinitionInvalid((Problem(str(path), 0, 0, "", reason),))


def _document(tree: Mapping, model: type[M], *, name: str) -> Document[M]:
    try:
        return Document(name, model.model_validate(plain(tree)), tree)
    except ValidationError as error:
        problems = reasons.problems(error, name=name, tree=tree, model=model)
        raise DefinitionInvalid(problems) from error


def _override(path: Path) -> YearOverride:
    document = _document(parse(load(path), name=str(path)), Workdays, name=str(path))
    value = document.value
    problems = tuple(_workdays_problems(document))
    if problems:
        raise DefinitionInvalid(problems)
    off, working = frozenset(value.days_off), frozenset(value.working_days)
    return YearOverride(year=value.year, days_off=off, working_days=working, basis=value.basis)


def _workdays_problems(document: Document[Workdays]) -> list[Problem]:
    value = document.value
    both = _("Ngày này vừa nghỉ vừa làm: hãy bỏ một.")
    return [
        document.problem(("working_days", index), both)
        for index, day in enumerate(value.working_days)
        if day in value.days_off
    ]


def _catalogue_problem(where: str, *, name: str, tree: Mapping) -> Problem:
    path = tuple(
        int(step) if step.isdigit() else step
        for step in where.replace("[", ".").replace("]", "").split(".")
    )
    reason = _("Mục này của danh mục ngày kỷ niệm chưa đúng: hãy so với các mục khác.")
    return locate(name, tree, path, reason=reason)
