"""From the words of a directive through its draft to the days of a plan, once what is asked is filled in."""

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.definition.check import check
from scheduler.definition.organisation import Block, Issuer, Organisation, Rotation, Unit
from scheduler.definition.read import read_catalogue, read_document_text
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from scheduler.directives.page.read import read
from scheduler.plan.build import make_plan
from scheduler.plan.model import Plan
from tests.build import CALENDAR, POLICIES
from tests.directives.letters import letter

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HERE = Path(__file__).parent
SEEDS = sorted(HERE.glob("seeds/*.txt"))
CATALOGUE = read_catalogue(HERE.parents[1] / "config" / "anniversaries.yaml")
YEAR = {
    "title": "Phát động phong trào thi đua năm 2027",
    "issued": "15 tháng 01 năm 2027",
}
UNITS = Organisation(
    issuer=Issuer(
        id="hoa-an",
        name="Ủy ban nhân dân tỉnh Hòa An",
        lane="tg",
        standing_body="so-noi-vu",
    ),
    blocks=(Block(id="k1", name="Khối 1", rotation=(Rotation(year=2027, head="so-y-te"),)),),
    units=(
        Unit(id="so-noi-vu", name="Sở Nội vụ", kind="so"),
        Unit(id="so-y-te", name="Sở Y tế", kind="so", block="k1"),
        Unit(id="so-giao-duc", name="Sở Giáo dục và Đào tạo", kind="so", block="k1"),
        Unit(id="xa-an-binh", name="Xã An Bình", kind="xa"),
    ),
)


def planned(text: str, *, units: Organisation = UNITS) -> Plan:
    """The plan of a draft in which nothing is wrong any more; raises AssertionError with what is.

    What a text says of nobody is owed by all, as a person answers here.
    """
    text = text.replace("owed_by: {}", "owed_by: {all: true}")
    text = text.replace("owed_by: {except:", "owed_by: {all: true, except:")
    document = read_document_text(text, name="nhap.yaml")
    problems = check(document, organisation=units, catalogue=CATALOGUE, policies=POLICIES)
    assert [str(problem) for problem in problems if not problem.warning] == []
    return make_plan(
        document.value,
        organisation=units,
        catalogue=CATALOGUE,
        policies=POLICIES,
        calendar=CALENDAR,
    )


def drafted(body: str, **head: str) -> str:
    source = letter(body, **(YEAR | head))
    return draft_of(import_directive(source, catalogue=CATALOGUE), catalogue=CATALOGUE).text


def days(plan: Plan, duty: str | None = None) -> list[str]:
    """Due days in order, as day/month/year; “—” where there is none."""
    found = [one for one in plan.occurrences if duty in (None, one.duty)]
    dated = sorted(one.due_at.astimezone(ZONE).date() for one in found if one.due_at)
    return [f"{day.day}/{day.month}/{day.year}" for day in dated] + ["—"] * (
        len(found) - len(dated)
    )


def test_before_a_day_of_each_period_ends_on_the_day_before() -> None:
    """“Trước ngày 10 tháng cuối quý” is over with the 9th."""
    plan = planned(drafted("Các đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 10 tháng cuối quý."))
    assert days(plan) == ["9/3/2027", "9/6/2027", "9/9/2027", "9/12/2027"]
    plan = planned(drafted("Các đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 15 hằng tháng."))
    monthly = [date(2027, month, 14) for month in range(1, 13)]
    assert days(plan)[3:6] == ["14/4/2027", "14/5/2027", "14/6/2027"]
    assert len(days(plan)) == len(monthly)


def test_day_of_the_month_after_is_told_of_the_period_before() -> None:
    """The 4th of the month after; 4/4 and 4/7/2027 are Sundays."""
    plan = planned(drafted("Báo cáo quý gửi về Sở Nội vụ trước ngày 05 tháng đầu quý sau."))
    assert days(plan) == ["5/4/2027", "5/7/2027", "4/10/2027", "4/1/2028"]
    plan = planned(drafted("Báo cáo tháng gửi về Sở Nội vụ trước ngày 05 của tháng sau."))
    assert len(days(plan)) == 12
    assert days(plan)[-2:] == ["6/12/2027", "4/1/2028"]


def test_clauses_without_a_day_are_planned_as_waiting() -> None:
    plan = planned(
        drafted(
            "Gửi báo cáo đột xuất khi có yêu cầu của Ủy ban nhân dân tỉnh.\n"
            "Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày tổ chức hội nghị 10 ngày.\n"
            "Báo cáo kết quả phong trào gửi cùng kỳ báo cáo kinh tế - xã hội.\n"
            "Các đơn vị xây dựng kế hoạch trong vòng 10 ngày kể từ ngày nhận được Kế hoạch này."
        )
    )
    assert days(plan) == ["—"] * 4


def test_meeting_that_a_person_dates_gives_the_day_of_the_files() -> None:
    text = drafted("Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày tổ chức hội nghị 10 ngày.")
    dated = re.sub(r"day: null.*", "day: {on: 2027-12-20}", text)
    assert days(planned(dated), "ho-so-khen-thuong") == ["10/12/2027"]


