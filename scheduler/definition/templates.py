"""Ready-made duties and milestones, one file a template, and how they join a definition that names it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, TypeVar

from pydantic import Field

from scheduler.definition.document import Document
from scheduler.definition.fields import Line, Model, Slug, Whole
from scheduler.definition.models import Audience, Definition, Duty, Milestone, Receiver
from scheduler.definition.organisation import STANDING_BODY
from scheduler.definition.problems import Problem
from scheduler.definition.reasons import nearest
from scheduler.definition.references import own_ids
from scheduler.definition.spans import MonthDay
from scheduler.definition.tree import Path
from scheduler.definition.when import DAY_KEYS, When
from scheduler.language import _

Entry = TypeVar("Entry", Duty, Milestone)


class TemplateDuty(Duty):
    """A duty of any issuer: who owes and who receives are the standing body where nothing is said."""

    owed_by: Audience = Audience(ids=(STANDING_BODY,))
    to: Slug | Receiver = STANDING_BODY

    def fault(self) -> str:
        """Nobody but the standing body is named."""
        said = self.model_fields_set & {"owed_by", "to"}
        return "" if said else "template_duty_needs_unit"


class Template(Model):
    """One file of templates/, called like it. `first_month`: a day before that month is of the year after.

    `practice_of`: the one office whose rules these are, where they are no law; `checked`: against the text of `basis`.
    """

    title: Line
    basis: Line
    practice_of: Line | None = None
    checked: bool = True
    first_month: Annotated[Whole, Field(ge=1, le=12)] = 1
    notes: tuple[Line, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    duties: tuple[TemplateDuty, ...] = ()

    def fault(self) -> str:
        """An id twice, or nothing to join."""
        ids = [one.id for one in self.milestones] + [one.id for one in self.duties]
        if not ids:
            return "template_empty"
        return "template_id_twice" if len(set(ids)) < len(ids) else ""


@dataclass(frozen=True)
class WrittenTemplate:
    """A template with the text of its file; `is_own`: of the office, not brought by the program."""

    name: str
    value: Template
    text: str
    is_own: bool = False


def join_templates(
    document: Document[Definition], known: Mapping[str, WrittenTemplate]
) -> Document[Definition]:
    """`document` with what its templates say behind its own; one of its own of the same id goes before.

    Of two templates the one named first does. A name that is not `known` joins nothing: see `template_problems`.
    """
    value = document.value
    taken = {own_id for _path, own_id in own_ids(value)}
    milestones, duties = list(value.milestones), list(value.duties)
    joined: dict[Path, str] = {}
    notes = list(value.notes)
    for template in (known[name] for name in value.templates if name in known):
        for part, entries, new in (
            ("milestones", milestones, milestones_of(template.value, value.year)),
            ("duties", duties, duties_of(template.value, value.year)),
        ):
            for entry in new:
                if entry.id not in taken:
                    taken.add(entry.id)
                    joined[part, len(entries)] = template.name
                    entries.append(entry)  # type: ignore[arg-type]  # of its own part
        notes += (note for note in template.value.notes if note not in notes)
    whole = {"milestones": tuple(milestones), "duties": tuple(duties), "notes": tuple(notes)}
    return replace(document, value=value.model_copy(update=whole), joined=joined)


def template_problems(
    document: Document[Definition], known: Mapping[str, WrittenTemplate]
) -> Iterator[Problem]:
    """Templates that nobody knows."""
    written = document.value.template
    names = enumerate(written) if isinstance(written, tuple) else ((None, written),)
    for place, name in names:
        path: Path = ("template",) if place is None else ("template", place)
        if name not in known and document.sure(*path):
            reason = _("Không có mẫu nào tên “{name}”.").format(name=name)
            every = _("Đang có: {names}.").format(names=", ".join(known))
            yield document.problem(path, f"{reason} {nearest(name, known) or every}")


def templates_of(document: Document[Definition]) -> dict[str, str]:
    """By the id of what joined, the template it came from."""
    value = document.value
    entries: dict[str | int, tuple[Duty | Milestone, ...]] = {
        "milestones": value.milestones,
        "duties": value.duties,
    }
    return {entries[part][int(at)].id: name for (part, at), name in document.joined.items()}


def milestones_of(template: Template, year: int) -> Iterator[Milestone]:
    """Its milestones in a campaign of that year."""
    for one in template.milestones:
        yield one.model_copy(update={"day": one.day and _dated(one.day, template, year)})


def duties_of(template: Template, year: int) -> Iterator[Duty]:
    """Its duties in a campaign of that year."""
    for one in template.duties:
        yield one.model_copy(update={"due": one.due and _dated(one.due, template, year)})


def _dated(when: When, template: Template, year: int) -> When:
    """The rule with days in place of month-days, where a year of the template is none of the calendar."""
    if template.first_month == 1 or when.every is not None:
        return when
    days = ((key, getattr(when, key)) for key in DAY_KEYS)
    dated = {key: _day(day, template, year) for key, day in days if isinstance(day, MonthDay)}
    return when.model_copy(update=dated)


def _day(day: MonthDay, template: Template, year: int) -> date | MonthDay:
    later = day.month < template.first_month
    try:
        return day.in_year(year + later)
    except ValueError:  # 29 February, which the check of the definition tells
        return day


def texts(templates: Iterable[WrittenTemplate]) -> dict[str, str]:
    """The texts of files, by name."""
    return {one.name: one.text for one in templates}
