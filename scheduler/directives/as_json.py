"""A directive as JSON of schema “directive-1”."""

import unicodedata
from datetime import date

from scheduler.directives.model import (
    Commemoration,
    Note,
    ReadDirective,
    ReadDuty,
    ReadMilestone,
    ReadOccasion,
    ReadPeriod,
    ReadPhase,
    ReadValue,
    Window,
)  # fmt: skip
from scheduler.directives.page.view import Quote
from scheduler.language import _

SCHEMA = "directive-1"
Json = dict[str, object]


def to_json(directive: ReadDirective) -> Json:
    """Plain values, ready for `json.dumps`; quotes follow the file, everything else is NFC."""
    header = directive.header
    more: Json = {"last_year": directive.last_year} if directive.last_year else {}
    if directive.occasions:
        more["occasions"] = [_occasion(one) for one in directive.occasions]
    return more | {
        "schema": SCHEMA,
        "file": directive.file,
        "source_kind": directive.source_kind.value,
        "header": {name: _read(value) for name, value in vars(header).items()},
        "campaign_period": _period(directive.campaign_period),
        "phases": [_phase(span) for span in directive.phases],
        "peaks": [_peak(span) for span in directive.peaks],
        "anniversaries": [_anniversary(one) for one in directive.anniversaries],
        "deadlines": [_deadline(one) for one in directive.deadlines],
        "milestones": [_milestone(one) for one in directive.milestones],
        "notes": [*map(_note, directive.notes), *map(_not_understood, directive.unplaced)],
    }


def _text(value: str | None) -> str | None:
    return None if value is None else unicodedata.normalize("NFC", value)


def _quote(quote: Quote | None) -> Json | None:
    return None if quote is None else {"quote": quote.quote, "offset": quote.offset}


def _read(read: ReadValue) -> Json:
    value = _text(read.value) if isinstance(read.value, str) else read.value
    return {"value": value, "evidence": _quote(read.evidence)}


def _period(period: ReadPeriod | None) -> Json | None:
    if period is None:
        return None
    return {
        "start": period.start,
        "end": period.end,
        "end_text": _text(period.end_text),
        "evidence": _quote(period.evidence),
    }


def _phase(span: ReadPhase) -> Json:
    return {
        "id": span.id, "ordinal": span.ordinal, "label": _text(span.name), "start": span.start, "end": span.end,
        "anniversaries": list(span.anniversaries), "evidence": _quote(span.evidence),
    }  # fmt: skip


def _peak(span: ReadPhase) -> Json:
    return {
        "id": span.id, "name": _text(span.name), "start": span.start, "end": span.end,
        "anniversaries": list(span.anniversaries), "evidence": _quote(span.evidence),
    }  # fmt: skip


def _anniversary(one: Commemoration) -> Json:
    return {
        "id": one.id, "name": _text(one.name), "historical_date": one.historical_date,
        "commemorated_date": one.commemorated_date, "ordinal": one.ordinal, "tied_to": list(one.tied_to),
        "evidence": _quote(one.evidence),
    }  # fmt: skip


def _deadline(one: ReadDuty) -> Json:
    due = (
        {"from": one.due.first, "to": one.due.last, "text": _text(one.due.text)}
        if isinstance(one.due, Window)
        else one.due
    )
    said: Json = {
        "id": one.id, "kind": one.kind.value, "what": _text(one.what), "due": due, "who": _text(one.who),
        "to_whom": _text(one.to_whom), "evidence": _quote(one.evidence),
    }  # fmt: skip
    for name in ("bound", "recurrence", "relative", "time", "due_text"):
        value = getattr(one, name)
        if value is not None:
            said[name] = _text(value)
    if one.either:
        said["either"] = [_days(*days) for days in one.either]
    return said | _manner(one)


def _days(first: date, last: date) -> object:
    return (
        first.isoformat() if first == last else {"from": first.isoformat(), "to": last.isoformat()}
    )


def _manner(one: ReadDuty) -> Json:
    """What it waits for, what is left out, how it is sent: each only where the text says so."""
    said: Json = {}
    if one.tie:
        told = {
            "kind": one.tie.kind.value,
            "to": _text(one.tie.to) or None,
            one.tie.unit or "": one.tie.count,
        }
        said["rule"] = {key: value for key, value in told.items() if key and value is not None}
    if one.left_out:
        said["except"] = [
            {"period": left.period, "part_of": _text(left.other)} for left in one.left_out
        ]
    for name, words in (("forms", one.forms), ("channels", one.channels)):
        if words:
            said[name] = [_text(word) for word in words]
    return said


def _milestone(one: ReadMilestone) -> Json:
    return {
        "id": one.id,
        "name": _text(one.name),
        "date": {"from": one.date, "to": one.until} if one.until else one.date,
        "evidence": _quote(one.evidence),
    }


def _occasion(one: ReadOccasion) -> Json:
    return {"name": _text(one.name), "day": one.day, "evidence": _quote(one.evidence)}


def _note(one: Note) -> Json:
    return {"kind": one.kind, "text": _text(one.text), "evidence": _quote(one.evidence)}


def _not_understood(one: Note) -> Json:
    """What is asked and became no item is missing from the answer: the schema has no kind of its own for it."""
    words = _("Chưa hiểu: {words}").format(words=one.text)
    return {"kind": "missing", "text": _text(words), "evidence": _quote(one.evidence)}
