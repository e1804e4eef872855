"""Duties that wait for a word: of the standing body that calls them, of units on when they received the document."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.dates import civil
from scheduler.definition.models import Duty
from scheduler.definition.read import read_duty
from scheduler.definition.when import When
from scheduler.errors import NotAllowed, NotWaiting
from scheduler.plan.model import WaitsFor
from scheduler.plan.reminders import earlier
from scheduler.store.agenda import find_campaign
from scheduler.store.tables import Campaign, Occurrence
from scheduler.workflow.actor import Actor, require_standing, signature
from scheduler.workflow.moved_deadline import Rules


@dataclass(frozen=True)
class Waiting:
    """A duty that waits, with its terms as the definition wrote them. Rows of the caller's session."""

    occurrence: Occurrence
    campaign: Campaign

    @property
    def duty(self) -> Duty:
        """What is owed, by whom, within which time."""
        return read_duty(self.occurrence.terms)

    @property
    def zone(self) -> ZoneInfo:
        """In which its days are days."""
        return ZoneInfo(self.campaign.zone)

    @property
    def subject(self) -> str:
        """campaign/duty, for the ledger."""
        return f"{self.campaign.code}/{self.occurrence.duty}"


def load_waiting(session: Session, issuer_id: str, what: WaitsFor) -> list[Waiting]:
    """Duties of the issuer that wait for `what`, by campaign, in the order of the definition."""
    return _load(session, Campaign.issuer_id == issuer_id, what)


def load_of_campaign(session: Session, campaign: str, what: WaitsFor) -> list[Waiting]:
    """The same of one campaign, by its code or "ISSUER/CODE". Raises UnknownCampaign."""
    return _load(session, Campaign.id == find_campaign(session, campaign).id, what)


def find_waiting(session: Session, campaign: str, duty: str, what: WaitsFor) -> Waiting:
    """The duty of that campaign that waits for `what` under that id.

    Raises UnknownCampaign, and NotWaiting, which names those that do.
    """
    found = load_of_campaign(session, campaign, what)
    for one in found:
        if one.occurrence.duty == duty:
            return one
    raise NotWaiting(campaign, duty, tuple(one.occurrence.duty for one in found))


def get_waiting(session: Session, occurrence_id: int, actor: Actor, what: WaitsFor) -> Waiting:
    """The same by its row, for the standing body of its issuer. Raises NotAllowed."""
    action = Action.CALL if what is WaitsFor.REQUEST else Action.RECEIVE
    require_standing(actor, action)
    for one in load_waiting(session, actor.issuer_id, what):
        if one.occurrence.id == occurrence_id:
            return one
    raise NotAllowed(action)


def _load(session: Session, where: bool, what: WaitsFor) -> list[Waiting]:
    rows = session.exec(
        select(Occurrence, Campaign)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .where(where, Occurrence.waits_for == what, col(Occurrence.withdrawn).is_(False))
        .order_by(col(Campaign.id), col(Occurrence.id))
    )
    return [Waiting(occurrence, campaign) for occurrence, campaign in rows]


def due_after(duty: Duty, day: date, rules: Rules, zone: ZoneInfo) -> datetime | None:
    """Until when a report may take that is counted from `day`, by the terms of its duty; aware, UTC.

    The day itself is not counted (Civil Code 2015 art. 147(2)); units have so much less as who collects needs to put
    reports together. None where the terms name no time.
    """
    rule = duty.due
    if rule is None or (rule.days, rule.working_days, rule.months) == (None, None, None):
        return None
    if rule.working_days is not None:
        last = rules.calendar.add(day, rule.working_days)
    else:
        last = civil.add_months(day, rule.months or 0) + timedelta(rule.days or 0)
    last = earlier(_rolled(last, rule, rules), duty.consolidation, rules.calendar)
    return civil.at(last, clock_of(duty, rules), zone)


def _rolled(day: date, rule: When, rules: Rules) -> date:
    """Where `day` goes when it is a day off, by the rule or by the policies."""
    to = rule.roll or rules.policies.roll.of(rule.kind)
    if to == "none":
        return day
    return rules.calendar.roll_back(day) if to == "back" else rules.calendar.roll_forward(day)


def clock_of(duty: Duty, rules: Rules) -> time:
    """At what time of its last day it is due."""
    return (duty.due and duty.due.time) or rules.policies.due_time


def signed(by: Actor | str, campaign: Campaign, action: str) -> str:
    """Who does it, as the ledger says: a person of the issuer's standing body, or by name who administers it.

    Raises NotAllowed.
    """
    if isinstance(by, str):
        return by
    if by.issuer_id != campaign.issuer_id:
        raise NotAllowed(action)
    return signature(require_standing(by, action))
