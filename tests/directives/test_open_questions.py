"""What a text leaves open is asked in its draft, all of it in one run; nobody owes what was not given to him."""

import pytest

from scheduler.definition.check import check, open_questions
from scheduler.definition.read import examine_text
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from tests.build import POLICIES
from tests.directives.letters import letter
from tests.directives.test_from_text_to_plan import CATALOGUE, UNITS, days, drafted, planned
from tests.directives.test_headings import owed

OPEN = """Đợt 1: từ ngày 15/02/2027 đến khi kết thúc Đại hội.
Đợt 2: có thông báo sau.
Ủy ban nhân dân tỉnh tổ chức tổng kết phong trào trước ngày 20/12/2027.
Báo cáo kết quả năm gửi về Sở Nội vụ trước ngày 10/12/2027.
Các đơn vị gửi hồ sơ khen thưởng chậm nhất 10 ngày kể từ khi lập được thành tích.
"""


def asked(text: str) -> list[str]:
    document = examine_text(text, name="nhap.yaml")
    found = check(document, organisation=UNITS, catalogue=CATALOGUE, policies=POLICIES)
    faults = [one for one in found if not one.warning]
    told = sorted((*faults, *open_questions(document)), key=lambda one: one.line)
    assert all(one.line and one.reason for one in told)
    return [one.named for one in told]


def test_all_open_questions_are_told_in_one_run() -> None:
    assert asked(drafted(OPEN)) == [
        "phases[dot-1]",
        "phases[dot-2]",
        "duties[tong-ket-phong-trao].owed_by.ids[0]",
        "duties[bao-cao-ket-qua-nam].owed_by",
        "duties[ho-so-khen-thuong].due",
    ]


def test_completed_draft_is_planned() -> None:
    text = drafted(OPEN)
    for wrong, right in (
        ("first_day: null", "first_day: 2027-07-01"),
        ("last_day: null", "last_day: 2027-12-31"),
        ("[uy-ban-nhan-dan-tinh]", "[so-y-te]"),
        ("owed_by: {}", "owed_by: {blocks: all}"),
        ("due: null", "due: {by: 2027-11-01}"),
    ):
        assert wrong in text
        text = text.replace(wrong, right)
    assert asked(text) == []
    assert days(planned(text)) == ["1/11/2027", "9/12/2027", "20/12/2027"]


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("Ủy ban nhân dân tỉnh tổ chức tổng kết phong trào", "{ids: [uy-ban-nhan-dan-tinh]}"),
        ("Sở Nội vụ tổng hợp, trình Ủy ban nhân dân tỉnh báo cáo", "{ids: [co-quan-thuong-truc]}"),
        ("Ban Thi đua - Khen thưởng tham mưu tổng kết", "{ids: [co-quan-thuong-truc]}"),
        ("Cơ quan thường trực Hội đồng báo cáo kết quả", "{ids: [co-quan-thuong-truc]}"),
        ("Thường trực Hội đồng thẩm định hồ sơ", "{ids: [co-quan-thuong-truc]}"),
        ("Các đơn vị được giao gửi báo cáo", "{ids: [cac-don-vi-duoc-giao]}"),
        ("Cơ quan chủ trì đề án báo cáo kết quả", "{ids: [co-quan-chu-tri-de-an]}"),
        ("Các cơ quan, đơn vị, địa phương báo cáo kết quả", "{all: true}"),
        ("Đơn vị gửi báo cáo", "{all: true}"),
        ("Báo cáo kết quả gửi Sở Nội vụ", "{}"),
        ("Hồ sơ khen thưởng được gửi về Sở Nội vụ", "{}"),
    ],
)  # fmt: skip
def test_who_is_not_said_to_owe_is_never_all(clause: str, who: str) -> None:
    assert set(owed(drafted(f"{clause} trước ngày 10/12/2027.")).values()) == {who}


@pytest.mark.parametrize(
    "who",
    [
        "Các đơn vị sự nghiệp", "Các đơn vị thuộc Khối thi đua số 2", "Công đoàn các cấp", "Các cơ quan báo chí",
        "Các đơn vị, trừ Sở Nội vụ,", "Các cơ sở giáo dục", "Các địa phương có rừng", "Trường học các cấp",
        "Các đơn vị cấp huyện", "Sở Y tế, Sở Tài chính và các xã",
    ],
)  # fmt: skip
def test_set_that_words_pick_out_is_not_everybody(who: str) -> None:
    told = owed(drafted(f"{who} gửi báo cáo về Sở Nội vụ trước ngày 10/12/2027."))
    assert told and not any("all" in one for one in told.values()), told


@pytest.mark.parametrize(
    "who",
    [
        "Thủ trưởng các cơ quan, đơn vị, Chủ tịch UBND các xã, phường",
        "Các sở, ban, ngành, đoàn thể cấp tỉnh và Uỷ ban nhân dân các xã, phường",
        "Các đơn vị trực thuộc", "Các đơn vị thành viên", "Các sở, ban, ngành, đơn vị sự nghiệp thuộc tỉnh và các xã",
    ],
)  # fmt: skip
def test_list_of_all_kinds_is_everybody(who: str) -> None:
    told = owed(drafted(f"{who} gửi báo cáo về Sở Nội vụ trước ngày 10/12/2027."))
    assert set(told.values()) == {"{all: true}"}


def test_period_of_the_campaign_is_a_note_of_the_definition() -> None:
    text = drafted("Thời gian thi đua: từ ngày 15/01/2027 đến ngày 31/12/2027.")
    told = "Thời gian phong trào theo văn bản: từ 15/01/2027 đến 31/12/2027."
    assert examine_text(text, name="").value.notes == (told,)


@pytest.mark.parametrize(
    ("body", "key", "told"),
    [
        (
            "Đợt 1: từ ngày 01/11 đến ngày 20 tháng 11 âm lịch.",
            "first_day",
            "“ngày 01/11”: có thể là 01/12/2024 hoặc 01/11/2024",
        ),
        (
            "Đợt 1: từ ngày 01/6 đến ngày 15/6 âm lịch.",
            "first_day",
            "“ngày 01/6”: có thể là 06/7/2024 hoặc 01/6/2024",
        ),
    ],
)
def test_round_whose_day_may_be_two_names_both(body: str, key: str, told: str) -> None:
    drafted_ = draft_of(import_directive(letter(body), catalogue={}), catalogue={})
    assert drafted_.remarks.beside["phases", 0, key].startswith(told)
    assert f"{key}: null  # {told}" in drafted_.text


def test_round_whose_end_may_be_two_days_names_both() -> None:
    body = "Đợt 1: từ ngày 01/9/2024 đến ngày 23 tháng Chạp."
    source = letter(body, title="Phát động thi đua năm 2025", issued="15 tháng 12 năm 2024")
    text = draft_of(import_directive(source, catalogue={}), catalogue={}).text
    assert "last_day: null  # “ngày 23 tháng Chạp”: có thể là 22/01/2025 hoặc 10/02/2026" in text


def test_day_that_the_text_does_not_tell_is_said_to_be_untold() -> None:
    body = "Đợt 1: từ ngày 01/3/2024 đến khi kết thúc Đại hội; báo cáo trước ngày 23 tháng Chạp năm 2024."
    text = draft_of(import_directive(letter(body), catalogue={}), catalogue={}).text
    assert "last_day: null  # văn bản không ghi\n" in text
