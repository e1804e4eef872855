"""Lines of a text as a page shows them: blanks count, and nothing in them turns words around."""

from dataclasses import replace

from scheduler.definition.line_changes import Line


def shown(line: Line) -> Line:
    """The same."""
    seen = "".join(sign if sign.isprintable() else " " for sign in line.text)
    return replace(line, text=seen)
