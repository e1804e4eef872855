"""The definitions a campaign had: who put each into force and when, what changed in words, and in its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.campaign import names
from scheduler.campaign.editing.kept import Kept
from scheduler.campaign.editing.planned import Written, plan_text
from scheduler.campaign.names import Names
from scheduler.campaign.proposals import Preview
from scheduler.definition.part_names import part_name
from scheduler.definition.parts import Values, changed, parts_of, values_of
from scheduler.definition.problems import Problem
from scheduler.errors import UnknownRevision
from scheduler.installation import Installation
from scheduler.language import _, current
from scheduler.plan.diff import diff
from scheduler.store.editions import load_templates
from scheduler.store.tables import Campaign, DefinitionRevision
from scheduler.text import uncapital

_KEPT: Kept[tuple[str, ...]] = Kept(256)


@dataclass(frozen=True)
class Revision:
    """One of them. `says`: what it changed of the one before, in words; the first says nothing."""

    number: int
    author: str
    applied_at: datetime
    says: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What one changed of the one before it in days, by today's units; or why that cannot be told any more."""

    shown: Preview | None
    names: Names | None = None
    problems: tuple[Problem, ...] = ()


def load(session: Session, campaign: Campaign, *, first: int, last: int) -> list[Revision]:
    """Those from `first` to `last`, the newest first."""
    query = select(DefinitionRevision).where(
        DefinitionRevision.campaign_id == campaign.id,
        col(DefinitionRevision.revision).between(first - 1, last),
    )
    rows = {row.revision: row for row in session.exec(query)}
    return [
        Revision(number, row.author, row.applied_at, _says(rows.get(number - 1), row))
        for number, row in sorted(rows.items(), reverse=True)
        if number >= first
    ]


def find(session: Session, campaign: Campaign, number: int) -> DefinitionRevision:
    """That of that number. Raises UnknownRevision."""
    row = session.get(DefinitionRevision, (campaign.id, number)) if 0 < number < 2**31 else None
    if row is None:
        raise UnknownRevision(campaign.code, number, campaign.revision)
    return row


def find_before(session: Session, row: DefinitionRevision) -> DefinitionRevision | None:
    """The one it changed; None for the first."""
    return session.get(DefinitionRevision, (row.campaign_id, row.revision - 1))


def written(campaign: Campaign, row: DefinitionRevision) -> Written:
    """Its text, begun anew from the newest one."""
    templates = load_templates(row) or None
    return Written(row.source, campaign.issuer_id, campaign.code, campaign.revision, templates)


def difference(installation: Installation, before: Written | None, after: Written) -> Difference:
    """What `after` changes of `before` (None: it is the first), in days and units."""
    new = plan_text(installation, after)
    old = plan_text(installation, before) if before else None
    for one in (new, old):
        if one is not None and one.proposal is None:
            return Difference(None, problems=one.problems)
    assert new.proposal is not None, "told above"
    found = diff(old.proposal.plan if old and old.proposal else None, new.proposal.plan)
    shown = Preview(found, 0, units=0, reachable=0, at_once=False, first_reminder_at=None)
    return Difference(shown, names.of(new.proposal))


def _says(before: DefinitionRevision | None, after: DefinitionRevision) -> tuple[str, ...]:
    if before is None:
        return ()
    key = (before.source, after.source, current())
    return _KEPT.get(key, lambda: say_between(before.source, after.source))


def say_between(before: str | None, after: str) -> tuple[str, ...]:
    """What a text changed of the one before it, in words; nothing of the first."""
    return () if before is None else tuple(_say(values_of(before), values_of(after)))


def _say(before: Values, after: Values) -> Iterator[str]:
    """ "thêm nhiệm vụ “Báo cáo quý”": each part in which two definitions differ, in the order of the text."""
    was, now, differ = parts_of(before), parts_of(after), changed(before, after)
    for part in dict.fromkeys((*now, *was)):
        if part not in differ:
            continue
        told = uncapital(part_name(part, after if part in now else before))
        if part not in was:
            yield _("thêm {what}").format(what=told)
        elif part not in now:
            yield _("bỏ {what}").format(what=told)
        else:
            yield _("sửa {what}").format(what=told)
