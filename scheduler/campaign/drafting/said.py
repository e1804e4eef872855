"""What an item says, in full sentences: days with their weekday, as the plan would have them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from scheduler.campaign.drafting import rule_words
from scheduler.campaign.drafting.written import NEW, PARTS, Kind, Part, head_of, model_of
from scheduler.dates.say import say_day, say_moment, say_month, say_span
from scheduler.definition.models import Definition, Duty, Milestone, OneOff, Phase
from scheduler.definition.organisation import STANDING_BODY
from scheduler.definition.part_names import field_name as field_name  # said here too
from scheduler.definition.spans import day_in
from scheduler.errors import ThiDuaError
from scheduler.installation import Installation
from scheduler.language import _, again, ngettext
from scheduler.plan.days import Days
from scheduler.plan.occurrences import proof_code, roll_of
from scheduler.plan.reminders import due_instant
from scheduler.plan.times import Time
from scheduler.posts import Recipient
from scheduler.text import capital
from scheduler.words import due, origin, post, proof, receiver

_A_MONTH = len("2024-01")
_A_DAY = len("2024-01-15")
# Doubts are stored in Vietnamese, whoever began the draft.
_SAYS, _UNSAID = "theo văn bản: ", "văn bản không nói rõ"
_SHOWN = 4  # times of what comes again that are said one by one


def doubt(key: str, told: str) -> str:
    """A doubt of an item as a sentence that names what it is about."""
    named = {
        "due": _("Thời hạn"),
        "owed_by": _("Nơi thực hiện"),
        "to": _("Nơi nhận"),
        "first_day": _("Ngày bắt đầu"),
        "last_day": _("Ngày kết thúc"),
        "day": _("Ngày"),
        "anniversaries": _("Ngày kỷ niệm"),
    }.get(key)
    told = told.removeprefix(_SAYS) if told.startswith(f"{_SAYS}{_UNSAID}") else told
    told = again(told)
    told = told.replace(_("đề nghị ghi mã đơn vị theo danh sách"), _("đề nghị chọn đơn vị"))
    return f"{named}: {told}." if named else f"{capital(told).removesuffix('.')}."


@dataclass(frozen=True)
class Telling:
    """Says what the items of one draft mean. Days are counted as far as the draft tells them yet."""

    definition: Definition | None
    installation: Installation
    titles: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        parts: Sequence[Part],
        installation: Installation,
        *,
        units: Mapping[str, str],
        blocks: Mapping[str, str] | None = None,
    ) -> "Telling":
        """For the parts of a draft that stand; `units` and `blocks` are names by id."""
        titles = {one.key: str(one.values.get("title") or one.key) for one in parts}
        return cls(_known(parts), installation, titles, units, blocks or {})

    def title(self, part: Part) -> str:
        """What the item is called."""
        if part.kind is Kind.FIELD:
            return field_name(part.key)
        if part.kind is Kind.UNPLACED:
            return _("Chưa hiểu")
        if part.kind is Kind.NOTE:
            return _("Lưu ý")
        named = str(part.values.get("anniversary") or "")
        return str(part.values.get("title") or self._anniversary(named) or part.key)

    def says(self, part: Part) -> Iterator[str]:
        """What was understood, a sentence each."""
        if part.kind in (Kind.FIELD, Kind.UNPLACED, Kind.NOTE):
            value = _value(part.values.get("value"))
            yield again(value) if part.kind is Kind.NOTE else value
            return
        try:
            model = model_of(part.kind, {"id": part.key or NEW, **part.values})
        except ValueError:
            return
        if isinstance(model, Phase):
            yield from self._phase(model)
        elif isinstance(model, OneOff):
            yield capital(say_day(model.day))
        elif isinstance(model, Milestone):
            yield self._milestone(model)
        elif isinstance(model, Duty):
            yield from self.duty(model)

    @cached_property
    def _days(self) -> Days | None:
        if self.definition is None:
            return None
        return Days(
            self.definition,
            catalogue=self.installation.catalogue,
            calendar=self.installation.calendar,
            rolls=self.installation.policies.roll,
        )

    def _phase(self, one: Phase) -> Iterator[str]:
        year = self.definition.year if self.definition else None
        first, last = day_in(one.first_day, year), day_in(one.last_day, year)
        if first and last and first <= last:
            yield capital(say_span(first, last))
        elif one.anniversary is None or one.fault():
            yield _("Bắt đầu: {first}; kết thúc: {last}").format(
                first=due.day(first), last=due.day(last)
            )
        elif self._days and (stretch := self.stretch(one.id)):
            yield capital(say_span(*stretch))
        if names := [self._anniversary(name) or name for name in one.anniversaries]:
            yield _("Chào mừng: {names}").format(names=rule_words.listed(names))

    def _milestone(self, one: Milestone) -> str:
        if one.day is None:
            return _("Chưa ấn định ngày")
        stretch = self.stretch(one.id)
        words = capital(rule_words.rule(one.day, self.name))
        return capital(say_span(*stretch)) if stretch else words

    def duty(self, one: Duty) -> Iterator[str]:
        """When, who, to whom, with what."""
        yield from self._when(one)
        owed = rule_words.owing(
            one.owed_by, unit=self.unit, block=lambda id_: self.blocks.get(id_, id_)
        ) or _("văn bản không nói rõ")
        yield _("Nơi thực hiện: {units}").format(units=owed)
        to = one.receiver
        whom = receiver.named(
            self.unit(to.collects),
            to.name or (self.unit(to.unit) if to.unit and to.is_for_another else ""),
        )
        yield _("Nơi nhận: {unit}").format(unit=whom)
        yield _("Cần gửi: {proof}").format(proof=proof.listed(map(proof_code, one.proof)))

    def _when(self, one: Duty) -> Iterator[str]:
        if one.due is None:
            yield _("Văn bản không ghi thời hạn; chờ ấn định")
            return
        times = self.times(one)
        known = [time for time in times if time.on]
        if one.due.kind not in ("by", "on") or not known:
            yield capital(rule_words.rule(one.due, self.name))
        zone, clock = self.installation.zone, one.due.time or self.installation.policies.due_time
        moments = [say_moment(due_instant(time.on, clock, zone), zone) for time in known if time.on]
        if len(moments) > _SHOWN:
            told = ngettext("{count} lần: {first}; …; {last}", len(moments))
            yield told.format(count=len(moments), first=moments[0], last=moments[-1])
        elif moments:
            yield "; ".join(moments)
        yield from (origin.went(rolled) for time in known[:1] if (rolled := roll_of(time)))

    def times(self, one: Duty) -> list[Time]:
        """Each time a duty is owed; none as long as nobody knows what it is counted from."""
        try:
            return self._days.occurrences(one) if self._days else []
        except (ThiDuaError, ValueError):
            return []  # what it is counted from is not known yet, which `check` tells

    def stretch(self, id_: str) -> tuple[date, date] | None:
        """First and last day of whatever has that id; None as long as nobody knows them."""
        try:
            return self._days.stretch(id_) if self._days else None
        except (ThiDuaError, ValueError):
            return None

    def name(self, id_: str) -> str:
        """The words for anything that has a day."""
        return self.titles.get(id_) or self._anniversary(id_) or id_

    def unit(self, id_: str) -> str:
        """The name of a unit; its id where nobody has that one, and that it is so."""
        if id_ == STANDING_BODY:
            return post.name(Recipient.STANDING_BODY)
        unknown = _("{id} (không có trong danh sách đơn vị)")
        return self.units.get(id_) or unknown.format(id=id_)

    def _anniversary(self, id_: str) -> str:
        entry = self.installation.catalogue.get(id_)
        return entry.name_vi if entry else ""


def _known(parts: Iterable[Part]) -> Definition | None:
    """The draft as far as it stands by its own rules; None as long as it has no year."""
    given = list(parts)
    head = head_of({one.key: one.values.get("value") for one in given if one.kind is Kind.FIELD})
    lists: dict[str, list[object]] = {"phases": [], "occasions": [], "milestones": [], "duties": []}
    for one in given:
        if one.kind in PARTS:
            try:
                model = model_of(one.kind, {"id": one.key, **one.values})
            except ValueError:
                continue
            if not model.fault():
                lists[PARTS[one.kind][0]].append(model)
    directive = head.pop("directive")
    assert isinstance(directive, dict), "made so"
    told = {"campaign": "x", "title": "x", **{k: v for k, v in head.items() if v is not None}}
    document = {"issuer": "x", **{k: v for k, v in directive.items() if v is not None}}
    try:
        return Definition.partial(**told, directive=document, **lists)
    except ValueError:
        return None


def _value(value: object) -> str:
    """A field as it is read aloud."""
    text = str(value) if value is not None else ""
    try:
        if len(text) == _A_DAY and text[4] == text[7] == "-":
            return capital(say_day(date.fromisoformat(text)))
        if len(text) == _A_MONTH and text[4] == "-":
            return say_month(date.fromisoformat(f"{text}-01"))
    except ValueError:
        pass
    return text or _("văn bản không ghi")
