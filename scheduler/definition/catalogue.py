"""An office's own anniversaries beside those the program brings, and what is wrong with either in sentences."""

from collections.abc import Mapping

from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.field_sentences import field_sentence, type_sentence
from scheduler.definition.reasons import nearest
from scheduler.definition.sentences import code_sentence
from scheduler.definition.tree import Path
from scheduler.language import _

_OWN = "the office's own file"
_DAY = ("calendar", "date", "lunar")
_COUNT = ("first_year", "counts")  # one takes the place of the other


def joined(brought: Mapping[str, object], own: object) -> object:
    """The parsed values of the office's file, its entries completed by those of the same id in `brought`.

    An own entry says only what differs; a day of its own, or a count, takes the place of that of the other whole.
    What is no list of entries is left as it is, for the reader of the catalogue to refuse. Of its own days the
    office is the source.
    """
    entries = own.get("anniversaries") if isinstance(own, Mapping) else None
    if not isinstance(own, Mapping) or not isinstance(entries, list):
        return own
    listed = brought.get("anniversaries")
    known = {e["id"]: e for e in listed} if isinstance(listed, list) else {}
    return {**own, "anniversaries": [_completed(known, entry) for entry in entries]}


def _completed(known: Mapping[object, Mapping[str, object]], entry: object) -> object:
    id_ = entry.get("id") if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or not isinstance(id_, str):
        return entry
    if id_ not in known:
        return {"source": _OWN, "checked": True, **entry}
    replaced = {key for group in (_DAY, _COUNT) if set(group) & entry.keys() for key in group}
    kept = {key: value for key, value in known[id_].items() if key not in replaced}
    return {**kept, **entry}


def fault(path: Path, what: str) -> tuple[str, str]:
    """Sentence and example for a fault of the catalogue: the code of a rule of ours, or pydantic's type of error."""
    key = str(path[-1]) if path else ""
    if said := code_sentence(what):
        return said
    if what == "missing":
        return _("Thiếu mục “{key}”: đề nghị thêm vào.").format(key=key), _example(key)
    if what == "extra_forbidden":
        reason = _("Không có mục nào tên “{key}” ở đây.").format(key=key[:60])
        keys = tuple(Anniversary.model_fields)
        every = _("Các mục được dùng: {keys}.").format(keys=", ".join(keys))
        return f"{reason} {nearest(key, keys) or every}", ""
    if key in ("date", "id", "scope") and what == "string_pattern_mismatch":
        return _of_field(key), _example(key)
    return type_sentence(what, {"ge": "1", "le": "2050"}), _example(key)


def _of_field(key: str) -> str:
    return {
        "date": _("Ngày kỷ niệm viết tháng-ngày, mỗi phần hai chữ số."),
        "id": field_sentence("id")[0],
        "scope": _("Phạm vi viết national, hoặc province: và mã tỉnh."),
    }[key]


def _example(key: str) -> str:
    return {
        "id": "id: ngay-thanh-lap-so",
        "name_vi": "name_vi: Ngày thành lập Sở Nội vụ",
        "date": 'date: "08-28"',
        "lunar": "lunar: {month: 3, day: 10}",
        "first_year": "first_year: 1945",
        "counts": "counts: [{name: Ngày Phụ nữ Việt Nam, first_year: 2010}]",
        "kind": "kind: dia_phuong",
        "count_rule": "count_rule: nd111",
        "scope": "scope: province:lai-chau",
    }.get(key, "")
