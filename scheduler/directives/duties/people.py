"""Who owes something, and to whom it goes, as the clause says it."""

import re

from scheduler.directives.page.view import View

_ORGANS = (
    r"(?:thủ trưởng|chủ tịch|giám đốc|hiệu trưởng|trưởng|bí thư|các|các đơn vị|cơ quan|sở|ban|phòng|khối|cụm"
    r"|công đoàn|liên đoàn|đoàn|hội|ubnd|ủy ban|đảng ủy|chi bộ"
    r"|tổ|mỗi|từng|cđcs|văn phòng|trung tâm|trường|bệnh viện|đề nghị|giao|yêu cầu|huyện đoàn|thành viên|đơn vị"
    r"|tỉnh đoàn|chỉ huy|cá nhân|tập thể|cấp ủy|bộ phận|xã|thôn|vụ|cục)"
)
_WHO = re.compile(
    r"(?:^|[.;:,] ?|\d[.)] |- |\+ |[a-zđ][.)] )(?:đề nghị |giao "
    rf"|yêu cầu )?(?P<who>{_ORGANS}\b[^.;:]{{0,120}}?)(?=,? ?(?:gửi|nộp|báo cáo|xây dựng|ban hành|tổ chức"
    r"|hoàn thành|đăng ký|ký |ký kết|bình|họp|tiến hành|căn cứ|tổng hợp|có trách nhiệm|chủ trì|lập|thực hiện"
    r"|tự|cập nhật|phải|chịu|trình|sơ kết|tổng kết|triển khai|cụ thể|định kỳ|chấm|về |trước ))"
)
_TO = re.compile(
    r"(?:gửi|nộp|báo cáo|chuyển|trình|đăng ký|tham luận)(?:[^.;:,]{0,60}?)? (?:về|cho|tới|đến|với|lên"
    r"|qua) (?P<to>(?!ngày|hết|trước)[^.;:,]{3,90}?(?:\([^()]{3,80}\))?)(?=[.;:,]| trước| chậm| muộn| trong"
    r"| vào| đến| để| theo| bằng| kèm| tổng hợp|$| (?:hằng|hàng)| định kỳ| ngày| từ| sau)"
)
_TO_PLAIN = re.compile(
    r"gửi (?P<to>(?:sở|phòng|ban|văn phòng|trưởng khối|công đoàn|hội|ủy ban|ubnd|vụ|đảng ủy|khối|thường trực"
    r"|lđlđ|liên đoàn|tổng|huyện đoàn|tỉnh đoàn|cơ quan)\b[^.;:,]{0,80}?(?:\([^()]{3,80}\))?)(?=[.;:,]| trước"
    r"| chậm| muộn| trong| vào| đến| để| theo|$)"
)


def who_in(view: View, start: int, end: int) -> str | None:
    """The body that owes, from the words before the duty; None when the clause does not say."""
    found = _WHO.search(view.low, start, end)
    return view.words(found.start("who"), found.end("who")) if found else None


def to_whom_in(view: View, start: int, end: int) -> str | None:
    """The body it is sent to; None when the clause does not say."""
    found = _TO.search(view.low, start, end) or _TO_PLAIN.search(view.low, start, end)
    return view.words(found.start("to"), found.end("to")) if found else None
