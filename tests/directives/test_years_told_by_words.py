"""“năm sau”, “năm trước”, “cùng năm”: which year a day without a printed one is of."""

import pytest

from scheduler.directives.draft.draft import draft_of
from tests.directives.letters import due_of, read_letter, stretches

ASKS = "Các đơn vị gửi báo cáo tổng kết về Ban Thi đua {due}."
NEXT = [
    "sau",
    "tới",
    "kế tiếp",
    "tiếp theo",
    "tiếp",
    "liền kề",
    "liền sau",
    "sau liền kề",
    "kế sau",
]


@pytest.mark.parametrize("words", NEXT)
@pytest.mark.parametrize("day", ["10/01 của", "10/1", "10 tháng 01", "10 tháng 01 của"])
def test_day_of_the_next_year_is_a_year_on(day: str, words: str) -> None:
    (one,) = read_letter(ASKS.format(due=f"trước ngày {day} năm {words}")).deadlines
    assert (one.due, one.bound, one.recurrence) == ("2025-01-10", "before", None)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trong tháng 01 năm sau", ("2025-01-01", "2025-01-31")),
        ("trong quý I năm tiếp theo", ("2025-01-01", "2025-03-31")),
        ("chậm nhất đầu năm sau", "2025-01-01"),
        ("trước ngày 15/12 cùng năm", "2024-12-15"),
        ("trước ngày 15/12 năm nay", "2024-12-15"),
        ("trước ngày 15/7 của năm 2025", "2025-07-15"),
        ("trước ngày 15/7 năm 2025", "2025-07-15"),
        ("trước ngày 10/12, năm sau không gửi", "2024-12-10"),
        ("chậm nhất ngày 10/12 năm sau khi tổng kết", "2024-12-10"),
    ],
)
def test_year_in_words_is_read(words: str, due: object) -> None:
    assert due_of(read_letter(ASKS.format(due=words)).deadlines[0]) == due


def test_year_in_words_is_no_part_of_the_next_words() -> None:
    body = "Gửi báo cáo tháng 12, báo cáo năm trước ngày 20/12."
    assert [one.due for one in read_letter(body).deadlines] == ["2024-12-20"]
    body = "Đợt 1, tính từ đầu năm tới 30/4.\nĐợt 2: từ 01/5 đến 31/12."
    assert stretches(body)[0] == (1, "2024-01-01", "2024-04-30")


def test_round_ends_in_the_year_after_its_beginning() -> None:
    body = "Đợt 1: từ 15/02 đến 30/6.\nĐợt 2: từ 01/12 đến 15/01 năm sau.\nĐợt 3: từ 01/3 đến 31/5."
    assert stretches(body)[1] == (2, "2024-12-01", "2025-01-15")
    body = "Đợt 1: từ 01/12 năm trước đến 31/5 năm nay.\nĐợt 2: từ 01/6 đến 30/11/2024."
    assert stretches(body)[0] == (1, "2023-12-01", "2024-05-31")
    body = "Đợt 1: từ 01/12/2023 đến 15/01 năm sau.\nĐợt 2: từ 01/6 đến 30/11/2024."
    assert stretches(body)[0] == (1, "2023-12-01", "2024-01-15")


def test_next_year_of_a_document_of_the_year_before_is_asked_about() -> None:
    read = read_letter(ASKS.format(due="trước ngày 10/01 năm sau"), issued="15 tháng 12 năm 2023")
    assert read.deadlines[0].due is None
    assert "10/01/2024 hoặc 10/01/2025" in read.notes[0].text


@pytest.mark.parametrize("words", ["trước ngày 10/01", "chậm nhất ngày 14/01", "trước ngày 15/01"])
def test_day_before_the_issue_is_asked_about(words: str) -> None:
    read = read_letter(ASKS.format(due=words))
    day = words[-5:]
    assert read.deadlines[0].due is None
    assert f"{day}/2024 hoặc {day}/2025" in read.notes[0].text
    assert f"{day}/2024 hoặc {day}/2025" in draft_of(read, catalogue={}).text


