"""What a text says of a campaign as a whole: when it is, and what it is held for that no phase of the draft names."""

from collections.abc import Iterator, Mapping
from datetime import date

from scheduler.dates import say
from scheduler.dates.anniversaries import Anniversary
from scheduler.directives.model import Commemoration, Note, ReadDirective, ReadPhase
from scheduler.directives.occasions.one_off import is_same
from scheduler.directives.occasions.sameness import entry_of
from scheduler.language import _
from scheduler.text import fold

WELCOMED, PERIOD = "welcomed", "period"  # kinds of its notes
_A_DAY = len("2024-01-15")


def period_in(directive: ReadDirective) -> Iterator[Note]:
    """The campaign's own first and last day, as a note that stands in the definition; none where none is told."""
    period = directive.campaign_period
    if period:
        first, last = (_day(one) for one in (period.start, period.end))
        told = _("Thời gian phong trào theo văn bản: từ {first} đến {last}.")
        yield Note(PERIOD, told.format(first=first, last=last), period.evidence)


def _day(iso: str | None) -> str:
    if iso is None:
        return _("(văn bản không ghi)")
    return say.in_numbers(date.fromisoformat(iso)) if len(iso) == _A_DAY else iso


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
