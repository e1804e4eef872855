"""A command typed wrongly, said in the reader's language: the library speaks English only.

What is wrong is known by the class of an error, its fields and its cause, or found before the library finds it.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperCommand, TyperGroup

from scheduler.language import _

_NEGATIVE = re.compile(r"-\d.*", re.DOTALL)  # no option begins with a digit


class Command(TyperCommand):
    """A command whose arguments may be negative numbers, as the ids of groups are: no option looks like one."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # its own is private
        ctx.allow_extra_args = True  # they are told below
        try:
            rest = super().parse_args(ctx, self._numbers_last(args))
        except typer.TyperException as error:
            _require_no_flag(self.params, error)
            raise
        if rest and not ctx.resilient_parsing:
            raise typer.BadParameter(_("Thừa “{words}”.").format(words=_printable(" ".join(rest))))
        return rest

    def _numbers_last(self, args: list[str]) -> list[str]:
        """The same words with "--" before what is no option, where a negative number is among them."""
        if "--" in args or not any(_NEGATIVE.fullmatch(word) for word in args):
            return args
        valued = {
            name
            for one in self.params
            if one.param_type_name == "option" and not getattr(one, "is_flag", False)
            for name in one.opts
        }
        options: list[str] = []
        rest: list[str] = []
        words = iter(args)
        for word in words:
            if not word.startswith("-") or word == "-" or _NEGATIVE.fullmatch(word):
                rest.append(word)
                continue
            options.append(word)
            if word in valued:
                options += [value] if (value := next(words, None)) is not None else []
        return [*options, "--", *rest]


class Group(TyperGroup):
    """Commands below a word. One that is not there is told with the nearest that is."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # its own is private
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            _require_no_flag(self.params, error)
            raise

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]  # its own is private
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            close = get_close_matches(name, self.list_commands(ctx), n=1)
            told = _("Không có lệnh “{name}”.")
            if close:
                told = _("Không có lệnh “{name}”. Có phải “{close}”?")
            raise typer.BadParameter(told.format(name=_printable(name), close="".join(close)))
        return super().resolve_command(ctx, args)


def install(app: typer.Typer) -> None:
    """Let every command of `app` and below be read so."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            install(group.typer_instance)


def told(error: typer.TyperException) -> str:
    """What is off and where help is; nothing where the help was printed already."""
    if _is(error, "NoArgsIsHelpError"):
        return ""
    help_line = _("Xem cách dùng: thêm --help.")
    return f"{_what(error)} {help_line}"


def _is(error: typer.TyperException, name: str) -> bool:
    """Whether it is of that class: most of the library's are in a room of its own."""
    return type(error).__name__ == name


def _what(error: typer.TyperException) -> str:
    if isinstance(error, typer.BadParameter):
        return _parameter(error)
    name = getattr(error, "option_name", "")
    if _is(error, "BadOptionUsage"):
        return _("Tùy chọn {name} cần một giá trị.").format(name=name)
    if name:
        return _("Không có tùy chọn {name}.").format(name=_printable(name))
    context = getattr(error, "ctx", None)
    if context is not None and isinstance(context.command, TyperGroup):
        return _("Thiếu tên lệnh.")
    return _("Lệnh chưa đúng: {message}").format(message=error.format_message())


def _require_no_flag(params: Iterable[Any], error: typer.TyperException) -> None:
    """Raises BadParameter where a flag was given a value: the library's class is that of an option without one."""
    name = getattr(error, "option_name", "")
    flags = (one.opts for one in params if getattr(one, "is_flag", False))
    if name == "--help" or any(
        name in opts for opts in flags
    ):  # the help is none of the parameters
        told = _("Tùy chọn {name} không nhận giá trị.").format(name=name)
        raise typer.BadParameter(told) from error


def _parameter(error: typer.BadParameter) -> str:
    """Ours name no parameter and are sentences already."""
    param = error.param
    if param is None:
        return error.message
    written = next(iter(param.opts), "")
    name = written if written.startswith("-") else (param.metavar or str(param.name)).upper()
    if _is(error, "MissingParameter"):
        return _("Thiếu {name}.").format(name=name)
    if isinstance(error.__cause__, ValidationError):
        return _value(name, error.__cause__)
    return _path(name, error.message)


def _value(name: str, cause: ValidationError) -> str:
    """What is wrong with a value, as the library that reads it found."""
    bounds = cause.errors()[0].get("ctx", {})
    if "ge" in bounds:
        return _("{name} nhỏ nhất là {bound}.").format(name=name, bound=bounds["ge"])
    if "le" in bounds:
        return _("{name} lớn nhất là {bound}.").format(name=name, bound=bounds["le"])
    return _("Giá trị của {name} không đúng kiểu.").format(name=name)


def _path(name: str, message: str) -> str:
    """What is wrong with a file or a folder: nothing but the end of the message tells."""
    ends = {
        "is a directory.": _("{name} là một thư mục, ở đây cần một tệp."),
        "is a file.": _("{name} là một tệp, ở đây cần một thư mục."),
        "does not exist.": _("Không có tệp hay thư mục đã nêu ở {name}."),
        "is not readable.": _("Không có quyền đọc tệp hay thư mục đã nêu ở {name}."),
        "is not writable.": _("Không có quyền ghi vào tệp hay thư mục đã nêu ở {name}."),
    }
    otherwise = _("Giá trị của {name} không đúng kiểu.")
    found = (sentence for end, sentence in ends.items() if message.endswith(end))
    return next(found, otherwise).format(name=name)


def _printable(typed: str) -> str:
    """What was typed, without what moves the cursor of who reads it."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in typed)
