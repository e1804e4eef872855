"""Which anniversaries belong to which rounds and peaks: those named within a round's own words."""

from dataclasses import replace

from scheduler.directives.model import Commemoration, ReadPhase


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


def _within(one: Commemoration, span: ReadPhase) -> bool:
    return any(span.begins <= place < span.ends for place in one.places)
