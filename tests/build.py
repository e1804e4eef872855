"""Small true parts for tests: an issuer with units, a definition with duties, the plan of both."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from scheduler.dates.office import Office
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Definition, Duty
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.plan.build import make_plan
from scheduler.plan.diff import diff
from scheduler.plan.model import Plan
from scheduler.store.agenda import load_plan
from scheduler.store.apply import apply_changes
from scheduler.store.database import Database
from scheduler.store.editions import Edition
from scheduler.store.organisation import find_unit, save_organisation
from scheduler.store.people import bind
from scheduler.store.tables import Campaign

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkCalendar()
OFFICE = Office(CALENDAR, time(7), time(19))
POLICIES = Policies.model_validate(
    {
        "due_time": "17:00",
        "hours": {"from": "07:00", "to": "19:00"},
        "cut_off": "15 working days",
        "reminders": {
            "default": [
                {"before": "7 working days"},
                {"before": "3 working days"},
                {"before": "1 working day"},
                {"on_day": True},
                {"overdue": "1 working day", "to": ["head", "deputy"]},
                {"overdue": "3 working days", "to": ["block_head"], "draft": True},
                {"overdue": "7 working days", "to": ["standing_body"]},
            ],
            "once": [{"before": "3 working days"}],
        },
    }
)


def at(text: str) -> datetime:
    """ "2024-07-31 08:00" on a clock in Hà Nội, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def duty(id: str = "bc", *, due: dict[str, Any] | None = None, **more: Any) -> Duty:
    """A report that all units but the standing body owe by 31 July."""
    given: dict[str, Any] = {
        "id": id,
        "title": f"Báo cáo {id}",
        "kind": "bao_cao_khac",
        "due": {"by": "07-31"} if due is None else due,
        "origin": {"quoted": "trước ngày 01/8"},
        "owed_by": {"all": True, "except": ["u0"]},
        "to": "u0",
    }
    return Duty.model_validate(given | more)


def definition(*duties: Duty, **more: Any) -> Definition:
    """A campaign of 2024 with one round, from January to June."""
    given: dict[str, Any] = {
        "campaign": "pt-2024",
        "title": "Thi đua 2024",
        "year": 2024,
        "issuer": "pt",
        "directive": {"number": "210/KH-UBND", "issuer": "UBND tỉnh"},
        "phases": [{"id": "dot-1", "title": "Đợt 1", "first_day": "01-01", "last_day": "06-30"}],
        "duties": duties or (duty(),),
    }
    return Definition.model_validate(given | more)


def organisation(count: int = 3, **more: Any) -> Organisation:
    """`count` units u0, u1 … of one block; u0 is the standing body, u1 heads the block, u2 stands in."""
    issuer = {"id": "pt", "name": "UBND tỉnh", "lane": "tg-pt", "standing_body": "u0"}
    rotation = [{"year": 2024, "head": "u1", "deputy": "u2"}] if count > 2 else []
    given: dict[str, Any] = {
        "issuer": issuer | more.pop("issuer", {}),
        "blocks": [{"id": "k1", "name": "Khối 1", "rotation": rotation}],
        "units": [unit(f"u{number}") for number in range(count)],
    }
    return Organisation.model_validate(given | more)


def unit(id: str, **more: Any) -> dict[str, Any]:
    """A unit of block k1, as a units file writes it."""
    return {"id": id, "name": f"Đơn vị {id}", "kind": "so", "block": "k1"} | more


def plan(of: Definition, units: Organisation | None = None, **more: Any) -> Plan:
    """The plan of `of` for `units`."""
    given: dict[str, Any] = {"catalogue": {}, "policies": POLICIES, "calendar": CALENDAR}
    return make_plan(of, organisation=units or organisation(), **(given | more))


@dataclass
class Province:
    """One issuer on one database, as an admin fills it: units, people and definitions."""

    database: Database
    units: Organisation = field(default_factory=organisation)

    def open(self, *, bound: bool = True, now: datetime = at("2024-01-02 08:00")) -> "Province":
        """Save the units; with `bound`, somebody at address unit@ holds the head's post of each."""
        with self.database.write() as session:
            save_organisation(session, self.units, actor="admin", now=now)
        for each in self.units.units if bound else ():
            self.bind(each.id, f"{each.id}@", now=now)
        return self

    def bind(self, code: str, address: str, *, now: datetime, post: str = "head") -> None:
        """Make whoever is at `address` the holder of that post."""
        with self.database.write() as session:
            found = find_unit(session, code, issuer_id=self.units.issuer.id)
            bind(session, found, address=address, post_kind=post, actor="admin", now=now)

    def apply(self, given: Definition, *, now: datetime, based_on: int | None = None) -> None:
        """Make `given` the definition in force, as `thidua apply` does."""
        with self.database.write() as session:
            campaign = self.campaign(session, given.campaign)
            stored = load_plan(session, campaign) if campaign else None
            revision = campaign.revision if campaign else 0
            apply_changes(
                session,
                Edition(self.units.issuer.id, given.campaign, "campaign: …", "admin"),
                diff(stored, plan(given, self.units)),
                based_on=revision if based_on is None else based_on,
                now=now,
            )

    def campaign(self, session: Any, code: str = "pt-2024") -> Campaign | None:
        """The campaign of that code of our issuer."""
        found: Campaign | None = session.exec(
            select(Campaign).where(
                Campaign.issuer_id == self.units.issuer.id, Campaign.code == code
            )
        ).first()
        return found

    def plan(self, code: str = "pt-2024") -> Plan:
        """The plan in force."""
        with self.database.read() as session:
            campaign = self.campaign(session, code)
            assert campaign is not None, "a definition was applied"
            return load_plan(session, campaign)

    def rows(self, sql: str) -> list[Any]:
        """What a plain query answers."""
        with self.database.read() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(sql)]

    def execute(self, sql: str) -> None:
        """Change rows behind the program's back, as a state changed by a later part of it."""
        with self.database.write() as session:
            session.connection().exec_driver_sql(sql)
