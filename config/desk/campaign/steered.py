"""One change of a campaign in force as its pages show it: what follows, who hears of it, and putting it into force."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fastapi import HTTPException, Response

from config.desk.desk import DRAFTS, HOME, Visit, go_to
from scheduler.access.roles import Right
from scheduler.campaign import change_words, names
from scheduler.campaign.change_words import Row
from scheduler.campaign.editing import approval, launching, steering
from scheduler.campaign.editing.launching import Seen
from scheduler.campaign.editing.looking import Look
from scheduler.campaign.editing.planned import Written
from scheduler.campaign.editing.steering import InForce
from scheduler.campaign.names import Names
from scheduler.campaign.proposals import Preview
from scheduler.errors import LaunchDiffers, PlanChanged, UnknownCampaign
from scheduler.language import _
from scheduler.store import drafts
from scheduler.store.tables import Issuer

SHOWN = 40  # changes told one by one; a page would grow too long to be read


@dataclass(frozen=True)
class Following:
    """What a change would do, as rows; `more` that are not shown; `hears`: who is told and when, in sentences.

    `problems` stand in its way. `seal` is what is sent along with the yes: exactly this is done then.
    """

    rows: tuple[Row, ...]
    more: int
    hears: tuple[str, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    seal: str
    at_once: bool  # whether who looks puts it into force; else it is left to who approves

    @property
    def word(self) -> str:
        """On the button."""
        return _("Áp dụng") if self.at_once else _("Trình phê duyệt")


def open_campaign(visit: Visit, code: str) -> InForce:
    """The campaign of that code. Raises HTTPException (404), also for another issuer's."""
    visit.require(Right.LOOK)
    with visit.desk.installation.database.read() as session:
        try:
            return steering.load(session, code, issuer_id=visit.visitor.issuer_id)
        except UnknownCampaign:
            raise HTTPException(404) from None


def page_of(code: str) -> str:
    """The address of a campaign's page."""
    return f"{HOME}/phong-trao/{code}"


def puts_into_force(visit: Visit) -> bool:
    """Whether who looks may do that alone."""
    if not visit.visitor.may(Right.APPROVE):
        return False
    with visit.desk.installation.database.read() as session:
        return not session.get_one(Issuer, visit.visitor.issuer_id).desk_two_people


def following(visit: Visit, of: InForce, found: Look) -> Following:
    """What `found` shows, in words."""
    zone, shown = ZoneInfo(of.zone), found.preview
    problems = tuple(one.reason for one in found.problems)
    if found.is_behind:
        problems += (_("Phong trào vừa có định nghĩa mới hơn: đề nghị tải lại trang."),)
    known = names.of(found.proposal) if found.proposal else Names()
    rows, more = changes(shown, zone, known)
    return Following(
        rows=rows,
        more=more,
        hears=_hears(shown, zone) if shown and shown.changes else (),
        problems=problems,
        warnings=tuple(one.reason for one in shown.warnings) if shown else (),
        seal=found.digest,
        at_once=puts_into_force(visit),
    )


def changes(shown: Preview | None, zone: ZoneInfo, known: Names) -> tuple[tuple[Row, ...], int]:
    """The first of its rows, and how many there are beyond."""
    rows = tuple(change_words.rows(shown, zone, known)) if shown else ()
    return rows[:SHOWN], len(rows[SHOWN:])


def _hears(shown: Preview, zone: ZoneInfo) -> tuple[str, ...]:
    return (change_words.hearing(shown, zone),)


def put(visit: Visit, written: Written, seal: str, *, led_to: str) -> Response | None:
    """Do exactly what was shown under that seal; None where it would do something else by now.

    Pressed twice it leads on as after the first time. Who may not put it into force proposes it.
    """
    installation, issuer = visit.desk.installation, visit.visitor.issuer_id
    by, now, alone = visit.visitor.signature, visit.desk.now, puts_into_force(visit)
    found = steering.look(installation, written)
    if found.digest != seal or not found.can_launch:
        return None
    try:
        with installation.database.write(issuer) as session:
            draft = steering.write_draft(session, written, by=by, now=now)
            if not alone:
                row = drafts.find(session, draft.id, issuer)
                approval.propose(session, row, draft.revision, by=by, now=now)
        if not alone:
            return go_to(f"{DRAFTS}/{draft.id}/thay-doi")
        seen = Seen(draft.revision, seal)
        launching.launch(installation, draft.id, seen, issuer_id=issuer, by=by)
    except (PlanChanged, LaunchDiffers):
        return None
    return go_to(led_to)
