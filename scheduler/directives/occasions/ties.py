"""Which anniversaries belong to which rounds and peaks: those named within a round's own words."""

from dataclasses import replace

from scheduler.directives.model import Commemoration, ReadPhase
from scheduler.text import fold


def tied(
    anniversaries: tuple[Commemoration, ...], spans: tuple[ReadPhase, ...]
) -> tuple[tuple[Commemoration, ...], tuple[ReadPhase, ...]]:
    """Both lists, each naming the other's ids; order unchanged."""
    joined = [
        replace(one, tied_to=one.tied_to + tuple(span.id for span in spans if _within(one, span)))
        for one in anniversaries
    ]
    bound = [
        replace(span, anniversaries=tuple(one.id for one in anniversaries if _within(one, span)))
        for span in spans
    ]
    return tuple(joined), tuple(bound)


def tied_by_title(
    anniversaries: tuple[Commemoration, ...], spans: tuple[ReadPhase, ...], title: object
) -> tuple[tuple[Commemoration, ...], tuple[ReadPhase, ...]]:
    """“Phát động đợt cao điểm chào mừng 98 năm …”: what the title names is for the only round or peak there is."""
    if len(spans) != 1:
        return anniversaries, spans
    (span,) = spans
    said = fold(str(title or ""))
    named = {one.id for one in anniversaries if not one.tied_to and fold(one.name) in said}
    joined = [replace(one, tied_to=(span.id,)) if one.id in named else one for one in anniversaries]
    ids = tuple(one.id for one in joined if span.id in one.tied_to)
    return tuple(joined), (replace(span, anniversaries=ids),)


def _within(one: Commemoration, span: ReadPhase) -> bool:
    return any(span.begins <= place < span.ends for place in one.places)
