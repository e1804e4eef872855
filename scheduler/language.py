"""The language a person reads: Vietnamese in the source, other languages from a Babel catalogue.

The rim (command, web request, bot update) chooses with `use`; everything below says `_("…")`, or
`ngettext("…", count)` of things counted.
A text without a translation is shown in Vietnamese: never nothing, never a key.

No text spells the form of address: it says {you}, at the head of a sentence {You}, and is given the word of
the issuer that speaks, chosen with `addressed`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
LOCALE = Path(__file__).parent / "locale"

ADDRESS = "đồng chí"  # where an issuer names no other, as "ông/bà" or "thầy/cô"

_current: ContextVar[str] = ContextVar("language", default="vi")
_address: ContextVar[str] = ContextVar("address", default=ADDRESS)


def choose(language: str) -> None:
    """Speak `language` from here on in this context. Unknown languages mean Vietnamese."""
    _current.set(language if language in LANGUAGES else "vi")


@contextmanager
def use(language: str) -> Iterator[None]:
    """Speak `language` inside the block only."""
    token = _current.set(language if language in LANGUAGES else "vi")
    try:
        yield
    finally:
        _current.reset(token)


def current() -> str:
    """The language spoken here: "vi" or "en"."""
    return _current.get()


@contextmanager
def addressed(word: str) -> Iterator[None]:
    """Address who reads as `word` inside the block, in small letters; empty: as is the custom, `ADDRESS`."""
    token = _address.set(word or ADDRESS)
    try:
        yield
    finally:
        _address.reset(token)


def address_as(word: str) -> None:
    """Address who reads so from here on in this context; empty: as is the custom."""
    _address.set(word or ADDRESS)


def address() -> str:
    """The form of address used here, in small letters: "đồng chí"."""
    return _address.get()


def _(text: str) -> str:
    """`text` (Vietnamese, as in the source) in the language spoken here."""
    return ngettext(text, 1)


def ngettext(text: str, count: int) -> str:
    """`text`, which speaks of `count` things, in the language spoken here; `count` is not yet put in.

    Vietnamese has one form for every number, English that of one and that of the rest (Plural-Forms of its .po).
    """
    language = _current.get()
    forms = () if language == "vi" else _catalogue(language).get(text, ())
    return _put_in(forms[min(int(count != 1), len(forms) - 1)] if forms else text)


def _put_in(text: str) -> str:
    """`text` with the form of address in place of its marks; other braces are left to who fills them."""
    word = _address.get()
    return text.replace("{you}", word).replace("{You}", word[:1].upper() + word[1:])


@cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - slow, and Vietnamese needs no catalogue

    with (LOCALE / language / "LC_MESSAGES" / "thidua.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    read = {_listed(message.id)[0]: _listed(message.string) for message in messages}
    return {text: forms for text, forms in read.items() if all(forms)}


def _listed(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One form or several, as Babel reads them."""
    return (said,) if isinstance(said, str) else tuple(said or ())
