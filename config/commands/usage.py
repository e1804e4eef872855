"""A command typed wrongly, said in Vietnamese: the library speaks English only."""

import re

import typer
from typer.core import TyperCommand

from scheduler.language import _, current

_TOO_MANY = re.compile(r"unexpected extra arguments? ?(?:\(s\))? ?\((.*)\)", re.DOTALL)
_BOUND = re.compile(r"(greater|less) than or equal to (\d+)")
_UNKNOWN_COMMAND = re.compile(r"No such command '([^']*)'(?:.*'([^']+)')?")


_NEGATIVE = re.compile(r"-\d.*", re.DOTALL)  # no option begins with a digit


class Command(TyperCommand):
    """A command whose arguments may be negative numbers, as the ids of groups are: no option looks like one."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # its own is private
        return super().parse_args(ctx, self._numbers_last(args))

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


def take_negative_numbers(app: typer.Typer) -> None:
    """Make every command of `app` and below take negative numbers as arguments."""
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            take_negative_numbers(group.typer_instance)


def told(error: typer.TyperException) -> str:
    """What is off and where help is; nothing where the help was printed already."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return ""
    help_line = _("Xem cách dùng: thêm --help.")
    return f"{_what(error)} {help_line}"


def _what(error: typer.TyperException) -> str:
    message = getattr(error, "message", "") or str(error)
    if isinstance(error, typer.BadParameter):
        return _parameter(error, message)
    if current() == "en":
        return message
    name = getattr(error, "option_name", None)
    if name and type(error).__name__ == "BadOptionUsage":
        return _("Tùy chọn {name} cần một giá trị.").format(name=name)
    if name:
        return _("Không có tùy chọn {name}.").format(name=name)
    return _command(message)


def _parameter(error: typer.BadParameter, message: str) -> str:
    """Ours name no parameter and are sentences already."""
    param = getattr(error, "param", None)
    if param is None or (message and current() == "en"):
        return message
    written = next(iter(param.opts), "")
    name = written if written.startswith("-") else str(param.name).upper()
    if type(error).__name__ == "MissingParameter":
        return _("Thiếu {name}.").format(name=name)
    if "is a directory" in message:
        return _("{name} là một thư mục, ở đây cần một tệp.").format(name=name)
    if "is a file" in message:
        return _("{name} là một tệp, ở đây cần một thư mục.").format(name=name)
    if "exist" in message or "directory" in message or "file" in message:
        return _("Không có tệp hay thư mục đã nêu ở {name}.").format(name=name)
    if found := _BOUND.search(message):
        least, most = _("{name} nhỏ nhất là {bound}."), _("{name} lớn nhất là {bound}.")
        return (least if found[1] == "greater" else most).format(name=name, bound=found[2])
    return _("Giá trị của {name} không đúng kiểu.").format(name=name)


def _command(message: str) -> str:
    found = _UNKNOWN_COMMAND.search(message)
    if found and found[2]:
        return _("Không có lệnh “{name}”. Có phải “{close}”?").format(name=found[1], close=found[2])
    if found:
        return _("Không có lệnh “{name}”.").format(name=found[1])
    if found := _TOO_MANY.search(message):
        return _("Thừa “{words}”.").format(words=found[1])
    if message.startswith("Missing command"):
        return _("Thiếu tên lệnh.")
    return _("Lệnh chưa đúng: {message}").format(message=message)
