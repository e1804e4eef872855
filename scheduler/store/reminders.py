"""Reminder rows of an occurrence: what is still to come is replaced, what was said stays as said."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, insert, or_, update
from sqlmodel import Session, col, select

from scheduler.plan.model import PlannedOccurrence, PlannedReminder
from scheduler.posts import Recipient
from scheduler.states import OWED, DeliveryState, Ending, ItemState, State
from scheduler.steps import Step, StepKind
from scheduler.store.columns import join_list
from scheduler.store.tables import Campaign, Delivery, Item, Obligation, Occurrence, Reminder
from scheduler.store.versions import count_change

SHOWN = (
    DeliveryState.SENT,
    DeliveryState.CLAIMED,
    DeliveryState.UNKNOWN,
)  # on a screen, or worded already and on its way to one


def replace_reminders(
    session: Session,
    row: Occurrence,
    planned: PlannedOccurrence,
    *,
    moved: bool,
    back: bool,
    now: datetime,
) -> bool:
    """End the pending reminders of `row` and plan those of its new revision; whether its day is told at once.

    What has passed is over, except: what was due and not fired yet; for people who never heard of the
    thing, or heard that it was withdrawn and now is `back`, the latest word, unless there is nothing left to do in
    time. Who did hear is told of a new day, and of a withdrawn one that holds again.
    """
    told, gone = _told(session, row), back and _end_withdrawal(session, row, now=now)
    pending = set() if moved else _pending(session, row)
    end_pending(session, row, now=now)
    first_word = _latest_word(planned, now) if not told or (gone and not moved) else None
    rows = [
        _reminder(
            row,
            one,
            ended_at=None
            if one.at > now or one is first_word or (str(one.step), one.at) in pending
            else now,
        )
        for one in planned.reminders
    ]
    if moved and (planned.late_after is None or planned.late_after >= now):
        drop_escalations(session, row)  # nobody is late any more
    again = told and gone and first_word is None
    tells = ((moved and told) or again) and planned.due_at is not None
    if tells:
        rows.append(_reminder(row, PlannedReminder(Step(StepKind.MOVED), now, (Recipient.HEAD,))))
    if rows:
        session.execute(insert(Reminder), rows)
    return tells or (told and first_word is not None)


def _end_withdrawal(session: Session, row: Occurrence, *, now: datetime) -> bool:
    """What nobody was told yet of its withdrawal is not told any more; whether anybody was."""
    word = (col(Reminder.occurrence_id) == row.id, col(Reminder.step) == StepKind.WITHDRAWN)
    waits = update(Reminder).where(*word, col(Reminder.ended_at).is_(None))
    session.execute(waits.values(ended_at=now, ending=Ending.WITHDRAWN))
    last = Reminder.revision >= row.revision - 1
    said = select(Reminder.id).where(*word, last, Reminder.ending == Ending.FIRED)
    return session.exec(said.limit(1)).first() is not None


def drop_escalations(
    session: Session, row: Occurrence, *, obligation_id: int | None = None
) -> None:
    """What waits to be told to a superior is over: of one unit, or (None) of all that have the day of all."""
    reports = select(Reminder.id).where(
        Reminder.occurrence_id == row.id, col(Reminder.draft).is_(True)
    )
    waits: list[ColumnElement[bool]] = [
        col(Item.state).in_((ItemState.UNDECIDED, ItemState.UNREACHABLE))
    ]
    if obligation_id is None:
        reports = reports.where(col(Reminder.obligation_id).is_(None))
    else:
        waits.append(col(Item.obligation_id) == obligation_id)
    session.execute(
        update(Item)
        .where(col(Item.reminder_id).in_(reports), *waits)
        .values(state=ItemState.MOOT)
        .execution_options(synchronize_session=False)
    )


def end_pending(session: Session, row: Occurrence, *, now: datetime) -> None:
    """Reminders of one unit's own moved deadline live on, unless the whole duty goes."""
    query = update(Reminder).where(
        col(Reminder.occurrence_id) == row.id, col(Reminder.ended_at).is_(None)
    )
    if not row.withdrawn:
        query = query.where(col(Reminder.obligation_id).is_(None))
    session.execute(query.values(ended_at=now, ending=Ending.WITHDRAWN))


def withdraw_occurrence(session: Session, row: Occurrence, *, now: datetime) -> None:
    """Nothing of it is owed any more: reminders end, who heard of it is told, and cards and calendars show it."""
    row.withdrawn = True
    count_change(row, shown=True, now=now)
    session.add(row)
    end_pending(session, row, now=now)
    tell_withdrawn(session, row, now=now)
    show_again(session, row)


