"""Whatever is asked by a time and became no item is told with its sentence; what is no due is not."""

import unicodedata

import pytest

from scheduler.directives.as_json import to_json
from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from tests.directives.letters import letter, read_letter

# Each with a time the reading has no duty for, or reads as one: never nothing at all.
ASKED = [
    "Các sở, ngành rà soát, gửi danh mục mô hình về Sở Nội vụ trước ngày 25/3/2024",
    "Phòng Nội vụ lựa chọn 02 điển hình, hoàn thành trong tháng 5/2024",
    "Các trường triển khai ký cam kết xong trước 15/10",
    "CÁC TRƯỜNG TRIỂN KHAI KÝ CAM KẾT XONG TRƯỚC NGÀY 15/10",
    "Các khối ban hành quy chế hoạt động trong quý II",
    "Văn phòng niêm yết danh sách trong vòng 05 ngày",
    "Các đơn vị nộp bài dự thi chậm nhất ngày 32/7",
    "Các đơn vị nộp bài dự thi trước ngày 07/15/2024",
    "Yêu cầu nghiêm túc thực hiện, hoàn thành trước ngày 31/6",
    "Đề nghị các đồng chí cho ý kiến trước 16 giờ 00 thứ Sáu",
    "Các xã trồng xong 1.000 cây xanh trước rằm tháng Giêng",
    "Ủy ban nhân dân các xã bàn giao nhà trước Tết Nguyên đán",
    "Các phòng cập nhật dữ liệu lên phần mềm trước 2024-09-30",
    "Các thôn tổng vệ sinh vào ngày 15 hằng tháng",
    "Các đơn vị góp ý dự thảo chậm nhất sau 07 ngày",
    "Từ 01/3 đến 30/4, các đơn vị tổ chức cuộc thi trực tuyến",
    "Chi bộ họp kiểm điểm trong tuần đầu tháng 12",
    "Việc giải ngân hoàn thành chậm nhất 31/12/2024",
    "Công bố kết quả ngày 05 tháng 9",
    "Đơn vị nào chưa có tài khoản thì liên hệ và đăng ký trước 20/2/24",
    "Hội đồng tiến hành khảo sát thực tế từ ngày 05/8 đến ngày 10/8",
    "Mỗi xã xây dựng ít nhất một mô hình, trước ngày 30 tháng 6 có mô hình",
    "Các đơn vị treo băng rôn từ ngày 01/5",
    "Nhập phiếu khảo sát: ngày 25/9",
    "Thẩm định thực tế đến hết Rằm tháng Giêng",
]
NOT_ASKED = [
    "Năm 2023, các đơn vị đã hoàn thành 100% kế hoạch trước ngày 15/12/2023",
    "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 10/01/2023 của Ủy ban nhân dân tỉnh",
    "Tổ chức tốt các hoạt động kỷ niệm 79 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam 02/9",
    "Thi đua lập thành tích chào mừng Đại hội Đảng bộ tỉnh nhiệm kỳ 2020 - 2025",
    "Phấn đấu đến hết tháng 12/2024 hoàn thành 100% chỉ tiêu",
    "Thực hiện Quyết định số 18/QĐ-TTg ngày 05/01/2024 của Thủ tướng, các đơn vị xây dựng mô hình điểm",
    "Đến ngày 31/12/2023, toàn tỉnh có 52 xã hoàn thành chương trình",
    "Qua theo dõi, đến ngày 10/01/2024, còn 14/62 đơn vị chưa gửi báo cáo sơ kết",
    "Số liệu báo cáo tính từ ngày 01/01 đến ngày 31/5/2024",
    "Đường 30/4 và đường 3/2 thực hiện chỉnh trang theo quy hoạch",
    "Các đơn vị thực hiện nghiêm quy định tại Luật Thi đua, khen thưởng năm 2022",
    "Kế hoạch này có hiệu lực từ ngày 15/01/2024",
    "Ngày 20/11 là Ngày Nhà giáo Việt Nam, các trường thi đua dạy tốt, học tốt",
    "Hơn 50 ngày đêm thi đua, các công trường thực hiện vượt tiến độ",
    "Phiếu kín chỉ có giá trị khi ít nhất 2/3 số thành viên có mặt",
    "Quá ngày 30/9/2024 không nhận hồ sơ",
]


def told(body: str) -> list[str]:
    return [note.text for note in read_letter(body).unplaced]


@pytest.mark.parametrize("clause", ASKED)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_is_asked_by_a_time_is_an_item_or_is_told(clause: str, form: str) -> None:
    read = read_letter(unicodedata.normalize(form, f"{clause}."))
    assert read.deadlines or [one.text for one in read.unplaced] == [clause]


@pytest.mark.parametrize("clause", NOT_ASKED)
def test_time_that_is_no_due_is_not_told(clause: str) -> None:
    assert told(f"{clause}.") == []


