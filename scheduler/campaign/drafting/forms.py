"""The form of an item: what a person sees and types, from the values of the definition.

The fields of a form, all text unless said otherwise:

- field: `value` (a day as people type it for directive.issued_on)
- round, peak: `title`, `first_day`, `last_day` (days as people type them), or `anniversary` (an id) and `lead` (a
  length) in place of them, `anniversaries` (ids, a list), `notices` (a list: none)
- occasion: `title`, `day`
- milestone: `title`, `day` (any rule for a day, or “không ghi ngày”)
- duty: `title`, `kind`, `due` (any rule) or `pick` (one of `picked.rules`) with its blanks (`pick_day`, `pick_month`,
  `pick_period`, `pick_lead`, `pick_edge`, `pick_what`), `roll` (where it goes on a day off), `who` (one of WHO),
  `units`, `blocks`, `heads` (of blocks), `kinds`, `also` (all), `except` (lists of names or ids, or texts with commas),
  `to` (a unit) or `outside` (the name of a body outside), with `via` (a unit), `proof` (a list of number, file, note),
  `form`, `channel` (texts, a line each), `consolidation`, `cut_off` (lengths), `reminders` (a list of the policies, or
  OWN_LEADS with `leads`, a line each), `quoted`, `derived` (with `decided`: where its day comes from)
- all but field and occasion: `decided`, who set the day; empty: the words of the document stand
"""

import re
from collections.abc import Mapping, Sequence

from scheduler import language
from scheduler.campaign.drafting import events, rule_words
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.typed_days import in_small_letters
from scheduler.campaign.drafting.written import NEW, Kind, Values, model_of
from scheduler.dates.say import in_numbers
from scheduler.definition.models import Audience, Duty, DutyKind, Manner, Milestone, OneOff, Phase
from scheduler.definition.spans import Span, day_in
from scheduler.definition.when import When
from scheduler.errors import NotUnderstood

Form = Mapping[str, str | Sequence[str]]
WHO = ("all", "units", "blocks", "heads", "kinds", "several")
OWN_LEADS = "*"  # no list of the policies is called so
_LONG = 200  # letters: a title that leaves no room for the rest of a line
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
    form: dict[str, str | list[str]] = {"title": str(values.get("title") or "")}
    origin = values.get("origin")
    form["decided"] = str(origin.get("set") or "") if isinstance(origin, dict) else ""
    if isinstance(model, Phase):
        year = around.calendar.year
        for name in ("first_day", "last_day"):
            day = day_in(getattr(model, name), year)
            form[name] = in_numbers(day) if day else str(values.get(name) or "")
        form["anniversaries"] = list(model.anniversaries)
        form["anniversary"] = model.anniversary or ""
        form["lead"] = _typed_lead(model.lead)
        form["notices"] = ["none"] if model.notices else []
    elif isinstance(model, OneOff):
        form["day"] = in_numbers(model.day)
    elif isinstance(model, Milestone):
        form["day"] = _typed(model.day, around)
    elif isinstance(model, Duty):
        form |= _form_of_duty(model, around)
    return form


def _empty(kind: Kind) -> dict[str, str | list[str]]:
    if kind is Kind.DUTY:
        return {
            "kind": str(DutyKind.REPORT),
            "who": "all",
            "proof": ["number", "file"],
            "to": "",
            "reminders": "default",
        }
    return {}


def _typed(rule: When | None, around: Around) -> str:
    """In the language in which dates are typed, whatever is spoken."""
    with language.use("vi"):
        return rule_words.rule(rule, _namer(around)) if rule else UNDATED


def _namer(around: Around) -> rule_words.Name:
    """Names things by what they are called, as far as that is read back as the same; else by the id."""
    titles = {one.key: one.title for one in around.standing}

    def name(id_: str) -> str:
        entry = around.installation.catalogue.get(id_)
        title = titles.get(id_) or (entry.name_vi if entry else "")
        try:
            odd = len(title) > _LONG or re.search("[“”]", title)
            known = not odd and events.found(in_small_letters(title), around)
        except NotUnderstood:
            return id_
        return title if known == id_ else id_

    return name


def _form_of_duty(duty: Duty, around: Around) -> dict[str, str | list[str]]:
    to, due = duty.receiver, duty.due
    manners = [one for one in duty.proof if isinstance(one, Manner)]
    named = isinstance(duty.reminders, str)
    return {
        "kind": str(duty.kind),
        "due": _typed(due, around),
        "roll": (due.roll if due else None) or "",
        **_form_of_audience(duty.owed_by),
        "to": "" if to.name else str(to.unit),
        "outside": to.name or "",
        "via": to.via or "",
        "proof": [one for one in duty.proof if isinstance(one, str)],
        "form": "\n".join(one.form for one in manners if one.form),
        "channel": "\n".join(one.channel for one in manners if one.channel),
        "consolidation": _typed_lead(duty.consolidation),
        "cut_off": _typed_lead(duty.cut_off),
        "reminders": str(duty.reminders) if named else OWN_LEADS,
        "leads": "" if named else "\n".join(_typed_lead(one) for one in _leads(duty)),
        "quoted": duty.origin.quoted or "",
        "derived": duty.origin.derived or "",
    }


def _leads(duty: Duty) -> tuple[Span, ...]:
    return duty.reminders if isinstance(duty.reminders, tuple) else ()


def _typed_lead(lead: Span | None) -> str:
    with language.use("vi"):
        return rule_words.lead(lead) if lead else ""


def _form_of_audience(owed: Audience) -> dict[str, str | list[str]]:
    """Who owes is named in one way, in several at once, or in none yet."""
    ways: dict[str, object] = {
        "all": owed.all,
        "blocks": owed.blocks,
        "heads": owed.block_heads,
        "kinds": owed.kinds,
        "units": owed.ids,
    }
    given = [name for name, value in ways.items() if value]
    who = given[0] if len(given) == 1 else "several" if given else ""
    blocks, heads = _list(owed.blocks), _list(owed.block_heads)
    return {
        "who": who,
        "also": ["all"] if owed.all and who == "several" else [],
        "units": list(owed.ids),
        "blocks": heads if who == "heads" else blocks,
        "heads": heads if who == "several" else [],
        "kinds": list(owed.kinds),
        "except": list(owed.except_),
    }


def _list(blocks: str | tuple[str, ...] | None) -> list[str]:
    return [blocks] if isinstance(blocks, str) else list(blocks or ())
