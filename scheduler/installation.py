"""What every door is handed, made once at the rim; the slow parts only when somebody asks for them."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.clock import Clock
from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.office import Office
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.check_units import check_organisation
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.read import (
    examine_organisation,
    read_catalogue,
    read_overrides,
    read_policies,
    read_templates,
)
from scheduler.definition.templates import WrittenTemplate

if TYPE_CHECKING:
    from scheduler.store.database import Database


@dataclass
class Installation:
    """One installation. `author` is who the ledger names for what a command does.

    `config_dir` is the office's own folder, which need not be there: its units/ and campaigns/, and files that take
    the place of those the program brings in `program_dir`, or join them. Nothing is ever written into that one.
    """

    database_url: str
    config_dir: Path
    program_dir: Path
    clock: Clock
    zone: ZoneInfo
    base_url: str
    author: str
    outside_url: str = ""  # base_url for people at other machines; empty: they do not find us
    rehearsal: bool = False  # the clock does not tell the real time

    @cached_property
    def database(self) -> "Database":
        """The database, with our schema. Raises DatabaseMissing, DatabaseOutdated, DatabaseNewer.

        At another time than the real one it refuses writes (NoRehearsal) unless it is marked for rehearsals.
        """
        from scheduler.store.database import Database  # noqa: PLC0415 - slow: a date is read without

        database = Database(self.database_url, rehearsal=self.rehearsal)
        database.require()
        return database

    @property
    def has_database(self) -> bool:
        """Whether there is one, as far as its address tells."""
        from scheduler.store.database import Database  # noqa: PLC0415 - see `database`

        file = Database(self.database_url).file
        return file is None or file.exists()

    @cached_property
    def catalogue(self) -> dict[str, Anniversary]:
        """The anniversaries by id: those the program brings, joined by the office's. Raises DefinitionInvalid."""
        own = self.config_dir / "anniversaries.yaml"
        brought = self.program_dir / "anniversaries.yaml"
        return read_catalogue(brought, own=own if own.exists() else None)

    @cached_property
    def brought_catalogue(self) -> dict[str, Anniversary]:
        """The anniversaries the program brings, by id. Raises DefinitionInvalid."""
        return read_catalogue(self.program_dir / "anniversaries.yaml")

    @cached_property
    def policies(self) -> Policies:
        """When people are reminded. Raises DefinitionInvalid."""
        return read_policies(self._in_force("policies.yaml"))

    @cached_property
    def templates(self) -> dict[str, WrittenTemplate]:
        """Ready-made duties by the name of their file; the office's own goes before. Raises DefinitionInvalid."""
        brought = read_templates(self.program_dir / "templates", own=False)
        own = read_templates(self.config_dir / "templates", own=True)
        return dict(sorted((brought | own).items()))

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Working days, with the yearly overrides; the office's own year goes before. Raises DefinitionInvalid."""
        return self.calendar_of("public_sector")

    def calendar_of(self, week: str) -> WorkCalendar:
        """The same of one kind of working week. Raises DefinitionInvalid."""
        brought, own = (read_overrides(d / "workdays") for d in (self.program_dir, self.config_dir))
        added = {year: one.added_to(brought.get(year)) for year, one in own.items()}
        return WorkCalendar(brought | added, week=week)

    @cached_property
    def office(self) -> Office:
        """When a push may leave."""
        hours = self.policies.hours
        everywhere = self.policies.channels == "all"
        morning = min(step.at for steps in self.policies.reminders.values() for step in steps)
        return Office(self.calendar, hours.from_, hours.to, morning=morning, everywhere=everywhere)

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Every units file of the office, by name. Raises DefinitionInvalid with the faults of all."""
        return _read_all(self.config_dir / "units")

    @property
    def samples_dir(self) -> Path:
        """A folder like an office's, with units and campaigns to try things on."""
        return self.program_dir / "samples"

    @cached_property
    def samples(self) -> tuple[Organisation, ...]:
        """The units of the samples."""
        return _read_all(self.samples_dir / "units")

    def is_sample(self, file: Path) -> bool:
        """Whether `file` is one of the samples."""
        real = Path(os.path.realpath(file))  # which takes a link to itself, too
        return real.is_relative_to(self.samples_dir.resolve())

    def _in_force(self, name: str) -> Path:
        own = self.config_dir / name
        return own if own.exists() else self.program_dir / name


def _read_all(folder: Path) -> tuple[Organisation, ...]:
    found: list[Organisation] = []
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            found.append(read_units(file))
        except DefinitionInvalid as error:
            problems += error.problems
    if problems:
        raise DefinitionInvalid(tuple(problems))
    return tuple(found)


def read_units(file: Path) -> Organisation:
    """The organisation of one units file, checked. Raises DefinitionInvalid."""
    document = examine_organisation(file)
    faults = tuple(p for p in check_organisation(document) if not p.warning)
    if faults:
        raise DefinitionInvalid(faults)
    return document.value
