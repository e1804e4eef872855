"""How many links a link may bring forth."""

from datetime import timedelta

from scheduler.language import _

MOST = 10  # a day: made with it, with those, and so on, and addresses exchanged
DAY = timedelta(hours=24)


def say_too_many(most: int) -> str:
    """How many there were, and what to do."""
    return _(
        "Liên kết này và các liên kết tạo từ nó đã tạo {most} địa chỉ trong 24 giờ, đủ mức một ngày. "
        "Hãy để ngày mai, hoặc nhờ quản trị tạo bằng `thidua subscribe`."
    ).format(most=most)
