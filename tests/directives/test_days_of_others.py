"""Days that a sentence names and that are nobody's due here: of bodies above, of points, given up, not yet counted."""

import pytest

from tests.directives.letters import dues, read_letter

ABOVE = [
    "Bộ Nội vụ báo cáo Chính phủ trước 25/6.",
    "Bộ Tài chính tổng hợp, báo cáo Thủ tướng Chính phủ trước ngày 25/6/2024.",
    "Trung ương yêu cầu tổng kết trước 30/9.",
    "- Hội đồng Thi đua - Khen thưởng Trung ương yêu cầu báo cáo trước ngày 30/9.",
    "Tổng Liên đoàn nhận báo cáo tổng kết đến hết ngày 30/11.",
    "Ban Thi đua - Khen thưởng Trung ương thẩm định hồ sơ trước ngày 10/11.",
]
OURS = [
    ("Theo yêu cầu của Trung ương, các đơn vị gửi báo cáo trước ngày 20/9.", "2024-09-20"),
    ("Bộ Chỉ huy Quân sự tỉnh gửi báo cáo trước ngày 20/9.", "2024-09-20"),
    ("Bộ phận tổng hợp gửi báo cáo trước ngày 20/9.", "2024-09-20"),
    (
        "Bộ Nội vụ yêu cầu báo cáo sớm, đề nghị các đơn vị gửi báo cáo trước ngày 20/9.",
        "2024-09-20",
    ),
    ("Bộ Nội vụ yêu cầu báo cáo trước ngày 30/9, các đơn vị gửi trước ngày 20/9.", "2024-09-20"),
    ("Các đơn vị báo cáo Bộ Nội vụ trước ngày 20/9.", "2024-09-20"),
]


@pytest.mark.parametrize("sentence", ABOVE)
def test_what_a_body_above_owes_or_wants_is_told_and_no_duty_of_the_units(sentence: str) -> None:
    read = read_letter(sentence)
    assert read.deadlines == ()
    assert read.unplaced


@pytest.mark.parametrize(("sentence", "day"), OURS)
def test_what_the_units_owe_beside_a_body_above_stays(sentence: str, day: str) -> None:
    assert [due for _kind, due in dues(sentence)] == [day]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các đơn vị gửi báo cáo sớm hơn ngày 20/10 được cộng điểm.",
        "Đơn vị gửi báo cáo trước ngày 20/10 được cộng 2 điểm.",
        "Các đơn vị nộp hồ sơ trước ngày 20/10 sẽ được ưu tiên xét.",
        "Nộp báo cáo trước ngày 20/10: 5 điểm.",
        "Đơn vị gửi báo cáo trước ngày 20/10 thì được thưởng điểm.",
        "Gửi báo cáo trước 20/10, được tính thêm 02 điểm.",
    ],
)
def test_a_day_that_earns_points_is_no_duty(sentence: str) -> None:
    assert dues(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Gửi báo cáo trước ngày 20/10, nếu gửi chậm bị trừ 2 điểm.",
        "Gửi báo cáo trước ngày 20/10 để được tổng hợp.",
        "Gửi bảng tự chấm điểm và báo cáo trước ngày 20/10.",
    ],
)
def test_a_duty_beside_points_stays(sentence: str) -> None:
    assert {due for _kind, due in dues(sentence)} == {"2024-10-20"}


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        (
            "Thời hạn gửi báo cáo tổng kết chuyển từ ngày 15/10 sang ngày 25/11.",
            "báo cáo tổng kết",
        ),
        ("Thời hạn gửi báo cáo sơ kết từ ngày 15/10 sang ngày 25/11/2024.", "báo cáo sơ kết"),
        ("Lùi hạn nộp báo cáo tổng kết từ 15/10 sang 25/11.", "báo cáo tổng kết"),
        ("Báo cáo tổng kết được lùi từ ngày 15/10 sang ngày 25/11.", "báo cáo tổng kết"),
    ],
)
def test_a_deadline_that_was_moved_is_due_by_its_new_day(sentence: str, what: str) -> None:
    read = read_letter(sentence)
    assert [(one.due, one.what.lower()) for one in read.deadlines] == [("2024-11-25", what)]
    assert read.unplaced == ()


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Các đơn vị ban hành kế hoạch, gửi Sở Nội vụ sau 3 ngày kể từ ngày ký.", None),
        (
            "Các xã ban hành kế hoạch thực hiện, gửi về Sở chậm nhất 5 ngày kể từ ngày ban hành.",
            None,
        ),
        ("Mỗi xã ký ban hành chương trình và gửi về Sở trong 5 ngày kể từ ngày ký.", None),
        ("Các đơn vị gửi kế hoạch về Sở trong 10 ngày kể từ ngày ký ban hành.", "2024-01-25"),
        (
            "Các đơn vị ban hành kế hoạch, gửi về Sở trong 10 ngày kể từ ngày ban hành Kế hoạch này.",
            "2024-01-25",
        ),
        ("Các đơn vị xây dựng kế hoạch, gửi về Sở trong 10 ngày kể từ ngày ký.", "2024-01-25"),
    ],
)
def test_what_a_unit_signs_itself_is_counted_from_its_own_day(
    sentence: str, day: str | None
) -> None:
    assert [due for _kind, due in dues(sentence)] == [day]


@pytest.mark.parametrize(
    "sentence",
    [
        "Họp xét sáng kiến ngày 20/3 (tháng 3 họp một lần).",
        "Hội đồng họp xét thi đua ngày 20/3 (trong tháng 3 họp 01 lần).",
        "Gửi báo cáo ngày 20/3 (quý I gửi một lần).",
    ],
)
def test_a_month_in_brackets_around_its_own_day_is_no_second_duty(sentence: str) -> None:
    assert [due for _kind, due in dues(sentence)] == ["2024-03-20"]


def test_another_month_in_brackets_stays() -> None:
    assert ("so_ket", "2024-06-15") in dues("Sơ kết trước ngày 15/6 (tổng kết trong tháng 11).")
