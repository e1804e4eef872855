"""A draft is brought onto the newest definition of its campaign: what others put into force meanwhile joins it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from scheduler.campaign.editing import deeds
from scheduler.definition import rewrite
from scheduler.definition.joining import Conflict, Disputed, join
from scheduler.definition.parts import at, changed, place, values_of
from scheduler.definition.tree import Path
from scheduler.errors import DraftChanged
from scheduler.happenings import Happening
from scheduler.store import ledger
from scheduler.store.agenda import find_campaign
from scheduler.store.ledger import Entry
from scheduler.store.tables import DefinitionRevision, Draft


@dataclass(frozen=True)
class Newer:
    """The definition in force, where it is not the one the draft began from: who applied it when, and in which
    `parts`, as `definition.parts` names them, it differs from that."""

    revision: int
    author: str
    applied_at: datetime
    parts: tuple[str, ...]
    source: str
    templates: str
    base: str


class Undecided(Exception):
    """Parts that the draft and the definition in force changed each otherwise: a person decides."""

    def __init__(self, parts: tuple[Disputed, ...]) -> None:
        super().__init__()
        self.parts = parts


def find_newer(session: Session, draft: Draft) -> Newer | None:
    """None where the draft began from what is in force, or from nothing."""
    if not draft.campaign:
        return None
    campaign = find_campaign(session, draft.campaign, issuer_id=draft.issuer_id)
    if campaign.revision == draft.based_on:
        return None
    now = session.get_one(DefinitionRevision, (campaign.id, campaign.revision))
    then = session.get(DefinitionRevision, (campaign.id, draft.based_on))
    base = then.source if then else now.source
    parts = sorted(changed(values_of(base), values_of(now.source)))
    return Newer(
        now.revision, now.author, now.applied_at, tuple(parts), now.source, now.templates, base
    )


def catch_up(
    session: Session,
    draft: Draft,
    revision: int,
    *,
    mine: Collection[str] = (),
    theirs: Collection[str] = (),
    by: str,
    now: datetime,
) -> None:
    """The text of the draft with what others changed, based on the newest definition; once, however often.

    `mine` and `theirs`: disputed parts that are as the draft has them, and as the definition in force has. Raises
    Undecided for others, and what deeds on a draft raise.
    """
    newer = find_newer(session, draft)
    if newer is None:
        return
    if draft.revision != revision:
        raise DraftChanged(draft.id or 0, draft.revision, draft.changed_by, draft.changed_at)
    joined = _joined(newer, draft.source or "", mine, theirs)
    deeds.write_text(session, draft, revision, joined, by=by, now=now)
    draft.based_on, draft.templates = newer.revision, newer.templates
    session.add(draft)
    data: dict[str, object] = {"campaign": draft.campaign, "based_on": newer.revision}
    entry = Entry(
        Happening.DRAFT_BROUGHT_UP, f"draft/{draft.id}", by, issuer_id=draft.issuer_id, data=data
    )
    ledger.append(session, [entry], now=now)


def _joined(newer: Newer, source: str, mine: Collection[str], theirs: Collection[str]) -> str:
    found = join(newer.base, source, newer.source)
    if not isinstance(found, Conflict):
        return found
    left = tuple(one for one in found.parts if one.part not in {*mine, *theirs})
    if left:
        raise Undecided(left)
    base = newer.base
    for one in found.parts:  # what was decided is as if nobody else had changed it
        base = _with(base, one.part, one.theirs)
        source = _with(source, one.part, one.theirs) if one.part in theirs else source
    decided = join(base, source, newer.source)
    assert isinstance(decided, str), "nothing is disputed any more"
    return decided


def _with(text: str, part: str, value: object) -> str:
    """`text` saying that of a part; None: nothing."""
    values = values_of(text)
    listed, slash, key = part.partition("/")
    path: Path = tuple(part.split("."))
    if slash:
        held = at(values, (listed,))
        path = place(values, key) or (listed, len(held) if isinstance(held, list) else 0)
    if value is not None:
        return rewrite.write(text, path, value).text
    return rewrite.drop(text, path).text if at(values, path) is not None else text
