"""Dues that are no day: requests, other reports, meetings, receipts; each becomes what a definition can say."""

import re

import pytest

from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from tests.directives.letters import letter

REGIME = (
    "Báo cáo tháng gửi về Sở Nội vụ trước ngày 15 hằng tháng. Báo cáo 6 tháng gửi về Sở Nội vụ trước ngày 10/6/2024."
    " Báo cáo năm gửi về Sở Nội vụ trước ngày 10/12/2024."
)


def drafted(body: str, **letter_words: str) -> str:
    source = letter(body, **letter_words)
    return draft_of(import_directive(source, catalogue={}), catalogue={}).text


def values_of(body: str, key: str, **letter_words: str) -> list[str]:
    """Every `key:` of a duty or milestone in the draft, without its comment."""
    found = re.findall(rf"^    {key}: (.*?) *(?:  #.*)?$", drafted(body, **letter_words), re.M)
    return [str(value) for value in found]


CASES = [
    ("Gửi báo cáo đột xuất khi có yêu cầu của Ủy ban nhân dân tỉnh.", "on_request"),
    ("Báo cáo chuyên đề, đột xuất theo yêu cầu của Sở Nội vụ.", "on_request"),
    (
        "Các đơn vị gửi báo cáo trong vòng 05 ngày làm việc kể từ khi có yêu cầu.",
        "{on_request: true, working_days: 5}",
    ),
    (
        "Các đơn vị gửi báo cáo trong vòng 10 ngày kể từ ngày nhận được Chỉ thị này.",
        "{after: received, days: 10}",
    ),
    (
        "Các đơn vị gửi kế hoạch trong thời hạn 07 ngày làm việc kể từ ngày nhận được Kế hoạch này.",
        "{after: received, working_days: 7}",
    ),
    (
        "Các đơn vị gửi kế hoạch trong vòng 10 ngày kể từ ngày ký Kế hoạch này.",
        "{after: issued, days: 10}",
    ),
    (
        "Gửi báo cáo chậm nhất 05 ngày làm việc sau khi kết thúc đợt.",
        "{after_each: round, working_days: 5}",
    ),
    (
        "Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày tổ chức hội nghị 10 ngày.",
        "{before: hoi-nghi, days: 10}",
    ),
    (
        "Gửi hồ sơ khen thưởng ít nhất 10 ngày làm việc trước ngày tổ chức hội nghị tổng kết.",
        "{before: hoi-nghi-tong-ket, working_days: 10}",
    ),
    (
        "Gửi báo cáo kết quả trong vòng 10 ngày sau khi kết thúc Hội nghị biểu dương.",
        "{after: hoi-nghi-bieu-duong, days: 10}",
    ),
    ("Báo cáo kết quả phong trào gửi cùng kỳ báo cáo kinh tế - xã hội.", "null"),
    ("Kết quả thực hiện được lồng ghép trong báo cáo tháng 12.", "null"),
]


@pytest.mark.parametrize(("clause", "due"), CASES)
def test_due_that_is_no_day_is_drafted_as_what_it_waits_for(clause: str, due: str) -> None:
    assert values_of(clause, "due") == [due]


def test_meeting_is_a_milestone_that_waits_for_its_day() -> None:
    text = drafted("Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày tổ chức hội nghị 10 ngày.")
    assert "  - id: hoi-nghi\n" in text
    assert "day: null  # văn bản không ghi ngày; đề nghị ấn định" in text


def test_meeting_that_the_text_dates_is_taken_as_it_is() -> None:
    body = "Lễ tuyên dương tổ chức ngày 20/12/2024. Gửi hồ sơ khen thưởng trước ngày tổ chức lễ tuyên dương 10 ngày."
    assert values_of(body, "due") == ["{before: le-tuyen-duong, days: 10}"]
    assert values_of(body, "day") == ["{on: 2024-12-20}"]


def test_report_told_within_another_names_it() -> None:
    body = f"{REGIME}\nKết quả phong trào thi đua được lồng ghép trong báo cáo tháng 12."
    assert values_of(body, "due")[-1] == "{part_of: bao-cao-thang, period: 12}"


