"""What comes again, from the words of a directive to the moment people are told: nothing of it gets lost."""

import re
from zoneinfo import ZoneInfo

import pytest
import yaml

from scheduler.dates.say import say_moment
from scheduler.definition.models import Definition
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from tests.build import plan
from tests.directives.letters import letter

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CASES = [
    # every month
    ("trước ngày 25 hằng tháng", "{every: month, before: 25}", "24/01/2024"),
    ("chậm nhất ngày 25 hằng tháng", "{every: month, by: 25}", "25/01/2024"),
    ("vào ngày 25 hằng tháng", "{every: month, by: 25}", "25/01/2024"),
    ("đến hết ngày 25 hằng tháng", "{every: month, by: 25}", "25/01/2024"),
    ("trước ngày 01 hằng tháng", "{every: month, before: 1}", "31/01/2024"),
    ("trước 16 giờ ngày 20 hằng tháng", '{every: month, before: 20, time: "16:00"}', "16:00 22/01/2024"),
    ("trước 16h30 ngày 20 hằng tháng", '{every: month, before: 20, time: "16:30"}', "16:30 22/01/2024"),
    ("trước 4 giờ chiều ngày 20 hằng tháng", '{every: month, before: 20, time: "16:00"}', "16:00 22/01/2024"),
    ("chậm nhất 11 giờ ngày 20 hằng tháng", '{every: month, by: 20, time: "11:00"}', "11:00 22/01/2024"),
    ("hằng tháng, trước ngày 25", "{every: month, before: 25}", "24/01/2024"),
    ("hằng tháng (trước ngày 25)", "{every: month, before: 25}", "24/01/2024"),
    ("hằng tháng, trước 16 giờ ngày 25", '{every: month, before: 25, time: "16:00"}', "16:00 25/01/2024"),
    ("vào ngày 25 hằng tháng, trước 16 giờ", '{every: month, before: 25, time: "16:00"}', "16:00 25/01/2024"),
    ("trước ngày mùng 5 hằng tháng", "{every: month, before: 5}", "04/01/2024"),
    ("trước 12 giờ trưa ngày 25 hằng tháng", '{every: month, before: 25, time: "12:00"}', "12:00 25/01/2024"),
    ("trước 10 giờ đêm ngày 25 hằng tháng", '{every: month, before: 25, time: "22:00"}', "22:00 25/01/2024"),
    ("trước 12 giờ đêm ngày 25 hằng tháng", '{every: month, by: 25, time: "23:59"}', "23:59 25/01/2024"),
    ("trước 16 giờ 75 ngày 24 hằng tháng", "{every: month, before: 24}", "23/01/2024"),  # no such hour
    ("từ ngày 20 đến ngày 25 hằng tháng", "{every: month, by: 25}", "25/01/2024"),
    ("trước ngày 05 của tháng sau, định kỳ hằng tháng", "{every: month, before: 5, of: next month}", "05/02/2024"),
    # every quarter
    ("trước ngày 25 của tháng cuối quý", "{every: quarter, before: 25}", "25/3/2024"),
    ("trước ngày 21 tháng cuối mỗi quý", "{every: quarter, before: 21}", "20/3/2024"),
    ("chậm nhất ngày 21 tháng cuối mỗi quý", "{every: quarter, by: 21}", "21/3/2024"),
    ("trước 16 giờ ngày 20 của tháng cuối quý", '{every: quarter, before: 20, time: "16:00"}', "16:00 20/3/2024"),
    ("hằng quý (trước ngày 21)", "{every: quarter, before: 21}", "20/3/2024"),
    ("trước ngày 05 tháng đầu quý sau", "{every: quarter, before: 5, of: next month}", "04/4/2024"),
    ("trước ngày 05 tháng đầu tiên của quý tiếp theo", "{every: quarter, before: 5, of: next month}", "04/4/2024"),
    ("trước ngày 25 tháng thứ ba của mỗi quý", "{every: quarter, before: 25}", "25/3/2024"),
    ("vào ngày 10 tháng đầu quý", "{every: quarter, by: 10, of: first month}", "10/01/2024"),
    # every half-year
    ("định kỳ 6 tháng, trước ngày 11 của tháng cuối kỳ", "{every: half_year, before: 11}", "10/6/2024"),
    ("định kỳ 6 tháng, chậm nhất ngày 10 tháng cuối kỳ", "{every: half_year, by: 10}", "10/6/2024"),
    # every week
    ("trước thứ Sáu hằng tuần", "{every: week, before: 5}", "04/01/2024"),
    ("trước ngày thứ Sáu hằng tuần", "{every: week, before: 5}", "04/01/2024"),
    ("trước 16h ngày thứ Sáu hằng tuần", '{every: week, before: 5, time: "16:00"}', "16:00 05/01/2024"),
    ("vào thứ Sáu hằng tuần", "{every: week, by: 5}", "05/01/2024"),
    ("chậm nhất thứ Năm hằng tuần", "{every: week, by: 4}", "04/01/2024"),
    ("chiều thứ Sáu hằng tuần", "{every: week, by: 5}", "05/01/2024"),
    ("trước 16 giờ thứ Sáu hằng tuần", '{every: week, before: 5, time: "16:00"}', "16:00 05/01/2024"),
    ("vào 16h30 thứ 6 hằng tuần", '{every: week, by: 5, time: "16:30"}', "16:30 05/01/2024"),
    ("thứ Sáu hằng tuần, trước 16 giờ", '{every: week, before: 5, time: "16:00"}', "16:00 05/01/2024"),
    # every year, and once
    ("trước ngày 20/11 hằng năm", "{before: 11-20}", "19/11/2024"),
    ("trước 16 giờ ngày 20/11 hằng năm", '{before: 11-20, time: "16:00"}', "16:00 20/11/2024"),
    ("trước 16 giờ ngày 20/6/2024", '{before: 2024-06-20, time: "16:00"}', "16:00 20/6/2024"),
    ("vào ngày 20/6/2024, trước 16 giờ", '{before: 2024-06-20, time: "16:00"}', "16:00 20/6/2024"),
    ("ngày 20/6/2024 (chậm nhất 16 giờ)", '{by: 2024-06-20, time: "16:00"}', "16:00 20/6/2024"),
    ("trước 16h00’ ngày 20/6/2024", '{before: 2024-06-20, time: "16:00"}', "16:00 20/6/2024"),
    ("trước 16h00' ngày 20 hằng tháng", '{every: month, before: 20, time: "16:00"}', "16:00 22/01/2024"),
    ("trước 4 giờ chiều ngày 20/6/2024", '{before: 2024-06-20, time: "16:00"}', "16:00 20/6/2024"),
    ("trước 24 giờ ngày 20/6/2024", '{by: 2024-06-20, time: "23:59"}', "23:59 20/6/2024"),
]  # fmt: skip


