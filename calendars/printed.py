"""The document of a feed named by its campaign and its unit, for who prints it: byte for byte what is served."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from calendars.contents import Places, Shown
from calendars.published import Wish, render
from calendars.query import Scope, load_shown
from calendars.routes import public_url
from scheduler import language
from scheduler.store.agenda import find_campaign
from scheduler.store.organisation import find_unit
from scheduler.store.tables import Campaign, Unit


def load_document(
    session: Session,
    *,
    campaign: str | None,
    unit: str | None,
    alarms: bool,
    outside_url: str,
    now: datetime,
) -> bytes:
    """The public part of the campaign, or what the unit owes; with both, of that campaign only. One must be named.

    ISSUER/CODE names one where two issuers have the same. Raises UnknownCampaign, UnknownUnit.
    """
    of = find_campaign(session, campaign) if campaign else None
    wish = _wish(session, of, unit, alarms=alarms, outside_url=outside_url)
    shown = load_shown(session, wish.scope, now=now, places=Places(outside_url))
    assert shown is not None, "found in this session"
    return render(_within(shown, of) if of else shown, wish)


def _wish(
    session: Session, of: Campaign | None, unit: str | None, *, alarms: bool, outside_url: str
) -> Wish:
    spoken = language.current()
    if unit is None:
        assert of is not None, "one of the two was named"
        source = public_url(outside_url, of.issuer_id, of.code) if outside_url else None
        return Wish(Scope("campaign", _id(of)), spoken, alarms=alarms, source_url=source)
    # of the campaign's issuer, whatever stands before the "/"
    row = (
        find_unit(session, unit.rpartition("/")[2], issuer_id=of.issuer_id)
        if of
        else find_unit(session, unit)
    )
    return Wish(Scope("unit", _id(row)), spoken, alarms=alarms)


def _within(shown: Shown, campaign: Campaign) -> Shown:
    entries = tuple(e for e in shown.entries if e.campaign == campaign.code)
    return replace(shown, entries=entries)


def _id(row: Campaign | Unit) -> int:
    assert row.id is not None, "it was read from the database"
    return row.id
