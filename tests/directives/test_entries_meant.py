"""Which entry of the catalogue a printed name means, and of which years a directive is told that it errs."""

from pathlib import Path

import pytest

from scheduler.definition.read import read_catalogue
from scheduler.directives.importer import import_directive
from scheduler.directives.occasions.sameness import entry_of
from tests.directives.letters import letter

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "config/anniversaries.yaml")
NAMES = [(entry.id, name) for entry in CATALOGUE.values() for name in entry.names]


@pytest.mark.parametrize(("key", "name"), NAMES)
def test_every_name_means_its_own_entry_and_no_other(key: str, name: str) -> None:
    on_its_day = entry_of(name, CATALOGUE[key].date, CATALOGUE)
    undated = entry_of(name, None, CATALOGUE)

    assert on_its_day == CATALOGUE[key]
    assert undated in (CATALOGUE[key], None)


@pytest.mark.parametrize(("key", "name"), NAMES)
def test_no_name_printed_with_the_day_of_another_is_taken_for_that(key: str, name: str) -> None:
    days = {entry.date for entry in CATALOGUE.values()} - {None}
    found = [entry_of(name, day, CATALOGUE) for day in days]
    of_that_name = {id_ for id_, other in NAMES if other == name}
    assert {entry.id for entry in found if entry} <= of_that_name


@pytest.mark.parametrize(
    ("name", "day", "key"),
    [
        ("Ngày truyền thống ngành Xây dựng", "04-29", "xay-dung"),
        ("Ngày truyền thống ngành Xây dựng", None, "xay-dung"),
        ("Ngày truyền thống ngành Tổ chức xây dựng Đảng", None, "to-chuc-xay-dung-dang"),
        ("Ngày Khoa học và Công nghệ Việt Nam", "05-18", "khoa-hoc-cong-nghe"),
        ("Ngày truyền thống ngành Tổ chức Nhà nước", "08-28", "to-chuc-nha-nuoc"),
        ("Ngày truyền thống ngành Nông nghiệp", "11-14", "nong-nghiep-moi-truong"),
        ("Ngày sinh cố Tổng Bí thư Lê Duẩn", "04-07", "sinh-le-duan"),
        ("Ngày sinh đồng chí Lê Quang Đạo", None, None),
        ("Ngày sinh đồng chí Nguyễn Văn Trỗi", "02-01", None),
        ("Ngày sinh của Bác", None, "sinh-chu-tich-ho-chi-minh"),
        ("Ngày Bác Hồ về thăm Sơn La", "05-07", None),
        ("Ngày giải phóng tỉnh Bắc Kạn", "08-24", None),
        ("Chiến thắng Buôn Ma Thuột", None, None),
        ("Ngày truyền thống Trung đoàn", None, None),
    ],
)
def test_name_as_printed(name: str, day: str | None, key: str | None) -> None:
    found = entry_of(name, day, CATALOGUE)
    assert (found and found.id) == key


@pytest.mark.parametrize(
    ("issuer", "key"),
    [
        ("Ủy ban nhân dân tỉnh Lai Châu", "dang-bo-tinh-lai-chau"),
        ("ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN", "dang-bo-tinh-dien-bien"),
        ("Ủy ban nhân dân tỉnh Sơn La", None),
        (None, None),
    ],
)
def test_party_organisation_of_the_province_is_that_of_who_writes(
    issuer: str | None, key: str | None
) -> None:
    for day in (None, "10-10"):
        found = entry_of("thành lập Đảng bộ tỉnh", day, CATALOGUE, issuer=issuer)
        assert (found and found.id) == key