def due_of(clause: str) -> str:
    """`due:` of the only duty of the draft."""
    (due,) = dues_of(f"Các đơn vị gửi báo cáo kết quả về Sở Nội vụ {clause}.")
    return due


def dues_of(body: str) -> list[str]:
    """Each `due:` of the draft, without its comment."""
    text = draft_of(import_directive(letter(body), catalogue={}), catalogue={}).text
    return [str(due) for due in re.findall(r"^    due: ([^#\n]*?) *(?:#.*)?$", text, re.M)]


@pytest.mark.parametrize(("clause", "due", "told"), CASES)
def test_recurring_due_is_drafted_with_its_bound_and_hour(clause: str, due: str, told: str) -> None:
    assert due_of(clause) == due


@pytest.mark.parametrize(("clause", "due", "told"), CASES)
def test_recurring_due_of_a_text_is_told_at_its_moment(clause: str, due: str, told: str) -> None:
    rule = yaml.load(due_of(clause), Loader=yaml.BaseLoader)
    first = plan(_definition(rule)).occurrences[0]
    assert first.due_at is not None
    clock, day = told.split() if " " in told else ("17:00", told)
    moment = say_moment(first.due_at, ZONE)

    assert (moment.split()[0], moment.split(", ")[1]) == (clock, day)


