"""The sentences of `reasons` by field, with an example of right, and by pydantic's type of error."""

from collections.abc import Mapping

from scheduler.definition.when import ON_REQUEST
from scheduler.language import _


def field_sentence(key: str) -> tuple[str, str]:
    """What belongs under `key`, and an example; empty strings when there is nothing to say."""
    return _fields().get(key, ("", ""))


def type_sentence(kind: str, values: Mapping[str, str]) -> str:
    """The sentence for pydantic's type of error. Always one, never in English."""
    fallback = _("Giá trị này chưa đúng: đề nghị xem lại.")
    try:
        return _types().get(kind, fallback).format_map(values)
    except KeyError:
        return fallback


def _fields() -> dict[str, tuple[str, str]]:
    slug = _("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.")
    a_day = _("Cần một ngày: năm-tháng-ngày, hoặc tháng-ngày nếu năm nào cũng thế.")
    reference = _("Cần một ngày, hoặc mã của đợt, mốc, nhiệm vụ hay ngày kỷ niệm.")
    several = _("Viết all, hoặc danh sách mã khối.")
    slugs = _("Cần một danh sách mã trong ngoặc vuông.")
    posts = _(
        "Chỉ dùng head (thủ trưởng), deputy (cấp phó), clerk (chuyên viên), trong ngoặc vuông."
    )
    return {
        "id": (slug, "id: so-ket-dot-1"),
        "campaign": (slug, "campaign: phu-tho-2024"),
        "to": (slug, "to: so-noi-vu"),
        "unit": (slug, "to: {unit: so-noi-vu}"),
        "via": (slug, "to: {name: Ủy ban nhân dân tỉnh, via: so-noi-vu}"),
        "template": (slug, "template: bao-cao-dinh-ky"),
        "proof": (
            _("Viết number, file, note, {form: …} hoặc {channel: …}."),
            "proof: [number, file, {form: Mẫu số 01}]",
        ),
        "kind": ("", "kind: so_ket"),
        "unit_kind": (slug, "kind: so"),
        "issuer": (slug, "issuer: phu-tho"),
        "issuer_name": ("", "issuer: Ủy ban nhân dân tỉnh Phú Thọ"),
        "all": (_("Chỉ có một cách viết: all: true."), "owed_by: {all: true}"),
        "on_day": (_("Chỉ có một cách viết: on_day: true."), "on_day: true"),
        "anniversary": (slug, "anniversary: dien-bien-phu"),
        "block": (slug, "block: khoi-1"),
        "after": (slug, "after: dot-1, working_days: 10"),
        "title": ("", "title: Báo cáo sơ kết đợt 1"),
        "name": ("", "name: Sở Nội vụ"),
        "year": ("", "year: 2024"),
        "directive": ("", "directive: {number: 210/KH-UBND, issuer: Ủy ban nhân dân tỉnh Phú Thọ}"),
        "issued_in": (_("Viết năm-tháng khi văn bản để trống ngày."), "issued_in: 2021-02"),
        "issued_on": (_("Cần một ngày: năm-tháng-ngày."), "issued_on: 2024-01-15"),
        "first_day": (a_day, "first_day: 2024-01-01"),
        "last_day": (a_day, "last_day: 2024-06-30"),
        "by": (a_day, "by: 2024-07-31"),
        "before": (reference, "before: 2024-07-31"),
        "on": (reference, "on: 2024-07-31"),
        "day": (_("Cần một ngày từ 1 đến 31, hoặc last (ngày cuối)."), "day: 25"),
        "day_of_occasion": (_("Cần một ngày: năm-tháng-ngày."), "day: 2026-01-19"),
        "occasions": ("", "occasions: [{id: dai-hoi, title: Đại hội Đảng, day: 2026-01-19}]"),
        "due": ("", "due: {by: 2024-07-31}"),
        "origin": ("", 'origin: {quoted: "kết thúc trong tháng 7/2024"}'),
        "duty": (slug, "duty: bao-cao-thang"),
        "amendment_of": (
            _("Viết lần của nhiệm vụ: kỳ (2024-06, 2024-q2), mã đợt, hoặc once."),
            "of: 2024-06",
        ),
        "amendment_due": (_("Cần một ngày: năm-tháng-ngày."), "due: 2024-06-28"),
        "cancelled": (_("Chỉ có một cách viết: cancelled: true."), "cancelled: true"),
        "amendments": (
            "",
            "amendments: [{duty: bao-cao-thang, of: 2024-06, cancelled: true, origin: {set: Sở Nội vụ}}]",
        ),
        "owed_by": ("", "owed_by: {blocks: all}"),
        "duties": ("", "duties: []"),
        "phases": ("", "phases: []"),
        "phase_notices": ("", 'phases: {opening: true, at: "08:00"}'),
        "notices": (_("Chỉ có một cách viết: notices: none."), "notices: none"),
        "blocks": (several, "blocks: [khoi-1, khoi-2]"),
        "block_heads": (several, "block_heads: all"),
        "kinds": (slugs, "kinds: [so, huyen]"),
        "ids": (slugs, "ids: [so-noi-vu]"),
        "except": (slugs, "except: [so-noi-vu]"),
        "unplaced": ("", "unplaced: [báo cáo đột xuất khi có yêu cầu]"),
        "except_period": ("", 'except: ["06", {period: "12", part_of: bao-cao-nam}]'),
        "part_of": (slug, "part_of: bao-cao-nam"),
        "same_as": (slug, "same_as: bao-cao-thang"),
        ON_REQUEST: (_("Chỉ có một cách viết: on_request: true."), "due: {on_request: true}"),
        "roll": ("", "roll: back"),
        "rolls": ("", "roll: {within: back}"),
        "address": (
            _("Cách xưng hô chỉ gồm chữ, dấu cách và dấu gạch chéo, không quá 40 ký tự."),
            "address: ông/bà",
        ),
        "desk": ("", "desk: {define: [clerk, deputy], approve: [head]}"),
        "define": (posts, "define: [clerk, deputy]"),
        "approve": (posts, "approve: [head]"),
        "last_year": ("", "last_year: 2030"),
        "revision": ("", "revision: 3"),
        "anniversaries": (slugs, "anniversaries: [thanh-lap-dang]"),
        "reminders": (
            _("Viết tên một danh sách nhắc, hoặc liệt kê khoảng thời gian."),
            "reminders: [7 days, 1 working day]",
        ),
        "lane": (slug, "lane: tg-phu-tho"),
        "standing_body": (slug, "standing_body: so-noi-vu"),
        "head": (slug, "head: so-y-te"),
        "units": ("", "units: [{id: so-y-te, name: Sở Y tế, kind: so}]"),
        "due_time": ("", 'due_time: "17:00"'),
        "hours": ("", 'hours: {from: "07:00", to: "19:00"}'),
    }


