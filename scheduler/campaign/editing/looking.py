"""What putting a definition in the making into force would do, and the seal of what was shown of that."""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from scheduler.campaign import proposals
from scheduler.campaign.editing.kept import Kept
from scheduler.campaign.editing.planned import Planned, Written, plan_text
from scheduler.campaign.editing.working import Working
from scheduler.campaign.proposals import Preview, Proposal
from scheduler.definition.problems import Problem
from scheduler.errors import UnknownCampaign
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.store import ledger
from scheduler.store.agenda import find_campaign
from scheduler.store.tables import Campaign

_MOST = 16


@dataclass(frozen=True)
class Look:
    """`planned` and, where there is a plan, what applying it would do; or `problems`, which stand in its way.

    `newest`: the revision in force of the campaign it changes (0: there is none). `digest` seals what it would do:
    equal for the same text onto the same campaign and units.
    """

    written: Written
    planned: Planned
    problems: tuple[Problem, ...]
    preview: Preview | None
    newest: int
    digest: str

    @property
    def proposal(self) -> Proposal | None:
        """The plan with its definition; None where there are problems."""
        return self.planned.proposal

    @property
    def is_behind(self) -> bool:
        """Whether somebody put another definition of its campaign into force since it was begun."""
        return bool(self.written.campaign) and self.written.based_on != self.newest

    @property
    def can_launch(self) -> bool:
        """Whether there is something to apply, and nothing in its way."""
        shown = self.preview
        return shown is not None and shown.is_new and not self.is_behind and not self.problems


_KEPT: Kept[tuple[Look, Installation]] = Kept(_MOST)


def look(installation: Installation, working: Working) -> Look:
    """What applying that draft would do. Raises the errors of an unusable database."""
    return look_at(installation, Written.of(working))


def look_at(installation: Installation, written: Written) -> Look:
    """The same of a text that is no draft yet."""
    planned, now = plan_text(installation, written), installation.clock.now()
    with installation.database.read() as session:
        key = (planned.key, written.campaign, written.based_on, _moment(session, written, now))

        def make() -> tuple[Look, Installation]:
            return look_in(session, written, planned, now=now), installation

        return _KEPT.get(key, make)[0]


def look_in(session: Session, written: Written, planned: Planned, *, now: datetime) -> Look:
    """The same of what that session sees."""
    newest = _newest(session, written.campaign, written.issuer_id)
    if planned.proposal is None:
        return Look(written, planned, planned.problems, None, newest, "")
    problems = _other_code(session, written, planned.proposal)
    shown = proposals.preview_in(session, planned.proposal, now=now)
    return Look(written, planned, problems, shown, newest, _digest(planned, shown))


def _moment(session: Session, written: Written, now: datetime) -> Hashable:
    """Whatever happens to an issuer's campaigns is in its ledger."""
    return ledger.end_of(session, written.issuer_id), now.replace(second=0, microsecond=0)


def _newest(session: Session, code: str, issuer_id: str) -> int:
    found = _find(session, code, issuer_id) if code else None
    return found.revision if found else 0


def _find(session: Session, code: str, issuer_id: str) -> Campaign | None:
    try:
        return find_campaign(session, code, issuer_id=issuer_id)
    except UnknownCampaign:
        return None


def _other_code(session: Session, written: Written, proposal: Proposal) -> tuple[Problem, ...]:
    """Neither is another campaign changed than the one it was begun of, nor one by what was begun as new."""
    code = proposal.plan.campaign
    if written.campaign and code != written.campaign:
        told = _(
            "Bản thảo này sửa phong trào “{campaign}” nên mã giữ nguyên; muốn lập phong trào khác thì lập"
            " bản thảo mới."
        )
        example = f"campaign: {written.campaign}"
        told = told.format(campaign=written.campaign)
    elif not written.campaign and _find(session, code, written.issuer_id):
        told = _(
            "Đã có phong trào mang mã “{campaign}”. Đề nghị chọn mã khác; muốn sửa phong trào ấy thì bấm"
            " “Sửa phong trào” ở trang của nó."
        ).format(campaign=code)
        example = f"campaign: {code}-2"
    else:
        return ()
    return (proposal.document.problem(("campaign",), told, example=example),)


def _digest(planned: Planned, shown: Preview) -> str:
    proposal = planned.proposal
    assert proposal is not None, "it is previewed"
    held = (proposal.source, sorted(proposal.templates.items()), shown.based_on, shown.changes)
    return hashlib.sha256(repr((held, shown.rewritten)).encode()).hexdigest()
