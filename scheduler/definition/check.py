"""Checks across a definition, and against its organisation, the catalogue and the policies.

What one value alone gets wrong is told by `read`; here everything that takes a second look elsewhere.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from zoneinfo import ZoneInfo

from scheduler import body_names
from scheduler.dates import say
from scheduler.dates.anniversaries import Anniversary, occasion_day
from scheduler.dates.lunar import FIRST_YEAR, LAST_YEAR
from scheduler.definition.check_amendments import amendment_problems
from scheduler.definition.circles import circles
from scheduler.definition.document import Document
from scheduler.definition.models import Definition, Phase
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.definition.problems import Problem
from scheduler.definition.reasons import nearest
from scheduler.definition.references import (
    Names,
    audience_problems,
    own_ids,
    when_problems,
    whens,
)
from scheduler.definition.sentences import no_such_day
from scheduler.definition.spans import MonthDay, day_in
from scheduler.definition.tree import Path
from scheduler.definition.when import RESERVED
from scheduler.definition.years import overlap_problems, year_problems
from scheduler.language import _


def check(
    given: Definition | Document[Definition],
    *,
    organisation: Organisation | None,
    catalogue: Mapping[str, Anniversary] | None,
    policies: Policies | None,
) -> tuple[Problem, ...]:
    """What is wrong across the definition, by line; empty when it can be planned but for warnings.

    With a Document the problems carry lines, and its own faults are among them; what may only follow from
    those is not told. Nor is what leans on None: what could not be read itself.
    A unit that has ended counts as known: its successors take over.
    """
    document = given if isinstance(given, Document) else Document(given.campaign, given)
    names = Names.of(document, organisation=organisation, catalogue=catalogue)
    found = chain(
        _id_problems(document),
        _issuer_problems(document, organisation) if organisation else (),
        zone_problems(document.value.timezone, document=document, path=("timezone",)),
        _phase_problems(document, catalogue),
        _occasion_problems(document, catalogue or {}),
        _reminder_problems(document, policies) if policies else (),
        when_problems(document, names),
        year_problems(document),
        overlap_problems(document),
        audience_problems(document, names),
        _circle_problems(document),
        amendment_problems(document),
        _unplaced_problems(document),
    )
    return document.told(found)


def zone_problems(
    zone: str, *, document: Document[Definition] | Document[Organisation], path: Path
) -> Iterator[Problem]:
    """A problem when there is no such IANA time zone."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        reason = _("Không có múi giờ “{zone}”.").format(zone=zone[:60])
        yield document.problem(path, reason, example="timezone: Asia/Ho_Chi_Minh")


def _id_problems(document: Document[Definition]) -> Iterator[Problem]:
    seen = _ids_of_years(document.value)
    for path, own_id in own_ids(document.value):
        if own_id in RESERVED:
            reason = _("Mã “{id}” dành cho ngày ban hành, ngày nhận văn bản: đề nghị dùng mã khác.")
            said = reason.format(id=own_id)
            yield document.problem((*path, "id"), said, example=f"id: {own_id}-1")
        if own_id in seen:
            reason = _("Mã “{id}” đã dùng ở trên: mỗi đợt, mốc, nhiệm vụ một mã riêng.")
            said = reason.format(id=own_id)
            yield document.problem((*path, "id"), said, example=f"id: {own_id}-2")
        seen.add(own_id)


def _ids_of_years(definition: Definition) -> set[str]:
    """What a peak that comes each year of several is called in each of them."""
    if len(definition.years) == 1:
        return set()
    yearly = (phase.id for phase in definition.phases if phase.comes_yearly)
    return {f"{one}-{year}" for one in yearly for year in definition.years}


def _issuer_problems(
    document: Document[Definition], organisation: Organisation
) -> Iterator[Problem]:
    value, issuer = document.value, organisation.issuer
    units = {unit.id for unit in organisation.units}
    if value.issuer is not None and value.issuer != issuer.id:
        reason = _("Cơ quan phát động là “{given}”, danh sách đơn vị lại của “{known}”.")
        said = reason.format(given=value.issuer, known=issuer.id)
        yield document.problem(("issuer",), said, example=f"issuer: {issuer.id}")
    elif (
        value.issuer is None
        and document.sure("issuer")
        and not body_names.same(value.directive.issuer, issuer.name)
    ):
        reason = _(
            "Văn bản của “{given}”, danh sách đơn vị lại của “{known}”. Đề nghị thêm mục issuer."
        )
        said = reason.format(given=value.directive.issuer, known=issuer.name)
        yield document.problem(("directive", "issuer"), said, example=f"issuer: {issuer.id}")
    if issuer.standing_body not in units:
        reason = _("Cơ quan thường trực “{id}” không có trong danh sách đơn vị.")
        yield document.problem(("issuer",), reason.format(id=issuer.standing_body))


def _phase_problems(
    document: Document[Definition], catalogue: Mapping[str, Anniversary] | None
) -> Iterator[Problem]:
    year = document.value.year if document.sure("year") else None
    known = _Occasions(document.value, catalogue or {})
    for index, phase in enumerate(document.value.phases):
        path: Path = ("phases", index)
        yield from _day_problems(document, phase, path)
        if catalogue is not None and document.sure("occasions"):
            yield from _anniversary_problems(document, phase, path=path, known=known)
        first, last = _stretch(phase, year=year, known=known)
        if not document.sure(*path, "last_day"):
            continue
        if first is not None and last is not None and last < first:
            reason = _("Đợt kết thúc ({last}) trước khi bắt đầu ({first}).")
            said = reason.format(first=say.in_numbers(first), last=say.in_numbers(last))
            key = "last_day" if phase.last_day is not None else "anniversary"
            yield document.problem((*path, key), said, example="last_day: 2024-06-30")


