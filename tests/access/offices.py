"""The issuers "pt" and "lc": of each u0 is the standing body, with a head, a deputy and a clerk, u1 a unit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from scheduler.access import accounts, sessions
from scheduler.access.roles import Role
from scheduler.access.visitor import Visitor
from scheduler.posts import PERSONS
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind, find_post
from scheduler.store.standing import stand_in
from scheduler.store.tables import Account, Holder, LedgerEntry, Person
from tests.build import Province, at, definition, organisation

NOW = at("2024-03-04 08:00")  # of campaigns
WALL = at("2026-11-28 09:00")  # of the clock on the wall
PASSWORD = "bốn con cò trắng"


def fill(database: Database) -> None:
    """The offices, on `database`."""
    for name in ("pt", "lc"):
        units = organisation(2, issuer={"id": name, "lane": f"tg-{name}"})
        province = Province(database, units).open(now=NOW)
        for post in PERSONS:
            province.bind("u0", f"{name}-{post}@", post=post, now=NOW)


@dataclass
class Offices:
    """Who comes to them."""

    database: Database

    def account(
        self, name: str = "quan-tri", role: Role = Role.ADMIN, issuer: str = "pt"
    ) -> Account:
        with self.database.write() as session:
            of = None if role is Role.OPERATOR else issuer
            return accounts.add(
                session, name=name, role=role, issuer_id=of, by="lan", wall=WALL, now=NOW
            )

    def with_password(self, name: str = "quan-tri", password: str = PASSWORD) -> Account:
        account = self.account(name)
        accounts.set_password(self.database, account, password, by=name, wall=WALL, now=NOW)
        return account

    def person(self, post: str = "clerk", issuer: str = "pt", unit: str = "u0") -> int:
        """Who holds that post."""
        with self.database.write() as session:
            found = find_post(session, find_unit(session, unit, issuer_id=issuer), post)
            query = select(Holder.person_id).where(
                Holder.post_id == found.id, col(Holder.until_at).is_(None)
            )
            return session.exec(query).one()

    def obligation(self) -> None:
        """u1 of "pt" owes a report, the first there is."""
        Province(self.database, organisation(2, issuer={"id": "pt", "lane": "tg-pt"})).apply(
            definition(), now=NOW
        )

    def hand_over(self, post: str = "clerk", *, now: datetime = NOW) -> None:
        """Somebody else holds that post of the standing body of "pt"."""
        with self.database.write() as session:
            unit = find_unit(session, "u0", issuer_id="pt")
            bind(session, unit, address="new@", post_kind=post, actor="lan", now=now)

    def stand_in(
        self, person_id: int, post: str, *, days: int = 2, obligation_id: int | None = None
    ) -> None:
        """That person answers for the post of the standing body of "pt" for so many days."""
        with self.database.write() as session:
            unit = find_unit(session, "u0", issuer_id="pt")
            stand_in(
                session,
                find_post(session, unit, post),
                session.get_one(Person, person_id),
                until_at=NOW + timedelta(days=days),
                obligation_id=obligation_id,
                by="head",
                now=NOW,
            )

    def signed_in(
        self,
        *,
        account_id: int | None = None,
        person_id: int | None = None,
        wall: datetime = WALL,
        device: str = "Firefox",
    ) -> str:
        with self.database.write() as session:
            return sessions.begin(
                session, account_id=account_id, person_id=person_id, device=device, wall=wall
            )

    def find(self, secret: str, *, wall: datetime = WALL, now: datetime = NOW) -> Visitor | None:
        with self.database.read() as session:
            return sessions.find(session, secret, wall=wall, now=now)

    def visitor(self, secret: str, *, wall: datetime = WALL) -> Visitor:
        found = self.find(secret, wall=wall)
        assert found is not None, "signed in"
        return found

    def told(self, session: Session, *kinds: str) -> list[tuple[str, str, str, str | None]]:
        """What the ledger has of those kinds: kind, subject, actor, issuer."""
        query = select(LedgerEntry).where(col(LedgerEntry.kind).in_(kinds))
        rows = session.exec(query.order_by(LedgerEntry.at, col(LedgerEntry.seq)))
        return [(row.kind, row.subject, row.actor, row.issuer_id) for row in rows]