def test_report_of_the_same_days_names_the_other() -> None:
    body = f"{REGIME}\nHồ sơ khen thưởng gửi cùng thời điểm với báo cáo năm."
    assert values_of(body, "due")[-1] == "{same_as: bao-cao-nam}"


def test_report_of_another_regime_is_asked_for_in_its_words() -> None:
    text = drafted("Báo cáo kết quả phong trào gửi cùng kỳ báo cáo kinh tế - xã hội.")
    assert "văn bản chỉ nói: cùng kỳ báo cáo kinh tế - xã hội" in re.sub(r"gửi cùng", "cùng", text)
    assert "due: {same_as: …}" in text


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        (
            "; riêng tháng 6 và tháng 12 gộp vào báo cáo 6 tháng và báo cáo năm",
            "[{period: 06, part_of: bao-cao-6-thang}, {period: 12, part_of: bao-cao-nam}]",
        ),
        (" (riêng tháng 6, 12 gộp vào báo cáo 6 tháng, năm)", None),
        (" (trừ tháng 6 và tháng 12)", "[06, 12]"),
    ],
)
def test_months_left_out_are_exceptions(words: str, left_out: str | None) -> None:
    body = REGIME.replace("hằng tháng", f"hằng tháng{words}", 1)
    expected = (
        left_out or "[{period: 06, part_of: bao-cao-6-thang}, {period: 12, part_of: bao-cao-nam}]"
    )
    assert values_of(body, "due") == [
        f"{{every: month, before: 15, except: {expected}}}",
        "{before: 2024-06-10}",
        "{before: 2024-12-10}",
    ]


def test_two_days_of_every_year_are_both_yearly() -> None:
    body = "Các đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 20/6 và 10/12 hằng năm."
    assert values_of(body, "due") == ["{before: 06-20}", "{before: 12-10}"]


def test_report_within_a_month_that_is_left_out_is_within_what_holds_it() -> None:
    left_out = "hằng tháng; riêng tháng 12 gộp vào báo cáo năm"
    body = REGIME.replace("hằng tháng", left_out, 1)
    assert values_of(f"{body}\nKết quả thi đua được lồng ghép trong báo cáo tháng 12.", "due")[
        -1
    ] == ("{part_of: bao-cao-nam}")


def test_how_reports_are_sent_is_said_of_all_of_a_section() -> None:
    body = (
        "1. Đăng ký thi đua gửi Sở Nội vụ trước ngày 28/02/2024.\n2. Chế độ báo cáo\n"
        "- Báo cáo tháng: trước ngày 25 hằng tháng.\n- Báo cáo năm: trước ngày 10/12/2024.\n"
        "Báo cáo thực hiện theo Mẫu số 01 kèm theo, gửi qua Hệ thống quản lý văn bản và điều hành, đồng thời gửi bản"
        " mềm qua thư điện tử.\n"
    )
    proof = (
        '[number, file, {form: "Mẫu số 01"}, {channel: "Hệ thống quản lý văn bản và điều hành"},'
        ' {channel: "Thư điện tử"}]'
    )
    assert values_of(body, "proof") == [proof, proof]
    assert "unplaced" not in drafted(body)


