"""What a roll left for a person is told by the part it stands at."""

from scheduler.definition.roll import roll
from scheduler.definition.rolled import asks
from tests.definition.definition_texts import GOOD

AMENDED = GOOD + (
    "amendments: [{duty: tong-ket, of: once, cancelled: true, origin: {set: Sở Nội vụ}}]\n"
)


def test_each_comment_of_the_roll_is_told_at_its_part() -> None:
    found = [(one.part, one.told) for one in asks(roll(AMENDED, year=2025))]
    assert found == [
        ("directive.number", "điền theo văn bản năm 2025"),
        ("phases/dot-1", "xác nhận ngày của năm 2025"),
        ("phases/dot-1", "xác nhận ngày của năm 2025"),
        ("duties/so-ket-dot-1", "xác nhận ngày của năm 2025"),
        ("duties/so-ket-dot-1", "đề nghị đối chiếu văn bản năm 2025"),
        ("duties/tong-ket", "đã bỏ điều chỉnh của năm 2024: tong-ket, lần once: hủy"),
    ]


def test_what_was_decided_of_a_time_is_told_at_its_duty() -> None:
    amended = AMENDED.replace("duty: tong-ket", "duty: so-ket-dot-1")
    assert asks(roll(amended, year=2025))[-1].part == "duties/so-ket-dot-1"


def test_comments_of_a_person_ask_nothing() -> None:
    assert asks(GOOD + "# xem lại sau\n# Đợt 2 chưa có\n") == []
