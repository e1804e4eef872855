"""The items of a draft as its page lists them: in sections, a page at a time, and as marks in the document. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from config.desk.documents.marked import Mark
from scheduler.campaign.drafting import items
from scheduler.campaign.drafting.items import DraftView, Item
from scheduler.campaign.drafting.written import NOT_UNDERSTOOD, Kind
from scheduler.directives.draft.welcomed import WELCOMED
from scheduler.language import _
from scheduler.text import cut

A_PAGE = 16  # items: with their words and a page of the document some 45 kB
BESIDE_A_FORM = 5
_NAME = 80


class Section(Enum):
    """In the order they are listed: what has to be decided first."""

    DOUBTFUL = "nghi-van"
    NOT_UNDERSTOOD = "chua-doc-duoc"
    OTHERS = "khac"
    DROPPED = "da-bo"

    @property
    def heading(self) -> str:
        """What stands over it."""
        return {
            Section.DOUBTFUL: _("Mục có nghi vấn"),
            Section.NOT_UNDERSTOOD: _("Chỗ chưa hiểu và điều lưu ý"),
            Section.OTHERS: _("Các mục còn lại"),
            Section.DROPPED: _("Mục đã bỏ"),
        }[self]


@dataclass(frozen=True)
class Row:
    """An item with its number in the order of the document, from 1 on."""

    item: Item
    number: int
    section: Section
    ties: Sequence[Item] = ()  # of an anniversary of the preamble: what it may be tied to

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return kind_names()[self.item.kind]

    @property
    def name(self) -> str:
        """What it is called on its buttons: short, and not as any other item."""
        what = self.item.says[0] if self.item.kind in NOT_UNDERSTOOD else self.item.title
        return f"{self.number}. {cut(what, _NAME)}"

    @property
    def state(self) -> tuple[str, str]:
        """Its state in a word, and the kind of its shape (see `tag` of mau.html)."""
        if self.item.is_doubtful:
            return _("có nghi vấn"), "doubt"
        return {
            items.FOUND: (_("chờ xem lại"), "wait"),
            items.ACCEPTED: (_("đã nhận"), "done"),
            items.CORRECTED: (_("đã sửa"), "done"),
            items.ADDED: (_("đã thêm"), "done"),
            items.DROPPED: (_("đã bỏ"), "off"),
        }[self.item.state]

    @property
    def is_understood(self) -> bool:
        """Whether it can be accepted or corrected; the others become something else, or are dropped."""
        return self.item.kind not in NOT_UNDERSTOOD


def kind_names() -> Mapping[Kind, str]:
    """Every kind of item in words."""
    return {
        Kind.FIELD: _("Thông tin chung"),
        Kind.ROUND: _("Đợt"),
        Kind.PEAK: _("Cao điểm"),
        Kind.OCCASION: _("Sự kiện"),
        Kind.MILESTONE: _("Mốc"),
        Kind.DUTY: _("Nhiệm vụ"),
        Kind.UNPLACED: _("Chưa hiểu"),
        Kind.NOTE: _("Lưu ý"),
    }


def rows_of(view: DraftView) -> list[Row]:
    """All of them, in the order of their sections."""
    numbers = {one.id: number for number, one in enumerate(sorted(view.items, key=_place), 1)}
    rows = [Row(one, numbers[one.id], _section(one), _ties(view, one)) for one in view.items]
    order = list(Section)
    return sorted(rows, key=lambda row: order.index(row.section))


def _place(one: Item) -> tuple[bool, int, int]:
    return one.offset is None, one.offset or 0, one.position


def _section(one: Item) -> Section:
    if one.state == items.DROPPED:
        return Section.DROPPED
    if one.kind in NOT_UNDERSTOOD:
        return Section.NOT_UNDERSTOOD
    return Section.DOUBTFUL if one.is_doubtful else Section.OTHERS


def _ties(view: DraftView, note: Item) -> list[Item]:
    """The rounds and peaks that an anniversary of the preamble lies in, which a person may tie it to."""
    if note.kind is not Kind.NOTE or note.key != WELCOMED:
        return []
    said = str(note.values.get("value")).lower()
    spans = [one for one in view.items if one.kind in (Kind.ROUND, Kind.PEAK)]
    return [one for one in spans if one.state != items.DROPPED and one.title.lower() in said]


@dataclass(frozen=True)
class Listed:
    """One page of rows, in their sections; of `count` pages, `left` rows of all still to be looked at."""

    sections: Sequence[tuple[Section, Sequence[Row]]]
    number: int
    count: int


def listed(
    rows: Sequence[Row], *, number: int | None, item: int | None, length: int = A_PAGE
) -> Listed:
    """The page of `length` items with that item, else of that number; the nearest there is."""
    count = max(1, -(-len(rows) // length))
    index = next((place for place, row in enumerate(rows) if row.item.id == item), None)
    if index is not None:
        number = index // length + 1
    number = min(max(number or 1, 1), count)
    shown = rows[(number - 1) * length : number * length]
    sections = [(one, [row for row in shown if row.section is one]) for one in Section]
    return Listed([(one, found) for one, found in sections if found], number, count)


def next_left(rows: Sequence[Row], done: int) -> int | None:
    """The item to look at after `done`: the next that nobody has looked at, from there on and round again."""
    place = next((place for place, row in enumerate(rows) if row.item.id == done), 0)
    return next(
        (
            row.item.id
            for row in (*rows[place + 1 :], *rows[:place])
            if row.item.is_left and row.item.id != done
        ),
        None,
    )


def marks_of(view: DraftView) -> list[Mark]:
    """Where the document says what stands."""
    return [
        Mark(one.offset, len(one.quote), one.id, one.is_doubtful or one.kind in NOT_UNDERSTOOD)
        for one in view.items
        if one.offset is not None and one.quote and one.state != items.DROPPED
    ]