@pytest.mark.parametrize(
    ("clause", "owed_by", "to"),
    [
        (
            "Các xã, phường gửi báo cáo về Sở Nội vụ trước ngày 10/12/2024.",
            "{kinds: [xa, phuong]}",
            "so-noi-vu",
        ),
        (
            "Ủy ban nhân dân các huyện, thành phố gửi báo cáo về Sở Nội vụ trước ngày 10/12/2024.",
            "{kinds: [huyen, thanh-pho]}",
            "so-noi-vu",
        ),
        (
            "Các sở, UBND các huyện gửi báo cáo về Sở Nội vụ trước ngày 10/12/2024.",
            "{all: true}",
            "so-noi-vu",
        ),
        (
            "Sở Tài chính báo cáo kết quả về Sở Nội vụ trước ngày 10/12/2024.",
            "{ids: [so-tai-chinh]}",
            "so-noi-vu",
        ),
        (
            "Trưởng các Cụm, Khối thi đua tổ chức sơ kết trước ngày 10/7/2024.",
            "{block_heads: all}",
            "co-quan-thuong-truc",
        ),
        (
            "Các sở, ban, ngành, địa phương gửi báo cáo về Sở Nội vụ trước ngày 10/12/2024.",
            "{all: true}",
            "so-noi-vu",
        ),
        (
            "Sở Nội vụ tổng hợp, trình Chủ tịch Ủy ban nhân dân tỉnh báo cáo tổng kết trước ngày 20/12/2024.",
            "{ids: [co-quan-thuong-truc]}",
            '{name: "Chủ tịch Ủy ban nhân dân tỉnh"}',
        ),
        (
            "Đối với Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh gửi báo cáo về Sở Nội vụ trước ngày 05/12/2024.",
            "{ids: [cong-an-tinh, bo-chi-huy-quan-su-tinh]}",
            "so-noi-vu",
        ),
        (
            "Giao Phòng Văn hóa - Xã hội tham mưu Ủy ban nhân dân xã báo cáo Ủy ban nhân dân tỉnh trước ngày"
            " 10/12/2024.",
            "{ids: [co-quan-thuong-truc]}",
            '{name: "Ủy ban nhân dân tỉnh"}',
        ),
        (
            "Gửi báo cáo qua Hệ thống quản lý văn bản trước ngày 10/12/2024.",
            "{}",
            "co-quan-thuong-truc",
        ),
    ],
)
def test_who_owes_and_who_receives_are_those_of_the_clause(
    clause: str, owed_by: str, to: str
) -> None:
    assert values_of(clause, "owed_by") == [owed_by]
    assert values_of(clause, "to") == [to]


def test_two_months_are_each_within_their_own_report() -> None:
    left_out = "hằng tháng; riêng tháng 6 và tháng 12 lồng ghép trong báo cáo sơ kết, tổng kết"
    body = f"""1. Báo cáo tháng: các đơn vị gửi về Sở Nội vụ trước ngày 20 {left_out}.
2. Báo cáo sơ kết Đợt 1: gửi về Sở Nội vụ trước ngày 10/7/2024.
3. Báo cáo tổng kết phong trào: gửi về Sở Nội vụ trước ngày 10/12/2024."""
    held = re.findall(r"period: (\d\d), part_of: ([\w-]+)", drafted(body))
    assert [(month, host[:15]) for month, host in held] == [
        ("06", "bao-cao-so-ket-"),
        ("12", "bao-cao-tong-ke"),
    ]


def test_a_day_of_about_that_time_is_asked_about() -> None:
    asked = drafted("Hồ sơ khen thưởng gửi về Sở Nội vụ khoảng giữa tháng 11/2024.")
    assert "văn bản ghi khoảng: giữa tháng 11/2024" in asked
    assert "văn bản ghi khoảng" not in drafted(
        "Hồ sơ khen thưởng gửi về Sở Nội vụ trước ngày 15/11/2024."
    )


@pytest.mark.parametrize(
    "clause",
    [
        "Báo cáo gửi muộn hơn ngày 15/9/2024 không được xét.",
        "Các đơn vị nộp báo cáo trễ hơn ngày 15/9/2024 bị trừ điểm.",
        "Đơn vị gửi báo cáo chậm hơn ngày 15/9/2024 bị trừ 2 điểm.",
        "Các đơn vị gửi báo cáo kết quả sớm nhất là ngày 15/9/2024.",
        "Các đơn vị gửi báo cáo không sớm hơn ngày 15/9/2024.",
    ],
)
def test_what_comes_later_or_not_earlier_has_no_deadline(clause: str) -> None:
    read = import_directive(letter(clause), catalogue={})
    assert read.deadlines == ()


@pytest.mark.parametrize(
    ("bound", "due"),
    [
        ("không trễ hơn", "by"),
        ("không chậm hơn", "by"),
        ("không được muộn hơn", "by"),
        ("không được quá", "by"),
        ("sớm hơn", "before"),
    ],
)
def test_bound_that_compares_is_a_bound(bound: str, due: str) -> None:
    text = f"Các đơn vị gửi báo cáo kết quả về Sở Nội vụ {bound} ngày 10/9/2024."
    [one] = import_directive(letter(text), catalogue={}).deadlines
    assert (one.due, one.bound) == ("2024-09-10", due)
