"""Reading what an admin wrote. Every fault of a file is told at once, with its line."""

from pathlib import Path
from typing import TypeVar

from scheduler.dates.anniversaries import Anniversary, catalogue
from scheduler.dates.workdays import YearOverride
from scheduler.definition import reasons
from scheduler.definition.catalogue import fault, joined
from scheduler.definition.document import Document, locate
from scheduler.definition.fields import Model
from scheduler.definition.mend import mend
from scheduler.definition.models import Definition, Duty
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.definition.problems import (
    MAX_PROBLEMS,
    DefinitionInvalid,
    Problem,
    by_line,
    more_problems,
)
from scheduler.definition.templates import Template, WrittenTemplate
from scheduler.definition.tree import Mapping, plain
from scheduler.definition.workdays import Workdays, as_override, workdays_problems
from scheduler.definition.yaml import MAX_BYTES, parse, read_tree
from scheduler.errors import BadCatalogue
from scheduler.language import _

# Five thousand units with their channels are about 1.5 MB.
MAX_ORGANISATION_BYTES = 5_000_000

M = TypeVar("M", bound=Model)


def read_definition_text(text: str | bytes, *, name: str) -> Definition:
    """The campaign of a text; `name` stands for the file in problems. Raises DefinitionInvalid."""
    return read_document_text(text, name=name).value


def read_duty(text: str) -> Duty:
    """The duty whose keys are those of the text, as `dump` writes it. Raises DefinitionInvalid."""
    return read_part(text, Duty)


def read_part(text: str, model: type[M]) -> M:
    """A part of a definition whose keys are those of the text. Raises DefinitionInvalid, its fields without lines."""
    return _faultless(_examine(text, model, name="")).value


def read_document(path: Path) -> Document[Definition]:
    """The campaign with its lines, for `check`. Raises DefinitionInvalid with every problem found."""
    return read_document_text(load(path), name=str(path))


def read_document_text(text: str | bytes, *, name: str) -> Document[Definition]:
    """As `read_document`, from a text."""
    return _faultless(examine_text(text, name=name))


def examine_text(text: str | bytes, *, name: str) -> Document[Definition]:
    """As `read_document_text`, with the faults in the document, so that `check` tells them with its own.

    Raises DefinitionInvalid when too little can be read to check more.
    """
    return _examine(text, Definition, name=name)


def read_organisation_document(path: Path) -> Document[Organisation]:
    """The issuer and its units with their lines. Raises DefinitionInvalid. See `check_organisation` for references."""
    return _faultless(examine_organisation(path))


def examine_organisation(path: Path) -> Document[Organisation]:
    """As `read_organisation_document`, with the faults in the document, for `check_organisation`.

    Raises DefinitionInvalid when too little can be read to check more.
    """
    text = load(path, max_bytes=MAX_ORGANISATION_BYTES)
    return _examine(text, Organisation, name=str(path), max_bytes=MAX_ORGANISATION_BYTES)


def read_organisation_text(text: str | bytes, *, name: str = "") -> Organisation:
    """The issuer and its units of a text. Raises DefinitionInvalid; see `check_organisation` for references."""
    return _faultless(
        _examine(text, Organisation, name=name, max_bytes=MAX_ORGANISATION_BYTES)
    ).value


def read_templates(folder: Path, *, own: bool) -> dict[str, WrittenTemplate]:
    """The templates of `folder` (NAME.yaml) by name; none without it. Raises DefinitionInvalid with all faults."""
    found: dict[str, WrittenTemplate] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            text = load(path).decode("utf-8-sig", errors="replace")
            found[path.stem] = read_template(text, name=path.stem, file=str(path), own=own)
        except DefinitionInvalid as error:
            problems += error.problems
    if problems:
        raise DefinitionInvalid(tuple(problems))
    return found


def read_template(text: str, *, name: str, file: str = "", own: bool = False) -> WrittenTemplate:
    """The template of a text. Raises DefinitionInvalid."""
    document = _faultless(_examine(text, Template, name=file or name))
    return WrittenTemplate(name, document.value, text, own)