COMES = {
    "{} ngày 20 hằng tháng": "{{every: month, {}: 20{}}}",
    "hằng tháng, {} ngày 20": "{{every: month, {}: 20{}}}",
    "{} ngày 20 tháng cuối mỗi quý": "{{every: quarter, {}: 20{}}}",
    "hằng quý, {} ngày 20": "{{every: quarter, {}: 20{}}}",
    "định kỳ 6 tháng, {} ngày 20 của tháng cuối kỳ": "{{every: half_year, {}: 20{}}}",
    "{} thứ Sáu hằng tuần": "{{every: week, {}: 5{}}}",
    "{} ngày 20/11 hằng năm": "{{{}: 11-20{}}}",
}
BOUNDS = {"trước": "before", "chậm nhất": "by", "chậm nhất là": "by", "đến hết": "by"}
HOURS = {
    "": "",
    " 16 giờ": ', time: "16:00"',
    " 16h30": ', time: "16:30"',
    " 9 giờ 05 phút": ', time: "09:05"',
}


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("comes", COMES)
def test_every_recurrence_bound_and_hour_is_drafted(comes: str, bound: str, hour: str) -> None:
    due = COMES[comes].format(BOUNDS[bound], HOURS[hour])

    assert due_of(comes.format(bound + hour)) == due


@pytest.mark.parametrize(
    ("clause", "drafted"),
    [
        (
            "trước ngày 15/6/2024 và ngày 15/11/2024",
            ["{before: 2024-06-15}", "{before: 2024-11-15}"],
        ),
        ("trước ngày 15/6/2024 và 15/11/2024", ["{before: 2024-06-15}", "{before: 2024-11-15}"]),
        (
            "trước 16 giờ ngày 15 và ngày 30 hằng tháng",
            [
                '{every: month, before: 15, time: "16:00"}',
                '{every: month, before: 30, time: "16:00"}',
            ],
        ),
        (
            "trước 16 giờ các ngày 10, 20 và 30 hằng tháng",
            [f'{{every: month, before: {day}, time: "16:00"}}' for day in (10, 20, 30)],
        ),
        (
            "chậm nhất ngày 15/6/2024, trước ngày 15/11/2024",
            ["{by: 2024-06-15}", "{before: 2024-11-15}"],
        ),
    ],
)
def test_days_in_one_breath_share_bound_and_hour(clause: str, drafted: list[str]) -> None:
    assert dues_of(f"Gửi báo cáo sơ kết, tổng kết về Sở Nội vụ {clause}.") == drafted


@pytest.mark.parametrize(
    "clause",
    [
        "trước chiều thứ Sáu hằng tuần",  # which hour is meant?
        "vào thứ Hai và thứ Năm hằng tuần",  # two days a week
        "trước 16 giờ hằng ngày",
        "trong 05 ngày đầu của tháng kế tiếp",
        "trước ngày 23 tháng Chạp",  # of this year or of the next?
    ],
)
def test_recurring_due_the_definition_cannot_say_waits_for_a_person(clause: str) -> None:
    assert due_of(clause) == "null"


def _definition(rule: object) -> Definition:
    return Definition.model_validate(
        {
            "campaign": "pt-2024",
            "title": "Thi đua 2024",
            "year": 2024,
            "issuer": "pt",
            "directive": {"issuer": "UBND tỉnh"},
            "duties": [
                {
                    "id": "bc",
                    "title": "Báo cáo",
                    "kind": "bao_cao_khac",
                    "due": rule,
                    "origin": {"quoted": "trích"},
                    "owed_by": {"ids": ["u1"]},
                    "to": "u0",
                }
            ],
        }
    )
