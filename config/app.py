"""The web application: health, feeds, pages, and how it refuses; nothing here speaks to Telegram."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from bots.telegram.hearing.health import Health
from bots.telegram.hearing.routes import PATH as HOOK
from calendars.contents import Places
from calendars.pages.routes import router as page_router
from calendars.published import PublishedFeeds
from calendars.routes import router as feed_router
from config.answers import answer
from config.desk import refusals
from config.desk import routes as desk_routes
from config.desk.desk import HOME, Desk
from config.error_words import on_page
from config.start import Start
from scheduler.dates import say
from scheduler.errors import AWAY, ThiDuaError
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.run.sending.lane_states import load_lanes, troubles
from scheduler.spell import Spell
from scheduler.store.pulse import last_beat
from scheduler.store.schema import missing_tables
from scheduler.web import application
from scheduler.web.errors import Refusing
from scheduler.web.respond import READ

log = logging.getLogger(__name__)

NO_EARS: Mapping[str, Health] = {}
STALE = timedelta(seconds=30)  # no tick for so long, or one so far ahead: somebody should look
MACHINES = ("/healthz", "/readyz", f"{HOOK}/")


def make_app(
    installation: Installation,
    *,
    rehearsal: bool = False,
    ears: Mapping[str, Health] = NO_EARS,
    start: Start | None = None,
    desk: Desk | None = None,
) -> FastAPI:
    """The application over one database. With `rehearsal` every answer says that time is not real.

    With `desk`, its pages too.

    `ears`: how hearing goes, by lane; unless it goes well, and no lane is refused or paused, we are not ready.
    `start`: what beginning still waits for, where somebody begins.
    """

    def at_another_time() -> Mapping[str, str]:
        return {"X-Rehearsal": installation.clock.now().isoformat()} if rehearsal else {}

    frames = {HOME: refusals.frame(desk)} if desk else {}
    app = application.make(
        replace(refusing(installation.zone, rehearsal=rehearsal), frames=frames),
        more_headers=at_another_time,
    )
    _add_health(app, installation, rehearsal=rehearsal, ears=ears, start=start or Start())
    database, clock, base_url = installation.database, installation.clock, installation.base_url
    places = Places(installation.outside_url)
    feeds = PublishedFeeds(places=places)
    app.include_router(feed_router(database, clock, base_url=installation.outside_url, feeds=feeds))
    app.include_router(
        page_router(database, clock, base_url=base_url, places=places, rehearsal=rehearsal)
    )
    if desk is not None:
        desk_routes.install(app, desk)
    return app


def refusing(zone: ZoneInfo, *, rehearsal: bool = False) -> Refusing:
    """How we refuse: by the table of errors, moments told in `zone`; calendar programs hear a sentence."""

    def told(error: ThiDuaError) -> tuple[int, str]:
        found = answer(error, zone=zone)
        return found.status, on_page(error) or found.text

    return Refusing(told, machines=MACHINES, is_program=is_feed, rehearsal=rehearsal)


def is_feed(path: str) -> bool:
    """Whether calendar programs ask there, or would."""
    return path.rstrip("/").endswith(".ics")


def _add_health(
    app: FastAPI,
    installation: Installation,
    *,
    rehearsal: bool,
    ears: Mapping[str, Health],
    start: Start,
) -> None:
    unread = Spell(log, "/readyz cannot read the database")

    @app.api_route("/healthz", methods=READ)
    def healthz() -> Response:
        return PlainTextResponse("ok\n")

    @app.api_route("/readyz", methods=READ)
    def readyz() -> Response:
        beat, problems = _found(installation, unread)
        problems += start.waits_for
        if not all(health.ready for health in ears.values()):
            problems.append("nobody is heard by a lane")
        values = {
            "ready": not problems,
            "problems": problems,
            "last_tick_at": beat.isoformat() if beat else None,
            "now": installation.clock.now().isoformat(),
            "rehearsal": rehearsal,
            "hearing": {lane: health.as_json() for lane, health in ears.items()},
        }
        return JSONResponse(values, 503 if problems else 200)

    @app.api_route("/", methods=READ)
    def home() -> Response:
        lines = [_("Thi Đua đang chạy. Lịch có địa chỉ riêng, do cơ quan thường trực cấp.")]
        if rehearsal:
            now = say.say_moment(installation.clock.now(), installation.zone)
            lines.insert(0, _("DIỄN TẬP: đồng hồ đang là {now}.").format(now=now))
        return PlainTextResponse("\n".join(lines) + "\n")


def _found(installation: Installation, unread: Spell) -> tuple[datetime | None, list[str]]:
    """When the engine ticked last, and what is wrong as far as the database tells; a database in parts tells little."""
    try:
        with installation.database.read() as session:
            if missing := missing_tables(session.connection()):
                return None, [f"the database lacks tables: {', '.join(missing)}"]
            beat = last_beat(session, "tick")
            problems = troubles(load_lanes(session))
    except AWAY as error:
        unread.failed(error)
        return None, ["the database cannot be read"]
    unread.over()
    fresh = beat is not None and abs(installation.clock.now() - beat) < STALE
    return beat, problems if fresh else ["the engine does not tick", *problems]
