"""What a campaign is held for and no phase of the draft names: remarks, as the text does not say where it belongs."""

from collections.abc import Iterator, Mapping

from scheduler.dates.anniversaries import Anniversary
from scheduler.directives.model import Commemoration, Note, ReadDirective, ReadPhase
from scheduler.directives.occasions.one_off import is_same
from scheduler.directives.occasions.sameness import entry_of
from scheduler.language import _
from scheduler.text import fold

WELCOMED = "welcomed"  # kind of its notes
_A_DAY = len("2024-01-15")


def welcomed_in(directive: ReadDirective, catalogue: Mapping[str, Anniversary]) -> Iterator[Note]:
    """Each anniversary that stands in the preamble only, and each event whose day is not told, with its place."""
    spans = (*directive.phases, *directive.peaks)
    for one in directive.anniversaries:
        if not one.tied_to and not any(is_same(event, one) for event in directive.occasions):
            day = one.commemorated_date or one.historical_date or ""
            entry = entry_of(one.name, day[-5:], catalogue)
            told = _("ngày kỷ niệm văn bản nêu, chưa gắn với đợt nào: {name}")
            said = told.format(name=f"{entry.id} ({one.name})" if entry else one.name)
            yield Note(WELCOMED, said + _where(one, spans), one.evidence)
    named = [fold(one.name) for one in directive.milestones]
    for event in directive.occasions:
        if not event.day and not any(
            fold(event.name) in name or name in fold(event.name) for name in named
        ):
            told = _("sự kiện văn bản nêu, diễn ra một lần: {name}, {day}")
            said = told.format(name=event.name, day=_("văn bản không ghi ngày"))
            yield Note(WELCOMED, said, event.evidence)


def _where(one: Commemoration, spans: tuple[ReadPhase, ...]) -> str:
    printed = one.commemorated_date or ""
    if len(printed) != _A_DAY:
        return ""
    held = [
        span.name for span in spans if span.start and span.end and span.start <= printed <= span.end
    ]
    return "; " + _("nằm trong {phases}").format(phases=", ".join(held)) if held else ""
