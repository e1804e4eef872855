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
Rule = Literal["nd145", "nd111", "like_nd111"]
_SHORT_MONTH = 29
_FIRST_COUNTED = 2  # nobody marks "1 năm"
NO_LUNAR_DAY = "no_lunar_day"  # what a fault says of a day that not every year has
DAY_OF_ANNIVERSARY = "day_of_anniversary"  # neither or both of `date` and `lunar`
COUNTED_TWICE = "counted_twice"  # `counts` beside a first year, or two of one year or name
TWICE = "twice"  # an id that stands above already
NO_LIST = "no_list"
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


class Count(BaseModel):
    """A name by which a day is counted, and the year of which "N năm" of that name is the distance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    first_year: int = Field(ge=1, le=2050)


class Anniversary(BaseModel):
    """One entry of the catalogue. `date` is "MM-DD" (solar), `lunar` the lunar day; exactly one is given.

    `first_year` is the year the ordinal of `name_vi` is counted from (None: not counted). A day counted by
    several names has `counts` in its place, each with its year. `count_rule` is the decree that classes the
    ordinals ("like_nd111": by analogy); `scope` is "national" or "province:<id>". `ask` is what a person has
    to decide or confirm before the day is printed, a sentence in Vietnamese.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name_vi: str = Field(min_length=1)
    name_en: str = ""
    calendar: Literal["solar", "lunar"]
    date: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    lunar: LunarDate | None = None
    first_year: int | None = Field(default=None, ge=1, le=2050)
    counts: tuple[Count, ...] = ()
    kind: Kind = "dia_phuong"
    count_rule: Rule | None = None
    day_off: bool = False
    scope: str = Field(default="national", pattern=r"^(national|province:[a-z0-9-]+)$")
    legal_basis: str | None = None
    source: str = ""
    checked: bool = False
    ask: str | None = None
    note: str | None = None
    aliases: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _calendar_of_its_day(cls, values: object) -> object:
        if not isinstance(values, dict) or "calendar" in values:
            return values
        return values | {"calendar": "lunar" if values.get("lunar") else "solar"}

    @model_validator(mode="after")
    def _has_its_day(self) -> "Anniversary":
        given = self.date if self.calendar == "solar" else self.lunar
        other = self.lunar if self.calendar == "solar" else self.date
        if given is None or other is not None:
            raise ValueError(DAY_OF_ANNIVERSARY)
        try:
            occasion_day(self, 2024)
        except ValueError as error:
            raise ValueError(DAY_OF_ANNIVERSARY) from error
        return self

    @model_validator(mode="after")
    def _is_counted_once(self) -> "Anniversary":
        years = {count.first_year for count in self.counts}
        names = {count.name for count in self.counts}
        if self.counts and (
            self.first_year is not None or not len(years) == len(names) == len(self.counts)
        ):
            raise ValueError(COUNTED_TWICE)
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by: its own, others in use, those it is counted by."""
        return (self.name_vi, *self.aliases, *(count.name for count in self.counts))

    @property
    def first_years(self) -> tuple[int, ...]:
        """The years it is counted from; the first is that of `name_vi` where that is counted."""
        own = () if self.first_year is None else (self.first_year,)
        return own + tuple(count.first_year for count in self.counts)


@dataclass(frozen=True)
class Occasion:
    """An anniversary in one year, under one of the names it is counted by.

    `id` is that of the catalogue, of a further name with its first year behind it ("hoi-phu-nu.2010").
    `ordinal` and `cls` are None when it is not counted (or not yet); `rule` goes with `cls`.
    """

    id: str
    name: str
    on: date
    ordinal: int | None
    cls: Class | None
    first_year: int | None
    rule: Rule | None = None

    @property
    def year_class(self) -> str | None:
        """How plans keep the class with its decree: see `year_class`."""
        return year_class(self.cls, self.rule) if self.cls and self.rule else None


def catalogue(values: object) -> dict[str, Anniversary]:
    """The anniversaries by id, in the order of the file, from its parsed values.

    Raises BadCatalogue with all faults: where, and the code of ours or the type of pydantic's that says what.
    """
    entries = values.get("anniversaries") if isinstance(values, Mapping) else None
    if not isinstance(entries, list):
        raise BadCatalogue((("anniversaries", NO_LIST),))
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
            faults.append((where, TWICE))
        found[anniversary.id] = anniversary
    if faults:
        raise BadCatalogue(tuple(faults))
    return found


def _place(where: str, path: tuple[int | str, ...]) -> str:
    return ".".join((where, *map(str, path)))


def _reason(fault: ErrorDetails) -> str:
    """The code that our models give, else pydantic's type of error."""
    return str(fault.get("ctx", {}).get("error") or fault["type"])


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
    """The anniversary in the solar year `year` under its own name, with ordinal and class."""
    return occasions(anniversary, year)[0]