def read_policies(path: Path) -> Policies:
    """Due time, hours and reminder lists. Raises DefinitionInvalid."""
    return _faultless(_examine(load(path), Policies, name=str(path))).value


def read_catalogue(path: Path, *, own: Path | None = None) -> dict[str, Anniversary]:
    """The anniversaries by id, in the order of the file. Raises DefinitionInvalid.

    With `own`, the file of an office: what it says of an id that `path` has goes before, its new ones stand last.
    """
    tree = parse(load(path), name=str(path))
    brought = _catalogue(plain(tree), name=str(path), tree=tree)
    if own is None:
        return brought
    tree_of_own = parse(load(own), name=str(own))
    values, shipped = plain(tree_of_own), plain(tree)
    assert isinstance(shipped, dict), "it was read above"
    return brought | _catalogue(joined(shipped, values), name=str(own), tree=tree_of_own)


def _catalogue(values: object, *, name: str, tree: Mapping) -> dict[str, Anniversary]:
    try:
        return catalogue(values)
    except BadCatalogue as error:
        found = (_catalogue_problem(*fault, name=name, tree=tree) for fault in error.faults)
        raise DefinitionInvalid(by_line(dict.fromkeys(found))) from error


def read_overrides(folder: Path) -> dict[int, YearOverride]:
    """The yearly notices of `folder` (YEAR.yaml), by year ascending. No folder: none. Raises DefinitionInvalid."""
    found: dict[int, Workdays] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            document = _examine(load(path), Workdays, name=str(path))
        except DefinitionInvalid as error:
            problems += error.problems
            continue
        problems += document.told(workdays_problems(document, stem=path.stem, known=found))
        if document.sure("year"):
            found[document.value.year] = document.value
    if problems:
        raise DefinitionInvalid(tuple(problems))
    return {year: as_override(value) for year, value in sorted(found.items())}


def load(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file, one more than `max_bytes` at most. Raises DefinitionInvalid when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise _unreadable(path, _("Không có tệp này.")) from error
    except IsADirectoryError as error:
        raise _unreadable(
            path, _("Đây là một thư mục: đề nghị chọn một tệp YAML trong đó.")
        ) from error
    except PermissionError as error:
        raise _unreadable(path, _("Không có quyền đọc tệp này.")) from error
    except OSError as error:
        raise _unreadable(path, _("Không mở được tệp này.")) from error


def _unreadable(path: Path, reason: str) -> DefinitionInvalid:
    return DefinitionInvalid((Problem(str(path), 0, 0, "", reason),))


def _examine(
    text: bytes | str, model: type[M], *, name: str, max_bytes: int = MAX_BYTES
) -> Document[M]:
    written = read_tree(text, name=name, max_bytes=max_bytes)
    mended = mend(plain(written.tree), model)
    places = {path: faults for path, faults in mended.places.items() if path not in written.gaps}
    shape = reasons.problems(places, name=name, tree=written.tree, model=model)
    faults = by_line((*written.problems, *shape)[:MAX_PROBLEMS])
    more = len(places) + len(written.problems) - len(faults)
    if more:
        raise DefinitionInvalid((*faults, more_problems(name, more)))
    if mended.value is None:
        raise DefinitionInvalid(faults)
    gaps = written.gaps | mended.gaps
    return Document(name, mended.value, written.tree, faults, gaps, mended.strays, written.warnings)


def _faultless(document: Document[M]) -> Document[M]:
    if document.faults:
        raise DefinitionInvalid(document.told(()))
    return document


def _catalogue_problem(where: str, what: str, *, name: str, tree: Mapping) -> Problem:
    path = tuple(
        int(step) if step.isdigit() else step
        for step in where.replace("[", ".").replace("]", "").split(".")
    )
    said, example = fault(path, what)
    at_key = what == "extra_forbidden"
    return locate(name, tree, path, reason=said, example=example, at_key=at_key)
