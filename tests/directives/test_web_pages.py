"""What a web page puts into a letter and around it: it cuts nothing off, and says nothing."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from tests.directives.letters import HEAD, ISSUED, TAIL, TITLE, due_of, dues, read_letter

ROUND = "Đợt 1: từ ngày 05/3/2024 đến ngày 30/6/2024."
ASKED = "Các thôn gửi báo cáo kết quả Đợt 1 về Ủy ban nhân dân xã trước ngày 05/7/2024."
OWED = [("bao_cao_dot", "2024-07-05", "Các thôn")]
BOXES = [
    "Chia sẻ bài viết: Facebook | Zalo | In trang",
    "Chia sẻ\nThích\nTweet",
    "Bình luận (0)",
    "Viết bình luận\nHọ và tên\nEmail\nNội dung\nGửi bình luận",
    "Ý kiến bạn đọc\nBạn đọc – 18:02 17/3/2024: Đề nghị gửi báo cáo trước ngày 10/3/2024.",
    "Trang chủ > Văn bản > Kế hoạch",
    "Tags: thi đua, khen thưởng",
    "Từ khóa: thi đua",
    "Nguồn: Cổng thông tin điện tử",
    "Tác giả: Ban Biên tập",
    "Quảng cáo",
    "Video",
    "Lượt xem: 1234",
    "Về trang trước",
    "Thăm dò ý kiến\nTrang này thế nào?\nTốt\nKhá",
    "Xem thêm: Kế hoạch thi đua năm 2023",
]
LISTS = [
    "Tin liên quan\nRa quân làm sạch môi trường\nHội nghị tổng kết ngày 12/4/2024",
    "Tin khác\n- Khai mạc hội thi ngày 20/4/2024\n- Đợt cao điểm ra quân từ 01/4/2024 (10/3)",
    "Đọc nhiều",
    "Bài viết liên quan",
]


def owed(text: str) -> list[tuple[str, object, str | None]]:
    read = import_directive(Source(text), catalogue={})
    return [(one.kind.value, due_of(one), one.who) for one in read.deadlines]


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("tail", [TAIL, ""])
def test_box_of_a_page_cuts_nothing_off(box: str, tail: str) -> None:
    head = HEAD.format(issued=ISSUED, title=TITLE)
    assert owed(f"{head}{ROUND}\n\n{box}\n\n{ASKED}{tail}") == OWED


@pytest.mark.parametrize("news", LISTS)
def test_list_of_other_stories_within_a_letter_cuts_nothing_off(news: str) -> None:
    read = read_letter(f"{ROUND}\n\n{news}\n\n{ASKED}")
    assert [(one.kind.value, due_of(one), one.who) for one in read.deadlines] == OWED
    assert (read.milestones, read.peaks, len(read.phases)) == ((), (), 1)


@pytest.mark.parametrize("news", LISTS)
def test_what_follows_other_stories_at_the_end_is_told_as_not_understood(news: str) -> None:
    head = HEAD.format(issued=ISSUED, title=TITLE)
    read = import_directive(Source(f"{head}{ROUND}\n\n{news}\n\n{ASKED}"), catalogue={})
    assert read.deadlines == ()
    assert [note.text for note in read.unplaced] == [ASKED.strip(".")]


def test_numbers_and_rounds_go_on_behind_other_stories() -> None:
    head = HEAD.format(issued=ISSUED, title=TITLE)
    text = f"{head}1. {ROUND}\n\nTin liên quan\nRa quân làm sạch môi trường\n\n2. {ASKED}"
    assert owed(text) == OWED


@pytest.mark.parametrize(
    "below",
    [
        "Tin liên quan\nKế hoạch thi đua: gửi báo cáo tổng kết trước ngày 15/9/2024",
        "Kế hoạch tuyên truyền: báo cáo tổng kết trước ngày 15/9/2024",
        "Các tin khác\nHội nghị tổng kết ngày 12/9/2024\nBáo cáo sơ kết trước ngày 15/9/2024.",
    ],
)
def test_other_stories_below_the_signature_say_nothing(below: str) -> None:
    text = HEAD.format(issued=ISSUED, title=TITLE) + ASKED + TAIL + "\n" + below
    assert owed(text) == OWED


@pytest.mark.parametrize(
    "annex",
    [
        "PHỤ LỤC",
        "PHỤ LỤC I\nLỊCH BÁO CÁO",
        "Phụ lục 1: Lịch báo cáo",
        "Chia sẻ bài viết: Facebook | Zalo\n\nPhụ lục 1: Lịch báo cáo",
        "Tin liên quan\nRa quân\n\nPHỤ LỤC I",
        "LỊCH BÁO CÁO NĂM 2024",
    ],
)
def test_annex_below_the_signature_is_read(annex: str) -> None:
    text = HEAD.format(issued=ISSUED, title=TITLE) + ROUND + TAIL
    assert owed(f"{text}\n{annex}\n{ASKED}") == OWED


@pytest.mark.parametrize(
    "line",
    [
        "Video dự thi và báo cáo sơ kết gửi về Sở Nội vụ trước ngày 15/7/2024.",
        "Nơi nhận báo cáo sơ kết: Sở Nội vụ, trước ngày 15/7/2024.",
        "Loại báo cáo: Báo cáo sơ kết\nNơi nhận: Sở Nội vụ\nThời hạn: trước ngày 15/7/2024",
        "Nguồn kinh phí: ngân sách.\nGửi báo cáo sơ kết trước ngày 15/7/2024.",
    ],
)
def test_sentence_that_begins_as_a_box_does_is_read(line: str) -> None:
    assert dues(line + "\n\nGửi báo cáo tổng kết trước ngày 20/11/2024.")[-1] == (
        "tong_ket",
        "2024-11-20",
    )
    assert ("so_ket", "2024-07-15") in dues(line)
