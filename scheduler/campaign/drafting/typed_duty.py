"""What the form of a duty says becomes its values: when, who, to whom, with what, and how people are reminded."""

from collections.abc import Mapping

from scheduler.campaign.drafting import typed_units
from scheduler.campaign.drafting.forms import OWN_LEADS
from scheduler.campaign.drafting.picked import read_picked
from scheduler.campaign.drafting.reading import Reading
from scheduler.campaign.drafting.typed_leads import read_lead
from scheduler.campaign.drafting.written import who_is_missing
from scheduler.definition.models import DutyKind
from scheduler.definition.when import ON_REQUEST
from scheduler.language import _

_TIED = ("part_of", "same_as")  # have no day of their own to be moved
# Which lists each way to name who owes leans on.
_LISTS = {
    "all": (),
    "blocks": ("blocks",),
    "heads": ("blocks",),
    "kinds": ("kinds",),
    "units": ("units",),
    "several": ("also", "blocks", "heads", "kinds", "units"),
}


def read_duty(reading: Reading) -> dict[str, object]:
    """Its values but for the origin."""
    kind = reading.text("kind")
    known = kind if kind in {str(one) for one in DutyKind} else DutyKind.REPORT
    proof = _proof(reading)
    return {
        "title": reading.title(),
        "kind": kind,
        "due": _due(reading, DutyKind(known)),
        "owed_by": _owed_by(reading),
        "to": _to(reading),
        **({} if proof is None else {"proof": proof}),
        "consolidation": _lead(reading, "consolidation"),
        "cut_off": _lead(reading, "cut_off"),
        "reminders": _reminders(reading),
    }


def _due(reading: Reading, kind: DutyKind) -> object:
    """What was typed, else what was picked from the rules; with where it goes on a day off."""
    picked = reading.text("pick") and (not reading.text("due") or reading.stays("due"))
    if not picked and reading.stays("due", "roll"):
        return reading.was.get("due")
    rule = read_picked(reading) if picked else reading.rule("due", kind)
    rule = {ON_REQUEST: True} if rule == ON_REQUEST else rule
    if not isinstance(rule, dict) or not reading.has("roll"):
        return rule
    roll = reading.text("roll")
    if reading.stays("roll") and any(key in rule for key in _TIED):
        roll = ""
    rest = {key: value for key, value in rule.items() if key != "roll"}
    return {**rest, **({"roll": roll} if roll else {})}


def _owed_by(reading: Reading) -> object:
    if reading.stays("who", "units", "blocks", "heads", "kinds", "also", "except"):
        return reading.was.get("owed_by")
    who = reading.text("who") or ("units" if reading.listed("units") else "")
    if not who:
        reading.fault("who", who_is_missing())
        return None
    _require_meant(reading, who)
    owing = _owing(reading, who)
    apart = _units(reading, "except", "except")
    return {**owing, "except": apart} if apart else owing


def _require_meant(reading: Reading, who: str) -> None:
    """What was written into a list that the way chosen does not look at is told, not passed over."""
    if reading.differs("who") and who != "all":
        return
    unused = ("blocks", "heads", "kinds", "units")
    for name in unused:
        if name not in _LISTS.get(who, ()) and reading.listed(name) and reading.differs(name):
            told = _("Đã ghi ở đây mà “Nơi thực hiện” chọn cách khác: đề nghị chọn lại, hoặc xóa.")
            reading.fault(name, told)


def _owing(reading: Reading, who: str) -> dict[str, object]:
    if who == "several":
        return _several(reading)
    if who == "all":
        return {"all": True}
    if who == "heads":
        return {"block_heads": _blocks(reading, "blocks")}
    if who == "blocks":
        return {"blocks": _blocks(reading, "blocks")}
    if who == "kinds":
        return {"kinds": _named(reading, "kinds", dict.fromkeys(reading.around.kinds, ""))}
    return {"ids": _named(reading, "units", reading.around.receivers)}


