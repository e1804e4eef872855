"""Links to calendars, for every door that makes them: what each of their addresses is for."""

from scheduler.language import _
from scheduler.words import entry


def shows(kind: str, name: str) -> str:
    """ "Khối: Các sở, ngành": what a link shows, by the kind of its scope."""
    return {
        "campaign": entry.of_campaign(name),
        "unit": entry.owed_by(name),
        "block": _("Khối: {text}").format(text=name),
        "issuer": _("Toàn bộ: {text}").format(text=name),
        "person": own_work(),
    }[kind]


def own_work() -> str:
    """The calendar of what one person owes: it never names them."""
    return _("Nhiệm vụ của đơn vị")


def say_too_many(most: int) -> str:
    """How many there were, and what to do."""
    return _(
        "Đã tạo {most} địa chỉ lịch trong 24 giờ, đủ mức một ngày. Đề nghị để ngày mai, hoặc nhờ quản trị "
        "tạo bằng `thidua subscribe`."
    ).format(most=most)


def say_reads() -> str:
    """What the address of a calendar is for."""
    return _(
        "Dán địa chỉ này vào chương trình lịch, mục “đăng ký lịch theo URL”. "
        "Ai có địa chỉ này đều đọc được lịch, không sửa được gì."
    )


def say_manages() -> str:
    """What the second address of a link is for."""
    return _(
        "Đề nghị giữ riêng địa chỉ này: ai có địa chỉ đều thu hồi, cấp lại, tạo thêm được liên kết. "
        "Không dán vào lịch, không chuyển cho người khác."
    )


def say_once() -> str:
    """That no address is told again."""
    return _("Địa chỉ chỉ hiện lần này.")


def say_only_reads() -> str:
    """Where to manage a link, for who has the address of its calendar."""
    return _(
        "Địa chỉ này chỉ để đọc. Để thu hồi, cấp lại hoặc tạo thêm liên kết, "
        "người tạo liên kết mở địa chỉ quản lý đã nhận lúc tạo. "
        "Không còn địa chỉ đó: gõ /lich trong bot để tạo liên kết mới, "
        "hoặc nhờ người quản trị cấp lại bằng `thidua reissue`."
    )
