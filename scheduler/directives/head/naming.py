"""Names of bodies as running text writes them, from a letterhead in capitals."""

import re

from scheduler.directives.page.view import lower

ABBREVIATIONS = {
    "UBND",
    "THCS",
    "THPT",
    "LHPN",
    "TNCS",
    "GD&ĐT",
    "GDĐT",
    "TP",
    "TP.",
    "MTTQ",
    "NN&PTNT",
    "BCH",
    "BTV",
    "LĐLĐ",
    "TDTT",
    "PTDTNT",
    "PTDTBT",
    "KCN",
    "TNHH",
    "MTV",
    "HĐND",
    "TH",
    "MN",
    "TH&THCS",
    "BHXH",
    "VNPT",
    "EVN",
    "TĐKT",
    "CCB",
    "GDNN-GDTX",
    "GDTX",
    "TTYT",
    "CĐCS",
}
_NAMES = (
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Hội đồng Thi đua - Khen thưởng",
    "Hội đồng Thi đua, Khen thưởng",
    "Ban Thi đua - Khen thưởng",
    "Văn phòng",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Phát triển nông thôn",
    "Nông nghiệp và Môi trường",
    "Văn hóa, Thể thao và Du lịch",
    "Khoa học và Công nghệ",
    "Lao động - Thương binh và Xã hội",
    "Tài nguyên và Môi trường",
    "Kế hoạch và Đầu tư",
    "Thông tin và Truyền thông",
    "Giao thông vận tải",
    "Công Thương",
    "Tổng Liên đoàn Lao động",
    "Liên đoàn Lao động",
    "Công đoàn",
    "Ban Thường vụ",
    "Ban Thường trực",
    "Cao su",
    "Huyện đoàn",
    "Tỉnh đoàn",
    "Ban Chấp hành",
    "Ban Quản lý",
    "Ban Chỉ đạo",
    "Đảng ủy",
    "Đảng bộ",
    "Tỉnh ủy",
    "Huyện ủy",
    "Thành ủy",
    "Liên hiệp Phụ nữ",
    "Cựu chiến binh",
    "Hội Nông dân",
    "Chữ thập đỏ",
    "Mặt trận Tổ quốc",
    "Công ty cổ phần",
    "Doanh nghiệp",
    "Thủ tướng Chính phủ",
    "Tổng cục",
    "Điện lực",
    "Quản lý thị trường",
    "Công đoàn ngành",
    "Công ty",
    "Tổng công ty",
    "Tập đoàn",
    "Trường Tiểu học",
    "Trường Mầm non",
    "Trường Đại học",
    "Trường Cao đẳng",
    "Trường",
    "Bệnh viện",
    "Bệnh viện Đa khoa",
    "Trung tâm",
    "Trung tâm Y tế",
    "Khối thi đua",
    "Cụm thi đua",
    "Khối các cơ quan",
    "Phòng",
    "Sở",
    "Bộ",
    "Ban",
    "Hội",
    "Đoàn",
    "Khối",
    "Cụm",
    "Nội vụ",
    "Y tế",
    "Tài chính",
    "Xây dựng",
    "Đường bộ",
    "Bộ Chỉ huy",
    "Quân sự",
    "Tư pháp",
    "Bảo hiểm xã hội",
    "Kho bạc Nhà nước",
    "Ngân hàng",
    "Cục Thuế",
    "Chi cục",
    "Tổng Giám đốc",
    "Khu di tích",
    "Lễ hội",
    "Nước sạch",
    "Tổ chức cán bộ",
    "Thanh niên Cộng sản",
    "các sở",
    "Đoàn khối",
    "Công an",
    "Bộ đội Biên phòng",
    "Liên hiệp",
    "Hợp tác xã",
    "Hồ Chí Minh",
    "Việt Nam",
    "Phòng cháy chữa cháy",
)
_CASED = {name.lower(): name for name in _NAMES}
_NAME = re.compile(
    "|".join(rf"\b{re.escape(name)}\b" for name in sorted(_CASED, key=len, reverse=True))
)
_SMALL = {
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "quận",
    "thị",
    "xã",
    "trấn",
    "phường",
    "đặc",
    "khu",
    "và",
    "các",
    "của",
    "số",
    "trực",
    "thuộc",
    "tổng",
    "hợp",
    "kinh",
    "tế",
    "cơ",
    "quan",
    "cấp",
    "với",
}

# “Ủy ban nhân dân” / “Tỉnh X”, on two lines
_LEVEL_BEHIND = re.compile(
    r"(?<=nhân dân )(?:Tỉnh|Thành phố|Thành Phố|Huyện|Quận|Thị xã|Xã|Phường)\b"
)
_ROMAN = re.compile(r"I{2,3}|IV|VI{0,3}|I?X")


def shouted(value: str) -> bool:
    """Whether a line is set in capitals (a few small letters are allowed)."""
    letters = [letter for letter in value if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) >= 0.6 * max(len(letters), 1)


def named(name: str) -> str:
    """A name as running text writes it: UBND spelt out, capitals toned down."""
    name = re.sub(
        r"(?<=\w{2}) & (?=\w{2})", " VÀ " if name.isupper() else " và ", " ".join(name.split())
    )
    name = name.strip(" .,;:-*_")
    if name == name.upper():
        name = _toned(name)
    name = name.replace("Uỷ", "Ủy").replace("uỷ", "ủy")
    name = re.sub(r"\bUBND\b", "Ủy ban nhân dân", name, count=1)
    return _LEVEL_BEHIND.sub(lambda found: found[0].lower(), name)


def _toned(name: str) -> str:
    low = lower(name)
    pieces: list[str] = []
    done = 0
    for found in _NAME.finditer(low):
        pieces += [_word(word) for word in re.findall(r"\s+|\S+", name[done : found.start()])]
        pieces.append(_CASED[found[0]])
        done = found.end()
    pieces += [_word(word) for word in re.findall(r"\s+|\S+", name[done:])]
    toned = "".join(pieces)
    return toned[:1].upper() + toned[1:]


def _word(word: str) -> str:
    if word in ABBREVIATIONS or "&" in word or word.isspace() or _ROMAN.fullmatch(word):
        return word
    return (
        word.lower()
        if word.lower() in _SMALL
        else "-".join(part.capitalize() for part in word.split("-"))
    )
