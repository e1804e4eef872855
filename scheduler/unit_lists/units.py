"""The rows of a list as units: found among those there are, or new ones with an id that is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.body_names import differ
from scheduler.dates.say import say_day
from scheduler.definition.organisation import Organisation, Unit
from scheduler.language import _
from scheduler.unit_lists import cells
from scheduler.unit_lists.cells import READ, Wrong
from scheduler.unit_lists.columns import Field
from scheduler.unit_lists.faults import Faults
from scheduler.unit_lists.names import Known, head_title_of, kind_of, new_id, place_of
from scheduler.unit_lists.rows import Row

OTHER_KIND = "don-vi"  # of a unit whose name tells none


@dataclass(frozen=True)
class Entry:
    """A row and the unit it makes; `proposed`: fields that no cell says and that were made from its name."""

    row: Row
    unit: Unit
    is_known: bool
    proposed: frozenset[Field] = frozenset()


class Reader:
    """Reads rows one by one, with what is wrong going to `faults`."""

    def __init__(self, before: Organisation, faults: Faults, *, today: date) -> None:
        self._today = today
        self._place = place_of(before.issuer.name)
        self._before = {unit.id: unit for unit in before.units}
        self._known = Known(before.units, place=self._place)
        self._faults = faults
        self._seen: dict[str, int] = {}  # row by id of the unit
        self._fresh = Known((), place=self._place)

    def read(self, rows: Sequence[Row], blocks: Mapping[int, str | None]) -> list[Entry]:
        """The units, without the rows that name none or the same again; `blocks`: of a row, by its number."""
        claimed = {
            row.text(Field.ID) for row in rows if row.text(Field.ID)
        }  # before ids are proposed
        found = [self._entry(row, blocks, claimed) for row in rows]
        return [one for one in found if one]

    def _entry(self, row: Row, blocks: Mapping[int, str | None], claimed: set[str]) -> Entry | None:
        name = row.text(Field.NAME)
        if not self._is_sound(row, name):
            return None
        id_ = self._id(row, name)
        if id_ is None:
            return None
        before = self._before.get(id_) if id_ else None
        proposed: set[Field] = set()
        if not id_:
            id_ = new_id(name, {*self._before, *self._seen, *claimed}, place=self._place)
            proposed.add(Field.ID)
        if id_ in self._seen:
            told = _("Trùng đơn vị với dòng {row}: đề nghị bỏ một dòng, hoặc ghi tên cho rõ.")
            self._faults.add(row.number, Field.NAME, told.format(row=self._seen[id_]))
            return None
        self._seen[id_] = row.number
        unit = self._unit(row, id_, before, blocks, proposed)
        if before is None:
            self._fresh.add(unit)
        return Entry(row, unit, before is not None, frozenset(proposed))

    def _is_sound(self, row: Row, name: str) -> bool:
        """Whether it has a name and no cell of it is what a spreadsheet says where a formula fails."""
        failed = [(field, text) for field, text in row.texts.items() if cells.is_failed(text)]
        for field, text in failed:
            told = _("Ô này là lỗi công thức {text}: đề nghị ghi giá trị đúng hoặc để trống.")
            self._faults.add(row.number, field, told.format(text=text))
        if failed:
            return False
        if name and not cells.is_name(name) and row.text(Field.ID) not in self._before:
            told = _("“{text}” không phải tên đơn vị: đề nghị ghi tên hoặc bỏ dòng.")
            self._faults.add(row.number, Field.NAME, told.format(text=name[:80]))
            return False
        if not name:
            told = _("Dòng này chưa ghi tên đơn vị: đề nghị ghi tên hoặc bỏ dòng.")
            self._faults.add(row.number, Field.NAME, told)
        return bool(name)

    def _id(self, row: Row, name: str) -> str | None:
        """The id of the unit that is meant; empty where it is new and says none, None where that is not clear."""
        said = row.text(Field.ID)
        meant = self._known.find(name)
        meant = [one for one in meant if self._is_alive(one)] or meant
        if said:
            try:
                cells.id_(said)
            except Wrong as error:
                self._faults.add(row.number, Field.ID, str(error))
                return None
            if said not in meant and len(meant) == 1 and self._is_alive(meant[0]):
                told = _("“{name}” đang có mã {id}: đề nghị ghi đúng mã đó, hoặc để trống ô mã.")
                self._faults.add(row.number, Field.ID, told.format(name=name, id=meant[0]))
                return None
            return said
        if len(meant) > 1:
            names = "; ".join(f"{self._before[one].name} ({one})" for one in meant[:4])
            told = _("“{name}” có thể là: {names}. Đề nghị ghi tên đầy đủ hoặc mã.")
            self._faults.add(row.number, Field.NAME, told.format(name=name, names=names))
            return None
        near = [one for one in self._known.near(name) if self._is_alive(one)]
        if near and not meant:
            self._tell_marks(row, self._before[near[0]])
            return None
        if meant and Field.LAST_DAY not in row.texts and not self._is_alive(meant[0]):
            self._tell_ended(row, self._before[meant[0]])
            return None
        same = self._fresh.find(name)
        return (meant or same or [""])[0]

    def _is_alive(self, id_: str) -> bool:
        last = self._before[id_].last_day
        return last is None or last >= self._today

    def _tell_marks(self, row: Row, unit: Unit) -> None:
        told = _(
            "“{name}” viết khác dấu với “{known}” (mã {id}). Nếu là một đơn vị, đề nghị ghi mã {id} hoặc sửa tên; nếu"
            " là đơn vị khác, đề nghị ghi một mã mới."
        )
        said = told.format(name=row.text(Field.NAME)[:80], known=unit.name, id=unit.id)
        self._faults.add(row.number, Field.NAME, said)

    def _tell_ended(self, row: Row, unit: Unit) -> None:
        told = _(
            "“{name}” đã kết thúc hoạt động ngày {day} (mã {id}). Nếu đây là đơn vị mới cùng tên, đề nghị ghi một mã"
            " mới; nếu không, đề nghị bỏ dòng."
        )
        day = say_day(unit.last_day) if unit.last_day else ""
        said = told.format(name=row.text(Field.NAME)[:80], day=day, id=unit.id)
        self._faults.add(row.number, Field.NAME, said)

    def _unit(
        self,
        row: Row,
        id_: str,
        before: Unit | None,
        blocks: Mapping[int, str | None],
        proposed: set[Field],
    ) -> Unit:
        values: dict[str, Any] = dict(before) if before else {"id": id_}
        name = row.text(Field.NAME)
        for field, (read, none) in READ.items():
            if field not in row.texts:
                continue
            text = row.text(field)
            if field is Field.NAME and before and not self._is_renamed(row, before):
                continue
            if cells.is_nothing(text):
                if none is not ...:
                    values[field] = none
                continue
            try:
                values[field] = read(text)
            except Wrong as error:
                self._faults.add(row.number, field, str(error))
        if row.number in blocks:
            values["block"] = blocks[row.number]
        self._propose(values, name, proposed)
        self._judge(row, values)
        return Unit.partial(**values)

    def _is_renamed(self, row: Row, before: Unit) -> bool:
        """Whether the row means another name, not the same one written shorter or in capitals."""
        name = row.text(Field.NAME)
        if not row.text(Field.ID) or name.split() == before.name.split():
            return False
        keys = {self._known.key(one) for one in (before.name, before.short) if one}
        is_whole = len(name.split()) >= len(before.name.split()) and not name.isupper()
        return is_whole or self._known.key(name) not in keys or differ(name, before.name)

    def _propose(self, values: dict[str, Any], name: str, proposed: set[Field]) -> None:
        values.setdefault("name", name[:500])
        if "kind" not in values:
            values["kind"] = kind_of(name) or OTHER_KIND
            proposed.add(Field.KIND)
        title = head_title_of(name)
        if "head_title" not in values and title:
            values["head_title"] = title
            proposed.add(Field.HEAD_TITLE)

    def _judge(self, row: Row, values: dict[str, Any]) -> None:
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            values["last_day"] = None
            told = _("Ngày kết thúc trước ngày bắt đầu: đề nghị xem lại cả hai ngày.")
            self._faults.add(row.number, Field.LAST_DAY, told)

    def find(self, name: str) -> list[str]:
        """Ids of the units, those of the list among them, that a name may mean."""
        return list(dict.fromkeys((*self._known.find(name), *self._fresh.find(name))))
