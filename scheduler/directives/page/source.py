"""A directive as it arrived: its text, untouched, and what was learnt while opening the file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """`text` is the file decoded as UTF-8, nothing normalised: all offsets of an import count its code points.

    For .docx and .pdf it is the text layer, joined by line breaks; then offsets count in that text.
    """

    text: str
    name: str = "directive.txt"
    damaged: bool = False  # some bytes were not UTF-8 and stand as U+FFFD
    beside: str = ""  # what stands outside the running text: running heads, text boxes, stamps; no offset counts it
