"""What proves and what publishes: the ledger, the pulse of the engine, links to feeds."""

from datetime import datetime

from sqlalchemy import Index, false
from sqlmodel import Field

from scheduler.store.columns import Table, UtcDateTime


class LedgerEntry(Table, table=True):
    """Append-only: who was told what when, and who did what. `hash` covers the entry before it in its chain.

    `chain` is the issuer's id; "" is the installation's: what is no issuer's, and all there was before revision 0018.
    """

    __tablename__ = "ledger"
    __table_args__ = (Index("ix_ledger_subject", "subject"),)

    chain: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    issuer_id: str | None = None
    actor: str
    kind: str
    subject: str
    data: str  # canonical JSON
    previous: str
    hash: str


class LedgerEnd(Table, table=True):
    """Where each chain of the ledger ends, kept in the transaction that adds to it: a missing tail is missed."""

    __tablename__ = "ledger_end"

    chain: str = Field(primary_key=True)
    seq: int
    hash: str


class Pulse(Table, table=True):
    """When something that must not stop last ran, for readiness."""

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


class RehearsalMark(Table, table=True):
    """A row here: this database is for rehearsals. `source` is what it was copied from; empty for a fresh one."""

    source: str = Field(primary_key=True)
    marked_at: datetime = Field(sa_type=UtcDateTime)


class Subscription(Table, table=True):
    """One person's named, revocable link to a feed. Only the hashes of its secrets are kept.

    One made with another is managed with that, and has no second secret; nor has one older than they are.
    """

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id")
    scope: str  # campaign, unit, block, person, issuer
    scope_id: int  # row of the scope; 0 where the issuer itself is meant
    name: str
    token_hash: str = Field(unique=True)  # of what reads
    manage_hash: str | None = Field(default=None, unique=True, index=True)  # of what manages
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fetched_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    client: str | None = None
    parent_id: int | None = Field(
        default=None, foreign_key="subscription.id", index=True
    )  # made with
    maker_id: int | None = Field(default=None, index=True)  # the person the bot made it for


class FormerSecret(Table, table=True):
    """What opened a link before it was issued again: who comes with it hears that the address has gone."""

    __tablename__ = "former_secret"

    token_hash: str = Field(primary_key=True)
    subscription_id: int = Field(foreign_key="subscription.id", index=True)
    ended_at: datetime = Field(sa_type=UtcDateTime)
    manages: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
