"""Notices for the tests of channels: Lai Châu's zone, a Tuesday three working days before the due day."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler import steps
from scheduler.run.saying.notice import Notice, NoticeItem, StandingBody

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 6, 25, 8, 0, tzinfo=ZONE)
DUE = datetime(2024, 6, 28, 17, 0, tzinfo=ZONE)


def make_item(**changes: Any) -> NoticeItem:
    fields: dict[str, Any] = {
        "obligation_id": 1,
        "reference": "phu-tho-2024/so-ket-dot-1/2024/so-y-te",
        "step": "before-3wd",
        "duty": "Báo cáo sơ kết đợt 1",
        "campaign": "Thi đua hoàn thành kế hoạch năm 2024",
        "directive": "210/KH-UBND ngày 15/01/2024",
        "unit": "Sở Y tế",
        "to": "Sở Nội vụ",
        "due_at": DUE,
        "cut_off_at": None,
        "working_days_left": 3,
        "origin": "quoted",
        "origin_text": "gửi báo cáo trước ngày 29/6/2024",
        "revision": 1,
        "page": "cong-khai/phu-tho/phu-tho-2024/muc/deadline/so-ket-dot-1/2024",
    }
    given = {**fields, **changes}
    given.setdefault("late_after", given["due_at"])  # as where the text states the hour
    return NoticeItem(**given | {"step": steps.parse(given["step"])})


def make_notice(*items: NoticeItem, **changes: Any) -> Notice:
    fields: dict[str, Any] = {
        "delivery_id": 1,
        "issuer": "phu-tho",
        "zone": "Asia/Ho_Chi_Minh",
        "post": "Giám đốc Sở Y tế",
        "language": "vi",
        "now": NOW,
        "items": items or (make_item(),),
        "standing_body": StandingBody("Ban Thi đua - Khen thưởng"),
    }
    return Notice(**{**fields, **changes})
