"""Where what is wrong with a part of a definition is mended: the address of its form."""

import re

from config.desk.editor.opened import Opened
from scheduler.campaign.editing import heading
from scheduler.definition.parts import LISTS
from scheduler.definition.problems import Problem

_ENTRY = re.compile(r"(\w+)\[([^\]]+)\]")  # "duties[so-ket-dot-1].due.by"


def link_of(opened: Opened, problem: Problem) -> str:
    """Of the form of the entry or the head; the text where it is about neither."""
    found = _ENTRY.match(problem.named or problem.field)
    if found and found[1] in LISTS:
        return link_of_part(opened, found[2]) or opened.text_path
    return f"{opened.path}/chung" if heading.holds(problem.field) else opened.text_path


def link_of_part(opened: Opened, key: str) -> str:
    """Of the entry of that id, of the head for "title"; empty for what has no form of its own."""
    if key == "title":
        return f"{opened.path}/chung"
    return opened.part_path(key) if opened.working.entry(key) else ""
