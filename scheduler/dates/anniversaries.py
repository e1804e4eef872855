"""Anniversaries of the catalogue: on which day they fall in a year, which ordinal, which class."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from scheduler.dates import lunar
from scheduler.errors import BadCatalogue

Class = Literal["tron", "le_5", "khac"]
Rule = Literal["nd145", "nd111"]
_SHORT_MONTH = 29
NO_LUNAR_DAY = "no_lunar_day"  # what a fault says of a day that not every year has
Kind = Literal[
    "le_lon", "nghi_le", "thanh_lap", "truyen_thong", "huong_ung", "lich_su", "dia_phuong", "le_tet"
]


class LunarDate(BaseModel):
    """Month and day in the lunar calendar, never of a leap month; day "last" is the last of that month.

    A 30th is refused: every lunar month has years in which it ends with the 29th.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    month: int = Field(ge=1, le=12)
    day: int | Literal["last"]

    @field_validator("day")
    @classmethod
    def _of_every_year(cls, day: int | Literal["last"]) -> int | Literal["last"]:
        if day != "last" and not 1 <= day <= _SHORT_MONTH:
            raise ValueError(NO_LUNAR_DAY)
        return day


class Anniversary(BaseModel):
    """One entry of the catalogue. `date` is "MM-DD" (solar), `lunar` the lunar day; exactly one is given.

    `first_year` is the year the ordinal is counted from (None: not counted); `count_rule` the decree that
    classes the ordinal; `scope` is "national" or "province:<id>".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name_vi: str
    name_en: str
    calendar: Literal["solar", "lunar"]
    date: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    lunar: LunarDate | None = None
    first_year: int | None
    kind: Kind
    count_rule: Rule | None
    day_off: bool
    scope: str = Field(pattern=r"^(national|province:[a-z0-9-]+)$")
    legal_basis: str | None = None
    source: str
    checked: bool
    note: str | None = None
    aliases: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_its_day(self) -> "Anniversary":
        given = self.date if self.calendar == "solar" else self.lunar
        other = self.lunar if self.calendar == "solar" else self.date
        if given is None or other is not None:
            raise ValueError("a solar anniversary has `date`, a lunar one `lunar`")
        occasion_day(self, 2024)
        return self


@dataclass(frozen=True)
class Occasion:
    """An anniversary in one year. `ordinal` and `cls` are None when it is not counted (or not yet)."""

    id: str
    name: str
    on: date
    ordinal: int | None
    cls: Class | None
    first_year: int | None


def catalogue(values: object) -> dict[str, Anniversary]:
    """The anniversaries by id, in the order of the file, from its parsed values. Raises BadCatalogue
    with all faults."""
    entries = values.get("anniversaries") if isinstance(values, Mapping) else None
    if not isinstance(entries, list):
        raise BadCatalogue((("anniversaries", "a list of anniversaries expected"),))
    found: dict[str, Anniversary] = {}
    faults: list[tuple[str, str]] = []
    for index, entry in enumerate(entries):
        where = f"anniversaries[{index}]"
        try:
            anniversary = Anniversary.model_validate(entry)
        except ValidationError as error:
            faults += [(_place(where, fault["loc"]), _reason(fault)) for fault in error.errors()]
            continue
        if anniversary.id in found:
            faults.append((where, f"id {anniversary.id} is there twice"))
        found[anniversary.id] = anniversary
    if faults:
        raise BadCatalogue(tuple(faults))
    return found


def _place(where: str, path: tuple[int | str, ...]) -> str:
    return ".".join((where, *map(str, path)))


def _reason(fault: ErrorDetails) -> str:
    """The code that our models give, else what pydantic says."""
    return str(fault.get("ctx", {}).get("error") or fault["msg"])


def occasion_day(anniversary: Anniversary, year: int) -> date:
    """The solar day of the anniversary in the solar year `year`.

    A day of the twelfth lunar month is the one just before the Tết of `year`. 29 February falls on the 28th
    in common years. Raises ValueError for an impossible day.
    """
    if anniversary.lunar is not None:
        lunar_year = year - 1 if anniversary.lunar.month == 12 else year
        return lunar.to_solar(lunar_year, anniversary.lunar.month, anniversary.lunar.day)
    assert anniversary.date is not None, "the model has one of the two"
    month, day = map(int, anniversary.date.split("-"))
    if (month, day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, month, day)


def occasion(anniversary: Anniversary, year: int) -> Occasion:
    """The anniversary in the solar year `year`, with its ordinal (`year` - first year) and class."""
    ordinal = ordinal_in(anniversary, year)
    return Occasion(
        id=anniversary.id,
        name=anniversary.name_vi,
        on=occasion_day(anniversary, year),
        ordinal=ordinal,
        cls=_class_in(anniversary, year, ordinal),
        first_year=anniversary.first_year,
    )


def ordinal_in(anniversary: Anniversary, year: int) -> int | None:
    """The N of "kỷ niệm N năm" in `year`; None when it is not counted or the event is not yet a year old."""
    if anniversary.first_year is None or year <= anniversary.first_year:
        return None
    return year - anniversary.first_year


def class_of(ordinal: int, rule: Rule) -> Class:
    """Tròn (ends in 0), lẻ 5 (ends in 5; not known to Nghị định 111/2018), khác.

    Sources: Nghị định 145/2013/NĐ-CP, Điều 3 khoản 1; Nghị định 111/2018/NĐ-CP, Điều 3 khoản 5–6.
    """
    if ordinal % 10 == 0:
        return "tron"
    if ordinal % 10 == 5 and rule == "nd145":
        return "le_5"
    return "khac"


def _class_in(anniversary: Anniversary, year: int, ordinal: int | None) -> Class | None:
    if anniversary.count_rule is None:
        return None
    if anniversary.first_year is None:
        # Giỗ Tổ has no first year; Nghị định 145/2013 classes it by the solar year itself.
        return class_of(year, "nd145") if anniversary.count_rule == "nd145" else None
    return None if ordinal is None else class_of(ordinal, anniversary.count_rule)
