"""What the YAML parser stumbled over, as a sentence for a clerk."""

from dataclasses import replace

import yaml

from scheduler.definition.hashes import hashed
from scheduler.definition.problems import Problem
from scheduler.language import _


def tab_reason() -> str:
    """Why a tab cannot stand at the beginning of a line."""
    return _("Đầu dòng có dấu tab. Đề nghị thụt dòng bằng dấu cách.")


def syntax_reason(error: yaml.YAMLError, *, text: str, name: str) -> Problem:
    """The problem where the parser gave up; what stands after it has not been read."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _without_mark(error, text=text, name=name)
    said = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    context = getattr(error, "context_mark", None)
    if context is not None and "flow" in said and (cut := hashed(text, context.index, mark.index)):
        return replace(cut, file=name)
    reason, example = _sentence(said, at=text[mark.index : mark.index + 1])
    return Problem(name, mark.line + 1, mark.column + 1, "", reason, example)


def _without_mark(error: yaml.YAMLError, *, text: str, name: str) -> Problem:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Problem(name, 0, 0, "", _("Không đọc được tệp: cách viết chưa đúng."))
    # The reader counts bytes for some faults and characters for others; the first odd character is the one.
    odd = next((i for i, c in enumerate(text) if c < " " and c not in "\t\n\r"), position)
    line = text.count("\n", 0, odd) + 1
    column = odd - (text.rfind("\n", 0, odd) + 1) + 1
    return Problem(
        name, line, column, "", _("Có ký tự điều khiển không nhìn thấy: đề nghị xóa nó.")
    )


def _sentence(said: str, *, at: str) -> tuple[str, str]:
    if at == "\t":
        return tab_reason(), ""
    for words, reason, example in _sentences():
        if words in said:
            return reason, example
    return _(
        "Cách viết chưa đúng ở gần đây: đề nghị xem lại thụt dòng, dấu hai chấm và dấu ngoặc."
    ), ""


def _sentences() -> tuple[tuple[str, str, str], ...]:
    quotes = _(
        "Chữ có dấu hai chấm hoặc dấu đặc biệt phải đặt trong ngoặc kép; hoặc thụt dòng chưa thẳng."
    )
    return (
        ("mapping values are not allowed", quotes, 'title: "Đợt 1: từ tháng 1 đến tháng 6"'),
        ("cannot start any token", quotes, 'title: "@ 100% chỉ tiêu"'),
        ("quoted scalar", _("Thiếu dấu ngoặc kép đóng."), 'title: "Đợt 1"'),
        ("flow sequence", _("Thiếu dấu “]” hoặc dấu phẩy."), "proof: [number, file]"),
        ("flow mapping", _("Thiếu dấu “}” hoặc dấu phẩy."), "due: {by: 2024-07-31}"),
        ("flow node", _("Thiếu dấu đóng ngoặc."), "due: {by: 2024-07-31}"),
        ("could not find expected ':'", _("Thiếu dấu hai chấm sau tên mục."), "title: Đợt 1"),
        (
            "block collection",
            _("Danh sách chưa thẳng hàng: mỗi mục bắt đầu bằng “- ”."),
            "- id: dot-1",
        ),
        ("block mapping", _("Các mục cùng cấp phải thẳng hàng với nhau."), ""),
        ("block scalar", _("Các dòng chữ phải thụt vào bằng nhau."), ""),
        ("alias", _("Dấu “*” ở đầu phải đặt trong ngoặc kép."), 'title: "* Đợt 1"'),
        ("anchor", _("Dấu “&” ở đầu phải đặt trong ngoặc kép."), 'title: "& Đợt 1"'),
    )
