"""The language a person reads: Vietnamese in the source, other languages from a Babel catalogue.

The rim (command, web request, bot update) chooses with `use`; everything below says `_("…")`.
A text without a translation is shown in Vietnamese: never nothing, never a key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("vi", "en")
LOCALE = Path(__file__).parent / "locale"

_current: ContextVar[str] = ContextVar("language", default="vi")


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


def _(text: str) -> str:
    """`text` (Vietnamese, as in the source) in the language spoken here."""
    language = _current.get()
    return text if language == "vi" else _catalogue(language).get(text, text)


@cache
def _catalogue(language: str) -> dict[str, str]:
    with (LOCALE / language / "LC_MESSAGES" / "thidua.po").open("rb") as file:
        messages = read_po(file)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string}
