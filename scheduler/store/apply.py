"""Doing exactly what a diff says, within the caller's transaction, with a ledger entry for each thing done."""

from datetime import datetime

from sqlmodel import Session, select

from scheduler import proof
from scheduler.definition.models import OriginKind
from scheduler.happenings import Happening, of_change
from scheduler.plan.diff import ChangeKind, Changes, OccurrenceChange, SpanChange
from scheduler.plan.model import PlannedOccurrence, PlannedSpan
from scheduler.plan.origins import ToldOrigin, told_origin
from scheduler.plan.own import Fate, OwnChange
from scheduler.store import ledger
from scheduler.store.announcements import replace_announcements
from scheduler.store.columns import join_list, join_titles
from scheduler.store.editions import Edition, changed_words, next_revision
from scheduler.store.obligations import owe, owe_again, owe_no_more
from scheduler.store.organisation import unit_ids
from scheduler.store.own_deadlines import settle_own
from scheduler.store.reminders import (
    remind_joined,
    replace_reminders,
    show_again,
    show_heading_again,
    tell_withdrawn,
    withdraw_occurrence,
)
from scheduler.store.tables import Campaign, Obligation, Occurrence, Span
from scheduler.store.versions import count_change


def apply_changes(
    session: Session,
    edition: Edition,
    changes: Changes,
    *,
    based_on: int,
    now: datetime,
) -> Campaign:
    """The campaign after `changes`, which were computed against its revision `based_on` (0: none yet).

    Without any, the definition alone is kept: it says the same in other words. What was sent stays as sent.
    Raises PlanChanged when another definition was applied in between.
    """
    campaign = next_revision(session, edition, changes.heading, based_on=based_on, now=now)
    _Application(session, campaign, edition.author, now).run(changes)
    return campaign


class _Application:
    def __init__(self, session: Session, campaign: Campaign, author: str, now: datetime) -> None:
        self._session = session
        self._campaign = campaign
        self._author = author
        self._now = now
        self._units = unit_ids(session, campaign.issuer_id)
        self._entries: list[ledger.Entry] = []

    def run(self, changes: Changes) -> None:
        self._note(Happening.DEFINITION_APPLIED, "", {"revision": self._campaign.revision})
        if changes.heading and changes.heading.before:
            self._note(Happening.CAMPAIGN_CHANGED, "", changed_words(changes.heading))
            show_heading_again(self._session, self._campaign)
        for span in changes.spans:
            self._span(span)
        for occurrence in changes.occurrences:
            self._occurrence(occurrence)
        self._session.flush()
        ledger.append(self._session, self._entries, now=self._now)

    def _note(self, kind: Happening, rest: str, data: dict[str, object]) -> None:
        subject = f"{self._campaign.code}/{rest}" if rest else self._campaign.code
        self._entries.append(
            ledger.Entry(kind, subject, self._author, self._campaign.issuer_id, data)
        )

    # phases, anniversaries, milestones

    def _span(self, change: SpanChange) -> None:
        told = change.span
        row = self._session.exec(
            select(Span).where(
                Span.campaign_id == self._campaign.id,
                Span.kind == told.kind,
                Span.key == told.key,
            )
        ).first()
        if row is None:
            row = Span(
                campaign_id=_id(self._campaign), kind=told.kind, key=told.key, title="",
                revision=0, changed_at=self._now,
            )  # fmt: skip
        before = self._shown_span(row)
        _write_origin(row, change, now=self._now)
        _write_span(row, told)
        row.withdrawn = change.after is None
        if row.revision == 0 or before != self._shown_span(row):
            row.revision, row.changed_at = row.revision + 1, self._now
        self._session.add(row)
        self._session.flush()
        replace_announcements(self._session, row, change.after, now=self._now)
        self._note(of_change(told.kind, change.kind), told.key, _days(change))

    def _shown_span(self, row: Span) -> tuple[object, ...]:
        """What calendars show of it, for which alone it is counted: not which anniversaries it is held for."""
        told = (row.title, row.first_on, row.last_on, row.ordinal, row.occasion, row.withdrawn)
        return (*told, *self._told_origin(row))

    # occurrences

    def _occurrence(self, change: OccurrenceChange) -> None:
        row = self._row(change)
        if change.after is None:
            self._withdraw(row, change)
            return
        moved = row.revision > 0 and row.due_at != change.after.due_at
        back = row.withdrawn
        before = self._shown(row)
        _write_origin(row, change, now=self._now)
        self._write(row, change.after)
        shown = before != self._shown(row) or bool(change.joined or change.left)
        count_change(row, shown=shown, now=self._now)
        self._session.add(row)
        self._session.flush()
        told = replace_reminders(
            self._session, row, change.after, moved=moved, back=back, now=self._now
        )
        if row.revision > 1:
            show_again(self._session, row)
        self._join(row, change.after, change)
        self._leave(row, change)
        self._note(of_change("obligation", change.kind), "/".join(change.duty), _dues(change))
        for own in change.own:
            self._own(row, own, told=told, back=back)

    def _own(self, row: Occurrence, own: OwnChange, *, told: bool, back: bool) -> None:
        """Who has longer than all is not told with them; of a duty that comes back, who heard that it was withdrawn."""
        with_all = told and own.fate is Fate.LIFTED
        tell = (own.before_at is not None or (back and told)) and not with_all
        unit = self._units[own.unit]
        settle_own(self._session, row, unit, own.fate, tell=tell, now=self._now)
        sides = {"before": own.before_at, "after": own.after_at}
        data: dict[str, object] = {name: at and at.isoformat() for name, at in sides.items()}
        self._note(Happening(f"own deadline {own.fate}"), f"{row.duty}/{row.key}/{own.unit}", data)

    def _row(self, change: OccurrenceChange) -> Occurrence:
        duty, key = change.duty
        row = self._session.exec(
            select(Occurrence).where(
                Occurrence.campaign_id == self._campaign.id,
                Occurrence.duty == duty,
                Occurrence.key == key,
            )
        ).first()
        return row or Occurrence(
            campaign_id=_id(self._campaign), duty=duty, key=key, title="", kind="",
            origin="", origin_text="", to_unit_id=0, proof="", revision=0, changed_at=self._now,
        )  # fmt: skip

    def _shown(self, row: Occurrence) -> tuple[object, ...]:
        """What calendars show of it; who owes it shows in those of blocks."""
        told = (
            row.title,
            row.due_at,
            row.late_after,
            row.to_unit_id,
            row.receiver,
            row.proof,
            row.contents,
            row.rolled,
            row.withdrawn,
        )
        return (*told, row.unsure_on, *self._told_origin(row))

    def _told_origin(self, row: Span | Occurrence) -> ToldOrigin:
        zone = self._campaign.zone
        return told_origin(row.origin, row.origin_text, row.decided_at, zone=zone)

    def _write(self, row: Occurrence, told: PlannedOccurrence) -> None:
        row.title, row.kind = told.title, told.kind
        row.due_at, row.late_after = told.due_at, told.late_after
        row.cut_off_at, row.unsure_on = told.cut_off_at, told.unsure_on
        row.to_unit_id, row.proof = self._units[told.to], proof.join(told.proof)
        row.contents = join_titles(told.contents)
        row.rolled = str(told.rolled) if told.rolled else ""
        row.receiver = told.receiver
        row.waits_for, row.terms = told.waits_for if told.terms else "", told.terms
        row.withdrawn = False

    def _withdraw(self, row: Occurrence, change: OccurrenceChange) -> None:
        if change.cancelled is not None:  # what is told of it says why
            row.origin, row.origin_text = OriginKind.CANCELLED, change.cancelled.origin_text
            row.decided_at = None
        withdraw_occurrence(self._session, row, now=self._now)
        self._note(Happening.OBLIGATION_WITHDRAWN, "/".join(change.duty), _dues(change))

    def _join(self, row: Occurrence, told: PlannedOccurrence, change: OccurrenceChange) -> None:
        wanted = [self._units[unit] for unit in change.joined]
        known = self._obligations(row)
        again = [unit for unit in wanted if unit in known]
        owe_again(self._session, row.id, again, now=self._now)
        owe(self._session, row.id, [unit for unit in wanted if unit not in known], now=self._now)
        if change.before is not None:
            remind_joined(self._session, row, told, wanted, now=self._now)

    def _leave(self, row: Occurrence, change: OccurrenceChange) -> None:
        gone = {self._units[unit] for unit in change.left}
        if change.before is None:  # a duty that comes back may be owed by fewer than before
            gone = self._obligations(row) - {self._units[unit] for unit in change.joined}
        tell_withdrawn(self._session, row, units=sorted(gone), now=self._now)
        owe_no_more(self._session, row.id, sorted(gone), now=self._now)

    def _obligations(self, row: Occurrence) -> set[int]:
        if row.revision == 1:
            return set()
        query = select(Obligation.unit_id).where(Obligation.occurrence_id == row.id)
        return set(self._session.exec(query))


