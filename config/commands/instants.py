"""Instants and days as they are typed on the command line."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import typer

from scheduler.dates import civil
from scheduler.dates.lunar import FIRST_YEAR, LAST_YEAR
from scheduler.language import _


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """An ISO instant; without an offset it is read in `zone`. Raises typer.BadParameter, beyond the catalogue too."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(_("Thời điểm viết dạng 2024-06-25T07:59:50+07:00.")) from error
    _require_year(instant)
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def parse_day(text: str) -> date:
    """A day written 2027-03-15. Raises typer.BadParameter, beyond the catalogue too."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(_("Ngày viết dạng 2024-07-31.")) from error
    _require_year(day)
    return day


def parse_span(first: str, last: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first instant of day `first` to the end of day `last`. Raises typer.BadParameter."""
    days = parse_day(first), parse_day(last)
    if days[1] < days[0]:
        raise typer.BadParameter(_("--to phải không sớm hơn --from."))
    return civil.at(days[0], time(0), zone), civil.end_of_day(days[1], zone)


def _require_year(day: date) -> None:
    """Raises typer.BadParameter beyond the years of the catalogue."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        reason = _("Chỉ có ngày từ năm {first} đến năm {last}.")
        raise typer.BadParameter(reason.format(first=FIRST_YEAR, last=LAST_YEAR))
