"""The sentences of `reasons` by the code of a model's rule; those by field and type are in `field_sentences`."""

from scheduler.dates.anniversaries import (
    COUNTED_TWICE,
    DAY_OF_ANNIVERSARY,
    NO_LIST,
    NO_LUNAR_DAY,
    TWICE,
)
from scheduler.dates.say import month_in_numbers
from scheduler.definition.spans import MonthDay
from scheduler.language import _


def code_sentence(code: str) -> tuple[str, str] | None:
    """Sentence and example for the code a model's ValueError carries; None for an unknown one."""
    return (_rules() | _values() | _of_catalogue()).get(code)


def no_such_day(value: MonthDay, year: int) -> tuple[str, str]:
    """The sentence for 29 February in a common year, and the last day that month has."""
    reason = _("Không có ngày {day}/{month} trong năm {year}.")
    said = reason.format(day=f"{value.day:02}", month=month_in_numbers(value.month), year=year)
    return said, f"{value.month:02}-{value.day - 1:02}"


def _rules() -> dict[str, tuple[str, str]]:
    return {
        "origin_one_of": (
            _(
                "Nguồn của ngày cần đúng một trong ba: quoted (trích văn bản), derived (xác định "
                "theo quy tắc), set (ai ấn định)."
            ),
            'origin: {quoted: "kết thúc trong tháng 7/2024"}',
        ),
        "phase_needs_days": (
            _("Đợt cần first_day và last_day, hoặc anniversary và lead."),
            "first_day: 2024-01-01, last_day: 2024-06-30",
        ),
        "phase_needs_title": (
            _("Đợt cần title; chỉ cao điểm theo ngày kỷ niệm mới tự có tên."),
            "title: Đợt thi đua thứ nhất",
        ),
        "peak_needs_lead": (
            _("Cao điểm theo ngày kỷ niệm cần lead: bắt đầu trước ngày ấy bao lâu."),
            "lead: 30 days",
        ),
        **_due_rules(),
        "milestone_comes_once": (
            _(
                "Mốc chỉ có một ngày: dùng on, by, before, after hoặc within. Việc định kỳ là nhiệm vụ."
            ),
            "day: {on: 2027-12-20}",
        ),
        "milestone_is_a_day": (
            _("Mốc là một ngày: không có giờ (time), không dời khi trùng ngày nghỉ (roll)."),
            "day: {on: 2027-12-20}",
        ),
        "last_year_before_year": (
            _("last_year là năm cuối của phong trào: không thể trước year."),
            "year: 2026, last_year: 2030",
        ),
        "audience_empty": (
            _("Cần ghi đơn vị nào phải báo cáo: all, blocks, block_heads, kinds hoặc ids."),
            "owed_by: {blocks: all}",
        ),
        "receiver_one_of": (
            _("Nơi nhận cần đúng một trong hai: unit (mã đơn vị) hoặc name (tên cơ quan)."),
            "to: {name: Ủy ban nhân dân tỉnh, via: so-noi-vu}",
        ),
        "template_duty_needs_unit": (
            _("Nhiệm vụ của mẫu cần owed_by hoặc to: cơ quan thường trực không tự gửi cho mình."),
            "owed_by: {all: true}",
        ),
        "manner_one_of": (
            _("Cách gửi cần đúng một trong hai: form (mẫu báo cáo) hoặc channel (nơi gửi)."),
            "proof: [number, file, {form: Mẫu số 01}]",
        ),
        "amendment_one_of": (
            _("Mỗi điều chỉnh cần đúng một trong hai: due (hạn mới) hoặc cancelled: true (hủy)."),
            "{duty: bao-cao-thang, of: 2024-06, due: 2024-06-28, origin: {set: Sở Nội vụ}}",
        ),
        "ends_before_it_starts": (
            _("last_day đứng trước first_day: đề nghị sửa một trong hai."),
            "",
        ),
        "step_one_of": (
            _("Mỗi lần nhắc cần đúng một trong ba: before, on_day, overdue."),
            "before: 3 working days",
        ),
        "policy_default_missing": (
            _("Thiếu danh sách nhắc tên “default”."),
            "reminders: {default: […]}",
        ),
        "workdays_basis_missing": (
            _("Thiếu văn bản thông báo lịch nghỉ của năm."),
            "basis: Thông báo số … ngày … của Bộ Nội vụ",
        ),
        "policy_step_twice": (
            _("Một danh sách nhắc có hai lần nhắc trùng nhau: đề nghị bỏ một."),
            "",
        ),
        "template_empty": (
            _("Mẫu cần ít nhất một nhiệm vụ (duties) hoặc một mốc (milestones)."),
            "milestones: [{id: chot-so-lieu, title: Chốt số liệu, day: {on: 06-14}}]",
        ),
        "template_id_twice": (
            _("Trong mẫu có hai mục cùng mã: mỗi nhiệm vụ, mỗi mốc một mã riêng."),
            "",
        ),
        "hours_turned": (
            _("Giờ gửi tin cần from trước to: nếu không, không tin nào được gửi."),
            'hours: {from: "07:00", to: "19:00"}',
        ),
        "policy_morning_late": (
            _(
                "Mọi lời nhắc (at, mặc định 08:00) đều sau giờ gửi tin cuối cùng trong ngày (hours, to)."
            ),
            'hours: {from: "07:00", to: "19:00"}',
        ),
        "policy_phases_late": (
            _(
                "Thông báo về đợt (phases, at) cần trước giờ gửi tin cuối cùng trong ngày (hours, to)."
            ),
            'phases: {at: "08:00"}',
        ),
    }