def test_time_left_over_beside_a_duty_is_named() -> None:
    body = "Các đơn vị gửi báo cáo sơ kết trước ngày 15/7/2024, treo băng rôn xong trước ngày 32/8."
    assert told(body) == [f"{body[:-1]} (chưa hiểu: “32/8”)"]


def test_what_goes_on_without_a_verb_is_told_from_where_it_begins() -> None:
    body = "Các xã khảo sát hộ nghèo: vòng một xong 32/3; vòng hai xong 32/4."
    assert told(body) == [body[:-1]]


def test_item_below_words_that_ask_is_told() -> None:
    body = (
        "Các phòng hoàn thành việc số hóa theo lộ trình:\n- Lần đầu: 32/3.\n- Kho lưu trữ: 15/9.\n"
    )
    assert told(body) == ["Lần đầu: 32/3", "Kho lưu trữ: 15/9"]


def test_row_of_a_table_is_told_when_its_titles_ask() -> None:
    body = (
        "| Hạng mục | Thời hạn hoàn thành |\n| Đúc móng | 31/7/2024 |\n| Dựng cột | 15/10/2024 |\n"
    )
    assert told(body) == ["Đúc móng | 31/7/2024", "Dựng cột | 15/10/2024"]


def test_duty_said_twice_is_not_told() -> None:
    said = "Báo cáo sơ kết gửi về Sở Nội vụ trước ngày 15/6/2024."
    assert told(f"{said}\nCác đơn vị nhớ gửi báo cáo sơ kết trước ngày 15/6/2024.") == []


def test_json_has_it_among_what_is_missing_in_the_words_of_its_schema() -> None:
    clause = "Các trường triển khai ký cam kết xong trước 15/10"
    source = letter(f"{clause}.")
    notes = to_json(import_directive(source, catalogue={}))["notes"]
    assert isinstance(notes, list)
    (note,) = [one for one in notes if clause in one["text"]]
    assert (note["kind"], note["text"]) == ("missing", f"Chưa hiểu: {clause}")
    quote, offset = note["evidence"]["quote"], note["evidence"]["offset"]
    assert source.text[offset : offset + len(quote)] == quote


@pytest.mark.parametrize(
    "clause",
    [
        "Ngày 20/5/2024, Hội đồng Thi đua tỉnh đã họp cho ý kiến vào dự thảo",
        "Trước đó, ngày 20/5/2024, Hội đồng họp cho ý kiến",
        "Ngày 01/10/2024, Chủ tịch tỉnh ký ban hành Chỉ thị số 14/CT-UBND về thi đua",
        "Năm 2022, toàn tỉnh có 17 đơn vị không gửi báo cáo tổng kết trước ngày 25/11/2022, Ban Thường vụ đã phê bình",
        "Năm 2021 ngành thực hiện 73 cuộc kiểm tra; riêng ngày 30/7/2021 có hai cuộc",
    ],
)
def test_news_and_years_gone_are_not_told(clause: str) -> None:
    assert told(f"{clause}.") == []


@pytest.mark.parametrize(
    "clause",
    [
        "Ngày 20/5/2024 các đơn vị gửi danh sách điểm đã chọn về Sở",
        "Báo cáo trước ngày 20/6/2024 những việc đã làm",
        "Năm 2023, các xã còn thiếu hồ sơ thì bổ sung trước ngày 25/3/2024",
    ],
)
def test_what_is_asked_of_what_was_done_is_not_lost(clause: str) -> None:
    read = read_letter(f"{clause}.")
    assert read.deadlines or [one.text for one in read.unplaced] == [clause]


def test_articles_before_the_regulation_they_issue_are_read() -> None:
    decision = (
        "ỦY BAN NHÂN DÂN TỈNH HÒA AN\nSố: 27/QĐ-UBND\nHòa An, ngày 17 tháng 6 năm 2024\nQUYẾT ĐỊNH\n"
        "Về việc ban hành Quy chế hoạt động của các Cụm, Khối thi đua\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA AN\n"
        "Căn cứ Luật Thi đua, khen thưởng;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động của các Cụm, Khối thi đua.\n"
        "Riêng năm 2024, các Cụm, Khối ký giao ước bổ sung trong tháng 7 năm 2024 và dựng pa-nô trước ngày 32/7.\n"
        "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nCHỦ TỊCH\nQUY CHẾ\nHOẠT ĐỘNG CỦA CÁC CỤM, KHỐI THI ĐUA\n"
        "(Ban hành kèm theo Quyết định số 27/QĐ-UBND ngày 17 tháng 6 năm 2024)\n"
        "Điều 1. Báo cáo\n1. Các Cụm gửi báo cáo tổng kết trước ngày 30 tháng 11 hằng năm.\n"
    )
    read = import_directive(Source(decision, "quyet-dinh.txt"), catalogue={})
    assert [one.kind.value for one in read.deadlines] == ["ky_giao_uoc", "tong_ket"]
    assert ["32/7" in one.text for one in read.unplaced] == [True]
