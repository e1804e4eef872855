"""Queued cards into letters, checked once more: what still needs saying, to whom, and from when on."""

import logging
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from scheduler.access.draft_links import Key
from scheduler.dates.office import Office
from scheduler.run.saying import announced, changed_posts, desk_links, overtaken, unsaid
from scheduler.run.saying.about import complete
from scheduler.run.saying.items import CardRow, load_rows, load_waiting
from scheduler.run.saying.letter import Letter, Unsayable
from scheduler.run.saying.notice import DeskLink, Notice, NoticeItem, Reader, StandingBody
from scheduler.run.saying.told import Known
from scheduler.store import ledger
from scheduler.store.deadline import effective_deadline
from scheduler.store.mailboxes import mailbox_of
from scheduler.store.organisation import find_unit
from scheduler.store.tables import Address, Delivery, Issuer, Lane, Person, Post, Unit
from scheduler.store.titles import in_letter
from scheduler.workflow.actor import Tenure, find_standing_unit, load_tenures
from scheduler.workflow.superior import find_escalation

log = logging.getLogger(__name__)


def write_letters(
    session: Session,
    deliveries: Sequence[Delivery],
    office: Office,
    *,
    now: datetime,
    wall: datetime,
    rehearsal: bool,
) -> list[Letter | Unsayable]:
    """What each delivery says at `now`, in their order; within one, nearest deadline first. `wall`: by the clock of
    sessions and of the links that begin them.

    One that cannot be worded is Unsayable, and the others are worded all the same.
    """
    rows = load_rows(session, deliveries)
    said_later = overtaken.find_overtaken(session, deliveries)
    changes = changed_posts.load_told(session, deliveries)
    phases = announced.load_told(session, deliveries)
    wording = _Wording(session, office, now, rehearsal, changes, phases, wall=wall)
    return [wording.word(d, rows[d.id], said_later=said_later) for d in deliveries]


def write_edits(
    session: Session,
    deliveries: Sequence[Delivery],
    office: Office,
    *,
    told: Known,
    now: datetime,
    rehearsal: bool,
) -> list[Letter]:
    """What cards said before should say now: each obligation once, as it stands, owed or not.

    What has no day any more, or cannot be worded, is left as it was said. `told` is what calendars know of it.
    """
    rows = load_rows(session, deliveries)
    changes = changed_posts.load_told(session, deliveries)
    phases = announced.load_told(session, deliveries)
    wording = _Wording(session, office, now, rehearsal, changes, phases, anew=False)
    dated = {
        d.id: [row for row in rows[d.id] if effective_deadline(row.occurrence, row.obligation)]
        for d in deliveries
    }
    found = [wording.word(d, dated[d.id], said_later=None) for d in deliveries if dated[d.id]]
    letters = [letter for letter in found if isinstance(letter, Letter)]
    return _compared(letters, told, wording.coming(deliveries)) if told else letters


def _compared(letters: Sequence[Letter], told: Known, coming: set[tuple[int, int]]) -> list[Letter]:
    """`letters` with what is known already, and what is `coming`; each deadline is corrected in one of them."""
    found = []
    for letter in letters:
        about = [(letter.address_id, item.obligation_id) for item in letter.notice.items]
        items = tuple(
            replace(item, told=told.get(key), coming=key in coming)
            for item, key in zip(letter.notice.items, about, strict=True)
        )
        found.append(replace(letter, notice=replace(letter.notice, items=items)))
        coming = coming | set(about)
    return found


