"""From which day to which a draft is to be rehearsed, as a person types it."""

from datetime import date

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from config.desk.forms import DeskForm, said
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.typed_days import read_day
from scheduler.campaign.editing.rehearsing import MOST_DAYS, Days
from scheduler.dates import say
from scheduler.errors import NotUnderstood
from scheduler.language import _

_NEEDED = (InputRequired(), Length(max=80))


class DaysForm(DeskForm):
    """First and last day."""

    tu = StringField(said(lambda: _("Từ ngày")), _NEEDED)
    den = StringField(said(lambda: _("Đến ngày")), _NEEDED)

    def fill(self, days: Days) -> None:
        """Show those."""
        self.tu.data, self.den.data = (
            say.say_day_in_numbers(day) for day in (days.first, days.last)
        )

    def read(self, around: Around) -> Days | None:
        """The days that are meant; None where something is wrong, which is said beside the field."""
        if not self.validate():
            return None
        first, last = (self._day(name, around) for name in ("tu", "den"))
        if first is None or last is None:
            return None
        if last < first:
            self.den.errors = [_("Ngày cuối phải từ ngày đầu trở đi.")]
        elif (last - first).days >= MOST_DAYS:
            self.den.errors = [_("Mỗi lần diễn tập nhiều nhất 3 năm.")]
        else:
            return Days(first, last)
        return None

    def _day(self, name: str, around: Around) -> date | None:
        field = self[name]
        try:
            return date.fromisoformat(read_day(field.data, around))
        except NotUnderstood as error:
            field.errors = [error.reason]
            return None