def test_day_behind_the_issue_is_none_to_ask_about() -> None:
    for issued, words in (("15 tháng 12 năm 2023", "10/01"), ("15 tháng 01 năm 2024", "16/01")):
        read = read_letter(ASKS.format(due=f"trước ngày {words}"), issued=issued)
        assert read.deadlines[0].due == f"2024-01-{words[:2]}"
        assert read.notes == ()


def test_printed_day_before_the_issue_is_kept_and_noted() -> None:
    read = read_letter(ASKS.format(due="trước ngày 15/12/2023"))
    assert read.deadlines[0].due == "2023-12-15"
    assert "15/12/2023 trước ngày ban hành" in read.notes[0].text


def test_month_before_the_issue_is_asked_about() -> None:
    read = read_letter(ASKS.format(due="trước tháng 10"), issued="10 tháng 11 năm 2024")
    assert read.deadlines[0].due is None
    assert "01/10/2024 hoặc 01/10/2025" in read.notes[0].text


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Đăng ký thi đua trước ngày 25/12.", None),  # ten days on, or a year and ten days
        ("Đăng ký thi đua trước ngày 10/12.", "2024-12-10"),
        ("Đăng ký thi đua trước ngày 20/01.", "2024-01-20"),
        ("Báo cáo tổng kết trước ngày 25/12.", "2024-12-25"),
    ],
)
def test_what_opens_a_movement_may_be_due_before_its_year(body: str, due: str | None) -> None:
    read = read_letter(body, issued="15 tháng 12 năm 2023")
    assert read.deadlines[0].due == due
    assert [note.text for note in read.notes if "25/12/2023" in note.text] == (
        []
        if due
        else ["“trước ngày 25/12”: có thể là 25/12/2023 hoặc 25/12/2024; đề nghị ấn định."]
    )


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước ngày 10/6 năm sau", "2024-06-10"),
        ("trước ngày 25/5 năm học này", "2024-05-25"),
        ("trước ngày 25/5 năm học sau", "2025-05-25"),
        ("trước ngày 15/01", "2024-01-15"),
        ("trước rằm tháng Giêng", "2024-02-24"),
        ("trước ngày 23 tháng Chạp", "2024-02-02"),
        ("trước ngày 15/9", None),
    ],
)
def test_years_of_a_school_year(words: str, due: str | None) -> None:
    title = "Phát động phong trào thi đua năm học 2023 - 2024"
    read = read_letter(ASKS.format(due=words), title=title, issued="02 tháng 10 năm 2023")
    assert [one.due for one in read.deadlines] == [due]


@pytest.mark.parametrize(
    "words",
    ["trước ngày 10/01 năm sau", "hằng năm trước ngày 10/01 năm sau", "trước ngày 15/8 âm lịch"],
)
def test_movement_of_several_years_leaves_such_a_day_open(words: str) -> None:
    title = "Phát động phong trào thi đua giai đoạn 2024 - 2028"
    read = read_letter(ASKS.format(due=words), title=title)
    assert [one.due for one in read.deadlines] == [None]
    assert [note for note in read.notes if note.kind == "typo"] == []


def test_nothing_is_due_by_the_day_it_comes_after() -> None:
    read = read_letter(ASKS.format(due="sau rằm tháng Giêng"))
    assert (read.deadlines, len(read.unplaced)) == ((), 1)


def test_day_of_the_year_before_is_no_sign_of_the_past() -> None:
    body = (
        "Cơ quan thường trực tổng hợp số liệu từ ngày 15/12 năm trước đến ngày 14/12 năm nay, "
        "báo cáo kết quả trước ngày 20/12."
    )
    assert [one.due for one in read_letter(body).deadlines] == ["2024-12-20"]
    assert read_letter("So với năm trước, hồ sơ gửi trước ngày 15/12 tăng 5%.").deadlines == ()
    (one,) = read_letter(ASKS.format(due="trước ngày 15/12 năm trước")).deadlines
    assert one.due == "2023-12-15"
