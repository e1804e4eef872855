"""What a card says, and that it always fits and never breaks."""

import html
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.telegram.sending.card import render
from bots.telegram.text import LIMIT
from scheduler.run.saying.notice import About, Reader
from scheduler.text import cut, units
from tests.bots.notices import DUE, ZONE, make_item, make_notice
from tests.loopback.entities import parse


def said(*items, **changes) -> list[str]:
    return render(make_notice(*items, **changes)).plain.splitlines()


def test_card_reads_as_a_head_of_a_unit_needs_it():
    item = make_item(proof=("number", "file"))
    assert said(item) == [
        "Hạn 28/6: Báo cáo sơ kết đợt 1",
        "17:00 thứ Sáu, 28/6/2024, còn 3 ngày làm việc",
        "",
        "Kính gửi: Đồng chí Giám đốc Sở Y tế",
        "Đơn vị: Sở Y tế",
        "Nơi nhận: Sở Nội vụ",
        "Cần gửi: số, ký hiệu văn bản; tệp văn bản",
        "Phong trào: Thi đua hoàn thành kế hoạch năm 2024",
        "Văn bản: 210/KH-UBND ngày 15/01/2024",
        "Căn cứ: “gửi báo cáo trước ngày 29/6/2024”",
    ]


def test_several_items_share_what_they_have_in_common():
    later = make_item(
        duty="Báo cáo 6 tháng", due_at=DUE + timedelta(days=3), working_days_left=4, origin="set"
    )
    assert said(later, make_item()) == [
        "2 nhiệm vụ. Hạn 28/6: Báo cáo sơ kết đợt 1",
        "",
        "Kính gửi: Đồng chí Giám đốc Sở Y tế",
        "Đơn vị: Sở Y tế",
        "Nơi nhận: Sở Nội vụ",
        "Phong trào: Thi đua hoàn thành kế hoạch năm 2024",
        "Văn bản: 210/KH-UBND ngày 15/01/2024",
        "",
        "1. Hạn 28/6: Báo cáo sơ kết đợt 1",
        "17:00 thứ Sáu, 28/6/2024, còn 3 ngày làm việc",
        "Căn cứ: “gửi báo cáo trước ngày 29/6/2024”",
        "",
        "2. Hạn 01/7: Báo cáo 6 tháng",
        "17:00 thứ Hai, 01/7/2024, còn 4 ngày làm việc",
        (
            "Căn cứ: thời hạn do cơ quan thường trực ấn định, văn bản không quy định: gửi báo cáo trước ngày "
            "29/6/2024"
        ),
    ]


REASONS = [
    ("quoted", "Căn cứ: “x”"),
    ("derived", "Căn cứ: xác định theo x (văn bản không quy định)"),
    ("set", "Căn cứ: thời hạn do cơ quan thường trực ấn định, văn bản không quy định: x"),
]


@pytest.mark.parametrize(("origin", "why"), REASONS)
def test_why_it_is_owed_is_told_apart(origin, why):
    assert why in said(make_item(origin=origin, origin_text="x"))


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2024, 6, day, hour, tzinfo=ZONE)


FULL = "17:00 thứ Sáu, 28/6/2024"
MOMENTS = [
    (at(28), 0, "Hạn 17:00 hôm nay: ", "Thứ Sáu, 28/6/2024"),
    (at(28, 18), 0, "Quá hạn từ 17:00 hôm nay: ", "Thứ Sáu, 28/6/2024"),
    (at(29), 0, "Quá hạn từ 28/6: ", f"{FULL}, đã quá hạn"),
    (at(30), -1, "Quá hạn từ 28/6: ", f"{FULL}, quá hạn 1 ngày làm việc"),
    (at(27), 1, "Hạn 28/6: ", f"{FULL}, còn 1 ngày làm việc"),
    (at(27), 0, "Hạn 28/6: ", f"{FULL}, không còn ngày làm việc nào"),
]


@pytest.mark.parametrize(("now", "left", "first", "due"), MOMENTS)
def test_first_lines_say_where_we_stand(now, left, first, due):
    lines = said(make_item(working_days_left=left), now=now)
    assert lines[0] == f"{first}Báo cáo sơ kết đợt 1"
    assert lines[1] == due


def test_unit_that_the_greeting_names_is_not_named_again():
    own = render(make_notice(unit="Sở Y tế")).plain
    assert own.count("Sở Y tế") == 1
    others = make_notice(make_item(reader=Reader.OTHER), unit="Sở Y tế")
    assert "Sở Y tế" in render(others).plain.splitlines()[0]


