"""What a typed due is counted from: an item of the draft by its title or id, the document, a day of the catalogue."""

import re
from collections.abc import Iterable, Iterator, Mapping

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import Kind
from scheduler.definition.when import ISSUED, RECEIVED
from scheduler.errors import NotUnderstood
from scheduler.language import _
from scheduler.text import fold

_PAPER = (
    r"(?:văn bản|kế hoạch|chỉ thị|chương trình|công văn|hướng dẫn|quyết định|thông báo)(?: này)?"
)
_ISSUED = re.compile(rf"(?:được )?(?:ký ban hành|ban hành|ký|phát hành)(?: {_PAPER})?")
_RECEIVED = re.compile(rf"(?:(?:các )?đơn vị )?(?:tiếp )?nhận (?:được )?{_PAPER}")
_MEETING = re.compile(r"^(?:hoi nghi|buoi le|le|buoi|cuoc) ")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_OF_ANY = re.compile(
    r"(?:cuoc |dot |phong trao )?(?:phong trao|thi dua)"
)  # the campaign, and no item of it
_MOST = 5  # candidates named to who has to choose


def found(words: str, around: Around, *, kinds: tuple[Kind, ...] = ()) -> str | None:
    """The id that `words` (in small letters) name; None where they name nothing of the draft.

    Raises NotUnderstood where they may mean several.
    """
    if not kinds and _ISSUED.fullmatch(words):
        return ISSUED
    if not kinds and _RECEIVED.fullmatch(words):
        return RECEIVED
    own = {one.key: one.title for one in around.standing if not kinds or one.kind in kinds}
    named = _plain(words)
    for said in dict.fromkeys((named, _MEETING.sub("", named))):
        if id_ := _exact(said, own.items()) or _inside(words, said, own):
            return id_
    return None if kinds else _exact(named, _of_catalogue(around))


def _exact(named: str, known: Iterable[tuple[str, str]]) -> str | None:
    same = dict.fromkeys(id_ for id_, name in known if named in (_plain(id_), _plain(name)))
    return next(iter(same)) if len(same) == 1 else None


def _inside(words: str, named: str, own: Mapping[str, str]) -> str | None:
    """The one item whose title holds these words; none where they may be of any."""
    if _OF_ANY.fullmatch(named):
        return None
    inside = re.compile(rf"\b{re.escape(named)}\b")
    meant = {id_: name for id_, name in own.items() if inside.search(_plain(name))}
    if len(meant) > 1:
        several = _("“{words}” có thể là: {names}. Đề nghị ghi đủ tên.")
        names = "; ".join(list(meant.values())[:_MOST])
        raise NotUnderstood(words, several.format(words=words, names=names))
    return next(iter(meant), None)


def _of_catalogue(around: Around) -> Iterator[tuple[str, str]]:
    for id_, entry in around.installation.catalogue.items():
        yield from ((id_, name) for name in (entry.name_vi, *entry.names))


def _plain(words: str) -> str:
    return " ".join(_ROMAN.get(one, one) for one in re.findall(r"\w+", fold(words)))
