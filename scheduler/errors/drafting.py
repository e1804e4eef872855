"""Why something may not be done to a draft."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.errors.base import ThiDuaError


@dataclass
class UnknownDraft(ThiDuaError):
    """No such draft, or it belongs to another issuer."""

    draft: int


@dataclass
class UnknownDraftItem(ThiDuaError):
    """The draft has no such item."""

    item: int


@dataclass
class DraftClosed(ThiDuaError):
    """The draft is not in the state that was looked for: it is `state` since `at`, by `by`."""

    title: str
    state: str
    by: str
    at: datetime


@dataclass
class ItemChanged(ThiDuaError):
    """Somebody changed the item meanwhile: it stands at `revision` since `at`, by `by`."""

    item: int
    revision: int
    by: str
    at: datetime


@dataclass
class DraftChanged(ThiDuaError):
    """Somebody changed the same part of the draft meanwhile: it stands at `revision` since `at`, by `by`."""

    draft: int
    revision: int
    by: str
    at: datetime


@dataclass
class UnknownDraftText(ThiDuaError):
    """The draft never stood at that revision."""

    draft: int
    revision: int


@dataclass
class CommentsLost(ThiDuaError):
    """The change would take comments with it, and who makes it has not been told: as written, without "#"."""

    comments: tuple[str, ...]


@dataclass
class NotUnderstood(ThiDuaError):
    """What was typed says no day, or not clearly: `reason` is a sentence, `examples` what is understood."""

    typed: str
    reason: str
    examples: tuple[str, ...] = ()


@dataclass
class ValuesRefused(ThiDuaError):
    """What a form says is no part of a definition: pairs of the key and the sentence."""

    faults: tuple[tuple[str, str], ...]


@dataclass
class LaunchDiffers(ThiDuaError):
    """Applying the draft would do something else than what was shown: units, days off or deadlines of their own have
    changed since."""

    draft: int


@dataclass
class NothingToLaunch(ThiDuaError):
    """The draft says nothing else than what is in force."""

    draft: int


@dataclass
class NotProposed(ThiDuaError):
    """The office wants two people, and nobody has proposed the draft for approval yet."""

    title: str


@dataclass
class ApprovesOwn(ThiDuaError):
    """The office wants two people, and who would approve the draft, `by`, proposed it or changed it last."""

    title: str
    by: str


@dataclass
class NobodyApproves(ThiDuaError):
    """Nobody is there who could approve what is proposed: nobody but who proposes it, where `two_people`."""

    two_people: bool


@dataclass
class UnknownWork(ThiDuaError):
    """No such piece of long work, or it belongs to another issuer, or is forgotten by now."""

    work: int
