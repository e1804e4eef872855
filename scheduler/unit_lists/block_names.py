"""Names of blocks as people write them: whether two are the same, and the id of a new one."""

import re
from collections.abc import Collection, Mapping

from scheduler.body_names import folded
from scheduler.unit_lists.names import fitting

_COUNT = re.compile(r"\(\s*\d[^()]*\)")


def without_count(name: str) -> str:
    """A name of a block without what counts its units: “(18 đơn vị)”."""
    return _COUNT.sub(" ", name).strip() or name


def block_key(name: str) -> str:
    """What is compared of the name of a block: without its number, and words that all of them have."""
    said = folded(re.sub(r"^\s*(?:[IVXLC]+|[A-Z]|\d+)\s*[.)\-–:/]\s*", "", without_count(name)))
    return re.sub(r"^(?:cac )?(?:khoi|cum)(?: thi dua)?(?: cac| so)?\b ?", "", said) or said


def find_block(name: str, known: Mapping[str, str]) -> list[str]:
    """Ids of the blocks (names by id) that `name` may mean."""
    if name.strip() in known:
        return [name.strip()]
    key = block_key(name)
    if found := [id_ for id_, own in known.items() if block_key(own) == key]:
        return found
    slug = fitting(folded(name))
    return [slug] if slug in known else []


def new_block_id(name: str, taken: Collection[str]) -> str:
    """“khoi-3”, “cum-1”: the next of its kind; its own number where that is free."""
    said = folded(re.sub(r"^\s*[IVXLC]+\s*[.)\-–:/]\s*", "", name))
    base = "cum" if said.startswith("cum") else "khoi"
    own = re.match(rf"{base}(?: thi dua)?(?: so)? (\d+)\b", said)
    number = int(own[1]) if own and f"{base}-{int(own[1])}" not in taken else 1
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
