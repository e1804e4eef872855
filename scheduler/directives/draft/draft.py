"""A directive as a draft definition, which a person completes. Nothing in it that the text does not say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.blanks import as_line
from scheduler.definition.dump import Remarks, dump
from scheduler.definition.fields import FIRST_YEAR, LAST_YEAR
from scheduler.definition.models import Duty, Manner, Milestone
from scheduler.definition.tree import Path
from scheduler.directives.draft.bodies import NOBODY, audience_of, receiver_of
from scheduler.directives.draft.held import Held
from scheduler.directives.draft.hosts import Hosts
from scheduler.directives.draft.places import places_of
from scheduler.directives.draft.remarked import Remarked, plain_day, quoted
from scheduler.directives.draft.spans import phases_of
from scheduler.directives.draft.titles import Ids, capital, slug, title_of, whole
from scheduler.directives.draft.welcomed import period_in, welcomed_in
from scheduler.directives.draft.when import day_of, when_of
from scheduler.directives.model import (
    Note,
    ReadDirective,
    ReadDuty,
    ReadMilestone,
)
from scheduler.directives.page.view import Quote
from scheduler.language import _


@dataclass(frozen=True)
class Draft:
    """A definition as far as a document tells it, by the keys of the definition; None where it tells nothing.

    A phase without both its days has a `fault`. `remarks` say what a person has to decide: who owes, to whom,
    a due the text does not give; and every doubt. `places`: where each part and each value of the head was read.
    """

    values: Mapping[str, object]
    remarks: Remarks
    places: Mapping[Path, Quote] = field(default_factory=dict)
    told: frozenset[Path] = frozenset()  # remarks that repeat the text; the others ask a person
    notes: tuple[
        Note, ...
    ] = ()  # the remarks before everything and the period, each with its place

    @property
    def text(self) -> str:
        """YAML that the definition's reader accepts once year and issuer are known."""
        return dump(self.values, self.remarks)


def draft_of(directive: ReadDirective, *, catalogue: Mapping[str, Anniversary]) -> Draft:
    """The draft; every date carries its quote as its origin. Never raises on what the reader returns."""
    remarks = Remarked()
    ids = Ids()
    issuer = str(directive.header.issuer.value or "")
    held = Held(directive, ids)
    values = _head(directive, remarks) | {
        "phases": [*phases_of(directive, catalogue, ids=ids, remarks=remarks, held=held)] or None,
        "occasions": held.written or None,
        "milestones": None,
        "duties": [],
    }
    milestones = [
        (ids.new(whole(one.name)), one) for one in directive.milestones if not held.id_of(one)
    ]
    named = [(ids.new(title_of(one)), one) for one in directive.deadlines]
    hosts = Hosts(ids, named, [*milestones, *held.milestones])
    several_years = directive.last_year is not None
    duties = _Duties(hosts, remarks, issuer, several_years)
    values["duties"] = [duties.duty(id_, one, index) for index, (id_, one) in enumerate(named)]
    period = tuple(period_in(directive))
    if period:
        values["notes"] = [as_line(note.text) for note in period]
    if directive.unplaced:
        values["unplaced"] = [as_line(note.text) for note in directive.unplaced]
    values["milestones"] = _milestones(milestones, hosts, remarks) or None
    if not directive.deadlines:
        remarks.beside["duties",] = _("văn bản không giao việc có hạn")
    intro = _("Bản thảo đọc từ {file}. Chưa có hiệu lực; xem lại từng dòng trước khi áp dụng.")
    welcomed = tuple(welcomed_in(directive, catalogue))
    said = (as_line(note.text) for note in welcomed)
    top = (intro.format(file=directive.file), *_doubts(directive), *said)
    met = [one.evidence for _id, one in hosts.made.values()]
    places = places_of(
        directive,
        occasions=held.read,
        milestones=[*(one.evidence for _id, one in milestones), *met],
    )
    return Draft(
        values,
        Remarks(top, remarks.beside, remarks.below),
        places,
        frozenset(remarks.told),
        (*directive.notes, *period, *welcomed),
    )


def _doubts(directive: ReadDirective) -> Iterator[str]:
    for note in directive.notes:
        place = f" — “{note.evidence.quote}”" if note.evidence else ""
        yield f"{note.text}{place}"


def _head(directive: ReadDirective, remarks: Remarked) -> dict[str, object]:
    header = directive.header
    year = _year(header.year.value, remarks)
    issuer = str(header.issuer.value or "")
    place = re.sub(r"^.*\b(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn)\b", "", issuer)
    name = slug(place or issuer) or "phong-trao"
    title = str(header.title.value or header.theme.value or _("Phong trào thi đua"))
    title = capital(re.sub(r"^(?:về việc|v/v:?) ", "", title, flags=re.IGNORECASE))
    return {
        "campaign": f"{name[:50]}-{year}" if year else name,
        "title": as_line(title),
        "year": year or None,
        "last_year": directive.last_year if year else None,
        "directive": _document(directive, remarks),
        "theme": as_line(header.theme.value) if header.theme.value else None,
    }