def _several(reading: Reading) -> dict[str, object]:
    """All that is ticked and written, together."""
    kinds = dict.fromkeys(reading.around.kinds, "")
    given = {
        "all": True if reading.listed("also") else None,
        "blocks": _blocks(reading, "blocks") if reading.listed("blocks") else None,
        "block_heads": _blocks(reading, "heads") if reading.listed("heads") else None,
        "kinds": _named(reading, "kinds", kinds) if reading.listed("kinds") else None,
        "ids": _units(reading, "units", "ids"),
    }
    if not any(given.values()):
        reading.fault("who", _("Đề nghị chọn ít nhất một."))
    return {key: value for key, value in given.items() if value}


def _blocks(reading: Reading, name: str) -> object:
    if not reading.listed(name) or reading.listed(name) == ["all"]:
        return "all"
    return _named(reading, name, reading.around.blocks)


def _named(reading: Reading, name: str, known: Mapping[str, str]) -> object:
    if not reading.listed(name):
        reading.fault(name, _("Đề nghị chọn ít nhất một."))
        return None
    if name == "units":
        return _units(reading, name, "ids")
    return reading.read(name, lambda: typed_units.ids(reading.given(name), known))


def _units(reading: Reading, name: str, key: str) -> object:
    """Ids of units; as they were written where nobody touched them, also of one that is no more."""
    held = reading.was.get("owed_by")
    if reading.stays(name) and isinstance(held, Mapping):
        return held.get(key)
    known = reading.around.receivers
    return reading.read(name, lambda: typed_units.ids(reading.given(name), known))


def _to(reading: Reading) -> object:
    if reading.stays("to", "outside", "via"):
        return reading.was.get("to")
    to, outside = reading.text("to"), reading.text("outside")
    via = {"via": _unit(reading, "via")} if reading.text("via") else {}
    if outside and to and reading.differs("to") == reading.differs("outside"):
        reading.fault("outside", _("Chỉ ghi một nơi nhận: một đơn vị, hoặc nơi nhận ở ngoài."))
    if outside and not (to and reading.differs("to")):
        return {"name": outside, **via}
    if not to:
        reading.fault("to", _("Đề nghị ghi nơi nhận."))
        return None
    unit = _unit(reading, "to")
    return {"unit": unit, **via} if via else unit


def _unit(reading: Reading, name: str) -> object:
    known = reading.around.receivers
    return reading.read(name, lambda: typed_units.id_of(reading.text(name), known))


def _proof(reading: Reading) -> object:
    if reading.stays("proof", "form", "channel") or not reading.has("proof"):
        return reading.was.get("proof")
    manners = [{name: line} for name in ("form", "channel") for line in reading.lines(name)]
    return [*reading.listed("proof"), *manners]


def _lead(reading: Reading, name: str) -> object:
    if reading.stays(name) or not reading.has(name):
        return reading.was.get(name)
    typed = reading.text(name)
    return reading.read(name, lambda: read_lead(typed)) if typed else None


def _reminders(reading: Reading) -> object:
    """A list of the policies by name, or leads of its own."""
    chosen = reading.text("reminders")
    if not chosen or reading.stays("reminders", "leads"):
        return reading.was.get("reminders")
    if chosen == OWN_LEADS:
        return _leads(reading)
    if reading.listed("leads") and reading.differs("leads") and not reading.differs("reminders"):
        told = _("Đã ghi ở đây mà “Nhắc” chọn cách khác: đề nghị chọn “nhắc riêng”, hoặc xóa.")
        reading.fault("leads", told)
    if chosen not in reading.around.installation.policies.reminders:
        told = _("Không có cách nhắc nào tên “{name}”.").format(name=chosen)
        reading.fault("reminders", told)
    return None if chosen == "default" else chosen


def _leads(reading: Reading) -> object:
    typed = reading.listed("leads")
    if not typed:
        reading.fault("leads", _("Đề nghị ghi ít nhất một khoảng thời gian."))
    return [reading.read("leads", lambda one=one: read_lead(one)) for one in typed]  # type: ignore[misc]
