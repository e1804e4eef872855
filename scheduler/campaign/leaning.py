"""What a definition leans on, read from the files of the installation, with the faults of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.read import read_template
from scheduler.definition.templates import WrittenTemplate
from scheduler.installation import Installation, read_units

T = TypeVar("T")


@dataclass(frozen=True)
class Leaning:
    """Each as the files have it; None where it is faulty. `templates`: those a definition may name, by name."""

    templates: Mapping[str, WrittenTemplate] | None
    organisations: tuple[Organisation, ...] | None
    catalogue: dict[str, Anniversary] | None
    policies: Policies | None
    calendar: WorkCalendar | None


def lean_on(
    installation: Installation,
    document: Document[Definition] | None,
    faults: list[Problem],
    *,
    units: Path | None,
    samples: bool,
    templates: Mapping[str, str] | None,
) -> Leaning:
    """What `document` leans on; what is wrong with it goes to `faults`.

    `units`: a file in place of those of the installation, which has `samples` too; `templates`: texts in place of its
    files.
    """
    return Leaning(
        tried(lambda: _templates(installation, document, templates), faults),
        tried(lambda: _units(installation, units, samples=samples), faults),
        tried(lambda: installation.catalogue, faults),
        tried(lambda: installation.policies, faults),
        tried(lambda: installation.calendar, faults),
    )


def tried(read: Callable[[], T], faults: list[Problem]) -> T | None:
    """What `read` returns; None when there are faults, which go to the others."""
    try:
        return read()
    except DefinitionInvalid as error:
        faults += error.problems
        return None


def _templates(
    installation: Installation,
    document: Document[Definition] | None,
    given: Mapping[str, str] | None,
) -> dict[str, WrittenTemplate]:
    """As `given`, or as the files are now; none where the document names none."""
    if document is None or not document.value.templates:
        return {}
    if given is None:
        return installation.templates
    return {name: read_template(text, name=name) for name, text in given.items()}


def _units(
    installation: Installation, given: Path | None, *, samples: bool
) -> tuple[Organisation, ...]:
    if given is not None:
        return (read_units(given),)
    return (*installation.organisations, *(installation.samples if samples else ()))
