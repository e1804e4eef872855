"""Days with a name: the great days, the days off, the full moons, the days around Tết."""

from collections.abc import Iterator

from scheduler.dates.reading.moon import LunarSaid
from scheduler.dates.reading.numbers import number
from scheduler.dates.reading.phrase import Found, Phrase, Table, behind, rule
from scheduler.dates.reading.said import Feast, Said, Yearly, in_year, solar_day
from scheduler.dates.reading.solar import (
    FIRST_TEN_WORDS,
    LUNAR_MARKS,
    LUNAR_MONTHS,
    leap,
    lunar,
    month_name,
    numeric,
    prefixed,
)
from scheduler.dates.reading.years import RELATIVE_YEARS, lunar_year_after

# Day and month of the solar calendar; the names of config/anniversaries.yaml and those people use.
SOLAR_NAMES: dict[tuple[int, int], tuple[str, ...]] = {
    (1, 1): ("Tết Dương lịch", "Tết Tây", "năm mới dương lịch"),
    (3, 1): ("Lưu trữ Việt Nam",),
    (9, 1): ("học sinh sinh viên", "học sinh, sinh viên Việt Nam"),
    (3, 2): ("thành lập Đảng", "thành lập Đảng Cộng sản Việt Nam"),
    (27, 2): ("Thầy thuốc", "Thầy thuốc Việt Nam"),
    (3, 3): ("Biên phòng", "Biên phòng toàn dân", "Bộ đội Biên phòng"),
    (8, 3): ("Quốc tế Phụ nữ", "Phụ nữ Quốc tế"),
    (15, 3): ("Điện ảnh Việt Nam",),
    (20, 3): ("Quốc tế Hạnh phúc",),
    (26, 3): (
        "thành lập Đoàn",
        "thành lập Đoàn Thanh niên",
        "thành lập Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "thành lập Đoàn TNCS Hồ Chí Minh",
    ),
    (27, 3): ("Thể thao Việt Nam",),
    (18, 4): ("Người khuyết tật", "Người khuyết tật Việt Nam"),
    (21, 4): ("Sách và Văn hóa đọc", "Sách và Văn hóa đọc Việt Nam", "Sách Việt Nam"),
    (30, 4): (
        "Giải phóng",
        "Giải phóng miền Nam",
        "thống nhất đất nước",
        "Giải phóng miền Nam, thống nhất đất nước",
        "Chiến thắng 30/4",
        "Chiến thắng",
    ),
    (1, 5): ("Quốc tế Lao động",),
    (3, 5): ("truyền thống cơ quan công tác dân tộc",),
    (6, 5): ("truyền thống ngành Ngân hàng", "truyền thống ngành Thống kê"),
    (7, 5): ("Điện Biên Phủ", "Chiến thắng Điện Biên Phủ"),
    (15, 5): ("thành lập Đội", "thành lập Đội Thiếu niên Tiền phong Hồ Chí Minh"),
    (18, 5): (
        "Khoa học và Công nghệ",
        "Khoa học và Công nghệ Việt Nam",
        "Khoa học, công nghệ và đổi mới sáng tạo Việt Nam",
    ),
    (19, 5): (
        "sinh Bác",
        "sinh Bác Hồ",
        "sinh nhật Bác",
        "sinh nhật Bác Hồ",
        "sinh Chủ tịch Hồ Chí Minh",
    ),
    (21, 5): ("thành lập lực lượng Kiểm lâm",),
    (1, 6): ("Quốc tế Thiếu nhi", "Tết Thiếu nhi"),
    (5, 6): ("Bác Hồ ra đi tìm đường cứu nước",),
    (6, 6): ("Người cao tuổi Việt Nam",),
    (11, 6): ("thi đua yêu nước", "truyền thống thi đua yêu nước"),
    (21, 6): ("Báo chí", "Báo chí Cách mạng", "Báo chí Cách mạng Việt Nam", "Nhà báo"),
    (28, 6): ("Gia đình", "Gia đình Việt Nam"),
    (1, 7): ("Bảo hiểm y tế Việt Nam", "BHYT Việt Nam"),
    (2, 7): ("Quốc hội quyết định đổi tên nước",),
    (9, 7): ("truyền thống ngành Du lịch",),
    (15, 7): ("truyền thống lực lượng Thanh niên xung phong", "truyền thống lực lượng TNXP"),
    (26, 7): ("thành lập Viện Kiểm sát nhân dân", "truyền thống ngành Kiểm sát nhân dân"),
    (27, 7): ("Thương binh liệt sĩ", "Thương binh liệt sỹ", "Thương binh - Liệt sĩ"),
    (28, 7): ("thành lập Công đoàn", "thành lập Công đoàn Việt Nam", "Công đoàn Việt Nam"),
    (1, 8): (
        "truyền thống ngành Tuyên giáo và Dân vận",
        "truyền thống ngành Tuyên giáo - Dân vận của Đảng",
    ),
    (19, 8): (
        "Cách mạng tháng Tám",
        "Cách mạng Tháng Tám thành công",
        "Công an nhân dân",
        "truyền thống Công an nhân dân",
        "truyền thống Công an nhân dân Việt Nam",
        "toàn dân bảo vệ an ninh Tổ quốc",
    ),
    (28, 8): (
        "thành lập Bộ Nội vụ",
        "truyền thống ngành Nội vụ",
        "truyền thống ngành Tổ chức nhà nước",
        "truyền thống ngành Ngoại giao",
        "truyền thống ngành Lao động, Người có công và Xã hội",
    ),
    (2, 9): (
        "Quốc khánh",
        "Tết Độc lập",
        "Độc lập",
        "Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    ),
    (10, 9): ("truyền thống ngành Hải quan", "thành lập ngành Thuế"),
    (1, 10): ("Quốc tế Người cao tuổi",),
    (2, 10): ("Khuyến học", "Khuyến học Việt Nam"),
    (4, 10): (
        "toàn dân phòng cháy",
        "toàn dân PCCC",
        "PCCC",
        "toàn dân phòng cháy chữa cháy",
        "truyền thống Cảnh sát PCCC và CNCH",
    ),
    (10, 10): ("Giải phóng Thủ đô", "Chuyển đổi số", "Chuyển đổi số quốc gia"),
    (13, 10): ("Doanh nhân", "Doanh nhân Việt Nam"),
    (14, 10): ("thành lập Hội Nông dân", "thành lập Hội Nông dân Việt Nam"),
    (15, 10): ("Dân vận",),
    (20, 10): ("Phụ nữ Việt Nam", "thành lập Hội Liên hiệp Phụ nữ Việt Nam"),
    (9, 11): ("Pháp luật", "Pháp luật Việt Nam"),
    (12, 11): ("truyền thống công nhân Vùng mỏ",),
    (14, 11): ("truyền thống ngành Nông nghiệp và Phát triển nông thôn",),
    (18, 11): ("Đại đoàn kết", "Đại đoàn kết toàn dân tộc"),
    (20, 11): ("Nhà giáo", "Nhà giáo Việt Nam", "Hiến chương Nhà giáo"),
    (24, 11): ("Văn hóa Việt Nam",),
    (28, 11): ("Lâm nghiệp Việt Nam", "truyền thống ngành Lâm nghiệp"),
    (19, 12): ("Toàn quốc kháng chiến",),
    (22, 12): (
        "Quân đội",
        "Quân đội nhân dân",
        "Quân đội nhân dân Việt Nam",
        "thành lập Quân đội",
        "thành lập QĐND",
        "thành lập QĐND Việt Nam",
        "thành lập Quân đội nhân dân",
        "thành lập Quân đội nhân dân Việt Nam",
        "Quốc phòng toàn dân",
    ),
    (24, 12): ("đêm Giáng sinh", "đêm Noel"),
    (25, 12): ("Noel", "Giáng sinh", "Nô-en"),
    (26, 12): ("Dân số Việt Nam",),
}

# Month and day of the lunar calendar.
LUNAR_NAMES: dict[tuple[int, int | str], tuple[str, ...]] = {
    (1, 1): ("Tết", "Tết Nguyên đán", "Tết Âm lịch", "Tết ta", "Tết cổ truyền", "Nguyên đán"),
    (1, 5): ("Đống Đa", "Chiến thắng Ngọc Hồi - Đống Đa"),
    (1, 15): ("Nguyên tiêu", "Tết Nguyên tiêu"),
    (3, 3): ("Tết Hàn thực", "Hàn thực"),
    (3, 10): ("Giỗ Tổ", "Giỗ Tổ Hùng Vương"),
    (4, 15): ("Phật đản",),
    (5, 5): ("Tết Đoan ngọ", "Đoan ngọ"),
    (7, 15): ("Vu lan",),
    (8, 15): ("Trung thu", "Tết Trung thu", "rằm Trung thu"),
    (12, 23): ("ông Công ông Táo", "ông Công, ông Táo", "ông Táo", "đưa ông Táo", "cúng ông Táo"),
    (12, "last"): (
        "giao thừa",
        "đêm giao thừa",
        "giao thừa Tết Nguyên đán",
        "giao thừa Tết",
        "ba mươi Tết",
        "30 Tết",
    ),
}

NAMES: Table[Said] = Table(
    [
        *((name, solar_day(*day)) for day, names in SOLAR_NAMES.items() for name in names),
        *(
            (name, LunarSaid(*day, leap=False))
            for day, names in LUNAR_NAMES.items()
            for name in names
        ),
    ]
)
OPENINGS = (
    "ngày",
    "lễ",
    "ngày lễ",
    "dịp",
    "dịp lễ",
    "kỷ niệm ngày",
    "đại lễ",
    "nghỉ lễ",
    "ngày hội",
)


@rule
def named(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """A named day, with its year if said; "Giỗ Tổ 2025", "Quốc khánh năm sau", "mùng 3 Tết"."""
    for start in phrase.past(index, *OPENINGS):
        found = [*NAMES.find(phrase, start), *full_moon(phrase, start), *around_tet(phrase, start)]
        for said, end in found:
            yield said, end
            yield from _with_year(phrase, said, end)
            yield from _with_date(phrase, said, end)


def _with_year(phrase: Phrase, said: Said, index: int) -> Iterator[Found[Said]]:
    relative = {end for _offset, end in RELATIVE_YEARS.find(phrase, index)}
    for year, end in lunar_year_after(phrase, index):
        # The days before Tết belong to the Tết that follows: 30 Tết 2025 lies in the lunar year 2024.
        before_tet = isinstance(said, LunarSaid) and said.month == 12
        dated = in_year(said, year - 1 if before_tet and end not in relative else year)
        if dated:
            yield dated, end


def _with_date(phrase: Phrase, said: Said, index: int) -> Iterator[Found[Said]]:
    """ "Quốc khánh 2/9", "Giỗ Tổ 10/3", "Giỗ Tổ (10/3 âm lịch)": the name with its own day and month."""
    for date_rule in (numeric, prefixed, lunar):
        yield from (
            (_by_sun(other) if isinstance(said, Yearly) else said, end)
            for other, end in date_rule(phrase, index)
            if _day_and_month(other) == _day_and_month(said) is not None
        )


def _by_sun(said: Said) -> Said:
    return said.solar if isinstance(said, Feast) else said


def _day_and_month(said: Said) -> str | None:
    said = _by_sun(said)
    if isinstance(said, LunarSaid):
        return f"{said.day}/{said.month}"
    return said.name if isinstance(said, Yearly) else None


@rule
def full_moon(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "rằm tháng bảy", always lunar."""
    start = phrase.after(index, "rằm")
    if start is None:
        return
    months = [*month_name(phrase, start), *LUNAR_MONTHS.find(phrase, start)]
    months += behind(phrase, start, ("tháng",), LUNAR_MONTHS.find)
    for month, end in months:
        said = LunarSaid(month, 15)
        yield from ((said, after) for _mark, after in [(None, end), *LUNAR_MARKS.find(phrase, end)])
        yield from leap(phrase, said, end)


@rule
def around_tet(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "mùng 3 Tết" in the first lunar month; "28 Tết" in the twelfth; "30 Tết" is its last day, of 29 or 30."""
    plain = number(phrase, index)
    first_ten = behind(phrase, index, FIRST_TEN_WORDS, number)
    days = [(LunarSaid(1, day), end) for day, end in first_ten if day <= 10]
    days += [(LunarSaid(12, day), end) for day, end in plain if 20 <= day <= 29]
    days += [(LunarSaid(12, "last"), end) for day, end in plain if day == 30]
    for said, middle in days:
        for end in phrase.follow(middle, ("Tết",)):
            yield from ((said, after) for after in phrase.past(end, "Nguyên đán", "âm lịch", "ta"))
