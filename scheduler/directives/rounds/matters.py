"""What a clause with days is about: the campaign, another matter, or another body's campaign."""

import re

PEAK_WORDS = re.compile(
    r"chiến dịch|cao điểm|cao trào|đột kích|nước rút|thần tốc|ngày,? ?(?:và )?đêm|đặc biệt"
)
_CAMPAIGN = (
    r"(?:phong trào|thi đua|chiến dịch|cao điểm|cao trào|đột kích|ngày,? ?(?:và )?đêm|cuộc vận động"
    r"|tháng (?:hành động|thanh niên|công nhân)|tuần lễ)"
)
_HELD = (
    r"(?:diễn ra|phát động|bắt đầu|kéo dài|thực hiện|tổ chức|triển khai|tiến hành|mở|khởi động"
    r"|ra quân|thời gian|kết thúc|tính từ|kể từ|trong \d{1,3} (?:ngày|tháng|tuần)|hưởng ứng)"
)
_NAMED = re.compile(
    rf"{_CAMPAIGN}|^\W*(?:kế hoạch|chương trình|chỉ thị)(?: này)? (?:được )?(?:thực hiện|triển khai|kéo dài|diễn ra)"
)
# Held and the campaign in one breath, whichever comes first; or the campaign alone before “từ …”.
_IS_HELD = re.compile(
    rf"{_CAMPAIGN}.*\b{_HELD}\b|\b{_HELD}\b.*{_CAMPAIGN}|^\W*(?:kế hoạch|chương trình|chỉ thị)"
    r"|^\W*(?:(?:phong trào|đợt|chiến dịch|cuộc vận động)(?: thi đua)?|thi đua)(?: “[^”]*”)?"
    r",?\W*(?:(?:từ|trong|kể từ)\b.*)?$"
)
_LAUNCHES = re.compile(
    r"[ ,]{1,2}[^.;:]{0,80}?(?:(?:phát động|tổ chức|triển khai|mở|thực hiện|ra quân|hưởng ứng)"
    r" (?:\w+ ){0,4}?(?:phong trào|đợt|thi đua|chiến dịch|cao điểm|\d{2,3} ngày)"
    r"|(?:toàn|các|mỗi|cán bộ|ngành|đơn vị)\b[^.;:,]{0,60} thi đua\b)"
)
# What has days of its own: events, contests, papers and their ways, works, other stretches of the campaign.
_OTHER_MATTER = re.compile(
    r"cuộc thi|hội (?:thi|thao|diễn|nghị|chợ|trại|thảo)|liên hoan|triển lãm|trưng bày|lễ hội|\blễ\b"
    r"|giải (?:thưởng|báo chí|chạy|đấu|bóng)|\bthi (?!đua|hành|công)|dự thi|bài dự|tác phẩm|đại hội|bầu cử"
    r"|nhiệm kỳ|\bvòng \w|gửi|\bnộp\b|báo cáo|hồ sơ|đăng ký|sơ kết|tổng kết|bình (?:xét|chọn|bầu)|\bchấm\b"
    r"|suy tôn|(?:tiếp |thu |\b)nhận\b|kiểm tra|giám sát|tập huấn|khảo sát|thẩm định|rà soát|đánh giá|nghỉ"
    r"|hiệu lực|số liệu|dự án|đề án|giao ước|bỏ phiếu|khen thưởng|xét (?:tặng|duyệt|khen)|học kỳ|hoạt động hè"
    r"|tuyên truyền|(?<!lập )thành tích|kết quả|kinh phí|chi phí|\bgiao (?!lưu)|theo dõi|đôn đốc|tham mưu|hướng dẫn"
    r"|(?:một|ít nhất|tối thiểu|0?[1-4]) (?:đợt|phong trào)"
    r"|(?:đợt|giai đoạn|chặng|bước|vụ|quý)(?: thi đua)? (?:\d(?!\d? ngày)|[ivx]+\b|thứ |đầu|cuối|một\b|hai\b"
    r"|ba\b)"
)
_PAPER = (
    r"(?:kế hoạch|chỉ thị|chương trình|công văn|hướng dẫn|quyết định|nghị quyết|lời kêu gọi|thư)"
)
_ANOTHERS = re.compile(
    rf"^\W*(?:căn cứ|thực hiện|theo|hưởng ứng|hòa chung|tiếp tục thực hiện|xét) {_PAPER}\b"
    r"|^\W*(?:hưởng ứng|hòa chung|tham gia)\b[^,]* (?:do|của) "
)
_BY = re.compile(
    r"\b(?:do|của) (?P<body>[^,.;:()“”]{3,90}?) (?:phát động|tổ chức|ban hành|khởi xướng|chủ trì)\b"
)
_QUOTED = re.compile(r"“[^”\n]*”")


def names_the_campaign(lead: str) -> bool:
    """Whether the words before some days say of the campaign, and of nothing else, when it is held.

    Of a clause with commas the last part that names it counts: “Nhân dịp …, tỉnh phát động phong trào thi đua từ”.
    """
    words = _own_part(lead)
    return bool(_NAMED.search(words) and _IS_HELD.search(words)) and not speaks_of_another_matter(
        words
    )


def speaks_of_another_matter(words: str) -> bool:
    """Whether it is about an event, a contest, what is sent, a round; names in quotation marks tell nothing."""
    return bool(_OTHER_MATTER.search(_QUOTED.sub("“”", words)))


def is_of_another_body(lead: str, issuer: str) -> bool:
    """Whether the campaign is that of somebody else than the issuer (in small letters, "" where unknown)."""
    words = _own_part(lead)
    by = _BY.search(words)
    return bool(_ANOTHERS.search(words)) or bool(by and not _is_issuer(by["body"], issuer))


def launches(rest: str) -> bool:
    """“…, các đơn vị thi đua …”: whether what follows days that open a sentence is the campaign."""
    launched = _LAUNCHES.match(rest)
    return bool(launched) and not speaks_of_another_matter(rest[:160])


def _own_part(lead: str) -> str:
    parts = lead.split(", ")
    for number in range(1, len(parts)):
        part = ", ".join(parts[-number:])
        if _NAMED.search(part) and _IS_HELD.search(part):
            return part
    return lead


def _is_issuer(body: str, issuer: str) -> bool:
    words = body.replace("ubnd", "ủy ban nhân dân").split()
    return bool(issuer) and set(words) <= set(issuer.split())
