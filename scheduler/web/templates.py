"""Templates into HTML, on the frame every page shares: everything a person typed escaped."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scheduler import language
from scheduler.dates import say
from scheduler.language import _, ngettext
from scheduler.text import clean
from scheduler.web import static
from scheduler.web.static import StaticFile

FOLDER = Path(__file__).parent / "templates"
STYLE = static.read(FOLDER / "khung.css")
ICON = static.read(FOLDER / "thi-dua.svg")


class Templates:
    """The templates of one set of pages, which extend "khung.html", and the style sheets it has of its own.

    A template of ours is found before one of the same name in `folder`.
    """

    def __init__(self, folder: Path = FOLDER, *, styles: Sequence[StaticFile] = ()) -> None:
        self._folder = folder
        self._styles = [STYLE, *styles]

    def render(
        self, template: str, *, rehearsal: bool, now: str = "", root: str = "", **values: object
    ) -> str:
        """The template of that name (without ".html") as HTML, in the language spoken here.

        In a rehearsal the page says so, and that it is `now`. `root` stands before the paths of our files where a proxy
        serves us below its own. With a value `translated`, the path of the same page in the other language, it
        is linked to.
        """
        return self.environment.get_template(f"{template}.html").render(
            lang=language.current(), rehearsal=rehearsal, now=now, root=root, **values
        )

    @cached_property
    def environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader([FOLDER, self._folder]),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_cleaned,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            {"_": _, "ngettext": ngettext, "say": say, "styles": self._styles, "icon": ICON}
        )
        return environment


def other_language() -> str:
    """The one a page is not in."""
    return "vi" if language.current() == "en" else "en"


def _cleaned(value: object) -> object:
    """What people typed without control characters and marks that turn words around; our own HTML as it is."""
    return clean(value) if type(value) is str else value