RIGHT = [
    "Kỷ niệm 22 năm Ngày Phụ nữ Việt Nam (20/10/2010 - 20/10/2032).",
    "Kỷ niệm 94 năm Ngày thành lập Hội LHPN Việt Nam (20/10/1930 - 20/10/2024).",
    "Kỷ niệm 14 năm Ngày Phụ nữ Việt Nam (20/10).",
    "Kỷ niệm 20 năm Ngày Doanh nhân Việt Nam (13/10/2004 - 13/10/2024).",
    "Kỷ niệm 79 năm Ngày Doanh nhân Việt Nam (13/10/1945 - 13/10/2024).",
    "Kỷ niệm 23 năm Ngày toàn dân phòng cháy và chữa cháy (04/10/2001 - 04/10/2024).",
    "Kỷ niệm 23 năm Ngày toàn dân PCCC (04/10/2001 - 04/10/2024).",
    "Kỷ niệm 23 năm Ngày PCCC (04/10/2001 - 04/10/2024).",
    "Kỷ niệm 63 năm Ngày truyền thống Cảnh sát PCCC (04/10/1961 - 04/10/2024).",
    "Kỷ niệm 63 năm Ngày truyền thống lực lượng Cảnh sát PCCC và CNCH (04/10/1961 - 04/10/2024).",
    "Kỷ niệm 78 năm Hội nghị Văn hóa toàn quốc (24/11/1946 - 24/11/2024).",
    "Kỷ niệm 80 năm Ngày Văn hóa Việt Nam (24/11/1946 - 24/11/2026).",
    "Kỷ niệm 78 năm Ngày Văn hóa Việt Nam 24/11.",
    "Kỷ niệm 63 năm Thảm họa da cam ở Việt Nam (10/8/1961 - 10/8/2024).",
    "Kỷ niệm 74 năm Ngày giải phóng tỉnh Bắc Kạn (24/8/1949 - 24/8/2023).",
    "Kỷ niệm 65 năm ngày Bác Hồ về thăm Sơn La (07/5/1959 - 07/5/2024).",
    "Kỷ niệm 79 năm Ngày truyền thống ngành Nông nghiệp và Phát triển nông thôn (14/11/1945 - 14/11/2024).",
]
WRONG = [
    ("Kỷ niệm 20 năm Ngày Phụ nữ Việt Nam (20/10/2004 - 20/10/2024).", "2004", "1930 hoặc 2010"),
    ("Kỷ niệm 12 năm Ngày Doanh nhân Việt Nam (13/10).", "12 năm", "20 hoặc 79"),
    ("Kỷ niệm 76 năm Ngày toàn dân phòng cháy và chữa cháy (04/10/1948 - 04/10/2024).", "1948", "2001"),
    ("Kỷ niệm 63 năm Ngày toàn dân phòng cháy và chữa cháy (04/10/1961 - 04/10/2024).", "1961", "2001"),
    ("Kỷ niệm 77 năm Ngày Văn hóa Việt Nam (24/11/1947 - 24/11/2024).", "1947", "2026"),
    ("Kỷ niệm 82 năm Ngày thành lập Quân đội nhân dân Việt Nam (21/12/1942 - 21/12/2024).", "1942", "1944"),
    ("Kỷ niệm 70 năm Ngày Chiến thắng Điện Biên Phủ (08/5/1954 - 08/5/2024).", "05-08", "05-07"),
]  # fmt: skip


def doubts(body: str) -> list[str]:
    read = import_directive(letter(body), catalogue=CATALOGUE)
    assert len(read.anniversaries) == 1
    return [note.text for note in read.notes if note.kind == "inconsistency"]


@pytest.mark.parametrize("body", RIGHT)
def test_right_count_is_not_doubted(body: str) -> None:
    assert doubts(body) == []


@pytest.mark.parametrize(("body", "printed", "known"), WRONG)
def test_wrong_count_is_told_with_all_that_are_known(body: str, printed: str, known: str) -> None:
    said = " ".join(doubts(body))
    assert printed in said
    assert known in said


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Ngày BHYT Việt Nam", "bao-hiem-y-te"),
        ("Ngày truyền thống lực lượng TNXP", "thanh-nien-xung-phong"),
        ("Ngày truyền thống ngành Tổ chức nhà nước", "to-chuc-nha-nuoc"),
        ("Ngày thành lập Bộ Nội vụ", "to-chuc-nha-nuoc"),
        ("Ngày Khoa học và Công nghệ Việt Nam", "khoa-hoc-cong-nghe"),
        ("Ngày truyền thống ngành Tuyên giáo - Dân vận", "tuyen-giao"),
    ],
)
def test_older_and_short_names_are_known(printed: str, key: str) -> None:
    entry = CATALOGUE[key]
    found = entry_of(printed, entry.date, CATALOGUE)
    assert found and found.id == key
