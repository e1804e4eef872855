"""Ready-made duties in a definition in the making: which templates there are, used, left, or copied to be changed."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from scheduler.campaign.drafting.written import Kind, Part, plain_of
from scheduler.campaign.editing.doing import Changed, Deed, Made, do
from scheduler.campaign.editing.working import Working, working_of
from scheduler.definition import rewrite
from scheduler.definition.models import YEAR_OF_ID, Duty, Milestone
from scheduler.definition.parts import LISTS, values_of
from scheduler.definition.read import read_template
from scheduler.definition.templates import WrittenTemplate, duties_of, milestones_of
from scheduler.errors import UnknownReference
from scheduler.installation import Installation
from scheduler.store.tables import Draft

_PARTS: Mapping[Kind, str] = {Kind.MILESTONE: "milestones", Kind.DUTY: "duties"}


@dataclass(frozen=True)
class Joining:
    """One part of a template. `stands_aside`: an own part of the same id goes before it."""

    part: Part
    stands_aside: bool


@dataclass(frozen=True)
class Offered:
    """A template with its parts as they join; none where nobody knows the year of the campaign yet."""

    template: WrittenTemplate
    is_used: bool
    parts: tuple[Joining, ...]


def offered(installation: Installation, working: Working) -> tuple[Offered, ...]:
    """All templates there are by name, those that are used first. Raises DefinitionInvalid for a file with faults."""
    used, year = used_by(working.values), year_of(working.values)
    own = _own_ids(working.values)
    found = []
    for name, one in known(installation, working).items():
        parts = _parts(one, year) if year else ()
        joining = tuple(Joining(part, part.key in own) for part in parts)
        found.append(Offered(one, name in used, joining))
    return tuple(sorted(found, key=lambda one: not one.is_used))


def joined(installation: Installation, working: Working) -> tuple[tuple[Part, str], ...]:
    """What joins from the templates that are used, with the title of each; in their order, each id once."""
    year = year_of(working.values)
    if year is None or not used_by(working.values):
        return ()
    taken, found = _own_ids(working.values), []
    there = known(installation, working)
    for name in used_by(working.values):
        for part in _parts(there[name], year) if name in there else ():
            if part.key not in taken:
                taken.add(part.key)
                found.append((part, there[name].value.title))
    return tuple(found)


def known(installation: Installation, working: Working) -> dict[str, WrittenTemplate]:
    """By name: as the campaign was applied with them, else as they are now. Raises DefinitionInvalid."""
    applied = working.templates or {}
    texts = {name: read_template(text, name=name) for name, text in applied.items()}
    return {**installation.templates, **texts}


def used_by(values: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the templates that a definition uses."""
    held = values.get("template")
    names = held if isinstance(held, list) else [held] if isinstance(held, str) else []
    return tuple(dict.fromkeys(one for one in names if isinstance(one, str)))


def year_of(values: Mapping[str, object]) -> int | None:
    """The year of the campaign, which its id may tell."""
    year = str(values.get("year") or "")
    if re.fullmatch(r"[0-9]{4}", year):
        return int(year)
    said = YEAR_OF_ID.search(str(values.get("campaign") or ""))
    return int(said[1]) if said else None


def use(
    session: Session,
    draft: Draft,
    revision: int,
    name: str,
    *,
    installation: Installation,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """Let it join. Raises UnknownReference for a template there is not, and what every deed raises."""
    template = _find(installation, draft, name)

    def make(text: str) -> Made:
        names = used_by(values_of(text))
        done = rewrite.write(text, ("template",), [*names, *([] if name in names else [name])])
        return Made(done.text, "template", lost=done.lost)

    changed = do(session, draft, Deed(revision, by, now, make, lost_is_known=lost_is_known))
    texts = json.loads(draft.templates) if draft.templates else {}
    if (
        texts and name not in texts
    ):  # planned with the texts it was applied with, so with this one too
        draft.templates = json.dumps({**texts, name: template.text}, ensure_ascii=False)
        session.add(draft)
        session.flush()
    return Changed(working_of(draft), lost=changed.lost)


def leave(
    session: Session,
    draft: Draft,
    revision: int,
    name: str,
    *,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """It joins no more. Raises what every deed raises."""

    def make(text: str) -> Made:
        done = _without(text, name)
        return Made(done.text, "template", lost=done.lost)

    return do(session, draft, Deed(revision, by, now, make, lost_is_known=lost_is_known))


def copy_out(
    session: Session,
    draft: Draft,
    revision: int,
    name: str,
    *,
    installation: Installation,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """Its parts become own ones with their ids, origins and days, its notes own notes; it joins no more.

    Raises UnknownReference for a template there is not, or as long as nobody knows the year; and what every deed does.
    """
    template = _find(installation, draft, name)

    def make(text: str) -> Made:
        lost: list[str] = []
        for path, value in _copied(values_of(text), template):
            done = rewrite.write(text, path, value)
            text, lost = done.text, [*lost, *done.lost]
        done = _without(text, name)
        return Made(done.text, "", lost=(*lost, *done.lost))

    return do(session, draft, Deed(revision, by, now, make, lost_is_known=lost_is_known))


def _copied(
    values: Mapping[str, object], template: WrittenTemplate
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """What is written where: each part behind the last of its list, and the notes."""
    year, own = year_of(values), _own_ids(values)
    if year is None:
        raise UnknownReference("year")
    counts = {part: len(_entries(values, part)) for part in _PARTS.values()}
    for one in _parts(template, year):
        part = _PARTS[one.kind]
        if one.key not in own:
            yield (part, counts[part]), {"id": one.key, **one.values}
            counts[part] += 1
    held = values.get("notes")
    notes = [*held] if isinstance(held, list) else []
    new = [one for one in template.value.notes if one not in notes]
    if new:
        yield ("notes",), [*notes, *new]


def _without(text: str, name: str) -> rewrite.Rewritten:
    names = used_by(values_of(text))
    if name not in names:
        return rewrite.Rewritten(text)
    left = [one for one in names if one != name]
    return rewrite.write(text, ("template",), left) if left else rewrite.drop(text, ("template",))


def _find(installation: Installation, draft: Draft, name: str) -> WrittenTemplate:
    found = known(installation, working_of(draft)).get(name)
    if found is None:
        raise UnknownReference(name)
    return found


def _parts(template: WrittenTemplate, year: int) -> tuple[Part, ...]:
    milestones = (_part(Kind.MILESTONE, one) for one in milestones_of(template.value, year))
    duties = (_part(Kind.DUTY, _as_own(one)) for one in duties_of(template.value, year))
    return (*milestones, *duties)


def _as_own(one: Duty) -> Duty:
    """With what a duty of a template may leave out."""
    return Duty.model_construct(**{name: getattr(one, name) for name in Duty.model_fields})


def _part(kind: Kind, one: Milestone | Duty) -> Part:
    values = plain_of(one)
    rest = {key: value for key, value in values.items() if key != "id"}
    return Part(
        kind, one.id, {**rest, **({"due": None} if kind is Kind.DUTY and "due" not in rest else {})}
    )


def _own_ids(values: Mapping[str, object]) -> set[str]:
    return {str(one.get("id")) for part in LISTS for one in _entries(values, part)}


def _entries(values: Mapping[str, object], part: str) -> list[Mapping[str, object]]:
    held = values.get(part)
    return [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []
