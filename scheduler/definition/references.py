"""What a definition names elsewhere: phases, milestones, duties, anniversaries, units, blocks, kinds."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from scheduler import body_names
from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.document import Document
from scheduler.definition.models import Audience, Definition, Duty
from scheduler.definition.organisation import STANDING_BODY, Organisation
from scheduler.definition.problems import Problem
from scheduler.definition.reasons import nearest
from scheduler.definition.sentences import no_such_day
from scheduler.definition.spans import MonthDay, day_in
from scheduler.definition.tree import Path
from scheduler.definition.when import DAY_KEYS, ISSUED, ON_REQUEST, RECEIVED, When
from scheduler.language import _


@dataclass(frozen=True)
class Names:
    """Everything a definition may name; None where not all of it is known."""

    days: (
        Collection[str] | None
    )  # what has a day: phases, occasions, milestones, duties, anniversaries
    duties: Collection[str] | None
    milestones: Collection[str] | None
    units: Collection[str] | None
    blocks: Collection[str] | None
    kinds: Collection[str] | None
    standing_body: str = ""  # who reports go to as a rule
    printed: Mapping[str, str] = field(default_factory=dict)  # ids of units by their names

    @classmethod
    def of(
        cls,
        document: Document[Definition],
        *,
        organisation: Organisation | None,
        catalogue: Mapping[str, Anniversary] | None,
    ) -> "Names":
        """The names of a definition and of what it leans on; units that have ended too."""
        ids = dict(own_ids(document.value))
        sure = all(document.sure(part) for part in ("phases", "occasions", "milestones", "duties"))
        sure = sure and all(document.sure(*path, "id") for path in ids)
        days = dict.fromkeys((*ids.values(), ISSUED, *catalogue)) if sure and catalogue else None
        duties, milestones = (
            dict.fromkeys(own_id for path, own_id in ids.items() if path[0] == part)
            if sure
            else None
            for part in ("duties", "milestones")
        )
        if organisation is None:
            return cls(days, duties, milestones, None, None, None)
        return cls(
            days,
            duties,
            milestones,
            units=dict.fromkeys((*(unit.id for unit in organisation.units), STANDING_BODY)),
            blocks=dict.fromkeys(block.id for block in organisation.blocks),
            kinds=dict.fromkeys(unit.kind for unit in organisation.units),
            standing_body=organisation.issuer.standing_body,
            printed={body_names.key(unit.name): unit.id for unit in organisation.units},
        )


def own_ids(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Where each phase, occasion, milestone and duty stands, and its id."""
    yield from ((("phases", index), phase.id) for index, phase in enumerate(definition.phases))
    for index, occasion in enumerate(definition.occasions):
        yield ("occasions", index), occasion.id
    for index, milestone in enumerate(definition.milestones):
        yield ("milestones", index), milestone.id
    yield from ((("duties", index), duty.id) for index, duty in enumerate(definition.duties))


def whens(definition: Definition) -> Iterator[tuple[Path, str, When]]:
    """Every rule for a day: where it stands, the id of its milestone or duty, and the rule."""
    for index, milestone in enumerate(definition.milestones):
        if milestone.day is not None:
            yield ("milestones", index, "day"), milestone.id, milestone.day
    for index, duty in enumerate(definition.duties):
        if duty.due is not None:
            yield ("duties", index, "due"), duty.id, duty.due


def when_problems(document: Document[Definition], names: Names) -> Iterator[Problem]:
    """References to nothing, days that do not exist that year, spans without what they are counted from."""
    for path, _own, when in whens(document.value):
        yield from _reference_problems(document, when, path=path, names=names)
        yield from _day_problems(document, when, path)
        yield from _span_problems(document, when, path)


def _reference_problems(
    document: Document[Definition], when: When, *, path: Path, names: Names
) -> Iterator[Problem]:
    for key in ("after", "before", "on"):
        name = getattr(when, key)
        if key == "after" and name == RECEIVED:
            continue
        if names.days is not None and isinstance(name, str) and name not in names.days:
            reason = _("Không có đợt, mốc, nhiệm vụ hay ngày kỷ niệm nào mã “{id}”.").format(
                id=name
            )
            said = f"{reason} {nearest(name, names.days)}".strip()
            yield document.problem((*path, key), said)
    yield from _taken_problems(document, when, path=path, names=names)
    phases = document.value.phases
    sure = document.sure("phases") and all(
        document.sure("phases", index, "kind") for index in range(len(phases))
    )
    if when.after_each and sure and when.after_each not in {phase.kind.value for phase in phases}:
        reason = _("Phong trào này không có đợt nào loại “{kind}”.").format(kind=when.after_each)
        yield document.problem((*path, "after_each"), reason, example="after_each: round")