def tell_withdrawn(
    session: Session, row: Occurrence, *, units: Sequence[int] | None = None, now: datetime
) -> None:
    """Tell the units that heard of it, or those of them in `units` (row ids), that they owe it no more."""
    word = _reminder(row, PlannedReminder(Step(StepKind.WITHDRAWN), now, (Recipient.HEAD,)))
    rows = [word | {"obligation_id": id_} for id_ in load_heard(session, row, units=units)]
    if rows:
        session.execute(insert(Reminder), rows)


def load_heard(
    session: Session, row: Occurrence, *, units: Sequence[int] | None = None
) -> list[int]:
    """Ids of the obligations of that occurrence, or of those of `units` (row ids), whose unit was told of it."""
    heard = (
        select(Obligation.id)
        .join(Item, col(Item.obligation_id) == Obligation.id)
        .join(Delivery, col(Delivery.id) == Item.delivery_id)
        .where(Obligation.occurrence_id == row.id, _may_have_arrived())
        .distinct()
    )
    if units is not None:
        heard = heard.where(col(Obligation.unit_id).in_(units))
    return [found or 0 for found in session.exec(heard)]


def _may_have_arrived() -> ColumnElement[bool]:
    """Also what is on its way, and what a person dropped because it had arrived before a backup was put to work."""
    on_its_way = col(Delivery.state).in_((DeliveryState.SENT, DeliveryState.CLAIMED))
    return or_(on_its_way, col(Delivery.possible_duplicate).is_(True))


def show_again(session: Session, row: Occurrence) -> None:
    """What was sent stays as sent, but the cards that show this duty are brought up to date."""
    _edit_cards(session, Obligation.occurrence_id == row.id)


def show_heading_again(session: Session, campaign: Campaign) -> None:
    """The same for a campaign of another name: of cards that show what is not settled yet."""
    live = select(Occurrence.id).where(
        Occurrence.campaign_id == campaign.id, col(Occurrence.withdrawn).is_(False)
    )
    unsettled = col(Obligation.state).in_((*OWED, State.SUBMITTED))
    _edit_cards(session, col(Obligation.occurrence_id).in_(live), unsettled)


def _edit_cards(session: Session, *which: ColumnElement[bool] | bool) -> None:
    cards = (
        select(Item.delivery_id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .where(col(Item.delivery_id).is_not(None), *which)
    )
    session.execute(
        update(Delivery)
        .where(col(Delivery.id).in_(cards), col(Delivery.state).in_(SHOWN))
        .values(edit_wanted=True)
        .execution_options(synchronize_session=False)
    )


def remind_joined(
    session: Session,
    row: Occurrence,
    planned: PlannedOccurrence,
    units: Sequence[int],
    *,
    now: datetime,
) -> None:
    """Tell units that joined after the others had been told: the latest word, as a row of their own."""
    word = _latest_word(planned, now)
    if word is None or not _told(session, row):
        return
    joined = _of_units(session, row, units)
    rows = [_reminder(row, word) | {"obligation_id": id_} for id_ in joined]
    if rows:
        session.execute(insert(Reminder), rows)


def _of_units(session: Session, row: Occurrence, units: Sequence[int]) -> Sequence[int | None]:
    own_at = col(Obligation.due_at)
    has_none = (
        own_at.is_(None) if row.due_at is None else or_(own_at.is_(None), own_at <= row.due_at)
    )
    return session.exec(
        select(Obligation.id).where(
            Obligation.occurrence_id == row.id,
            col(Obligation.unit_id).in_(units),
            has_none,
        )
    ).all()


def _told(session: Session, row: Occurrence) -> bool:
    fired = select(Reminder.id).where(
        Reminder.occurrence_id == row.id,
        Reminder.ending == Ending.FIRED,
        col(Reminder.obligation_id).is_(None),
    )
    return session.exec(fired.limit(1)).first() is not None


def _pending(session: Session, row: Occurrence) -> set[tuple[str, datetime]]:
    query = select(Reminder.step, Reminder.at).where(
        Reminder.occurrence_id == row.id,
        col(Reminder.ended_at).is_(None),
        col(Reminder.obligation_id).is_(None),
    )
    return set(session.exec(query))


def _latest_word(planned: PlannedOccurrence, now: datetime) -> PlannedReminder | None:
    passed = [one for one in planned.reminders if one.at <= now]
    late = planned.late_after is not None and planned.late_after < now
    return passed[-1] if passed and not late else None


def _reminder(
    row: Occurrence, told: PlannedReminder, *, ended_at: datetime | None = None
) -> dict[str, object]:
    return {
        "occurrence_id": row.id,
        "obligation_id": None,
        "revision": row.revision,
        "step": str(told.step),
        "at": told.at,
        "recipients": join_list(told.recipients),
        "draft": told.draft,
        "ended_at": ended_at,
        "ending": Ending.STALE if ended_at else None,
    }
