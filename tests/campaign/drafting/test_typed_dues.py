"""What people type for a due is the rule they mean, or a question; never a guess."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.typed_days import read_day
from scheduler.campaign.drafting.typed_dues import read_due
from scheduler.definition.models import DutyKind
from scheduler.definition.when import When
from scheduler.errors import NotUnderstood
from scheduler.store.database import Database
from tests.campaign.drafting.at_the_desk import Clerk
from tests.databases import SqliteFiles
from tests.directives.letters import letter

BODY = """Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024, mừng 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024).
Đợt 2: từ ngày 01/7/2024 đến ngày 20/12/2024.
Hội nghị tổng kết phong trào thi đua: ngày 25/12/2024.
Các đơn vị gửi báo cáo sơ kết về Sở Nội vụ trước ngày 15/6/2024.
Báo cáo tổng kết gửi về Sở Nội vụ trước ngày 10/12/2024.
"""
UNDERSTOOD: tuple[tuple[str, dict[str, object] | None], ...] = (
    ("30/6", {"by": "2024-06-30"}),
    ("30/6/2024", {"by": "2024-06-30"}),
    ("30.6.2024", {"by": "2024-06-30"}),
    ("30-6-2024", {"by": "2024-06-30"}),
    ("2024-06-30", {"by": "2024-06-30"}),
    ("ngày 30 tháng 6", {"by": "2024-06-30"}),
    ("ngày 30 tháng 6 năm 2025", {"by": "2025-06-30"}),
    ("hạn 30/6", {"by": "2024-06-30"}),
    ("đến ngày 30/6", {"by": "2024-06-30"}),
    ("đến hết ngày 30/6", {"by": "2024-06-30"}),
    ("hết ngày 30/6/2024", {"by": "2024-06-30"}),
    ("chậm nhất ngày 30/6", {"by": "2024-06-30"}),
    ("chậm nhất là ngày 30/6.", {"by": "2024-06-30"}),
    ("muộn nhất 30/6", {"by": "2024-06-30"}),
    ("Trước ngày 15/7", {"before": "2024-07-15"}),
    ("trước 15/7/2024", {"before": "2024-07-15"}),
    ("trước 16 giờ ngày 28/6", {"before": "2024-06-28", "time": "16:00"}),
    ("17h00 ngày 28/6", {"by": "2024-06-28", "time": "17:00"}),
    ("hết tháng 7", {"by": "2024-07-31"}),
    ("đến hết tháng 7/2024", {"by": "2024-07-31"}),
    ("trong tháng 7", {"within": "2024-07"}),
    ("tháng 7", {"within": "2024-07"}),
    ("trong quý III", {"within": "2024-Q3"}),
    ("quý 4 năm 2024", {"within": "2024-Q4"}),
    ("trước ngày 15 hằng tháng", {"every": "month", "before": "15"}),
    ("trước ngày 15 hàng tháng", {"every": "month", "before": "15"}),
    ("hằng tháng, chậm nhất ngày 20", {"every": "month", "by": "20"}),
    ("ngày 20 hằng tháng", {"every": "month", "by": "20"}),
    ("ngày 05 của tháng sau", {"every": "month", "by": "5", "of": "next month"}),
    ("ngày 20 tháng cuối quý", {"every": "quarter", "by": "20"}),
    ("trước ngày 10 tháng cuối quý", {"every": "quarter", "before": "10"}),
    ("thứ Sáu hằng tuần", {"every": "week", "by": "5"}),
    ("chậm nhất 05 ngày làm việc sau khi kết thúc đợt 1", {"after": "dot-1", "working_days": 5}),
    ("10 ngày sau khi kết thúc Đợt 2", {"after": "dot-2", "days": 10}),
    ("trong vòng 10 ngày kể từ ngày kết thúc đợt II", {"after": "dot-2", "days": 10}),
    ("7 ngày sau khi bắt đầu đợt 2", {"after": "dot-2", "days": 7, "edge": "first"}),
    ("sau khi kết thúc đợt 1, chậm nhất 3 ngày", {"after": "dot-1", "days": 3}),
    ("05 ngày làm việc sau mỗi đợt", {"after_each": "round", "working_days": 5}),
    ("trong 7 ngày sau khi kết thúc mỗi cao điểm", {"after_each": "peak", "days": 7}),
    ("5 ngày sau khi bắt đầu mỗi đợt", {"after_each": "round", "days": 5, "edge": "first"}),
    ("10 ngày kể từ ngày ban hành kế hoạch này", {"after": "issued", "days": 10}),
    ("15 ngày kể từ ngày ký", {"after": "issued", "days": 15}),
    ("05 ngày kể từ ngày nhận được văn bản", {"after": "received", "days": 5}),
    (
        "10 ngày trước tổng kết phong trào thi đua",
        {"before": "tong-ket-phong-trao-thi-dua", "days": 10},
    ),
    (
        "trước ngày tổ chức hội nghị tổng kết phong trào thi đua 10 ngày",
        {"before": "tong-ket-phong-trao-thi-dua", "days": 10},
    ),
    ("1 tháng sau ngày 30/6", {"after": "2024-06-30", "months": 1}),
    ("2 tuần sau khi gửi báo cáo sơ kết", {"after": "bao-cao-so-ket", "days": 14}),
    ("cùng kỳ báo cáo sơ kết", {"same_as": "bao-cao-so-ket"}),
    ("lồng ghép vào báo cáo tổng kết", {"part_of": "bao-cao-tong-ket"}),
    ("hết đợt 1", {"on": "dot-1"}),
    ("khi kết thúc đợt 2", {"on": "dot-2"}),
    ("trước ngày Quốc khánh", {"before": "quoc-khanh"}),
    ("trước khi bắt đầu đợt 2", {"before": "dot-2", "edge": "first"}),
    ("trước đợt 2", {"before": "dot-2", "edge": "first"}),
    ("10 ngày trước đợt 2", {"before": "dot-2", "days": 10, "edge": "first"}),
    ("trước khi kết thúc đợt 2", {"before": "dot-2"}),
    ("10 ngày sau Quốc khánh", {"after": "quoc-khanh", "days": 10}),
    ("5 ngày trước 30/6", {"before": "2024-06-30", "days": 5}),
    ("trước ngày 10/12 hằng năm", {"before": "12-10"}),
    ("30/6 lúc 17 giờ", {"by": "2024-06-30", "time": "17:00"}),
    ("30/6, 17h", {"by": "2024-06-30", "time": "17:00"}),
    ("trước 30/6/2024 16h30", {"before": "2024-06-30", "time": "16:30"}),
    ("từ ngày 10/6 đến ngày 20/6", {"by": "2024-06-20"}),
    ("ngày 20 tháng đầu quý", {"every": "quarter", "by": "20", "of": "first month"}),
    ("het thang 7", {"by": "2024-07-31"}),
    ("cuối năm", {"by": "2024-12-31"}),
    ("khi có yêu cầu", {"on_request": True}),
    ("đột xuất, khi có yêu cầu của Ủy ban nhân dân tỉnh", {"on_request": True}),
    ("05 ngày kể từ khi có yêu cầu", {"on_request": True, "days": 5}),
    ("thứ Sáu tuần này", {"by": "2024-05-10"}),
    ("thứ Sáu, 28/6", {"by": "2024-06-28"}),
    ("30/6 (chủ nhật)", {"by": "2024-06-30"}),
    ("trước 30/6/24", {"before": "2024-06-30"}),
    ("17h 30.6.24", {"by": "2024-06-30", "time": "17:00"}),
    ("31/01/25", {"by": "2025-01-31"}),
    ("mùng 10 tháng giêng", {"by": "2024-02-19"}),  # of the moon
    ("trước 10/3 âm lịch", {"by": "2024-04-17"}),
    ("rằm tháng giêng", {"on": "ram-thang-gieng"}),
    ("hết quý I", {"by": "2024-03-31"}),
    ("cuối tháng này", {"by": "2024-05-31"}),
    ("30 June", {"by": "2024-06-30"}),
    ("by 30 June 2024", {"by": "2024-06-30"}),
    ("không ghi ngày", None),
    ("Văn bản không ghi thời hạn", None),
    ("chưa ấn định ngày", None),
)
NOT_UNDERSTOOD = (
    "",
    "   ",
    "sớm",
    "31/6",
    "30/2/2024",
    "45/13",
    "giữa tháng 6",
    "đầu quý III",
    "tuần đầu tháng 7",
    "khoảng 30/6",
    "30/6 nếu có thể",
    "30/6 năm ngoái",
    "sau 30/6",
    "sau 3 ngày",
    "không trước ngày 30/6",
    "ngày 15",
    "10/6 và 10/12 hằng năm",
    "5 ngày",
    "vài ngày sau đợt 1",
    "sau khi kết thúc đợt 3, chậm nhất 5 ngày",
    "5 ngày sau khi kết thúc đợt",  # which of the two
    "10 ngày trước hội nghị tổng kết",  # or the report of that name
    "20/6 và 10/12",
    "30/6 hoặc 15/7",
    "cùng kỳ báo cáo kinh tế - xã hội",
    "không phải ngày 30/6",
    "30/6 trừ Sở Y tế",
    "đợt",
    "ngày mai ngày kia",
    "cuối tháng",  # of which, or of each
    "hết tháng",
    "ngày cuối quý",
    "ngày làm việc cuối cùng của quý",
    "thứ Năm cuối cùng của tháng",
    "ngày 15 tháng sau",
    "ngày làm việc đầu tiên của tháng sau",
    "báo cáo 6 tháng trước 15/6",  # of six months, or so long before
    "gửi báo cáo 9 tháng trước ngày 20/9",
    "ngày 31/6",
    "thứ Hai, 28/6",  # a Friday
    "30/6 (thứ bảy)",
    "trước thứ Hai 30/6",
    "Monday 28 June",
    "thứ ba, ngày 01 tháng 7 năm 2024",
    "trước hết tháng 7",
    "trước khi hết quý II",
    "từ 30/6",
    "bắt đầu 30/6",
    "tầm 30/6",
    "ít nhất 5 ngày sau khi kết thúc đợt 1",
    "30/6/68",
    "30/6/1924",
    "khi kết thúc phong trào",  # no item of the draft
    "23 tháng chạp",  # its solar year is another
    "x" * 3000,
)
DAYS = (
    ("15/02", "2024-02-15"),
    ("15/02/2024", "2024-02-15"),
    ("2024-02-15", "2024-02-15"),
    ("từ ngày 15/02", "2024-02-15"),
    ("ngày 15 tháng 02 năm 2024", "2024-02-15"),
    ("thứ Năm, 15/02/2024", "2024-02-15"),
    ("hết tháng 2", "2024-02-29"),
    ("đầu tháng 7", "2024-07-01"),
    ("hết quý III", "2024-09-30"),
    ("ngày cuối tháng 6", "2024-06-30"),
    ("hôm nay", "2024-05-06"),
    ("thứ Sáu tuần này", "2024-05-10"),
    ("10/3 âm lịch", "2024-04-18"),
    ("rằm tháng giêng", "2024-02-24"),
    ("30/6/24", "2024-06-30"),
)


@pytest.fixture(scope="module")
def around(sqlite_files: SqliteFiles) -> Iterator[Around]:
    with closing(Database(sqlite_files.migrated())) as database:
        clerk = Clerk(database)
        yield clerk.around(clerk.begin(letter(BODY)))


@pytest.mark.parametrize(("typed", "rule"), UNDERSTOOD, ids=[typed for typed, _rule in UNDERSTOOD])
def test_a_due_is_the_rule_that_was_meant(around: Around, typed: str, rule: object) -> None:
    assert read_due(typed, around) == rule


@pytest.mark.parametrize("typed", NOT_UNDERSTOOD)
def test_what_is_no_due_is_asked_about_with_examples(around: Around, typed: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        read_due(typed, around)
    assert told.value.reason.endswith(".")


@pytest.mark.parametrize("typed", ["23 tháng Chạp", "ngày 23 tháng Chạp", "hạn 23/12 âm lịch"])
def test_day_of_two_lunar_years_is_asked_about_with_both(around: Around, typed: str) -> None:
    with pytest.raises(NotUnderstood, match="02/02/2024 hoặc 22/01/2025: đề nghị ghi rõ"):
        read_due(typed, around)


@pytest.mark.parametrize(
    "typed",
    ["hết năm học", "hết tháng hành động", "hết quý báu", "30/6 dự phòng", "30 June budget"],
)
def test_no_word_of_a_due_is_dropped(around: Around, typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_due(typed, around)


@pytest.mark.parametrize(("typed", "day"), DAYS, ids=[typed for typed, _day in DAYS])
def test_a_day_is_that_of_the_campaign(around: Around, typed: str, day: str) -> None:
    assert read_day(typed, around) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "30/2",
        "trước 30/6",
        "cuối tháng",
        "thứ Hai 28/6",
        "tầm 30/6",
        "tháng 7",
        "15/7 hoặc 16/7",
        "quý III",
        "x",
        "15",
    ],
)
def test_what_is_no_single_day_is_asked_about(around: Around, typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_day(typed, around)


@settings(max_examples=200)
@given(
    typed=st.text(max_size=60)
    | st.lists(
        st.sampled_from(sorted({word for typed, _rule in UNDERSTOOD for word in typed.split()})),
        max_size=9,
    ).map(" ".join)
)
def test_any_text_is_a_rule_or_a_question(around: Around, typed: str) -> None:
    try:
        meant = read_due(typed, around)
    except NotUnderstood as told:
        assert told.reason
    else:
        assert meant is None or When.model_validate(meant)


def test_a_bare_day_of_a_meeting_is_its_own(around: Around) -> None:
    assert read_due("25/12", around, kind=DutyKind.FINAL) == {"on": "2024-12-25"}
    assert read_due("đến hết 25/12", around, kind=DutyKind.FINAL) == {"by": "2024-12-25"}


@pytest.fixture(scope="module")
def clerk(sqlite_files: SqliteFiles) -> Iterator[Clerk]:
    with closing(Database(sqlite_files.migrated())) as database:
        yield Clerk(database)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("30/6", {"by": "2025-06-30"}),
        ("trước 15/01", {"before": "2025-01-15"}),
        ("30/11", {"by": "2024-11-30"}),
        ("hết quý I", {"by": "2025-03-31"}),
    ],
)
def test_a_day_of_a_school_year_is_in_its_own_year(clerk: Clerk, typed: str, rule: object) -> None:
    title = "Phát động phong trào thi đua năm học 2024 - 2025"
    around = clerk.around(clerk.begin(letter(BODY, title=title)))
    assert read_due(typed, around) == rule


@pytest.mark.parametrize(
    "typed", ["30/6", "trước 30/6", "hết quý I", "tháng 7", "17h 30/6", "cuối năm"]
)
def test_a_campaign_of_several_years_asks_for_the_year(clerk: Clerk, typed: str) -> None:
    title = "Phát động phong trào thi đua giai đoạn 2024 - 2028"
    around = clerk.around(clerk.begin(letter(BODY, title=title)))
    with pytest.raises(NotUnderstood, match="nhiều năm"):
        read_due(typed, around)
    assert read_due("30/6/2027", around) == {"by": "2027-06-30"}


@pytest.mark.parametrize("typed", ["23 tháng Chạp", "ngày 23 tháng chạp", "23/12 âm lịch"])
def test_each_day_that_a_lunar_one_may_be_is_offered(around: Around, typed: str) -> None:
    with pytest.raises(NotUnderstood) as doubt:
        read_day(typed, around)
    assert doubt.value.examples == ("02/02/2024", "22/01/2025")
    assert all(f"{day}" in doubt.value.reason for day in doubt.value.examples)
    assert [read_day(day, around) for day in doubt.value.examples] == ["2024-02-02", "2025-01-22"]