def test_overdue_card_tells_the_cut_off():
    late = make_item(working_days_left=-1, cut_off_at=at(30, 17))
    assert "Hạn tiếp nhận cuối cùng: 17:00 Chủ nhật, 30/6/2024" in said(late, now=at(29))
    assert "Đã hết thời hạn tiếp nhận từ 17:00 Chủ nhật, 30/6/2024" in said(late, now=at(30, 18))


def test_day_off_nobody_confirmed_is_told_below_the_reason():
    told = said(make_item(unsure_on=date(2026, 11, 24)))
    assert told[-1].startswith("Ngày 24/11/2026 chưa xác nhận là ngày nghỉ")


def test_evening_of_the_day_is_not_late_yet():
    """17:00 is what an office shows; the day ends at 24:00."""
    item = make_item(late_after=at(29, 0), working_days_left=0)
    told = said(item, now=at(28, 18))
    assert told[0] == "Hạn 17:00 hôm nay: Báo cáo sơ kết đợt 1"
    assert not [line for line in told if "quá hạn" in line.lower()]
    stated = said(make_item(working_days_left=0), now=at(28, 18))
    assert stated[0] == "Quá hạn từ 17:00 hôm nay: Báo cáo sơ kết đợt 1"


def test_midnight_is_the_end_of_the_day_that_is_over():
    late = make_item(working_days_left=-1, cut_off_at=at(20, 0) + timedelta(days=10))
    assert "Hạn tiếp nhận cuối cùng: 24:00 thứ Bảy, 29/6/2024" in said(late, now=at(29))
    assert "Đã hết thời hạn tiếp nhận từ 24:00 thứ Bảy, 29/6/2024" in said(late, now=at(30, 18))


def test_merged_card_counts_the_overdue():
    late = make_item(due_at=at(24, 17), working_days_left=-1)
    assert (
        said(make_item(), late)[0]
        == "2 nhiệm vụ (1 quá hạn). Quá hạn từ 24/6: Báo cáo sơ kết đợt 1"
    )


def test_another_year_is_said():
    due = datetime(2025, 1, 3, 17, tzinfo=ZONE)
    assert said(make_item(due_at=due, working_days_left=9))[0].startswith("Hạn 03/01/2025: ")


def test_instants_are_said_in_the_zone_of_the_campaign():
    utc = make_item(due_at=DUE.astimezone(UTC))
    assert said(utc)[1].startswith("17:00 thứ Sáu, 28/6/2024")


def test_rehearsal_is_said_first_and_last():
    lines = said(rehearsal=True)
    assert lines[0] == "[Diễn tập] Hạn 28/6: Báo cáo sơ kết đợt 1"
    assert lines[-1] == "Tin diễn tập, không phải thực hiện."


def test_directive_without_number_and_day_is_left_out():
    assert not any(line.startswith("Văn bản:") for line in said(make_item(directive="")))


def test_many_items_lose_detail_before_they_are_left_out():
    items = [make_item(duty=f"Việc {n}", origin_text=f"câu {n}" * 20) for n in range(12)]
    card = render(make_notice(*items))
    assert units(card.plain) <= LIMIT
    assert all(f"{n + 1}. Hạn 28/6: Việc {n}\n" in card.plain for n in range(12))


def test_many_units_that_owe_the_same_are_all_named():
    items = [
        make_item(unit=f"Ủy ban nhân dân xã số {n}", cut_off_at=DUE + timedelta(days=21))
        for n in range(57)
    ]
    lines = said(*items, now=at(28, 18), post="Giám đốc Sở Nội vụ")
    assert lines.count("Quá hạn từ 17:00 hôm nay: Báo cáo sơ kết đợt 1") == 1
    assert lines[-57:] == [f"{n + 1}. Ủy ban nhân dân xã số {n}" for n in range(57)]


def test_what_is_the_same_of_many_units_is_said_once_on_a_phone():
    """A block head is told of six units that owe one report."""
    items = [
        make_item(unit=f"Xã {n}", step="overdue-3wd", cut_off_at=DUE + timedelta(days=21))
        for n in range(6)
    ]
    lines = said(*items, now=at(28, 18))
    assert lines.count("Quá hạn từ 17:00 hôm nay: Báo cáo sơ kết đợt 1") == 1
    assert len(lines) < 15


def test_buttons_of_one_a_row_stand_side_by_side():
    taken = [make_item(state="accepted", proof=("file",), reference=f"r{n}") for n in range(21)]
    rows = labels(*taken)
    assert [len(row) for row in rows] == [4, 4, 4, 4, 4, 1]
    assert rows[5] == ["21. Xem tệp"]


