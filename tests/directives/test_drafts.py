"""A draft: what the definition's reader accepts, with a quotation beside each date and nothing invented."""

import re
from pathlib import Path

import pytest
import yaml

from scheduler.definition.models import DutyKind
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import examine_text, read_catalogue, read_definition_text
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.draft.hosts import Hosts
from scheduler.directives.draft.titles import Ids
from scheduler.directives.draft.when import when_of
from scheduler.directives.importer import import_directive
from scheduler.directives.model import ReadDuty
from scheduler.directives.page.view import Quote
from tests.directives.letters import letter

HERE = Path(__file__).parent
CATALOGUE = read_catalogue(HERE.parents[1] / "config" / "anniversaries.yaml")
BODY = """Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024, mừng 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024).
Đợt 2: từ ngày 01/7/2024 đến khi kết thúc Đại hội.
Gửi báo cáo sơ kết về Sở Nội vụ trước ngày 15/6/2024. Tổ chức tổng kết trong quý IV năm 2024.
Kết thúc mỗi đợt, các đơn vị gửi báo cáo kết quả về Sở Nội vụ trong vòng 07 ngày làm việc kể từ ngày kết thúc đợt.
Gửi hồ sơ khen thưởng chậm nhất 10 ngày kể từ khi lập được thành tích.
"""


def drafted(body: str) -> str:
    return draft_of(import_directive(letter(body), catalogue=CATALOGUE), catalogue=CATALOGUE).text


def test_draft_quotes_every_date() -> None:
    definition = yaml.safe_load(drafted(BODY))
    entries = definition["phases"] + definition["duties"]
    assert all(set(entry["origin"]) == {"quoted"} for entry in entries)
    assert definition["phases"][0]["origin"]["quoted"] == "từ ngày 15/02/2024 đến ngày 30/6/2024"


def test_draft_writes_dues_in_the_words_of_a_definition() -> None:
    duties = yaml.safe_load(drafted(BODY))["duties"]
    assert [str(duty["due"]) for duty in duties] == [
        "{'before': datetime.date(2024, 6, 15)}",
        "{'within': '2024-Q4'}",
        "{'after_each': 'round', 'working_days': 7}",
        "None",
    ]


def test_draft_keeps_a_month_a_month() -> None:
    body = "Đại hội điểm hoàn thành trong tháng 3/2024. Hội thao dự kiến tháng 9/2024. Lễ hội từ 10/5 đến 12/5/2024."
    text = drafted(body)
    assert re.findall(r"day: \{(.*)\}", text) == [
        "within: 2024-03",
        "within: 2024-09",
        "on: 2024-05-10",
    ]


def test_draft_leaves_what_is_missing_to_a_person() -> None:
    text = drafted(BODY)
    assert "due: null  # cần ấn định ngày" in text
    assert "\n  - id: dot-2" in text
    assert "last_day: null  # văn bản không ghi" in text


def test_all_that_is_missing_is_told_when_it_is_taken_in() -> None:
    with pytest.raises(DefinitionInvalid) as told:
        read_definition_text(drafted(BODY), name="nhap.yaml")
    assert [problem.named for problem in told.value.problems] == [
        "phases[dot-2]",
        "duties[bao-cao-so-ket].owed_by",
        "duties[tong-ket].owed_by",
        "duties[ho-so-khen-thuong].owed_by",
    ]


def test_draft_holds_values_of_the_definition() -> None:
    draft = draft_of(import_directive(letter(BODY), catalogue=CATALOGUE), catalogue=CATALOGUE)
    definition = examine_text(draft.text, name="nhap.yaml").value
    assert definition.duties == tuple(draft.values["duties"])
    assert definition.phases == tuple(draft.values["phases"])


def test_due_that_cannot_be_is_left_to_a_person() -> None:
    impossible = ReadDuty(
        "d1", DutyKind.REPORT, "báo cáo", "2024-06-31", Quote("31/6", 0), due_text="31/6"
    )
    hosts = Hosts(Ids(), (), ())
    assert when_of(impossible, hosts) == (None, "cần ấn định ngày; văn bản chỉ nói: 31/6")


def test_draft_names_anniversaries_of_the_catalogue() -> None:
    assert yaml.safe_load(drafted(BODY))["phases"][0]["anniversaries"] == ["dien-bien-phu"]


def test_draft_shows_doubts_as_comments() -> None:
    text = drafted(
        "Chào mừng 95 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2024)."
    )
    assert (
        "# Ngày thành lập Đảng Cộng sản Việt Nam: in 95 năm, tính từ hai ngày được 94 năm." in text
    )


def test_quotation_marks_in_a_title_stay_yaml() -> None:
    body = 'Chủ đề: “Nói "không" với trễ hạn: nhanh, gọn”.\nĐăng ký thi đua trước ngày 28/02/2024.'
    assert yaml.safe_load(drafted(body))["duties"][0]["kind"] == "dang_ky"


def test_draft_asks_for_a_year_no_definition_can_be_of() -> None:
    source = letter("Gửi báo cáo trước ngày 15/6.", title="Phát động phong trào thi đua năm 2081")
    draft = draft_of(import_directive(source, catalogue=CATALOGUE), catalogue=CATALOGUE)
    assert draft.values["year"] is None
    assert draft.remarks.beside["year",].startswith("văn bản ghi năm 2081; đề nghị ghi lại")
