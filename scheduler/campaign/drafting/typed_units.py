"""Units, blocks and kinds as people name them, by id or by name."""

import re
from collections.abc import Iterable, Mapping

from scheduler import body_names
from scheduler.definition.reasons import nearest
from scheduler.errors import NotUnderstood
from scheduler.language import _
from scheduler.text import fold

_OFFICE = re.compile(r"^(?:ubnd|uy ban nhan dan)\.? ")
_MOST = 5  # candidates named to who has to choose


def split(given: str | Iterable[str]) -> list[str]:
    """The names of a list or of one text, parted by commas, semicolons or lines; each once."""
    texts = [given] if isinstance(given, str) else list(given)
    parts = (part.strip() for text in texts for part in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(part for part in parts if part))


def ids(given: str | Iterable[str], known: Mapping[str, str]) -> list[str]:
    """The ids of what is named; `known` are names by id. Raises NotUnderstood at the first that is none.

    A name with commas in it is taken whole where it is known.
    """
    texts = [given] if isinstance(given, str) else list(given)
    lines = [line for text in texts for line in text.splitlines()]
    named = [[whole] if (whole := _exact(line, known)) else split(line) for line in lines]
    return list(dict.fromkeys(id_of(one, known) for names in named for one in names))


def id_of(words: str, known: Mapping[str, str]) -> str:
    """The id of one. Raises NotUnderstood where nobody, or several, may be meant.

    A name with marks means none that has others: “Xã Hùng Long” is not “Xã Hưng Long”.
    """
    if exact := _exact(words, known):
        return exact
    inside = re.compile(rf"\b{re.escape(fold(words))}\b")
    alike = {id_: name for id_, name in known.items() if not body_names.differ(name, words)}
    meant = [id_ for id_, name in alike.items() if inside.search(fold(name))]
    meant = meant or [id_ for id_, name in alike.items() if _is_office_of(name, words)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        names = "; ".join(known[id_] for id_ in meant[:_MOST])
        told = _("“{words}” có thể là: {names}. Đề nghị ghi đủ tên.")
        raise NotUnderstood(words, told.format(words=words, names=names))
    told = _("Không có “{words}” trong danh sách.").format(words=words)
    near = _otherwise_marked(inside, known) or nearest(words.strip().lower(), known)
    raise NotUnderstood(words, f"{told} {near}".strip(), tuple(list(known.values())[:2]))


def _otherwise_marked(words: re.Pattern[str], known: Mapping[str, str]) -> str:
    """Which name may be meant that has other marks, where it is one; else empty."""
    names = [name for name in known.values() if words.search(fold(name))]
    return _("Có phải “{name}” không?").format(name=names[0]) if len(names) == 1 else ""


def _exact(words: str, known: Mapping[str, str]) -> str | None:
    if words.strip() in known:
        return words.strip()
    for compared in (body_names.same, _same_place):
        same = [id_ for id_, name in known.items() if compared(name, words)]
        if len(same) == 1:
            return same[0]
    return None


def _is_office_of(name: str, words: str) -> bool:
    """Whether both are of an office of a place, and `words` name a part of that place."""
    place = _without_office(words.strip())
    if place == fold(words.strip()) or not _OFFICE.search(fold(name)):
        return False
    return re.search(rf"\b{re.escape(place)}\b", fold(name)) is not None


def _same_place(one: str, other: str) -> bool:
    same = _without_office(one.strip()) == _without_office(other.strip())
    return same and not body_names.differ(one, other)


def _without_office(name: str) -> str:
    """As the office of a place is called by the place alone, without its “Ủy ban nhân dân”."""
    return _OFFICE.sub("", fold(name))
