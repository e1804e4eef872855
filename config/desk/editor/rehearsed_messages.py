"""The messages of a rehearsal: of a day, of a month day by day, of a unit, or one alone, as their readers read them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response

from config.desk.desk import Desk, Visit, number_of
from config.desk.editor.opened import Opened, open_working
from config.desk.editor.rehearsal_page import AT
from config.desk.visiting import Visiting
from scheduler.campaign.editing import rehearsal_work
from scheduler.dates import say
from scheduler.errors import UnknownWork
from scheduler.store import work
from scheduler.store.tables import RehearsedMessage, Work
from scheduler.store.work import Which
from scheduler.web.respond import READ

EACH = 12  # messages on a page
MOST = 2000  # letters of a message among others; alone it is whole


@dataclass(frozen=True)
class Asked:
    """Which messages: of `day`, of `month` (its first day), of a unit."""

    day: date | None
    month: date | None
    unit: str
    page: int

    @classmethod
    def of(cls, when: str, unit: str, page: str) -> "Asked":
        """As an address tells; what is no day is none."""
        return cls(_day(when), _day(f"{when}-01"), unit, number_of(page) or 1)

    def which(self, zone: ZoneInfo) -> Which:
        """The same for the query."""
        first = self.day or self.month
        if first is None:
            return Which(unit=self.unit or None)
        next_month = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        until = first + timedelta(days=1) if self.day else next_month
        since, until_at = (datetime.combine(day, time(), zone) for day in (first, until))
        return Which(since, until_at, self.unit or None)

    @property
    def query(self) -> str:
        """As it stands in an address, but for the page."""
        when = self.day.isoformat() if self.day else f"{self.month:%Y-%m}" if self.month else ""
        parts = {"ngay": when, "don-vi": self.unit}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True)
class Shown:
    """A message on a page; `whole` is the address where it is read whole, empty where it is."""

    row: RehearsedMessage
    at: str
    text: str
    whole: str


def router(desk: Desk) -> APIRouter:
    """Where they are."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(AT + "/{number:int}", methods=READ)
    def read(
        draft_id: int,
        number: int,
        visit: Annotated[Visit, visiting],
        ngay: str = "",
        unit: Annotated[str, Query(alias="don-vi")] = "",
        trang: str = "",
        tin: str = "",
    ) -> Response:
        opened = open_working(visit, draft_id)
        row = _find(visit, draft_id, number)
        if tin:
            return _one(visit, opened, row, number_of(tin) or 0)
        asked = Asked.of(ngay, unit, trang)
        if asked.month and not asked.unit:
            return _month(visit, opened, row, asked)
        return _messages(visit, opened, row, asked)

    return routes


def _find(visit: Visit, draft_id: int, number: int) -> Work:
    with visit.desk.installation.database.read() as session:
        row = work.find(session, number, visit.visitor.issuer_id)
    if (row.draft_id, row.kind) != (draft_id, rehearsal_work.KIND):
        raise UnknownWork(number)
    return row


def _messages(visit: Visit, opened: Opened, row: Work, asked: Asked) -> Response:
    zone = visit.desk.installation.zone
    which = asked.which(zone)
    with visit.desk.installation.database.read() as session:
        count = work.count_messages(session, row.id or 0, which)
        pages = max(1, -(-count // EACH))
        page = min(max(asked.page, 1), pages)
        skip = (page - 1) * EACH
        found = work.load_messages(session, row.id or 0, which, skip=skip, most=EACH)
    address = f"{opened.base}/dien-tap/{row.id}"
    return visit.page(
        "dien-tap-tin",
        opened=opened,
        asked=asked,
        name=found[0].name if found and asked.unit else asked.unit,
        count=count,
        shown=[_shown(one, zone, address) for one in found],
        address=address,
        page=page,
        pages=pages,
    )


def _one(visit: Visit, opened: Opened, row: Work, seq: int) -> Response:
    zone = visit.desk.installation.zone
    with visit.desk.installation.database.read() as session:
        found = work.find_message(session, row.id or 0, seq)
    if found is None:
        raise UnknownWork(row.id or 0)
    shown = Shown(found, say.say_moment(found.at, zone), found.text, "")
    address = f"{opened.base}/dien-tap/{row.id}"
    asked = Asked(None, None, found.unit, 1)
    return visit.page(
        "dien-tap-tin",
        opened=opened,
        asked=asked,
        name=found.name,
        count=1,
        shown=[shown],
        address=address,
        page=1,
        pages=1,
    )


def _month(visit: Visit, opened: Opened, row: Work, asked: Asked) -> Response:
    """Day by day, how many."""
    zone = visit.desk.installation.zone
    with visit.desk.installation.database.read() as session:
        instants = work.load_instants(session, row.id or 0, asked.which(zone))
    counts = Counter(at.astimezone(zone).date() for at in instants)
    calendar = visit.desk.installation.calendar
    days = [(day, count, calendar.is_working(day)) for day, count in sorted(counts.items())]
    address = f"{opened.base}/dien-tap/{row.id}"
    return visit.page("dien-tap-thang", opened=opened, asked=asked, days=days, address=address)


def _shown(row: RehearsedMessage, zone: ZoneInfo, address: str) -> Shown:
    text = row.text if len(row.text) <= MOST else f"{row.text[:MOST].rpartition(' ')[0]} …"
    whole = f"{address}?tin={row.seq}" if text != row.text else ""
    return Shown(row, say.say_moment(row.at, zone), text, whole)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-06-20") else None
    except ValueError:
        return None
