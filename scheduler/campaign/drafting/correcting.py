"""What a form says becomes values of the definition: days as people speak, units by name or id. Nothing is guessed."""

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.forms import Form, form_of
from scheduler.campaign.drafting.reading import Reading
from scheduler.campaign.drafting.typed_days import read_day
from scheduler.campaign.drafting.typed_duty import read_duty
from scheduler.campaign.drafting.typed_phase import read_phase
from scheduler.campaign.drafting.written import Kind, Values
from scheduler.definition.models import DutyKind

_KEPT_EMPTY = ("due", "proof")  # of a duty: what is left out means something else


def values_of(
    kind: Kind,
    key: str,
    form: Form,
    around: Around,
    *,
    was: Values | None = None,
    quote: str | None = None,
) -> dict[str, object]:
    """The values of the definition that a form says, without the id.

    `was`: the values the form was made of; a field that says the same as before stays as it was written. `quote`: the
    words of the document, for something new. Raises ValuesRefused with every field that was not understood; whether
    the values make sense together is judged by the deed that writes them.
    """
    if kind in (Kind.FIELD, Kind.UNPLACED, Kind.NOTE):
        return _field(Reading(form, {}, around, {}), key)
    before = form_of(kind, key, was, around) if was is not None else {}
    return _entry(Reading(form, before, around, was or {}), kind, quote)


def _field(reading: Reading, key: str) -> dict[str, object]:
    """The value of one field of the head."""
    typed = reading.text("value")
    if key != "directive.issued_on" or not typed or len(typed) == len("2024-01"):
        return {"value": typed or None}
    value = reading.read("value", lambda: read_day(typed, reading.around))
    reading.tell()
    return {"value": value}


def _entry(reading: Reading, kind: Kind, quote: str | None) -> dict[str, object]:
    """The values of an entry of a list."""
    read = {
        Kind.ROUND: read_phase,
        Kind.PEAK: read_phase,
        Kind.OCCASION: _occasion,
        Kind.MILESTONE: _milestone,
        Kind.DUTY: read_duty,
    }[kind]
    peak = {"kind": str(kind)} if kind is Kind.PEAK else {}
    values = {**reading.was, **peak, **read(reading)}
    if kind is not Kind.OCCASION:
        values["origin"] = reading.origin(quote)
    reading.tell()
    kept = _KEPT_EMPTY if kind is Kind.DUTY else ()
    was = reading.was
    return {
        key: value
        for key, value in values.items()
        if value not in (None, [], {}) or key in kept or (key in was and was[key] == value)
    }


def _occasion(reading: Reading) -> dict[str, object]:
    return {"title": reading.title(), "day": reading.day("day")}


def _milestone(reading: Reading) -> dict[str, object]:
    return {"title": reading.title(), "day": reading.rule("day", DutyKind.FINAL)}
