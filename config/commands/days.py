"""The command `days`: which days of a year are not worked, by which text, and what is not sure."""

import json
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from config.commands import terminal
from config.settings import Settings
from scheduler.dates.lunar import FIRST_YEAR, LAST_YEAR
from scheduler.dates.say import say_day
from scheduler.dates.workdays import WEEKS, DayKind, WorkCalendar
from scheduler.language import _
from scheduler.words import workday


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""

    @app.command()
    def days(
        ctx: typer.Context,
        year: Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR)],
        week: Annotated[str, typer.Option()] = WEEKS[0],
        as_json: bool = typer.Option(False, "--json"),
    ) -> None:
        installation, console = terminal.of(ctx)
        if week not in WEEKS:
            told = _("“{week}” không phải là tuần làm việc nào; ví dụ đúng: {known}")
            raise typer.BadParameter(told.format(week=week, known=", ".join(WEEKS)))
        calendar = installation.calendar_of(week)
        if as_json:
            typer.echo(json.dumps(year_as_json(calendar, year), ensure_ascii=False, indent=1))
            return
        console.print(year_table(calendar, year))
        for line in told_year(calendar, year):
            console.print(Text(line, style="yellow"), soft_wrap=True)


def year_table(calendar: WorkCalendar, year: int) -> Table:
    """The days of `year` that are not what their weekday says, each with its reason and text."""
    title = _("Ngày nghỉ, ngày làm việc bù năm {year}")
    if not calendar.is_announced(year):
        title = _("Ngày nghỉ, ngày làm việc bù năm {year} (tạm tính)")
    table = Table(title=title.format(year=year))
    for name in (_("Ngày"), _("Là"), _("Tên"), _("Căn cứ")):
        table.add_column(name)
    for one in calendar.special_days(year):
        unsure = one.kind is DayKind.UNCONFIRMED
        words = (say_day(one.on), workday.kind(one), workday.name(one), workday.short_basis(one))
        table.add_row(*map(escape, words), style="yellow" if unsure else None)
    return table


def told_year(calendar: WorkCalendar, year: int) -> list[str]:
    """By which notice the year is known, or that it is not, and what nobody confirmed; a line each."""
    known = calendar.basis_of(year)
    lines = [_("Thông báo của năm: {basis}").format(basis=known)] if known else []
    if not calendar.is_announced(year):
        lines.append(workday.not_announced(year))
    return lines + list(map(workday.unconfirmed, calendar.unconfirmed(year)))


def year_as_json(calendar: WorkCalendar, year: int) -> dict[str, object]:
    """The year for programs."""
    return {
        "year": year,
        "week": calendar.week,
        "announced": calendar.is_announced(year),
        "basis": calendar.basis_of(year) or None,
        "days": [
            {
                "day": one.on.isoformat(),
                "kind": one.kind.value,
                "name": workday.name(one),
                "basis": workday.basis(one),
                "working": calendar.is_working(one.on),
            }
            for one in calendar.special_days(year)
        ],
    }
