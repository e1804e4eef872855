"""Every Vietnamese text has its English one, with the same placeholders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from config.settings import Settings
from scheduler.dates.say import MONTHS, WEEKDAYS
from scheduler.language import LOCALE

ROOT = Path(__file__).parent.parent
TEMPLATES = [("**/templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"\{\w*\}")


def said() -> Iterator[str]:
    """Texts of the source, and those that are chosen from a table at run time."""
    for part in ("scheduler", "bots", "calendars", "config"):
        found = extract_from_dir(ROOT / part, TEMPLATES, keywords={"_": None})
        yield from (str(message) for _file, _line, message, _comments, _context in found)
        for file in (ROOT / part).rglob("*.py"):
            yield from _in_code(file.read_text("utf-8"))
    yield from (*WEEKDAYS, *MONTHS)
    yield from (str(field.description) for field in Settings.model_fields.values())


def _in_code(source: str) -> Iterator[str]:
    """What `_("…")` is called with, inside of f-strings too."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=text)]):
                yield str(text)


def catalogue() -> dict[str, str]:
    with (LOCALE / "en/LC_MESSAGES/thidua.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_every_text_is_translated() -> None:
    known = catalogue()
    assert sorted({text for text in said() if not known.get(text)}) == []


def test_translations_keep_their_placeholders() -> None:
    # "{day}/{month}/{year}" may become "{day} {month_name} {year}": a name more is fine when it is given
    odd = {
        text: english
        for text, english in catalogue().items()
        if not set(PLACEHOLDER.findall(text))
        >= set(PLACEHOLDER.findall(english)) - {"{month_name}"}
    }
    assert odd == {}
