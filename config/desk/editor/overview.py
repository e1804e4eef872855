"""The first page of a definition in the making: its parts, what each says and lacks, and the ways on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DRAFTS, Desk, Sheet, Visit, go_to, sheet
from config.desk.editor import part_names
from config.desk.editor.opened import Opened, may_change, meaning_of, open_working
from config.desk.editor.problem_links import link_of
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import items
from scheduler.campaign.drafting.items import Item
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.written import PARTS, Kind, Part
from scheduler.campaign.editing import begin, parts, ready_made
from scheduler.campaign.editing.parts import Sorted
from scheduler.campaign.editing.places import Place, places_of
from scheduler.campaign.editing.working import Working
from scheduler.dates import say
from scheduler.definition import rolled
from scheduler.definition.problems import DefinitionInvalid
from scheduler.language import _
from scheduler.web.respond import READ

A_PAGE = 25  # entries: some 35 kB with what each says
_SHOWN = 20  # problems


@dataclass(frozen=True)
class Row:
    """An entry: where its form is, what it says, what is wrong with it, and its place in the document.

    `own`: what the addresses of its deeds begin with; empty where it has none.
    """

    item: Item
    url: str
    own: str
    says: Sequence[str]
    faults: Sequence[str]
    place: Place | None
    moves: tuple[bool, bool]  # up, down


@dataclass(frozen=True)
class Section:
    """The entries of one kind on this page; `count` of all. `url`: where one is added."""

    kind: Kind
    heading: str
    count: int
    rows: Sequence[Row]
    url: str
    word: str
    begins: bool  # whether the first of them is on this page


def router(desk: Desk) -> APIRouter:
    """Where it is, and where the items of a draft become it."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/soan", methods=READ)
    def overview(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return show(visit, open_working(visit, draft_id))

    @routes.post(DRAFTS + "/{draft_id:int}/dinh-nghia")
    def write_down(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        installation, issuer = desk.installation, visit.visitor.issuer_id
        with installation.database.write(issuer) as session:
            view = items.load(session, draft_id, issuer, installation=installation)
            begin.write_down(session, view, by=visit.visitor.signature, now=desk.now)
        return go_to(f"{DRAFTS}/{draft_id}/soan")

    return routes


def show(visit: Visit, opened: Opened) -> Response:
    """The page."""
    working, query = opened.working, visit.request.query_params
    found = parts.problems_of(visit.desk.installation, working)
    entries = [one for kind in _ORDER for one in opened.around.view.items if one.kind is kind]
    done = next((one for one in entries if one.key == query.get("vua")), None)
    asked = str(entries.index(done) // A_PAGE + 1) if done else query.get("trang", "")
    page = sheet(entries, asked, each=A_PAGE)
    zone = visit.desk.installation.zone
    return visit.page(
        "soan",
        opened=opened,
        may=may_change(visit, opened),
        done=done,
        head=_head(opened) if page.number == 1 else (),
        sections=list(_sections(visit, opened, entries, page, found)),
        page=page,
        found=found,
        links=list(_links(opened, found)),
        shown=_SHOWN,
        asks=list(_asks(opened)) if page.number == 1 else (),
        notes=lines_of(working, "notes") if page.number == page.pages else (),
        unplaced=lines_of(working, "unplaced") if page.number == page.pages else (),
        joined=_joined(visit, opened) if page.number == page.pages else (),
        changed=say.say_moment(working.changed_at, zone),
        proposed=say.say_moment(working.proposed_at, zone) if working.proposed_at else "",
    )


def lines_of(working: Working, part: str) -> list[str]:
    """A list of sentences of the definition, as far as it is one."""
    held = working.values.get(part)
    return [one for one in held if isinstance(one, str)] if isinstance(held, list) else []


_ORDER = (Kind.ROUND, Kind.PEAK, Kind.OCCASION, Kind.MILESTONE, Kind.DUTY)


def _headings() -> Mapping[Kind, tuple[str, str]]:
    return {
        Kind.ROUND: (_("Đợt thi đua"), _("Thêm đợt")),
        Kind.PEAK: (_("Cao điểm"), _("Thêm cao điểm")),
        Kind.OCCASION: (_("Sự kiện riêng của phong trào"), _("Thêm sự kiện")),
        Kind.MILESTONE: (_("Mốc"), _("Thêm mốc")),
        Kind.DUTY: (_("Nhiệm vụ báo cáo"), _("Thêm nhiệm vụ")),
    }


def _sections(
    visit: Visit, opened: Opened, entries: Sequence[Item], page: Sheet[Item], found: Sorted
) -> Iterator[Section]:
    telling = meaning_of(visit, opened).telling
    places = places_of(visit.desk.installation, opened.working)
    for kind, (heading, word) in _headings().items():
        of_kind = [one for one in entries if one.kind is kind]
        rows = [_row(opened, one, telling, found, places) for one in page.rows if one.kind is kind]
        begins = bool(of_kind) and of_kind[0] in page.rows
        if rows or (not of_kind and page.number == page.pages):
            url = f"{opened.path}/them/{kind}"
            yield Section(kind, heading, len(of_kind), rows, url, word, begins or not of_kind)


def _row(
    opened: Opened,
    item: Item,
    telling: Telling,
    found: Sorted,
    places: Mapping[tuple[str, str], Place],
) -> Row:
    return Row(
        item,
        opened.part_path(item.key),
        opened.step_path(item.key),
        list(telling.says(Part(item.kind, item.key, item.values))),
        [one.reason for _key, one in found.entries.get(item.key, ())],
        places.get((item.kind, item.key)),
        parts.neighbours(opened.working, item.key),
    )


def _head(opened: Opened) -> list[tuple[str, str]]:
    """The fields of the head that say something, in words."""
    view, around = opened.around.view, opened.around
    telling = Telling(None, around.installation, {})
    fields = [one for one in view.items if one.kind is Kind.FIELD]
    return [
        (one.title, " ".join(telling.says(Part(one.kind, one.key, one.values)))) for one in fields
    ]


def _links(opened: Opened, found: Sorted) -> Iterator[tuple[str, str, str]]:
    """Where each problem is put right, whose it is, and what it is."""
    titles = {one.key: one.title for one in opened.around.view.items if one.kind in PARTS}
    for one in (one for problems in found.head.values() for one in problems):
        yield link_of(opened, one), _("Thông tin chung"), one.reason
    for key, told in found.entries.items():
        for _within, one in told:
            yield link_of(opened, one), titles.get(key, key), one.reason
    for one in found.others:
        yield link_of(opened, one), _("Tệp định nghĩa"), one.reason


def _asks(opened: Opened) -> Iterator[tuple[str, str, str]]:
    """What a roll into another year left for a person: where it is looked at, of what it is, and what it says."""
    try:
        found = rolled.asks(opened.working.source)
    except DefinitionInvalid:
        return
    for one in found:
        listed, _slash, key = one.part.partition("/")
        head = listed.partition(".")[0] in ("campaign", "title", "year", "directive", "theme")
        url = f"{opened.path}/chung" if head else opened.part_path(key)
        yield url, part_names.name(opened, one.part), one.told


def _joined(visit: Visit, opened: Opened) -> list[tuple[str, tuple[str, ...], str]]:
    """What joins from templates: its title, what it says, and from which; nothing as long as a file has faults."""
    around = opened.around
    try:
        found = ready_made.joined(visit.desk.installation, opened.working)
    except DefinitionInvalid:
        return []
    own = [Part(item.kind, item.key, item.values) for item in around.view.items]
    telling = Telling.of(
        [*own, *(part for part, _title in found)],
        around.installation,
        units=around.units,
        blocks=around.blocks,
    )
    return [(telling.title(part), tuple(telling.says(part)), title) for part, title in found]
