"""What is to be done, by command: nearest first, with buttons; the agenda; help; strangers."""

import pytest

from tests.bots.telegram.talk.conftest import make_town
from tests.build import at, duty


@pytest.fixture
def busy(sqlite_files):
    """Twenty-five duties, one a day."""
    duties = [duty(f"v{n}", due={"by": f"07-{n:02}"}) for n in range(1, 26)]
    return make_town(sqlite_files, *duties, now="2024-06-25 09:00")


def test_one_duty_has_all_its_buttons(head):
    head.command("/viec")
    assert head.last.text.splitlines() == [
        "Báo cáo phải gửi: 1, gần hạn nhất trước.",
        "",
        "1. Báo cáo bc",
        "Hạn 17:00 thứ Tư, 31/7/2024, còn 12 ngày làm việc",
    ]
    assert head.last.labels == ["Đã nhận", "Gửi báo cáo", "Đề nghị gia hạn", "Ủy quyền"]


def test_list_is_brought_up_to_date_where_it_stands(head):
    head.command("/viec")
    count = len(head.messages)
    head.press("Đã nhận")
    assert len(head.messages) == count
    assert head.last.text.endswith(
        "Đã nhận nhiệm vụ lúc 09:00 ngày 15/7 bởi Thủ trưởng đơn vị, Sở Tài chính"
    )
    assert head.last.labels == ["Gửi báo cáo", "Đề nghị gia hạn", "Ủy quyền"]


def test_many_duties_come_nearest_first_ten_a_message(busy):
    head = busy.phone("101")
    head.command("/viec")
    assert [len(m.rows) for m in head.messages] == [10, 10, 5]
    assert head.messages[0].rows[0][0].text == "1. Đã nhận"
    assert "1. Báo cáo v1\n" in head.messages[0].text
    assert "25. Báo cáo v25\n" in head.messages[2].text


def test_one_of_many_opens_with_all_its_buttons(busy):
    head = busy.phone("101")
    head.command("/viec")
    head.press("3. Khác…")
    assert head.last.text.startswith("Báo cáo v3\n")
    assert "Ủy quyền" in head.last.labels


def test_merged_card_has_a_row_an_item(busy):
    busy.go("2024-06-28 08:00")
    head = busy.phone("101")
    assert head.last.rows[0][0].text == "1. Đã nhận"
    assert head.last.rows[1][1].text == "2. Gửi báo cáo"


def test_agenda_makes_a_link_when_asked(town, head):
    head.command("/lich")
    assert "Báo cáo bc" in head.last.text
    assert town.links == []
    head.press("Tạo liên kết lịch")
    assert town.links == ["Telegram, Thủ trưởng đơn vị, Sở Tài chính"]
    reads, manages = head.last.text.split("https://")[1:]
    assert reads.startswith("thidua.example/feeds/") and "giữ riêng địa chỉ này" in reads
    assert manages.startswith("thidua.example/manage/")


def test_agenda_makes_no_more_links_than_a_day_has_room_for(town, head):
    town.most_links = 1
    head.command("/lich")
    head.press("Tạo liên kết lịch")
    (told,) = head.press("Tạo liên kết lịch")
    assert "1 địa chỉ lịch trong 24 giờ" in told and "thidua subscribe" in told
    assert len(town.links) == 1


def test_agenda_gives_no_link_where_nobody_outside_finds_us(town, head):
    head.command("/lich")
    town.outside_url = ""
    told = (
        "Chưa tạo được liên kết lịch: hệ thống chưa có địa chỉ công khai. Đề nghị báo người quản trị hệ "
        "thống đặt THIDUA_PUBLIC_URL."
    )
    assert head.press("Tạo liên kết lịch") == [told]
    assert head.command("/lich")[0].endswith(f"\n\n{told}")
    assert (head.last.labels, town.links) == ([], [])


def test_agenda_of_another_unit_is_refused(town, head):
    assert head.tap("fl:3:0:0") == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]
    assert town.links == []


def test_help_lists_what_the_person_may_use(head, standing):
    assert "/duyet" not in head.command("/trogiup")[0]
    assert "/duyet" in standing.command("/trogiup")[0]


def test_unknown_command_shows_help(head):
    assert head.command("/xyz")[0] == "Không có lệnh này."


@pytest.mark.parametrize("command", ["/viec", "/lich", "/duyet", "/huy", "/trogiup", "/xyz"])
def test_strangers_get_one_sentence(town, command):
    said = town.phone("555").command(command)
    assert len(said) == 1
    assert said[0].startswith("Kính chào đồng chí. Bot này dành cho cán bộ được")


def test_english_reader_is_answered_in_english_where_it_is_translated(town, head):
    town.province.execute("UPDATE person SET language = 'en'")
    head.command("/viec")
    assert "31 July 2024" in head.last.text


def test_nothing_to_do_is_said(town, standing):
    assert standing.command("/viec")[0].startswith("Hiện không có báo cáo nào phải gửi")


def test_after_the_cut_off_it_is_said_that_nothing_is_taken_in(town, head):
    """Not that nothing is owed."""
    town.now = at("2024-08-22 09:00")
    contact = "Đề nghị liên hệ cơ quan thường trực."
    closed = (
        "Đã hết thời hạn tiếp nhận\n• Báo cáo bc: từ 24:00 thứ Tư, 21/8/2024\nCần gửi báo cáo đã hết thời "
        "hạn tiếp nhận, đề nghị liên hệ Sở Nội vụ để mở lại thời hạn."
    )
    assert [head.command("/nop"), head.send("a.pdf")] == [[closed], [closed]]
    shown = head.command("/viec")[0].splitlines()
    assert shown[-1] == f"Đã hết thời hạn tiếp nhận từ 24:00 thứ Tư, 21/8/2024. {contact}"


def test_list_says_the_month_and_what_is_told_in_its_report(sqlite_files):
    monthly = {"every": "month", "by": 5, "of": "next month", "except": ["08", "09"]}
    duties = (
        duty("thang", title="Báo cáo tháng", due=monthly),
        duty("cd", title="Báo cáo chuyển đổi số", due={"part_of": "thang", "period": "06"}),
    )
    head = make_town(sqlite_files, *duties, now="2024-07-01 09:00").phone("101")
    head.command("/viec")

    assert [line for line in head.messages[0].text.splitlines() if "tháng" in line] == [
        f"{number}. Báo cáo tháng {month}/2024"
        for number, month in enumerate(("01", "02", "3", "4", "5", "6"), start=1)
    ]
    assert head.messages[0].text.endswith("Nội dung lồng ghép: Báo cáo chuyển đổi số")
