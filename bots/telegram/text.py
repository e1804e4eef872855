"""Lines as Telegram takes them."""

from scheduler.text import Line

LIMIT = 4096  # UTF-16 units after parsing


def as_html(lines: list[Line]) -> str:
    return "\n".join(line.html for line in lines)


def as_plain(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)