def _year(said: object, remarks: Remarked) -> int | None:
    """The year, where a definition can be of it; else nothing, and why."""
    if isinstance(said, int) and FIRST_YEAR <= said <= LAST_YEAR:
        return said
    missing = _("thiếu: năm thi đua không có trong văn bản")
    beyond = _("văn bản ghi năm {year}; đề nghị ghi lại, từ {first} đến {last}")
    remarks.beside["year",] = (
        beyond.format(year=said, first=FIRST_YEAR, last=LAST_YEAR) if said else missing
    )
    return None


def _document(directive: ReadDirective, remarks: Remarked) -> dict[str, object]:
    header = directive.header
    issued = str(header.issue_date.value or "")
    if len(issued) < len("2024-01"):
        remarks.beside["directive", "issued_on"] = _("thiếu: ngày ban hành")
    if not header.issuer.value:
        missing = _("thiếu: cơ quan ban hành không có trong văn bản")
        remarks.beside["directive", "issuer"] = missing
    return {
        "number": as_line(header.number.value) if header.number.value else None,
        "type": as_line(header.type.value) if header.type.value else None,
        "issued_on": plain_day(issued),
        "issued_in": issued if len(issued) == len("2024-01") else None,
        "issuer": as_line(header.issuer.value) if header.issuer.value else None,
    }


def _milestones(
    read: list[tuple[str, ReadMilestone]], hosts: Hosts, remarks: Remarked
) -> list[Milestone]:
    """Those the text dates, then the meetings that only a due names, for a person to date."""
    dated = [
        Milestone(
            id=id_,
            title=as_line(capital(whole(one.name))),
            day=day_of(one),
            origin=quoted(one.evidence),
        )
        for id_, one in read
    ]
    for index in range(len(dated), len(dated) + len(hosts.made)):
        remarks.beside["milestones", index, "day"] = _("văn bản không ghi ngày; đề nghị ấn định")
    made = [
        Milestone(id=id_, title=as_line(capital(whole(name))), origin=quoted(one.evidence))
        for name, (id_, one) in (
            (one.tie.to, (id_, one)) for id_, one in hosts.made.values() if one.tie
        )
    ]
    return [*dated, *made]


def _proof(one: ReadDuty) -> tuple[str | Manner, ...]:
    """Number and file, and how the text says it is made and sent."""
    forms = [Manner(form=as_line(form)) for form in one.forms]
    return ("number", "file", *forms, *(Manner(channel=as_line(way)) for way in one.channels))


@dataclass(frozen=True)
class _Duties:
    """Duties while the draft is made."""

    hosts: Hosts
    remarks: Remarked
    issuer: str
    several_years: bool

    def duty(self, id_: str, one: ReadDuty, index: int) -> Duty:
        """One duty; who owes and receives it is remarked in the words of the text."""
        due, doubt = when_of(one, self.hosts, several_years=self.several_years)
        self._remark(index, "due", doubt, told=due is not None and doubt == one.relative)
        owed_by, ask = audience_of(one)
        if apart := self._apart(one) if owed_by.all or owed_by == NOBODY else ():
            owed_by, ask = owed_by.model_copy(update={"except_": apart}), True
        self._remark(index, "owed_by", self._who(one, ask=ask), told=bool(one.who) and not ask)
        unsaid = _("văn bản không nói rõ")
        whom = _("theo văn bản: {whom}").format(whom=one.to_whom or unsaid)
        self._remark(index, "to", whom, told=bool(one.to_whom))
        return Duty.partial(
            id=id_,
            title=as_line(title_of(one)),
            kind=one.kind,
            due=due,
            origin=quoted(one.evidence),
            owed_by=owed_by,
            to=receiver_of(one, issuer=self.issuer),
            proof=_proof(one),
        )

    def _apart(self, one: ReadDuty) -> tuple[str, ...]:
        """Who owes the same by another day: “riêng ngành …”; not owed by everybody else's."""
        others = [
            audience_of(other)[0].ids
            for _id, other in self.hosts.duties
            if other is not one and other.who and (other.kind, other.what) == (one.kind, one.what)
        ]
        return tuple(dict.fromkeys(unit for ids in others for unit in ids))

    def _remark(self, index: int, key: str, words: str | None, *, told: bool) -> None:
        if words:
            self.remarks.beside["duties", index, key] = words
            self.remarks.told |= {("duties", index, key)} if told else set()

    def _who(self, one: ReadDuty, *, ask: bool) -> str:
        who = _("theo văn bản: {who}").format(who=one.who or _("văn bản không nói rõ"))
        return f"{who}; {_('đề nghị ghi mã đơn vị theo danh sách')}" if ask else who
