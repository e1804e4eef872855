"""What the parts of a definition are called."""

from collections.abc import Mapping

from scheduler.definition.parts import AMENDMENTS, LISTS, WHOLE, at, place
from scheduler.language import _


def part_name(part: str, values: Mapping[str, object]) -> str:
    """ "duties/so-ket-dot-1" in words, with the title it has in `values`."""
    listed, slash, key = part.partition("/")
    if slash and listed in LISTS:
        if not key:
            return _("thứ tự của “{list}”").format(list=_lists()[listed])
        path = place(values, key)
        entry = at(values, path) if path else None
        given = entry if isinstance(entry, Mapping) else {}
        return f"{_entry_name(listed, given)} “{given.get('title') or key}”"
    if slash and listed == AMENDMENTS:
        return _amendment_name(key, values)
    if part == WHOLE:
        return _("cả văn bản")
    return {**_lists(), **_others()}.get(part) or field_name(part)


def _amendment_name(key: str, values: Mapping[str, object]) -> str:
    """ "bao-cao-thang@2024-06" in words, with the title that the duty has in `values`."""
    duty, _at, of = key.partition("@")
    path = place(values, duty)
    entry = at(values, path) if path else None
    title = entry.get("title") if isinstance(entry, Mapping) else None
    return _("Điều chỉnh lần {of} của “{duty}”").format(of=of, duty=title or duty)


def field_name(key: str) -> str:
    """A field of the head in words."""
    return {
        "campaign": _("Mã phong trào"),
        "title": _("Tên phong trào"),
        "year": _("Năm"),
        "last_year": _("Năm cuối"),
        "theme": _("Chủ đề"),
        "directive.number": _("Số, ký hiệu văn bản"),
        "directive.type": _("Loại văn bản"),
        "directive.issued_on": _("Ngày ban hành"),
        "directive.issuer": _("Cơ quan ban hành"),
    }.get(key, key)


def _entry_name(listed: str, entry: Mapping[str, object]) -> str:
    if listed == "phases" and entry:
        return _("Cao điểm") if entry.get("kind") == "peak" else _("Đợt")
    return _("Nhiệm vụ") if listed == "duties" else _lists()[listed]


def _lists() -> dict[str, str]:
    return {
        "phases": _("Đợt, cao điểm"),
        "occasions": _("Sự kiện"),
        "milestones": _("Mốc"),
        "duties": _("Nhiệm vụ báo cáo"),
    }


def _others() -> dict[str, str]:
    return {
        "issuer": _("Cơ quan"),
        "timezone": _("Múi giờ"),
        "directive": _("Văn bản"),
        "directive.issued_in": _("Ngày ban hành"),
        "template": _("Mẫu"),
        "notes": _("Điều lưu ý"),
        "unplaced": _("Chỗ chưa hiểu"),
        "amendments": _("Điều chỉnh từng lần"),
    }
