"""Where words belong that come while a report is gathered: taken, offered with buttons first, or put nowhere."""

from dataclasses import dataclass
from enum import StrEnum

from bots.telegram.talk import intent
from bots.telegram.talk.intent import Intent
from bots.telegram.talk.unit import paper_number

SENTENCE = 4  # words; fewer may be a yes or a slip, and are not kept to be offered as a note


class Part(StrEnum):
    """What words may be."""

    NUMBER = "number"
    NOTE = "note"
    TIME = "time"  # no part of the report: a wish for more time


@dataclass(frozen=True)
class Words:
    """Words as they came. `sure`: a reply to the question, or the very next message after it."""

    text: str
    forwarded: bool = False
    reply: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Taken:
    """Plainly what was asked for."""

    part: Part
    text: str


@dataclass(frozen=True)
class Offer:
    """May be that: goes nowhere before a button is pressed."""

    part: Part
    text: str
    forwarded: bool = False


@dataclass(frozen=True)
class Unplaced:
    """No part of the report; `spare` is offered should a note be wanted after all."""

    spare: str = ""


def place(words: Words, asked: Part | None) -> Taken | Offer | Unplaced:
    """Where `words` belong while `asked` is asked for."""
    if words.forwarded:
        return _forwarded(words.text, asked)
    meant = intent.read(words.text)
    if meant is Intent.MORE_TIME:
        return Offer(Part.TIME, words.text)
    if meant is not None or not words.text.strip():
        return Unplaced()
    if asked is Part.NOTE:
        return Taken(Part.NOTE, words.text) if words.sure else Offer(Part.NOTE, words.text)
    if asked is Part.NUMBER and paper_number.may_be(words.text):
        return Taken(Part.NUMBER, words.text)
    if paper_number.is_number(words.text):
        sure = words.reply or paper_number.is_certain(words.text)
        return (Taken if sure else Offer)(Part.NUMBER, words.text)
    return _unplaced(words.text)


def place_caption(words: Words, asked: Part | None, number: str | None) -> Taken | Offer | Unplaced:
    """The same for what stands under a file: there another number than the one known replaces nothing."""
    found = place(words, asked)
    if not isinstance(found, Taken) or found.part is not Part.NUMBER or number is None:
        return found
    if paper_number.bare(words.text) == number:
        return Unplaced()
    return Offer(Part.NUMBER, words.text)


def _forwarded(text: str, asked: Part | None) -> Offer | Unplaced:
    """Somebody else's words stop nothing, thank for nothing and ask for nothing."""
    if asked is Part.NOTE:
        return Offer(Part.NOTE, text, forwarded=True)
    asked_for = asked is Part.NUMBER and paper_number.may_be(text)
    if asked_for or paper_number.is_number(text):
        return Offer(Part.NUMBER, text, forwarded=True)
    return _unplaced(text)


def _unplaced(text: str) -> Unplaced:
    return Unplaced(text if len(text.split()) >= SENTENCE else "")