def _day_problems(document: Document[Definition], phase: Phase, path: Path) -> Iterator[Problem]:
    for key in ("first_day", "last_day"):
        value = getattr(phase, key)
        if isinstance(value, MonthDay) and day_in(value, document.value.year) is None:
            said, right = no_such_day(value, document.value.year)
            yield document.problem((*path, key), said, example=f"{key}: {right}")


def _anniversary_problems(
    document: Document[Definition], phase: Phase, *, path: Path, known: "_Occasions"
) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [
        ((*path, "anniversaries", place), name) for place, name in enumerate(phase.anniversaries)
    ]
    if phase.anniversary is not None:
        named.append(((*path, "anniversary"), phase.anniversary))
    first, last = _stretch(phase, year=document.value.year, known=known)
    for place, name in named:
        if name not in known.names:
            reason = _("Ngày kỷ niệm “{id}” không có trong danh mục.").format(id=name)
            guess = nearest(name, known.names)
            yield document.problem(place, f"{reason} {guess}".strip(), example="dien-bien-phu")
        elif first and last and not known.falls_within(name, first, last):
            reason = (
                _("Sự kiện “{id}” nằm ngoài đợt này.")
                if name in known.own
                else _("Ngày kỷ niệm “{id}” nằm ngoài đợt này.")
            )
            yield document.problem(place, reason.format(id=name), warning=True)


class _Occasions:
    """What a phase may be held for: the occasions of the campaign and the anniversaries of the catalogue."""

    def __init__(self, definition: Definition, catalogue: Mapping[str, Anniversary]) -> None:
        self.own = {occasion.id: occasion.day for occasion in definition.occasions}
        self.catalogue = catalogue

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.own, *self.catalogue)

    def day(self, name: str, year: int) -> date | None:
        if name in self.own:
            return self.own[name]
        return occasion_day(self.catalogue[name], year) if name in self.catalogue else None

    def falls_within(self, name: str, first: date, last: date) -> bool:
        years = range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
        return any((day := self.day(name, year)) and first <= day <= last for year in years)


def _occasion_problems(
    document: Document[Definition], catalogue: Mapping[str, Anniversary]
) -> Iterator[Problem]:
    """An id that means a day of every year already."""
    for index, occasion in enumerate(document.value.occasions):
        if occasion.id in catalogue:
            reason = _("Mã “{id}” là của một ngày kỷ niệm trong danh mục: đề nghị đặt mã khác.")
            said = reason.format(id=occasion.id)
            example = f"id: {occasion.id}-{occasion.day.year}"
            yield document.problem(("occasions", index, "id"), said, example=example)


def _stretch(
    phase: Phase, *, year: int | None, known: "_Occasions"
) -> tuple[date | None, date | None]:
    """First and last day of a phase as far as they are days and known; one given by a lead is None."""
    last = day_in(phase.last_day, year)
    if phase.last_day is None and phase.anniversary is not None and year is not None:
        last = known.day(phase.anniversary, year)
    return day_in(phase.first_day, year), last


def _reminder_problems(document: Document[Definition], policies: Policies) -> Iterator[Problem]:
    for index, duty in enumerate(document.value.duties):
        if isinstance(duty.reminders, str) and duty.reminders not in policies.reminders:
            reason = _("Không có danh sách nhắc tên “{name}”.").format(name=duty.reminders)
            known = _("Đang có: {names}.").format(names=", ".join(policies.reminders))
            yield document.problem(
                ("duties", index, "reminders"), f"{reason} {known}", example="reminders: default"
            )


def open_questions(document: Document[Definition]) -> Iterator[Problem]:
    """Warnings of what a person still has to say: what is asked and no duty says, and duties without a due.

    They hinder no plan, which shows them itself; where there is none yet they stand beside its faults.
    """
    yield from _unplaced_problems(document)
    for index, duty in enumerate(document.value.duties):
        if duty.due is None and document.sure("duties", index, "due"):
            reason = _("Nhiệm vụ này chưa có thời hạn: đề nghị ghi, hoặc để null nếu chờ ấn định.")
            example = "due: {by: 2024-07-31}"
            yield document.problem(("duties", index, "due"), reason, example=example, warning=True)


def _unplaced_problems(document: Document[Definition]) -> Iterator[Problem]:
    """A warning for each demand of the directive that is no duty yet; whoever decides deletes the line."""
    for index, words in enumerate(document.value.unplaced):
        reason = _(
            "Văn bản còn yêu cầu: “{words}”. Đề nghị thêm nhiệm vụ báo cáo vào duties,"
            " hoặc xóa dòng này nếu không cần theo dõi."
        ).format(words=words)
        yield document.problem(("unplaced", index), reason, warning=True)


def _circle_problems(document: Document[Definition]) -> Iterator[Problem]:
    places: dict[str, Path] = {}
    needs: dict[str, list[str]] = {}
    for path, own_id, when in whens(document.value):
        places.setdefault(own_id, path)
        needs.setdefault(own_id, []).extend(when.references)
    for circle in circles(needs):
        reason = _("Các ngày chờ nhau thành vòng: {circle}. Đề nghị đặt ngày cho một trong số đó.")
        said = reason.format(circle=" → ".join((*circle, circle[0])))
        yield document.problem(places[circle[0]], said, example="due: {by: 2024-07-31}")