def _taken_problems(
    document: Document[Definition], when: When, *, path: Path, names: Names
) -> Iterator[Problem]:
    """Whose report or days it takes: a duty of the definition, for `same_as` a milestone too."""
    if names.duties is None or names.milestones is None:
        return
    own_id = dict(own_ids(document.value))[path[:2]]
    taken = [((*path, "part_of"), when.part_of)]
    taken += [
        ((*path, "except", at, "part_of"), one.part_of) for at, one in enumerate(when.except_)
    ]
    for place, name in taken:
        if name == own_id and when.part_of is None:
            reason = _("Kỳ này không thể lồng ghép vào chính nhiệm vụ “{id}”.").format(id=name)
            yield document.problem(place, reason)
        elif name is not None and name not in names.duties:
            reason = _("Không có nhiệm vụ báo cáo nào mã “{id}”.").format(id=name)
            yield document.problem(place, f"{reason} {nearest(name, names.duties)}".strip())
    known = (*names.duties, *names.milestones)
    if when.same_as is not None and when.same_as not in known:
        reason = _("Không có nhiệm vụ hay mốc nào mã “{id}”.").format(id=when.same_as)
        said = f"{reason} {nearest(when.same_as, known)}".strip()
        yield document.problem((*path, "same_as"), said)


def _day_problems(document: Document[Definition], when: When, path: Path) -> Iterator[Problem]:
    years = document.value.years if when.every == "year" else (document.value.year,)
    for key in DAY_KEYS:
        value = getattr(when, key)
        odd = (year for year in years if isinstance(value, MonthDay) and not day_in(value, year))
        for year in islice(odd, 1):
            said, right = no_such_day(value, year)
            yield document.problem((*path, key), said, example=f"{key}: {right}")


def _span_problems(document: Document[Definition], when: When, path: Path) -> Iterator[Problem]:
    counted = ("after", "after_each", "before", ON_REQUEST)
    if when.every is None and any(
        getattr(when, key) or not document.sure(*path, key) for key in counted
    ):
        return
    for key in ("days", "working_days", "months"):
        if getattr(when, key) is not None:
            reason = _("“{key}” chỉ dùng với after, after_each hoặc before.").format(key=key)
            yield document.problem(
                (*path, key), reason, example="due: {after: dot-1, working_days: 10}"
            )


def audience_problems(document: Document[Definition], names: Names) -> Iterator[Problem]:
    """Units, blocks and kinds that the organisation does not have."""
    for index, duty in enumerate(document.value.duties):
        path: Path = ("duties", index)
        yield from _receiver_problems(document, duty, path=(*path, "to"), names=names)
        yield from _owed_by_problems(document, duty.owed_by, path=(*path, "owed_by"), names=names)


def _receiver_problems(
    document: Document[Definition], duty: Duty, *, path: Path, names: Names
) -> Iterator[Problem]:
    units = (
        {"": duty.to} if isinstance(duty.to, str) else {"unit": duty.to.unit, "via": duty.to.via}
    )
    for key, unit in units.items():
        if names.units is not None and unit is not None and unit not in names.units:
            said, example = unknown_unit(unit, names.units), f"{key or 'to'}: {names.standing_body}"
            yield document.problem((*path, key) if key else path, said, example=example)
    name = duty.receiver.name
    if name is not None and (unit := names.printed.get(body_names.key(name))):
        reason = _("“{name}” là đơn vị {unit} trong danh sách: đề nghị ghi mã của đơn vị.")
        said, example = reason.format(name=name, unit=unit), f"to: {{unit: {unit}}}"
        yield document.problem((*path, "name"), said, example=example, warning=True)


def _owed_by_problems(
    document: Document[Definition], audience: Audience, *, path: Path, names: Names
) -> Iterator[Problem]:
    for key, ids in (("ids", audience.ids), ("except", audience.except_)):
        for place, unit in enumerate(ids):
            if names.units is not None and unit not in names.units:
                yield document.problem((*path, key, place), unknown_unit(unit, names.units))
    for key, blocks in (("blocks", audience.blocks), ("block_heads", audience.block_heads)):
        for place, block in enumerate(blocks if isinstance(blocks, tuple) else ()):
            if names.blocks is not None and block not in names.blocks:
                reason = _("Không có khối, cụm thi đua nào mã “{id}”.").format(id=block)
                said = f"{reason} {_near(block, names.blocks)}".strip()
                yield document.problem((*path, key, place), said)
    for place, kind in enumerate(audience.kinds):
        if names.kinds is not None and kind not in names.kinds:
            reason = _("Không có đơn vị nào loại “{kind}”.").format(kind=kind)
            said = f"{reason} {_near(kind, names.kinds)}".strip()
            yield document.problem((*path, "kinds", place), said)


def unknown_unit(unit: str, units: Collection[str]) -> str:
    """The sentence for a unit nobody knows."""
    reason = _("Đơn vị {unit} không có trong danh sách.").format(unit=unit)
    return f"{reason} {nearest(unit, units)}".strip()


def _near(word: str, known: Collection[str]) -> str:
    every = _("Đang có: {names}.").format(names=", ".join(islice(known, 20)))
    return nearest(word, known) or (every if known else "")
