"""The `thidua` command: reads the settings once, joins what the folders expose, and tells errors in a sentence."""

import getpass
import logging
import os
import sys
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.text import Text

from bots.telegram import redact
from calendars import cli as calendars_cli
from config import cli as running
from config import usage
from config.answers import answer
from config.settings import Settings, SettingsInvalid, read_settings
from scheduler import language
from scheduler.admin import cli as admin
from scheduler.admin.context import Context
from scheduler.errors import ThiDuaError
from scheduler.language import _
from scheduler.run.clock import WallClock


def main() -> None:
    """Run the command of sys.argv and exit; 2 for words that are off, the code of the answer otherwise."""
    arguments, wished = _language(sys.argv[1:])
    language.choose(wished or os.environ.get("THIDUA_LANG", "vi"))
    try:
        settings = read_settings()
        redact.install(settings.secrets)
        _log(settings.log_level)
        code = build(settings)(args=arguments, prog_name="thidua", standalone_mode=False)
    except SettingsInvalid as error:
        code = _tell(error)
    except ThiDuaError as error:
        code = _tell(error)
    except typer.Abort:
        Console(stderr=True).print(_("Đã dừng, chưa có gì thay đổi."))
        code = 130
    except typer.TyperException as error:
        Console(stderr=True).print(Text(usage.told(error)), soft_wrap=True)
        code = 2
    except BrokenPipeError:  # the reader of our output has gone: `thidua … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def build(settings: Settings) -> typer.Typer:
    """The whole command, in the language chosen by now."""
    app = typer.Typer(
        help=_("Thi Đua: lịch, hạn báo cáo và đôn đốc cho các phong trào thi đua."),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )

    @app.callback()
    def begin(
        ctx: typer.Context,
        lang: str = typer.Option(settings.lang, "--lang", help="vi | en"),
    ) -> None:
        ctx.obj = Context(
            database_url=settings.database_url,
            config_dir=settings.config_dir,
            clock=WallClock(),
            zone=ZoneInfo(settings.timezone),
            base_url=settings.base_url,
            author=_author(),
        )

    for part in (admin, calendars_cli):
        part.register(app)
    running.register(app, settings)
    return app


def _language(arguments: list[str]) -> tuple[list[str], str | None]:
    """The arguments without `--lang X`, wherever it stands, and X."""
    rest: list[str] = []
    wished = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*rest, word, *words], wished
        if word == "--lang":
            wished = next(words, None)
        elif word.startswith("--lang="):
            wished = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return rest, wished


def _tell(error: ThiDuaError) -> int:
    told = answer(error)
    Console(stderr=True).print(Text(told.text), soft_wrap=True)
    logging.getLogger(__name__).debug("told as: %s", told.text, exc_info=error)
    return told.exit_code


def _author() -> str:
    """Who the ledger names for what is done on this command line."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def _log(level: str) -> None:
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    for noisy in ("apscheduler", "alembic", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
