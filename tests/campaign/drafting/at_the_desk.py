"""A clerk of Phú Thọ at work on drafts: the samples' units on a database, documents from texts."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from config.settings import HERE
from scheduler.campaign.drafting.around import Around, around
from scheduler.campaign.drafting.begin import begin
from scheduler.campaign.drafting.items import DraftView, Item, load
from scheduler.clock import RehearsalClock
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from scheduler.installation import Installation
from scheduler.store import drafts
from scheduler.store.database import Database
from scheduler.store.organisation import save_organisation
from scheduler.store.tables import Document, Draft, Issuer

NOW = datetime(2024, 5, 6, 2, tzinfo=UTC)  # Monday, 09:00 in Viet Nam
OURS, THEIRS = "phu-tho", "lai-chau"
BY, OTHER = "Chuyên viên, Sở Nội vụ", "Thủ trưởng, Sở Nội vụ"


@dataclass
class Clerk:
    """One clerk of one issuer; every deed is one transaction."""

    database: Database
    issuer: str = OURS

    def __post_init__(self) -> None:
        self.installation = Installation(
            database_url=self.database.url.render_as_string(hide_password=False),
            config_dir=HERE / "samples",
            program_dir=HERE,
            clock=RehearsalClock(NOW),
            zone=ZoneInfo("Asia/Ho_Chi_Minh"),
            base_url="https://ban.example",
            author="admin",
        )
        self.installation.database = self.database
        with self.database.write() as session:
            if session.get(Issuer, OURS) is None:
                for organisation in self.installation.organisations:
                    save_organisation(session, organisation, actor="admin", now=NOW)

    def begin(self, source: Source) -> int:
        """The number of a draft of that document."""
        catalogue = self.installation.catalogue
        directive = import_directive(
            source, catalogue=catalogue, workdays=self.installation.calendar
        )
        with self.database.write(self.issuer) as session:
            document = self._keep(session, source)
            draft = draft_of(directive, catalogue=catalogue)
            row = begin(session, document, directive, draft, by=BY, now=NOW)
            assert row.id is not None
            return row.id

    def _keep(self, session: Session, source: Source) -> Document:
        octets = source.text.encode()
        content_hash = hashlib.sha256(octets).hexdigest()
        kept = select(Document).where(
            Document.issuer_id == self.issuer, Document.content_hash == content_hash
        )
        if found := session.exec(kept).first():
            return found
        document = Document(
            issuer_id=self.issuer,
            content_hash=content_hash,
            name=source.name,
            size=len(octets),
            text=source.text,
            by=BY,
            kept_at=NOW,
        )
        session.add(document)
        session.flush()
        return document

    def view(self, draft: int) -> DraftView:
        """The draft as it stands."""
        with self.database.read() as session:
            return load(session, draft, self.issuer, installation=self.installation)

    def around(self, draft: int) -> Around:
        """What typed words may lean on."""
        with self.database.read() as session:
            view = load(session, draft, self.issuer, installation=self.installation)
            return around(session, view, self.installation)

    def do(self, deed: object, draft: int, *given: object, by: str = BY, **more: object) -> Any:
        """One deed of `deeds` in its transaction, a minute after it began."""
        assert callable(deed)
        with self.database.write(self.issuer) as session:
            row = drafts.find(session, draft, self.issuer)
            return deed(session, row, *given, by=by, now=NOW + timedelta(minutes=1), **more)

    def row(self, draft: int) -> Draft:
        """The draft itself."""
        with self.database.read() as session:
            return drafts.find(session, draft, self.issuer)


def named(view: DraftView, key: str) -> Item:
    """The item of that key."""
    return next(one for one in view.items if one.key == key)


def without(values: Mapping[str, object], *keys: str) -> dict[str, object]:
    """The same without those keys."""
    return {key: value for key, value in values.items() if key not in keys}