def test_what_is_left_out_is_called_later_only_when_it_is():
    items = [make_item(unit=f"Ủy ban nhân dân xã số {n} " + "dài " * 20) for n in range(90)]
    lines = said(*items)
    shown = sum(bool(re.match(r"\d+\. ", line)) for line in lines)
    assert 1 < shown < 90
    assert lines[-1] == f"… và {90 - shown} nhiệm vụ nữa."


def test_far_too_many_items_are_cut_between_items_and_counted():
    items = [
        make_item(duty=f"Việc số {n} " + "rất dài " * 20, due_at=DUE + timedelta(days=n))
        for n in range(60)
    ]
    lines = said(*items)
    shown = sum(bool(re.match(r"\d+\. ", line)) for line in lines)
    assert lines[0].startswith("60 nhiệm vụ.")
    assert lines[-1] == f"… và {60 - shown} nhiệm vụ nữa, hạn muộn hơn."
    assert units("\n".join(lines)) <= LIMIT


texts = st.text(max_size=120) | st.sampled_from(
    ["😀" * 4096, "<b>", "</b>&lt;", "\u202egnuv", "a\nb"]
)
items = st.builds(
    lambda **k: make_item(**k),
    duty=texts,
    unit=texts,
    to=texts,
    campaign=texts,
    directive=texts,
    origin_text=texts,
    origin=st.sampled_from(["quoted", "derived", "set"]),
    working_days_left=st.integers(-30, 30),
    due_at=st.integers(-4000, 4000).map(lambda hours: DUE + timedelta(hours=hours)),
    proof=st.lists(texts, max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(items, min_size=1, max_size=30), st.sampled_from(["vi", "en"]), st.booleans())
def test_any_card_fits_and_is_read_as_meant(given_items, language, rehearsal):
    notice = make_notice(*given_items, language=language, rehearsal=rehearsal)
    card = render(notice)
    text, _ = parse(card.html, "HTML")
    assert text == card.plain.strip()
    assert units(card.plain) <= LIMIT
    assert unicodedata.is_normalized("NFC", card.plain)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", card.plain)


@given(st.text(), st.integers(2, 50))
def test_clean_value_is_one_line_within_its_limit(value, limit):
    cleaned = cut(value, limit)
    assert units(cleaned) <= limit
    assert len(cleaned.splitlines()) <= 1
    assert html.unescape(html.escape(cleaned)) == cleaned


def labels(*items) -> list[list[str]]:
    return [[button.text for button in row] for row in render(make_notice(*items)).rows]


def handed_in(**changes):
    about = About(5, "submitted", number="1/BC", files=changes.pop("files", 1))
    given = {"step": "submitted-5", "state": "submitted", "reader": Reader.STANDING_BODY}
    return make_item(**{**given, "about": about, **changes})


def test_card_of_a_report_with_files_opens_them():
    assert labels(handed_in()) == [["Nhận", "Trả lại", "Xem tệp"]]
    assert labels(handed_in(files=0)) == [["Nhận", "Trả lại"]]


def test_card_of_a_report_taken_in_still_opens_its_files():
    taken = About(5, "accepted", number="1/BC", files=1, decided_at=DUE, decided_by="Trưởng ban")
    assert labels(handed_in(state="accepted", about=taken)) == [["Xem tệp"]]


def test_merged_card_of_reports_opens_each():
    later = DUE + timedelta(days=1)
    assert labels(handed_in(), handed_in(due_at=later)) == [
        ["1. Nhận", "1. Trả lại", "1. Xem tệp"],
        ["2. Nhận", "2. Trả lại", "2. Xem tệp"],
    ]


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_card_of_the_unit_opens_what_it_handed_in(state):
    assert labels(make_item(state=state, proof=("number", "file"))) == [["Xem tệp"]]
    assert labels(make_item(state=state, proof=("number",))) == []


def test_wish_of_long_ago_says_nothing_about_files():
    wish = About(3, "granted", wanted_at=DUE, granted_at=DUE, decided_at=DUE)
    item = make_item(
        state="submitted", step="extension_granted-3", about=wish, proof=("number", "file")
    )
    assert labels(item) == [["Xem tệp"]]


def test_who_is_only_told_opens_nothing():
    assert labels(handed_in(reader=Reader.OTHER)) == []


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("đồng chí", "Kính gửi: Đồng chí Giám đốc Sở Y tế"),
        ("thầy/cô", "Kính gửi: Thầy/cô Giám đốc Sở Y tế"),
    ],
)
def test_card_addresses_its_reader_as_the_issuer_does(address, to):
    assert to in said(make_item(), address=address)


def test_card_in_the_chat_of_a_unit_names_the_unit_alone():
    assert "Kính gửi: Sở Y tế" in said(make_item(), post="Sở Y tế", unit="Sở Y tế")
