"""A command typed wrongly, said in Vietnamese: the library speaks English only."""

import typer

from scheduler.language import _, current


def told(error: typer.TyperException) -> str:
    """What is off and where help is."""
    help_line = _("Xem cách dùng: thêm --help.")
    return f"{_what(error)} {help_line}"


def _what(error: typer.TyperException) -> str:
    message = getattr(error, "message", "") or str(error)
    if current() == "en" or (isinstance(error, typer.BadParameter) and not _missing(error)):
        return message
    name = getattr(error, "option_name", None)
    if name:
        return _("Không có tùy chọn {name}.").format(name=name)
    if _missing(error):
        hint = getattr(getattr(error, "param", None), "name", None) or ""
        return _("Thiếu {name}.").format(name=hint.upper())
    return _("Lệnh chưa đúng: {message}").format(message=message)


def _missing(error: typer.TyperException) -> bool:
    return type(error).__name__ == "MissingParameter"