def _types() -> dict[str, str]:
    items = _("Cần một danh sách: mỗi mục một dòng “- …”, hoặc trong ngoặc vuông.")
    keys = _("Cần các mục có tên, ví dụ {{by: 2024-07-31}}.")
    number = _("Cần một số nguyên.")
    text = _("Cần chữ. Nếu là true, false hay null thì đặt trong ngoặc kép.")
    choice = _("Chỉ dùng một trong các từ đã định.")
    return {
        "string_type": text,
        "string_too_short": _("Mục này không được để trống."),
        "string_too_long": _("Quá dài: tối đa {max_length} ký tự."),
        "string_pattern_mismatch": _("Cách viết chưa đúng."),
        "int_parsing": number,
        "int_type": number,
        "int_from_float": number,
        "int_parsing_size": number,
        "greater_than_equal": _("Số nhỏ nhất là {ge}."),
        "less_than_equal": _("Số lớn nhất là {le}."),
        "literal_error": choice,
        "enum": choice,
        "bool_type": _("Chỉ viết true hoặc false."),
        "bool_parsing": _("Chỉ viết true hoặc false."),
        "tuple_type": items,
        "list_type": items,
        "model_type": keys,
        "model_attributes_type": keys,
        "dict_type": keys,
        "dataclass_type": keys,
        "too_short": _("Danh sách không được để trống."),
        "date_type": _("Cần một ngày: năm-tháng-ngày."),
        "date_parsing": _("Cần một ngày: năm-tháng-ngày."),
        "time_type": _("Giờ viết bằng giờ:phút, từ 00:00 đến 23:59."),
    }
