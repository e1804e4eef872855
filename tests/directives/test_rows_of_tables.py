"""What a row of a table says: its work by its day, owed by whom its column names, and nothing of the row above."""

import pytest

from tests.directives.letters import due_of, dues, read_letter

HEAD = "| TT | Nội dung công việc | Thời gian hoàn thành | Đơn vị chủ trì | Ghi chú |\n"
ROW = "| 1 | {work} | {time} | Văn phòng | {note} |\n"
SUMMARY = "| 2 | Báo cáo tổng kết | 15/12/2024 | Các xã | |\n"
FINAL = ("tong_ket", "2024-12-15", "Các xã")


def owed(work: str, time: str, note: str = "") -> list[tuple[str, object, str | None]]:
    """(kind, due, who) of the duties of the first row of a table of two."""
    table = HEAD + ROW.format(work=work, time=time, note=note) + SUMMARY
    found = [(one.kind.value, due_of(one), one.who) for one in read_letter(table).deadlines]
    assert found[-1] == FINAL
    return found[:-1]


PAIRS = [
    (
        "Báo cáo sơ kết 6 tháng:\n- Các phòng gửi Văn phòng Sở;\n- Sở gửi Bộ Tư pháp",
        "- Trước 05/6/2024\n- Trước 15/6/2024",
        [("so_ket", "2024-06-05", "Các phòng"), ("so_ket", "2024-06-15", "Sở")],
    ),
    (
        "- Đăng ký thi đua\n- Ký giao ước thi đua",
        "28/2\n15/3",
        [("dang_ky", "2024-02-28", "Văn phòng"), ("ky_giao_uoc", "2024-03-15", "Văn phòng")],
    ),
    (
        "Các đơn vị lập:\na) Kế hoạch thi đua\nb) Bản đăng ký",
        "a) Trước 20/02\nb) Trước 28/02",
        [("ke_hoach", "2024-02-20", "Văn phòng"), ("dang_ky", "2024-02-28", "Văn phòng")],
    ),
    (
        "Hồ sơ khen thưởng",
        "Đợt I: trước 25/3\nĐợt II: trước 10/9",
        [
            ("ho_so_khen_thuong", "2024-03-25", "Văn phòng"),
            ("ho_so_khen_thuong", "2024-09-10", "Văn phòng"),
        ],
    ),
    (
        "Nộp sáng kiến",
        "15/4\n15/10",
        [("sang_kien", "2024-04-15", "Văn phòng"), ("sang_kien", "2024-10-15", "Văn phòng")],
    ),
]


@pytest.mark.parametrize(("work", "time", "right"), PAIRS)
def test_several_days_of_a_cell_belong_to_its_works_in_order(
    work: str, time: str, right: list[tuple[str, object, str | None]]
) -> None:
    assert owed(work, time) == right


def test_days_that_fit_no_number_of_works_are_told() -> None:
    table = HEAD + ROW.format(
        work="- Đăng ký thi đua\n- Ký giao ước\n- Kế hoạch", time="28/2\n15/3", note=""
    )
    read = read_letter(table + SUMMARY)
    assert [one.kind.value for one in read.deadlines] == ["tong_ket"]
    assert len(read.unplaced) == 1


def test_receiver_is_that_of_its_own_part() -> None:
    work, time, _right = PAIRS[0]
    read = read_letter(HEAD + ROW.format(work=work, time=time, note="") + SUMMARY)
    assert [one.to_whom for one in read.deadlines[:2]] == ["Văn phòng Sở", "Bộ Tư pháp"]


def test_note_of_a_row_is_no_duty() -> None:
    assert owed("Đăng ký thi đua", "28/2", "Báo cáo gửi kèm bản mềm") == [
        ("dang_ky", "2024-02-28", "Văn phòng")
    ]


@pytest.mark.parametrize(
    "work", ["Viết bài về gương người tốt", "Kiểm tra phong trào tại các xã", "Treo băng rôn"]
)
def test_any_work_of_a_table_of_works_is_owed_by_its_day(work: str) -> None:
    assert owed(work, "Trước 20/3") == [("khac", "2024-03-20", "Văn phòng")]


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Nội dung | Thời gian | Địa điểm |\n| 1 | Hội thao | 15/5 | Sân |\n| 2 | Văn nghệ | 16/5 | Hội trường |",
        "| TT | Họ và tên | Ngày sinh |\n| 1 | Một người | 15/5/1990 |\n| 2 | Hai người | 16/5/1991 |",
        "| Số văn bản | Ngày ban hành |\n| 12/KH-UBND | 15/5/2023 |\n| 13/KH-UBND | 16/5/2023 |",
    ],
)
def test_rows_of_other_tables_are_no_duties(table: str) -> None:
    assert dues(table) == []


GROUPS = "THỜI HẠN NHẬN HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024\n(Kèm theo Kế hoạch này)\n"


