"""The desk: who may sign in, who is signed in, the documents that are kept, and drafts until they are a campaign."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field

from scheduler.store.columns import Table, UtcDateTime

_ONE, _NONE, _EMPTY = ({"server_default": text(value)} for value in ("1", "0", "''"))


class Account(Table, table=True):
    """Somebody who signs in by name; who holds a post needs none."""

    __table_args__ = (UniqueConstraint("name"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str  # in small letters, as it is compared
    role: str  # admin, viewer, operator
    issuer_id: str | None = Field(default=None, foreign_key="issuer.id")  # None: an operator
    password: str | None = None  # its argon2 hash; None until its holder chose one
    language: str = "vi"
    made_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignInLink(Table, table=True):
    """A way in that works once: for an account, or for who holds a post at the standing body.

    Times of these tables are those of the wall, also where the program runs at another time.
    """

    __tablename__ = "sign_in_link"
    __table_args__ = (UniqueConstraint("digest"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str  # SHA-256 of the secret, which is kept nowhere
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    by: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    until_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DeskSession(Table, table=True):
    """Somebody signed in on one device."""

    __tablename__ = "desk_session"
    __table_args__ = (UniqueConstraint("digest"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str  # SHA-256 of the secret in the cookie
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    device: str = ""  # what its browser calls itself, short
    begun_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    until_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # signed out


class SignInFailure(Table, table=True):
    """A sign-in that failed, counted against the name it was tried for and where it came from."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_key_at", "key", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str  # a digest: what strangers type is not kept
    at: datetime = Field(sa_type=UtcDateTime)


class KeptForm(Table, table=True):
    """A form that came after its session had lapsed: given back to the same person once signed in again."""

    __tablename__ = "kept_form"
    __table_args__ = (UniqueConstraint("digest"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str  # SHA-256 of the secret that the page of signing in carries
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    path: str
    content_type: str
    body: bytes = Field(sa_type=LargeBinary)
    kept_at: datetime = Field(sa_type=UtcDateTime)


class Document(Table, table=True):
    """A directive as it came, kept as evidence: its octets are a file of that hash, its text is here."""

    __table_args__ = (UniqueConstraint("issuer_id", "content_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id")
    content_hash: str  # SHA-256 of the octets, in hex
    name: str
    size: int  # octets
    text: str = Field(sa_type=Text)  # as it was read: offsets of quotes count its code points
    by: str
    kept_at: datetime = Field(sa_type=UtcDateTime)


class Draft(Table, table=True):
    """A definition in the making: its items, one by one, until it is written down as a text; applied, or dropped."""

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id", index=True)
    document_id: int | None = Field(default=None, foreign_key="document.id", index=True)
    title: str
    state: str = "open"  # open, proposed, applied, dropped
    by: str
    begun_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    # of one that is written down as a text
    source: str | None = Field(default=None, sa_type=Text)  # the definition; None: still items
    revision: int = Field(
        default=1, sa_column_kwargs=_ONE
    )  # of the text, counted up by each change
    campaign: str = Field(
        default="", sa_column_kwargs=_EMPTY
    )  # code of the one it changes; "": a new one
    based_on: int = Field(
        default=0, sa_column_kwargs=_NONE
    )  # the revision of that campaign it began from
    templates: str = Field(
        default="", sa_type=Text, sa_column_kwargs=_EMPTY
    )  # as DefinitionRevision has them
    proposed_by: str | None = None
    proposed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    remark: str = Field(
        default="", sa_type=Text, sa_column_kwargs=_EMPTY
    )  # with which it was given back
    remark_by: str = Field(default="", sa_column_kwargs=_EMPTY)
    remark_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    applied_as: int | None = None  # the revision of the campaign it became


class DraftText(Table, table=True):
    """A definition in the making as it stood once: a row a revision of the draft, the standing one among them."""

    __tablename__ = "draft_text"

    draft_id: int = Field(primary_key=True, foreign_key="draft.id")
    revision: int = Field(primary_key=True)
    source: str = Field(sa_type=Text)
    part: str = ""  # what was changed: "duties/so-ket-dot-1", "directive.number"; "": all; "revision/3": back to that
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class DraftItem(Table, table=True):
    """One thing a document says or a person added, as a definition writes it."""

    __tablename__ = "draft_item"

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    kind: str  # field, round, peak, occasion, milestone, duty, unplaced, note
    position: int  # among those of the draft
    key: str = ""  # of a field: its place in the definition ("directive.number"); of others: the id
    found: str | None = Field(
        default=None, sa_type=Text
    )  # JSON, as the document was understood; None: a person's
    written: str = Field(sa_type=Text)  # JSON, in the keys of the definition, as it stands now
    doubts: str = Field(default="[]", sa_type=Text)  # JSON, pairs of a key and a sentence
    quote: str | None = Field(default=None, sa_type=Text)
    offset: int | None = None  # of the quote in the text of the document
    state: str = "found"  # found, accepted, corrected, added, dropped
    was: str = ""  # of what is dropped: the state it goes back to
    revision: int = 1  # counted up by each change: who holds an older one has not seen it
    changed_by: str | None = None
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Work(Table, table=True):
    """Long work of a page, which the engine works off: a row, so that a restart loses nothing."""

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id", index=True)
    draft_id: int | None = Field(default=None, foreign_key="draft.id", index=True)
    kind: str  # rehearsal, first messages
    revision: int = 0  # of the draft it is about
    asked: str = Field(default="{}", sa_type=Text)  # JSON: what is to be done
    state: str = Field(default="waiting", index=True)  # waiting, running, done, failed, dropped
    done: int = 0  # of `whole`, for who waits
    whole: int = 0
    tries: int = 0
    held_until: datetime | None = Field(default=None, sa_type=UtcDateTime)  # by who works on it
    by: str
    begun_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    found: str = Field(default="{}", sa_type=Text)  # JSON: what came of it, in short


class RehearsedMessage(Table, table=True):
    """One message of a rehearsal that was worked off, as its reader would have seen it."""

    __tablename__ = "rehearsed_message"
    __table_args__ = (
        Index("ix_rehearsed_message_work_id_at", "work_id", "at"),
        Index("ix_rehearsed_message_work_id_unit", "work_id", "unit", "seq"),
    )

    work_id: int = Field(primary_key=True, foreign_key="work.id")
    seq: int = Field(primary_key=True)  # oldest first
    at: datetime = Field(sa_type=UtcDateTime)
    unit: str  # its code
    name: str  # of the unit, short
    post: str  # what who reads is called
    text: str = Field(sa_type=Text)


class OrganisationRevision(Table, table=True):
    """The units of an issuer as they were put into force once, as a units file writes them."""

    __tablename__ = "organisation_revision"

    issuer_id: str = Field(primary_key=True, foreign_key="issuer.id")
    revision: int = Field(primary_key=True)
    source: str = Field(sa_type=Text)
    author: str
    applied_at: datetime = Field(sa_type=UtcDateTime)


class UnitList(Table, table=True):
    """A list of units as it was brought in, until it is put into force or dropped."""

    __tablename__ = "unit_list"

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id", index=True)
    name: str  # of the file
    rows: str = Field(sa_type=Text)  # JSON: the cells as they were read
    columns: str = Field(
        default="{}", sa_type=Text
    )  # JSON: which column is what, as a person corrected it
    corrected: str = Field(
        default="{}", sa_type=Text
    )  # JSON: what a person wrote instead of a cell
    state: str = "open"  # open, applied, dropped
    based_on: int = 0  # revision of the organisation it is compared with
    revision: int = 1
    by: str
    kept_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
