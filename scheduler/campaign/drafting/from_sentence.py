"""What the reader makes of one sentence of a document: the values a form for an added item begins with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scheduler.campaign.drafting import events
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.begin import begun_entries
from scheduler.campaign.drafting.typed_dues import read_due
from scheduler.campaign.drafting.written import Kind, Values
from scheduler.definition.blanks import as_line
from scheduler.definition.models import DutyKind
from scheduler.definition.organisation import STANDING_BODY
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.draft.titles import capital
from scheduler.directives.importer import read_passage
from scheduler.directives.model import Header, ReadDirective, ReadValue
from scheduler.errors import NotUnderstood
from scheduler.language import _

_LONGEST_TITLE = 200
_FIRST = (Kind.DUTY, Kind.ROUND, Kind.PEAK, Kind.MILESTONE, Kind.OCCASION)


@dataclass(frozen=True)
class Proposed:
    """An item that nobody has added yet; `values` without an id, `doubts` pairs of a key and a sentence.

    `others`: what the same sentence says besides.
    """

    kind: Kind
    values: Values
    doubts: tuple[tuple[str, str], ...]
    quote: str
    offset: int
    others: tuple["Proposed", ...] = ()


def propose_from_sentence(text: str, start: int, end: int, around: Around) -> Proposed:
    """The duty, round, peak, milestone or occasion that `text[start:end]` asks for by itself, in the draft's year.

    A sentence in which nothing is read is a duty without a day, called by its words. Its quote is the sentence.
    """
    quote = as_line(text[start:end])
    issuer = str(around.field("directive.issuer") or "")
    header = Header(year=ReadValue(around.calendar.year), issuer=ReadValue(issuer or None))
    read = read_passage(text[start:end], header, around.calendar)
    found = [
        replace(one, quote=quote, offset=start, values=_quoted(one.values, quote))
        for one in _proposed(read, around)
    ]
    found.sort(key=lambda one: _FIRST.index(one.kind))
    if not found:
        return _by_its_words(quote, start)
    return replace(found[0], others=tuple(found[1:]))


def _proposed(read: ReadDirective, around: Around) -> Iterator[Proposed]:
    draft = draft_of(read, catalogue=around.installation.catalogue)
    begun = list(begun_entries(draft))
    met = {
        one.key: str(one.written.get("title")) for one in begun if _is_made(one.written, one.kind)
    }
    said = iter(read.deadlines)
    for one in begun:
        if one.key in met:
            continue  # a meeting that only a due names
        values, doubts = dict(one.written), tuple(one.doubts)
        if one.kind is Kind.DUTY:
            deadline = next(said)
            values["due"] = _due(values, met, deadline.relative or deadline.due_text, around)
            if values["due"] is not None:
                doubts = tuple(doubt for doubt in doubts if doubt[0] != "due")
        yield Proposed(one.kind, values, doubts, "", 0)


def _is_made(values: Values, kind: Kind) -> bool:
    return kind is Kind.MILESTONE and values.get("day") is None


def _due(values: Values, met: dict[str, str], said: str | None, around: Around) -> object:
    """Counted from an item of the draft, where the words name one; none where they name what the draft has not."""
    due = values["due"]
    if isinstance(due, dict):
        for key in ("after", "before"):
            if due.get(key) in met:
                named = _named(met[due[key]], around)
                return {**due, key: named} if named else None
        return due
    try:
        return read_due(said, around) if said else due
    except NotUnderstood:
        return due


def _named(words: str, around: Around) -> str | None:
    try:
        return events.found(words.lower(), around)
    except NotUnderstood:
        return None


def _quoted(values: Values, quote: str) -> dict[str, object]:
    return {**values, "origin": {"quoted": quote}} if "origin" in values else dict(values)


def _by_its_words(quote: str, start: int) -> Proposed:
    values = {
        "title": capital(quote[:_LONGEST_TITLE].strip(" -+*•.;:,")) or "…",
        "kind": str(DutyKind.REPORT),
        "due": None,
        "origin": {"quoted": quote},
        "owed_by": {},
        "to": STANDING_BODY,
    }
    doubt = _("chưa đọc được ngày, nơi thực hiện và nơi nhận trong câu này")
    whom = _("văn bản không nói rõ; đề nghị ghi nơi thực hiện")
    return Proposed(Kind.DUTY, values, (("value", doubt), ("owed_by", whom)), quote, start)
