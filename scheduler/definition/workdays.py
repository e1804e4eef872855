"""The notice of one year, workdays/YEAR.yaml: which days are off and worked in exchange, and days off by newer acts."""

from collections.abc import Collection, Iterator
from datetime import date

from scheduler.dates.workdays import YearOverride, is_worked_anyway
from scheduler.definition.document import Document
from scheduler.definition.fields import Day, Line, Model, Year
from scheduler.definition.problems import Problem
from scheduler.definition.tree import Path
from scheduler.language import _

_DECEMBER, _JANUARY = 12, 1


class Act(Model):
    """A day that is a public holiday, and the act that makes it one: "Luật số …/2026/QH16, Điều …"."""

    day: Day
    act: Line


class Workdays(Model):
    """What the notice of one year changes: workdays/YEAR.yaml. Acts alone stand beside a notice known before."""

    year: Year
    days_off: tuple[Day, ...] = ()
    working_days: tuple[Day, ...] = ()
    basis: Line | None = None  # the notice
    holidays: tuple[Act, ...] = ()

    def fault(self) -> str:
        """A notice that is not named."""
        acts_alone = self.holidays and not (self.days_off or self.working_days)
        return "" if self.basis or acts_alone else "workdays_basis_missing"


def as_override(value: Workdays) -> YearOverride:
    """The same as calendars take it."""
    off, working = frozenset(value.days_off), frozenset(value.working_days)
    acts = {one.day: one.act for one in value.holidays}
    basis = value.basis or ""
    return YearOverride(value.year, days_off=off, working_days=working, basis=basis, acts=acts)


def workdays_problems(
    document: Document[Workdays], *, stem: str, known: Collection[int]
) -> Iterator[Problem]:
    """What makes other days than those meant; `stem` is the name of the file, `known` are the years read before."""
    year = document.value.year
    if year in known:
        yield document.problem(("year",), _("Năm {year} đã có ở một tệp khác.").format(year=year))
    elif stem.isdecimal() and len(stem) == len(str(year)) and int(stem) != year:
        reason = _("Tệp mang tên năm {stem} nhưng ghi năm {year}: đề nghị sửa một trong hai.")
        yield document.problem(
            ("year",), reason.format(stem=stem, year=year), example=f"year: {stem}"
        )
    for path, reason, example in _faults(document.value):
        if document.sure(*path) and document.sure("year"):
            yield document.problem(path, reason, example=example)


def _faults(value: Workdays) -> Iterator[tuple[Path, str, str]]:
    other = _("Ngày này không thuộc năm {year} của tệp.").format(year=value.year)
    for index, one in enumerate(value.holidays):
        if one.day.year != value.year:
            yield ("holidays", index, "day"), other, ""
    for index, day in enumerate(value.days_off):
        if not _near(day, value.year):
            yield ("days_off", index), other, ""
    for index, day in enumerate(value.working_days):
        path = ("working_days", index)
        if not _near(day, value.year):
            yield path, other, ""
        elif day in value.days_off:
            yield path, _("Ngày này vừa nghỉ vừa làm: đề nghị bỏ một."), ""
        elif is_worked_anyway(day):
            reason = _(
                "Ngày này vốn là ngày làm việc: ngày làm bù là thứ Bảy, Chủ nhật; ngày được nghỉ ghi ở days_off."
            )
            yield path, reason, "working_days: [2027-01-09]"


def _near(day: date, year: int) -> bool:
    """Of the year, or of the month beside it: a day at the turn of the year is exchanged for one across it."""
    beside = ((year - 1, _DECEMBER), (year + 1, _JANUARY))
    return day.year == year or (day.year, day.month) in beside
