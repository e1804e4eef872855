"""Dues counted from the first or last day of a round, back or on; and from the issue of this act, not another."""

import pytest

from tests.directives.letters import read_letter

ROUNDS = (
    "1. Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024.\n"
    "2. Đợt 2: từ ngày 01/7/2024 đến ngày 31/12/2024.\n"
)
ASKS = "Các đơn vị gửi báo cáo kết quả về Ban Thi đua {due}."


@pytest.mark.parametrize(
    ("words", "due", "bound"),
    [
        ("chậm nhất 05 ngày làm việc trước ngày kết thúc đợt 1", "2024-06-24", "by"),
        ("ít nhất 01 tuần trước khi kết thúc đợt I", "2024-06-23", "by"),
        ("10 ngày trước khi kết thúc đợt 1", "2024-06-20", "by"),
        ("trước khi kết thúc đợt 1 là 10 ngày", "2024-06-20", "by"),
        ("trước khi kết thúc đợt thứ nhất 10 ngày", "2024-06-20", "by"),
        ("trước ngày bắt đầu đợt 2 ít nhất 05 ngày", "2024-06-26", "by"),
        ("vào ngày bắt đầu đợt 2", "2024-07-01", None),
        ("trước ngày bắt đầu đợt 2", "2024-07-01", "before"),
        ("trước ngày kết thúc đợt 1", "2024-06-30", "before"),
        ("trước khi kết thúc đợt 1", "2024-06-30", "by"),
        ("chậm nhất là ngày kết thúc đợt thi đua thứ hai", "2024-12-31", "by"),
        ("trong 05 ngày kể từ ngày bắt đầu đợt 2", "2024-07-06", None),
        ("trong 05 ngày sau khi bắt đầu đợt thứ hai", "2024-07-06", None),
        ("trong 10 ngày kể từ ngày kết thúc đợt 1", "2024-07-10", None),
        ("sau khi kết thúc đợt 1 10 ngày", "2024-07-10", None),
        ("trước khi kết thúc mỗi đợt 05 ngày", None, "by"),
        ("trước khi kết thúc đợt 10 ngày", None, "by"),  # of ten days, of no tenth round
        ("trước khi kết thúc đợt 3", None, "by"),
    ],
)
def test_due_by_a_round_is_counted(words: str, due: str | None, bound: str | None) -> None:
    read = read_letter(ROUNDS + ASKS.format(due=words))
    assert [(one.due, one.bound, one.relative) for one in read.deadlines] == [(due, bound, words)]


def test_due_by_a_round_that_gives_no_days_keeps_its_words() -> None:
    (one,) = read_letter(ASKS.format(due="trước ngày bắt đầu đợt 2")).deadlines
    assert (one.due, one.relative) == (None, "trước ngày bắt đầu đợt 2")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trong 10 ngày kể từ ngày ban hành Kế hoạch này", "2024-01-25"),
        ("trong 10 ngày kể từ ngày ban hành", "2024-01-25"),
        ("sau 10 ngày kể từ ngày ban hành", "2024-01-25"),
        ("trong 10 ngày kể từ ngày ký Quyết định này", "2024-01-25"),
        ("trong 10 ngày kể từ ngày ban hành Quyết định công nhận danh hiệu", None),
        ("trong 10 ngày kể từ ngày ban hành kế hoạch của Trung ương", None),
        ("trong 10 ngày kể từ ngày ký hợp đồng", None),
        ("trong 10 ngày kể từ ngày ký giao ước", None),
    ],
)
def test_term_runs_from_the_issue_of_this_act_only(words: str, due: str | None) -> None:
    (one,) = read_letter(ASKS.format(due=words)).deadlines
    assert (one.due, one.relative) == (due, words)


@pytest.mark.parametrize("words", ["trước 25", "chậm nhất 25", "trước ngày 25", "đến 25"])
def test_day_of_each_month_needs_no_word_for_day(words: str) -> None:
    (one,) = read_letter(ASKS.format(due=f"{words} hằng tháng")).deadlines
    assert (one.due, one.recurrence) == ("---25", "hằng tháng")


def test_first_days_of_each_month_are_of_the_sun() -> None:
    (one,) = read_letter(ASKS.format(due="trước mùng 5 hằng tháng")).deadlines
    assert (one.due, one.recurrence) == ("---05", "hằng tháng")
