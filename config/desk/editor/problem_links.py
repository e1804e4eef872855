"""Where what is wrong with a part of a definition is mended: the address of its form."""

from config.desk.editor.opened import Opened
from scheduler.campaign.editing import parts
from scheduler.definition.problems import Problem


def link_of(opened: Opened, problem: Problem) -> str:
    """Of its field in the form of the entry or the head; of the text where it is about neither."""
    found = parts.sort(opened.working, (problem,))
    for key, told in found.entries.items():
        return opened.field_path(key, told[0][0])
    for field in found.head:
        return f"{opened.path}/chung#{field.replace('.', '-')}"
    return opened.text_path


def link_of_part(opened: Opened, key: str) -> str:
    """Of the entry of that id, of the head for "title"; empty for what has no form of its own."""
    if key == "title":
        return f"{opened.path}/chung"
    return opened.part_path(key) if opened.working.entry(key) else ""
