"""Where a reader stands: which calendar, by which address, at what time."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from sqlmodel import Session

from calendars import subscriptions
from calendars.query import Scope, find_public
from calendars.routes import manage_url, public_url, secret_url
from calendars.subscriptions import Link
from scheduler import language
from scheduler.store.tables import Issuer


@dataclass(frozen=True)
class Reader:
    """Whoever opens one calendar at one address. `path` is that of its pages, `feed_url` the whole address of its feed.

    Without a `link` it is the public part of a campaign, which anybody may read. Where links are managed `feed_url`
    is empty: what manages a link does not tell what reads it.
    """

    path: str
    feed_url: str
    scope: Scope
    issuer_id: str
    issuer: str
    zone: ZoneInfo
    now: datetime
    link: Link | None = None

    @property
    def today(self) -> date:
        """The day it is for the issuer."""
        return self.now.astimezone(self.zone).date()

    @property
    def page_url(self) -> str:
        """The whole address of the first page."""
        return self.feed_url.removesuffix(".ics")

    @property
    def root(self) -> str:
        """What stands before our paths where a proxy serves us below its own."""
        names = (
            1 if self.link else 2
        )  # behind the one that is ours: a secret; or issuer and campaign
        return self.path.rsplit("/", names + 1)[0]

    @property
    def manages(self) -> bool:
        """Whether links are managed here; nowhere else."""
        return not self.feed_url

    @property
    def rules_all(self) -> bool:
        """Whether every link of the issuer may be made and closed here: with that of the standing body."""
        return self.manages and self.scope.kind == "issuer"

    def url(self, view: str = "", *, lang: str = "", **query: object) -> str:
        """Path of a view of this calendar, in the language spoken here or in `lang`."""
        given = {name: str(value) for name, value in query.items()}
        if (lang or language.current()) != "vi":
            given["lang"] = lang or language.current()
        path = f"{self.path}/{view}" if view else self.path
        return f"{path}?{urlencode(given)}" if given else path


def by_link(session: Session, token: str, *, base_url: str, now: datetime) -> Reader | None:
    """Where a secret that reads leads, revoked or not; None when nowhere."""
    link = subscriptions.find_by_token(session, token)
    if link is None:
        return None
    return _reader(session, link.scope, link.issuer_id, secret_url(base_url, token), now, link)


def by_secret(session: Session, secret: str, *, base_url: str, now: datetime) -> Reader | None:
    """Where a secret that manages leads, revoked or not; None when nowhere."""
    link = subscriptions.find_managed(session, secret)
    if link is None:
        return None
    found = _reader(session, link.scope, link.issuer_id, manage_url(base_url, secret), now, link)
    return replace(found, feed_url="")


def by_name(
    session: Session, issuer: str, campaign: str, *, base_url: str, now: datetime
) -> Reader | None:
    """The public part of a campaign; None when there is none of that name."""
    scope = find_public(session, issuer, campaign)
    if scope is None:
        return None
    return _reader(session, scope, issuer, public_url(base_url, issuer, campaign), now)


def _reader(
    session: Session,
    scope: Scope,
    issuer_id: str,
    feed_url: str,
    now: datetime,
    link: Link | None = None,
) -> Reader:
    issuer = session.get_one(Issuer, issuer_id)
    path = urlsplit(feed_url).path.removesuffix(".ics")
    return Reader(path, feed_url, scope, issuer_id, issuer.name, ZoneInfo(issuer.zone), now, link)
