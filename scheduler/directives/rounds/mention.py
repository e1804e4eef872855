"""A place where a text names a round."""

from dataclasses import dataclass

from scheduler.directives.page.structure import Paragraph


@dataclass(frozen=True)
class RoundMention:
    """A round named at `start:end`; `noun` and `number` (or `label`) tell it from the others."""

    noun: str
    number: int | None
    label: str
    paragraph: Paragraph
    start: int
    end: int
    opens: bool  # stands at the start of its paragraph