@dataclass(frozen=True)
class _Wording:
    session: Session
    office: Office
    now: datetime
    rehearsal: bool
    changes: Mapping[int | None, list[changed_posts.ToldChange]]
    phases: Mapping[int | None, list[announced.ToldSpan]]
    anew: bool = True  # not what was said before
    wall: datetime | None = None  # None: no link into the desk is made
    bodies: dict[str, StandingBody] = field(default_factory=dict)  # by issuer

    def word(
        self,
        delivery: Delivery,
        rows: list[CardRow],
        *,
        said_later: AbstractSet[int | None] | None,
    ) -> Letter | Unsayable:
        """What `rows` of `delivery` say; `said_later` None: all that was said before, moot or not."""
        try:
            address = self.session.get_one(Address, delivery.address_id)
            person = self.session.get_one(Person, address.person_id)
            tenures = load_tenures(self.session, person, now=self.now)
            moot: unsaid.Reasons = (
                {} if said_later is None else unsaid.moot(rows, tenures, said_later)
            )
            moot |= unsaid.repeated([row for row in rows if row.item.id not in moot])
            return self._letter(delivery, rows, moot, address, person, tenures)
        except SQLAlchemyError:
            raise
        except Exception as error:  # one card must not stop the others of its lane
            log.exception("delivery %s cannot be worded", delivery.id)
            return Unsayable(delivery.id or 0, f"{type(error).__name__}: {error}")

    def coming(self, deliveries: Sequence[Delivery]) -> set[tuple[int, int]]:
        """Address and obligation of each word that waits for the same people, and still needs saying.

        That a report to a superior waits is in no calendar, and takes the word from none.
        """
        found = set()
        for row in load_waiting(self.session, deliveries):
            if not row.is_readable or row.escalation_id is not None:
                continue
            address = self.session.get_one(Address, row.item.address_id)
            person = self.session.get_one(Person, address.person_id)
            if row.moot(load_tenures(self.session, person, now=self.now)) is None:
                found.add((address.id or 0, row.item.obligation_id))
        return found

    def _letter(
        self,
        delivery: Delivery,
        rows: Sequence[CardRow],
        moot: unsaid.Reasons,
        address: Address,
        person: Person,
        tenures: Sequence[Tenure],
    ) -> Letter:
        issuer = self.session.get_one(Issuer, person.issuer_id)
        left = [row for row in rows if row.item.id not in moot]
        told = [self._say(row, issuer, tenures) for row in unsaid.once_an_escalation(left)]
        changes, over = self._split(delivery, issuer, person, tenures)
        said = changed_posts.say(
            self.session, changes, issuer, address, anew=self.anew, now=self.now
        )
        phases = self.phases.get(delivery.id, [])
        moot_phases = announced.find_moot(phases, tenures, now=self.now) if self.anew else ()
        phases = announced.without(phases, moot_phases)
        ready_at = self._ready_of(delivery, issuer) or self._first_ready(left, phases)
        return Letter(
            delivery_id=delivery.id or 0,
            issuer_id=issuer.id,
            address_id=address.id or 0,
            address=address.value,
            thread=address.thread,
            notice=replace(
                self._blank(delivery, issuer, person),
                items=tuple(sorted(told, key=NoticeItem.place)),
                changes=said,
                announced=announced.say(self.session, phases, self.office, now=self.now),
                desk_link=self._desk_link(delivery, address, person, ready=ready_at <= self.now),
                ledger_end=self._ledger_end(issuer, told),
            ),
            moot=unsaid.named(rows, moot),
            # that a post changed hands is told at once, see `scheduler.run.firing.handovers`
            ready_at=self.now if changes else ready_at,
            closed=address.closed_at is not None,
            moot_changes=tuple(over),
            moot_announcements=moot_phases,
        )

    def _ready_of(self, delivery: Delivery, issuer: Issuer) -> datetime | None:
        """When what waits at the desk may be told; None of every other message, a link that is asked for too."""
        if Key.parse(delivery.key) is None:
            return None
        return self.office.ready_at(self.now, due_at=None, zone=ZoneInfo(issuer.zone))

    def _desk_link(
        self, delivery: Delivery, address: Address, person: Person, *, ready: bool
    ) -> DeskLink | None:
        if self.wall is None or address.closed_at is not None:
            return None
        return desk_links.say(
            self.session, delivery, person, wall=self.wall, now=self.now, ready=ready
        )

    def _ledger_end(self, issuer: Issuer, told: Sequence[NoticeItem]) -> str:
        """Of what the standing body is told regularly, late reports, each card takes it out of the machine.

        Not of a rehearsal, whose ledger goes with it: kept, its end would accuse the real one of a loss.
        """
        if self.rehearsal or not any(
            one.reader is Reader.STANDING_BODY and one.about is None for one in told
        ):
            return ""
        return "".join(end.short for end in ledger.load_ends(self.session, issuer.id))

    def _blank(self, delivery: Delivery, issuer: Issuer, person: Person) -> Notice:
        """Whom it is for, with nothing said yet."""
        post = self.session.get_one(Post, delivery.post_id)
        return Notice(
            delivery_id=delivery.id or 0,
            issuer=issuer.name,
            zone=issuer.zone,
            post=in_letter(self.session, post),
            unit=self.session.get_one(Unit, post.unit_id).name,
            language=person.language,
            address=issuer.address,
            now=self.now.astimezone(ZoneInfo(issuer.zone)),
            items=(),
            standing_body=self._standing_body(issuer),
            possible_duplicate=delivery.possible_duplicate,
            rehearsal=self.rehearsal,
        )

    def _standing_body(self, issuer: Issuer) -> StandingBody:
        if issuer.id not in self.bodies:
            unit = find_unit(self.session, f"{issuer.id}/{issuer.standing_body}")
            self.bodies[issuer.id] = StandingBody(
                name=unit.name,
                mailbox=mailbox_of(self.session, unit, now=self.now),
                bot=self.session.get_one(Lane, issuer.lane_id).username or "",
            )
        return self.bodies[issuer.id]

    def _split(
        self, delivery: Delivery, issuer: Issuer, person: Person, tenures: Sequence[Tenure]
    ) -> tuple[list[changed_posts.ToldChange], list[int]]:
        """What of changed posts still needs saying, and the ids of what does not."""
        told = self.changes.get(delivery.id, [])
        standing = find_standing_unit(self.session, issuer) if told else None
        over = [
            one.notice.id or 0
            for one in told
            if changed_posts.is_moot(self.session, one, person, tenures, standing)
        ]
        return [one for one in told if one.notice.id not in over], over

    def _say(self, row: CardRow, issuer: Issuer, tenures: Sequence[Tenure]) -> NoticeItem:
        item = row.say(self.office, self.now)
        item = complete(
            self.session,
            item,
            issuer,
            post_id=row.item.post_id,
            tenures=tenures,
            calendar=self.office.calendar,
        )
        if row.escalation_id is None:
            return item
        # with the report to a superior it tells of: no calendar shows that, it is no deadline of who reads it
        escalation = find_escalation(self.session, row.escalation_id, now=self.now)
        return replace(item, escalation=escalation, unit=", ".join(escalation.units), uid="")

    def _first_ready(
        self, rows: Sequence[CardRow], phases: Sequence[announced.ToldSpan]
    ) -> datetime:
        zones = (ZoneInfo(one.campaign.zone) for one in phases)
        found = [self.office.ready_at(self.now, due_at=None, zone=zone) for zone in zones]
        return min([*map(self._ready_at, rows), *found], default=self.now)

    def _ready_at(self, row: CardRow) -> datetime:
        zone = ZoneInfo(row.campaign.zone)
        return self.office.ready_at(self.now, due_at=row.due_at, zone=zone)