def _write_origin(
    row: Span | Occurrence, change: SpanChange | OccurrenceChange, *, now: datetime
) -> None:
    """The words for the day, the rule they came with, and when a day was decided that they do not tell."""
    told = change.after
    if told is None:
        return
    if not row.rule or (row.origin, row.origin_text) != (told.origin, told.origin_text):
        row.rule = told.rule
    row.origin, row.origin_text = told.origin, told.origin_text
    if change.words_hold:
        row.decided_at = None
    elif row.decided_at is None or change.kind is ChangeKind.MOVED:
        row.decided_at = now


def _write_span(row: Span, told: PlannedSpan) -> None:
    row.title = told.title
    row.first_on, row.last_on = told.first_on, told.last_on
    row.ordinal, row.occasion = told.ordinal, told.occasion
    row.anniversaries = join_list(told.anniversaries)


def _days(change: SpanChange) -> dict[str, object]:
    sides = (("before", change.before), ("after", change.after))
    return {
        name: [str(s.first_on), str(s.last_on)] if s.first_on else None for name, s in sides if s
    }


def _dues(change: OccurrenceChange) -> dict[str, object]:
    data: dict[str, object] = {}
    for name, side in (("before", change.before), ("after", change.after)):
        if side:
            data[name] = side.due_at.isoformat() if side.due_at else None
    if change.after and change.before:
        data["joined"], data["left"] = list(change.joined), list(change.left)
    else:
        data["units"] = len(change.joined or change.left)
    if change.after and change.after.receiver:
        data["receiver"] = change.after.receiver
    if change.cancelled:
        data["origin"] = f"{change.cancelled.origin}: {change.cancelled.origin_text}"
    if change.after:
        data["origin"] = f"{change.after.origin}: {change.after.origin_text}"
        data["decided"] = not change.words_hold  # the day is another than those words tell
    return data


def _id(campaign: Campaign) -> int:
    assert campaign.id is not None, "flushed above"
    return campaign.id
