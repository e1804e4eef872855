"""Words before a date that tell of something else than when a report comes: asked about, never passed over."""

import pytest

from tests.dates.spoken import said, wrong


@pytest.mark.parametrize("until", ["đến 5/8", "tới ngày 5/8", "đến hết ngày 5 tháng 8"])
@pytest.mark.parametrize(
    "words",
    ["nghỉ ốm", "em xin nghỉ", "mất điện", "trường em cúp điện", "miễn", "đi công tác", "Bị ốm"],
)
def test_day_until_which_something_else_lasts_is_asked_about(words: str, until: str) -> None:
    assert said(f"{words} {until}") == "ASK"


@pytest.mark.parametrize(
    "phrase", ["hết hạn 5/8", "hết hạn ngày 5/8", "trễ hạn 5/8", "muộn hạn 5/8", "HẾT HẠN NỘP 5/8"]
)
def test_deadline_that_may_be_over_is_asked_about(phrase: str) -> None:
    assert said(phrase) == "ASK"


def test_people_reports_and_pleas_before_a_date_are_passed_over() -> None:
    phrases = (
        *("sở em đến 5/8", "báo cáo đến 5/8", "báo cáo công tác đến 5/8", "hạn 5/8"),
        *("xin hoãn đến 5/8", "trễ đến 5/8", "xin gia hạn đến 5/8", "đến 5/8 vì mất điện"),
    )
    assert wrong(dict.fromkeys(phrases, "../2024-08-05")) == {}
    assert said("nghỉ lễ 2/9") == "2024-09-02"
