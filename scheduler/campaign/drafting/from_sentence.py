"""What the reader makes of one sentence of a document: the values a form for an added item begins with."""

from dataclasses import dataclass

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import Kind, Values


@dataclass(frozen=True)
class Proposed:
    """An item that nobody has added yet; `values` without an id, `doubts` pairs of a key and a sentence."""

    kind: Kind
    values: Values
    doubts: tuple[tuple[str, str], ...]
    quote: str
    offset: int


def propose_from_sentence(text: str, start: int, end: int, around: Around) -> Proposed:
    """The duty, round, peak, occasion or milestone that `text[start:end]` asks for by itself.

    A sentence in which nothing is read is a duty without a day, called by its words. Its quote is the sentence.
    """
    raise NotImplementedError
