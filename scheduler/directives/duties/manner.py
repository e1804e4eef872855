"""How something is sent, as its sentence says it: by which form, over which channel."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scheduler.definition.models import DutyKind
from scheduler.directives.duties.sentences import sentences
from scheduler.directives.model import ReadDuty
from scheduler.directives.page.structure import Paragraph, Structure
from scheduler.directives.page.view import View

MOST = 4
_FORM = re.compile(
    r"(?:theo|bằng|\(|,|dùng|sử dụng) ?(?P<form>(?:các )?(?:mẫu|biểu mẫu|biểu|phụ lục)(?: biểu)?(?: số)?:? (?:số )?"
    r"(?:\d{1,2}[a-z]?|[ivx]{1,4}|[a-z])\b(?:(?:,| và) ?(?:mẫu |biểu |phụ lục )?(?:số )?(?:\d{1,2}[a-z]?"
    r"|[ivx]{1,4})\b)*)"
)
_CHANNEL = re.compile(
    r"(?:qua|trên|bằng|vào|về|đến|lên|tới) (?P<channel>(?:hệ thống|phần mềm|trục liên thông|cổng|thư điện tử"
    r"|hộp thư(?: điện tử)?"
    r"|địa chỉ (?:thư|email|e-mail)|email|e-mail|zalo|nhóm zalo|đường bưu điện|bưu điện|bản giấy|văn bản giấy"
    r"|bản điện tử)"
    r"(?:(?! (?:trước|chậm|muộn|và|đồng thời|để|hoặc|kèm|về|gửi|theo|vào|trong|hằng|hàng|từ|của (?:sở|phòng|ban)) )"
    r"[^,;:()\n]){0,60}(?:(?<=văn bản) và điều hành)?)"
)
_SECTIONS = ("article", "arabic", "decimal", "decimal3", "letter")
_END = re.compile(r"[.\s]+$")


def forms_in(view: View, start: int, end: int) -> tuple[str, ...]:
    """The forms named, as printed: “Mẫu số 01, 02”."""
    return _each(view, _FORM, "form", (start, end))


def channels_in(view: View, start: int, end: int) -> tuple[str, ...]:
    """The channels named, as printed: “Hệ thống quản lý văn bản”, “thư điện tử”."""
    return _each(view, _CHANNEL, "channel", (start, end))


def _each(
    view: View, pattern: "re.Pattern[str]", group: str, place: tuple[int, int]
) -> tuple[str, ...]:
    found = (view.words(*one.span(group)) for one in pattern.finditer(view.low, *place))
    named = (words[:1].upper() + words[1:] for words in (_END.sub("", one) for one in found))
    return tuple(dict.fromkeys(named))[:MOST]


def manners(structure: Structure) -> Iterator[tuple[Paragraph, int, int]]:
    """Each sentence of the letter that says by which form or over which channel reports go."""
    for paragraph in structure.body():
        for start, end in sentences(structure, paragraph):
            if "báo cáo" in structure.view.low[start:end] and (
                forms_in(structure.view, start, end) or channels_in(structure.view, start, end)
            ):
                yield paragraph, start, end


def with_manners(structure: Structure, duties: Sequence[ReadDuty]) -> list[ReadDuty]:
    """Duties with what a sentence of their own section says of how reports are made and sent."""
    told = list(duties)
    for paragraph, start, end in manners(structure):
        if any(start < one.place[1] and one.place[0] < end for one in duties):
            continue
        forms, channels = (
            forms_in(structure.view, start, end),
            channels_in(structure.view, start, end),
        )
        for index, one in enumerate(told):
            if is_for(structure, paragraph, one) and not (one.forms or one.channels):
                told[index] = replace(one, forms=forms, channels=channels)
    return told


def is_for(structure: Structure, paragraph: Paragraph, one: ReadDuty) -> bool:
    """Whether a duty is a report of the paragraph itself or of the same numbered section."""
    home = structure.at(one.place[0])
    shared = set(home.parents) & set(paragraph.parents)
    section = any(structure.paragraphs[index].mark in _SECTIONS for index in shared)
    return _is_report(one.kind) and bool(one.place[1]) and (section or home is paragraph)


def _is_report(kind: DutyKind) -> bool:
    return kind.value.startswith("bao_cao") or kind in (DutyKind.INTERIM, DutyKind.FINAL)
