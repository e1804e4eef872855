"""A desk of two issuers on one database, and who comes to it: everybody signs in as they are."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

import httpx
from fastapi import FastAPI
from sqlmodel import Session, col, select

from config.app import make_app
from config.desk.desk import Desk
from config.desk.visiting import COOKIE
from config.settings import HERE
from scheduler.access import sessions
from scheduler.access.roles import Role
from scheduler.clock import RehearsalClock
from scheduler.installation import Installation
from scheduler.store.database import Database
from scheduler.store.organisation import save_organisation
from scheduler.store.people import bind
from scheduler.store.tables import Account, Issuer, Unit
from tests.conftest import RUN

BASE = "https://ban.example"
NOW = datetime(2024, 5, 6, 2, tzinfo=UTC)  # Monday, 09:00 in Viet Nam
WALL = datetime(2026, 11, 28, 2, tzinfo=UTC)
OURS, THEIRS = "phu-tho", "lai-chau"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class DeskWorld:
    """The desk at `NOW` of campaigns and `WALL` of sessions; both clocks can be moved on."""

    desk: Desk
    wall: RehearsalClock
    secrets: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def app(self) -> FastAPI:
        """One of its own, from then on; who never asks shares that of all, see `_Road`."""
        return make_app(self.desk.installation, desk=self.desk)

    @property
    def database(self) -> Database:
        """Where everything is."""
        return self.desk.installation.database

    def sign_in(self, role: Role, issuer: str = OURS) -> str:
        """The secret of a new session of somebody who is that for `issuer`."""
        with self.database.write() as session:
            if role in (Role.HEAD, Role.DEPUTY, Role.CLERK):
                who = {"person_id": holder(session, role, issuer)}
            else:
                who = {"account_id": _account(session, role, issuer)}
            return sessions.begin(session, **who, device="test", wall=self.wall.now())

    @asynccontextmanager
    async def visit(
        self, role: Role | None, issuer: str = OURS
    ) -> AsyncIterator[httpx.AsyncClient]:
        """A browser in which that role is signed in; nobody with None. It sends forms as our own pages do."""
        cookies = {COOKIE: self.sign_in(role, issuer)} if role else {}
        transport = _Road(self)
        async with httpx.AsyncClient(
            transport=transport, base_url=BASE, headers=SAME_ORIGIN, cookies=cookies
        ) as client:
            yield client


class _Road(httpx.ASGITransport):
    """To the desk of a world, by the one application of the process: laying out its addresses takes a tenth of a
    second, which five hundred tests need not wait for."""

    def __init__(self, world: DeskWorld) -> None:
        self._world = world
        self._own = "app" in vars(world)
        super().__init__(world.app if self._own else _of_all()[1], raise_app_exceptions=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Each request finds the desk of its world."""
        if not self._own:
            vars(_of_all()[0]).update(vars(self._world.desk))
        return await super().handle_async_request(request)


@cache
def _of_all() -> tuple[Desk, FastAPI]:
    installation = _installation(f"sqlite:///{_units_saved()}")
    desk = Desk(installation, RehearsalClock(WALL), Path())
    return desk, make_app(installation, desk=desk)


def open_desk(folder: Path, url: str = "") -> DeskWorld:
    """The samples' units, nobody signed in; in the database at `url`, which has our tables, or in a file of its own."""
    if url:
        installation = _installation(url)
        _save_units(installation)
    else:
        file = folder / "thidua.sqlite3"
        shutil.copy(_units_saved(), file)
        installation = _installation(f"sqlite:///{file}")
    wall = RehearsalClock(WALL)
    desk = Desk(installation, wall, folder / "files")
    return DeskWorld(desk, wall)


@cache
def _units_saved() -> Path:
    """A database with them, made once and copied for each test."""
    file = Path(mkdtemp(dir=os.environ[RUN])) / "desk.sqlite3"
    url = f"sqlite:///{file}"
    with closing(Database(url)) as database:
        database.migrate()
    installation = _installation(url)
    _save_units(installation)
    installation.database.close()
    return file


def _save_units(installation: Installation) -> None:
    with installation.database.write() as session:
        for organisation in installation.organisations:
            save_organisation(session, organisation, actor="admin", now=NOW)


def _installation(url: str) -> Installation:
    return Installation(
        database_url=url,
        config_dir=HERE / "samples",
        program_dir=HERE,
        clock=RehearsalClock(NOW),
        zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        base_url=BASE,
        outside_url=BASE,
        author="admin",
    )


def _account(session: Session, role: Role, issuer: str) -> int | None:
    name = f"{role}-{issuer}"
    found = session.exec(select(Account).where(Account.name == name)).first()
    if found is None:
        found = Account(
            name=name,
            role=role,
            issuer_id=None if role is Role.OPERATOR else issuer,
            made_at=WALL,
        )
        session.add(found)
        session.flush()
    return found.id


def holder(session: Session, role: Role, issuer: str) -> int | None:
    """Who holds that post at the standing body, bound where nobody does."""
    standing = session.get_one(Issuer, issuer).standing_body
    unit = session.exec(
        select(Unit).where(col(Unit.issuer_id) == issuer, Unit.code == standing)
    ).one()
    return bind(
        session, unit, address=f"{role}-{issuer}", post_kind=role, actor="admin", now=NOW
    ).id
