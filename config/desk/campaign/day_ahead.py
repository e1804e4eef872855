"""A day that a clerk types for something still to come, on the pages of a campaign in force."""

from datetime import date
from zoneinfo import ZoneInfo

from wtforms import StringField

from config.desk.desk import Visit
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.typed_days import read_last_day
from scheduler.campaign.editing.steering import InForce
from scheduler.dates import say
from scheduler.errors import NotUnderstood
from scheduler.language import _
from scheduler.words import drafting


def today(visit: Visit, of: InForce) -> date:
    """The day it is in the campaign's zone."""
    return visit.desk.now.astimezone(ZoneInfo(of.zone)).date()


def read(visit: Visit, of: InForce, field: StringField, leaning: Around) -> date | None:
    """The last day that is meant, today or later; None where the field tells why it is none."""
    try:
        day = date.fromisoformat(read_last_day(field.data or "", leaning))
    except NotUnderstood as error:
        field.errors = [drafting.not_understood(error)]
        return None
    if day < today(visit, of):
        told = _("{day} đã qua: đề nghị ghi một ngày còn ở phía trước.")
        field.errors = [told.format(day=say.say_day(day))]
        return None
    return day
