"""What the catalogue holds of each day, beside what was looked up apart: the day, the names, the years counted from."""

import re
from datetime import date
from pathlib import Path

import pytest

from scheduler.dates import anniversaries as ann
from scheduler.definition.read import read_catalogue

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "config/anniversaries.yaml")

# A word or two of the name, the day, and the year its "N năm" is counted from; "-" where it is not counted.
FACTS = """
Lưu trữ | 03/01 | 1946
Nội chính Đảng | 05/01 | 1966
về nước trực tiếp lãnh đạo | 28/01 | 1941
Thầy thuốc | 27/02 | 1955
Bộ đội Biên phòng | 03/3 | 1959
Biên phòng toàn dân | 03/3 | 1989
Điện ảnh | 15/3 | 1953
Công tác xã hội | 25/3 | -
Đoàn Thanh niên Cộng sản | 26/3 | 1931
Dân quân tự vệ | 28/3 | 1935
Thủy sản | 01/4 | 1959
hiến máu tình nguyện | 07/4 | 2000
Hợp tác xã | 11/4 | 1946
ngành Xây dựng | 29/4 | 1958
Giải phóng miền Nam | 30/4 | 1975
công tác dân tộc | 03/5 | 1946
ngành Ngân hàng | 06/5 | 1951
ngành Thống kê | 06/5 | 1946
ngành Công Thương | 14/5 | 1951
Khoa học, công nghệ và đổi mới sáng tạo | 18/5 | -
Khoa học và Công nghệ | 18/5 | -
Kiểm lâm | 21/5 | 1973
phòng, chống thiên tai | 22/5 | 1946
Báo chí Cách mạng | 21/6 | 1925
phòng, chống ma túy | 26/6 | 2001
Gia đình Việt Nam | 28/6 | 2001
Bảo hiểm y tế | 01/7 | 2009
đổi tên nước | 02/7 | 1976
Quản lý thị trường | 03/7 | 1957
ngành Du lịch | 09/7 | 1960
Thanh niên xung phong | 15/7 | 1950
Thi hành án dân sự | 19/7 | 1946
ngành Kiểm sát | 26/7 | 1960
Thương binh | 27/7 | 1947
ngành Tuyên giáo của Đảng | 01/8 | 1930
Tuyên giáo - Dân vận | 01/8 | 1930
Dự trữ Nhà nước | 07/8 | 1956
nạn nhân chất độc da cam | 10/8 | -
Thảm họa da cam | 10/8 | 1961
Bưu điện | 15/8 | 1945
Công an nhân dân | 19/8 | 1945
bảo vệ an ninh Tổ quốc | 19/8 | 2005
ngành Nội vụ | 28/8 | 1945
ngành Tổ chức nhà nước | 28/8 | 1945
ngành Tư pháp | 28/8 | 1945
Ngoại giao | 28/8 | 1945
Giao thông vận tải | 28/8 | 1945
Lao động - Thương binh và Xã hội | 28/8 | 1945
Đài Tiếng nói Việt Nam | 07/9 | 1945
Hải quan | 10/9 | 1945
ngành Thuế | 10/9 | 1945
Tòa án nhân dân | 13/9 | 1945
Thông tấn xã | 15/9 | 1945
Ngày Khuyến học | 02/10 | 2008
Hội Khuyến học | 02/10 | 1996
Khí tượng Thủy văn | 03/10 | 1945
Quản lý đất đai | 03/10 | 1945
toàn dân phòng cháy và chữa cháy | 04/10 | 2001
Cảnh sát phòng cháy, chữa cháy | 04/10 | 1961
Chuyển đổi số | 10/10 | 2022
Ngày Doanh nhân | 13/10 | 2004
giới Công Thương | 13/10 | 1945
công tác dân vận | 15/10 | 1930
vì người nghèo | 17/10 | 2000
Hội Liên hiệp Phụ nữ | 20/10 | 1930
Ngày Phụ nữ Việt Nam | 20/10 | 2010
công nhân Mỏ | 12/11 | 1936
Nông nghiệp và Môi trường | 14/11 | 1945
Nông nghiệp và Phát triển nông thôn | 14/11 | 1945
Nhà giáo | 20/11 | 1982
ngành Thanh tra | 23/11 | 1945
Di sản văn hóa | 23/11 | 2005
Hội nghị Văn hóa toàn quốc | 24/11 | 1946
Lâm nghiệp | 28/11 | 1959
Cựu chiến binh | 06/12 | 1989
Mỹ thuật | 10/12 | 1951
Mặt trận Dân tộc giải phóng | 20/12 | 1960
Điện lực | 21/12 | 1954
Dân số | 26/12 | 1961
Trần Phú | 01/5 | 1904
Lê Hồng Phong | 06/9 | 1902
Nguyễn Văn Cừ | 09/7 | 1912
Trường Chinh | 09/02 | 1907
Lê Duẩn | 07/4 | 1907
Nguyễn Văn Linh | 01/7 | 1915
Phạm Văn Đồng | 01/3 | 1906
Tôn Đức Thắng | 20/8 | 1888
Võ Nguyên Giáp | 25/8 | 1911
Đỗ Mười | 02/02 | 1917
Lê Khả Phiêu | 27/12 | 1931
thành lập tỉnh Lai Châu | 28/6 | 1909
Đảng bộ tỉnh Lai Châu | 10/10 | 1949
chia tách, thành lập tỉnh Lai Châu | 01/01 | 2004
thành lập tỉnh Điện Biên | 28/6 | 1909
Đảng bộ tỉnh Điện Biên | 10/10 | 1949
chia tách, thành lập tỉnh Điện Biên | 01/01 | 2004
thành lập tỉnh Phú Thọ | 08/9 | 1891
thành lập tỉnh Vĩnh Phúc | 12/02 | 1950
thành lập tỉnh Hòa Bình | 22/6 | 1886
thành lập tỉnh Hà Giang | 20/8 | 1891
thăm tỉnh Hà Giang | 27/3 | 1961
thành lập tỉnh Tuyên Quang | 04/11 | 1831
hợp nhất tỉnh Phú Thọ | 01/7 | 2025
hợp nhất tỉnh Tuyên Quang | 01/7 | 2025
"""
# Found in no source: said to be so wherever they are printed, whatever else is mended.
UNSURE = (
    "bac-ho-ve-nuoc sinh-tran-phu sinh-le-hong-phong sinh-nguyen-van-cu sinh-truong-chinh sinh-le-duan "
    "sinh-nguyen-van-linh sinh-pham-van-dong sinh-ton-duc-thang sinh-vo-nguyen-giap sinh-do-muoi sinh-le-kha-phieu "
    "doi-ten-nuoc du-tru-nha-nuoc ngoai-giao giao-thong-van-tai lao-dong-thuong-binh-xa-hoi dai-tieng-noi-viet-nam "
    "thong-tan-xa-viet-nam thue mat-tran-giai-phong hoi-nghi-van-hoa-toan-quoc phu-tho-thanh-lap-tinh "
    "vinh-phuc-thanh-lap-tinh hoa-binh-thanh-lap-tinh ha-giang-thanh-lap-tinh bac-ho-tham-ha-giang "
    "tuyen-quang-thanh-lap-tinh phu-tho-hop-nhat tuyen-quang-hop-nhat"
)
SURE = (
    "bo-doi-bien-phong phong-chong-ma-tuy cong-an-nhan-dan toan-dan-bao-ve-antq tu-phap to-chuc-nha-nuoc chuyen-doi-so "
    "hoi-cuu-chien-binh nha-giao-viet-nam dan-so-viet-nam hoi-phu-nu doanh-nhan phong-chay-chua-chay canh-sat-pccc "
    "bao-hiem-y-te dien-bien-thanh-lap-tinh dang-bo-tinh-dien-bien dien-bien-chia-tach"
)


