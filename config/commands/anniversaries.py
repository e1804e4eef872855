"""The command `anniversaries`: the catalogue in one year, and what the office's own file adds to it or redefines."""

import json
from collections.abc import Mapping

import typer
from rich.markup import escape
from rich.table import Table

from config.commands import terminal
from config.settings import Settings
from scheduler.dates import lunar, say
from scheduler.dates.anniversaries import Anniversary, Occasion, occasions
from scheduler.language import _
from scheduler.text import capital
from scheduler.words import span

Catalogue = Mapping[str, Anniversary]


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""

    @app.command()
    def anniversaries(
        ctx: typer.Context,
        year: int | None = typer.Argument(None, min=lunar.FIRST_YEAR, max=lunar.LAST_YEAR),
        own: bool = typer.Option(False, "--own"),
        as_json: bool = typer.Option(False, "--json"),
    ) -> None:
        """By day; with `--own` those of the office's file only, this year unless a year is given."""
        installation, console = terminal.of(ctx)
        brought, known = installation.brought_catalogue, installation.catalogue
        shown = year or installation.clock.now().astimezone(installation.zone).year
        entries = [e for e in known.values() if not own or e != brought.get(e.id)]
        entries.sort(key=lambda entry: occasions(entry, shown)[0].on)
        if as_json:
            values = [as_values(entry, brought, shown) for entry in entries]
            typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
            return
        console.print(table(entries, brought, shown))


def redefined(entry: Anniversary, brought: Catalogue) -> tuple[str, ...] | None:
    """The keys of which the office says something else; None for a day of its own."""
    other = brought.get(entry.id)
    if other is None:
        return None
    fields = Anniversary.model_fields
    return tuple(key for key in fields if getattr(entry, key) != getattr(other, key))


def as_values(entry: Anniversary, brought: Catalogue, year: int) -> dict[str, object]:
    """For a program: `redefined` are keys, null for a day of the office's own."""
    told = occasions(entry, year)
    keys = redefined(entry, brought)
    return {
        "id": entry.id,
        "on": told[0].on.isoformat(),
        "names": [
            {"name": one.name, "ordinal": one.ordinal, "class": one.cls, "decree": one.rule}
            for one in told
        ],
        "scope": entry.scope,
        "checked": entry.checked,
        "ask": entry.ask,
        "own": keys is None,
        "redefined": None if keys is None else list(keys),
    }


def table(entries: list[Anniversary], brought: Catalogue, year: int) -> Table:
    """A row a day, with what a person should know of it."""
    made = Table(title=_("Ngày kỷ niệm năm {year}").format(year=year), show_lines=True)
    made.add_column(_("Ngày"), no_wrap=True)
    for name in (_("Ngày kỷ niệm"), _("Mã"), _("Ghi chú")):
        made.add_column(name, overflow="fold")
    for entry in entries:
        told = occasions(entry, year)
        names = "\n".join(map(_named, told))
        noted = "\n".join(_notes(entry, brought))
        made.add_row(say.say_short_day(told[0].on), escape(names), entry.id, escape(noted))
    return made


def _named(one: Occasion) -> str:
    kind = f", {span.occasion(one.year_class)}" if one.year_class else ""
    return f"{span.ordinal(one.name, one.ordinal)}{kind}"


def _notes(entry: Anniversary, brought: Catalogue) -> list[str]:
    keys = redefined(entry, brought)
    told = []
    if keys is None:
        told.append(_("ngày riêng của cơ quan"))
    elif keys:
        told.append(_("cơ quan ghi khác danh mục: {keys}").format(keys=", ".join(keys)))
    if entry.ask:
        told.append(entry.ask)
    elif not entry.checked:
        told.append(_("chưa đối chiếu với nguồn"))
    return [capital(line) for line in told]
