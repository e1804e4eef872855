"""Titles and ids of a draft are whole phrases: none ends in a word that leads on, none is cut through."""

import re
from pathlib import Path

import pytest

from scheduler.definition.models import Duty
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.draft.titles import slug
from scheduler.directives.importer import import_directive
from scheduler.directives.model import SourceKind
from scheduler.directives.page.read import read
from scheduler.directives.page.source import Source
from tests.directives.letters import letter

HERE = Path(__file__).parent
TEXTS = sorted([*HERE.glob("seeds/*.txt"), *HERE.glob("corpus/*/*.txt")])
LEADS_ON = re.compile(r"(?:^|[\s-])(?:và|qua|về|cho|của|để|với|(?<!đính )kèm|gửi|nộp|trong)$")
LEFT_OVER = re.compile(
    r"(?:\b(?:họp|hoàn thành|dự kiến|sẽ mở|phải có)|\b(?:lúc|vào|hồi|từ) [\d.:hg]+|\d giờ|[/.,;:])$"
)


def duties(source: Source) -> list[Duty]:
    drafted = draft_of(import_directive(source, catalogue={}), catalogue={}).values["duties"]
    assert isinstance(drafted, list)
    return drafted


CASES = [
    (
        "Các đơn vị gửi báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) trước ngày 10/12/2024.",
        "bao-cao-ket-qua",
        "Báo cáo kết quả",
    ),
    (
        "Các Cụm, Khối thi đua tự chấm điểm, xếp hạng và gửi kết quả về Sở Nội vụ trước ngày 30/11/2024.",
        "tu-cham-diem-xep-hang",
        "Tự chấm điểm, xếp hạng",
    ),
    (
        "Báo cáo kết quả triển khai phong trào thi đua, những cách làm hay ở cơ sở và kiến nghị của các địa phương, đơn"
        " vị gửi về Sở Nội vụ trước ngày 10/12/2024.",
        "bao-cao-ket-qua-trien-khai-phong-trao-thi-dua",
        None,
    ),
    (
        "Đăng ký thi đua, hoàn thành trước ngày 28/02/2024.",
        "dang-ky-thi-dua",
        "Đăng ký thi đua",
    ),
    (
        "Đăng ký thi đua đầu năm, nộp về Sở Nội vụ trước ngày 28/02/2024.",
        "dang-ky-thi-dua-dau-nam",
        "Đăng ký thi đua đầu năm",
    ),
    (
        "Hoàn thiện hồ sơ khen thưởng, trình Ủy ban nhân dân tỉnh trước ngày 10/12/2024.",
        "ho-so-khen-thuong",
        "Hồ sơ khen thưởng",
    ),
    (
        "Báo cáo chuyên đề, báo cáo đột xuất: thực hiện theo yêu cầu của Thường trực Hội đồng.",
        "bao-cao-dot-xuat-theo-yeu-cau",
        "Báo cáo đột xuất theo yêu cầu",
    ),
    ("Báo cáo gửi về Sở Nội vụ trước ngày 25 hằng tháng.", "bao-cao-thang", "Báo cáo tháng"),
    (
        "Hồ sơ khen thưởng (mỗi huyện không quá 03 tập thể) gửi về Sở Nội vụ trước ngày 10/12/2024.",
        "ho-so-khen-thuong",
        "Hồ sơ khen thưởng (mỗi huyện không quá 03 tập thể)",
    ),
]


@pytest.mark.parametrize(("clause", "duty", "title"), CASES)
def test_duty_is_called_by_a_whole_phrase(clause: str, duty: str, title: str | None) -> None:
    (one,) = duties(letter(clause))
    assert one.id == duty
    assert title is None or one.title == title


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_titles_and_ids_end_where_a_phrase_does(file: Path) -> None:
    source = read(file)
    if import_directive(source, catalogue={}).source_kind is SourceKind.OTHER:
        return
    text = " ".join(source.text.split()).lower()
    for duty in duties(source):
        assert not LEADS_ON.search(duty.title) or duty.title == "Gửi", duty.title
        assert not LEFT_OVER.search(duty.title), duty.title
        assert not re.match(r"(?:gửi|nộp) (?:báo cáo|kết quả|hồ sơ|kế hoạch)\b", duty.title, re.I)
        phrase = re.findall(r"\w+", re.sub(r"\([^()]*\)", "", duty.title))
        last_of_id = phrase[: len(re.sub(r"-\d$", "", duty.id).split("-"))][-1]
        attached = duty.title.endswith("đính kèm")
        assert attached or not LEADS_ON.search(last_of_id) or duty.title == "Gửi", duty.id
        assert duty.title.count("(") == duty.title.count(")"), duty.title
        last = duty.title.lower().split()[-1]
        if last in text:  # as it is printed, where the file is in the form we write
            assert re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text), duty.title


def test_id_takes_whole_phrases_and_no_aside() -> None:
    assert slug("Đợt thi đua thứ nhất") == "dot-thi-dua-thu-nhat"
    assert slug("Gửi bản cam kết (ký giữa Giám đốc và Công đoàn)") == "gui-ban-cam-ket"
    assert (
        slug("Báo cáo tổng kết công tác thi đua, khen thưởng năm 2024")
        == "bao-cao-tong-ket-cong-tac-thi-dua"
    )
    assert len(slug("thi đua " * 40)) <= 48


@pytest.mark.parametrize(
    "body",
    [
        "Báo cáo 6 tháng, năm gửi Sở Nội vụ trước ngày 05/6 và 25/11.",
        "Định kỳ 6 tháng (trước ngày 15/6) và năm (trước ngày 30/11), các đơn vị báo cáo về Sở Nội vụ.",
    ],
)
def test_two_reports_in_one_breath_are_called_by_their_own_periods(body: str) -> None:
    assert [one.title for one in duties(letter(body))] == ["Báo cáo 6 tháng", "Báo cáo năm"]


def test_year_of_each_year_is_a_report_of_its_own() -> None:
    body = "Định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 30/11), các đơn vị báo cáo về Sở Nội vụ."
    assert [(one.title, one.kind.value) for one in duties(letter(body))] == [
        ("Báo cáo 6 tháng", "bao_cao_6_thang"),
        ("Báo cáo hằng năm", "bao_cao_nam"),
    ]


def test_title_of_the_campaign_ends_where_a_table_begins_and_has_no_about() -> None:
    body = (
        "Phần thứ nhất. LỊCH BÁO CÁO\n\n| STT | Nội dung | Thời hạn |\n|---|---|---|\n"
        "| 1 | Báo cáo tổng kết | Trước ngày 25/11/2024 |\n"
    )
    text = letter(body, title="Về việc phát động thi đua năm 2024").text
    source = Source(
        text.replace("Ủy ban nhân dân tỉnh ban hành kế hoạch thi đua như sau:\n", ""), "x.txt"
    )
    drafted = draft_of(import_directive(source, catalogue={}), catalogue={}).values
    assert drafted["title"] == "Phát động thi đua năm 2024"
    assert [one.title for one in duties(source)] == ["Báo cáo tổng kết"]
