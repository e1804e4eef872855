"""A definition in the making as it stood: who changed what, when, and each text there was."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlmodel import Session, col, select

from scheduler.definition.parts import changed, touches, values_of
from scheduler.store.tables import Draft, DraftText

BACK = "revision/"  # before the number of the text that was gone back to, in place of a part


@dataclass(frozen=True)
class Version:
    """One revision of the text, without it; `part` as `definition.parts` names them, "" for all of it."""

    revision: int
    part: str
    by: str
    at: datetime

    @property
    def back_to(self) -> int | None:
        """The revision whose text was taken again; None where something was changed."""
        return int(self.part.removeprefix(BACK)) if self.part.startswith(BACK) else None


def history(session: Session, draft: Draft) -> tuple[Version, ...]:
    """Every revision of its text, the newest first; none for one that is still items."""
    columns = (DraftText.revision, DraftText.part, DraftText.by, DraftText.at)
    query = select(*columns).where(DraftText.draft_id == draft.id)
    rows = session.exec(query.order_by(col(DraftText.revision).desc()))
    return tuple(Version(*row) for row in rows)


def text_at(session: Session, draft: Draft, revision: int) -> str | None:
    """The text as it stood at that revision; None where it never did."""
    row = session.get(DraftText, (draft.id, revision)) if 0 <= revision < 2**31 else None
    return row.source if row else None


def since(session: Session, draft: Draft, revision: int) -> list[DraftText]:
    """That revision and those after it, oldest first."""
    query = select(DraftText).where(
        DraftText.draft_id == draft.id, col(DraftText.revision) >= revision
    )
    return list(session.exec(query.order_by(col(DraftText.revision))))


def last_touch(session: Session, draft: Draft, revision: int, part: str) -> DraftText | None:
    """The newest revision after that one in which the part was changed; None where it never was."""
    steps = pairwise(since(session, draft, revision))
    for before, after in reversed([*steps]):
        if touches(part, changed(values_of(before.source), values_of(after.source))):
            return after
    return None
