"""A round or a peak as it is typed: by its days, or by an anniversary and how long before it begins."""

from collections.abc import Mapping

from scheduler.campaign.drafting import typed_units
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.reading import Reading
from scheduler.campaign.drafting.typed_leads import read_lead
from scheduler.campaign.drafting.written import Kind
from scheduler.language import _

_DAYS = ("first_day", "last_day")


def read_phase(reading: Reading) -> dict[str, object]:
    """Its values. An anniversary gives the last day where none is typed, and with a lead the first one too."""
    known = _known(reading.around)
    named = _anniversary(reading, known)
    days = {name: reading.day(name) if reading.text(name) or not named else None for name in _DAYS}
    given = reading.given("anniversaries")
    return {
        "title": reading.title() if not named or reading.text("title") else None,
        **days,
        "anniversary": named,
        "lead": _lead(reading, named),
        "anniversaries": reading.read("anniversaries", lambda: typed_units.ids(given, known)),
        "notices": "none" if reading.listed("notices") else None,
    }


def _known(around: Around) -> Mapping[str, str]:
    catalogue = {one: entry.name_vi for one, entry in around.installation.catalogue.items()}
    own = {one.key: one.title for one in around.standing if one.kind is Kind.OCCASION}
    return catalogue | own


def _anniversary(reading: Reading, known: Mapping[str, str]) -> object:
    if reading.stays("anniversary"):
        return reading.was.get("anniversary")
    typed = reading.text("anniversary")
    return reading.read("anniversary", lambda: typed_units.id_of(typed, known)) if typed else None


def _lead(reading: Reading, named: object) -> object:
    if reading.stays("anniversary", "lead", "first_day"):
        return reading.was.get("lead")
    typed = reading.text("lead")
    if not reading.text("anniversary"):
        if typed:
            reading.fault("lead", _("Chỉ ghi khi cao điểm tính theo một ngày kỷ niệm."))
        return None
    if typed and reading.text("first_day"):
        told = _(
            "Đề nghị ghi một trong hai: ngày bắt đầu, hoặc bắt đầu trước ngày kỷ niệm bao lâu."
        )
        reading.fault("lead", told)
        return None
    if not typed and not reading.text("first_day"):
        told = _("Đề nghị ghi bắt đầu trước ngày kỷ niệm bao lâu. Ví dụ: {example}.")
        reading.fault("lead", told.format(example="30 ngày"))
    return reading.read("lead", lambda: read_lead(typed)) if typed else None
