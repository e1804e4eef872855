"""A definition in the making with what its pages need."""

import re
from dataclasses import dataclass, replace

from config.desk.desk import DRAFTS, Visit
from scheduler.access.roles import Right
from scheduler.campaign.drafting.around import Around, around
from scheduler.campaign.drafting.items import DraftView, Item
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.written import Part, model_of
from scheduler.campaign.editing import working
from scheduler.campaign.editing.meaning import Meaning, meanings
from scheduler.campaign.editing.working import Working
from scheduler.installation import Installation

# Steps of addresses below "/soan" that are no id of an entry; an entry so called is asked for with a "~" before it.
RESERVED = frozenset({"chung", "them", "mau", "chua-doc"})
_STEP = re.compile(r"[A-Za-z0-9_-]+")


def is_held(item: Item) -> bool:
    """Whether a form can hold what an entry says."""
    try:
        model_of(item.kind, {"id": item.key, **item.values})
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Opened:
    """The draft and what typed words may lean on."""

    working: Working
    around: Around

    @property
    def path(self) -> str:
        """Of its first page; the others lie beside it."""
        return f"{self.base}/soan"

    @property
    def base(self) -> str:
        """What the addresses of all its pages begin with."""
        return f"{DRAFTS}/{self.working.id}"

    @property
    def text_path(self) -> str:
        """Of its text, where what no form can hold is put right."""
        return f"{self.base}/yaml#van_ban"

    def part_path(self, key: str) -> str:
        """Of the form of the entry with that id; of the text where no form can hold what it says."""
        found = self.working.entry(key)
        return self.step_path(key) if found and is_held(found[1]) else self.text_path

    def field_path(self, key: str, within: str) -> str:
        """Of a field of that form, by its key in the definition ("due.by", "to", "" for all)."""
        found, name = self.part_path(key), within.partition(".")[0].partition("[")[0]
        return found if "#" in found or not name else f"{found}#{name}"

    def step_path(self, key: str) -> str:
        """What the addresses of what is done with the entry begin with; empty for an id that is no step of one."""
        return f"{self.path}/{'~' if key in RESERVED else ''}{key}" if _STEP.fullmatch(key) else ""

    def entry(self, step: str) -> Item | None:
        """The entry that the last step of such an address means, with its title."""
        found = self.working.entry(step.removeprefix("~"))
        numbered = {one.id: one for one in self.around.view.items}
        return numbered[found[1].id] if found else None


def open_working(visit: Visit, draft_id: int) -> Opened:
    """The draft of that number. Raises UnknownDraft, also for another issuer's and for one that is still items."""
    visit.require(Right.LOOK)
    installation, issuer = visit.desk.installation, visit.visitor.issuer_id
    with installation.database.read() as session:
        found = working.load(session, draft_id, issuer)
        view = titled(found.view, installation)
        return Opened(found, around(session, view, installation))


def titled(view: DraftView, installation: Installation) -> DraftView:
    """The same with the title of each item, by which what is typed names it."""
    parts = [Part(one.kind, one.key, one.values) for one in view.items]
    telling = Telling.of(parts, installation, units={})
    items = (
        replace(one, title=telling.title(part)) for one, part in zip(view.items, parts, strict=True)
    )
    return replace(view, items=tuple(items))


def meaning_of(
    visit: Visit, opened: Opened, *, part: Part | None = None, item: Item | None = None
) -> Meaning:
    """What its parts mean now, with `part` in place of `item`."""
    own = item.id if item else None
    return meanings(opened.around, now=visit.desk.now, part=part, instead_of=own)


def may_change(visit: Visit, opened: Opened) -> bool:
    """Whether who looks may change it now."""
    return opened.working.state == "open" and visit.visitor.may(Right.DEFINE)
