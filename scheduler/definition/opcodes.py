"""How one list becomes another."""

from difflib import SequenceMatcher

Opcode = tuple[str, int, int, int, int]


def opcodes(old: list[object], new: list[object]) -> list[Opcode]:
    """How a list becomes another, as difflib tells it.

    Entries are replaced by as many; where their number differs, all go and others come.
    """
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    behind = 0
    while behind < min(len(old), len(new)) - same and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    left = [repr(one) for one in old[same : len(old) - behind]]
    right = [repr(one) for one in new[same : len(new) - behind]]
    found: list[Opcode] = [("equal", 0, same, 0, same)]
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        before, after = (same + a, same + b), (same + c, same + d)
        if tag == "replace" and b - a != d - c:
            found.append(("delete", *before, after[0], after[0]))
            found.append(("insert", before[1], before[1], *after))
        else:
            found.append((tag, *before, *after))
    if behind:
        found.append(("equal", len(old) - behind, len(old), len(new) - behind, len(new)))
    return found
