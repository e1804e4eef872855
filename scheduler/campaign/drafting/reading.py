"""A form while it is read: what is not understood is gathered, and told at once."""

from collections.abc import Callable

from scheduler.campaign.drafting import typed_units
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.forms import Form
from scheduler.campaign.drafting.typed_days import read_day
from scheduler.campaign.drafting.typed_dues import read_due
from scheduler.campaign.drafting.written import Values
from scheduler.definition.blanks import as_line
from scheduler.definition.models import DutyKind
from scheduler.errors import NotUnderstood, ValuesRefused
from scheduler.language import _
from scheduler.words.drafting import not_understood


class Reading:
    """One form, with the one that `was` shown and the values that one was made of (empty for something new)."""

    def __init__(self, form: Form, before: Form, around: Around, was: Values) -> None:
        self.around, self.was = around, was
        self._form, self._before = form, before
        self._faults: list[tuple[str, str]] = []

    def has(self, name: str) -> bool:
        """Whether the form has that field at all."""
        return name in self._form

    def text(self, name: str) -> str:
        """What a field holds, as one text."""
        given = self.given(name)
        return (given if isinstance(given, str) else " ".join(given)).strip()

    def given(self, name: str) -> str | list[str]:
        """What a field holds as it was sent."""
        found = self._form.get(name, "")
        return found if isinstance(found, str) else list(found)

    def listed(self, name: str) -> list[str]:
        """What a field holds, as names."""
        return typed_units.split(self.given(name))

    def lines(self, name: str) -> list[str]:
        """What a field holds, a line each."""
        given = self.given(name)
        text = given if isinstance(given, str) else "\n".join(given)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def stays(self, *names: str) -> bool:
        """Whether these fields say what they said before."""
        return bool(self._before) and not any(self.differs(name) for name in names)

    def differs(self, name: str) -> bool:
        """Whether that field says something else than the form that was shown, an empty one for something new.

        A field that was not sent is as it was.
        """
        if not self.has(name):
            return False
        now, before = _flat(self._form[name]), _flat(self._before.get(name, ""))
        return sorted(now) != sorted(before) if name in _TICKED else now != before

    def fault(self, name: str, sentence: str) -> None:
        """That field is wrong."""
        self._faults.append((name, sentence))

    def read(self, name: str, read: Callable[[], object]) -> object:
        """What is read of that field; None, and a fault, where it is not understood."""
        try:
            return read()
        except NotUnderstood as error:
            self.fault(name, not_understood(error))
            return None

    def tell(self) -> None:
        """Raises ValuesRefused with all faults there are."""
        if self._faults:
            raise ValuesRefused(tuple(self._faults))

    def title(self) -> object:
        """What it is called."""
        if self.stays("title") and self.was.get("title"):
            return self.was["title"]
        if not self.text("title"):
            self.fault("title", _("Đề nghị ghi tên gọi."))
        return self.text("title")

    def day(self, name: str) -> object:
        """One day."""
        if self.stays(name):
            return self.was.get(name)
        return self.read(name, lambda: read_day(self.text(name), self.around))

    def rule(self, name: str, kind: DutyKind) -> object:
        """Any rule for a day."""
        if self.stays(name):
            return self.was.get(name)
        return self.read(name, lambda: read_due(self.text(name), self.around, kind=kind))

    def origin(self, quote: str | None) -> object:
        """Where its day comes from: what was typed anew, who set it before all; else what stands; else `quote`."""
        given = [(field, key) for field, key in ORIGINS.items() if self.text(field)]
        changed = [one for one in given if self.differs(one[0])]
        chosen = changed or given
        if self.stays(*ORIGINS) and self.was.get("origin"):
            return self.was["origin"]
        if chosen:
            field, key = chosen[0]
            return {key: as_line(self.text(field))}
        held = self.was.get("origin")
        if isinstance(held, dict) and "set" not in held:
            return held
        if quote and quote.strip():
            return {"quoted": as_line(quote)}
        self.fault("decided", _("Đề nghị ghi ai ấn định ngày này."))
        return None


_TICKED = (
    "blocks",
    "heads",
    "kinds",
    "also",
    "proof",
)  # sent in the order in which they are offered
# In which field each kind of origin is asked for; of several typed at once the first is meant.
ORIGINS = {"decided": "set", "derived": "derived", "quoted": "quoted"}


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
