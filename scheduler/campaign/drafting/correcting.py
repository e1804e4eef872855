"""What a form says becomes values of the definition: days as people speak, units by name or id. Nothing is guessed."""

from collections.abc import Callable, Mapping

from scheduler.campaign.drafting import typed_units
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.forms import Form, form_of
from scheduler.campaign.drafting.typed_days import read_day
from scheduler.campaign.drafting.typed_dues import read_due
from scheduler.campaign.drafting.written import Kind, Values
from scheduler.definition.blanks import as_line
from scheduler.definition.models import DutyKind
from scheduler.errors import NotUnderstood, ValuesRefused
from scheduler.language import _
from scheduler.words.drafting import not_understood


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
        return _Reading(form, {}, around, {}).field(key)
    before = form_of(kind, key, was, around) if was is not None else {}
    reading = _Reading(form, before, around, was or {})
    return reading.entry(kind, quote)


class _Reading:
    """One form while it is read; what is not understood is gathered, and told at once."""

    def __init__(self, form: Form, before: Form, around: Around, was: Values) -> None:
        self._form, self._before, self._around, self._was = form, before, around, was
        self._faults: list[tuple[str, str]] = []

    def field(self, key: str) -> dict[str, object]:
        """The value of one field of the head."""
        typed = self._text("value")
        if key != "directive.issued_on" or not typed or len(typed) == len("2024-01"):
            return {"value": typed or None}
        value = self._read("value", lambda: read_day(typed, self._around))
        self._tell()
        return {"value": value}

    def entry(self, kind: Kind, quote: str | None) -> dict[str, object]:
        """The values of an entry of a list."""
        read = {
            Kind.ROUND: self._phase,
            Kind.PEAK: self._phase,
            Kind.OCCASION: self._occasion,
            Kind.MILESTONE: self._milestone,
            Kind.DUTY: self._duty,
        }[kind]
        values = {**self._was, **({"kind": str(kind)} if kind is Kind.PEAK else {}), **read()}
        if kind is not Kind.OCCASION:
            values["origin"] = self._origin(quote)
        self._tell()
        due = {"due": values["due"]} if kind is Kind.DUTY else {}
        return {key: value for key, value in values.items() if self._is_said(key, value)} | due

    def _is_said(self, key: str, value: object) -> bool:
        """Whether it says something, or says nothing as it did before."""
        return value not in (None, [], {}) or (key in self._was and self._was[key] == value)

    def _tell(self) -> None:
        if self._faults:
            raise ValuesRefused(tuple(self._faults))

    def _text(self, name: str) -> str:
        given = self._form.get(name, "")
        return (given if isinstance(given, str) else " ".join(given)).strip()

    def _list(self, name: str) -> list[str]:
        return typed_units.split(self._form.get(name, ""))

    def _stays(self, *names: str) -> bool:
        """Whether these fields say what they said before."""
        if not self._before:
            return False
        return all(_same(self._form.get(name, ""), self._before.get(name, "")) for name in names)

    def _read(self, name: str, read: Callable[[], object]) -> object:
        try:
            return read()
        except NotUnderstood as error:
            self._faults.append((name, not_understood(error)))
            return None

    def _title(self) -> str:
        title = self._text("title")
        if not title:
            self._faults.append(("title", _("Đề nghị ghi tên gọi.")))
        return title

    def _day(self, name: str) -> object:
        if self._stays(name):
            return self._was.get(name)
        return self._read(name, lambda: read_day(self._text(name), self._around))

    def _phase(self) -> dict[str, object]:
        days = {
            name: self._day(name)
            for name in ("first_day", "last_day")
            if self._text(name) or "anniversary" not in self._was
        }
        known = {
            **{one: entry.name_vi for one, entry in self._around.installation.catalogue.items()},
            **{one.key: one.title for one in self._around.standing if one.kind is Kind.OCCASION},
        }
        given = self._form.get("anniversaries", "")
        named = self._read("anniversaries", lambda: typed_units.ids(given, known))
        title = self._title() if "anniversary" not in self._was else self._text("title") or None
        return {"title": title, **days, "anniversaries": named}

    def _occasion(self) -> dict[str, object]:
        return {"title": self._title(), "day": self._day("day")}

    def _milestone(self) -> dict[str, object]:
        return {"title": self._title(), "day": self._rule("day", DutyKind.FINAL)}

    def _rule(self, name: str, kind: DutyKind) -> object:
        if self._stays(name):
            return self._was.get(name)
        return self._read(name, lambda: read_due(self._text(name), self._around, kind=kind))

    def _duty(self) -> dict[str, object]:
        kind = self._text("kind")
        known = kind if kind in {str(one) for one in DutyKind} else DutyKind.REPORT
        return {
            "title": self._title(),
            "kind": kind,
            "due": self._rule("due", DutyKind(known)),
            "owed_by": self._owed_by(),
            "to": self._to(),
            "proof": self._proof(),
        }

    def _owed_by(self) -> object:
        if self._stays("who", "units", "blocks", "kinds", "except"):
            return self._was.get("owed_by")
        units = self._around.receivers
        owing = self._owing(self._text("who"), units)
        apart = self._read("except", lambda: typed_units.ids(self._form.get("except", ""), units))
        return {**owing, "except": apart} if apart else owing

    def _owing(self, who: str, units: Mapping[str, str]) -> dict[str, object]:
        if who == "all":
            return {"all": True}
        if who == "heads":
            return {"block_heads": self._blocks()}
        if who == "blocks":
            return {"blocks": self._blocks()}
        if who == "kinds":
            return {"kinds": self._named("kinds", {one: one for one in self._around.kinds})}
        return {"ids": self._named("units", units)}

    def _blocks(self) -> object:
        if not self._list("blocks") or self._list("blocks") == ["all"]:
            return "all"
        return self._named("blocks", self._around.blocks)

    def _named(self, name: str, known: Mapping[str, str]) -> object:
        if not self._list(name):
            self._faults.append((name, _("Đề nghị chọn ít nhất một.")))
            return None
        return self._read(name, lambda: typed_units.ids(self._form.get(name, ""), known))

    def _to(self) -> object:
        if self._stays("to", "outside", "via"):
            return self._was.get("to")
        outside, via = self._text("outside"), self._text("via")
        units = self._around.receivers
        if outside:
            through = self._read("via", lambda: typed_units.id_of(via, units)) if via else None
            return {"name": outside, **({"via": through} if through else {})}
        if not self._text("to"):
            self._faults.append(("to", _("Đề nghị ghi nơi nhận.")))
            return None
        return self._read("to", lambda: typed_units.id_of(self._text("to"), units))

    def _proof(self) -> object:
        if self._stays("proof", "form", "channel"):
            return self._was.get("proof")
        manners = [{name: line} for name in ("form", "channel") for line in self._lines(name)]
        return [*self._list("proof"), *manners] or None

    def _lines(self, name: str) -> list[str]:
        given = self._form.get(name, "")
        text = given if isinstance(given, str) else "\n".join(given)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _origin(self, quote: str | None) -> object:
        """Who set the day, where one is named; else the words of the document."""
        if decided := self._text("decided"):
            return {"set": decided}
        held = self._was.get("origin")
        if isinstance(held, dict) and "set" not in held:
            return held
        if quote and quote.strip():
            return {"quoted": as_line(quote)}
        self._faults.append(("decided", _("Đề nghị ghi ai ấn định ngày này.")))
        return None


def _same(one: object, other: object) -> bool:
    return _flat(one) == _flat(other)


def _flat(value: object) -> tuple[str, ...]:
    """The words of a field, whether it is a text or a list."""
    texts = (
        [value]
        if isinstance(value, str)
        else list(value)
        if isinstance(value, list | tuple)
        else []
    )
    return tuple(" ".join(text.split()) for text in texts if text.strip())
