"""Templates into HTML: one environment, everything a person typed escaped."""

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scheduler import language
from scheduler.dates import say
from scheduler.language import _, ngettext
from scheduler.text import clean

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "lich.css").read_bytes()
ICON = (FOLDER / "lich.svg").read_bytes()
STYLE_VERSION = hashlib.sha256(STYLE).hexdigest()[:12]

# Nothing from elsewhere, no script, no style inside the page; our own stylesheet and icon only.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def page(template: str, **values: object) -> str:
    """The template of that name as HTML, in the language spoken here."""
    return (
        _environment()
        .get_template(f"{template}.html")
        .render(lang=language.current(), style_version=STYLE_VERSION, **values)
    )


def _cleaned(value: object) -> object:
    """What people typed without control characters and marks that turn words around; our own HTML as it is."""
    return clean(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update({"_": _, "ngettext": ngettext, "say": say})
    return environment
