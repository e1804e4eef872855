"""Dates among words of every kind, as heads type them in a chat."""

import pytest

from tests.dates.spoken import said, without_marks, wrong

BEFORE = (
    "trường em xin gửi báo cáo {}",
    "dạ anh ơi đơn vị em hứa {}",
    "Thưa lãnh đạo, xã đang kiểm kê, {}",
)
AFTER = ("{} ạ", "{} em nộp đủ luôn nhé anh", "{} được không ạ", "{} cô nhé")
MEANT = {
    "ngày 25/6": "2024-06-25",
    "28/6": "2024-06-28",
    "20 tháng 7": "2024-07-20",
    "thứ 6 tuần sau": "2024-06-21",
    "chiều mai": "2024-06-13",
    "17h ngày 20/6": "2024-06-20T17:00",
    "trước 30/6": "../2024-06-29",
    "xin thêm 2 ngày": "P2D",
    "lùi đến 5/7": "../2024-07-05",
    "sau 3 ngày làm việc": "2024-06-17",
    "ngày 31/6": "INVALID",
}


@pytest.mark.parametrize("frame", [*BEFORE, *AFTER])
def test_the_only_date_among_words_is_read(frame: str) -> None:
    assert wrong({frame.format(phrase): answer for phrase, answer in MEANT.items()}) == {}


def test_the_only_date_among_words_without_diacritics_is_read_or_asked_about() -> None:
    frames = {without_marks(one.format(p)): a for one in BEFORE for p, a in MEANT.items()}
    found = {phrase: said(phrase) for phrase in frames}
    assert {p: got for p, got in found.items() if got not in (frames[p], "ASK")} == {}


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("Phú Thọ, ngày 05 tháng 7 năm 2024", "2024-07-05"),
        ("Phú Thọ, ngày tháng 02 năm 2021", "2021-02-01/2021-02-28"),
        ("TP. Hồ Chí Minh, ngày 20 tháng 5 năm 2024", "2024-05-20"),
    ],
)
def test_head_of_a_document_is_read(phrase: str, answer: str) -> None:
    assert said(phrase) == answer


@pytest.mark.parametrize(
    "phrase",
    [
        "mai em gửi hoặc thứ 6",
        "phần đầu nộp 28/6, phần cuối nộp 5/7",
        "không nộp kịp ngày 20/6",
        "vì 20/6 em đi công tác",
        "ngày 20/6 cơ quan em chưa họp",
        "em đang làm số liệu quý II",
        "có thể trường em nộp 28/6",
        "văn bản thứ 2",
    ],
)
def test_a_date_that_may_not_be_meant_is_asked_about(phrase: str) -> None:
    assert said(phrase) in ("ASK", "NONE")


@pytest.mark.parametrize(
    "phrase",
    [
        "kỳ họp thứ 7",
        "hoàn thành 5/6 nhiệm vụ",
        "đạt 28/6 tiêu chí",
        "làm việc 24/7",
        "xem mục 2.1",
        "tuyên truyền pháp luật",
        "Chỉ thị số 34-CT/TW ngày 07/4/2014",
        "tăng so với tháng trước",
        "có 3 xã chưa nộp ngày 20/6",
    ],
)
def test_figures_numbers_and_names_are_no_dates(phrase: str) -> None:
    assert said(phrase) == "NONE"


def test_everyday_word_is_no_slip_of_one_that_doubts() -> None:
    phrases = (
        "Trung tâm em xin nộp 28/6",
        "các bạn xin nộp ngày 28/6",
        "phòng em tạm hẹn 28/6",
        "Trung tam em xin nop 28/6",
        "gửi về Sở Nội vụ ngày 28/6",
    )
    assert wrong(dict.fromkeys(phrases, "2024-06-28")) == {}
