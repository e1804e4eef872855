"""The rounds and peaks of a draft: their days, those a person has to give, and what they are held for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.blanks import as_line
from scheduler.definition.models import Phase, PhaseKind
from scheduler.directives.draft.held import Held
from scheduler.directives.draft.remarked import Remarked, plain_day, quoted
from scheduler.directives.draft.titles import Ids, capital, whole
from scheduler.directives.model import Commemoration, Note, ReadDirective, ReadPhase
from scheduler.directives.occasions.sameness import entry_meant
from scheduler.language import _


def phases_of(
    directive: ReadDirective,
    catalogue: Mapping[str, Anniversary],
    *,
    ids: Ids,
    remarks: Remarked,
    held: Held,
) -> Iterator[Phase]:
    """The rounds, then the peaks; `remarks` get what they leave open."""
    known = {one.id: one for one in directive.anniversaries}
    read = [(one, PhaseKind.ROUND) for one in directive.phases]
    read += [(one, PhaseKind.PEAK) for one in directive.peaks]
    for index, (one, kind) in enumerate(read):
        tied = [known[name] for name in one.anniversaries if name in known]
        named = [anniversary for anniversary in tied if not held.id_of(anniversary)]
        found, unknown = _anniversaries(named, catalogue, directive.header.issuer.value)
        if unknown:
            remarks.below["phases", index, "anniversaries"] = unknown
        for key, told in _open_days(one, directive.notes):
            remarks.beside["phases", index, key] = told
        yield _phase(one, kind, ids.new(whole(one.name)), (*found, *held.within(one)))


def _phase(one: ReadPhase, kind: PhaseKind, id_: str, anniversaries: tuple[str, ...]) -> Phase:
    return Phase.partial(
        id=id_,
        title=as_line(capital(whole(one.name))),
        kind=kind,
        first_day=_day(one.start),
        last_day=_day(one.end),
        anniversaries=anniversaries,
        origin=quoted(one.evidence),
    )


def _day(iso: str | None) -> date | str | None:
    """A day of every year (“--10-17”) as a definition writes it."""
    return iso.removeprefix("--") if iso and iso.startswith("--") else plain_day(iso)


def _anniversaries(
    named: list[Commemoration], catalogue: Mapping[str, Anniversary], issuer: object
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of those in the catalogue, and what to say of the others."""
    found: dict[str, None] = {}
    unknown = []
    for one in named:
        entry = entry_meant(one, catalogue, issuer=issuer)
        if entry:
            found[entry.id] = None
        else:
            unknown.append(f"{_('ngày kỷ niệm chưa có trong danh mục')}: {one.name}")
    return tuple(found), tuple(unknown)


def _open_days(span: ReadPhase, notes: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """Each day that was not read, by its key, with the days it may be where the text tells one of several."""
    keys = [key for key, day in (("first_day", span.start), ("last_day", span.end)) if day is None]
    asked = [note.text for note in notes if _is_within(note, span)]
    unsaid = " ".join(asked) or _("văn bản không ghi")
    yield from zip(keys, asked if len(asked) == len(keys) else [unsaid] * len(keys), strict=True)


def _is_within(note: Note, span: ReadPhase) -> bool:
    """A day of the span's own words that may be several."""
    if note.kind != "missing" or note.evidence is None:
        return False
    begins = span.evidence.offset
    return begins <= note.evidence.offset < begins + len(span.evidence.quote)
