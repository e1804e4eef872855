"""The page on which a draft is reviewed: the document with its marks, the items, and the form that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fastapi import Request, Response

from config.desk.desk import DOCUMENTS, DRAFTS, Visit, number_in
from config.desk.documents.document_page import STYLES, sentences_on
from config.desk.documents.marked import Page, page_at, paragraphs_of
from config.desk.drafts import review_rows
from config.desk.drafts.item_forms import ItemForm, hints
from config.desk.drafts.review_rows import Row
from config.desk.drafts.shapes import shape_of
from scheduler.access.roles import Right
from scheduler.campaign.drafting import documents, items
from scheduler.campaign.drafting.around import Around, around
from scheduler.campaign.drafting.items import DraftView, Item
from scheduler.campaign.drafting.written import Part
from scheduler.dates import say
from scheduler.store.tables import Document
from scheduler.text import cut

_HEAD = 60  # letters of a sentence that tell which it is


@dataclass(frozen=True)
class Opened:
    """A draft with what its pages need."""

    view: DraftView
    document: Document | None
    around: Around

    @property
    def path(self) -> str:
        """Of its page."""
        return f"{DRAFTS}/{self.view.id}"

    @property
    def text(self) -> str:
        """Of the document; empty where there is none."""
        return self.document.text if self.document else ""


def open_draft(visit: Visit, draft_id: int) -> Opened:
    """The draft of that number. Raises UnknownDraft, also for another issuer's."""
    visit.require(Right.LOOK)
    installation, issuer = visit.desk.installation, visit.visitor.issuer_id
    with installation.database.read() as session:
        view = items.load(session, draft_id, issuer, installation=installation)
        found = view.document_id and documents.find(session, view.document_id, issuer)
        return Opened(view, found or None, around(session, view, installation))


@dataclass(frozen=True)
class Editing:
    """The form that is open: of `item`, or of something to be added. `says`: what was typed means, where asked.

    `part`: what it says, where that is understood. `meanings`: lines to be said beside a field, by its name.
    """

    form: ItemForm
    action: str
    kind: str
    around: Around
    item: Item | None = None
    kinds: tuple[
        tuple[str, str, bool], ...
    ] = ()  # what else it may be: address, words, whether it is that
    hidden: dict[str, object] = field(default_factory=dict)
    quote: str = ""
    says: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    meanings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    part: Part | None = None
    lost: tuple[str, ...] = ()  # comments of the text that go with what it changes
    short: bool = False  # the document stands beside it: only what has to be asked

    @property
    def more(self) -> Mapping[str, object]:
        """What the layout of its kind needs beside its fields."""
        return shape_of(self.kind).more(self.around, self.form, self.part, short=self.short)

    @property
    def layout(self) -> str:
        """The template with the macro `fields(form, hints, meanings, more)` that lays it out."""
        return shape_of(self.kind).layout


@dataclass(frozen=True)
class Asked:
    """What the address asks for, by numbers; None where it does not."""

    document_page: int | None = None  # trang
    items_page: int | None = None  # phan
    at: int | None = None  # o: the item to be seen
    done: int | None = None  # vua: the item something was done to

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """As the address of a page tells it."""
        return cls(*(number_in(request, name) for name in ("trang", "phan", "o", "vua")))


def show(
    visit: Visit,
    opened: Opened,
    asked: Asked,
    *,
    editing: Editing | None = None,
    place: int | None = None,
    status: int = 200,
) -> Response:
    """The page; with the form `editing`, and the document at `place` where no page of it is asked for."""
    view, rows = opened.view, review_rows.rows_of(opened.view)
    at = editing.item.id if editing and editing.item else asked.at
    seen = view.item(at) if at else None
    if place is None and seen:
        place = seen.offset
    length = review_rows.BESIDE_A_FORM if editing else review_rows.A_PAGE
    return visit.page(
        "duyet",
        status=status,
        styles=STYLES,
        opened=opened,
        view=view,
        listed=review_rows.listed(rows, number=asked.items_page, item=at, length=length),
        titles={row.item.id: row for row in rows},
        may=may_change(visit, view),
        editing=editing and replace(editing, short=True),
        at=at,
        done=_done(rows, asked.done),
        ahead=_ahead(opened, rows, asked),
        hints=hints() if editing else {},
        changed=say.say_moment(view.changed_at, visit.desk.installation.zone),
        documents=DOCUMENTS,
        **_words(visit, opened, asked.document_page, place),
    )


def _words(
    visit: Visit, opened: Opened, number: int | None, place: int | None
) -> dict[str, object]:
    """The page of the document of that number, else with that place; who may change it can add from each sentence."""
    view, text = opened.view, opened.text
    page = page_at(text, number=number, offset=None if number else place)
    sentences = sentences_on(text, page) if may_change(visit, view) else []
    return {
        "page": page,
        "paragraphs": paragraphs_of(text, page, review_rows.marks_of(view), sentences),
        "heads": {first: cut(text[first:last], _HEAD) for first, last in sentences},
    }


def led_to(path: str, item_id: int, *, done: int | None = None) -> str:
    """The address of the draft at `path` at one of its items, telling what was done to `done`."""
    told = f"vua={done}&" if done is not None else ""
    return f"{path}?{told}o={item_id}#m{item_id}"


def may_change(visit: Visit, view: DraftView) -> bool:
    """Whether who asks may change it; nobody may once it is applied or dropped."""
    return view.state == "open" and visit.visitor.may(Right.DEFINE)


def _ahead(opened: Opened, rows: list[Row], asked: Asked) -> str:
    """Where the next item that waits is, for who stands at the one they have just put right; else empty."""
    if asked.done is None or asked.at != asked.done:
        return ""
    ahead = review_rows.next_left(rows, asked.done)
    return led_to(opened.path, ahead) if ahead else ""


def _done(rows: list[Row], item_id: int | None) -> Row | None:
    return next((row for row in rows if row.item.id == item_id), None)


def sentence_at(text: str, place: int) -> tuple[int, int] | None:
    """The sentence with that place; None where there is none."""
    page: Page = page_at(text, offset=place)
    found = (one for one in sentences_on(text, page) if one[0] <= place < one[1])
    return next(found, None)
