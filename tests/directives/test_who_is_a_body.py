"""Whose a duty is and to whom it goes is a body's name, or nobody's; what puts a day off is told."""

import pytest

from tests.directives.letters import read_letter


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Phòng TCCB xin thông báo lịch nộp hồ sơ khen thưởng: trước ngày 15/6.", None),
        ("Sở Nội vụ thông báo thời hạn nộp báo cáo sơ kết: trước ngày 15/6.", None),
        ("Phòng Nội vụ thông báo các đơn vị nộp hồ sơ trước ngày 15/6.", "các đơn vị"),
        ("Tổ thư ký gửi hồ sơ trình Hội đồng trước ngày 15/11.", "Tổ thư ký"),
        ("Ban thư ký tổng hợp hồ sơ khen thưởng trước ngày 15/11.", "Ban thư ký"),
        ("Đề nghị các đơn vị điện báo cáo nhanh trước ngày 15/7.", "các đơn vị"),
        ("Các đơn vị điện lực báo cáo kết quả trước ngày 15/7.", "Các đơn vị điện lực"),
        ("Các xã ký giao ước thi đua trước ngày 15/3.", "Các xã"),
    ],
)
def test_who_owes_is_a_body(sentence: str, who: str | None) -> None:
    assert [one.who for one in read_letter(sentence).deadlines] == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gửi hồ sơ khen thưởng đối với cấp Cục trước ngày 15/5.",
        "Hồ sơ khen thưởng gửi đối với cấp tỉnh trước ngày 15/5.",
        "Nộp báo cáo đối với các xã trước ngày 15/5.",
    ],
)
def test_for_whom_is_not_to_whom(sentence: str) -> None:
    assert [one.to_whom for one in read_letter(sentence).deadlines] == [None]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Hồ sơ cấp Nhà nước: trước ngày 15/3; cấp tỉnh: trước ngày 15/5.",
            ["Hồ sơ cấp Nhà nước", "Hồ sơ cấp tỉnh"],
        ),
        (
            "Nộp hồ sơ khen thưởng cấp Bộ: trước ngày 15/3; cấp ngành: trước ngày 15/5.",
            ["hồ sơ khen thưởng cấp Bộ", "hồ sơ khen thưởng cấp ngành"],
        ),
    ],
)
def test_level_of_an_award_is_no_body(sentence: str, names: list[str]) -> None:
    read = read_letter(sentence)
    assert [(one.what, one.who) for one in read.deadlines] == [(name, None) for name in names]


def test_level_that_owes_stays() -> None:
    read = read_letter("Báo cáo sơ kết: cấp xã trước ngày 10/6; cấp tỉnh trước ngày 15/6.")
    assert [one.due for one in read.deadlines] == ["2024-06-10", "2024-06-15"]
    assert read.deadlines[1].who == "cấp tỉnh"


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo cáo sơ kết gửi trước ngày 15/6; các đơn vị phía Nam gửi chậm hơn 5 ngày.",
        "Báo cáo sơ kết gửi trước ngày 15/6. Các đảo xa nộp muộn hơn 10 ngày.",
        "Báo cáo tổng kết gửi trước ngày 15/11. Năm nay thời hạn sớm hơn 10 ngày.",
        "Năm nay hạn nộp sớm hơn 01 tuần.",
        "Các xã vùng cao được gửi báo cáo chậm hơn 3 ngày làm việc.",
    ],
)
def test_day_that_is_put_off_or_forward_is_told(sentence: str) -> None:
    assert any("hơn" in note.text for note in read_letter(sentence).unplaced)


@pytest.mark.parametrize(
    "sentence",
    [
        "Trường tiểu học 20/5, trường THCS 25/5.",
        "Nộp hồ sơ thi đua: Trường tiểu học 20/5, trường THCS 25/5.",
    ],
)
def test_days_that_may_be_names_of_schools_are_told(sentence: str) -> None:
    assert read_letter(sentence).unplaced


@pytest.mark.parametrize(
    "sentence",
    [
        "Các cơ sở hoàn thành vượt kế hoạch, về đích sớm hơn.",
        "Năm 2023, tỉnh đã hoàn thành kế hoạch sớm hơn 10 ngày.",
        "Hội thi tổ chức tại Trường Tiểu học 19/5.",
    ],
)
def test_neighbours_are_not_told(sentence: str) -> None:
    assert read_letter(sentence).unplaced == ()