def _due_rules() -> dict[str, tuple[str, str]]:
    one_of = _(
        "Hạn cần đúng một cách nói: by, before, within, after, on, every, after_each, part_of,"
        " same_as hoặc on_request."
    )
    return {
        **_rules_of_periods(),
        "when_one_of": (one_of, "due: {by: 2024-07-31}"),
        "when_one_span": (
            _("Chỉ dùng một trong ba: days, working_days, months."),
            "due: {after: dot-1, working_days: 10}",
        ),
        "when_needs_span": (
            _("“Sau” cần nói bao lâu: days, working_days hoặc months."),
            "due: {after: dot-1, working_days: 10}",
        ),
        "every_day_of_week": (
            _("Ngày trong tuần viết từ 1 (thứ Hai) đến 7 (Chủ nhật), hoặc last (Chủ nhật)."),
            "due: {every: week, by: 5}",
        ),
        "every_needs_day": (
            _(
                "every cần đúng một ngày của kỳ: by (ngày ấy còn kịp) hoặc before (hết ngày trước đó), "
                "số ngày hoặc last."
            ),
            "due: {every: month, by: 25}",
        ),
        "day_needs_every": (
            _(
                "day, of và ngày không có tháng chỉ dùng với every. Đề nghị thêm every, hoặc viết năm-tháng-ngày."
            ),
            "due: {every: month, by: 25}",
        ),
        "every_week_of_month": (
            _("of chọn tháng của kỳ: không dùng với every: week."),
            "due: {every: quarter, before: 5, of: next month}",
        ),
    }


def _rules_of_periods() -> dict[str, tuple[str, str]]:
    return {
        "every_year_needs_day": (
            _("every: year cần đúng một tháng-ngày, by hoặc before; không dùng day, of."),
            "due: {every: year, by: 12-10}",
        ),
        "except_needs_every": (
            _("except chỉ dùng với every: các kỳ không phải báo cáo riêng."),
            'due: {every: month, by: 15, except: ["06", "12"]}',
        ),
        "except_too_short": (
            _(
                "Kỳ ghi ở except ngắn hơn kỳ báo cáo: đề nghị ghi cả kỳ (tháng 06, quý Q2, nửa năm H1)."
            ),
            "due: {every: quarter, by: 15, except: [Q2]}",
        ),
        "period_needs_part_of": (
            _("period chỉ dùng với part_of: lồng ghép vào báo cáo của kỳ nào."),
            'due: {part_of: bao-cao-thang, period: "12"}',
        ),
        "no_day_of_its_own": (
            _(
                "part_of và same_as lấy ngày của báo cáo kia: không dùng days, working_days, months, roll;"
                " part_of không dùng time."
            ),
            "due: {same_as: bao-cao-thang}",
        ),
    }


def _values() -> dict[str, tuple[str, str]]:
    return {
        "span": (
            _("Khoảng thời gian viết bằng số và đơn vị: days, weeks, months hoặc working days."),
            "5 working days",
        ),
        "period": (
            _("Viết tháng (2024-07 hoặc 07), quý (2024-Q3 hoặc Q3), nửa năm (H1) hay năm (2024)."),
            "within: 2024-07",
        ),
        "clock": (_("Giờ viết bằng giờ:phút, từ 00:00 đến 23:59."), '"17:00"'),
        "whole": (_("Cần một số nguyên."), "10"),
        "day": (_("Đây không phải một ngày. Đề nghị viết năm-tháng-ngày."), "2024-07-31"),
        "no_such_day": (_("Không có ngày này."), "2024-07-31"),
        "day_of_period": (
            _("Ngày của kỳ viết từ 1 đến 31 (của tuần: 1 đến 7), hoặc last (ngày cuối)."),
            "due: {every: month, by: 25}",
        ),
    }


def _of_catalogue() -> dict[str, tuple[str, str]]:
    return {
        NO_LUNAR_DAY: (
            _(
                "Không phải năm nào tháng âm lịch ấy cũng có ngày này. Viết từ 1 đến 29; "
                "ngày cuối tháng (như 30 Chạp) viết day: last."
            ),
            "day: last",
        ),
        DAY_OF_ANNIVERSARY: (
            _("Ngày kỷ niệm cần đúng một ngày có thật: date (dương lịch) hoặc lunar (âm lịch)."),
            'date: "08-28"',
        ),
        COUNTED_TWICE: (
            _("Số năm tính từ first_year, hoặc từ counts: mỗi tên gọi một năm đầu riêng."),
            "counts: [{name: Ngày Phụ nữ Việt Nam, first_year: 2010}]",
        ),
        TWICE: (_("Mã này đã dùng ở trên: mỗi ngày kỷ niệm một mã riêng."), ""),
        NO_LIST: (
            _("Danh mục là danh sách các ngày kỷ niệm dưới mục anniversaries."),
            'anniversaries: [{id: ngay-thanh-lap-so, name_vi: Ngày thành lập Sở, date: "08-28"}]',
        ),
    }
