"""What a round, a peak or an anniversary tells by itself, as cards and mails say it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bots.mail.message import correct
from bots.telegram.sending.card import render
from bots.telegram.text import LIMIT
from scheduler.dates.say import say_day, say_day_in_numbers, say_left, say_moment, say_span
from scheduler.language import _
from scheduler.plan.model import AnnouncementKind
from scheduler.run.saying.notice import Announced, KeptDay, OwedWithin
from scheduler.text import units
from scheduler.words import entry, span
from tests.bots.mail.test_mail_message import body, read
from tests.bots.notices import ZONE, make_item, make_notice

MORNING = datetime(2024, 7, 1, 8, tzinfo=ZONE)


def opens(**changes: Any) -> Announced:
    given: dict[str, Any] = {
        "kind": AnnouncementKind.OPENING,
        "reference": "phu-tho-2024/dot-2",
        "title": "Đợt thi đua thứ hai",
        "campaign": "Thi đua năm 2024",
        "directive": "210/KH-UBND ngày 15/01/2024",
        "first_on": date(2024, 7, 1),
        "last_on": date(2024, 12, 31),
        "working_days_left": 130,
        "days": (KeptDay("Ngày Thương binh - Liệt sĩ", date(2024, 7, 27), 77, "khac"),),
        "owed": (OwedWithin("Báo cáo sơ kết", "", datetime(2024, 7, 31, 17, tzinfo=ZONE)),),
    }
    return Announced(**given | changes)


def numbers(*day: int) -> str:
    return say_day_in_numbers(date(*day))


def card(*announced: Announced, now: datetime = MORNING, **more: Any) -> list[str]:
    notice = make_notice(now=now, announced=announced, **more)
    return render(replace(notice, items=more.get("items", ()))).plain.splitlines()


def test_an_opening_says_when_what_for_and_what_is_due() -> None:
    report = opens().owed[0]
    lines = card(opens())
    assert lines[0] == "Bắt đầu hôm nay: Đợt thi đua thứ hai"
    assert lines[4:] == [
        f"Thời gian: {say_span(date(2024, 7, 1), date(2024, 12, 31))}",
        "Chào mừng:",
        f"• {numbers(2024, 7, 27)}: 77 năm Ngày Thương binh - Liệt sĩ ({span.occasion('khac')})",
        "Báo cáo trong thời gian này:",
        f"• Báo cáo sơ kết: {say_moment(report.due_at, ZONE)}",
        entry.of_campaign("Thi đua năm 2024"),
        entry.by_directive("210/KH-UBND ngày 15/01/2024"),
        "Thông báo để đồng chí biết và tổ chức thực hiện; không phải trả lời tin này.",
    ]


def test_told_before_a_day_off_it_says_from_when() -> None:
    before = datetime(2024, 6, 28, 8, tzinfo=ZONE)
    assert card(opens(), now=before)[0] == f"Bắt đầu từ ngày {numbers(2024, 7, 1)}: {opens().title}"


def test_a_report_due_after_the_last_day_is_said_to_be_next() -> None:
    later = OwedWithin("Báo cáo năm", "", datetime(2025, 1, 10, 17, tzinfo=ZONE))
    assert "Báo cáo kế tiếp:" in card(opens(owed=(later,)))


def test_the_last_week_says_what_is_left() -> None:
    lines = card(opens(kind=AnnouncementKind.LAST_WEEK, working_days_left=4))
    assert lines[0] == f"Kết thúc ngày {numbers(2024, 12, 31)}: {opens().title}"
    assert f"Thời gian còn lại: {say_left(4)}" in lines


def test_an_anniversary_says_its_number_and_class() -> None:
    day = date(2024, 5, 7)
    one = opens(
        kind=AnnouncementKind.ANNIVERSARY, title="Ngày Chiến thắng Điện Biên Phủ", first_on=day,
        last_on=day, ordinal=70, occasion="tron", days=(), owed=(),
    )  # fmt: skip
    lines = card(one)
    assert lines[0] == f"{numbers(2024, 5, 7)}: 70 năm Ngày Chiến thắng Điện Biên Phủ"
    assert lines[4] == f"{say_day(day)} ({span.occasion('tron')})"


def test_a_day_that_was_told_otherwise_is_said_to_have_moved() -> None:
    told = f"Ngày đã điều chỉnh; trước đây đã thông báo ngày {numbers(2024, 6, 15)}."
    assert told in card(opens(told_before=date(2024, 6, 15)))


def test_what_is_due_comes_first_in_one_card_and_its_buttons_stay() -> None:
    notice = make_notice(make_item(), now=MORNING, announced=(opens(),))
    shown = render(notice)
    lines = shown.plain.splitlines()
    assert lines[0].endswith(". Bắt đầu hôm nay: Đợt thi đua thứ hai")
    assert lines.index("Bắt đầu hôm nay: Đợt thi đua thứ hai") > 4
    assert shown.rows == render(replace(notice, announced=())).rows
    assert not render(replace(notice, items=())).rows


def test_however_much_is_told_it_is_one_message() -> None:
    days = tuple(KeptDay("Ngày " + "rất dài " * 40, date(2024, 7, n + 1), 70) for n in range(20))
    owed = tuple(replace(opens().owed[0], duty="Báo cáo " * 40) for _ in range(20))
    many = tuple(opens(title="Đợt " * 100, days=days, owed=owed) for _ in range(9))
    assert units("\n".join(card(*many))) <= LIMIT
    items = tuple(make_item(duty="Báo cáo " * 60, obligation_id=n) for n in range(30))
    assert units("\n".join(card(*many, items=items))) <= LIMIT
    assert "… và 5 thông báo nữa." in card(*many)


def test_a_mail_tells_it_and_asks_for_nothing() -> None:
    notice = replace(make_notice(now=MORNING, announced=(opens(),)), items=())
    mail = read(notice)
    assert mail["Subject"] == "Bắt đầu hôm nay: Đợt thi đua thứ hai"
    assert "không phải trả lời tin này" in body(mail, "plain")
    assert _("Thư này để {you} biết, không phải thực hiện gì thêm.") not in body(mail, "plain")


def test_a_mail_that_corrects_a_deadline_does_not_tell_it_again() -> None:
    notice = make_notice(make_item(), now=MORNING, announced=(opens(),))
    assert correct("delivery-1.1.0000@so.example", notice).announced == ()


def test_in_english_it_is_english() -> None:
    lines = card(opens(), language="en")
    assert lines[0] == "Begins today: Đợt thi đua thứ hai"
    assert lines[-1] == "For your information and for you to carry out; this needs no answer."
