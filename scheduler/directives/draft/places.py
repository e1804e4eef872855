"""Where every value of a draft was read: the quote of each path."""

from collections.abc import Iterable, Iterator, Mapping

from scheduler.definition.tree import Path
from scheduler.directives.model import ReadDirective, ReadOccasion
from scheduler.directives.page.view import Quote


def places_of(
    directive: ReadDirective,
    *,
    occasions: Iterable[ReadOccasion],
    milestones: Iterable[Quote],
) -> Mapping[Path, Quote]:
    """By the path of the definition; `occasions` and `milestones` are those of the draft, in its order."""
    found = dict(_of_head(directive))
    spans = (*directive.phases, *directive.peaks)
    for part, quotes in (
        ("phases", [one.evidence for one in spans]),
        ("occasions", [one.evidence for one in occasions]),
        ("milestones", milestones),
        ("duties", [one.evidence for one in directive.deadlines]),
    ):
        found |= {(part, index): quote for index, quote in enumerate(quotes)}
    for index, note in enumerate(directive.unplaced):
        if note.evidence:
            found["unplaced", index] = note.evidence
    return found


def _of_head(directive: ReadDirective) -> Iterator[tuple[Path, Quote]]:
    header = directive.header
    read = {
        ("title",): header.title if header.title.value else header.theme,
        ("year",): header.year,
        ("last_year",): header.year,
        ("theme",): header.theme,
        ("directive", "number"): header.number,
        ("directive", "type"): header.type,
        ("directive", "issued_on"): header.issue_date,
        ("directive", "issuer"): header.issuer,
    }
    for path, value in read.items():
        if value.evidence:
            yield path, value.evidence