def counted(name: str) -> set[tuple[str, str]]:
    """Day and first year of every entry that goes by a name with `name` in it."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    found = set()
    for entry in CATALOGUE.values():
        on = written(ann.occasion_day(entry, 2027))
        firsts = dict.fromkeys(entry.names, entry.first_year)
        firsts |= {count.name: count.first_year for count in entry.counts}
        found |= {(on, str(firsts[one] or "-")) for one in entry.names if whole.search(one)}
    return found


def written(on: date) -> str:
    return f"{on.day:02}/{on.month:02}" if on.month < 3 else f"{on.day:02}/{on.month}"


@pytest.mark.parametrize("fact", FACTS.strip().splitlines())
def test_day_and_first_year_are_those_looked_up(fact: str) -> None:
    name, day, first = fact.split(" | ")

    assert (day, first) in counted(name)


def test_days_no_source_was_found_for_are_not_checked() -> None:
    assert {key for key in UNSURE.split() if CATALOGUE[key].checked} == set()
    assert {key for key in SURE.split() if not CATALOGUE[key].checked} == set()


def test_provincial_days_from_general_knowledge_are_asked_about() -> None:
    local = [e for e in CATALOGUE.values() if e.scope != "national" and not e.checked]
    assert len(local) >= 8
    assert [e.id for e in local if not e.ask] == []


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("van-hoa-viet-nam", "80-NQ/TW"),
        ("khoa-hoc-cong-nghe", "Khoa học và Công nghệ"),
        ("tuyen-giao", "hợp nhất"),
        ("cong-tac-dan-van", "hợp nhất"),
        ("nong-nghiep-moi-truong", "hợp nhất"),
        ("lao-dong-thuong-binh-xa-hoi", "Bộ Nội vụ"),
    ],
)
def test_renamed_days_say_what_a_person_confirms(key: str, word: str) -> None:
    assert word in str(CATALOGUE[key].ask)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("phong-chay-chua-chay", ("369/TTg", "2001")),
        ("bien-phong-toan-dan", ("16/HĐBT",)),
        ("phong-chong-ma-tuy", ("93/2001/QĐ-TTg",)),
        ("chuyen-doi-so", ("505/QĐ-TTg",)),
        ("dan-so-viet-nam", ("326/TTg", "113/2025/QH15")),
        ("khoa-hoc-cong-nghe", ("93/2025/QH15",)),
        ("nha-giao-viet-nam", ("167-HĐBT",)),
        ("hoi-phu-nu", ("382-TB/TW",)),
        ("bao-hiem-y-te", ("823/QĐ-TTg",)),
        ("canh-sat-pccc", ("1036/QĐ-BCA",)),
        ("van-hoa-viet-nam", ("80-NQ/TW", "30/NQ-CP")),
        ("nong-nghiep-moi-truong", ("890/QĐ-TTg",)),
    ],
)
def test_basis_names_the_act(key: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if word not in str(CATALOGUE[key].legal_basis)] == []


def test_great_days_are_the_eight_of_the_decree() -> None:
    """Nghị định 145/2013/NĐ-CP, Điều 4."""
    great = {key for key, entry in CATALOGUE.items() if entry.kind == "le_lon"}
    assert great == {
        "tet-nguyen-dan",
        "thanh-lap-dang",
        "gio-to-hung-vuong",
        "giai-phong-mien-nam",
        "dien-bien-phu",
        "sinh-chu-tich-ho-chi-minh",
        "cach-mang-thang-tam",
        "quoc-khanh",
    }
    assert {CATALOGUE[key].count_rule for key in great} == {"nd145", None}


def test_births_and_international_days_have_no_class() -> None:
    named = ("Ngày sinh đồng chí", "Ngày Quốc tế")
    found = [entry for entry in CATALOGUE.values() if entry.name_vi.startswith(named)]
    assert len(found) > 14
    assert {entry.count_rule for entry in found} == {None}


def test_days_off_are_those_of_the_labour_code() -> None:
    """Bộ luật Lao động 2019, Điều 112; 24/11 waits for its act."""
    assert {key for key, entry in CATALOGUE.items() if entry.day_off} == {
        "tet-duong-lich",
        "giao-thua",
        "tet-nguyen-dan",
        "gio-to-hung-vuong",
        "giai-phong-mien-nam",
        "quoc-te-lao-dong",
        "quoc-khanh",
    }
