"""A clerk's first day: from a plan and a list of units to a launched campaign, by clicks and keys: `make browser`.

With -s it tells what that took.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.chromium import Chromium
from tests.config.desk import first_day
from tests.config.desk import first_day_papers as papers
from tests.config.desk.office import HEAD, Office, opened

pytestmark = pytest.mark.browser
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FAR = 9201  # the chat of a head of a district
BEFORE_EIGHT = "2025-01-17T07:59:57+07:00"  # a working day before Monday, 20 January
MINUTES, CORRECTIONS = 10, 3  # beside the faults of the list
# Counted by hand from the plan: “trước ngày 20” is the 19th, or the working day that follows a weekend.
MONTHS = (
    "01-20",
    "02-19",
    "03-19",
    "04-21",
    "05-19",
    "06-19",
    "07-21",
    "08-19",
    "09-19",
    "10-20",
    "11-19",
)
DAYS = {
    **{
        f"{first_day.MONTHLY} (tháng {'0' * (n < 3)}{n}/2025)": f"2025-{day}"
        for n, day in enumerate(MONTHS, start=1)
    },
    "Sơ kết phong trào": "2025-07-31",  # “trong tháng 7”
    "Tổng kết phong trào": "2025-12-09",  # “trước ngày 10/12”
    "Đăng ký nội dung thi đua": "2025-02-13",  # “trước ngày 14/02”
}
DISTRICTS = {"ubnd-an-lac", "ubnd-ben-nghe", "ubnd-nui-voi", "ubnd-suoi-da"}
EVERYBODY = DISTRICTS | {
    "so-tai-chinh",
    "so-ke-hoach-va-dau-tu",
    "van-phong-ubnd",
    "thanh-tra",
    "so-y-te",
    "so-giao-duc-va-dao-tao",
    "so-van-hoa-the-thao-va-du-lich",
    "so-lao-dong-thuong-binh-va-xa-hoi",
}
OWING = {
    "bao-cao-ket-qua-thuc-hien-phong-trao-hang-thang": DISTRICTS,
    "so-ket-phong-trao": EVERYBODY,
    "tong-ket-phong-trao": EVERYBODY,
    "dang-ky-noi-dung-thi-dua": EVERYBODY,
}


@pytest.fixture
def office(tmp_path: Path, browser: Chromium) -> Iterator[Office]:
    """A new one, which knows nothing but itself."""
    with opened(tmp_path, browser, first_day.MORNING) as office:
        yield office


def test_first_day(office: Office) -> None:
    clerk = first_day.begin(office)
    head = office.take_post(HEAD, "head")
    first_day.bring_units(clerk)
    clerk.go("/ban")
    first_day.bring_directive(clerk)
    first_day.review(clerk)
    first_day.correct(clerk)
    first_day.look(clerk)
    far = office.open_invitation(FAR, first_day.invite(clerk))
    clerk.press("Trình phê duyệt")
    approver = office.come_in(head, papers.TITLE, ask=False)
    approver.judge()
    approver.press("Phê duyệt và áp dụng")
    approver.judge()
    for name, effort in (("a first day: the clerk", clerk.effort), ("her head", approver.effort)):
        print(f"\n{effort.row(name)}")
    assert clerk.effort.minutes + approver.effort.minutes <= MINUTES
    assert clerk.effort.corrections - papers.FAULTS <= CORRECTIONS
    assert days(office) == DAYS
    assert owing(office) == OWING
    office.serve(BEFORE_EIGHT)
    card = far.heard(first_day.MONTHLY)["text"]
    assert "17:00 thứ Hai, 20/01/2025" in card and first_day.FARAWAY in card


def days(office: Office) -> dict[str, str]:
    """The day by the title of what is due; each ends at 17:00."""
    found = {}
    for title, due_at in office.program.rows(
        "SELECT title, due_at FROM occurrence WHERE NOT withdrawn"
    ):
        at = datetime.fromisoformat(due_at).replace(tzinfo=UTC).astimezone(ZONE)
        assert f"{at:%H:%M}" == "17:00"
        found[title] = f"{at:%Y-%m-%d}"
    return found


def owing(office: Office) -> dict[str, set[str]]:
    """Units by the duty they owe something of."""
    query = (
        "SELECT occurrence.duty, unit.code FROM obligation JOIN occurrence ON occurrence.id = occurrence_id"
        " JOIN unit ON unit.id = unit_id"
    )
    found: dict[str, set[str]] = {}
    for duty, unit in office.program.rows(query):
        found.setdefault(duty, set()).add(unit)
    return found