@pytest.mark.parametrize(
    "title", ["Nhóm đơn vị", "Đơn vị", "Cơ quan", "Đối tượng", "Khối các đơn vị"]
)
def test_title_of_a_table_of_groups_says_what_is_owed(title: str) -> None:
    table = (
        f"{GROUPS}| STT | {title} | Thời hạn | Ghi chú |\n| 1 | Sở, ban, ngành tỉnh | Trước ngày 10/12 | |\n"
        "| 2 | Ngành giáo dục | Trước ngày 31/7 | Gửi theo năm học |"
    )
    assert [(one.kind.value, due_of(one), one.who) for one in read_letter(table).deadlines] == [
        ("ho_so_khen_thuong", "2024-12-10", "Sở, ban, ngành tỉnh"),
        ("ho_so_khen_thuong", "2024-07-31", "Ngành giáo dục"),
    ]


@pytest.mark.parametrize(
    "caption",
    ["LỊCH ĐĂNG KÝ VÀ NỘP HỒ SƠ KHEN THƯỞNG", "THỜI HẠN CỦA CÁC ĐƠN VỊ", "DANH SÁCH CÁC KHỐI"],
)
def test_title_that_names_no_one_thing_leaves_rows_told(caption: str) -> None:
    table = f"{caption}\n| STT | Đơn vị | Thời hạn |\n| 1 | Các sở | Trước ngày 10/12 |\n| 2 | Các xã | 15/12 |"
    read = read_letter(table)
    assert (read.deadlines, len(read.unplaced)) == ((), 2)


def test_groups_of_one_day_owe_one_duty() -> None:
    table = (
        "| Stt | Nội dung | Mầm non | Tiểu học | THCS, PTDTBT |\n"
        "| 1 | Báo cáo sơ kết | 12/6 | 12/6 | 15/6 |\n| 2 | Đăng ký thi đua | 25/3 | 26/3 | 27/3 |"
    )
    read = read_letter(table)
    assert [(one.kind.value, due_of(one), one.who) for one in read.deadlines] == [
        ("so_ket", "2024-06-12", "Mầm non, Tiểu học"),
        ("so_ket", "2024-06-15", "THCS, PTDTBT"),
        ("dang_ky", "2024-03-25", "Mầm non"),
        ("dang_ky", "2024-03-26", "Tiểu học"),
        ("dang_ky", "2024-03-27", "THCS, PTDTBT"),
    ]


def test_meeting_of_a_row_dates_no_peak() -> None:
    read = read_letter(
        HEAD + ROW.format(work="Hội nghị sơ kết, phát động đợt cao điểm", time="15/7", note="")
    )
    assert (read.peaks, [one.kind.value for one in read.deadlines]) == ((), ["so_ket"])


LINED = [
    "TT | Nội dung | Thời hạn | Ghi chú\n1 | Báo cáo sơ kết | Trước 15/6 |\n2 | Hồ sơ khen thưởng | Đợt 1: trước 25/3\n"
    "Đợt 2: trước 10/9 | 02 bộ\n3 | Báo cáo tổng kết | 15/12 | Mẫu 3",
    "TT\tNội dung\tThời hạn\tGhi chú\n1\tBáo cáo sơ kết\tTrước 15/6\tMẫu 1\n2\tHồ sơ\nkhen thưởng\tĐợt 1: trước 25/3\n"
    "Đợt 2: trước 10/9\t02 bộ\n3\tBáo cáo tổng kết\t15/12\tMẫu 3",
]


@pytest.mark.parametrize("table", LINED)
def test_row_without_borders_goes_on_over_lines(table: str) -> None:
    assert dues(table) == [
        ("so_ket", "2024-06-15"),
        ("ho_so_khen_thuong", "2024-03-25"),
        ("ho_so_khen_thuong", "2024-09-10"),
        ("tong_ket", "2024-12-15"),
    ]


@pytest.mark.parametrize("aside", ["(qua Sở Nội vụ)", "(kèm biểu số liệu)", "(theo mẫu số 2)"])
def test_bracket_on_a_line_of_its_own_goes_on_with_the_line_before(aside: str) -> None:
    assert dues(f"Báo cáo sơ kết đợt 1\n{aside}\ntrước ngày 15/6/2024") == [
        ("so_ket", "2024-06-15")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sơ kết\n15/6/2024\nTổng kết\n15/11/2024",
        "- Sơ kết\n\n15/6/2024\n\n- Tổng kết\n\n15/11/2024",
        "Báo cáo sơ kết\nTháng 6/2024\nBáo cáo tổng kết\nTháng 11/2024",
        "Nộp báo cáo\nQuý II/2024\nNộp hồ sơ\nQuý IV/2024",
    ],
)
def test_day_alone_on_a_line_below_a_work_is_told_or_owed(text: str) -> None:
    read = read_letter(f"II. LỊCH\n{text}")
    assert len(read.unplaced) + len(read.deadlines) == 2


@pytest.mark.parametrize(
    "text", ["Sơ kết phong trào năm 2023.\n15/6/2024", "Ảnh minh họa\n15/6/2024"]
)
def test_day_alone_below_other_lines_is_nothing(text: str) -> None:
    read = read_letter(text)
    assert (read.deadlines, read.unplaced) == ((), ())
