"""A definition in the making as it would be planned, or why it cannot be yet."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from scheduler.campaign import proposals
from scheduler.campaign.editing.kept import Kept
from scheduler.campaign.editing.working import Working
from scheduler.campaign.proposals import Proposal
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.errors import AWAY, ThiDuaError
from scheduler.installation import Installation
from scheduler.language import _, current
from scheduler.store.tables import Issuer

_MOST = 16  # plans of a year each


UnitsStamp = tuple[datetime | None, int]


@dataclass(frozen=True)
class Written:
    """A text with what it stands for: `campaign` is the code of the one it changes, at revision `based_on`.

    "" and 0: a new one. `templates`: texts of those it was applied with; None: as they are now.
    """

    source: str
    issuer_id: str
    campaign: str = ""
    based_on: int = 0
    templates: Mapping[str, str] | None = None

    @classmethod
    def of(cls, working: Working) -> "Written":
        """The text of a draft."""
        return cls(
            working.source,
            working.issuer_id,
            working.campaign,
            working.based_on,
            working.templates,
        )


@dataclass(frozen=True)
class Planned:
    """Either a proposal, or the problems that stand in its way, each with the line and field it is about.

    `key` stands for all it was computed of; `units` for those of the issuer, as `units_of` has them.
    """

    proposal: Proposal | None
    problems: tuple[Problem, ...]
    key: Hashable
    units: UnitsStamp


_KEPT: Kept[tuple[Planned, Installation]] = Kept(_MOST)


def plan(installation: Installation, working: Working) -> Planned:
    """As `thidua plan` would have it, but for its own issuer only. Raises the errors of an unusable database."""
    return plan_text(installation, Written.of(working))


def plan_text(installation: Installation, written: Written) -> Planned:
    """The same of a text that is no draft yet."""
    given = written.templates
    templates = None if given is None else tuple(sorted(given.items()))
    with installation.database.read() as session:
        units = units_of(session, written.issuer_id)
    # with the installation kept beside it, its id is nobody else's
    key = (id(installation), written.issuer_id, written.source, templates, units, current())
    return _KEPT.get(key, lambda: (_plan(installation, written, key, units), installation))[0]


def units_of(session: Session, issuer_id: str) -> UnitsStamp:
    """What changes whenever the units of the issuer do."""
    query = select(Issuer.changed_at, Issuer.units_revision).where(Issuer.id == issuer_id)
    return session.exec(query).first() or (None, 0)


def _plan(
    installation: Installation, written: Written, key: Hashable, units: UnitsStamp
) -> Planned:
    try:
        found = proposals.propose_text(
            installation,
            written.source,
            name="",
            templates=written.templates,
            issuer_id=written.issuer_id,
        )
    except DefinitionInvalid as error:
        return Planned(None, error.problems, key, units)
    except AWAY:
        raise
    except ThiDuaError:  # which no check of the text has found
        told = _("Có ngày tính vòng quanh hoặc tính từ mục không có trong bản thảo.")
        return Planned(None, (Problem("", 0, 0, "", told),), key, units)
    return Planned(found, (), key, units)
