"""The head of a definition as one form: its fields and lists of sentences, of which those that differ are written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.forms import form_of
from scheduler.campaign.drafting.written import FIELDS, Kind, judge
from scheduler.campaign.editing import deeds
from scheduler.campaign.editing.doing import Changed
from scheduler.campaign.editing.working import Working, working_of
from scheduler.definition.blanks import as_line
from scheduler.definition.models import Definition
from scheduler.definition.tree import Path
from scheduler.errors import ValuesRefused
from scheduler.language import _
from scheduler.store.tables import Draft

ZONE, NOTES = "timezone", "notes"
_KEYS = (*FIELDS, ZONE, NOTES)
_NEEDED = ("campaign", "title", "directive.issuer")
_A_MONTH = len("2024-01")
Typed = Mapping[str, str]


def holds(field: str) -> bool:
    """Whether the form holds that field of a definition, or part of it."""
    return field in _KEYS or field == "directive"


def typed_of(working: Working, around: Around) -> dict[str, str]:
    """What the form holds: the fields by their keys, as a person would type them; notes a line each."""
    held = {one.key: one.values for one in working.view.items if one.kind is Kind.FIELD}
    typed = {}
    for key in FIELDS:
        value = form_of(Kind.FIELD, key, held.get(key, {}), around)["value"]
        typed[key] = value if isinstance(value, str) else ""
    notes = working.values.get(NOTES)
    lines = [one for one in notes if isinstance(one, str)] if isinstance(notes, list) else []
    zone = working.values.get(ZONE) or Definition.model_fields[ZONE].default
    return {**typed, ZONE: str(zone), NOTES: "\n".join(lines)}


def read(typed: Typed, was: Typed, around: Around) -> dict[str, object]:
    """The values of what differs from `was`, by key; None: it is left out. Raises ValuesRefused with all faults."""
    values: dict[str, object] = {}
    faults: list[tuple[str, str]] = []
    for key in _KEYS:
        if _words(typed.get(key, "")) == _words(was.get(key, "")):
            continue
        try:
            values[key] = _value(key, typed.get(key, ""), around)
        except ValuesRefused as error:
            faults += [(key, sentence) for _field, sentence in error.faults]
    if faults:
        raise ValuesRefused(tuple(faults))
    return values


def write(
    session: Session,
    draft: Draft,
    revision: int,
    values: Mapping[str, object],
    *,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """Those values, each as a deed of its own. Raises DraftChanged where somebody changed one of them meanwhile."""
    done = Changed(working_of(draft))
    lost: list[str] = []
    for path, value in _paths(done.working, values):
        done = deeds.write_field(
            session, draft, revision, path, value, by=by, now=now, lost_is_known=lost_is_known
        )
        lost += done.lost
    return Changed(done.working, "", tuple(lost))


def _paths(working: Working, values: Mapping[str, object]) -> Iterator[tuple[Path, object]]:
    """Where each stands; a day of issue takes the place of a month, and the other way round."""
    for key, value in values.items():
        if key != "directive.issued_on":
            yield tuple(key.split(".")), value
            continue
        is_month = isinstance(value, str) and len(value) == _A_MONTH
        yield ("directive", "issued_in"), value if is_month else None
        yield ("directive", "issued_on"), None if is_month else value


def _value(key: str, typed: str, around: Around) -> object:
    if key == NOTES:
        lines: Sequence[str] = [as_line(line) for line in typed.splitlines() if line.strip()]
        return list(lines) or None
    if key == ZONE:
        return _zone(typed.strip())
    if not typed.strip() and key in _NEEDED:
        raise ValuesRefused(((key, _("Đề nghị ghi mục này.")),))
    values = values_of(Kind.FIELD, key, {"value": typed}, around)
    if values["value"] is not None:
        judge(Kind.FIELD, key, values)
    return values["value"]


def _zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError):
        told = _("Không có múi giờ “{zone}”. Ví dụ: Asia/Ho_Chi_Minh.").format(zone=name)
        raise ValuesRefused(((ZONE, told),)) from None


def _words(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
