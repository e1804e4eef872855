"""Builders of small letters: a head, the text under test, a tail."""

from scheduler.directives.importer import import_directive
from scheduler.directives.model import ReadDirective, ReadDuty, Window
from scheduler.directives.page.source import Source

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÒA AN
-------
Số: 45/KH-UBND

Hòa An, ngày {issued}

KẾ HOẠCH
{title}

Ủy ban nhân dân tỉnh ban hành kế hoạch thi đua như sau:

"""
TAIL = """

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
ISSUED = "15 tháng 01 năm 2024"
TITLE = "Phát động phong trào thi đua năm 2024"


def letter(body: str, *, title: str = TITLE, issued: str = ISSUED) -> Source:
    """A plan of a made-up province, issued 15/01/2024 for the year 2024 unless said otherwise."""
    return Source(HEAD.format(issued=issued, title=title) + body + TAIL, "letter.txt")


def read_letter(body: str, *, title: str = TITLE, issued: str = ISSUED) -> ReadDirective:
    """The letter, imported without a catalogue."""
    return import_directive(letter(body, title=title, issued=issued), catalogue={})


def due_of(one: ReadDuty) -> object:
    """The due as tests write it: text, or the two days of a window."""
    return (one.due.first, one.due.last) if isinstance(one.due, Window) else one.due


def dues(body: str, *, title: str = TITLE, issued: str = ISSUED) -> list[tuple[str, object]]:
    """(kind, due) of every deadline, in order of the text."""
    return [
        (one.kind.value, due_of(one))
        for one in read_letter(body, title=title, issued=issued).deadlines
    ]


def stretches(body: str, *, title: str = TITLE) -> list[tuple[int | None, str | None, str | None]]:
    """(ordinal, first day, last day) of every round."""
    return [(one.ordinal, one.start, one.end) for one in read_letter(body, title=title).phases]
