"""A definition in the making with what its pages need."""

from dataclasses import dataclass

from config.desk.desk import DRAFTS, Visit
from scheduler.access.roles import Right
from scheduler.campaign.drafting.around import Around, around
from scheduler.campaign.editing import working
from scheduler.campaign.editing.working import Working


@dataclass(frozen=True)
class Opened:
    """The draft and what typed words may lean on."""

    working: Working
    around: Around

    @property
    def path(self) -> str:
        """Of its first page; the others lie beside it."""
        return f"{self.base}/soan"

    @property
    def base(self) -> str:
        """What the addresses of all its pages begin with."""
        return f"{DRAFTS}/{self.working.id}"


def open_working(visit: Visit, draft_id: int) -> Opened:
    """The draft of that number. Raises UnknownDraft, also for another issuer's and for one that is still items."""
    visit.require(Right.LOOK)
    installation, issuer = visit.desk.installation, visit.visitor.issuer_id
    with installation.database.read() as session:
        found = working.load(session, draft_id, issuer)
        return Opened(found, around(session, found.view, installation))


def may_change(visit: Visit, opened: Opened) -> bool:
    """Whether who looks may change it now."""
    return opened.working.state == "open" and visit.visitor.may(Right.DEFINE)
