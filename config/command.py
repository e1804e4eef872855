"""The `thidua` command: reads the settings once, joins what the folders expose, and tells errors in a sentence."""

import errno
import getpass
import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence
from typing import TextIO
from zoneinfo import ZoneInfo

import typer
import typer.main
from rich.console import Console
from rich.text import Text

from bots.telegram import redact
from config.answers import Answer, answer, file_answer
from config.commands import terminal, usage
from config.commands.instants import parse_instant
from config.commands.summaries import summaries
from config.settings import HERE, Settings, read_settings
from scheduler import language
from scheduler.clock import WallClock
from scheduler.errors import SettingsInvalid, ThiDuaError
from scheduler.installation import Installation
from scheduler.language import _

# What is not asked for is not imported: half of the time of a short command.
PARTS = {
    "config.commands.campaigns": frozenset({"bind", "plan", "apply", "rollover", "board"}),
    "config.commands.templates": frozenset({"templates"}),
    "config.commands.asked": frozenset({"call", "received"}),
    "config.commands.ledger": frozenset({"ledger"}),
    "config.commands.feeds": frozenset({"feed", "subscribe", "links", "revoke", "reissue"}),
    "config.commands.when": frozenset({"when"}),
    "config.commands.days": frozenset({"days"}),
    "config.commands.anniversaries": frozenset({"anniversaries"}),
    "config.commands.imports": frozenset({"import"}),
    "config.commands.drafts": frozenset({"drafts"}),
    "config.commands.revisions": frozenset({"revisions"}),
    "config.commands.exports": frozenset({"export"}),
    "config.commands.invite": frozenset({"invite"}),
    "config.commands.db": frozenset({"init", "db"}),
    "config.commands.serve": frozenset({"serve"}),
    "config.commands.users": frozenset({"user"}),
    "config.commands.lanes": frozenset({"lanes"}),
    "config.commands.units": frozenset({"units"}),
    "config.commands.rehearse": frozenset({"rehearse", "demo"}),
}


def main() -> None:
    """Run the command of sys.argv and exit; 2 for words that are off, the code of the answer otherwise."""
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        _spell(stream)
    arguments, wished = _language(sys.argv[1:])
    language.choose(wished or os.environ.get("THIDUA_LANG", "vi"))
    try:
        if wished is not None and wished not in language.LANGUAGES:
            raise typer.BadParameter(_("--lang là vi hoặc en."))
        settings = read_settings()
        _log(log_level(settings.log_level, arguments))
        redact.install(settings.secrets)
        command = typer.main.get_command(build(settings, arguments))
        if "--help" in arguments or not _parts(arguments):
            importlib.import_module("config.commands.help").explain(command)
        code = command(args=arguments, prog_name="thidua", standalone_mode=False)
    except SettingsInvalid as error:
        code = _tell(answer(error), error)
    except ThiDuaError as error:
        code = _tell(answer(error, zone=ZoneInfo(settings.timezone)), error)
    except typer.Abort:
        Console(stderr=True).print(_("Đã dừng, chưa có gì thay đổi."))
        code = 130
    except typer.TyperException as error:
        if told := usage.told(error):
            Console(stderr=True).print(Text(told), soft_wrap=True)
        code = 2
    except BrokenPipeError:
        code = _left_alone()
    except SystemExit as error:  # so end the libraries that print where nobody reads any more
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        code = _left_alone()
    except OSError as error:
        if error.filename is None and error.errno != errno.ENOSPC:
            raise
        if (
            error.filename is None
        ):  # our output goes to a full disk, and would fail again at the end
            _left_alone()
        code = _tell(file_answer(error), error)
    sys.exit(code if isinstance(code, int) else 0)


def build(settings: Settings, words: Sequence[str] | None = None) -> typer.Typer:
    """The command, in the language chosen by now: whole, or as much of it as `words` need."""
    app = typer.Typer(
        help=_("Thi Đua: lịch, hạn báo cáo và đôn đốc cho các phong trào thi đua."),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )

    @app.callback()
    def begin(
        ctx: typer.Context,
        lang: str = typer.Option(settings.lang, "--lang"),
        at: str | None = typer.Option(None, "--at"),
        version: bool = typer.Option(False, "--version", is_eager=True, callback=_tell_version),
    ) -> None:
        zone = ZoneInfo(settings.timezone)
        installation = Installation(
            database_url=settings.database_url,
            config_dir=settings.office_dir,
            program_dir=HERE,
            clock=WallClock(parse_instant(at, zone) if at else None),
            rehearsal=at is not None,
            zone=zone,
            base_url=settings.base_url,
            outside_url=settings.outside_url,
            author=_author(),
        )
        ctx.obj = terminal.Given(installation, terminal.Terminal())

    for name in PARTS if words is None else _parts(words):
        part = importlib.import_module(name)
        part.register(app, settings)
    usage.install(app)
    _sum_up(app)
    return app


def _sum_up(app: typer.Typer) -> None:
    """Say of each command what it is for, also of those that nobody asked for and that are not there."""
    told = summaries()
    for command in app.registered_commands:
        assert command.callback is not None, "every command does something"
        command.help = told.pop(command.name or command.callback.__name__)
    for group in app.registered_groups:
        group.help = told.pop(group.name or "")
    for name, sentence in told.items():
        app.command(name, help=sentence)(_not_asked_for)


def _not_asked_for() -> None:
    raise AssertionError("a command that is named is loaded")


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and only this needs it

        typer.echo(f"thidua {version('thidua')}")
        raise typer.Exit


def _parts(words: Sequence[str]) -> list[str]:
    """The modules with the commands among `words`."""
    return [module for module, commands in PARTS.items() if not commands.isdisjoint(words)]


def _language(arguments: list[str]) -> tuple[list[str], str | None]:
    """The arguments without `--lang X`, wherever it stands, and X."""
    rest: list[str] = []
    wished = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*rest, word, *words], wished
        if word == "--lang":
            wished = next(words, "")
        elif word.startswith("--lang="):
            wished = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return rest, wished


def _tell(told: Answer, error: Exception) -> int:
    Console(stderr=True).print(Text(told.text), soft_wrap=True)
    logging.getLogger(__name__).debug("told as: %s", told.text, exc_info=error)
    return told.exit_code


def _author() -> str:
    """Who the ledger names for what is done on this command line."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def _open_closed() -> None:
    """What was closed by who started us leads nowhere; else the next file, the database, would get its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
            setattr(sys, name, open(number, "r+" if number == 0 else "w", encoding="utf-8"))  # noqa: SIM115 - for as long as we run


def _left_alone() -> int:
    """The exit code when the reader of our output has gone (`thidua … | head`); what is left leads nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _spell(stream: TextIO) -> None:
    """Make `stream` take Vietnamese, where its encoding was set to one that does not."""
    try:
        "đợt ─ kỷ niệm".encode(stream.encoding)
    except UnicodeEncodeError:
        assert isinstance(stream, io.TextIOWrapper), "made by the interpreter"
        # a program that reads us wants whole JSON; a terminal shows "?" for what it cannot
        stream.reconfigure(errors="replace") if stream.isatty() else stream.reconfigure(
            encoding="utf-8"
        )


def log_level(wished: str, words: Sequence[str]) -> str:
    """Of our log, which is for operators and in English: who looks at a rehearsal reads what it prints, no more."""
    rehearses = not {"demo", "rehearse"}.isdisjoint(words)
    return "ERROR" if rehearses and wished != "DEBUG" else wished


def _log(level: str) -> None:
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    for noisy in ("apscheduler", "alembic", "uvicorn.access", "uvicorn.error"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
