"""Who owes something, and to whom it goes, as the clause says it."""

import re

from scheduler.directives.duties.phrases import whole
from scheduler.directives.page.view import View

# What a body, or who acts for one, is called by.
ORGANS = (
    r"(?:thường trực|lãnh đạo|đồng chí"
    r"|thủ trưởng|chủ tịch|giám đốc|hiệu trưởng|trưởng|bí thư|các|các đơn vị|cơ quan|sở|ban|phòng|khối|cụm"
    r"|công đoàn|liên đoàn|đoàn|hội(?! thi| nghị| thao| trại)|ubnd|ủy ban|đảng ủy|chi bộ"
    r"|tổ(?! chức)|mỗi|từng|cđcs|văn phòng|trung tâm|trường(?! hợp)|bệnh viện|đề nghị|giao(?! ước)|yêu cầu"
    r"|huyện đoàn|thành viên|đơn vị"
    r"|tỉnh đoàn|chỉ huy|cá nhân|tập thể|cấp ủy|bộ phận|xã|thôn|vụ|cục|doanh nghiệp|công ty"
    r"|công an|bộ chỉ huy|thanh tra|kho bạc|bảo hiểm|ngân hàng"
    r"|cấp (?:tỉnh|huyện|xã|phường|cơ sở|trường|trên|tiểu học|thcs|thpt|mầm non|học))"
)
_MARK = r"(?:\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[ivx]{1,4}[.)]|điều \d+\.?) ?|\W*)"
_DOES = (
    r"(?:gửi|nộp|báo cáo|xây dựng|ban hành|tổ chức"
    r"|hoàn thành|đăng ký|(?<!thư )ký |ký kết|điện (?=báo)|bình|họp|tiến hành|căn cứ|tổng hợp|có trách nhiệm"
    r"|(?<!cơ quan )(?<!đơn vị )chủ trì|lập|thực hiện"
    r"|tự|cập nhật|phải|chịu|trình|sơ kết|tổng kết|triển khai|cụ thể|định kỳ|chấm|về |trước |tham mưu|theo dõi"
    r"|kiểm tra|phối hợp|hướng dẫn|soạn|chọn|lựa chọn|giới thiệu|cử|đề xuất|phân công"
    r"|ra quân|(?<!cơ quan )phát động|làm xong|xong|hoàn tất|thẩm định|rà soát|xét |khi )"
)
# “2. Giao Sở Nội vụ tổng hợp …”: what opens the sentence.
_OPENS = re.compile(
    rf"{_MARK}(?:đề nghị |giao |yêu cầu |riêng |đối với )*(?P<who>{ORGANS}\b[^.;:]{{0,160}}?)(?=,? ?{_DOES}|: {_DOES})"
)
# “Chủ tịch UBND huyện yêu cầu các xã …”, “Mỗi quý một lần, các đơn vị …”: who comes behind.
_ASKS = re.compile(
    r"(?<!được )\b(?:yêu cầu|đề nghị|giao(?! ước)|(?:xin )?thông báo)(?: cho| tới| đến)? (?=\w)"
    r"|(?:mỗi|từng) (?:đợt|quý|tháng|tuần|năm|thứ|giai đoạn|bước)\b[^;:]*, ?"
)
_NAMED = re.compile(
    r"\b(?:[Vv]ụ|[Ss]ở|[Bb]an|[Pp]hòng|[Bb]ộ|[Nn]gành|[Cc]ục) "
    r"(?P<name>Tổ chức(?: - Kiểm tra)?|Xây dựng|Kiểm tra)\b"
)
_NOBODY = re.compile(
    r"tổ chức|tổ|ban|phòng|hội nghị.*|(?:mỗi|từng) (?:đợt|quý|tháng|tuần|năm|thứ)\b.*|đề nghị|yêu cầu|giao"
    r"|(?:lịch|thời (?:hạn|gian)|hạn|việc|kế hoạch|chương trình)\b.*"
    r"|(?:(?:các|những|một số|từng|mỗi) )*(?:nội dung|nhiệm vụ|công việc|mốc|hoạt động|giải pháp|biện pháp)\b.*"
)
_WHO = re.compile(
    r"(?:[.;:,] ?|\d[.)] |- |\+ |[a-zđ][.)] )(?:đề nghị |giao "
    rf"|yêu cầu )?(?P<who>{ORGANS}\b[^.;:]{{0,120}}?)(?=,? ?{_DOES})"
)
# “…; riêng ngành Giáo dục và Đào tạo trước ngày 10/7”
_ONLY = re.compile(
    r"\briêng (?:đối với |với )?(?P<who>(?:các )?(?:ngành|khối|cụm|sở|ban|văn phòng|trung tâm|cơ quan|khoa|tổ|lớp|cấp"
    r"|phòng|xã|phường|đơn vị|trường|hội|công an|công đoàn"
    r"|lực lượng|doanh nghiệp|huyện|thành phố)\b[^.;:,]{0,70}?)(?=,? (?:gửi|nộp|báo cáo|trước|chậm|muộn|thì|vào"
    r"|đến|thực hiện|hoàn thành|trong)\b|$)"
)
_NO_BODY = (
    r"(?!ngày|hết|trước|hệ thống|thư điện tử|email|e-mail|hộp thư|trục|phần mềm|zalo|đường|mạng|địa chỉ|cổng|văn bản"
    r"|môi trường|báo cáo|\d)"
)
_TO = re.compile(
    r"(?:gửi|nộp|báo cáo|chuyển|trình|đăng ký|tham luận)(?:[^.;:,]{0,60}?)? (?:về|cho|tới|đến|(?<!đối )với|lên"
    rf"|qua) (?P<to>{_NO_BODY}[^.;:,|]{{3,90}}?(?:\([^()]{{3,80}}\))?)(?=[.;:,|]| trước| chậm| muộn| trong"
    r"| vào| đến| để| theo| bằng| kèm| tổng hợp| báo cáo| kết quả"
    r"|$| (?:hằng|hàng)| định kỳ| ngày| từ| sau| cùng| khi)"
)
_TO_PLAIN = re.compile(
    r"gửi (?P<to>(?:sở|phòng|ban|văn phòng|trưởng khối|công đoàn|hội|ủy ban|ubnd|vụ|đảng ủy|khối|thường trực"
    r"|lđlđ|liên đoàn|tổng|huyện đoàn|tỉnh đoàn|cơ quan"
    r"|bộ|tỉnh|huyện|xã|phường|trường|khoa)\b[^.;:,|]{0,80}?(?:\([^()]{3,80}\))?)(?=[.;:,|]| trước"
    r"| chậm| muộn| trong| vào| đến| để| theo| cùng| khi|$)"
)
_ABOVE = (
    r"(?:chủ tịch (?:ủy ban|ubnd)|ủy ban nhân dân|ubnd|bộ (?!phận|chỉ huy)|chính phủ|thủ tướng|tỉnh ủy|thành ủy"
    r"|huyện ủy"
    r"|đảng ủy|ban thường vụ|thường trực|hội đồng thi đua|ban thi đua|trung ương|tổng liên đoàn|lãnh đạo)"
)
_HEAD = (
    r"(?:hiệu trưởng|giám đốc|ban giám hiệu|đoàn trường|"
    r"(?:sở|phòng) (?!trước|chậm|muộn|trong|vào|để|theo|kết)[a-zđ])"
)
# “tổng hợp, báo cáo Ủy ban nhân dân tỉnh”: who stands above is told without “về”.
_TO_ABOVE = re.compile(
    rf"(?:báo cáo|trình) (?P<to>(?:{_ABOVE}|{_HEAD})[^.;:,|]{{0,80}}?(?:\([^()]{{3,80}}\))?)(?=[.;:,|]| trước"
    r"| chậm| muộn| trong| vào| đến| để| theo| xem xét| kết quả| báo cáo| hồ sơ| tặng| công nhận| khen| hằng| hàng| sau"
    r"| ban hành| phê duyệt| quyết định|/|$)"
)
# “…, Bộ Nội vụ trước ngày 25/12”: a second body for the same, between two days.
_ONLY_BODY = re.compile(
    rf"(?:,|;| và| còn)?(?: (?:báo cáo|gửi|trình|về|cho))* ?(?P<to>(?:{_ABOVE}|sở|phòng|ban|văn phòng)[^.;:,"
    rf"|]{{0,80}}?),? ?"
)