def test_term_from_the_day_of_signing_is_counted_from_it() -> None:
    text = drafted(
        "Các đơn vị xây dựng kế hoạch gửi Sở Nội vụ trong vòng 10 ngày kể từ ngày ký Kế hoạch này."
    )
    assert days(planned(text)) == ["25/1/2027"]


def test_months_told_in_other_reports_are_not_owed() -> None:
    text = drafted(
        "Báo cáo tháng gửi về Sở Nội vụ trước ngày 15 hằng tháng; riêng tháng 6 và tháng 12 gộp vào báo cáo 6 tháng"
        " và báo cáo năm. Báo cáo 6 tháng gửi trước ngày 10/6/2027. Báo cáo năm gửi trước ngày 10/12/2027."
    )
    monthly = days(planned(text), "bao-cao-thang")
    assert len(monthly) == 10
    assert not {"14/6/2027", "14/12/2027"} & set(monthly)


def test_two_days_of_every_year_are_those_of_the_year() -> None:
    body = "Các đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 20/6 và 10/12 hằng năm."
    assert days(planned(drafted(body))) == ["21/6/2027", "9/12/2027"]


def test_campaign_of_several_years_owes_each_year() -> None:
    text = drafted(
        "Hằng năm, các đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 10/12; tổ chức sơ kết vào năm 2028,"
        " tổng kết vào năm 2030.",
        title="Phát động phong trào thi đua xây dựng nông thôn mới giai đoạn 2026 - 2030",
        issued="15 tháng 01 năm 2026",
    )
    plan = planned(text)
    assert "year: 2026\nlast_year: 2030\n" in text
    assert [day[-4:] for day in days(plan, "bao-cao-ket-qua")] == [
        str(year) for year in range(2026, 2031)
    ]
    assert [day[-4:] for day in days(plan, "so-ket") + days(plan, "tong-ket")] == ["2028", "2030"]


def test_chain_of_the_standing_body_is_its_own() -> None:
    text = drafted(
        "Các đơn vị báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) trước ngày 10/12/2027.\n"
        "Giao Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2027, Bộ Nội vụ trước ngày 25/12/2027."
    )
    plan = planned(text)
    owed = {one.duty: tuple(sorted(one.units)) for one in plan.occurrences}
    assert owed == {
        "bao-cao-ket-qua": ("so-giao-duc", "so-y-te", "xa-an-binh"),
        "bao-cao-uy-ban-nhan-dan-tinh": ("so-noi-vu",),
        "bao-cao-bo-noi-vu": ("so-noi-vu",),
    }
    assert days(plan) == ["9/12/2027", "20/12/2027", "24/12/2027"]


def test_bodies_of_the_text_owe_and_one_without_an_id_is_asked_for() -> None:
    text = drafted(
        "Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày 10/12/2027; riêng ngành Giáo dục và Đào tạo"
        " trước ngày 10/7/2027.\n"
        "Các Cụm, Khối thi đua tự chấm điểm, xếp hạng và gửi kết quả về Sở Nội vụ trước ngày 30/11/2027."
    )
    with pytest.raises(AssertionError, match="nganh-giao-duc-va-dao-tao không có trong danh sách"):
        planned(text)
    plan = planned(text.replace("nganh-giao-duc-va-dao-tao", "so-giao-duc"))
    owed = {one.duty: one.units for one in plan.occurrences}
    assert owed["tu-cham-diem-xep-hang"] == ("so-y-te",)
    assert owed["ho-so-khen-thuong-2"] == ("so-giao-duc",)
    assert sorted(owed["ho-so-khen-thuong"]) == ["so-y-te", "xa-an-binh"]


def test_forms_and_channels_are_told_beside_the_proof() -> None:
    text = drafted(
        "Báo cáo năm theo Mẫu số 01, gửi qua Hệ thống quản lý văn bản, đồng thời gửi bản mềm qua thư điện tử trước ngày"
        " 10/12/2027 về Sở Nội vụ."
    )
    assert (
        '{form: "Mẫu số 01"}, {channel: "Hệ thống quản lý văn bản"}, {channel: "Thư điện tử"}'
        in text
    )
    assert days(planned(text)) == ["9/12/2027"]


SEED_DAYS: dict[str, list[str]] = {
    "000": [],
    "001": ["—", "—"],  # “định kỳ 6 tháng, tổng kết năm”: no day is told
    "002": [],
    "003": [],
    "004": ["31/7/2024", "—"],  # “kết thúc trong tháng 7/2024”; with the meeting of the year
}


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_draft_of_a_seed_is_planned_with_its_days(file: Path) -> None:
    """The units of its issuer are not here: bodies the draft names are taken for the standing body.

    Peaks that the text gives no days last the year, as a person answers here.
    """
    text = draft_of(import_directive(read(file), catalogue=CATALOGUE), catalogue=CATALOGUE).text
    text = re.sub(r"^    owed_by: .*$", "    owed_by: {all: true}", text, flags=re.M)
    text = re.sub(r"^    first_day: null.*$", "    first_day: 01-01", text, flags=re.M)
    text = re.sub(r"^    last_day: null.*$", "    last_day: 12-31", text, flags=re.M)
    text = re.sub(r"^    to: .*$", "    to: so-noi-vu", text, flags=re.M)
    text = text.replace("\ndirective:", "\nissuer: hoa-an\ndirective:", 1)
    assert days(planned(text)) == SEED_DAYS[file.stem[:3]]
