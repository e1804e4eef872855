"""How a text writes days: one row a way, with the value of the `Shape` it tells. Slots are numbered by row."""

import re

_D = r"(?P<d{0}>3[01]|[12]\d|0?[1-9])"
_M = r"(?P<m{0}>1[0-2]|0?[1-9])"
_Y = r"(?P<y{0}>(?:19|20) ?\d\d)(?!\d)"
_SHORT_Y = r"(?P<s{0}>09|[1-4]\d)(?![\d/\-]|\.\d)"  # “15/7/24”
_WORD_MONTH = r"(?P<w{0}>hai|ba|tư|năm(?= \d{{4}})|sáu|bảy|tám|chín|mười một|mười hai|mười)\b"

# “01.01 - 31.3”, “từ 05.4”, a cell “18.11” look like decimals: the pair, a leading zero or the cell must tell.
_NO_FIGURE = r"(?![\d/%\-]|[.,]\d| ?(?:%|điểm|tỷ|triệu|nghìn|đồng|km|ha|kg|tấn|lần|người|hộ)\b)"

# A day above 31 or a month above 12.
_NO_DAY = r"(?:(?:3[2-9]|[4-9]\d|00?(?!\d)) ?[/.\-] ?\d{{1,2}}|\d{{1,2}} ?[/.\-] ?(?:1[3-9]|[2-9]\d|00?(?!\d)))(?!\d)"
# Name of the reading, pattern. Tried in this order at every place of the text; slots are numbered by row.
TABLE = (
    (
        "day",
        r"(?<![\d/.\-])(?:ngày )?"
        + _Y
        + r"(?P<sign{0}>[/\-])"
        + _M
        + r"(?P=sign{0})"
        + _D
        + r"(?![\d/\-])",
    ),
    ("day", r"\b(?:ngày )?" + _D + r" ?[/.\-] ?" + _M + r" ?[/.\-] ?" + _Y),
    ("day", r"(?<![\d/.,\-])(?:\bngày )?" + _D + r"/" + _M + r"/" + _SHORT_Y),
    (
        "day",
        r"(?:\bngày |(?<=trước )|(?<=nhất )|(?<=hạn )|(?<=đến )|(?<=tới )|(?<=hết )|(?<=từ )"
        r"|(?<=\d - )|(?<=\d-))" + _D + r"(?P<sign{0}>[.\-])" + _M + r"(?P=sign{0})" + _SHORT_Y,
    ),
    # No day of any calendar: “07/15/2024”, “ngày 32/7”, “ngày 15 tháng 13”.
    ("none", r"(?<![\d/.,\-])(?:\bngày )?" + _NO_DAY + r" ?[/.\-] ?(?:19|20)\d\d(?![\d/])"),
    (
        "none",
        r"(?:\bngày |(?<=trước )(?=[^ ]{{3,5}}[.,;)\n])|(?<=nhất )|(?<=hết )|(?<=hạn ))"
        + _NO_DAY.replace(r" ?[/.\-] ?", "/")
        + r"(?![\d/%]|[.,]\d| ?%)",
    ),
    (
        "none",
        r"\bngày "
        + _NO_DAY.replace(r" ?[/.\-] ?", " tháng ")
        + r"(?!\d)(?:,? ?năm (?:19|20)\d\d)?",
    ),
    (
        "day",
        r"\b(?:ngày |mùng |mồng |ngày mùng )?"
        + _D
        + r"(?: của)? tháng ?"
        + _M
        + r"(?!\d| lần)(?:,? ?năm "
        + _Y
        + r"|[/\-]"
        + _Y.replace("y{0}", "z{0}")
        + r")?",
    ),
    (
        "day",
        r"(?:\bngày |(?<=trước )|(?<=nhất )|(?<=hạn )|(?<=đến )|(?<=hết ))"
        + _D
        + r" ?[-/.] ?tháng ?"
        + _M
        + r"(?!\d| lần)(?:(?:,? ?năm | ?[-/.] ?)"
        + _Y
        + r")?",
    ),
    (
        "day",
        r"\b(?:ngày |mùng |mồng )?" + _D + r" tháng " + _WORD_MONTH + r"(?:,? ?năm " + _Y + r")?",
    ),
    (
        "part",
        r"\b(?P<p{0}>nửa đầu|nửa cu[ốôo]i|tuần đầu(?: tiên)?|tuần cuối(?: cùng)?|tuần thứ (?:\w+)|tuần (?:[1-4]"
        r"|i{{1,3}}|iv)|\d{{1,2}} ngày (?:đầu(?: tiên)?|cuối(?: cùng)?)|(?<!việc )(?:đầu|cuối)|giữa"
        r"|trung tuần|thượng tuần|hạ tuần)(?: của)? tháng "
        + _M
        + r"(?!\d)(?: ?[/\-] ?"
        + _Y
        + r"|,? năm "
        + _Y.replace("y{0}", "z{0}")
        + r")?",
    ),
    ("month", r"\btháng ?" + _M + r" ?[/\-] ?" + _Y),
    ("month", r"(?<=[.…_]/)" + _M + r" ?/ ?" + _Y + r"(?!/)"),
    ("month", r"(?<![\d/.,\-])" + _M + r" ?/ ?" + _Y + r"(?!/)"),
    ("day", r"(?<![\d/.,])(?:\bngày )?" + _D + r" ?/ ?" + _M + r"(?![\d/%]|[.,]\d| ?%)"),
    ("day", r"\bngày " + _D + r" ?[-.] ?" + _M + r"(?![\d/%]|[.,]\d| ?%)"),
    (
        "day",
        r"(?<![\d/.,\-])"
        + _D
        + r"[.\-]"
        + _M
        + r"(?= ?(?:-|÷|~|→|đến|tới)(?: hết)?(?: ngày)? ?\d{{1,2}}[.\-](?:1[0-2]|0?[1-9])"
        + r"[.\-/](?:20)?\d\d(?!\d|\.\d))",
    ),
    (
        "day",
        r"(?<![\d/.,])(?!\d\.\d\D{{1,10}}\d\.\d(?!\d))"
        + _D
        + r"[-.]"
        + _M
        + r"(?= (?:-|đến|tới)(?: hết)?(?: ngày)? \d{{1,2}}[-.](?:1[0-2]|0?[1-9])"
        + _NO_FIGURE
        + r"|-\d{{1,2}}\.(?:1[0-2]|0?[1-9])"
        + _NO_FIGURE
        + ")",
    ),
    (
        "day",
        r"(?:(?<=\d đến )|(?<=hôm qua )|(?<=hôm nay )|(?<=sáng )|(?<=chiều )|(?<=tối )"
        r"|(?<=đến )(?=0|1[3-9]|[23]\d)|(?<=trước )|(?<=nhất )|(?<=cuối )|(?<=hạn )|(?<=vào )"
        r"|(?<=các ngày )|(?<=và )(?=[\d.\-]{{3,5}}[.;\n])|(?<=[.\-]\d - )|(?<=[.\-]\d\d - )|(?<=\.\d-)|(?<=\.\d\d-)"
        r"|(?<=từ )(?=0\d?\.|\d{{1,2}}\.0)|(?<=\| )(?=(?:\d\d\.\d{{1,2}}|\d\.0\d) ?[|\n]))"
        + _D
        + r"[-.]"
        + _M
        + _NO_FIGURE,
    ),
    (
        "day",
        r"(?<=: )" + _D + r"-" + _M + r"(?=[.;,)]? ?(?:\n|[^\W\d]|$))(?! \w+ (?:tập|cá|đơn|xã))",
    ),
    ("month", r"\btháng ?" + _M + r"(?![\d/%]|[.,]\d)(?:,? ?năm " + _Y + r")?"),
    ("month", r"(?<!cách mạng )\btháng " + _WORD_MONTH + r"(?:,? ?năm " + _Y + r")?"),
    (
        "quarter",
        r"\bqu[ýí] (?P<q{0}>i{{1,3}}|iv|[1-4]|[l|]{{1,3}}|một|hai|ba|tư|bốn|đầu|cuối)\b(?:[ ,]*(?:/|-|năm) ?"
        + _Y
        + r"| "
        + _Y.replace("y{0}", "z{0}")
        + r")?",
    ),
    (
        "half",
        r"\b(?P<n{0}>0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) tháng (?P<h{0}>đầu|giữa|cuối)"
        r"(?: của)?(?: năm)?(?:,? " + _Y + r")?",
    ),
    ("half", r"\bnửa (?P<h{0}>đầu|cuối) năm(?: " + _Y + r")?"),
    (
        "part",
        r"\b(?P<p{0}>\d{{1,3}} ngày (?:đầu(?: tiên)?|cuối(?: cùng)?))(?: của)? năm(?! học|\w)(?:,? (?:năm )?"
        + _Y
        + r")?",
    ),
    ("school year", r"\bnăm học:? " + _Y + r" ?[-/] ?" + _Y.replace("y{0}", "z{0}")),
    ("year", r"\b(?P<e{0}>đầu |cuối |hết |giữa )?năm " + _Y + r"(?! ?- ?20\d\d)"),
    ("year", r"\b(?P<e{0}>đầu |cuối |hết )năm(?! học|\w| \d)"),
    ("year", r"\b(?P<e{0}>còn lại )(?:của |trong )?năm(?! học|\w)(?: " + _Y + r")?"),
    (
        "now",
        r"\b(?:từ|kể từ) nay\b|\b(?:ngày|khi) (?:ban hành|ký(?! giao| kết| cam))(?: ban hành)?\b(?: (?:kế hoạch"
        r"|chỉ thị|văn bản|chương trình|công văn|hướng dẫn)(?: này)?)?",
    ),
    ("day only", r"\bngày " + _D + r"(?![\d/%]|[.,]\d| tháng)"),
)
_CLOSE = r"(?:liền kề|liền|kề|kế)"
# “của năm sau”, “năm liền trước”, “năm nay”, “cùng năm”, “năm học tới”, “năm 2025”
YEAR_BEHIND = re.compile(
    r" (?:(?:của |trong )?năm (?P<school>học )?|(?<=năm ))(?:(?P<printed>20\d\d)(?! ?- ?20\d\d|\d)"
    rf"|(?P<next>(?:{_CLOSE} )?(?:sau|tới)(?: {_CLOSE})?(?! khi| ngày| đợt| \d| hết| tháng| mốc)"
    r"|(?:kế |liền )?tiếp(?: theo|(?= ?[.,;)\n]|$))"
    rf"|kế tiếp|{_CLOSE}(?! trước))"
    rf"|(?P<before>(?:{_CLOSE} )?trước(?: {_CLOSE})?(?! ngày| \d|:| khi| m[ùồ]ng| thời| tháng)|ngoái)"
    r"|(?P<now>nay)\b|(?:này|đó|ấy)\b)(?: đó\b)?| sang (?P<next2>năm)\b(?! \d| học)| (?:cùng|trong) năm\b(?! \d| học)"
)
# Only these letters can name days; everything else is skipped without trying the table.
HINT = re.compile(
    r"(?<![\d/])\d{1,2}(?= ?[/.\-] ?(?:\d|tháng ?\d)| tháng ?\w| tết)|(?<![\d/.\-])20\d\d(?=[/\-]\d)"
    r"|\brằm |(?<=[.…_]/)\d{1,2}(?=/)|(?<![\d/])\d{1,3}(?= ngày (?:đầu|cuối)\b)|\bngày (?=\d|m[ùồ]ng|rằm|ban|ký)"
    r"|\bkhi (?=ban|ký)|\btháng ?(?=\d"
    r"|[gh]|b|t|s|c|m|n)|\bqu[ýí] (?=\w)"
    r"|\b(?:0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) tháng (?=đầu|giữa|cuối)|\bnửa |\bnăm (?=\d|học)"
    r"|\b(?:đầu|cuối|giữa|hết|trung|thượng|hạ|tuần|còn) (?=\w)|\bm[ùồ]ng |\b(?:kể )?từ nay\b"
)
