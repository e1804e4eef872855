"""What follows a transition, in the same transaction: row, notices, cards to edit, the ledger."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.posts import PERSONS, Recipient
from scheduler.states import OWED, State, as_shown
from scheduler.steps import Step, StepKind
from scheduler.store import holders, ledger
from scheduler.store.columns import join_list
from scheduler.store.reminders import SHOWN
from scheduler.store.tables import Address, Delivery, Holder, Item, Obligation, Post, Reminder
from scheduler.store.versions import count_change
from scheduler.workflow.actor import Case


@dataclass(frozen=True)
class Follow:
    """The consequences of one act of `by` (a signature) at `now`."""

    session: Session
    case: Case
    by: str
    now: datetime

    def enter(self, state: State) -> None:
        """Put the obligation into `state`: a new revision, and every card that shows it is edited."""
        row = self.case.obligation
        shown = as_shown(row.state) != as_shown(state)
        row.state, row.state_at, row.state_by = state.value, self.now, self.by
        self.changed(in_calendars=shown)

    def changed(self, *, in_calendars: bool) -> None:
        """Something that cards show changed, and calendars too or not."""
        row = self.case.obligation
        count_change(row, shown=in_calendars, now=self.now)
        self.session.add(row)
        self.session.flush()
        self._edit_cards()

    def tell(self, kind: StepKind, recipients: str, *, about: int) -> None:
        """A notice to `recipients` ("head", "standing_body"…) as soon as hours allow; told once for each `about`."""
        self.session.add(
            Reminder(
                occurrence_id=self.case.obligation.occurrence_id,
                obligation_id=self.case.obligation.id,
                revision=self.case.obligation.revision,
                step=str(Step(kind, about=about)),
                at=self.now,
                recipients=recipients,
            )
        )

    def answer(self, kind: StepKind, person_id: int | None, *, about: int) -> None:
        """The same to the unit: its head, and the post of `person_id`, who handed in or asked, if that is another."""
        posts = self.session.exec(
            select(Post.kind)
            .join(Holder, col(Holder.post_id) == Post.id)
            .where(
                Post.unit_id == self.case.unit.id,
                col(Post.kind).in_(PERSONS),
                Holder.person_id == person_id,
                holders.holding(self.now),
            )
            .order_by(col(Post.kind))
        )
        recipients = dict.fromkeys((Recipient.HEAD.value, *posts))
        self.tell(kind, join_list(recipients), about=about)

    def note(self, kind: Happening, **data: object) -> None:
        """An entry of the ledger about this obligation."""
        entry = ledger.Entry(kind, self.case.subject, self.by, self.case.issuer.id, data)
        ledger.append(self.session, [entry], now=self.now)

    def _edit_cards(self) -> None:
        _edit(self.session, col(Obligation.id) == self.case.obligation.id)


def edit_cards_of(session: Session, row: Holder) -> None:
    """Cards by which somebody was told, through that tenure, of what is not settled yet are edited."""
    theirs = select(Address.id).where(Address.person_id == row.person_id)
    told = (
        select(Item.id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .where(
            Item.delivery_id == Delivery.id,
            Item.post_id == row.post_id,
            col(Obligation.state).in_((*OWED, State.SUBMITTED)),
        )
    )
    if row.obligation_id is not None:
        told = told.where(Obligation.id == row.obligation_id)
    session.execute(
        update(Delivery)
        .where(col(Delivery.address_id).in_(theirs), col(Delivery.state).in_(SHOWN), told.exists())
        .values(edit_wanted=True)
        .execution_options(synchronize_session=False)
    )


def _edit(session: Session, *which: ColumnElement[bool]) -> None:
    showing = (
        select(Item.delivery_id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .where(col(Item.delivery_id).is_not(None), *which)
    )
    session.execute(
        update(Delivery)
        .where(col(Delivery.id).in_(showing), col(Delivery.state).in_(SHOWN))
        .values(edit_wanted=True)
        .execution_options(synchronize_session=False)
    )
