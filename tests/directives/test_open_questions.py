"""What a text leaves open is asked in its draft, all of it in one run; nobody owes what was not given to him."""

import pytest

from scheduler.definition.check import check, open_questions
from scheduler.definition.read import examine_text
from tests.build import POLICIES
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


def test_period_of_the_campaign_is_a_note_of_the_definition() -> None:
    text = drafted("Thời gian thi đua: từ ngày 15/01/2027 đến ngày 31/12/2027.")
    told = "Thời gian phong trào theo văn bản: từ 15/01/2027 đến 31/12/2027."
    assert examine_text(text, name="").value.notes == (told,)