def who_in(view: View, start: int, end: int) -> str | None:
    """The body that owes, from the words before the duty; None when the clause does not say."""
    low = _without_names(view, start, end)
    found = _OPENS.match(low) or _WHO.search(low)
    if found is None:
        return None
    asked = list(_ASKS.finditer(low, *found.span("who")))
    begin = start + (asked[-1].end() if asked else found.start("who"))
    until = start + found.end("who")
    words = whole(view, begin, until, until=until)
    return None if _NOBODY.fullmatch(words.lower()) else words


def _without_names(view: View, start: int, end: int) -> str:
    """In lower case, less names that read as verbs: “Vụ Tổ chức cán bộ”, “Sở Xây dựng”."""
    low = view.low[start:end]
    for name in _NAMED.finditer(view.text, start, end):
        first, last = (place - start for place in name.span("name"))
        low = low[:first] + "x" * (last - first) + low[last:]
    return low


def only_in(view: View, start: int, end: int) -> str | None:
    """The body a due of its own is for: “riêng ngành …”; None when there is none."""
    found = _ONLY.search(view.low, start, end)
    return view.words(*found.span("who")) if found else None


def to_whom_in(view: View, start: int, end: int) -> str | None:
    """The body it is sent to; None when the clause does not say."""
    patterns = (_TO, _TO_PLAIN, _TO_ABOVE)
    found = [one for one in (pattern.search(view.low, start, end) for pattern in patterns) if one]
    # “gửi Ủy ban nhân dân tỉnh qua Sở Nội vụ”: who is named first receives
    first = min(found[:2], key=lambda one: one.start("to"), default=None)
    return _words(view, *first.span("to")) if first else None


def second_receiver(view: View, start: int, end: int) -> str | None:
    """The body that is all there is between two days, who gets the same by the second."""
    found = _ONLY_BODY.fullmatch(view.low, start, end)
    return _words(view, *found.span("to")) if found else None


def _words(view: View, start: int, end: int) -> str:
    """The words with the bracket they end in."""
    words = view.words(start, end)
    return f"{words})" if words.count("(") > words.count(")") else words
