"""What every model of a written file stands on, and the small values in it."""

from datetime import date, time
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from scheduler.definition.spans import (
    DayOfPeriod,
    MonthDay,
    Period,
    Span,
    clock,
    day,
    day_of_period_or_reference,
    day_of_year,
    day_of_year_or_period,
    day_or_reference,
    period,
    span,
    whole,
)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
TimeKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,67}$")]  # with a year
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]

# It is put into sentences of every kind as it stands: letters, and what parts words.
Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=40, pattern=r"^\p{L}+(?:(?:/|,? )\p{L}+)*$"
    ),
]

ALONE = {"alone": True}  # context of a validation that looks at each value alone


class Model(BaseModel):
    """Unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    def fault(self) -> str:
        """The code of the rule over several values that is broken; empty when none is."""
        return ""

    @classmethod
    def partial(cls, **values: object) -> Self:
        """The model while its rules over several values may be broken, which `fault` tells.

        Raises ValidationError for a value that is wrong by itself.
        """
        return cls.model_validate(values, context=ALONE)

    @model_validator(mode="after")
    def _without_fault(self, info: ValidationInfo) -> Self:
        """With a context (see `mend`) each value is looked at alone."""
        if info.context is None and (code := self.fault()):
            raise ValueError(code)
        return self


Whole = Annotated[int, BeforeValidator(whole)]
FIRST_YEAR, LAST_YEAR = 1968, 2050
Year = Annotated[Whole, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Clock = Annotated[time, BeforeValidator(clock)]
Day = Annotated[date, BeforeValidator(day)]
DayOfYear = Annotated[date | InstanceOf[MonthDay], BeforeValidator(day_of_year)]
DayOrReference = Annotated[date | InstanceOf[MonthDay] | Slug, BeforeValidator(day_or_reference)]
By = Annotated[
    date | InstanceOf[MonthDay] | InstanceOf[DayOfPeriod], BeforeValidator(day_of_year_or_period)
]
Before = Annotated[
    date | InstanceOf[MonthDay] | InstanceOf[DayOfPeriod] | Slug,
    BeforeValidator(day_of_period_or_reference),
]
Lead = Annotated[Span, BeforeValidator(span)]
Within = Annotated[Period, BeforeValidator(period)]