def occasions(anniversary: Anniversary, year: int) -> tuple[Occasion, ...]:
    """The anniversary in the solar year `year` under each name it is counted by, its own first.

    Its own has no ordinal where it is not counted; the others are there from their first year on.
    """
    own, others = _own_count(anniversary)
    told = [_named(anniversary, year, anniversary.id, name=anniversary.name_vi, first_year=own)]
    for count in others:
        if year >= count.first_year:
            key = f"{anniversary.id}.{count.first_year}"
            first = count.first_year
            told.append(_named(anniversary, year, key, name=count.name, first_year=first))
    return tuple(told)


def _own_count(anniversary: Anniversary) -> tuple[int | None, list[Count]]:
    """The first year of its own name, and the other names it is counted by."""
    own = [count for count in anniversary.counts if count.name == anniversary.name_vi]
    others = [count for count in anniversary.counts if count not in own]
    return (own[0].first_year if own else anniversary.first_year), others


def _named(
    anniversary: Anniversary, year: int, key: str, *, name: str, first_year: int | None
) -> Occasion:
    ordinal = _ordinal(first_year, year)
    cls = _class_in(anniversary, year, ordinal)
    on, rule = occasion_day(anniversary, year), anniversary.count_rule
    return Occasion(key, name, on, ordinal, cls, first_year, rule if cls else None)


def _ordinal(first_year: int | None, year: int) -> int | None:
    ordinal = year - first_year if first_year is not None else 0
    return ordinal if ordinal >= _FIRST_COUNTED else None


def class_of(ordinal: int, rule: Rule) -> Class:
    """Tròn (ends in 0), lẻ 5 (ends in 5; not known to Nghị định 111/2018), khác.

    Sources: Nghị định 145/2013/NĐ-CP, Điều 3 khoản 1; Nghị định 111/2018/NĐ-CP, Điều 3 khoản 5–6.
    """
    if ordinal % 10 == 0:
        return "tron"
    if ordinal % 10 == 5 and rule == "nd145":
        return "le_5"
    return "khac"


def year_class(cls: Class, rule: Rule) -> str:
    """The class with its decree in one word or two: "khac" of a great day, "nd111 khac", "like_nd111 khac"."""
    return cls if rule == "nd145" else f"{rule} {cls}"


def class_and_rule(year_class: str) -> tuple[str, str]:
    """What `year_class` was made of."""
    rule, _space, cls = year_class.rpartition(" ")
    return cls, rule or "nd145"


def _class_in(anniversary: Anniversary, year: int, ordinal: int | None) -> Class | None:
    if anniversary.count_rule is None:
        return None
    if not anniversary.first_years:
        # Giỗ Tổ has no first year; Nghị định 145/2013 classes it by the solar year itself.
        return class_of(year, "nd145") if anniversary.count_rule == "nd145" else None
    return None if ordinal is None else class_of(ordinal, anniversary.count_rule)
