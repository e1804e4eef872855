"""The language a person reads: Vietnamese in the source, other languages from a Babel catalogue.

The rim (command, web request, bot update) chooses with `use`; everything below says `_("…")`, or
`ngettext("…", count)` of things counted.
A text without a translation is shown in Vietnamese: never nothing, never a key.

No text spells the form of address: it says {you}, at the head of a sentence {You}, and is given the word of
the issuer that speaks, chosen with `addressed`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path

LANGUAGES = ("vi", "en")
LOCALE = Path(__file__).parent / "locale"

ADDRESS = "đồng chí"  # where an issuer names no other, as "ông/bà" or "thầy/cô"

_BRACES = re.compile(r"\{(\w+)\}")
_MOST = 2
_FEW = 8  # letters: a text of so few could be any

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


def again(said: str) -> str:
    """A sentence that was stored in Vietnamese, in the language spoken here; as it is where its text is not known.

    What was put into it stays, unless it is known itself.
    """
    return said if _current.get() == "vi" else _again(said, _current.get())


@cache
def _shapes(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Texts into which something is put, as patterns, each with its translation; those with most words first."""
    given = _catalogue(language).items()
    known = {text: forms[0] for text, forms in given if _puts_in_the_same(text, forms[0])}
    longest = sorted(known, key=lambda text: -len(_BRACES.sub("", text)))
    return [(_shape(text), known[text]) for text in longest if len(_BRACES.sub("", text)) > _FEW]


def _puts_in_the_same(text: str, other: str) -> bool:
    """Whether both have the same plain braces: some, and so few that matching is quick."""
    named = set(_BRACES.findall(text))
    plain = "{" not in _BRACES.sub("", text + other)
    same = named == set(_BRACES.findall(other))
    return 0 < len(named) <= _MOST and plain and same and not named & {"you", "You"}


def _shape(text: str) -> re.Pattern[str]:
    seen: set[str] = set()
    parts = [re.escape(part) for part in _BRACES.split(text)[::2]]
    names = _BRACES.findall(text)
    for place, name in enumerate(names):
        parts[place] += f"(?P={name})" if name in seen else f"(?P<{name}>.+)"
        seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


@lru_cache(maxsize=4096)
def _again(said: str, language: str) -> str:
    if forms := _catalogue(language).get(said):
        return forms[0]
    for shape, text in _shapes(language):
        if found := shape.fullmatch(said):
            put_in = found.groupdict().items()
            return text.format(**{name: _again(part, language) for name, part in put_in})
    one, sign, rest = said.partition("; ")
    return f"{_again(one, language)}; {_again(rest, language)}" if sign else said


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
