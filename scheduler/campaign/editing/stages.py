"""What may be done with a draft next, by who looks at it: applied, proposed, withdrawn, given back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from scheduler.access.roles import Right
from scheduler.access.visitor import Visitor
from scheduler.campaign.editing import approval
from scheduler.campaign.editing.launching import last_changed_by
from scheduler.campaign.editing.working import Working
from scheduler.store import drafts
from scheduler.store.tables import Issuer


@dataclass(frozen=True)
class Stage:
    """Each deed whether it is theirs now. `approvers`: signatures of who could approve what they would propose.

    `own`: they would approve were it not their own, and the office wants two people; `lacks_approver`: they would
    propose were there anybody to approve.
    """

    may_apply: bool
    may_propose: bool
    may_withdraw: bool
    may_give_back: bool
    two_people: bool
    own: bool
    approvers: tuple[str, ...]
    lacks_approver: bool


def load(session: Session, draft: Working, visitor: Visitor, *, now: datetime) -> Stage:
    """What that visitor may do with the draft as it stands."""
    row = drafts.find(session, draft.id, draft.issuer_id)
    two = session.get_one(Issuer, draft.issuer_id).desk_two_people
    approves, by = visitor.may(Right.APPROVE), visitor.signature
    is_open, waits = draft.state == "open", draft.state == "proposed"
    own = two and by in (draft.proposed_by if waits else None, last_changed_by(session, row))
    wants = is_open and visitor.may(Right.DEFINE) and (two or not approves)
    able = approval.load_approvers(session, row, by=by, now=now) if wants else []
    return Stage(
        may_apply=approves and not own and (waits or (is_open and not two)),
        may_propose=wants and bool(able),
        may_withdraw=waits and (visitor.may(Right.DEFINE) or by == draft.proposed_by),
        may_give_back=waits and approves and by != draft.proposed_by,
        two_people=two,
        own=approves and own and waits,
        approvers=tuple(dict.fromkeys(one.signature for one in able)),
        lacks_approver=wants and not able,
    )
