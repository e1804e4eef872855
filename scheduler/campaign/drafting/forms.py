"""The form of an item: what a person sees and types, from the values of the definition.

The fields of a form, all text unless said otherwise:

- field: `value` (a day as people type it for directive.issued_on)
- round, peak: `title`, `first_day`, `last_day` (days as people type them), `anniversaries` (ids, a list)
- occasion: `title`, `day`
- milestone: `title`, `day` (any rule for a day, or “không ghi ngày”)
- duty: `title`, `kind`, `due` (any rule), `who` (one of WHO), `units`, `blocks`, `kinds`, `except` (lists of names or
  ids, or texts with commas), `to` (a unit) or `outside` (the name of a body outside) with `via` (a unit), `proof` (a
  list of number, file, note), `form`, `channel` (texts, a line each)
- all but field and occasion: `decided`, who set the day; empty: the words of the document stand
"""

from collections.abc import Mapping, Sequence

from scheduler import language
from scheduler.campaign.drafting import rule_words
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.written import NEW, Kind, Values, model_of
from scheduler.dates.say import in_numbers
from scheduler.definition.models import Duty, DutyKind, Manner, Milestone, OneOff, Phase
from scheduler.definition.spans import day_in
from scheduler.definition.when import When

Form = Mapping[str, str | Sequence[str]]
WHO = ("all", "units", "blocks", "heads", "kinds")
UNDATED = "không ghi ngày"  # as `read_due` takes it, whatever language is spoken


def form_of(
    kind: Kind, key: str, values: Values | None, around: Around
) -> dict[str, str | list[str]]:
    """The form that says these values, as a person would type them; `values_of` with the same `was` gives them back.

    Without values, an empty form.
    """
    if values is None:
        return _empty(kind)
    if kind in (Kind.FIELD, Kind.UNPLACED, Kind.NOTE):
        value = values.get("value")
        return {"value": "" if value is None else str(value)}
    model = model_of(kind, {"id": key or NEW, **values})
    telling = Telling(None, around.installation, {one.key: one.title for one in around.standing})
    form: dict[str, str | list[str]] = {"title": str(values.get("title") or "")}
    origin = values.get("origin")
    form["decided"] = str(origin.get("set") or "") if isinstance(origin, dict) else ""
    if isinstance(model, Phase):
        year = around.calendar.year
        for name in ("first_day", "last_day"):
            day = day_in(getattr(model, name), year)
            form[name] = in_numbers(day) if day else str(values.get(name) or "")
        form["anniversaries"] = list(model.anniversaries)
    elif isinstance(model, OneOff):
        form["day"] = in_numbers(model.day)
    elif isinstance(model, Milestone):
        form["day"] = _typed(model.day, telling)
    elif isinstance(model, Duty):
        form |= _form_of_duty(model, telling)
    return form


def _empty(kind: Kind) -> dict[str, str | list[str]]:
    if kind is Kind.DUTY:
        return {"kind": str(DutyKind.REPORT), "who": "all", "proof": ["number", "file"], "to": ""}
    return {}


def _typed(rule: When | None, telling: Telling) -> str:
    """In the language in which dates are typed, whatever is spoken."""
    with language.use("vi"):
        return rule_words.rule(rule, telling.name) if rule else UNDATED


def _form_of_duty(duty: Duty, telling: Telling) -> dict[str, str | list[str]]:
    owed, to = duty.owed_by, duty.receiver
    manners = [one for one in duty.proof if isinstance(one, Manner)]
    who = "all" if owed.all else "units"
    for name, given in (
        ("blocks", owed.blocks),
        ("heads", owed.block_heads),
        ("kinds", owed.kinds),
    ):
        who = name if given else who
    blocks = owed.blocks or owed.block_heads
    return {
        "kind": str(duty.kind),
        "due": _typed(duty.due, telling),
        "who": who,
        "units": list(owed.ids),
        "blocks": [blocks] if isinstance(blocks, str) else list(blocks or ()),
        "kinds": list(owed.kinds),
        "except": list(owed.except_),
        "to": "" if to.name else str(to.unit),
        "outside": to.name or "",
        "via": to.via or "",
        "proof": [one for one in duty.proof if isinstance(one, str)],
        "form": "\n".join(one.form for one in manners if one.form),
        "channel": "\n".join(one.channel for one in manners if one.channel),
    }
