"""What a clause leaves to the words before it: “văn bản gửi về Sở …”, “tổng kết trong tháng 8, gửi báo cáo …”."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.duties import Hit

_BODY = (
    r"(?:(?:riêng|đối với|còn|các|những|mỗi|từng|mọi|ủy ban nhân dân|thủ trưởng) )*"
    r"(?:sở|ban(?! hành)|ngành|phòng(?!,? chống)"
    r"|xã|phường|thị trấn|thị xã|thành phố|huyện|quận|tỉnh|đơn vị|cơ quan|cấp|địa phương"
    r"|doanh nghiệp|trường(?! hợp)|khối|cụm|hội(?! nghị| thi| thao| trại)|đoàn(?! kết)|công đoàn|chi bộ"
    r"|đảng ủy|tổ(?! chức)|thôn|ubnd"
    r"|văn phòng|bộ phận|thư ký|giáo viên|công ty|lớp|khoa|trung tâm"
    r"|thường trực|hội đồng|mầm non|mẫu giáo|tiểu học|thcs|thpt|trung học)\b"
    r"(?:(?!\d|chọn|lập|viết|giới thiệu|cử|chuẩn bị|đề xuất|tổ chức|có |bố trí|cung cấp"
    r"|kê khai|báo |làm |chụp|nêu |ghi |điền |xây dựng)[^,;:.]){0,60}"
)
# Words that stand for the thing, and the kinds of duty they may stand for; None for any.
_FILES = (DutyKind.AWARD_FILE, DutyKind.VOTE, DutyKind.ENROL, DutyKind.INITIATIVE)
_THINGS: tuple[tuple[str, tuple[DutyKind, ...] | None], ...] = (
    (r"danh sách|tờ trình", _FILES),
    (r"biên bản", (*_FILES, DutyKind.PLEDGE)),
    (
        r"(?:tất cả|toàn bộ|các|mỗi )*(?:văn bản|bản (?:giấy|cứng|mềm|in|chính)|tài liệu)|tất cả|toàn bộ|"
        r"(?:thời hạn|thời gian|hạn|hạn cuối)",
        None,
    ),
)
_DOES = r"(?:tổng hợp|rà soát|kiểm tra|xem xét|ký|xác nhận|đóng dấu|có trách nhiệm|phải|thống nhất|chung)"
_THING = "|".join(words for words, _kinds in _THINGS)
_PART = re.compile(
    rf"\W*(?:sau đó |rồi |tiếp đó )?(?:(?:{_THING})(?: (?:này|đó|trên))?|{_BODY}|{_DOES})?(?: {_DOES})*\W*"
)
_BREAK = re.compile(r"[,;:.]|\b(?:và|để|rồi|sau đó)\b")
_SENDS = re.compile(
    r"\b(?:gửi|gởi|nộp|chuyển|trình)"
    rf"(?= ?(?:$|[:(,]|(?:về|cho|lên|tới|đến|qua|là|trước|chậm|muộn|vào|xong|hạn)\b|{_BODY}))"
)
_SENDER = re.compile(
    rf"(?:^|[,;:.]|\b(?:và|để|rồi|sau đó)) ?(?P<who>{_BODY}?)(?=,? {_DOES}| ?[:–-]| $|$)"
)
_BODY_ALONE = re.compile(rf"\W*{_BODY} ?[:–-]\W*")
_BY_OWN_YEAR = re.compile(
    r"(?: \w+){0,4} theo (?:năm(?: học| công tác| tài chính)?|học kỳ|niên độ|vụ),"
)
_NAMELESS = re.compile(
    r"(?:(?:gửi|nộp|có) )?báo cáo(?: kết quả| bằng văn bản)*"
    r"(?= ?[,:(]| và (?:hồ sơ|danh sách|tờ trình)| (?:gửi|nộp|về|cho|lên|tới|đến|qua|trước|chậm"
    rf"|muộn|xong|trong|là|hạn)\b| {_BODY})"
)


def sends_the_same(gap: str, kinds: list[DutyKind]) -> bool:
    """Whether the words between two dues send something that they do not name, and that `kinds` may be."""
    sent = list(_SENDS.finditer(gap))
    if not sent or not kinds:
        return False
    if not names_nothing(gap[: sent[-1].start()]):
        return False
    said = [meant for words, meant in _THINGS if re.search(rf"\b(?:{words})", gap)]
    return all(meant is None or set(kinds) <= set(meant) for meant in said)


def names_nothing(words: str) -> bool:
    """Nothing but bodies, what stands for the thing, and what they do with it."""
    return all(_PART.fullmatch(part) for part in _BREAK.split(words))


def is_body(gap: str) -> bool:
    """“- Cấp tiểu học: …”: nothing but a body stands before the due."""
    return bool(_BODY_ALONE.fullmatch(gap))


def sender_in(gap: str) -> tuple[int, int] | None:
    """Where the words between two dues name who sends on what was asked of another; None where they do not."""
    sent = list(_SENDS.finditer(gap))
    until = sent[-1].start() if sent else len(gap)
    named = list(_SENDER.finditer(gap, 0, until))
    return named[-1].span("who") if named else None


def less_occasions(low: str, hits: list[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The words that ask, and those of an occasion: “hồ sơ dịp tổng kết”, “ngành tổng kết theo năm học, …”."""
    aside = [
        hit
        for hit in hits
        if hit.kind in (DutyKind.INTERIM, DutyKind.FINAL)
        and (is_at(low, hit) or _BY_OWN_YEAR.match(low, hit.end))
    ]
    return [hit for hit in hits if hit not in aside], aside


def is_at(low: str, hit: Hit) -> bool:
    """“dịp tổng kết …”."""
    return low.endswith("dịp ", 0, hit.start)


def report_of(
    low: str, kinds: list[tuple[DutyKind, Hit]], asked: list[tuple[DutyKind, Hit]], due: ReadDue
) -> list[tuple[DutyKind, Hit]]:
    """A report of no name, asked for with a sơ kết or tổng kết, tells of that: `asked` is what stands before."""
    held = [kind for kind, _hit in asked if kind in (DutyKind.INTERIM, DutyKind.FINAL)]
    if due.recurrence or len(set(held)) != 1:
        return kinds
    return [
        (held[0] if kind is DutyKind.REPORT and is_nameless(low, hit.start) else kind, hit)
        for kind, hit in kinds
    ]


def is_nameless(low: str, at: int) -> bool:
    """“gửi báo cáo về …”: a report that is not said of what."""
    return bool(_NAMELESS.match(low, at))


def sends(low: str, at: int) -> bool:
    """“gửi về …”: a sending with nothing behind it but to whom and when."""
    return bool(_SENDS.match(low, at))
