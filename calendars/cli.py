"""Commands for feeds: print one, make a link to one."""

from dataclasses import replace
from typing import Annotated, Any

import typer
from sqlmodel import Session

from calendars import subscriptions
from calendars.query import Scope, load_shown
from calendars.routes import public_url, secret_url
from calendars.shelf import Wish, render
from calendars.shown import Shown
from scheduler import language
from scheduler.language import _
from scheduler.run.clock import Clock
from scheduler.store.agenda import find_campaign
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.tables import Campaign, Unit


def register(app: typer.Typer) -> None:
    """Add the commands to `app`; its `ctx.obj` has `database`, `clock`, `base_url` and `author`."""
    app.command(help=_("In lịch iCalendar của một phong trào hoặc một đơn vị."))(feed)
    app.command(help=_("Tạo liên kết lịch bí mật cho một đơn vị; chỉ hiện một lần."))(subscribe)


def feed(
    ctx: typer.Context,
    campaign: Annotated[str | None, typer.Option("--campaign")] = None,
    unit: Annotated[str | None, typer.Option("--unit")] = None,
    alarms: Annotated[bool, typer.Option("--alarms")] = False,
) -> None:
    """--campaign: its public part. --unit: what the unit owes; with both, of that campaign only.

    ISSUER/CODE names one where two issuers have the same. The bytes are those the address would serve.
    """
    given = _Given(ctx.obj)
    if campaign is None and unit is None:
        raise typer.BadParameter(_("Cần --campaign, --unit hoặc cả hai."))
    with given.database.read() as session:
        typer.echo(_document(session, given, campaign, unit, alarms=alarms), nl=False)


def subscribe(
    ctx: typer.Context,
    unit: Annotated[str, typer.Option("--unit")],
    name: Annotated[str, typer.Option("--name")],
) -> None:
    """UNIT is its id, or ISSUER/UNIT; NAME says whose link it is, to find and revoke it later."""
    given = _Given(ctx.obj)
    if not name.strip():
        raise typer.BadParameter(_("Tên liên kết không được để trống, ví dụ “Máy tính văn thư”."))
    with given.database.write() as session:
        row = find_unit(session, unit)
        token = subscriptions.subscribe(
            session,
            issuer_id=row.issuer_id,
            scope=Scope("unit", _id(row)),
            name=name,
            actor=given.author,
            now=given.clock.now(),
        )
    typer.echo(secret_url(given.base_url, token))


class _Given:
    """What the rim hands down: the Context of scheduler.admin, which calendars do not import."""

    def __init__(self, given: Any) -> None:
        self.database: Database = given.database
        self.clock: Clock = given.clock
        self.base_url: str = given.base_url
        self.author: str = given.author


def _document(
    session: Session, given: _Given, campaign: str | None, unit: str | None, *, alarms: bool
) -> bytes:
    of = find_campaign(session, campaign) if campaign else None
    wish = _wish(session, given, of, unit, alarms=alarms)
    shown = load_shown(session, wish.scope, now=given.clock.now())
    assert shown is not None, "found in this session"
    return render(_within(shown, of) if of else shown, wish)


def _wish(
    session: Session, given: _Given, of: Campaign | None, unit: str | None, *, alarms: bool
) -> Wish:
    spoken = language.current()
    if unit is None:
        assert of is not None, "one of the two was named"
        source = public_url(given.base_url, of.issuer_id, of.code)
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
