"""Sơ kết and tổng kết that have no day of their own: “sơ kết, tổng kết gắn với tổng kết năm học”."""

import re
from collections.abc import Iterator

from scheduler.definition.models import DutyKind
from scheduler.directives.duties.people import who_in
from scheduler.directives.model import ReadDuty
from scheduler.directives.page.view import View

_KINDS = {"sơ kết": DutyKind.INTERIM, "tổng kết": DutyKind.FINAL}
_SUMMED_UP = (
    r"(?P<summed>sơ(?: kết)?(?:,? và|,)? ?tổng kết|tổng kết(?:,? và|,) sơ kết|sơ kết|tổng kết)"
)
_MEETING = r"(?:hội nghị|lễ|đại hội|sơ kết|tổng kết|sơ, tổng kết)"
_WITH = (
    r"(?:gắn(?: liền)? với|kết hợp(?: với)?|lồng ghép(?: với| vào| trong)?|ghép (?:với|vào)|cùng(?: với)?"
    r"|vào dịp|nhân dịp)"
)
_JOINED = (
    re.compile(
        rf"{_SUMMED_UP}(?P<of> [^.;:|\n]{{0,80}}?)?[ |]{{0,3}}"
        rf"(?P<with>{_WITH}(?: \w+){{0,3}}? {_MEETING}\b[^.;|\n]{{0,90}})"
    ),
    re.compile(
        rf"(?:kết hợp|lồng ghép|gắn|ghép) (?:việc |công tác |tổ chức )*{_SUMMED_UP}(?P<of> [^.;:\n]{{0,80}}?)?"
        rf" (?P<with>(?:với|vào|trong)(?: \w+){{0,3}}? {_MEETING}\b[^.;\n]{{0,90}})"
    ),
)
_PASSIVE = re.compile(
    r"(?:,? (?:được|thực hiện|tổ chức|tiến hành|sẽ|cần|phải|có thể|nên|là|việc|này))+$"
)
# “gắn với sơ kết học kỳ I và tổng kết năm học”: each with its own.
_EACH = re.compile(
    r"(?P<how>.*?)(?P<first>sơ kết \w[^,;]*?)(?:,| và|, và) (?:với )?(?P<second>tổng kết .+)",
    re.IGNORECASE,
)


def joined_in(view: View, start: int, end: int) -> Iterator[ReadDuty]:
    """The duties of `text[start:end]` that are done with another meeting; both where both are named."""
    found = next(filter(None, (one.search(view.low, start, end) for one in _JOINED)), None)
    if not found:
        return
    words = [word for word in _KINDS if word.split()[0] in found["summed"]]
    said = view.words(*found.span("with"))
    each = _EACH.fullmatch(said) if len(words) > 1 else None
    place = found.span("of") if found["of"] else (found.end("summed"),) * 2
    of = _PASSIVE.sub("", view.text[slice(*place)])
    for word in words:
        own = f"{each['how']}{each['first' if word == 'sơ kết' else 'second']}" if each else said
        yield ReadDuty(
            "",
            _KINDS[word],
            f"{word}{of}".rstrip(" ,"),
            None,
            view.quote(*found.span("with")),
            who_in(view, start, found.start()),
            due_text=own,
        )
