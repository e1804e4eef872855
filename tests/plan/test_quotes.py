"""Whether the words of a directive name the day a definition gives beside them."""

from typing import Any

import pytest

from scheduler.plan.diff import ChangeKind, diff
from tests.build import definition, duty, plan

PHASE = {"id": "dot-1", "title": "Đợt 1"}


def holds(quote: str, due: dict[str, Any], **more: Any) -> bool | None:
    planned, *_ = plan(definition(duty(due=due, origin={"quoted": quote}, **more))).occurrences
    return planned.words_hold


@pytest.mark.parametrize(
    ("quote", "due"),
    [
        ("trước ngày 01/8", {"by": "07-31"}),
        ("trước ngày 01/8/2024", {"before": "2024-08-01"}),
        ("kết thúc trong tháng 7/2024", {"within": "2024-07"}),
        ("kết thúc trong tháng 7/2024", {"by": "07-26"}),  # a day of the month that is left open
        ("chậm nhất ngày 31/8/2024", {"by": "08-31"}),  # rolls on to 3/9
        ("gửi về Sở Nội vụ trước ngày 25/6/2024 để tổng hợp", {"by": "06-24"}),
        ("báo cáo năm gửi trước ngày 15/01", {"by": "2025-01-14"}),
        ("trước ngày 15/01 năm sau", {"by": "2025-01-14"}),
        ("kế hoạch trước 28/02/2024, báo cáo trước ngày 30/11/2024", {"by": "11-29"}),
        ("trước 24 giờ ngày 20/6/2024", {"by": "2024-06-20", "time": "23:59"}),  # as it is drafted
        ("trước 24 giờ ngày 22/6/2024", {"by": "2024-06-22", "time": "23:59"}),  # a Saturday
        ("trước 0 giờ ngày 21/6/2024", {"by": "2024-06-20"}),
        ("trước 0 giờ ngày 21/6/2024", {"before": "2024-06-21", "time": "00:00"}),
        ("trước ngày 05/01", {"by": "01-04"}),
        ("kết thúc trong tháng 8/2024", {"within": "08"}),  # 31/8 is a Saturday: 30/8
        ("kết thúc trong tháng 8/2024", {"by": "08-31", "roll": "back"}),
        ("kết thúc trong tháng 8/2024", {"by": "08-31", "roll": "forward"}),  # written so
    ],
)
def test_quote_names_the_day(quote: str, due: dict[str, Any]) -> None:
    assert holds(quote, due) is True


@pytest.mark.parametrize(
    ("quote", "due"),
    [
        ("trước ngày 01/8", {"by": "08-15"}),
        ("kết thúc trong tháng 7/2024", {"within": "2024-08"}),
        ("gửi về Sở Nội vụ trước ngày 25/6/2024 để tổng hợp", {"by": "06-28"}),
        ("gửi báo cáo trước ngày 25/6/2024 về Văn phòng", {"by": "06-28"}),
        ("trước 24 giờ ngày 20/6/2024", {"by": "06-21"}),
        ("trước ngày 05/01", {"by": "01-31"}),
        ("kết thúc trong tháng 8/2024", {"by": "08-31"}),  # a Saturday: goes on to 4/9
    ],
)
def test_quote_names_another_day(quote: str, due: dict[str, Any]) -> None:
    assert holds(quote, due) is False


@pytest.mark.parametrize(
    ("quote", "due"),
    [
        ("10 ngày sau khi kết thúc đợt 1 (30/6/2024)", {"after": "dot-1", "days": 10}),
        ("trước ngày 25 hằng quý", {"every": "quarter", "day": 24}),
        ("gắn với hội nghị tổng kết công tác năm 2024", {"by": "12-20"}),
        ("kế hoạch trước 28/02/2024, báo cáo trước ngày 30/11/2024", {"by": "12-15"}),
        ("trước ngày 01/8", {"by": "1969-07-31"}),  # before the years that are read
        ("trong vòng 10 ngày", {"by": "06-10"}),  # since when?
        ("chậm nhất cuối tháng sau", {"by": "06-10"}),
        ("thứ Sáu tuần sau", {"by": "06-10"}),
        ("trước ngày l5/6/2022", {"before": "2022-06-15"}),  # as scanned
    ],
)
def test_nobody_can_tell(quote: str, due: dict[str, Any]) -> None:
    assert holds(quote, due) is None


def test_own_time_to_put_reports_together_is_not_in_the_quote() -> None:
    assert holds("trước ngày 01/8", {"by": "07-31"}, consolidation="5 working days") is True


@pytest.mark.parametrize(("last", "expected"), [("06-30", True), ("07-15", False)])
def test_quote_of_a_round_names_both_its_days(last: str, expected: bool) -> None:
    given = {**PHASE, "first_day": "01-01", "last_day": last}
    given["origin"] = {"quoted": "từ tháng 01/2024 đến 30/6/2024"}  # type: ignore[assignment]

    assert plan(definition(phases=[given])).spans[0].words_hold is expected


def test_round_that_counts_from_the_saying_is_left_to_its_rule() -> None:
    given = {**PHASE, "first_day": "03-04", "last_day": "07-31"}
    given["origin"] = {"quoted": "từ nay đến hết ngày 31/7/2024"}  # type: ignore[assignment]

    assert plan(definition(phases=[given])).spans[0].words_hold is None


def moved(before: dict[str, Any], after: dict[str, Any], last: str = "06-30") -> bool:
    """Whether the words still tell the day when the rule `before` becomes `after`, or round 1 ends on `last`."""
    said = {"derived": "10 ngày sau đợt 1"}
    first = plan(definition(duty(due=before, origin=said)))
    rounds = [{**PHASE, "first_day": "01-01", "last_day": last}]
    (change,) = diff(
        first, plan(definition(duty(due=after, origin=said), phases=rounds))
    ).occurrences
    assert change.kind is ChangeKind.MOVED
    return change.words_hold


def test_rule_that_is_still_the_same_tells_the_moved_day() -> None:
    after = {"after": "dot-1", "days": 10}
    assert moved(after, after, last="07-31") is True


def test_rule_that_was_replaced_leaves_its_words_behind() -> None:
    assert moved({"after": "dot-1", "days": 10}, {"by": "08-15"}) is False
