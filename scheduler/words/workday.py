"""Why a day is not worked, by which text, and what of a year's calendar is not sure yet."""

from datetime import date

from scheduler.dates.say import say_day
from scheduler.dates.workdays import DayKind, SpecialDay
from scheduler.language import _

_CODE_OF_2012, _CODE_OF_2019 = 2014, 2021  # the first whole year of each Labour Code


def kind(one: SpecialDay) -> str:
    """ "nghỉ lễ": what a day is."""
    return {
        DayKind.HOLIDAY: _("nghỉ lễ"),
        DayKind.IN_LIEU: _("nghỉ bù"),
        DayKind.ACT: _("nghỉ lễ"),
        DayKind.SWAP_OFF: _("nghỉ hoán đổi"),
        DayKind.SWAP_WORKED: _("làm việc bù"),
        DayKind.UNCONFIRMED: _("chưa xác nhận, tính là ngày làm việc"),
    }[one.kind]


def name(one: SpecialDay) -> str:
    """What the day is called; of one in exchange, for which day, where that is known."""
    if one.exchanged_for is not None:
        return _("hoán đổi với {day}").format(day=say_day(one.exchanged_for))
    return one.name


def basis(one: SpecialDay) -> str:
    """By which text it is that: of the law, of a notice or an act that was entered, or of which none was."""
    if one.kind is DayKind.UNCONFIRMED:
        return _(
            "Nghị quyết 80-NQ/TW ngày 07/01/2026 và Nghị quyết 30/NQ-CP tháng 02/2026 nêu chủ trương;"
            " chưa nhập văn bản của Quốc hội"
        )
    if one.kind in (DayKind.SWAP_OFF, DayKind.SWAP_WORKED):
        return one.basis or _("chưa nhập thông báo; theo dữ liệu kèm chương trình")
    return one.basis or _law(one)


def short_basis(one: SpecialDay) -> str:
    """The same beside the notice of the year, which is told in full below."""
    swapped = one.kind in (DayKind.SWAP_OFF, DayKind.SWAP_WORKED) and one.basis
    return _("thông báo của năm, ghi ở dưới") if swapped else basis(one)


def _law(one: SpecialDay) -> str:
    if one.on.year < _CODE_OF_2012:
        return _("theo dữ liệu kèm chương trình")
    if one.on.year < _CODE_OF_2019:
        return _("Bộ luật Lao động 2012, Điều 115")
    if one.kind is DayKind.IN_LIEU:
        return _("Bộ luật Lao động 2019, Điều 111 khoản 3")
    return _("Bộ luật Lao động 2019, Điều 112")


def not_announced(year: int | str) -> str:
    """That the notice of a year was not entered, and what to do."""
    told = _(
        "Năm {year}: tạm tính theo Điều 112 Bộ luật Lao động;"
        " đề nghị nhập thông báo của Bộ Nội vụ vào workdays/{year}.yaml."
    )
    return told.format(year=year)


def unconfirmed(day: date) -> str:
    """That a day counts as worked until its act is entered, and how that is done."""
    told = _(
        "{day} chưa xác nhận là ngày nghỉ nên tính là ngày làm việc; khi có văn bản, đề nghị nhập vào"
        ' workdays/{year}.yaml: holidays: [{{day: {iso}, act: "số, ký hiệu văn bản"}}]'
    )
    return told.format(day=say_day(day), year=day.year, iso=day.isoformat())
